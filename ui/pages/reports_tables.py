"""A report's numbers, and lines of the list, as rows of plain words for a table."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from counter_app.domain.closing_slip import Sum
from counter_app.domain.money import format_rupiah
from counter_app.domain.refund import RefundCause
from counter_app.domain.report import Report, ReportKind
from counter_app.domain.report_list import Listed, ListSums
from ui import formats
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.plain_label import inert
from ui.words import state_words, tender_words

REPORT_HEADS: Sequence[str] = (
    QT_TRANSLATE_NOOP("Reports", "What"),
    QT_TRANSLATE_NOOP("Reports", "Payments"),
    QT_TRANSLATE_NOOP("Reports", "Taken"),
    QT_TRANSLATE_NOOP("Reports", "Given back"),
    QT_TRANSLATE_NOOP("Reports", "Left"),
)
LIST_HEADS: Sequence[str] = (
    QT_TRANSLATE_NOOP("Reports", "Day, time"),
    QT_TRANSLATE_NOOP("Reports", "Receipt"),
    QT_TRANSLATE_NOOP("Reports", "Payer"),
    QT_TRANSLATE_NOOP("Reports", "Total"),
    QT_TRANSLATE_NOOP("Reports", "State"),
)
_CAUSES = {
    RefundCause.CANCELLED: QT_TRANSLATE_NOOP("Reports", "Cancelled before it was sent"),
    RefundCause.REJECTED: QT_TRANSLATE_NOOP("Reports", "Refused by the host"),
    RefundCause.REVERSED: QT_TRANSLATE_NOOP("Reports", "Reversed at the host"),
}
_OTHER_WORDS = (
    QT_TRANSLATE_NOOP("Reports", "All"),
    QT_TRANSLATE_NOOP("Reports", "Admin fees"),
    QT_TRANSLATE_NOOP("Reports", "Programme {name}"),
    QT_TRANSLATE_NOOP("Reports", "Clerk {number}"),
    QT_TRANSLATE_NOOP("Reports", "Shift {number} of {clerk}, variance {variance}"),
    QT_TRANSLATE_NOOP("Reports", "Shift of {clerk}, still open"),
    QT_TRANSLATE_NOOP("Reports", "Pending {number}"),
    QT_TRANSLATE_NOOP("Reports", "Without the host"),
    QT_TRANSLATE_NOOP("Reports", "Payments {count}, {taken}   ·   given back {count_back}, {back}   ·   left {net}"),
)
Line = tuple[str, ...]


def said(words: str) -> str:
    """In the language that is spoken now."""
    return QCoreApplication.translate("Reports", words)


def report_rows(report: Report) -> Iterator[Line]:
    """All that the preview shows; a month's days first, what is pending last."""
    yield _both(said("All"), report.accepted, report.gone_back)
    if report.period.kind is ReportKind.MONTHLY:
        for day in report.days:
            if not day.is_empty:
                yield _both(formats.day(day.day), day.accepted, day.gone_back)
    for programme, amount in report.by_programme():
        yield _one(said("Programme {name}").format(name=programme.value), amount)
    yield (said("Admin fees"), "", format_rupiah(report.fees), "", "")
    for kind, taken, back in report.by_tender():
        yield _both(tender_words(kind), taken, back)
    for clerk, taken, back in report.by_clerk():
        yield _both(said("Clerk {number}").format(number=inert(clerk)), taken, back)
    yield from _shift_rows(report)
    for state, amount in report.by_state():
        yield _one(state_words(state), amount)
    for cause, amount in report.by_cause():
        yield (said(_CAUSES[cause]), formats.number(amount.count), "", format_rupiah(amount.amount), "")
    yield _one(said("Without the host"), report.offline)
    for each in report.pending:
        number = said("Pending {number}").format(number=inert(each.number))
        yield (f"{number}, {inert(each.name)}", "", format_rupiah(each.amount), "", "")


def list_row(row: Listed, zone: tzinfo) -> Line:
    """One payment of the list, its numbers masked by the service."""
    state = state_words(row.state)
    return (
        f"{formats.day(row.business_date)}\n{formats.clock_time(row.accepted_at, zone)}",
        f"{inert(row.receipt_number)}\n{inert(row.clerk_id)}",
        f"{inert(row.name)}\n{row.nik}",
        f"{format_rupiah(row.total)}\n{tender_words(row.tender)}",
        f"{state}\n{said('Given back')}" if row.returned else state,
    )


def sums_words(sums: ListSums) -> str:
    """What the whole list comes to, not only the page."""
    return said("Payments {count}, {taken}   ·   given back {count_back}, {back}   ·   left {net}").format(
        count=formats.number(sums.taken.count),
        taken=format_rupiah(sums.taken.amount),
        count_back=formats.number(sums.returned.count),
        back=format_rupiah(sums.returned.amount),
        net=signed(sums.net),
    )


def report_sums(report: Report) -> str:
    """The same line for a report."""
    return sums_words(ListSums(report.accepted, report.fees, report.gone_back))


def signed(amount: int) -> str:
    """Rupiah, with a sign before what is missing."""
    return f"-{format_rupiah(-amount)}" if amount < 0 else format_rupiah(amount)


def headings(of: Sequence[str]) -> list[str]:
    """In the language that is spoken now."""
    return [said(each) for each in of]


def _shift_rows(report: Report) -> Iterator[Line]:
    for shift in report.shifts:
        taken, back = report.of_shift(shift.id)
        if shift.variance is None:
            words = said("Shift of {clerk}, still open").format(clerk=inert(shift.clerk_id))
        else:
            number = f"Z {shift.number}" if shift.number else "–"
            words = said("Shift {number} of {clerk}, variance {variance}").format(
                number=number, clerk=inert(shift.clerk_id), variance=signed(shift.variance)
            )
        yield _both(words, taken, back)


def _both(words: str, taken: Sum, back: Sum) -> Line:
    left = signed(taken.amount - back.amount)
    return (words, formats.number(taken.count), format_rupiah(taken.amount), format_rupiah(back.amount), left)


def _one(words: str, amount: Sum) -> Line:
    return (words, formats.number(amount.count), format_rupiah(amount.amount), "", "")
