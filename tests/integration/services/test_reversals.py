"""Asking for a reversal: two people, a reason, the host's own day, and never two of them."""

from uuid import UUID, uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Step
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.reversal import Reversal
from counter_app.services.ports import Abilities
from tests.helpers.clocks import MORNING
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, SUPERVISOR, Bench

WHY = "salah peserta"


def confirmed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    return bench.stored(payment)


def ask(bench: Bench, payment: Payment, approval_id: UUID | None = None) -> Reversal:
    return bench.reversals.ask(CLERK, payment.id, WHY, approval_id or bench.consent(Deed.REVERSE, payment.id))


def refusal(bench: Bench, payment: Payment) -> Declined:
    before = len(bench.entries("reversal.asked"))
    with pytest.raises(Declined) as declined:
        ask(bench, payment)
    assert len(bench.entries("reversal.asked")) == before
    return declined.value


def test_one_transaction_holds_row_journal_outbox_and_slip(bench: Bench) -> None:
    payment = confirmed(bench)
    bench.clock.advance(minutes=20)
    reversal = ask(bench, payment)
    assert (reversal.clerk_id, reversal.approved_by, reversal.reason) == (CLERK.id, SUPERVISOR.id, WHY)
    assert (reversal.amount, reversal.state) == (payment.total, PaymentState.ACCEPTED)
    with bench.store.reading() as work:
        assert work.reversals.get(reversal.id) == reversal
        item = work.outbox.get(reversal.id)
        (slip,) = work.prints.of_payment(payment.id, Document.REVERSAL)
        head = work.journal.head()
        assert work.refunds.get(payment.id) is None, "no cash before the host has confirmed it"
        assert work.claims.of_payment(payment.id), "the months are paid until it has"
    assert item is not None
    assert (item.step, item.attempts, item.due_at, item.reversal_id) == (Step.SEND, 0, bench.clock.now(), reversal.id)
    assert item.body.decode().endswith(head), "the host is told the head that tells of this reversal"
    assert (slip.state, slip.requested_by) == (PrintState.QUEUED, CLERK.id)
    assert bench.entries("reversal.asked") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "payment": str(payment.id),
            "amount": payment.total,
            "reason": WHY,
            "approved_by": SUPERVISOR.id,
            "shift": str(payment.shift_id),
            "business_date": "2026-11-22",
        }
    ]
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert bench.verification.run().fault is None


def test_asked_again_with_the_same_consent_it_is_the_same_reversal(bench: Bench) -> None:
    payment = confirmed(bench)
    consent = bench.consent(Deed.REVERSE, payment.id)
    assert ask(bench, payment, consent) == ask(bench, payment, consent)
    with bench.store.reading() as work:
        assert len(work.reversals.all()) == 1


def test_there_are_never_two_under_way(bench: Bench) -> None:
    payment = confirmed(bench)
    ask(bench, payment)
    declined = refusal(bench, payment)
    assert (declined.reason, declined.facts) == (Reason.REVERSAL_UNDER_WAY, {"receipt": payment.receipt_number})


def test_after_a_refusal_by_the_host_it_may_be_asked_for_again(bench: Bench) -> None:
    payment = confirmed(bench)
    first = ask(bench, payment)
    with bench.store.writing() as work:
        work.reversals.move(first.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        work.reversals.move(first.id, PaymentState.SENDING, PaymentState.REJECTED)
    assert ask(bench, payment).id != first.id


def test_a_payment_that_may_yet_be_posted_waits_for_its_payment(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        work.payments.move(payment.id, PaymentState.ACCEPTED, PaymentState.SENDING)
    assert ask(bench, payment).payment_id == payment.id


def test_what_was_never_sent_is_cancelled_and_not_reversed(bench: Bench) -> None:
    declined = refusal(bench, bench.sell())
    assert (declined.reason, declined.facts["state"]) == (Reason.NOT_REVERSIBLE, "ACCEPTED")


def test_the_host_reverses_on_its_own_day_only(bench: Bench) -> None:
    payment = confirmed(bench)
    bench.clock.set(MORNING.replace(hour=17, minute=0, second=0))  # midnight in Jakarta
    declined = refusal(bench, payment)
    assert (declined.reason, declined.facts) == (
        Reason.REVERSAL_TOO_LATE,
        {"receipt": payment.receipt_number, "day": "2026-11-22"},
    )
    bench.clock.set(MORNING.replace(hour=16, minute=59, second=59))
    assert ask(bench, payment).payment_id == payment.id


def test_a_host_that_cannot_is_not_asked(bench: Bench) -> None:
    payment = confirmed(bench)
    bench.host.abilities = Abilities(reversal=False)
    declined = refusal(bench, payment)
    assert (declined.reason, declined.facts) == (Reason.HOST_CANNOT, {"what": "reversal"})


def test_it_takes_two_people_words_and_ones_own_drawer(bench: Bench) -> None:
    payment = confirmed(bench)
    consent = bench.consent(Deed.REVERSE, payment.id)
    for actor, reason, approval_id, refused in (
        (CLERK, WHY, None, Reason.APPROVAL_NEEDED),
        (CLERK, WHY, uuid4(), Reason.APPROVAL_SPENT),
        (CLERK, "tp", consent, Reason.WORDS_MISSING),
        (OTHER_CLERK, WHY, consent, Reason.SHIFT_OF_ANOTHER),
        (AUDITOR, WHY, consent, Reason.NOT_ALLOWED),
    ):
        with pytest.raises(Declined) as declined:
            bench.reversals.ask(actor, payment.id, reason, approval_id)
        assert declined.value.reason is refused
    bench.shifts.close(CLERK, Rupiah(0))
    assert refusal(bench, payment).reason is Reason.SHIFT_NOT_OPEN
