"""A4 pages that know how many they are."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from counter_app.domain.training import MARK, WARNING, marked_name
from counter_app.reports.typeface import BOLD, REGULAR, register

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

MARGIN = 42.5
"""Points, left and right: 15 mm."""
WIDTH = 595.28 - 2 * MARGIN
"""Points there are to write on."""
_TOP, _BOTTOM = 40.0, 52.0
_FOOT = 6.5
_GREY = 0.45
_MARK_HIGH = 24.0


def document(story: "Sequence[Flowable]", *, title: str, author: str, foot: str) -> bytes:
    """Lay a story out; ``foot`` stands on every page, beside *Halaman x dari y*. Reproducible.

    ``author``: the office's name. A training office's says so, and then every page does, at its head and across it.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    register()
    training = marked_name(author) or marked_name(foot)
    target = BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN - 6,
        rightMargin=MARGIN - 6,  # the frame adds its own 6 points of padding
        topMargin=_TOP,
        bottomMargin=_BOTTOM,
        title=f"{MARK} {title}" if training else title,
        author=author,
        creator="Loket",
        lang="id-ID",
        invariant=1,
        initialFontName=REGULAR,
    )
    template.build(list(story), canvasmaker=_counting(foot, training=training))
    return target.getvalue()


def _counting(foot: str, *, training: bool) -> Any:
    """A canvas that keeps each page back until it is known how many there are."""
    from reportlab.pdfgen.canvas import Canvas

    class CountingCanvas(Canvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab calls it by this name
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                _draw_foot(self, foot, f"Halaman {number} dari {len(self._kept)}")
                if training:
                    draw_mark(self)
                super().showPage()
            super().save()

    return CountingCanvas


def _draw_foot(canvas: "Canvas", foot: str, place: str) -> None:
    canvas.setStrokeGray(_GREY)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, _BOTTOM - 14, MARGIN + WIDTH, _BOTTOM - 14)
    canvas.setFillGray(_GREY)
    canvas.setFont(REGULAR, _FOOT)
    canvas.drawString(MARGIN, _BOTTOM - 24, foot)
    canvas.setFont(BOLD, _FOOT)
    canvas.drawRightString(MARGIN + WIDTH, _BOTTOM - 24, place)
    canvas.setFillGray(0)


def draw_mark(canvas: "Canvas") -> None:
    """On a page of a training office: white on black at the head, and across the page so that no part of it can be cut out without."""
    width, height = 595.28, 841.89
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.rect(0, height - _MARK_HIGH, width, _MARK_HIGH, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont(BOLD, 12)
    canvas.drawCentredString(width / 2, height - _MARK_HIGH + 7, WARNING)
    canvas.setFillGray(0.5, alpha=0.22)
    canvas.setFont(BOLD, 80)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    for line in (-1, 0, 1):
        canvas.drawCentredString(0, line * 210, MARK)
    canvas.restoreState()
