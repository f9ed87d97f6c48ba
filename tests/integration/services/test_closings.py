"""The blind close: what is told when, what it takes to close, and what stands on its papers."""

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import Counted, CountTaken, counted_of
from counter_app.domain.closing_slip import Sum, masked_name
from counter_app.domain.drawer import NOTHING, Count, in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document
from counter_app.domain.shift import Shift
from counter_app.domain.z_report import DepositSlip, ZReport
from counter_app.services.closing_papers import deposit_slip, z_report
from tests.helpers.closing import REASON
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, SUPERVISOR, Bench


def opened(bench: Bench, amount: int = 200_000) -> Shift:
    return bench.shifts.open(CLERK, in_few_pieces(Rupiah(amount)))


def cash(amount: int) -> Counted:
    return Counted(in_few_pieces(Rupiah(amount)))


def sold_by_qris(bench: Bench) -> Payment:
    sale = bench.sale()
    return bench.checkout.commit(CLERK, sale, TenderKind.QRIS, sale.bill.total, "QR-1234")


def confirmed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    return bench.stored(payment)


def declined_reason(call: object) -> Reason:
    assert callable(call)
    with pytest.raises(Declined) as declined:
        call()
    return declined.value.reason


def report(bench: Bench, shift: Shift) -> ZReport:
    with bench.store.reading() as work:
        return z_report(work, bench.office, shift.id, 0)


def deposit(bench: Bench, shift: Shift) -> DepositSlip:
    with bench.store.reading() as work:
        return deposit_slip(work, bench.office, shift.id, 0)


def test_a_count_says_nothing_of_what_must_be_there(bench: Bench) -> None:
    shift = opened(bench)
    bench.sell()
    taken = bench.closings.count(CLERK, shift.id, cash(100))
    assert {name for name in CountTaken.__slots__ if "expect" in name or "variance" in name} == set()
    (entry,) = bench.entries("drawer.counted")
    assert (taken.attempt, taken.again, entry["counted"], entry["pieces"]) == (1, True, 100, "C100x1")
    assert not entry.keys() & {"expected", "variance"}


def test_the_drawer_is_counted_once_more_and_never_a_third_time(bench: Bench) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(100))
    second = bench.closings.count(CLERK, shift.id, cash(200_000))
    assert (second.attempt, second.again) == (2, False)
    third = declined_reason(lambda: bench.closings.count(CLERK, shift.id, cash(1)))
    assert third is Reason.COUNTED_TWICE
    assert [entry["counted"] for entry in bench.entries("drawer.counted")] == [100, 200_000]
    standing = bench.closings.standing(CLERK, shift.id)
    assert (len(standing.counts), standing.last, standing.may_count, standing.revealed) == (2, second, False, False)


def test_a_count_is_void_once_something_moved_after_it(bench: Bench) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(200_000))
    bench.closings.count(CLERK, shift.id, cash(200_000))
    bench.sell()
    assert declined_reason(lambda: bench.closings.reveal(CLERK, shift.id)) is Reason.NOT_COUNTED
    again = bench.closings.count(CLERK, shift.id, cash(208_400))
    assert (again.number, again.attempt) == (3, 1)
    assert bench.closings.reveal(CLERK, shift.id).variance == 0


def test_nothing_is_closed_before_it_was_counted_and_shown(bench: Bench) -> None:
    shift = opened(bench)
    assert declined_reason(lambda: bench.closings.close(CLERK, shift.id)) is Reason.NOT_COUNTED
    bench.closings.count(CLERK, shift.id, cash(200_000))
    assert declined_reason(lambda: bench.closings.close(CLERK, shift.id)) is Reason.NOT_COUNTED
    assert bench.shifts.current() == shift


def test_after_the_reveal_nothing_moves_and_nothing_is_counted(bench: Bench) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(199_000))
    first, again = bench.closings.reveal(CLERK, shift.id), bench.closings.reveal(CLERK, shift.id)
    assert first == again
    assert (first.drawer.expected, first.variance) == (200_000, -1_000)
    assert len(bench.entries("drawer.revealed")) == 1
    assert bench.closings.standing(CLERK, shift.id).revealed
    for act in (
        lambda: bench.closings.count(CLERK, shift.id, cash(200_000)),
        bench.sell,
        lambda: bench.drawer.drop(CLERK, shift.id, in_few_pieces(Rupiah(100)), "laci penuh", None),
    ):
        assert declined_reason(act) is Reason.COUNT_REVEALED


