"""What somebody saw on the test slip, and the settings that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from counter_app.domain.printer_settings import Cutter, DrawerPin, PrinterSettings, QrKind

ORDINARY: Mapping[int, str] = MappingProxyType({32: "thermal-58", 42: "thermal-80-42", 48: "thermal-80"})
"""The profile for each number of columns; each has the first table, native codes, a partial cut and a drawer on pin 2."""

TABLES = ("CP437", "CP850", "CP858")
"""The character tables on the slip, in their order."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``columns``: the last number on the ruler's first line. ``table``: one of ``TABLES``; empty where none was right.

    ``code``: the kind that can be read. ``drawer``: the pin that opened it; ``None`` where that was not tried.
    """

    columns: int
    table: str
    code: QrKind
    cutter: Cutter
    drawer: DrawerPin | None = None


def settings_from(seen: Seen, device: str, before: PrinterSettings) -> PrinterSettings:
    """The printer at ``device`` as it was seen. What was not tried stays as it is ``before``, where that is this printer.

    What is as the profile has it is left out. With no table right the first one stays: plain letters are in all of them.
    Raises ``LookupError`` for columns that there is no profile for.
    """
    same = before.device == device
    drawer = seen.drawer.value if seen.drawer is not None else before.drawer
    return PrinterSettings(
        device,
        ORDINARY[seen.columns],
        code_page=_unless(seen.table, TABLES[0]),
        cutter=_unless(seen.cutter, Cutter.PARTIAL),
        qr=_unless(seen.code, QrKind.NATIVE),
        qr_dots=before.qr_dots if same else 0,
        drawer=_unless(drawer, DrawerPin.PIN_2),
    )


def that_never_hangs_up(device: str) -> str | None:
    """The address of the same network printer, told that it keeps the line open; ``None`` where there is no such thing."""
    parts = urlsplit(device)
    if parts.scheme != "tcp" or "closes=" in parts.query:
        return None
    return parts._replace(query="&".join(filter(None, (parts.query, "closes=no")))).geturl()


def _unless(value: str, usual: str) -> str:
    return "" if value == usual else str(value)
