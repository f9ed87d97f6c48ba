"""Printers as data: how wide, which code page, what they can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from counter_app.printing.text import CODE_PAGES

COLUMNS = (32, 42, 48)
_MOST_FEED = 255


class Cutter(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One kind of printer.

    ``columns``: characters of font A on a line. ``paper_mm``, ``printable_mm``: the roll and what of it can be
    printed on. ``dots``: printable width in dots. ``qr_dots``: wished size of a QR module in dots.
    ``native_qr``: false sends the code as a picture. ``feed_lines``: lines fed before the cut, so that the last
    printed line clears the blade.
    """

    name: str
    columns: int
    paper_mm: int
    printable_mm: int
    dots: int
    qr_dots: int
    code_page: str = "CP437"
    native_qr: bool = True
    cutter: Cutter = Cutter.PARTIAL
    feed_lines: int = 4

    def __post_init__(self) -> None:
        if self.columns not in COLUMNS:
            raise ValueError(f"columns must be one of {COLUMNS}, not {self.columns}")
        if self.code_page not in CODE_PAGES:
            raise ValueError(f"code page must be one of {CODE_PAGES}, not {self.code_page!r}")
        if not 0 <= self.feed_lines <= _MOST_FEED:
            raise ValueError(f"feed_lines must be 0 to {_MOST_FEED}, not {self.feed_lines}")


THERMAL_58 = PrinterProfile("thermal-58", columns=32, paper_mm=58, printable_mm=48, dots=384, qr_dots=5)
THERMAL_80 = PrinterProfile("thermal-80", columns=48, paper_mm=80, printable_mm=72, dots=576, qr_dots=6)
THERMAL_80_42 = PrinterProfile("thermal-80-42", columns=42, paper_mm=80, printable_mm=72, dots=504, qr_dots=6)
THERMAL_58_BASIC = PrinterProfile(
    "thermal-58-basic",
    columns=32,
    paper_mm=58,
    printable_mm=48,
    dots=384,
    qr_dots=5,
    native_qr=False,
    cutter=Cutter.NONE,
)
"""The cheap kind (5890 and its like): no QR command, no blade."""

PROFILES: Mapping[str, PrinterProfile] = MappingProxyType(
    {profile.name: profile for profile in (THERMAL_58, THERMAL_58_BASIC, THERMAL_80, THERMAL_80_42)}
)


def profile_by_name(name: str) -> PrinterProfile:
    """Raises ``ValueError`` naming what there is."""
    try:
        return PROFILES[name]
    except KeyError:
        raise ValueError(f"no printer profile {name!r}; there are: {', '.join(PROFILES)}") from None