def test_a_variance_takes_a_reason_and_a_second_person_and_is_never_adjusted(bench: Bench) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(199_000))
    bench.closings.reveal(CLERK, shift.id)
    close = bench.closings.close
    assert declined_reason(lambda: close(CLERK, shift.id)) is Reason.WORDS_MISSING
    assert declined_reason(lambda: close(CLERK, shift.id, reason=REASON)) is Reason.APPROVAL_NEEDED
    wrong = bench.consent(Deed.VARIANCE, bench.sale().id)
    assert declined_reason(lambda: close(CLERK, shift.id, reason=REASON, approval_id=wrong)) is Reason.APPROVAL_SPENT
    assert bench.shifts.current() == shift
    consent = bench.consent(Deed.VARIANCE, shift.id)
    closing = close(CLERK, shift.id, reason=REASON, approval_id=consent)
    assert (closing.expected, closing.counted, closing.variance) == (200_000, 199_000, -1_000)
    (entry,) = bench.entries("shift.closed")
    assert (entry["variance"], entry["reason"], entry["approved_by"]) == (-1_000, REASON, SUPERVISOR.id)
    assert bench.verification.run().fault is None


def test_a_supervisor_who_counts_for_an_absent_clerk_stands_for_the_variance(bench: Bench) -> None:
    shift = opened(bench)
    bench.closings.count(SUPERVISOR, shift.id, cash(199_000))
    bench.closings.reveal(SUPERVISOR, shift.id)
    assert declined_reason(lambda: bench.closings.close(SUPERVISOR, shift.id)) is Reason.WORDS_MISSING
    bench.closings.close(SUPERVISOR, shift.id, reason=REASON)
    (entry,) = bench.entries("shift.closed")
    assert (entry["actor"], entry["clerk"], entry["reason"]) == (SUPERVISOR.id, CLERK.id, REASON)
    z = report(bench, shift)
    assert (z.clerk_id, z.closed_by, z.approved_by) == (CLERK.id, SUPERVISOR.id, "")
    assert bench.verification.run().fault is None


def test_slips_of_other_means_are_counted_too(bench: Bench) -> None:
    shift = opened(bench)
    paid = sold_by_qris(bench)
    bench.closings.count(CLERK, shift.id, cash(200_000))
    ways = bench.closings.reveal(CLERK, shift.id).ways
    qris = ways.of(TenderKind.QRIS)
    assert (qris.counted, qris.journal, qris.slips, qris.taken) == (0, paid.total, 0, 1)
    assert ways.of(TenderKind.CASH).counts_agree
    assert ways.has_variance
    assert declined_reason(lambda: bench.closings.close(CLERK, shift.id)) is Reason.WORDS_MISSING


def test_the_close_is_seen_three_ways_with_what_is_pending_apart_and_by_name(bench: Bench) -> None:
    carried = bench.sell()
    bench.shifts.close(CLERK, Rupiah(208_400))
    shift = opened(bench)
    done, waiting = confirmed(bench), bench.sell()
    bench.closings.count(CLERK, shift.id, cash(216_800))
    seen = bench.closings.reveal(CLERK, shift.id)
    way = seen.ways.of(TenderKind.CASH)
    assert (way.counted, way.journal, way.host, way.pending) == (16_800, 16_800, done.total, waiting.total)
    assert way.host_agrees
    assert not seen.ways.agrees
    assert [(row.number, row.name) for row in seen.ways.pending] == [
        (waiting.receipt_number, masked_name(waiting.payer.name))
    ]
    assert [row.number for row in seen.carried] == [carried.receipt_number]


def test_money_that_went_back_for_an_earlier_shift_is_told_apart(bench: Bench) -> None:
    earlier = bench.sell()
    bench.shifts.close(CLERK, Rupiah(208_400))
    shift = opened(bench)
    consent = bench.consent(Deed.CANCEL, earlier.id)
    bench.cancelling.cancel(CLERK, earlier.id, "salah peserta", consent)
    bench.closings.count(CLERK, shift.id, cash(200_000 - earlier.total))
    way = bench.closings.reveal(CLERK, shift.id).ways.of(TenderKind.CASH)
    assert (way.counted, way.journal, way.earlier, way.host) == (-earlier.total, -earlier.total, earlier.total, 0)
    assert way.host_agrees
    assert way.counts_agree


def test_z_numbers_follow_one_another(bench: Bench) -> None:
    for number in (1, 2, 3):
        opened(bench)
        assert bench.shifts.close(CLERK, Rupiah(200_000)).number == number


