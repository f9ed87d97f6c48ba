"""What the host said two things about: two people decide, on evidence."""

from uuid import UUID, uuid4

import pytest

from counter_app.database.repositories.payments import SqlPayments
from counter_app.database.repositories.reversals import SqlReversals
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.outbox import Conflict, HostReply, NoAnswer, NotKnown
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.reversal import Reversal
from tests.helpers.clocks import MORNING
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench

SEEN = "Rekening koran 22-11, halaman 3"
CONFIRMED, REJECTED = PaymentState.CONFIRMED, PaymentState.REJECTED


def in_review(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies.append(Conflict("4092501", "same key, other content"))
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.REVIEW
    return payment


def reversal_in_review(bench: Bench) -> Reversal:
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    reversal = bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
    with bench.store.writing() as work:
        work.reversals.move(reversal.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        work.reversals.move(reversal.id, PaymentState.SENDING, PaymentState.REVIEW)
    return reversal


def resolve(
    bench: Bench, item_id: UUID, verdict: PaymentState, answer: HostReply | None = None, reference: str = ""
) -> Payment | Reversal:
    if answer is not None:
        bench.host.replies.append(answer)
    consent = bench.consent(Deed.RESOLVE_REVIEW, item_id)
    return bench.reviews.resolve(CLERK, item_id, verdict, SEEN, reference, consent)


def test_the_evidence_is_what_the_host_says_now_and_asking_is_journaled(bench: Bench) -> None:
    payment = in_review(bench)
    bench.host.replies.append(posted(payment))
    evidence = bench.reviews.evidence(CLERK, payment.id)
    assert evidence.payment.id == payment.id
    assert evidence.item is not None
    assert evidence.item.last_code == "4092501"
    assert evidence.reversal is None
    assert evidence.posting is not None
    assert bench.entries("review.evidence-asked") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "answer": "Posted",
            "code": "",
            "reference": "HOST-0001",
        }
    ]


@pytest.mark.parametrize(("answer", "code"), [(NotKnown("4042612"), "4042612"), (NoAnswer("time-out"), "")])
def test_a_host_that_knows_nothing_or_is_away_is_an_answer_too(bench: Bench, answer: HostReply, code: str) -> None:
    payment = in_review(bench)
    bench.host.replies.append(answer)
    evidence = bench.reviews.evidence(CLERK, payment.id)
    assert (evidence.answer, evidence.posting) == (answer, None)
    (entry,) = bench.entries("review.evidence-asked")
    assert (entry["code"], entry["reference"]) == (code, "")


def test_another_amount_at_the_host_is_no_posting_of_ours(bench: Bench) -> None:
    payment = in_review(bench)
    bench.host.replies.append(posted(payment, amount=1))
    assert bench.reviews.evidence(CLERK, payment.id).posting is None


def test_what_the_host_holds_is_taken_over_whatever_was_typed(bench: Bench) -> None:
    payment = in_review(bench)
    resolved = resolve(bench, payment.id, CONFIRMED, posted(payment), "typed-by-hand")
    stored = bench.stored(payment)
    assert stored == resolved
    assert stored.posting is not None
    assert (stored.state, stored.posting.host_reference) == (CONFIRMED, "HOST-0001")
    assert bench.entries("review.resolved") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "state": "CONFIRMED",
            "document": SEEN,
            "reference": "HOST-0001",
            "approved_by": SUPERVISOR.id,
        }
    ]
    assert bench.verification.run().fault is None


def test_what_the_host_does_not_say_is_typed_from_the_document(bench: Bench) -> None:
    payment = in_review(bench)
    resolve(bench, payment.id, CONFIRMED, NoAnswer("time-out"), " BPJS-99 ")
    posting = bench.stored(payment).posting
    assert posting is not None
    assert (posting.host_reference, posting.posted_at) == ("BPJS-99", MORNING)
    assert (posting.coverage_from.isoformat(), posting.coverage_to.isoformat()) == ("2026-11-01", "2026-11-30")
    assert bench.verification.run().fault is None


def test_without_the_hosts_word_or_a_reference_nothing_is_confirmed(bench: Bench) -> None:
    payment = in_review(bench)
    with pytest.raises(Declined) as declined:
        resolve(bench, payment.id, CONFIRMED, NoAnswer("time-out"))
    assert declined.value.reason is Reason.WORDS_MISSING
    assert bench.state(payment) is PaymentState.REVIEW


def test_what_is_rejected_frees_its_months_and_is_due_back(bench: Bench) -> None:
    payment = in_review(bench)
    bench.clock.advance(minutes=5)
    resolve(bench, payment.id, REJECTED, NotKnown("4042612"))
    with bench.store.reading() as work:
        assert list(work.claims.of_payment(payment.id)) == []
    (due,) = bench.refunds.due(CLERK)
    assert (due.payment.id, due.since) == (payment.id, bench.clock.now())
    bench.refunds.pay_out(CLERK, payment.id)
    assert bench.verification.run().fault is None


def test_what_the_host_has_posted_is_not_given_back(bench: Bench) -> None:
    payment = in_review(bench)
    with pytest.raises(Declined) as declined:
        resolve(bench, payment.id, REJECTED, posted(payment))
    assert (declined.value.reason, declined.value.facts) == (
        Reason.HOST_CONTRADICTS,
        {"receipt": payment.receipt_number},
    )
    assert bench.state(payment) is PaymentState.REVIEW


