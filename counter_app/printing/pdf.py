"""Document → PDF: one page as wide as the roll and as long as the receipt, or sheets of office paper.

Reproducible: the same document gives the same bytes (no date of making, no random identifier).
"""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from counter_app.printing import fonts
from counter_app.printing.document import Document, Picture, Qr, Rule
from counter_app.printing.flow import Line
from counter_app.printing.pages import COLUMNS, PageSize, pages
from counter_app.printing.profile import PrinterProfile
from counter_app.printing.qr import symbol
from counter_app.printing.sheet import DOTS, FONT_SIZE, QR_SIDE, Placed, sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_POINTS_PER_MM = 72 / 25.4
_REGULAR, _BOLD = "LoketMono", "LoketMono-Bold"
_THIN, _THICK = 0.08, 0.2


def encode(document: Document, profile: PrinterProfile) -> bytes:
    """The sheet as PDF bytes. Raises ``LayoutError`` when the document does not fit the profile's paper."""
    laid = sheet(document, profile)
    cell = profile.paper_mm / laid.width * _POINTS_PER_MM
    target = BytesIO()
    canvas = _canvas(target, document, (laid.width * cell, laid.height * cell))
    _draw_page(canvas, laid.rows, laid.columns, laid.margin, laid.height, cell)
    canvas.save()
    return target.getvalue()


def encode_pages(document: Document, size: PageSize) -> bytes:
    """Sheets of office paper as PDF bytes. Raises ``LayoutError`` when a row does not fit them."""
    laid = pages(document, size)
    cell = laid.cell * _POINTS_PER_MM
    width, height = (side * _POINTS_PER_MM for side in size.mm)
    target = BytesIO()
    canvas = _canvas(target, document, (width, height))
    for rows in laid.sheets:
        _draw_page(canvas, rows, COLUMNS, laid.margin, height / cell, cell)
    canvas.save()
    return target.getvalue()


def _canvas(target: BytesIO, document: Document, size: tuple[float, float]) -> "Canvas":
    from reportlab.pdfgen.canvas import Canvas

    _register_fonts()
    font: Any = _REGULAR  # the stubs believe a font's name to be a number
    canvas = Canvas(target, pagesize=size, invariant=1, lang="id-ID", initialFontName=font)
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject("Iuran BPJS Ketenagakerjaan, peserta bukan penerima upah")
    canvas.setCreator("Loket")
    return canvas


def _draw_page(
    canvas: "Canvas", rows: Iterable[Placed], columns: int, margin: float, height: float, cell: float
) -> None:
    """One page, ``height`` cells high, each ``cell`` points wide."""
    canvas.translate(margin * cell, height * cell)
    canvas.scale(cell, cell)
    for placed in rows:
        _draw(canvas, placed, columns)
    canvas.showPage()


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_REGULAR, str(fonts.REGULAR)))
    pdfmetrics.registerFont(TTFont(_BOLD, str(fonts.BOLD)))


def _draw(canvas: "Canvas", placed: Placed, columns: int) -> None:
    match placed.row:
        case Line() as line:
            _draw_line(canvas, line, placed, columns)
        case Rule(heavy=heavy):
            middle = -(placed.top + placed.height / 2)
            canvas.setLineWidth(_THICK if heavy else _THIN)
            canvas.line(0, middle, columns, middle)
        case Picture() as picture:
            _draw_picture(canvas, picture, placed, columns)
        case Qr(text=content):
            _draw_qr(canvas, content, placed, columns)
        case _:
            pass


def _draw_line(canvas: "Canvas", line: Line, placed: Placed, columns: int) -> None:
    if line.inverse:
        canvas.rect(0, -(placed.top + placed.height), columns, placed.height, stroke=0, fill=1)
    text = canvas.beginText(0, -placed.baseline)
    text.setFont(_BOLD if line.bold else _REGULAR, FONT_SIZE * line.size.down)
    text.setHorizScale(100 * line.size.across / line.size.down)
    text.setFillGray(1 if line.inverse else 0)
    text.textOut(line.text)
    canvas.drawText(text)
    canvas.setFillGray(0)


def _draw_picture(canvas: "Canvas", picture: Picture, placed: Placed, columns: int) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    ink = Image.frombytes("1", (picture.width, picture.height), picture.bits)
    paper = Image.new("L", ink.size, 255)
    paper.paste(0, mask=ink)
    width = picture.width / DOTS
    place = ((columns - width) / 2, -(placed.top + placed.height), width, placed.height)
    canvas.drawImage(ImageReader(paper), *place)


def _draw_qr(canvas: "Canvas", content: str, placed: Placed, columns: int) -> None:
    """All bars as one path, so that a viewer cannot show seams between them."""
    code = symbol(content)
    module = QR_SIDE / code.side
    left = (columns - QR_SIDE) / 2
    top = placed.top + (placed.height - QR_SIDE) / 2
    path = canvas.beginPath()
    for row, column, length in code.runs():
        path.rect(left + column * module, -(top + (row + 1) * module), length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
