"""Reports are held against the journal, entry by entry: whatever a day was like, they agree to the rupiah."""

import hashlib
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from counter_app.domain.approval import Deed
from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, content_of
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.report import Period, Report, ReportKind
from counter_app.reports.daily import DailyPages
from counter_app.reports.monthly import MonthlyPages
from counter_app.services.reports import ReportRenderer, Reports
from tests.helpers.database import fresh_store
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench

RENDERERS: Mapping[ReportKind, ReportRenderer] = {
    ReportKind.DAILY: DailyPages(),
    ReportKind.MONTHLY: MonthlyPages(),
}
Acts = st.lists(
    st.one_of(
        st.tuples(st.just("sell"), st.sampled_from(TenderKind)),
        st.tuples(st.sampled_from(["cancel", "confirm", "refuse", "reverse", "undo", "pay out"]), st.integers(0, 9)),
        st.tuples(st.just("close"), st.sampled_from([0, 500])),
        st.tuples(st.just("next day"), st.just(0)),
    ),
    max_size=20,
)


def reports_of(bench: Bench) -> Reports:
    return Reports(bench.store, RENDERERS, bench.office, bench.clock)


def of_today(bench: Bench) -> Period:
    shift = bench.shifts.current()
    assert shift is not None
    return Period.of_day(shift.business_date)


def read(bench: Bench, period: Period | None = None) -> Report:
    report = reports_of(bench).read(AUDITOR, period or of_today(bench))
    assert report is not None
    return report


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@contextmanager
def another_bench() -> Iterator[Bench]:
    """A counter of its own for each example."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(fresh_store(Path(folder)))
        try:
            yield bench
        finally:
            bench.store.close()


def do(bench: Bench, act: str, which: Any) -> None:
    """One thing that happens at a counter; what the services decline did not happen."""
    if act == "next day":
        bench.clock.advance(timedelta(days=1).total_seconds())
        return
    with bench.store.reading() as work:
        taken = list(work.payments.all())
    shift = bench.shifts.current() or bench.shifts.open(CLERK, Rupiah(200_000))
    payment = taken[which % len(taken)] if taken and isinstance(which, int) else None
    match act:
        case "sell":
            sale = bench.sale()
            bench.checkout.commit(CLERK, sale, which, sale.bill.total, "QR-1234")
        case "close":
            bench.shifts.close(CLERK, Rupiah(300_000 + which), shift.id)
        case _ if payment is None:
            return
        case _:
            with suppress(Declined):
                follow_up(bench, act, payment)


def follow_up(bench: Bench, act: str, payment: Payment) -> None:
    """What happens to a payment later."""
    match act:
        case "cancel":
            bench.cancelling.cancel(CLERK, payment.id, "salah peserta", bench.consent(Deed.CANCEL, payment.id))
        case "confirm" | "refuse":
            if bench.state(payment) is PaymentState.ACCEPTED:
                bench.host.replies[:] = [posted(payment) if act == "confirm" else Refused("4042513", "wrong amount")]
                bench.forwarder.forward(payment.id)
        case "undo":
            with bench.store.reading() as work:
                reversal = work.reversals.of_payment(payment.id)
            if reversal is not None and reversal.state is PaymentState.ACCEPTED:
                bench.host.undoings[:] = [taken_back(reversal, payment)]
                bench.forwarder.forward_reversal(reversal.id)
        case "reverse":
            bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
        case "pay out":
            bench.refunds.pay_out(CLERK, payment.id)


class Told:
    """Sums over the journal's entries, by what each says of itself."""

    def __init__(self, bench: Bench) -> None:
        with bench.store.reading() as work:
            contents = [content_of(entry) for entry in work.journal.chain()]
        shift_days = {c["subject"]: c["facts"]["business_date"] for c in contents if c["act"] == Act.SHIFT_OPENED}
        self.taken: Counter[str] = Counter()
        self.tenders: Counter[tuple[str, str]] = Counter()
        self.programmes: Counter[tuple[str, str]] = Counter()
        self.back: Counter[str] = Counter()
        self.variances: Counter[str] = Counter()
        self.days = sorted(set(shift_days.values()))
        for content in contents:
            facts = content["facts"]
            if content["act"] == Act.PAYMENT_ACCEPTED:
                day = facts["business_date"]
                self.taken[day] += facts["total"]
                self.tenders[day, facts["tender"]] += facts["total"]
                for each in Programme:
                    self.programmes[day, each.value] += facts[each.value]
            elif content["act"] in {Act.CANCELLED, Act.REFUNDED, Act.REVERSAL_PAID_OUT}:
                self.back[shift_days[facts["shift"]]] += facts["amount"]
            elif content["act"] == Act.SHIFT_CLOSED:
                self.variances[shift_days[content["subject"]]] += facts["variance"]


