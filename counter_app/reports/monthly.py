"""The report of one month on A4: as a day's, and day by day."""

from typing import TYPE_CHECKING

from counter_app.domain.calendar_words import NAMES
from counter_app.domain.money import format_rupiah
from counter_app.domain.report import Report
from counter_app.reports import period_parts as parts
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.tables import heading, paragraph, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


class MonthlyPages:
    """Implements ``services.reports.ReportRenderer`` with reportlab."""

    def render(self, report: Report) -> bytes:
        """The same bytes for the same report."""
        since = report.period.since
        title = f"Laporan bulanan, {NAMES[since.month - 1]} {since.year}"
        story = [
            *parts.head_of(report, title),
            *parts.totals(report),
            *_by_day(report),
            *parts.by_programme(report),
            *parts.by_tender(report),
            *parts.by_clerk(report),
            *parts.by_state(report),
            *parts.shifts(report),
            *parts.returns(report),
            *parts.pending(report),
        ]
        return document(story, title=title, author=report.office.name, foot=parts.foot_of(report, title))


def _by_day(report: Report) -> "list[Flowable]":
    """Days on which nothing was done are left out."""
    days = [day for day in report.days if not day.is_empty]
    if not days:
        return [*heading("Menurut hari"), paragraph("Tidak ada hari kerja.")]
    cells = [parts.row("Hari", "Pembayaran", "Diterima", "Dikembalikan", "Bersih", bold=True)]
    for day in days:
        taken, back = day.accepted, day.gone_back
        sums = (str(taken.count), format_rupiah(taken.amount), format_rupiah(back.amount))
        cells.append(parts.row(f"{day.day:%d-%m-%Y}", *sums, parts.signed(taken.amount - back.amount)))
    taken, back = report.accepted, report.gone_back
    sums = (str(taken.count), format_rupiah(taken.amount), format_rupiah(back.amount))
    cells.append(parts.row("Jumlah", *sums, parts.signed(report.net), bold=True))
    return [
        *heading("Menurut hari"),
        table(cells, [WIDTH - parts.COUNT - 3 * parts.MONEY, parts.COUNT, *([parts.MONEY] * 3)]),
    ]
