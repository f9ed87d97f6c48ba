"""What somebody at the counter has in hand: their open shift, this counter's payments, and the words they give."""

from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import without_numbers
from counter_app.domain.journal import Act
from counter_app.domain.payment import Payment
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.services.ports import UnitOfWork
from counter_app.services.stored import stored

LEAST_WORDS = 4
"""Characters of a reason, a document's name or a note: fewer say nothing to whoever reads them a year later."""
MOST_WORDS = 300
"""Characters that are kept; nobody types more, but somebody may paste more."""


def require_still(work: UnitOfWork, user_id: str, right: Right) -> None:
    """Raise ``Declined(NOT_ALLOWED)`` for whoever was retired, or lost this right, after they had logged in: a window
    that stays open must not outlive what its person may.
    """
    account = work.accounts.get(user_id)
    if account is not None and not (account.active and right in RIGHTS[account.actor.role]):
        raise Declined(Reason.NOT_ALLOWED, right=right.value, role=account.actor.role.value)


def own_shift(work: UnitOfWork, actor: Actor, *, counted: bool = False) -> Shift:
    """The actor's open shift. Raises ``Declined`` with ``SHIFT_NOT_OPEN`` or ``SHIFT_OF_ANOTHER``.

    Once its blind count was revealed no money moves in it any more: ``COUNT_REVEALED``, unless ``counted`` says that
    this is about the close itself.
    """
    shift = work.shifts.current()
    if shift is None:
        raise Declined(Reason.SHIFT_NOT_OPEN)
    if shift.clerk_id != actor.id:
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=shift.clerk_id)
    if not counted and is_revealed(work, shift):
        raise Declined(Reason.COUNT_REVEALED)
    return shift


def is_revealed(work: UnitOfWork, shift: Shift) -> bool:
    """Whether somebody was told what this drawer should hold."""
    return work.journal.first(Act.DRAWER_REVEALED, str(shift.id)) is not None


def own_payment(work: UnitOfWork, office: Office, payment_id: UUID) -> Payment:
    """A payment that was taken at this counter, whose journal and drawer answer for it.

    Raises ``Declined(RECEIPT_NOT_FOUND)`` for one of another counter, ``LookupError`` when there is none.
    """
    payment = stored(work.payments.get(payment_id), payment_id)
    if payment.counter_id != office.counter_id:
        raise Declined(Reason.RECEIPT_NOT_FOUND, number=payment.receipt_number)
    return payment


def words(text: str) -> str:
    """What somebody typed to say why, fit for the journal: on one line, nothing unseen in it, identity numbers masked.

    Raises ``Declined(WORDS_MISSING)`` for less than ``LEAST_WORDS`` characters.
    """
    said = one_line(text)
    if len(said) < LEAST_WORDS:
        raise Declined(Reason.WORDS_MISSING, least=LEAST_WORDS)
    return without_numbers(said)


def one_line(text: str) -> str:
    """Whatever was typed, or came from a machine, as an entry can hold it: ``MOST_WORDS`` characters, nothing unseen."""
    seen = "".join(each if each.isprintable() else " " for each in text[:MOST_WORDS])
    return " ".join(seen.split())