@settings(max_examples=20, deadline=None)
@given(acts=Acts)
def test_whatever_the_days_were_like_the_reports_equal_the_journal_to_the_rupiah(acts: list[tuple[str, Any]]) -> None:
    with another_bench() as bench:
        bench.shifts.open(CLERK, Rupiah(200_000))
        for act, which in acts:
            do(bench, act, which)
        told = Told(bench)
        for day in told.days:
            report = read(bench, Period.of_day(bench.clock.now().date().fromisoformat(day)))
            agrees(report, told, [day])
        month = read(bench, Period.of_month(Month.parse(told.days[0][:7])))
        agrees(month, told, [day for day in told.days if day[:7] == told.days[0][:7]])


def agrees(report: Report, told: Told, days: list[str]) -> None:
    assert report.accepted.amount == sum(told.taken[day] for day in days)
    assert report.gone_back.amount == sum(told.back[day] for day in days)
    for kind, taken, _ in report.by_tender():
        assert taken.amount == sum(told.tenders[day, kind.value] for day in days)
    for programme, amount in report.by_programme():
        assert amount.amount == sum(told.programmes[day, programme.value] for day in days)
    assert sum(each.variance or 0 for each in report.shifts) == sum(told.variances[day] for day in days)
    # Whatever it is divided by, the parts are the whole.
    assert sum(amount.amount for _, amount in report.by_programme()) + report.fees == report.accepted.amount
    for split in (report.by_clerk(), [("", *report.of_shift(each.id)) for each in report.shifts]):
        assert sum(taken.amount for _, taken, _ in split) == report.accepted.amount
        assert sum(back.amount for _, _, back in split) == report.gone_back.amount
    assert sum(amount.amount for _, amount in report.by_state()) == report.accepted.amount
    assert sum(amount.amount for _, amount in report.by_cause()) == report.gone_back.amount


@pytest.fixture
def day(bench: Bench) -> Bench:
    """A day with one of everything."""
    for act, which in (
        ("sell", TenderKind.CASH),
        ("sell", TenderKind.QRIS),
        ("sell", TenderKind.CASH),
        ("sell", TenderKind.CASH),
        ("cancel", 0),
        ("confirm", 1),
        ("refuse", 2),
        ("pay out", 2),
        ("reverse", 1),
    ):
        do(bench, act, which)
    return bench


def test_a_daily_report_says_everything_of_its_day_and_shows_no_number(day: Bench) -> None:
    made = reports_of(day).pdf(AUDITOR, read(day))
    said, report = text_of(made), read(day)
    for words in (
        f"{report.period.since:%d-%m-%Y}",
        day.office.name,
        f"loket {day.office.counter_id}",
        "Ratna (3001)",
        report.accepted.amount and format_rupiah(report.accepted.amount),
        "Halaman 1 dari",
        "Dibatalkan sebelum dikirim",
        "Ditolak pusat",
        "Pembalikan diminta",
        report.pending[0].number,
        report.pending[0].name,
    ):
        assert str(words) in said
    with day.store.reading() as work:
        for payment in work.payments.all():
            assert payment.payer.nik not in said
            assert payment.payer.kpj not in said
            assert payment.payer.name not in said


