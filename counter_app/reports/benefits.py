"""What the programmes give at one income, on one page that a payer takes along."""

from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.domain.benefits import Benefit, Explanation
from counter_app.domain.bill import Programme
from counter_app.domain.calendar_words import day_in_words
from counter_app.domain.money import format_rupiah
from counter_app.domain.receipt import Office
from counter_app.reports.benefit_words import PROGRAMMES, benefit_words
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.typeface import BOLD, REGULAR, inert, markup, register

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITLE = "Manfaat BPJS Ketenagakerjaan untuk Bapak/Ibu"
_MONEY = 110.0
"""Points."""
_ACTUAL = "sesuai kebutuhan"
_NONE = "Perlindungan berlaku selama iuran dibayar; setelah tiga bulan tanpa iuran tidak aktif, dan aktif lagi setelah membayar."
_CONFIRM = "Angka umum menurut {source}; yang berlaku adalah ketetapan BPJS Ketenagakerjaan. Tanyakan kepada petugas."
_SOURCE = "Menurut {source}."


class BenefitsPage:
    """Implements ``services.benefits.BenefitsRenderer`` with reportlab."""

    def pdf(self, explanation: Explanation, office: Office, day: date) -> bytes:
        """The same bytes for the same explanation and day."""
        from reportlab.platypus import Spacer

        figures = explanation.figures
        source = (_CONFIRM if figures.confirm else _SOURCE).format(source=figures.source)
        story: list[Flowable] = [
            _paragraph(TITLE, 16, bold=True),
            _paragraph(f"{office.name}, {office.address}", 9),
            Spacer(0, 14),
            _paragraph(f"Penghasilan {format_rupiah(explanation.income)} sebulan", 12, bold=True),
            _paragraph(f"dihitung sebagai {format_rupiah(explanation.basis)} sebulan", 9),
            Spacer(0, 12),
            _costs(explanation),
        ]
        for programme, _ in explanation.costs:
            own = [benefit for benefit in explanation.benefits if benefit.programme is programme]
            story += [Spacer(0, 14), _paragraph(PROGRAMMES[programme], 12, bold=True), Spacer(0, 4), _benefits(own)]
        story += [Spacer(0, 18), _paragraph(_NONE, 9), Spacer(0, 4), _paragraph(source, 9)]
        return document(story, title=TITLE, author=inert(office.name), foot=f"Dicetak {day_in_words(day)}")


def _costs(explanation: Explanation) -> "Flowable":
    rows = [(f"Iuran {_short(programme)} sebulan", format_rupiah(amount)) for programme, amount in explanation.costs]
    rows.append(("Seluruhnya sebulan", format_rupiah(explanation.cost)))
    return _table(rows, last_bold=True)


def _benefits(benefits: list[Benefit]) -> "Flowable":
    amounts = [_ACTUAL if benefit.amount is None else format_rupiah(benefit.amount) for benefit in benefits]
    return _table([(benefit_words(benefit), amount) for benefit, amount in zip(benefits, amounts, strict=True)])


def _table(rows: list[tuple[str, str]], *, last_bold: bool = False) -> "Flowable":
    from reportlab.lib.colors import Color
    from reportlab.platypus import Table, TableStyle

    bold = [last_bold and place == len(rows) - 1 for place in range(len(rows))]
    cells: list[list[Any]] = [
        [_paragraph(words, 10, bold=strong), _paragraph(amount, 10, bold=strong, right=True)]
        for (words, amount), strong in zip(rows, bold, strict=True)
    ]
    line = Color(0.8, 0.8, 0.8)
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, line),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return Table(cells, colWidths=[WIDTH - _MONEY, _MONEY], style=style, hAlign="LEFT")


def _paragraph(text: str, size: float, *, bold: bool = False, right: bool = False) -> "Flowable":
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    register()
    style = ParagraphStyle(
        "benefits",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.4,
        alignment=TA_RIGHT if right else TA_LEFT,
    )
    return Paragraph(markup(text), style)


def _short(programme: Programme) -> str:
    return programme.value
