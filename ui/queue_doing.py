"""What a clerk can do about one row of the queue, and doing it: every service call off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.payment import UNSETTLED, PaymentState
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.reversal import REVERSIBLE
from counter_app.domain.standing import NextStep
from counter_app.services.queue import QueueRow
from ui.drawer_errand import DrawerErrand
from ui.jobs import Jobs, Lane


class Doing(StrEnum):
    """In the order in which they are offered."""

    RETURN = "return"
    EXAMINE = "examine"
    SLIP = "slip"
    SEND = "send"
    CANCEL = "cancel"
    REVERSE = "reverse"
    CONTACT = "contact"
    LIST = "list"


_RIGHTS = {
    Doing.RETURN: Right.RETURN_CASH,
    Doing.EXAMINE: Right.RESOLVE_REVIEW,
    Doing.SLIP: Right.REPRINT,
    Doing.SEND: Right.SELL,
    Doing.CANCEL: Right.CANCEL,
    Doing.REVERSE: Right.ASK_REVERSAL,
    Doing.CONTACT: Right.RETURN_CASH,
    Doing.LIST: Right.RETURN_CASH,
}

CONSENTED = frozenset({Doing.CANCEL, Doing.REVERSE, Doing.EXAMINE})
"""What needs a second person."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed for a doing. ``words``: the reason, the document seen, or the note; ``pin`` is never shown."""

    words: str = ""
    reference: str = ""
    verdict: PaymentState = PaymentState.CONFIRMED
    supervisor: str = ""
    pin: str = ""


def possible(row: QueueRow, actor: Actor, *, host_reverses: bool) -> tuple[Doing, ...]:
    """What can be done about ``row`` now, by this person; the services look again when it is done."""
    state, untried = row.state, row.item is not None and row.item.attempts == 0
    payment = row.reversal is None
    due = row.standing.step is NextStep.RETURN_CASH
    chances = {
        Doing.RETURN: due,
        Doing.EXAMINE: state is PaymentState.REVIEW,
        Doing.SLIP: payment and state is PaymentState.CONFIRMED,
        Doing.SEND: state in UNSETTLED,
        Doing.CANCEL: payment and state is PaymentState.ACCEPTED and untried,
        Doing.REVERSE: payment and state in REVERSIBLE and host_reverses,
        Doing.CONTACT: due,
        Doing.LIST: due,
    }
    return tuple(doing for doing in Doing if chances[doing] and _RIGHTS[doing] in RIGHTS[actor.role])


class Doings(QObject):
    """``done``: it is stored, and the queue has changed. ``refused``: why not. ``printed``: a paper's job as it ended.

    ``examined``: the evidence that was asked for.
    """

    done = Signal(object)
    refused = Signal(object)
    printed = Signal(object)
    examined = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._jobs = jobs
        self._actor = actor
        self.drawer = DrawerErrand(jobs, self)

    def do(self, doing: Doing, row: QueueRow, filled: Filled) -> None:
        """Do it; exactly one of ``done`` and ``refused`` follows."""
        self.drawer.forget()
        call, lane = self._call(doing, row, filled)
        self._jobs.submit(
            lane,
            call,
            done=lambda result: self._did(doing, row, result),
            failed=self.refused.emit,
            owner=self,
        )

    def examine(self, row: QueueRow) -> None:
        """Ask the host what it holds; ``examined`` or ``refused`` follows."""
        self._jobs.submit(
            Lane.FORWARD,
            lambda: self._counter.reviews.evidence(self._actor, row.payment.id),
            done=self.examined.emit,
            failed=self.refused.emit,
            owner=self,
        )

    def print(self, find: Callable[[], UUID]) -> None:
        """Print the paper whose job ``find`` tells; ``printed`` or ``refused`` follows."""
        printing = self._counter.printing
        self._jobs.submit(
            Lane.PRINTER,
            lambda: printing.print(find()),
            done=self.printed.emit,
            failed=self.refused.emit,
            owner=self,
        )

    def _call(self, doing: Doing, row: QueueRow, filled: Filled) -> tuple[Callable[[], object], Lane]:
        counter, actor, payment_id = self._counter, self._actor, row.payment.id
        match doing:
            case Doing.SEND:
                return (lambda: self._send(row)), Lane.FORWARD
            case Doing.RETURN:
                return (lambda: counter.refunds.pay_out(actor, payment_id)), Lane.JOURNAL
            case Doing.CONTACT:
                return (lambda: counter.refunds.contacted(actor, payment_id, filled.words)), Lane.JOURNAL
            case Doing.LIST:
                return (lambda: counter.day.recalls.list(actor)), Lane.JOURNAL
            case Doing.SLIP:
                return (lambda: counter.confirmations.ask(actor, payment_id)), Lane.JOURNAL
            case Doing.CANCEL:
                return (lambda: self._cancel(payment_id, filled)), Lane.JOURNAL
            case Doing.REVERSE:
                return (lambda: self._reverse(payment_id, filled)), Lane.JOURNAL
            case Doing.EXAMINE:
                # The host is asked once more before two people decide, so not on the lane of the commits.
                return (lambda: self._resolve(row.id, filled)), Lane.FORWARD

    def _send(self, row: QueueRow) -> object:
        counter = self._counter
        counter.hurrying.hurry(self._actor, row.id)
        forward = counter.forwarder.forward_reversal if row.reversal else counter.forwarder.forward
        return forward(row.id)

    def _consent(self, deed: Deed, subject: UUID, filled: Filled) -> UUID:
        return self._counter.approvals.give(self._actor, deed, subject, filled.supervisor, filled.pin).id

    def _cancel(self, payment_id: UUID, filled: Filled) -> object:
        consent = self._consent(Deed.CANCEL, payment_id, filled)
        return self._counter.cancelling.cancel(self._actor, payment_id, filled.words, consent)

    def _reverse(self, payment_id: UUID, filled: Filled) -> object:
        consent = self._consent(Deed.REVERSE, payment_id, filled)
        return self._counter.reversals.ask(self._actor, payment_id, filled.words, consent)

    def _resolve(self, item_id: UUID, filled: Filled) -> object:
        consent = self._consent(Deed.RESOLVE_REVIEW, item_id, filled)
        reviews = self._counter.reviews
        return reviews.resolve(self._actor, item_id, filled.verdict, filled.words, filled.reference, consent)

    def _did(self, doing: Doing, row: QueueRow, result: object) -> None:
        self.done.emit(doing)
        if doing in (Doing.RETURN, Doing.CANCEL):
            kicks, payment_id = self._counter.day.drawer_kicks, row.payment.id
            self.drawer.open_by(lambda: kicks.returned(self._actor, payment_id))
        papers = {Doing.RETURN: Document.REFUND, Doing.CANCEL: Document.REFUND, Doing.REVERSE: Document.REVERSAL}
        if isinstance(result, PrintJob):
            job_id = result.id
            self.print(lambda: job_id)
        elif doing in papers:
            self.print(lambda: self._counter.printing.original(row.payment.id, papers[doing]).id)
