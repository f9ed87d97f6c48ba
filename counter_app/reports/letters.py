"""Letters on A4, a page each, folded into an envelope with a window on the left (DL, 110 × 220 mm)."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from counter_app.domain.calendar_words import day_in_words
from counter_app.domain.letter import Letter
from counter_app.domain.receipt import Office
from counter_app.reports.pages import draw_mark
from counter_app.reports.typeface import BOLD, REGULAR, inert, markup, register

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MILLIMETRE = 72 / 25.4
_HEIGHT = 297 * MILLIMETRE
_LEFT, _WIDTH = 20 * MILLIMETRE, 165 * MILLIMETRE
_WINDOW_TOP, _WINDOW_WIDTH = 50 * MILLIMETRE, 85 * MILLIMETRE
"""The address stands where the window is when the sheet is folded in three."""
_BODY_TOP = 105 * MILLIMETRE
_FOLD = 99 * MILLIMETRE
_BODY, _LEADING, _SMALL = 10.0, 15.0, 8.0
_ADDRESS_LINES = 4
_GAP = 8.0
_TITLE = "Surat pengingat iuran"
_NO_ADDRESS = "di tempat"


class LetterPages:
    """Implements ``services.reminders.LetterRenderer`` with reportlab."""

    def pdf(
        self,
        letters: Sequence[Letter],
        office: Office,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> bytes | None:
        """The same bytes for the same letters; ``None`` when ``cancelled()`` before the last."""
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas

        register()
        target = BytesIO()
        canvas = Canvas(target, pagesize=A4, invariant=1, lang="id-ID", initialFontName=REGULAR)  # type: ignore[arg-type]
        canvas.setTitle(_TITLE)
        canvas.setAuthor(inert(office.name))
        canvas.setCreator("Loket")
        for done, letter in enumerate(letters, 1):
            if cancelled():
                return None
            _page(canvas, letter, office)
            if office.is_training:
                draw_mark(canvas)
            canvas.showPage()
            progress(done, len(letters))
        canvas.save()
        return target.getvalue()


def _page(canvas: "Canvas", letter: Letter, office: Office) -> None:
    _head(canvas, office)
    _address(canvas, letter, office)
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.6)
    canvas.line(4 * MILLIMETRE, _HEIGHT - _FOLD, 9 * MILLIMETRE, _HEIGHT - _FOLD)
    place = _paragraph(canvas, _HEIGHT - _BODY_TOP, f"{_town(office)}, {day_in_words(letter.day)}")
    place = _paragraph(canvas, place - _GAP, f"Perihal: {letter.subject}", bold=True)
    place = _paragraph(canvas, place - _GAP, f"Yth. Bapak/Ibu {letter.name},")
    for words in letter.paragraphs:
        place = _paragraph(canvas, place - _GAP, words)
    place = _paragraph(canvas, place - 2 * _GAP, "Hormat kami,")
    _paragraph(canvas, place - 4 * _GAP, office.name)


def _head(canvas: "Canvas", office: Office) -> None:
    canvas.setFillGray(0)
    canvas.setFont(BOLD, 12)
    canvas.drawString(_LEFT, _HEIGHT - 22 * MILLIMETRE, inert(office.name))
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(_LEFT, _HEIGHT - 27 * MILLIMETRE, inert(office.address))
    canvas.setLineWidth(0.6)
    canvas.setStrokeGray(0.3)
    canvas.line(_LEFT, _HEIGHT - 31 * MILLIMETRE, _LEFT + _WIDTH, _HEIGHT - 31 * MILLIMETRE)


def _address(canvas: "Canvas", letter: Letter, office: Office) -> None:
    """The sender small above it, so that a letter that cannot be delivered comes back."""
    place = _paragraph(canvas, _HEIGHT - _WINDOW_TOP, f"{office.name}, {office.address}", 6.0, width=_WINDOW_WIDTH)
    lines = ("Kepada Yth.", letter.name, *(letter.address[:_ADDRESS_LINES] or (_NO_ADDRESS,)))
    for line in lines:
        place = _paragraph(canvas, place - 1, line, width=_WINDOW_WIDTH, bold=line is letter.name)


def _paragraph(
    canvas: "Canvas", top: float, words: str, size: float = _BODY, *, width: float = _WIDTH, bold: bool = False
) -> float:
    """Write it below ``top`` (points from the foot of the page); where it ends."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    font = BOLD if bold else REGULAR
    style = ParagraphStyle("letter", fontName=font, fontSize=size, leading=size * _LEADING / _BODY, splitLongWords=True)
    paragraph = Paragraph(markup(words), style)
    _, height = paragraph.wrapOn(canvas, width, top)
    paragraph.drawOn(canvas, _LEFT, top - height)
    return float(top - height)


def _town(office: Office) -> str:
    """What the address ends with: ``Jl. Asia Afrika 49, Bandung`` → ``Bandung``."""
    return office.address.rpartition(",")[2].strip() or office.name
