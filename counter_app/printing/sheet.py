"""Where everything stands on the sheet, for the two formats that draw: PDF and picture.

The unit is the cell: the width of one character. A sheet measured in cells fits paper of any width.
"""

from dataclasses import dataclass

from counter_app.printing.document import Cut, Document, Gap, Picture, Qr, Rule
from counter_app.printing.flow import Line, Row, lines
from counter_app.printing.fonts import ADVANCE
from counter_app.printing.profile import PrinterProfile

FONT_SIZE = 1 / ADVANCE
"""Font size of a plain character, cells."""

DOTS = 12
"""Of a printer, to a cell."""

LINE = 2.2
"""From one plain line to the next, cells."""

QR_SIDE = 21.0
"""Width of a QR code without its quiet zone, cells: a receipt's 49 modules are 0.6 mm wide each."""

_BASELINE = 1.58
_GAP = 1.1
_RULE = 1.8
_QR_AIR = 0.2
_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and the box it may fill: ``top`` and ``height`` in cells from the sheet's upper edge."""

    row: Row
    top: float
    height: float

    @property
    def baseline(self) -> float:
        """Where the letters of a line stand, cells from the upper edge."""
        return self.top + _BASELINE * (self.row.size.down if isinstance(self.row, Line) else 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A laid-out sheet, in cells: ``columns`` to print on, ``margin`` left and right, ``height`` in all."""

    columns: int
    margin: float
    height: float
    rows: tuple[Placed, ...]

    @property
    def width(self) -> float:
        return self.columns + 2 * self.margin


def sheet(document: Document, profile: PrinterProfile) -> Sheet:
    """Lay a document out on the profile's paper. Raises ``LayoutError`` as ``lines`` does."""
    placed: list[Placed] = []
    top = _EDGE
    for row in lines(document, profile.columns):
        height = height_of(row)
        placed.append(Placed(row, top, height))
        top += height
    cell_mm = profile.printable_mm / profile.columns
    margin = (profile.paper_mm - profile.printable_mm) / 2 / cell_mm
    return Sheet(profile.columns, margin, top + _EDGE, tuple(placed))


def height_of(row: Row) -> float:
    """How much of the sheet a row takes, cells."""
    match row:
        case Line():
            return LINE * row.size.down
        case Rule():
            return _RULE
        case Gap():
            return _GAP
        case Picture():
            return row.height / DOTS
        case Qr():
            return QR_SIDE + 2 * _QR_AIR
        case Cut():
            return 0.0
