"""What stops a payment before its money is taken, and who can let it through."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.offline import Level, Limit
from counter_app.domain.outbox import NoAnswer, Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.checkout import Sale
from counter_app.services.lookup import Found
from tests.helpers.builders import a_participant
from tests.helpers.clocks import MORNING
from tests.integration.services.conftest import AUDITOR, CLERK, LIMITS, OTHER_CLERK, SUPERVISOR, Bench

PAYER = a_participant(77)


def later_months(bench: Bench, ahead: int = 1) -> Sale:
    """A sale of another month to the same payer."""
    sale = bench.sale(PAYER)
    lines = tuple(replace(line, month=line.month + ahead) for line in sale.bill.lines)
    return replace(sale, bill=replace(sale.bill, lines=lines))


def offline(sale: Sale, as_of: datetime = MORNING) -> Sale:
    return replace(sale, as_of=as_of)


def refusal(bench: Bench, sale: Sale, approvals: Collection[UUID] = ()) -> Declined:
    """Why a sale is refused; nothing of it may have been stored."""
    open_shift(bench)
    with bench.store.reading() as work:
        before = (work.numbers.last(), work.journal.head(), work.outbox.unsent())
    with pytest.raises(Declined) as declined:
        pay(bench, sale, approvals)
    with bench.store.reading() as work:
        assert (work.numbers.last(), work.journal.head(), work.outbox.unsent()) == before
        assert work.payments.get(sale.id) is None
        assert list(work.claims.of_payment(sale.id)) == []
    return declined.value


def pay(bench: Bench, sale: Sale, approvals: Collection[UUID] = ()) -> Payment:
    open_shift(bench)
    return bench.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total, approvals=approvals)


def open_shift(bench: Bench) -> None:
    if bench.shifts.current() is None:
        bench.shifts.open(CLERK, Rupiah(200_000))


def make_unknown(bench: Bench, payment: Payment) -> None:
    bench.host.replies.append(NoAnswer("time-out"))
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.UNKNOWN


# --- months ---------------------------------------------------------------------------------------------------


def test_a_month_that_is_paid_is_not_paid_again_and_the_clerk_is_told_by_whom_and_when(bench: Bench) -> None:
    first = pay(bench, bench.sale(PAYER))
    bench.clock.advance(minutes=30)
    declined = refusal(bench, bench.sale(PAYER))
    assert declined.reason is Reason.MONTH_TAKEN
    assert declined.facts == {
        "month": "2026-11",
        "receipt": first.receipt_number,
        "clerk": CLERK.id,
        "counter": "L01",
        "at": "2026-11-22 09:15",
    }


def test_no_supervisor_can_let_a_month_be_paid_twice(bench: Bench) -> None:
    pay(bench, bench.sale(PAYER))
    again = bench.sale(PAYER)
    consents = [bench.consent(deed, again.id) for deed in Deed]
    assert refusal(bench, again, consents).reason is Reason.MONTH_TAKEN


def test_one_month_of_three_is_enough_to_be_stopped(bench: Bench) -> None:
    pay(bench, later_months(bench, ahead=2))
    declined = refusal(bench, bench.sale(PAYER, months=3))
    assert (declined.reason, declined.facts["month"]) == (Reason.MONTH_TAKEN, "2027-01")


def test_other_months_and_other_payers_are_free(bench: Bench) -> None:
    pay(bench, bench.sale(PAYER))
    pay(bench, later_months(bench))
    pay(bench, bench.sale(a_participant(78)))
    assert bench.entries("approval.given") == []


def test_a_sale_that_is_stored_comes_back_as_it_is_whatever_stops_new_ones(bench: Bench) -> None:
    sale = bench.sale(PAYER)
    first = pay(bench, sale)
    make_unknown(bench, first)
    bench.clock.advance(minutes=-60)
    assert pay(bench, sale).id == first.id


# --- a payer of whom nobody is certain -----------------------------------------------------------------------


def test_a_payer_whose_payment_is_not_certain_is_warned_with_its_receipt(bench: Bench) -> None:
    earlier = pay(bench, bench.sale(PAYER))
    make_unknown(bench, earlier)
    declined = refusal(bench, later_months(bench))
    assert (declined.reason, declined.facts) == (Reason.PAYER_UNCERTAIN, {"receipt": earlier.receipt_number})


def test_a_supervisor_lets_them_pay_all_the_same_and_the_journal_names_both(bench: Bench) -> None:
    earlier = pay(bench, bench.sale(PAYER))
    make_unknown(bench, earlier)
    sale = later_months(bench)
    paid = pay(bench, sale, [bench.consent(Deed.PAY_DESPITE_DOUBT, sale.id)])
    (entry,) = bench.entries("payment.despite-doubt")
    assert entry == {
        "actor": CLERK.id,
        "receipt": paid.receipt_number,
        "earlier": earlier.receipt_number,
        "approved_by": SUPERVISOR.id,
    }
    assert bench.verification.run().fault is None


def test_a_consent_to_another_sale_is_no_consent_to_this_one(bench: Bench) -> None:
    make_unknown(bench, pay(bench, bench.sale(PAYER)))
    elsewhere = bench.consent(Deed.PAY_DESPITE_DOUBT, later_months(bench).id)
    assert refusal(bench, later_months(bench), [elsewhere]).reason is Reason.APPROVAL_SPENT


def test_the_doubt_is_known_before_any_money_is_on_the_counter(bench: Bench) -> None:
    earlier = pay(bench, bench.sale(PAYER))
    assert bench.checkout.doubts(CLERK, later_months(bench)) == []
    make_unknown(bench, earlier)
    assert [each.id for each in bench.checkout.doubts(CLERK, later_months(bench))] == [earlier.id]
    with pytest.raises(Declined):
        bench.checkout.doubts(AUDITOR, later_months(bench))


def test_a_payment_that_is_certain_again_stops_nobody(bench: Bench) -> None:
    earlier = pay(bench, bench.sale(PAYER))
    make_unknown(bench, earlier)
    bench.wait_until_due()
    bench.host.replies.append(Refused("4042613", "wrong amount"))
    bench.forwarder.forward(earlier.id)
    assert pay(bench, later_months(bench)).state is PaymentState.ACCEPTED


# --- without the host ----------------------------------------------------------------------------------------


def test_within_the_limits_a_clerk_goes_on_without_the_host(bench: Bench) -> None:
    payment = pay(bench, offline(bench.sale(PAYER)))
    assert payment.offline
    assert bench.offline.level() is Level.FREE
    assert [gauge.used for gauge in bench.offline.meter()] == [1, payment.total, 0]
    assert bench.offline.limits is LIMITS


def test_a_bill_of_old_data_needs_a_supervisor(bench: Bench) -> None:
    sale = offline(bench.sale(PAYER), MORNING - LIMITS.bill_age - timedelta(seconds=1))
    declined = refusal(bench, sale)
    assert (declined.reason, declined.facts) == (Reason.OFFLINE_LIMIT, {"limit": Limit.BILL_AGE.value})
    paid = pay(bench, sale, [bench.consent(Deed.OVER_LIMIT, sale.id)])
    (entry,) = bench.entries("offline.over-limit")
    assert entry == {
        "actor": CLERK.id,
        "receipt": paid.receipt_number,
        "bill-age": "604801/604800",
        "approved_by": SUPERVISOR.id,
    }


def test_above_the_ceiling_nobody_lets_a_payment_through(bench: Bench) -> None:
    sale = offline(bench.sale(PAYER), MORNING - LIMITS.bill_age * 2 - timedelta(seconds=1))
    declined = refusal(bench, sale, [bench.consent(Deed.OVER_LIMIT, sale.id)])
    assert (declined.reason, declined.facts) == (Reason.OFFLINE_STOPPED, {"limit": Limit.BILL_AGE.value})


def test_a_day_without_a_line_stops_new_payments_and_drops_none(bench: Bench) -> None:
    waiting = pay(bench, offline(bench.sale()))
    bench.clock.advance(days=1, seconds=1)
    sale = offline(bench.sale(), bench.clock.now())
    assert refusal(bench, sale).reason is Reason.OFFLINE_LIMIT
    assert bench.offline.level() is Level.OVER
    bench.clock.advance(days=1)
    assert refusal(bench, sale, [bench.consent(Deed.OVER_LIMIT, sale.id)]).reason is Reason.OFFLINE_STOPPED
    assert bench.state(waiting) is PaymentState.ACCEPTED


def test_what_the_host_billed_has_no_limits(bench: Bench) -> None:
    pay(bench, bench.sale())
    bench.clock.advance(days=30)
    assert pay(bench, bench.sale()).state is PaymentState.ACCEPTED


def test_a_bill_made_without_the_host_holds_until_the_offices_midnight(bench: Bench) -> None:
    with bench.store.writing() as work:
        work.participants.save([PAYER], MORNING)
    found = bench.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, PAYER.nik))
    sale = Sale.of(found)
    assert sale.as_of == MORNING
    bench.clock.set(MORNING.replace(hour=17, minute=0, second=0))
    assert refusal(bench, sale).reason is Reason.BILL_EXPIRED
    bench.clock.set(MORNING.replace(hour=16, minute=59, second=59))
    assert pay(bench, sale).offline


# --- the clock -----------------------------------------------------------------------------------------------


def test_a_clock_behind_the_last_payment_is_not_believed(bench: Bench) -> None:
    pay(bench, bench.sale())
    bench.clock.advance(minutes=-10)
    pay(bench, bench.sale())
    bench.clock.advance(minutes=-11)
    declined = refusal(bench, bench.sale())
    assert (declined.reason, declined.facts) == (Reason.CLOCK_BACK, {"last": "2026-11-22 09:15"})


def test_a_clock_behind_the_opening_of_the_shift_is_not_believed(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    bench.clock.advance(days=-1)
    assert refusal(bench, bench.sale()).reason is Reason.CLOCK_BACK


def test_a_supervisor_accepts_the_clock_for_one_payment(bench: Bench) -> None:
    pay(bench, bench.sale())
    bench.clock.advance(days=-1)
    sale = bench.sale()
    paid = pay(bench, sale, [bench.consent(Deed.ACCEPT_CLOCK, sale.id)])
    (entry,) = bench.entries("clock.accepted")
    assert entry == {
        "actor": CLERK.id,
        "receipt": paid.receipt_number,
        "last": "2026-11-22T02:15:04+00:00",
        "approved_by": SUPERVISOR.id,
    }
    assert paid.business_date.isoformat() == "2026-11-22", "the day of business is the shift's"
    assert refusal(bench, bench.sale()).reason is Reason.CLOCK_BACK


# --- several at once -----------------------------------------------------------------------------------------


def test_each_refusal_names_one_thing_and_all_consents_together_lift_them(bench: Bench) -> None:
    make_unknown(bench, pay(bench, bench.sale(PAYER)))
    bench.clock.advance(days=-1)
    sale = offline(later_months(bench), bench.clock.now() - LIMITS.bill_age * 1.5)
    consents: list[UUID] = []
    for reason, deed in (
        (Reason.CLOCK_BACK, Deed.ACCEPT_CLOCK),
        (Reason.PAYER_UNCERTAIN, Deed.PAY_DESPITE_DOUBT),
        (Reason.OFFLINE_LIMIT, Deed.OVER_LIMIT),
    ):
        assert refusal(bench, sale, consents).reason is reason
        consents.append(bench.consent(deed, sale.id))
    paid = pay(bench, sale, consents)
    acts = ("clock.accepted", "payment.despite-doubt", "offline.over-limit")
    assert [bench.entries(act)[0]["receipt"] for act in acts] == [paid.receipt_number] * 3
    with bench.store.reading() as work:
        assert all(approval is not None and approval.used_at for approval in map(work.approvals.get, consents))


def test_a_consent_that_nothing_asked_for_is_left_unused(bench: Bench) -> None:
    sale = bench.sale()
    consent = bench.consent(Deed.OVER_LIMIT, sale.id)
    pay(bench, sale, [consent])
    with bench.store.reading() as work:
        approval = work.approvals.get(consent)
    assert approval is not None
    assert approval.used_at is None


def test_the_clerk_who_asked_is_the_one_who_sells(bench: Bench) -> None:
    make_unknown(bench, pay(bench, bench.sale(PAYER)))
    sale = later_months(bench)
    consent = bench.consent(Deed.PAY_DESPITE_DOUBT, sale.id, OTHER_CLERK)
    assert refusal(bench, sale, [consent]).reason is Reason.APPROVAL_SPENT


def test_a_sale_knows_from_when_its_bill_is(bench: Bench) -> None:
    found = Found(PAYER, bench.bill(PAYER), MORNING, ())
    assert (Sale.of(found).as_of, Sale.of(found).offline) == (MORNING, True)
    assert Sale.of(replace(found, local_as_of=None)).offline is False
