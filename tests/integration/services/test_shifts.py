"""What is in whose drawer."""

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from tests.helpers.builders import a_refund
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench

SUPERVISOR = Actor("2001", "Agus Pratama", Role.SUPERVISOR)


def reason_of(error: pytest.ExceptionInfo[Declined]) -> Reason:
    return error.value.reason


def test_a_shift_opens_with_its_float_on_the_local_date(bench: Bench) -> None:
    bench.clock.advance(minutes=-9 * 60 - 30)  # 23:45 of the day before in Jakarta
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    assert bench.shifts.current() == shift
    assert shift.business_date.isoformat() == "2026-11-21"
    (entry,) = bench.entries("shift.opened")
    assert (entry["actor"], entry["float"]) == (CLERK.id, 200_000)


def test_one_shift_at_a_time(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.open(OTHER_CLERK, Rupiah(0))
    assert declined.value.facts == {"clerk": CLERK.id}
    assert reason_of(declined) is Reason.SHIFT_ALREADY_OPEN


def test_a_close_compares_the_count_with_the_cash_that_was_taken(bench: Bench) -> None:
    taken = bench.sell()
    returned = bench.sell()
    with bench.store.writing() as work:
        work.refunds.add(a_refund(returned))
        work.payments.move(returned.id, PaymentState.ACCEPTED, PaymentState.CANCELLED)
    closing = bench.shifts.close(CLERK, Rupiah(200_000))
    assert closing.expected == 200_000 + taken.total
    assert closing.variance == -taken.total
    assert bench.shifts.current() is None
    (entry,) = bench.entries("shift.closed")
    assert (entry["counted"], entry["variance"]) == (200_000, -taken.total)
    with bench.store.reading() as work:
        stored = work.shifts.get(closing.shift.id)
    assert stored == closing.shift


def test_only_ones_own_open_shift_is_closed(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0))
    assert reason_of(declined) is Reason.SHIFT_NOT_OPEN
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0))
    assert reason_of(declined) is Reason.SHIFT_OF_ANOTHER


def test_a_supervisor_counts_the_drawer_of_a_clerk_who_is_not_there(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    closing = bench.shifts.close(SUPERVISOR, Rupiah(199_000), shift.id)
    assert (closing.shift.clerk_id, closing.variance) == (CLERK.id, -1_000)
    (entry,) = bench.entries("shift.closed")
    assert (entry["actor"], entry["clerk"], entry["counted"]) == (SUPERVISOR.id, CLERK.id, 199_000)
    assert bench.verification.run().fault is None


def test_ones_own_close_names_nobody_else(bench: Bench) -> None:
    bench.shifts.close(CLERK, Rupiah(0), bench.shifts.open(CLERK, Rupiah(0)).id)
    (entry,) = bench.entries("shift.closed")
    assert "clerk" not in entry


def test_a_supervisor_closes_the_shift_that_was_shown_and_no_other(bench: Bench) -> None:
    shown = bench.shifts.open(CLERK, Rupiah(0))
    bench.shifts.close(CLERK, Rupiah(0))
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.close(SUPERVISOR, Rupiah(0), shown.id)
    assert reason_of(declined) is Reason.SHIFT_NOT_OPEN
    assert bench.shifts.current() is not None


def test_a_clerk_closes_no_shift_of_another_by_naming_it(bench: Bench) -> None:
    running = bench.shifts.open(OTHER_CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0), running.id)
    assert reason_of(declined) is Reason.SHIFT_OF_ANOTHER


@pytest.mark.parametrize("amount", [-1])
def test_a_drawer_never_holds_less_than_nothing(bench: Bench, amount: int) -> None:
    with pytest.raises(Declined):
        bench.shifts.open(CLERK, Rupiah(amount))
    bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(Declined):
        bench.shifts.close(CLERK, Rupiah(amount))


def test_an_auditor_opens_no_drawer(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.shifts.open(AUDITOR, Rupiah(0))
    assert reason_of(declined) is Reason.NOT_ALLOWED


def test_no_shift_is_opened_on_a_day_before_the_last_payments(bench: Bench) -> None:
    payment = bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.clock.advance(days=-1)
    with pytest.raises(Declined) as declined:
        bench.shifts.open(CLERK, Rupiah(0))
    assert reason_of(declined) is Reason.CLOCK_BACK
    assert declined.value.facts == {"last": "2026-11-22", "shift": str(payment.shift_id)}
    assert bench.shifts.current() is None


def test_a_supervisor_accepts_that_the_clock_had_been_ahead_and_the_days_go_on_from_there(bench: Bench) -> None:
    ahead = bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.clock.advance(days=-30)
    shift = bench.shifts.open(CLERK, Rupiah(0), bench.consent(Deed.ACCEPT_CLOCK, ahead.shift_id))
    assert shift.business_date.isoformat() == "2026-10-23"
    (entry,) = bench.entries("clock.accepted")
    assert entry == {"actor": CLERK.id, "last": "2026-11-22", "approved_by": "9001"}
    sale = bench.sale()
    bench.checkout.commit(
        CLERK, sale, TenderKind.CASH, sale.bill.total, approvals=[bench.consent(Deed.ACCEPT_CLOCK, sale.id)]
    )
    bench.shifts.close(CLERK, Rupiah(0))
    bench.shifts.open(CLERK, Rupiah(0))
    bench.sell()
    assert bench.verification.run().fault is None


def test_a_consent_to_something_else_opens_no_shift_in_the_past(bench: Bench) -> None:
    payment = bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.clock.advance(days=-1)
    with pytest.raises(Declined) as declined:
        bench.shifts.open(CLERK, Rupiah(0), bench.consent(Deed.ACCEPT_CLOCK, payment.id))
    assert reason_of(declined) is Reason.APPROVAL_SPENT
