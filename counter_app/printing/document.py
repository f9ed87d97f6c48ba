"""The neutral document: what stands on the paper and in what order, before anybody knows how wide the paper is.

Texts in a document are already inert and within the repertoire of ``counter_app.printing.text``. A no-break
space (U+00A0) holds together what must not be torn apart at the end of a line; it prints as a space.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum

from counter_app.domain.money import Rupiah
from counter_app.domain.training import MARK, WARNING, marked_code, marked_name

NO_BREAK = "\N{NO-BREAK SPACE}"


class LayoutError(ValueError):
    """The document does not fit the paper. Raised before a byte, a page or a picture exists."""


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"


class Size(Enum):
    """How many cells a character takes, (across, down): thermal printers know whole multiples only."""

    NORMAL = (1, 1)
    TALL = (1, 2)
    BIG = (2, 2)

    @property
    def across(self) -> int:
        return self.value[0]

    @property
    def down(self) -> int:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``BIG`` falls back to ``TALL`` where it would not fit on one line."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: Size = Size.NORMAL


@dataclass(frozen=True, slots=True)
class Band:
    """White on black across the whole paper: what nobody may overlook."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label in the left column and its value beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A money row: rupiah at the right edge, beside the last line of its label."""

    label: str
    rupiah: Rupiah
    bold: bool = False
    size: Size = Size.NORMAL


@dataclass(frozen=True, slots=True)
class Note:
    """What explains the money row above it; set in from the left."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Qr:
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """In the middle, ``width`` (a multiple of 8) by ``height`` dots; ``bits``: its rows, eight dots a byte, 1 for black."""

    width: int
    height: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """Some air."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of the sheet."""


Block = Text | Band | Field | Amount | Note | Rule | Qr | Picture | Gap | Cut


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` and ``author``, the office's name, go where a file format keeps such things; ``blocks`` are the paper."""

    title: str
    author: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        """Paper of a training office says so above and below, and its codes too: no document can forget it."""
        if not marked_name(self.author) or _WARNING in self.blocks:
            return
        object.__setattr__(self, "title", f"{MARK} {self.title}")
        object.__setattr__(self, "blocks", tuple(_marked(self.blocks)))


_WARNING = Band(WARNING)


def _marked(blocks: tuple[Block, ...]) -> Iterator[Block]:
    ends = len(blocks) - 1 if blocks and isinstance(blocks[-1], Cut) else len(blocks)
    yield _WARNING
    for block in blocks[:ends]:
        yield Qr(marked_code(block.text)) if isinstance(block, Qr) else block
    yield from (Gap(), _WARNING)
    yield from blocks[ends:]
