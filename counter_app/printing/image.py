"""Document → PNG: the receipt as it will look on paper, with the serrated edge a blade leaves."""

from io import BytesIO
from typing import TYPE_CHECKING

from counter_app.printing import fonts
from counter_app.printing.document import Document, Qr, Rule
from counter_app.printing.flow import Line
from counter_app.printing.profile import PrinterProfile
from counter_app.printing.qr import symbol
from counter_app.printing.sheet import FONT_SIZE, QR_SIDE, Placed, Sheet, sheet

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

CELL = 6
"""Pixels a character is wide at scale 1; at scale 2 it is 12, a 203-dpi printer's own."""

_PAPER, _INK = 255, 20
_CLEAR, _SOLID = 0, 255
_TOOTH = 0.75


def encode(document: Document, profile: PrinterProfile, scale: int = 2) -> bytes:
    """The sheet as PNG bytes, ``width_px(profile, scale)`` wide, clear outside the paper's edge.

    Raises ``LayoutError`` when the document does not fit, ``ValueError`` for a scale below 1.
    """
    from PIL import Image, ImageDraw

    if scale < 1:
        raise ValueError(f"scale must be 1 or more, not {scale}")
    laid = sheet(document, profile)
    cell = CELL * scale
    paper = Image.new("L", (width_px(profile, scale), round(laid.height * cell)), _PAPER)
    pen = _Pen(paper, ImageDraw.Draw(paper), laid, cell)
    for placed in laid.rows:
        pen.draw(placed)
    paper.putalpha(_edge(paper.size, round(_TOOTH * cell)))
    target = BytesIO()
    paper.save(target, "PNG", optimize=False)
    return target.getvalue()


def width_px(profile: PrinterProfile, scale: int) -> int:
    """How wide the picture is, pixels."""
    return round(profile.paper_mm / profile.printable_mm * profile.columns * CELL * scale)


class _Pen:
    """Draws rows on one picture; ``cell`` is the width of a character in pixels."""

    def __init__(self, paper: "Image", ink: "ImageDraw", laid: Sheet, cell: int) -> None:
        self._paper = paper
        self._ink = ink
        self._laid = laid
        self._cell = cell
        self._left = round((paper.width - laid.columns * cell) / 2)
        self._fonts: dict[tuple[bool, int], FreeTypeFont] = {}

    def draw(self, placed: Placed) -> None:
        match placed.row:
            case Line() as line:
                self._line(line, placed)
            case Rule(heavy=heavy):
                middle = self._px(placed.top + placed.height / 2)
                thick = max(1, self._px(0.2 if heavy else 0.08))
                self._box(self._left, middle, self._laid.columns * self._cell, thick)
            case Qr(text=content):
                self._qr(content, placed)
            case _:
                pass

    def _line(self, line: Line, placed: Placed) -> None:
        """A tall character is a big one at half its width, as the printer makes it."""
        from PIL import Image, ImageDraw

        width, height = self._laid.columns * self._cell, self._px(placed.height)
        strip = Image.new("L", (width * line.size.down // line.size.across, height), _CLEAR)
        baseline = self._px(placed.baseline) - self._px(placed.top)
        ImageDraw.Draw(strip).text((0, baseline), line.text, fill=_SOLID, font=self._font(line), anchor="ls")
        mask = strip.resize((width, height), Image.Resampling.BOX)
        top = self._px(placed.top)
        if line.inverse:
            self._box(self._left, top, width, height)
        self._paper.paste(_PAPER if line.inverse else _INK, (self._left, top), mask)

    def _font(self, line: Line) -> "FreeTypeFont":
        """Each font is opened once for a picture, not once for a line."""
        from PIL import ImageFont

        key = (line.bold, line.size.down)
        if key not in self._fonts:
            file = fonts.BOLD if line.bold else fonts.REGULAR
            size = FONT_SIZE * self._cell * line.size.down
            self._fonts[key] = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[key]

    def _qr(self, content: str, placed: Placed) -> None:
        code = symbol(content)
        module = max(1, self._px(QR_SIDE) // code.side)
        left = (self._paper.width - code.side * module) // 2
        top = self._px(placed.top) + (self._px(placed.height) - code.side * module) // 2
        for row, column, length in code.runs():
            self._box(left + column * module, top + row * module, length * module, module)

    def _box(self, left: int, top: int, width: int, height: int) -> None:
        self._ink.rectangle((left, top, left + width - 1, top + height - 1), fill=_INK)

    def _px(self, cells: float) -> int:
        return round(cells * self._cell)


def _edge(size: tuple[int, int], tooth: int) -> "Image":
    """Where there is paper: everything but the teeth at the top and the bottom."""
    from PIL import Image, ImageDraw

    width, height = size
    last = height - 1
    mask = Image.new("L", size, _SOLID)
    clear = ImageDraw.Draw(mask)
    for left in range(0, width, 2 * tooth):
        right, middle = left + 2 * tooth, left + tooth
        clear.polygon([(left, 0), (middle, tooth), (right, 0)], fill=_CLEAR)
        clear.polygon([(left, last), (middle, last - tooth), (right, last)], fill=_CLEAR)
    return mask
