"""Who works at the counter, and who may do what."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid5

from counter_app.domain.errors import Declined, Reason

PIN_MIN_DIGITS = 6
_STAFF_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
_LONGEST_NAME = 80
_STAFF = UUID("5b0f3c9e-6f0a-4a53-9a55-6d3c1d5f8e21")
"""The namespace of the ids under which consents know people."""


class Role(StrEnum):
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One act that a service checks before it does anything."""

    SELL = "sell"
    OPEN_SHIFT = "open-shift"
    REPRINT = "reprint"
    SEE_JOURNAL = "see-journal"
    ADD_USER = "add-user"
    KEEP_DATABASE = "keep-database"
    SEE_QUEUE = "see-queue"
    RETURN_CASH = "return-cash"
    ASK_REVERSAL = "ask-reversal"
    CANCEL = "cancel"
    RESOLVE_REVIEW = "resolve-review"
    APPROVE = "approve"
    REVEAL = "reveal"
    CARRY_QUEUE = "carry-queue"
    RECONCILE = "reconcile"
    OWN_STATEMENT = "own-statement"
    ANY_STATEMENT = "any-statement"
    REGISTER = "register"
    MOVE_CASH = "move-cash"
    OPEN_DRAWER = "open-drawer"
    REMIND = "remind"
    SEE_COVERAGE = "see-coverage"
    SEE_REPORTS = "see-reports"
    EXPORT = "export"
    OVERSEE = "oversee"
    WORK_CASES = "work-cases"
    MANAGE_USERS = "manage-users"
    RETAIN = "retain"
    SET_UP_PRINTER = "set-up-printer"


RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.CLERK: frozenset(
            {
                Right.SELL,
                Right.OPEN_SHIFT,
                Right.REPRINT,
                Right.SEE_JOURNAL,
                Right.SEE_QUEUE,
                Right.RETURN_CASH,
                Right.ASK_REVERSAL,
                Right.CANCEL,
                Right.RESOLVE_REVIEW,
                Right.REVEAL,
                Right.CARRY_QUEUE,
                Right.OWN_STATEMENT,
                Right.REGISTER,
                Right.MOVE_CASH,
                Right.OPEN_DRAWER,
                Right.REMIND,
                Right.SEE_COVERAGE,
                Right.SET_UP_PRINTER,
            }
        ),
        Role.SUPERVISOR: frozenset(Right),
        Role.AUDITOR: frozenset(
            {
                Right.SEE_JOURNAL,
                Right.SEE_QUEUE,
                Right.RECONCILE,
                Right.OWN_STATEMENT,
                Right.ANY_STATEMENT,
                Right.SEE_COVERAGE,
                Right.SEE_REPORTS,
                Right.EXPORT,
                Right.OVERSEE,
            }
        ),
        Role.ADMINISTRATOR: frozenset({Right.ADD_USER, Right.MANAGE_USERS, Right.RETAIN, Right.SET_UP_PRINTER}),
    }
)


LEADING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Who can consent to others' acts or say who may: nobody but an administrator touches one of these alone."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person in whose name a service acts. ``id`` is the staff number that receipts and journal name."""

    id: str
    name: str
    role: Role

    def require(self, right: Right) -> None:
        """Raise ``Declined(NOT_ALLOWED)`` unless the actor's role has the right."""
        if right not in RIGHTS[self.role]:
            raise Declined(Reason.NOT_ALLOWED, right=right.value, role=self.role.value)


def new_person(user_id: str, name: str, role: Role) -> Actor:
    """Somebody to be added. Raises ``Declined(PERSON_FORMAT)``.

    A staff number has no colon: the journal names the parts of the system as ``system:<part>``, and nobody may
    act under such a name.
    """
    user_id, name = user_id.strip(), name.strip()
    if not (_STAFF_NUMBER.fullmatch(user_id) and name.isprintable() and 0 < len(name) <= _LONGEST_NAME):
        raise Declined(Reason.PERSON_FORMAT)
    return Actor(user_id, name, role)


def same_number(one: str, other: str) -> bool:
    """Whether two staff numbers read as one: nobody is a second person by a capital letter."""
    return one.casefold() == other.casefold()


def subject_of(user_id: str) -> UUID:
    """What a consent to something about a person is bound to: the same for the same staff number."""
    return uuid5(_STAFF, user_id)


def takes_two(by: Actor, *roles: Role) -> bool:
    """Whether what ``by`` does to somebody who has, had or gets one of these roles needs a second person.

    Whoever could make a supervisor alone, or give one a PIN that they know, could be their own second person ever after.
    """
    return by.role is not Role.ADMINISTRATOR and not LEADING.isdisjoint(roles)


def pin_mark(pin_hash: str) -> str:
    """What the journal keeps of a stored hash, so that another one in its place is noticed: SHA-256, hex.

    The hash has 128 bits of salt in it, so the mark helps nobody to guess the PIN.
    """
    return hashlib.sha256(pin_hash.encode()).hexdigest()


def check_new_pin(pin: str) -> None:
    """Raise ``Declined(PIN_TOO_SHORT)`` unless the PIN is six digits or more."""
    if not (pin.isascii() and pin.isdigit() and len(pin) >= PIN_MIN_DIGITS):
        raise Declined(Reason.PIN_TOO_SHORT, least=PIN_MIN_DIGITS)


@dataclass(frozen=True, slots=True)
class Account:
    """A person as stored: how they prove who they are, and how often they just failed to.

    ``pin_hash`` is an argon2id hash; ``locked_until`` is UTC.
    """

    actor: Actor
    pin_hash: str = field(repr=False)
    active: bool = True
    failed_attempts: int = 0
    locked_until: datetime | None = None
