"""The report of one business day on A4."""

from counter_app.domain.report import Report
from counter_app.reports import period_parts as parts
from counter_app.reports.pages import document


class DailyPages:
    """Implements ``services.reports.ReportRenderer`` with reportlab."""

    def render(self, report: Report) -> bytes:
        """The same bytes for the same report."""
        title = f"Laporan harian, {report.period.since:%d-%m-%Y}"
        story = [
            *parts.head_of(report, title),
            *parts.totals(report),
            *parts.by_programme(report),
            *parts.by_tender(report),
            *parts.by_clerk(report),
            *parts.shifts(report),
            *parts.by_state(report),
            *parts.returns(report),
            *parts.pending(report),
        ]
        return document(story, title=title, author=report.office.name, foot=parts.foot_of(report, title))
