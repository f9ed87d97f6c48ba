"""Payments and reversals of which the host said two things: two people decide, on evidence, and the journal keeps it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.approval import Approval, Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import HostReply, NotKnown, OutboxItem, Posted, Step
from counter_app.domain.payment import Payment, PaymentState, Posting
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.services.approvals import use
from counter_app.services.carriage import wake_reversal
from counter_app.services.judgement import Settled, judge
from counter_app.services.own import own_payment, words
from counter_app.services.ports import Clock, HostGateway, Store

VERDICTS = frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED})
HOST_REMEMBERS = timedelta(days=90)
"""How long a host keeps a key: until then, what it says it does not know was not posted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to decide on: the payment, its way so far, and what the host answers now.

    ``posting``: the host's own, when it says that exactly this payment stands there, with our amount and payer.
    """

    payment: Payment
    reversal: Reversal | None
    item: OutboxItem | None
    answer: HostReply
    posting: Posting | None


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found out, and by which reference of the host's (empty where it has none)."""

    verdict: PaymentState
    document: str
    reference: str

    def entry(self, subject: UUID, receipt: str, actor: Actor, approval: Approval, at: datetime) -> Entry:
        facts: dict[str, Fact] = {
            "receipt": receipt,
            "state": self.verdict.value,
            "document": self.document,
            "reference": self.reference,
            "approved_by": approval.approved_by,
        }
        return Entry(at, actor.id, Act.REVIEW_RESOLVED, str(subject), facts)


class Reviews:
    """The host is asked outside of any transaction; what it says outweighs what is typed."""

    def __init__(self, store: Store, host: HostGateway, office: Office, clock: Clock) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock

    def evidence(self, actor: Actor, payment_id: UUID) -> Evidence:
        """Ask the host what it holds of a payment, and journal that it was asked and what kind of answer came.

        Raises ``Declined`` with ``NOT_ALLOWED`` or ``RECEIPT_NOT_FOUND``. A host that is away is an answer as well.
        """
        actor.require(Right.RESOLVE_REVIEW)
        with self._store.reading() as work:
            payment = own_payment(work, self._office, payment_id)
            reversal = work.reversals.of_payment(payment.id)
            item = work.outbox.get(payment.id)
        answer = self._host.payment_status(payment)
        posting = _posting(payment, answer)
        facts: dict[str, Fact] = {
            "receipt": payment.receipt_number,
            "answer": type(answer).__name__,
            "code": getattr(answer, "code", ""),
            "reference": posting.host_reference if posting else "",
        }
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, Act.EVIDENCE_ASKED, str(payment.id), facts))
        return Evidence(payment, reversal, item, answer, posting)

    def resolve(
        self,
        actor: Actor,
        item_id: UUID,
        verdict: PaymentState,
        document: str,
        host_reference: str,
        approval_id: UUID | None,
    ) -> Payment | Reversal:
        """Decide a payment or a reversal that stands in ``REVIEW``, with a consent to ``RESOLVE_REVIEW`` of ``item_id``.

        ``document``: what the two have seen. ``host_reference``: typed from it, needed to confirm what the host does not
        confirm itself. Raises ``Declined`` with ``NOT_ALLOWED``, ``WORDS_MISSING``, ``NOT_IN_REVIEW``,
        ``RECEIPT_NOT_FOUND``, ``ILLEGAL_TRANSITION`` (another verdict), ``HOST_CONTRADICTS`` (it says that this payment
        is posted, or that it does not know it), ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``; ``LookupError`` where there
        is no such item.
        """
        actor.require(Right.RESOLVE_REVIEW)
        seen = words(document)
        if verdict not in VERDICTS:
            raise Declined(Reason.ILLEGAL_TRANSITION, old=PaymentState.REVIEW.value, new=verdict.value)
        with self._store.reading() as work:
            reversal = work.reversals.get(item_id)
            payment = own_payment(work, self._office, reversal.payment_id if reversal else item_id)
        if (reversal or payment).state is not PaymentState.REVIEW:
            raise Declined(Reason.NOT_IN_REVIEW, receipt=payment.receipt_number)
        if reversal is not None:
            reference = words(host_reference) if verdict is PaymentState.CONFIRMED else ""
            return self._reversal(actor, reversal, _Finding(verdict, seen, reference), approval_id)
        posting = self._posting_of(payment, verdict, host_reference)
        finding = _Finding(verdict, seen, posting.host_reference if posting else "")
        return self._payment(actor, payment, finding, posting, approval_id)

    def _posting_of(self, payment: Payment, verdict: PaymentState, typed: str) -> Posting | None:
        """The host's own posting; else what was typed, with the protection that the bill's months give."""
        answer, confirmed = self._host.payment_status(payment), verdict is PaymentState.CONFIRMED
        told = _posting(payment, answer)
        denied = isinstance(answer, NotKnown) and self._clock.now() - payment.accepted_at < HOST_REMEMBERS
        if denied if confirmed else told is not None:
            raise Declined(Reason.HOST_CONTRADICTS, receipt=payment.receipt_number)
        if told is not None or not confirmed:
            return told
        months = payment.bill.months
        return Posting(words(typed), self._clock.now(), months[0].first_day, months[-1].last_day)

    def _payment(
        self, actor: Actor, payment: Payment, finding: _Finding, posting: Posting | None, approval_id: UUID | None
    ) -> Payment:
        with self._store.writing() as work:
            now = self._clock.now()
            approval = use(work, actor.id, Deed.RESOLVE_REVIEW, payment.id, approval_id, now)
            if not work.payments.move(payment.id, PaymentState.REVIEW, finding.verdict, posting):
                raise Declined(Reason.NOT_IN_REVIEW, receipt=payment.receipt_number)
            if finding.verdict is PaymentState.REJECTED:
                work.claims.release(payment.id)
            wake_reversal(work, payment.id, now)
            work.journal.append(finding.entry(payment.id, payment.receipt_number, actor, approval, now))
        return replace(payment, state=finding.verdict, posting=posting)

    def _reversal(self, actor: Actor, reversal: Reversal, finding: _Finding, approval_id: UUID | None) -> Reversal:
        with self._store.writing() as work:
            now = self._clock.now()
            confirmed = finding.verdict is PaymentState.CONFIRMED
            undoing = Undoing(finding.reference, now, protected_until=None) if confirmed else None
            approval = use(work, actor.id, Deed.RESOLVE_REVIEW, reversal.id, approval_id, now)
            if not work.reversals.move(reversal.id, PaymentState.REVIEW, finding.verdict, undoing):
                raise Declined(Reason.NOT_IN_REVIEW, receipt=reversal.receipt_number)
            if confirmed:
                work.claims.release(reversal.payment_id)
            work.journal.append(finding.entry(reversal.id, reversal.receipt_number, actor, approval, now))
        return replace(reversal, state=finding.verdict, undoing=undoing)


def _posting(payment: Payment, answer: HostReply) -> Posting | None:
    """The host's posting, when the answer leaves no doubt that it is this payment's."""
    if not isinstance(answer, Posted):
        return None
    verdict = judge(payment, answer, step=Step.ASK, first=False)
    return answer.posting if isinstance(verdict, Settled) and verdict.state is PaymentState.CONFIRMED else None
