"""What the outbox carries: a payment, or its reversal; how each is sent, judged and moved.

The forwarder treats both alike. What differs stands here, side by side.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from counter_app.domain.journal import Act, Fact
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.payment import CASH_RETURNED, UNSETTLED, Payment, PaymentState, Posting
from counter_app.domain.queue_file import ItemAnswer
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.services.judgement import Settled, Verdict, forgotten, forgotten_reversal, judge, judge_reversal
from counter_app.services.ports import HostGateway, QueueCarrier, UnitOfWork
from counter_app.services.stored import stored

Carried = Payment | Reversal

_UNDECIDED = UNSETTLED | {PaymentState.REVIEW}
_COME_TO_NOTHING = CASH_RETURNED | {PaymentState.REJECTED}


class Overtaken(LookupError):
    """Somebody else has moved it since it was read, which whoever holds its lease can rule out."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the host. ``first``: no earlier send can have reached it; ``last``: it may have forgotten the key."""

    item: OutboxItem
    step: Step
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class PaymentCargo:
    """A payment on its way: it waits for nothing, and asking what became of it sends nothing."""

    row: Payment
    attempt: ClassVar[Act] = Act.ATTEMPT
    outcome: ClassVar[Act] = Act.OUTCOME
    asking_sends: ClassVar[bool] = False
    waiting_since: ClassVar[None] = None
    pointless: ClassVar[bool] = False

    @property
    def facts(self) -> dict[str, Fact]:
        """What every entry about it begins with."""
        return {"receipt": self.row.receipt_number}

    def call(self, host: HostGateway, call: Call) -> Verdict:
        """Send or ask, and weigh the answer. Never raises for what the wire or the host does."""
        reply = host.pay(call.item.body) if call.step is Step.SEND else host.payment_status(self.row)
        verdict = judge(self.row, reply, step=call.step, first=call.first)
        return forgotten(verdict) if call.last else verdict

    def brought(self, host: QueueCarrier, file_id: UUID, told: ItemAnswer, since: datetime) -> Verdict:
        """Weigh an answer that somebody else fetched, who may have sent it more than once."""
        return judge(self.row, host.payment_reply(file_id, told, since), step=Step.SEND, first=False)

    def moved(self, work: UnitOfWork, state: PaymentState, verdict: Settled | None, now: datetime) -> "PaymentCargo":
        """Move it to ``state``. A payment that has come to nothing gives its months back; one that is decided lets
        the reversal that waits for it go at once.
        """
        posting = _posting_of(verdict)
        if not work.payments.move(self.row.id, self.row.state, state, posting):
            raise Overtaken(f"{self.row.receipt_number} left {self.row.state} within its own transaction")
        if state is PaymentState.REJECTED:
            work.claims.release(self.row.id)
        if verdict is not None:
            wake_reversal(work, self.row.id, now)
        return PaymentCargo(replace(self.row, state=state, posting=posting))


@dataclass(frozen=True, slots=True)
class ReversalCargo:
    """A reversal on its way, with its payment. The same bytes again are the question what became of it."""

    row: Reversal
    payment: Payment
    attempt: ClassVar[Act] = Act.REVERSAL_ATTEMPT
    outcome: ClassVar[Act] = Act.REVERSAL_OUTCOME
    asking_sends: ClassVar[bool] = True

    @property
    def facts(self) -> dict[str, Fact]:
        """What every entry about it begins with."""
        return {"receipt": self.row.receipt_number, "payment": str(self.payment.id)}

    @property
    def waiting_since(self) -> datetime | None:
        """Since when (UTC) it waits for its payment to be decided; ``None`` when that is decided."""
        return self.row.asked_at if self.payment.state in _UNDECIDED else None

    @property
    def pointless(self) -> bool:
        """Whether there is nothing to undo, as its payment has come to nothing."""
        return self.payment.state in _COME_TO_NOTHING

    def call(self, host: HostGateway, call: Call) -> Verdict:
        """Send, and weigh the answer. Never raises for what the wire or the host does."""
        reply = host.reverse(call.item.body)
        verdict = judge_reversal(self.row, self.payment, reply, step=call.step)
        return forgotten_reversal(verdict) if call.last else verdict

    def brought(self, host: QueueCarrier, file_id: UUID, told: ItemAnswer, since: datetime) -> Verdict:
        """Weigh an answer that somebody else fetched."""
        return judge_reversal(self.row, self.payment, host.reversal_reply(file_id, told, since), step=Step.SEND)

    def moved(self, work: UnitOfWork, state: PaymentState, verdict: Settled | None, now: datetime) -> "ReversalCargo":
        """Move it to ``state``. Once the posting is taken back, its months are free to be paid again."""
        undoing = _undoing_of(verdict)
        if not work.reversals.move(self.row.id, self.row.state, state, undoing):
            raise Overtaken(f"the reversal of {self.row.receipt_number} left {self.row.state} within its transaction")
        if state is PaymentState.CONFIRMED:
            work.claims.release(self.payment.id)
        return ReversalCargo(replace(self.row, state=state, undoing=undoing), self.payment)


Cargo = PaymentCargo | ReversalCargo


def wake_reversal(work: UnitOfWork, payment_id: UUID, now: datetime) -> None:
    """Let the reversal that waits for this payment, if there is one, go at once: the payment is decided."""
    reversal = work.reversals.of_payment(payment_id)
    if reversal is not None and reversal.state is PaymentState.ACCEPTED:
        item = stored(work.outbox.get(reversal.id), reversal.id)
        work.outbox.save(replace(item, due_at=now), item.leased_by)


def load(work: UnitOfWork, item: OutboxItem) -> Cargo:
    """What ``item`` carries, as it stands. Raises ``LookupError``, a bug, when it is not there."""
    payment = stored(work.payments.get(item.payment_id), item)
    if item.reversal_id is None:
        return PaymentCargo(payment)
    return ReversalCargo(stored(work.reversals.get(item.reversal_id), item), payment)


def _posting_of(verdict: Settled | None) -> Posting | None:
    return verdict.evidence if verdict is not None and isinstance(verdict.evidence, Posting) else None


def _undoing_of(verdict: Settled | None) -> Undoing | None:
    return verdict.evidence if verdict is not None and isinstance(verdict.evidence, Undoing) else None
