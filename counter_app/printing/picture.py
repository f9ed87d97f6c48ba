"""Paper that came out → PNG: every dot that the printer burns, the edge that is torn, where the blade cuts.

It is drawn from what the printer is sent, read back, and from nothing else: whoever looks at it sees the paper.
"""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from counter_app.printing import fonts
from counter_app.printing.printed import Blade, Feed, Mark, PaperOut, PrintedLine, Pulse, QrCode, Raster
from counter_app.printing.profile import PrinterProfile
from counter_app.printing.qr import drawn_by_printer
from counter_app.printing.reader import DOTS_ACROSS, read

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

DOTS_PER_MM = 8
"""203 to the inch."""

PAPER, INK = 1, 2
"""Colours of the palette; 0 is clear and 3 the grey of what is not printed."""

_CLEAR, _GREY = 0, 3
_PALETTE = (255, 255, 255, 255, 255, 255, 20, 20, 20, 150, 150, 150)
_BITS = 2
_DOTS_DOWN = 24
_LINE = 30
_BASELINE = 18
_TOOTH = 8
_EDGE = 24
_DASH = 6
_BRIDGE = 24
_LOCK = 16


def encode(data: bytes, profile: PrinterProfile) -> bytes:
    """The paper that ``data`` makes on such a printer, as PNG bytes: a dot a pixel, clear outside the torn edge.

    Raises ``Unreadable`` for bytes that no paper of ours may hold, ``ValueError`` for a code wider than the paper.
    """
    return draw(read(data, profile.columns), profile.paper_mm)


def draw(paper: PaperOut, paper_mm: int) -> bytes:
    """As ``encode``, of paper that was read, on a roll ``paper_mm`` wide."""
    from PIL import Image

    size = (width_px(paper_mm), sum(map(_height, paper.marks)) + 2 * _EDGE)
    sheet = Image.new("P", size, PAPER)
    sheet.putpalette(_PALETTE)
    pen = _Pen(sheet, paper.columns * DOTS_ACROSS)
    for mark in paper.marks:
        pen.draw(mark)
    _tear(sheet)
    target = BytesIO()
    sheet.save(target, "PNG", bits=_BITS, transparency=_CLEAR)
    return target.getvalue()


def width_px(paper_mm: int) -> int:
    """How wide the picture of a roll is, pixels."""
    return paper_mm * DOTS_PER_MM


def _height(mark: Mark) -> int:
    """Paper that a mark takes, dots."""
    match mark:
        case PrintedLine(style=style):
            return max(_LINE, _DOTS_DOWN * style.height)
        case QrCode(text=text, dots=dots):
            return drawn_by_printer(text).side * dots
        case Raster(height=height):
            return height
        case Feed(lines=lines):
            return _LINE * lines
        case Blade() | Pulse():
            return 0


class _Pen:
    """Draws what was printed from the top downwards; ``across``: dots that can be printed on."""

    def __init__(self, sheet: "Image", across: int) -> None:
        from PIL import ImageDraw

        self._sheet = sheet
        self._ink = ImageDraw.Draw(sheet)
        self._across = across
        self._left = (sheet.width - across) // 2
        self._top = _EDGE

    def draw(self, mark: Mark) -> None:
        match mark:
            case PrintedLine():
                self._line(mark)
            case QrCode():
                self._code(mark)
            case Raster():
                self._dots(mark)
            case Blade():
                self._cut(mark)
            case Pulse():
                self._drawer()
            case Feed():
                pass
        self._top += _height(mark)

    def _line(self, line: PrintedLine) -> None:
        """Big characters are the plain ones with every dot made bigger, as a printer makes them."""
        from PIL import Image

        if not line.text:
            return
        style = line.style
        cells = Image.new("1", (len(line.text) * DOTS_ACROSS, _DOTS_DOWN), 0)
        for index, letter in enumerate(line.text):
            if letter != " ":
                cells.paste(_letter(letter, bold=style.bold), (index * DOTS_ACROSS, 0))
        if (style.width, style.height) != (1, 1):
            big = (cells.width * style.width, cells.height * style.height)
            cells = cells.resize(big, Image.Resampling.NEAREST)
        at = (self._aligned(cells.width, style.align), self._top + (_height(line) - cells.height) // 2)
        if style.inverse:
            self._ink.rectangle((*at, at[0] + cells.width - 1, at[1] + cells.height - 1), fill=INK)
        self._sheet.paste(PAPER if style.inverse else INK, at, cells)

    def _code(self, code: QrCode) -> None:
        from PIL import Image

        symbol = drawn_by_printer(code.text)
        width = symbol.side * code.dots
        if width > self._across:
            raise ValueError(f"a code of {width} dots on paper of {self._across}")
        modules = Image.new("1", (symbol.side, symbol.side), 0)
        modules.putdata([black for row in symbol.rows for black in row])
        face = modules.resize((width, width), Image.Resampling.NEAREST)
        self._sheet.paste(INK, (self._aligned(width, code.align), self._top), face)

    def _dots(self, raster: Raster) -> None:
        from PIL import Image

        dots = Image.frombytes("1", (raster.width, raster.height), raster.bits)
        self._sheet.paste(INK, (self._aligned(raster.width, raster.align), self._top), dots)

    def _cut(self, blade: Blade) -> None:
        """Dashes across the paper; none where it still hangs together."""
        middle = self._sheet.width // 2
        for left in range(0, self._sheet.width, 2 * _DASH):
            if blade is Blade.FULL or abs(left + _DASH // 2 - middle) > _BRIDGE:
                self._ink.rectangle((left, self._top - 1, left + _DASH - 1, self._top), fill=_GREY)

    def _drawer(self) -> None:
        """A drawer with its handle, in the margin."""
        right, top = self._sheet.width - _LOCK // 2, self._top - _LOCK
        self._ink.rectangle((right - _LOCK, top, right, top + _LOCK - 2), outline=_GREY, width=2)
        self._ink.line((right - _LOCK + 6, top + _LOCK // 2, right - 6, top + _LOCK // 2), fill=_GREY, width=2)

    def _aligned(self, width: int, align: int) -> int:
        return self._left + (self._across - width) * align // 2


@lru_cache(maxsize=1024)
def _letter(letter: str, *, bold: bool) -> "Image":
    """Its dots, white on black, as between two of its kind: a rule has no seams.

    A printer has them ready too: it takes longer to set them than to print them.
    """
    from PIL import Image, ImageDraw

    room = Image.new("1", (3 * DOTS_ACROSS, _DOTS_DOWN), 0)
    pen = ImageDraw.Draw(room)
    pen.fontmode = "1"
    pen.text((0, _BASELINE), 3 * letter, fill=1, font=_font(bold=bold), anchor="ls")
    return room.crop((DOTS_ACROSS, 0, 2 * DOTS_ACROSS, _DOTS_DOWN))


@lru_cache(maxsize=2)
def _font(*, bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    file = fonts.BOLD if bold else fonts.REGULAR
    return ImageFont.truetype(str(file), DOTS_ACROSS / fonts.ADVANCE, layout_engine=ImageFont.Layout.BASIC)


def _tear(sheet: "Image") -> None:
    """Take the teeth out of the upper and the lower edge."""
    from PIL import ImageDraw

    pen, last = ImageDraw.Draw(sheet), sheet.height - 1
    for left in range(0, sheet.width, 2 * _TOOTH):
        right, middle = left + 2 * _TOOTH, left + _TOOTH
        pen.polygon([(left, 0), (middle, _TOOTH), (right, 0)], fill=_CLEAR)
        pen.polygon([(left, last), (middle, last - _TOOTH), (right, last)], fill=_CLEAR)