def test_a_close_that_fails_gives_its_number_back(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(200_000))
    bench.closings.reveal(CLERK, shift.id)
    with monkeypatch.context() as patch:
        patch.setattr("counter_app.services.closing_act.shift_job", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bench.closings.close(CLERK, shift.id)
    assert bench.shifts.current() == shift
    assert bench.entries("shift.closed") == []
    assert bench.closings.close(CLERK, shift.id).number == 1
    assert bench.verification.run().fault is None


def test_what_stays_is_the_next_float_and_the_rest_is_deposited_by_denomination(bench: Bench) -> None:
    shift = opened(bench)
    bench.sell()
    bench.closings.count(CLERK, shift.id, cash(208_400))
    bench.closings.reveal(CLERK, shift.id)
    too_much = in_few_pieces(Rupiah(500_000))
    assert declined_reason(lambda: bench.closings.close(CLERK, shift.id, stays=too_much)) is Reason.FLOAT_OVER_COUNT
    closing = bench.closings.close(CLERK, shift.id, stays=in_few_pieces(Rupiah(100_000)))
    slip = deposit(bench, shift)
    assert (slip.amount, slip.z_number, slip.count.written()) == (
        108_400,
        1,
        "N100000x1;N5000x1;N2000x1;N1000x1;C200x2",
    )
    with bench.store.reading() as work:
        assert work.prints.of_shift(shift.id, Document.DEPOSIT) == [closing.deposit]
    (entry,) = bench.entries("shift.closed")
    assert (entry["stays"], entry["deposit"]) == (100_000, 108_400)


def test_an_empty_drawer_deposits_nothing(bench: Bench) -> None:
    opened(bench, 0)
    assert bench.shifts.close(CLERK, Rupiah(0)).deposit is None


def test_the_z_report_says_all_of_the_shift(bench: Bench) -> None:
    shift = opened(bench)
    done, waiting = confirmed(bench), bench.sell()
    bench.shifts.close(CLERK, Rupiah(216_800))
    z = report(bench, shift)
    assert (z.number, z.expected, z.counted, z.variance, z.attempts) == (1, 216_800, 216_800, 0, 1)
    assert z.receipts == (done.receipt_number, waiting.receipt_number)
    assert dict(z.states) == {
        PaymentState.ACCEPTED: Sum(1, Rupiah(8_400)),
        PaymentState.CONFIRMED: Sum(1, Rupiah(8_400)),
    }
    assert dict(z.programmes) == {Programme.JKK: Sum(2, Rupiah(10_000)), Programme.JKM: Sum(2, Rupiah(6_800))}
    assert z.fees == Sum()
    assert z.count == in_few_pieces(Rupiah(216_800))
    assert (z.stays, z.handed_to, z.reversed) == (NOTHING, "", Sum())
    assert [(row.number, row.name) for row in z.unsettled] == [
        (waiting.receipt_number, masked_name(waiting.payer.name))
    ]


def test_a_z_report_says_tomorrow_what_it_said_today(bench: Bench) -> None:
    shift = opened(bench)
    payment = bench.sell()
    bench.shifts.close(CLERK, Rupiah(208_400))
    today = report(bench, shift)
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    opened(bench)
    bench.sell()
    assert report(bench, shift) == today


def test_papers_of_a_close_are_printed_by_their_names(bench: Bench) -> None:
    opened(bench)
    closing = bench.shifts.close(CLERK, Rupiah(200_000))
    assert closing.deposit is not None
    for job in (closing.slip, closing.deposit):
        bench.printing.print(job.id)
    (z_name, z), (deposit_name, paid_in) = bench.tray.printed
    assert z.startswith(b"tutup 1001 200000 200000")
    assert paid_in == b"setoran 1 200000 ASLI"
    assert z_name != deposit_name


@pytest.mark.parametrize("actor", [OTHER_CLERK, AUDITOR])
def test_nobody_else_comes_near_a_clerks_close(bench: Bench, actor: object) -> None:
    shift = opened(bench)
    for call in (bench.closings.standing, bench.closings.reveal, bench.closings.close):
        with pytest.raises(Declined):
            call(actor, shift.id)  # type: ignore[arg-type]
    with pytest.raises(Declined):
        bench.closings.count(actor, shift.id, cash(1))  # type: ignore[arg-type]
    assert bench.entries("drawer.counted") == []


@pytest.mark.parametrize(
    "slips",
    [{TenderKind.CASH: Sum(1, Rupiah(1))}, {TenderKind.QRIS: Sum(-1, Rupiah(1))}, {TenderKind.QRIS: Sum(0, Rupiah(1))}],
)
def test_slips_that_cannot_be_are_no_count(slips: dict[TenderKind, Sum]) -> None:
    with pytest.raises(Declined):
        counted_of(Count(), slips)


def test_a_shift_that_another_transaction_closed_is_not_closed_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = opened(bench)
    bench.closings.count(CLERK, shift.id, cash(200_000))
    bench.closings.reveal(CLERK, shift.id)
    monkeypatch.setattr("counter_app.database.repositories.shifts.SqlShifts.close", lambda *_: False)
    assert declined_reason(lambda: bench.closings.close(CLERK, shift.id)) is Reason.SHIFT_NOT_OPEN
    assert bench.entries("shift.closed") == []


def test_the_z_report_tells_slips_that_are_missing(bench: Bench) -> None:
    shift = opened(bench)
    paid = sold_by_qris(bench)
    bench.closings.count(CLERK, shift.id, cash(200_000))
    bench.closings.reveal(CLERK, shift.id)
    consent = bench.consent(Deed.VARIANCE, shift.id)
    bench.closings.close(CLERK, shift.id, reason="slip hilang", approval_id=consent)
    (slip,) = report(bench, shift).slips
    assert (slip.kind, slip.taken, slip.counted) == (TenderKind.QRIS, Sum(1, paid.total), Sum())
    assert slip.variance == -paid.total
    assert bench.verification.run().fault is None
