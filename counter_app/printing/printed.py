"""What stands on a piece of paper that came out of a receipt printer, from its upper edge to the blade."""

from dataclasses import dataclass
from enum import StrEnum

WIDEST = 48
"""Characters of font A on the widest roll that we print on."""


@dataclass(frozen=True, slots=True)
class Style:
    """``width`` and ``height``: cells that a character takes across and down. ``align``: 0 left, 1 centre, 2 right."""

    bold: bool = False
    inverse: bool = False
    width: int = 1
    height: int = 1
    align: int = 0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line, its blanks on the left included."""

    text: str
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code that the printer drew by itself; ``dots``: a module's side."""

    text: str
    dots: int
    align: int


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of ``width`` by ``height`` dots; ``bits``: its rows from the top, eight dots a byte, 1 for black."""

    width: int
    height: int
    bits: bytes
    align: int = 0

    def is_black(self, column: int, row: int) -> bool:
        """Whether there is ink on this dot."""
        index, bit = divmod(column, 8)
        return bool(self.bits[row * self.width // 8 + index] & 0x80 >> bit)

    @property
    def ink(self) -> int:
        """How many dots are black."""
        return sum(byte.bit_count() for byte in self.bits)


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank paper, ``lines`` of it."""

    lines: int


class Blade(StrEnum):
    """Where the paper is cut through, and where it still hangs by a piece in the middle."""

    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Pulse:
    """Where the drawer opens: ``pin`` (2 or 5) of its socket, current for ``on`` and none for ``off`` milliseconds."""

    pin: int
    on: int
    off: int


Mark = PrintedLine | QrCode | Raster | Feed | Blade | Pulse
"""What happens to paper, in its order."""


@dataclass(frozen=True, slots=True)
class PaperOut:
    """One job as it came out, ``columns`` characters wide; ``code_page`` is empty where nothing was written."""

    columns: int = WIDEST
    code_page: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def lines(self) -> list[PrintedLine]:
        return [mark for mark in self.marks if isinstance(mark, PrintedLine)]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def codes(self) -> list[QrCode]:
        return [mark for mark in self.marks if isinstance(mark, QrCode)]

    @property
    def qr(self) -> list[str]:
        """What the codes say."""
        return [code.text for code in self.codes]

    @property
    def rasters(self) -> list[Raster]:
        return [mark for mark in self.marks if isinstance(mark, Raster)]

    @property
    def fed(self) -> int:
        """Lines of blank paper before the blade."""
        return sum(mark.lines for mark in self.marks if isinstance(mark, Feed))

    @property
    def cuts(self) -> list[Blade]:
        return [mark for mark in self.marks if isinstance(mark, Blade)]

    @property
    def pulses(self) -> list[Pulse]:
        return [mark for mark in self.marks if isinstance(mark, Pulse)]