def test_nobody_types_a_confirmation_of_what_the_host_denies(bench: Bench) -> None:
    """Else two people send a payer home *berhasil* whose payment was never posted."""
    payment = in_review(bench)
    with pytest.raises(Declined) as declined:
        resolve(bench, payment.id, CONFIRMED, NotKnown("4042612"), "BPJS-99")
    assert declined.value.reason is Reason.HOST_CONTRADICTS
    assert bench.state(payment) is PaymentState.REVIEW


def test_a_host_that_may_have_forgotten_denies_nothing(bench: Bench) -> None:
    payment = in_review(bench)
    bench.clock.advance(days=91)
    resolve(bench, payment.id, CONFIRMED, NotKnown("4042612"), "BPJS-99")
    assert bench.state(payment) is CONFIRMED


@pytest.mark.parametrize(("verdict", "then"), [(CONFIRMED, CONFIRMED), (REJECTED, PaymentState.CANCELLED)])
def test_a_reversal_that_waits_for_the_verdict_goes_at_once(
    bench: Bench, verdict: PaymentState, then: PaymentState
) -> None:
    payment = bench.sell()
    bench.host.replies.append(NoAnswer("time-out"))
    bench.forwarder.forward(payment.id)
    reversal = bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
    bench.wait_until_due()
    bench.host.replies.append(Conflict("4092601", "same key, other content"))
    bench.forwarder.forward(payment.id)
    bench.forwarder.forward_reversal(reversal.id)
    assert bench.forwarder.forward_reversal(reversal.id) is None, "it waits for two people"
    resolve(bench, payment.id, verdict, NoAnswer("time-out"), "BPJS-99")
    bench.host.undoings.append(taken_back(reversal, payment))
    gone = bench.forwarder.forward_reversal(reversal.id)
    assert gone is not None
    assert gone.state is then
    assert bench.verification.run().fault is None


def test_a_reversal_is_resolved_the_same_way(bench: Bench) -> None:
    reversal = reversal_in_review(bench)
    resolved = resolve(bench, reversal.id, CONFIRMED, reference="REV-77")
    with bench.store.reading() as work:
        stored = work.reversals.get(reversal.id)
        assert list(work.claims.of_payment(reversal.payment_id)) == []
    assert stored == resolved
    assert stored is not None
    assert stored.undoing is not None
    assert stored.undoing.host_reference == "REV-77"
    assert [due.reversal and due.reversal.id for due in bench.refunds.due(CLERK)] == [reversal.id]


def test_a_reversal_that_came_to_nothing_leaves_the_payment_as_it_is(bench: Bench) -> None:
    reversal = reversal_in_review(bench)
    resolve(bench, reversal.id, REJECTED, reference="3273025508920002")
    assert bench.entries("review.resolved")[0]["reference"] == ""
    with bench.store.reading() as work:
        assert work.claims.of_payment(reversal.payment_id)
    assert bench.refunds.due(CLERK) == []


def test_a_reversal_is_not_confirmed_without_a_reference(bench: Bench) -> None:
    reversal = reversal_in_review(bench)
    with pytest.raises(Declined) as declined:
        resolve(bench, reversal.id, CONFIRMED, reference=" ")
    assert declined.value.reason is Reason.WORDS_MISSING


def test_it_takes_two_people_words_and_a_verdict(bench: Bench) -> None:
    payment = in_review(bench)
    consent = bench.consent(Deed.RESOLVE_REVIEW, payment.id)
    bench.host.replies.extend([NotKnown("4042612")] * 2)
    for actor, verdict, document, approval_id, refused in (
        (CLERK, REJECTED, SEEN, None, Reason.APPROVAL_NEEDED),
        (CLERK, REJECTED, SEEN, uuid4(), Reason.APPROVAL_SPENT),
        (CLERK, REJECTED, "ya", consent, Reason.WORDS_MISSING),
        (CLERK, PaymentState.UNKNOWN, SEEN, consent, Reason.ILLEGAL_TRANSITION),
        (AUDITOR, REJECTED, SEEN, consent, Reason.NOT_ALLOWED),
    ):
        with pytest.raises(Declined) as declined:
            bench.reviews.resolve(actor, payment.id, verdict, document, "", approval_id)
        assert declined.value.reason is refused
    with pytest.raises(Declined):
        bench.reviews.evidence(AUDITOR, payment.id)
    assert bench.state(payment) is PaymentState.REVIEW


def test_only_what_is_in_review_is_resolved(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        resolve(bench, payment.id, REJECTED)
    assert (declined.value.reason, declined.value.facts) == (
        Reason.NOT_IN_REVIEW,
        {"receipt": payment.receipt_number},
    )


@pytest.mark.parametrize("rows", [SqlPayments, SqlReversals])
def test_two_who_decide_at_once_decide_once(bench: Bench, rows: type, monkeypatch: pytest.MonkeyPatch) -> None:
    item_id = in_review(bench).id if rows is SqlPayments else reversal_in_review(bench).id
    bench.host.replies.append(NotKnown("4042612"))
    consent = bench.consent(Deed.RESOLVE_REVIEW, item_id)
    with monkeypatch.context() as broken:
        broken.setattr(rows, "move", lambda *_: False)
        with pytest.raises(Declined) as declined:
            bench.reviews.resolve(CLERK, item_id, REJECTED, SEEN, "", consent)
    assert declined.value.reason is Reason.NOT_IN_REVIEW
    assert bench.entries("review.resolved") == []
