"""Where everything stands on sheets of office paper, A4 or A5: the 48-column setting in the middle of each.

The unit is the cell, as on a roll (``counter_app.printing.sheet``). What belongs together stays together: a money row
with its label and what explains it, a heading with what it is about. A band, which nobody may overlook, stands on every
sheet of a paper: sheets get lost one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from counter_app.printing.document import Align, Band, Block, Document, Gap, Note, Rule, Text
from counter_app.printing.flow import Row, lines
from counter_app.printing.profile import THERMAL_80
from counter_app.printing.sheet import Placed, height_of
from counter_app.printing.words import page_text

COLUMNS = THERMAL_80.columns

_MARGIN = 12.0  # above and below, millimetres: office printers reach to 5 mm of the edge
_LARGEST, _USUAL, _SMALLEST = 2.4, 2.1, 1.9
"""Width of a character in millimetres: 11, 10 and 9 points."""

_Group = tuple[tuple[Row, ...], ...]
"""Blocks, each with its rows, that stand on one sheet together."""


class PageSize(StrEnum):
    """Office paper, upright (ISO 216)."""

    A4 = "a4"
    A5 = "a5"

    @property
    def mm(self) -> tuple[int, int]:
        """Width and height, millimetres."""
        return (210, 297) if self is PageSize.A4 else (148, 210)


@dataclass(frozen=True, slots=True)
class Pages:
    """One paper. ``cell``: width of a character in millimetres; the rows of each sheet in cells from its upper edge."""

    size: PageSize
    cell: float
    sheets: tuple[tuple[Placed, ...], ...]

    @property
    def margin(self) -> float:
        """Left and right of the setting, cells."""
        return (self.size.mm[0] / self.cell - COLUMNS) / 2


def pages(document: Document, size: PageSize) -> Pages:
    """Lay a document out: on one sheet if it can be read there, else on as many as it takes, each numbered.

    Raises ``LayoutError`` as ``flow.lines`` does.
    """
    groups = list(_groups(document.blocks))
    rows = [row for group in groups for row in _flat(group)]
    cell = min(_LARGEST, (size.mm[1] - 2 * _MARGIN) / max(1.0, _height(rows)))
    if cell >= _SMALLEST:
        return Pages(size, cell, (tuple(_placed(rows, _MARGIN / cell)),))
    return Pages(size, _USUAL, tuple(_continued(document, groups, (size.mm[1] - 2 * _MARGIN) / _USUAL)))


def _continued(document: Document, groups: Iterable[_Group], height: float) -> Iterator[tuple[Placed, ...]]:
    """Sheets with ``height`` cells to print on, what is repeated on each included."""
    bands = dict.fromkeys(block for block in document.blocks if isinstance(block, Band))
    head = _rows(*bands, Gap()) if bands else ()
    room = height - _height(_foot(document, 1, 1))
    bodies = list(_parted(groups, room, room - _height(head)))
    edge = _MARGIN / _USUAL
    for number, body in enumerate(bodies, 1):
        foot = _foot(document, number, len(bodies))
        above = _placed([*(head if number > 1 else ()), *body], edge)
        yield (*above, *_placed(foot, edge + height - _height(foot)))


def _foot(document: Document, number: int, count: int) -> tuple[Row, ...]:
    """What a sheet belongs to, and which of how many it is."""
    return _rows(Rule(), Text(document.title, Align.CENTRE), Text(page_text(number, count), Align.CENTRE))


def _parted(groups: Iterable[_Group], first: float, further: float) -> Iterator[list[Row]]:
    """Rows sheet by sheet: ``first`` cells of room on the first one, ``further`` on each that follows."""
    room, sheet = first, list[Row]()
    for piece in chain.from_iterable(_pieces(group, further) for group in groups):
        if sheet and _height(sheet) + _height(piece) > room:
            yield sheet
            room, sheet = further, []
        if sheet or not all(isinstance(row, Gap) for row in piece):
            sheet.extend(piece)
    if sheet:
        yield sheet


def _pieces(group: _Group, room: float) -> Iterator[Sequence[Row]]:
    """A group whole if a sheet can hold it; else its blocks, and of a block that no sheet can hold its rows."""
    if _height(_flat(group)) <= room:
        yield _flat(group)
        return
    for block in group:
        yield from (block,) if _height(block) <= room else ((row,) for row in block)


def _groups(blocks: Sequence[Block]) -> Iterator[_Group]:
    together: list[tuple[Row, ...]] = []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        together.append(_rows(block))
        if not _holds(block, following):
            yield tuple(together)
            together = []


def _holds(block: Block, following: Block | None) -> bool:
    """Whether the two may not be torn apart: a rule or a heading and what it heads, an amount and its explanation."""
    heads = isinstance(block, Rule) or (isinstance(block, Text) and block.bold)
    return following is not None and (heads or isinstance(following, Note))


def _rows(*blocks: Block) -> tuple[Row, ...]:
    return lines(Document("", "", blocks), COLUMNS)


def _flat(group: _Group) -> tuple[Row, ...]:
    return tuple(chain.from_iterable(group))


def _height(rows: Iterable[Row]) -> float:
    return sum(map(height_of, rows))


def _placed(rows: Iterable[Row], top: float) -> Iterator[Placed]:
    for row in rows:
        yield Placed(row, top, height_of(row))
        top += height_of(row)
