"""After an unclean end: what only the person at the counter can know. Every answer is journaled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact, content_of
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.services.own import own_payment
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.printing import INTERRUPTED
from counter_app.services.stored import stored

ANSWERED = "answered"
"""The detail of a job that is not on paper, as somebody has said; it may be printed again."""


@dataclass(frozen=True, slots=True)
class Question:
    """Was ``job`` of ``payment`` printed, and is its cash in the drawer? ``cash`` is what must be there, rupiah."""

    payment: Payment
    job: PrintJob

    @property
    def may_be_on_paper(self) -> bool:
        """Whether it was being printed when the program ended; otherwise it had not begun."""
        return self.job.state is PrintState.FAILED

    @property
    def cash(self) -> int:
        return self.payment.cash_taken


class Recovery:
    """Asks about what ``Printing.recover`` found interrupted. What the host has to say, the forwarder asks."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def questions(self, actor: Actor) -> Sequence[Question]:
        """One a payment, the oldest first; another paper of the same payment is asked about when the first is
        answered. Raises ``Declined(NOT_ALLOWED)``.
        """
        actor.require(Right.SELL)
        with self._store.reading() as work:
            first: dict[UUID, Question] = {}
            for question in _open(work):
                first.setdefault(question.payment.id, question)
        return list(first.values())

    def answer(self, actor: Actor, payment_id: UUID, printed: bool, cash: bool) -> None:
        """Take an answer down. A paper that was printed is done with; one that was not stays to be printed, as a copy
        where something of it may be out. That cash is missing is written down and moves no money.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``RECEIPT_NOT_FOUND`` or ``NOT_ASKED``.
        """
        actor.require(Right.SELL)
        with self._store.writing() as work:
            payment = own_payment(work, self._office, payment_id)
            job = next((each.job for each in _open(work) if each.payment.id == payment.id), None)
            if job is None:
                raise Declined(Reason.NOT_ASKED, receipt=payment.receipt_number)
            state, detail = (PrintState.DELIVERED, f"seen by {actor.id}") if printed else (job.state, ANSWERED)
            work.prints.move(job.id, job.state, state, detail)
            facts: dict[str, Fact] = {
                "receipt": payment.receipt_number,
                "document": job.document.value,
                "copy": job.copy,
                "printed": printed,
                "cash": cash,
                "amount": payment.cash_taken,
            }
            work.journal.append(Entry(self._clock.now(), actor.id, Act.RECOVERY_ANSWERED, str(payment.id), facts))

    def missing_cash(self, actor: Actor, shift_id: UUID) -> Sequence[Payment]:
        """A shift's payments of which somebody last said that their cash is not in the drawer. Raises as ``questions``."""
        actor.require(Right.SELL)
        with self._store.reading() as work:
            return [payment for payment in work.payments.of_shift(shift_id) if _is_missing(work, payment)]


def _open(work: UnitOfWork) -> Iterator[Question]:
    for job in work.prints.unfinished():
        if job.payment_id is not None and job.detail == INTERRUPTED:
            yield Question(stored(work.payments.get(job.payment_id), job), job)


def _is_missing(work: UnitOfWork, payment: Payment) -> bool:
    told = work.journal.last(Act.RECOVERY_ANSWERED, str(payment.id))
    return told is not None and content_of(told)["facts"]["cash"] is False
