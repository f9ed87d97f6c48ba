"""Confirmation slips: whoever went home with a *diterima* receipt can have one that says the payment is posted."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import WAITING, Document, PrintJob, PrintState
from counter_app.domain.receipt import Wording, wording_of
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.stored import stored

_POSTED = Wording.CONFIRMED


class Confirmations:
    """Offers and asks for confirmation slips; ``Printing.print`` prints them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def waiting(self, actor: Actor) -> Sequence[Payment]:
        """Confirmed payments whose payer holds no paper that says so, in the order of their receipts.

        A slip that was asked for and has not come out whole is still waited for. Raises ``Declined(NOT_ALLOWED)``.
        """
        actor.require(Right.SEE_QUEUE)
        with self._store.reading() as work:
            return owed_slips(work)

    def ask(self, actor: Actor, payment_id: UUID) -> PrintJob:
        """The slip of a confirmed payment: the one that waits already, else a new one, marked SALINAN after the first.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``RECEIPT_NOT_FOUND`` for a payment of another counter, or
        ``ILLEGAL_TRANSITION`` when the payment is not posted, or not any more.
        """
        actor.require(Right.REPRINT)
        now = self._clock.now()
        with self._store.writing() as work:
            payment = stored(work.payments.get(payment_id), payment_id)
            _require_confirmed(work, payment)
            slips = work.prints.of_payment(payment_id, Document.CONFIRMATION)
            waiting = next((slip for slip in slips if slip.state in WAITING), None)
            if waiting is not None:
                return waiting
            copy = slips[-1].copy + 1 if slips else 0
            job = PrintJob(uuid4(), payment_id, copy, PrintState.QUEUED, actor.id, now, document=Document.CONFIRMATION)
            work.prints.add(job)
            facts: dict[str, Fact] = {
                "receipt": payment.receipt_number,
                "document": job.document.value,
                "copy": copy,
            }
            work.journal.append(Entry(now, actor.id, Act.SLIP_ASKED, str(payment_id), facts))
        return job


def owed_slips(work: UnitOfWork) -> Sequence[Payment]:
    """Whose payers are owed one, in the order of their receipts."""
    payments = {payment.id: payment for payment in (*work.prints.unconfirmed_papers(), *_stuck(work))}
    reversals = work.reversals.of_payments(payments.keys())
    due = (each for each in payments.values() if wording_of(each.state, reversals.get(each.id)) is _POSTED)
    return sorted(due, key=lambda payment: payment.receipt_number)


def _require_confirmed(work: UnitOfWork, payment: Payment) -> None:
    if not work.prints.of_payment(payment.id):
        raise Declined(Reason.RECEIPT_NOT_FOUND, number=payment.receipt_number)
    if wording_of(payment.state, work.reversals.of_payment(payment.id)) is not _POSTED:
        raise Declined(
            Reason.ILLEGAL_TRANSITION,
            receipt=payment.receipt_number,
            old=payment.state.value,
            new=PaymentState.CONFIRMED.value,
        )


def _stuck(work: UnitOfWork) -> Sequence[Payment]:
    """Payments with a slip of which nothing, or not all, has come out."""
    asked = {job.payment_id for job in work.prints.unfinished() if job.document is Document.CONFIRMATION}
    return [
        stored(work.payments.get(payment_id), payment_id)
        for payment_id in asked
        if payment_id is not None
        and all(not slip.is_out for slip in work.prints.of_payment(payment_id, Document.CONFIRMATION))
    ]
