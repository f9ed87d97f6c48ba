"""Printers as data: how wide, which code page, what they can do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from counter_app.domain.printer_settings import COLUMNS, Cutter, DrawerPin, PrinterSettings, QrKind
from counter_app.printing.text import CODE_PAGES

_MOST_FEED = 255


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One kind of printer.

    ``columns``: characters of font A on a line. ``paper_mm``, ``printable_mm``: the roll and what of it can be
    printed on. ``dots``: printable width in dots. ``qr_dots``: wished size of a QR module in dots.
    ``feed_lines``: lines fed before the cut, so that the last printed line clears the blade.
    """

    name: str
    columns: int
    paper_mm: int
    printable_mm: int
    dots: int
    qr_dots: int
    code_page: str = "CP437"
    qr: QrKind = QrKind.NATIVE
    cutter: Cutter = Cutter.PARTIAL
    feed_lines: int = 4
    drawer: DrawerPin = DrawerPin.PIN_2

    def __post_init__(self) -> None:
        if self.columns not in COLUMNS:
            raise ValueError(f"columns must be one of {COLUMNS}, not {self.columns}")
        if self.code_page not in CODE_PAGES:
            raise ValueError(f"code page must be one of {CODE_PAGES}, not {self.code_page!r}")
        if not 0 <= self.feed_lines <= _MOST_FEED:
            raise ValueError(f"feed_lines must be 0 to {_MOST_FEED}, not {self.feed_lines}")

    @property
    def native_qr(self) -> bool:
        """Whether the printer draws codes itself."""
        return self.qr is QrKind.NATIVE


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
    qr=QrKind.PICTURE,
    cutter=Cutter.NONE,
)
"""The cheap kind (5890 and its like): no QR command, no blade."""

PROFILES: Mapping[str, PrinterProfile] = MappingProxyType(
    {profile.name: profile for profile in (THERMAL_58, THERMAL_58_BASIC, THERMAL_80, THERMAL_80_42)}
)


BY_COLUMNS: Mapping[int, PrinterProfile] = MappingProxyType(
    {profile.columns: profile for profile in (THERMAL_58, THERMAL_80_42, THERMAL_80)}
)
"""The ordinary kind for each number of columns."""


def profile_by_name(name: str) -> PrinterProfile:
    """Raises ``ValueError`` naming what there is."""
    try:
        return PROFILES[name]
    except KeyError:
        raise ValueError(f"no printer profile {name!r}; there are: {', '.join(PROFILES)}") from None


def profile_of(printer: PrinterSettings) -> PrinterProfile:
    """The kind that is set, with what is set differently about this one printer. Other columns are another roll of
    paper. Raises ``ValueError`` for a name or a value that there is not.
    """
    base = profile_by_name(printer.profile)
    if printer.columns and printer.columns != base.columns:
        if printer.columns not in BY_COLUMNS:
            raise ValueError(f"columns must be one of {COLUMNS}, not {printer.columns}")
        wide = BY_COLUMNS[printer.columns]
        base = replace(
            base,
            columns=wide.columns,
            paper_mm=wide.paper_mm,
            printable_mm=wide.printable_mm,
            dots=wide.dots,
            qr_dots=wide.qr_dots,
        )
    return replace(
        base,
        code_page=printer.code_page or base.code_page,
        cutter=Cutter(printer.cutter or base.cutter),
        qr=QrKind(printer.qr or base.qr),
        qr_dots=printer.qr_dots or base.qr_dots,
        drawer=DrawerPin(printer.drawer or (DrawerPin.NONE if printer.device.startswith("file:") else base.drawer)),
    )