def test_a_report_of_the_same_books_is_the_same_file(day: Bench) -> None:
    report = read(day)
    month = replace(report, period=Period.of_month(Month.of(report.period.since)))
    for kind, one in ((ReportKind.DAILY, report), (ReportKind.MONTHLY, month)):
        assert RENDERERS[kind].render(one) == RENDERERS[kind].render(one)
    assert read(day) == report


def test_that_a_report_was_made_is_journaled_with_its_sums_and_its_hash(day: Bench) -> None:
    report = read(day)
    made = reports_of(day).pdf(SUPERVISOR, report)
    (facts,) = day.entries(Act.REPORT_MADE)
    assert facts["sha256"] == hashlib.sha256(made).hexdigest()
    assert (facts["payments"], facts["taken"], facts["returned"]) == (
        4,
        report.accepted.amount,
        report.gone_back.amount,
    )
    assert (facts["sequence"], facts["head"]) == (report.head.seq, report.head.hash)
    assert facts["actor"] == SUPERVISOR.id
    assert "Agus (9001)" in text_of(made), "a report is in the name of whoever takes it away"


def test_a_month_is_told_day_by_day_with_z_numbers_and_variances(day: Bench) -> None:
    first = day.clock.now()
    do(day, "close", 500)
    do(day, "next day", 0)
    do(day, "sell", TenderKind.DEBIT)
    report = read(day, Period.of_month(Month.of(first.date())))
    said = text_of(MonthlyPages().render(report))
    assert [len(each.taken) > 0 for each in report.days].count(True) == 2
    assert "Laporan bulanan, November 2026" in said
    assert report.shifts[0].number == 1
    assert report.shifts[0].variance
    assert format_rupiah(abs(report.shifts[0].variance)) in said
    assert "belum" in said, "the second day's shift is open"


def test_an_empty_day_is_a_report_too(bench: Bench) -> None:
    report = read(bench, Period.of_day(bench.clock.now().date()))
    assert (report.accepted.count, report.net, report.pending) == (0, 0, [])
    for kind in ReportKind:
        assert "Tidak ada" in text_of(RENDERERS[kind].render(report))


def test_a_report_that_nobody_wants_any_more_ends_between_two_days(day: Bench) -> None:
    far: list[tuple[int, int]] = []
    month = Period.of_month(Month.of(day.clock.now().date()))
    report = reports_of(day).read(AUDITOR, month, lambda done, total: far.append((done, total)), lambda: len(far) == 3)
    assert report is None
    assert far[-1] == (3, 30)


def test_files_are_named_after_office_counter_and_period(bench: Bench) -> None:
    reports, office = reports_of(bench), bench.office
    own = f"{office.id}-{office.counter_id}"
    month = Period.of_month(Month(2026, 11))
    assert reports.file_name(month) == f"laporan-bulanan-{own}-2026-11.pdf"
    assert reports.file_name(Period.of_day(month.since)) == f"laporan-harian-{own}-2026-11-01.pdf"


def test_a_clerk_sees_no_report(bench: Bench) -> None:
    with pytest.raises(Declined) as refused:
        reports_of(bench).read(CLERK, Period.of_day(bench.clock.now().date()))
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_what_nobody_can_say_yet_is_listed_and_what_is_settled_is_not(day: Bench) -> None:
    pending = {each.number for each in read(day).pending}
    with day.store.reading() as work:
        states = {payment.receipt_number: payment.state for payment in work.payments.all()}
        undone = {reversal.receipt_number for reversal in work.reversals.all()}
    open_ = {number for number, state in states.items() if state is PaymentState.ACCEPTED}
    assert pending == open_ | undone
