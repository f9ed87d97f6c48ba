"""Document → lines for paper of so many columns. Here it is decided where a line ends, once, for every format."""

import textwrap
from dataclasses import dataclass

from counter_app.domain.money import format_rupiah
from counter_app.printing.document import (
    NO_BREAK,
    Align,
    Amount,
    Band,
    Cut,
    Document,
    Field,
    Gap,
    LayoutError,
    Note,
    Picture,
    Qr,
    Rule,
    Size,
    Text,
)

_NARROWEST = 24
_WIDE = 40
_LABEL_COLUMNS = 11
_LABEL_COLUMNS_WIDE = 13
_NOTE_INDENT = 2
_LEAST_LABEL = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its blanks on the left included; ``len(text) * size.across`` never exceeds the columns."""

    text: str
    bold: bool = False
    size: Size = Size.NORMAL
    inverse: bool = False


Row = Line | Rule | Qr | Picture | Gap | Cut
"""What comes out: lines, and the blocks that have no letters."""


def lines(document: Document, columns: int) -> tuple[Row, ...]:
    """Set a document in ``columns`` columns.

    Labels wrap; money never does, and stands beside the last line of its label. Raises ``LayoutError``
    when a money row cannot be set so, or the paper is too narrow for anything.
    """
    if columns < _NARROWEST:
        raise LayoutError(f"paper of {columns} columns is too narrow, {_NARROWEST} is the least")
    rows: list[Row] = []
    for block in document.blocks:
        match block:
            case Text():
                rows.extend(_paragraph(block, columns))
            case Band():
                rows.append(_band(block, columns))
            case Field():
                rows.extend(_field(block, columns))
            case Amount():
                rows.extend(_amount(block, columns))
            case Note():
                rows.extend(Line(" " * _NOTE_INDENT + line) for line in _wrapped(block.text, columns - _NOTE_INDENT))
            case _:
                rows.append(block)
    return tuple(rows)


def _paragraph(block: Text, columns: int) -> list[Line]:
    size = _fitting(block.size, len(block.text), columns)
    across = columns // size.across
    texts = _wrapped(block.text, across)
    if block.align is Align.CENTRE:
        texts = [" " * ((across - len(text)) // 2) + text for text in _balanced(texts, block.text)]
    return [Line(text, block.bold, size) for text in texts]


def _band(block: Band, columns: int) -> Line:
    size = _fitting(Size.BIG, len(block.text), columns)
    across = columns // size.across
    if len(block.text) > across:
        raise LayoutError(f"a band of {len(block.text)} characters does not fit {columns} columns")
    return Line(block.text.center(across), bold=True, size=size, inverse=True)


def _field(block: Field, columns: int) -> list[Line]:
    label = _LABEL_COLUMNS_WIDE if columns >= _WIDE else _LABEL_COLUMNS
    values = _wrapped(block.value, columns - label)
    return [Line(f"{block.label if first else '':<{label}}{value}") for first, value in _first(values)]


def _amount(block: Amount, columns: int) -> list[Line]:
    money = format_rupiah(block.rupiah)
    size = _fitting(block.size, len(block.label) + 1 + len(money), columns)
    across = columns // size.across
    room = across - len(money) - 1
    if room < min(len(block.label), _LEAST_LABEL):
        raise LayoutError(f"the amount {money} does not fit beside its label in {across} columns")
    *above, last = _wrapped(block.label, room) or [""]
    texts = [*above, f"{last:<{room}} {money}"]
    return [Line(text, block.bold, size) for text in texts]


def _balanced(texts: list[str], text: str) -> list[str]:
    """The same number of lines, but no lonely last word: the narrowest setting that needs no more of them."""
    if len(texts) < 2:
        return texts
    narrowest = max(map(len, text.split(" ")))
    for width in range(max(len(text) // len(texts), narrowest), max(map(len, texts))):
        narrower = _wrapped(text, width)
        if len(narrower) == len(texts):
            return narrower
    return texts


def _fitting(size: Size, length: int, columns: int) -> Size:
    return Size.TALL if size is Size.BIG and length * size.across > columns else size


def _wrapped(text: str, width: int) -> list[str]:
    found = textwrap.wrap(text, width, break_on_hyphens=False)
    return [line.replace(NO_BREAK, " ") for line in found]


def _first(values: list[str]) -> list[tuple[bool, str]]:
    return [(index == 0, value) for index, value in enumerate(values)]
