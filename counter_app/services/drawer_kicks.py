"""The drawer that opens by itself when notes go in or out: after the commit, once, and only while somebody waits for it.

Nothing of it is stored as yet to be done, so a program that ends between the commit and the pulse opens nothing later.
Journaled before the pulse, as what is only meant to open may have opened. A drawer that stays shut is a hint, no error:
the money has been taken, and there is a key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Undelivered
from counter_app.domain.journal import Act, Entry, Fact, content_of
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.services.own import one_line, own_payment
from counter_app.services.ports import Clock, DrawerKick, Store, UnitOfWork
from counter_app.services.stored import stored

ACTOR = "system:drawer"

FRESH = timedelta(seconds=30)
"""How long after the money somebody stands at the drawer. A pulse that a printer held up for longer is not sent."""
LATE = "too late"


class Cause(StrEnum):
    """What the drawer opens for."""

    SALE = "sold"
    REFUND = "paid-back"
    MOVEMENT = "vault"


class Opening(StrEnum):
    """What became of it. ``OPENED``: the printer took the pulse. ``STUCK``: it takes the key. ``NOT_DUE``: no notes moved,
    no drawer hangs on the printer, or it has opened for this already.
    """

    OPENED = "opened"
    STUCK = "stuck"
    NOT_DUE = "not-due"


@dataclass(frozen=True, slots=True)
class _Due:
    """Notes that moved: ``subject`` is the payment's or the movement's id, ``at`` when that was committed (UTC)."""

    cause: Cause
    subject: UUID
    at: datetime
    facts: dict[str, Fact]


class DrawerKicks:
    """Opens the drawer for whoever has just taken or given cash."""

    def __init__(self, store: Store, kick: DrawerKick, office: Office, clock: Clock) -> None:
        self._store = store
        self._kick = kick
        self._office = office
        self._clock = clock

    def sold(self, actor: Actor, payment_id: UUID) -> Opening:
        """After a committed payment, if it was in cash. Raises ``Declined`` with ``NOT_ALLOWED`` or ``RECEIPT_NOT_FOUND``."""
        actor.require(Right.SELL)
        return self._open(actor, lambda work: _sold(work, self._office, payment_id))

    def returned(self, actor: Actor, payment_id: UUID) -> Opening:
        """After cash for a payment went back to its payer. Raises as ``sold`` does."""
        actor.require(Right.RETURN_CASH)
        return self._open(actor, lambda work: _returned(work, self._office, payment_id))

    def moved(self, actor: Actor, movement_id: UUID) -> Opening:
        """After cash went to the vault or came from it. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.MOVE_CASH)
        return self._open(actor, lambda work: _moved(work, movement_id))

    def _open(self, actor: Actor, find: Callable[[UnitOfWork], _Due | None]) -> Opening:
        if not self._kick.is_there:
            return Opening.NOT_DUE
        with self._store.writing() as work:
            due, now = find(work), self._clock.now()
            if due is None or _has_opened(work, due):
                return Opening.NOT_DUE
            facts: dict[str, Fact] = {"cause": due.cause.value, "requested_by": actor.id, **due.facts}
            late = not timedelta(0) <= now - due.at <= FRESH
            if late:
                facts["detail"] = LATE
            act = Act.DRAWER_STUCK if late else Act.DRAWER_KICKED
            work.journal.append(Entry(now, ACTOR, act, str(due.subject), facts))
        return Opening.STUCK if late else self._pulse(due)

    def _pulse(self, due: _Due) -> Opening:
        try:
            self._kick.kick()
        except Undelivered as fault:
            facts: dict[str, Fact] = {"cause": due.cause.value, "detail": one_line(fault.detail)}
            with self._store.writing() as work:
                work.journal.append(Entry(self._clock.now(), ACTOR, Act.DRAWER_STUCK, str(due.subject), facts))
            return Opening.STUCK
        return Opening.OPENED


def _sold(work: UnitOfWork, office: Office, payment_id: UUID) -> _Due | None:
    payment = own_payment(work, office, payment_id)
    if payment.tender.kind is not TenderKind.CASH:
        return None
    return _Due(Cause.SALE, payment.id, payment.accepted_at, {"receipt": payment.receipt_number})


def _returned(work: UnitOfWork, office: Office, payment_id: UUID) -> _Due | None:
    payment, refund = own_payment(work, office, payment_id), work.refunds.get(payment_id)
    if refund is None or not refund.in_cash:
        return None
    return _Due(Cause.REFUND, payment.id, refund.at, {"receipt": payment.receipt_number})


def _moved(work: UnitOfWork, movement_id: UUID) -> _Due:
    movement = stored(work.movements.get(movement_id), movement_id)
    return _Due(Cause.MOVEMENT, movement.id, movement.at, {"amount": movement.amount})


def _has_opened(work: UnitOfWork, due: _Due) -> bool:
    """Whether it has opened, or was to open, for this. A payment's notes may go in and, later, out: once for each."""
    told = work.journal.about(str(due.subject), (Act.DRAWER_KICKED, Act.DRAWER_STUCK))
    return any(content_of(entry)["facts"].get("cause") == due.cause.value for entry in told)
