"""Who works at this office: their names and roles, a PIN to begin with, their going and coming back.

Nobody is ever deleted: receipts and journal name them. Nothing here is done to oneself but the change of one's own PIN,
which is ``LogIn.change_pin``. What takes two people is in ``services/appointing.py``.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import PIN_MIN_DIGITS, Account, Actor, Right, Role, new_person, pin_mark
from counter_app.services.appointing import allowed_by, is_given, known, require_not_last
from counter_app.services.lock_outs import LockOuts
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, PinHasher, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Person:
    """``active``: may work here at all. ``locked_for``: until log-in opens again, ``None`` while it is open.

    ``beginning``: has a PIN that somebody else gave them, and not yet one of their own.
    """

    actor: Actor
    active: bool
    locked_for: timedelta | None
    beginning: bool = False


def drawn_pin() -> str:
    """A PIN to begin with, drawn evenly from all there are."""
    return f"{secrets.randbelow(10**PIN_MIN_DIGITS):0{PIN_MIN_DIGITS}}"


class Staff:
    """People are added by ``LogIn.add``."""

    def __init__(
        self, store: Store, lock_outs: LockOuts, hasher: PinHasher, clock: Clock, draw: Callable[[], str] = drawn_pin
    ) -> None:
        self._store = store
        self._lock_outs = lock_outs
        self._hasher = hasher
        self._clock = clock
        self._draw = draw

    def all(self, by: Actor) -> Sequence[Person]:
        """Everybody, by staff number. Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``."""
        by.require(Right.ADD_USER)
        with self._store.reading() as work:
            return [
                Person(account.actor, account.active, self._lock_outs.left(work, account), is_given(work, account))
                for account in work.accounts.all()
            ]

    def rename(self, by: Actor, user_id: str, name: str) -> Actor:
        """Correct somebody's name. Raises ``Declined`` with ``NOT_ALLOWED``, ``PERSON_UNKNOWN`` or ``PERSON_FORMAT``."""
        by.require(Right.MANAGE_USERS)
        with self._store.writing() as work:
            account = known(work, user_id)
            before, renamed = account.actor, new_person(user_id, name, account.actor.role)
            if renamed.name != before.name:
                facts: dict[str, Fact] = {"name": renamed.name, "name_before": before.name}
                self._change(work, by, replace(account, actor=renamed), Act.RENAMED, facts)
        return renamed

    def change_role(self, by: Actor, user_id: str, role: Role, consent: UUID | None = None) -> Actor:
        """Give somebody else another role. Raises as ``retire`` does; whoever sells closes their shift first."""
        by.require(Right.MANAGE_USERS)
        with self._store.writing() as work:
            account = _another(work, by, user_id)
            before, changed = account.actor.role, replace(account.actor, role=role)
            if role is before:
                return changed
            require_not_last(work, account)
            _require_no_shift(work, user_id)
            allowed = allowed_by(work, by, user_id, (before, role), consent, self._clock)
            facts: dict[str, Fact] = {"role": role.value, "role_before": before.value, **allowed}
            self._change(work, by, replace(account, actor=changed), Act.ROLE_CHANGED, facts)
        return changed

    def retire(self, by: Actor, user_id: str, consent: UUID | None = None) -> None:
        """Let nobody log in under this number any more; what was done under it stays.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``PERSON_UNKNOWN``, ``PERSON_IS_SELF``, ``PERSON_LAST`` (of the
        supervisors or administrators), ``PERSON_HAS_SHIFT``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        by.require(Right.MANAGE_USERS)
        with self._store.writing() as work:
            account = _another(work, by, user_id)
            if not account.active:
                return
            require_not_last(work, account)
            _require_no_shift(work, user_id)
            allowed = allowed_by(work, by, user_id, (account.actor.role,), consent, self._clock)
            self._change(work, by, replace(account, active=False), Act.RETIRED, allowed)

    def bring_back(self, by: Actor, user_id: str, consent: UUID | None = None) -> None:
        """Let somebody who had left work here again, with the PIN they had. Raises ``Declined`` as ``retire`` does."""
        by.require(Right.MANAGE_USERS)
        with self._store.writing() as work:
            account = _another(work, by, user_id)
            if account.active:
                return
            allowed = allowed_by(work, by, user_id, (account.actor.role,), consent, self._clock)
            self._change(work, by, replace(account, active=True), Act.BROUGHT_BACK, allowed)

    def reset_pin(self, by: Actor, user_id: str, consent: UUID | None = None) -> str:
        """Give somebody who forgot theirs a PIN to begin with, good for choosing one of their own and nothing else.

        It is returned once and is nowhere else to be read. A lock-out ends with it. Raises ``Declined`` with
        ``NOT_ALLOWED``, ``PERSON_UNKNOWN``, ``PERSON_IS_SELF``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        by.require(Right.MANAGE_USERS)
        pin = self._draw()
        pin_hash = self._hasher.hash(pin)
        with self._store.writing() as work:
            account = _another(work, by, user_id)
            allowed = allowed_by(work, by, user_id, (account.actor.role,), consent, self._clock)
            renewed = replace(account, pin_hash=pin_hash, failed_attempts=0, locked_until=None)
            self._change(work, by, renewed, Act.PIN_RESET, {"mark": pin_mark(pin_hash), **allowed})
        return pin

    def _change(self, work: UnitOfWork, by: Actor, account: Account, act: Act, facts: dict[str, Fact]) -> None:
        work.accounts.save(account)
        work.journal.append(Entry(self._clock.now(), by.id, act, account.actor.id, facts))


def _another(work: UnitOfWork, by: Actor, user_id: str) -> Account:
    require_still(work, by.id, Right.MANAGE_USERS)
    account = known(work, user_id)
    if account.actor.id == by.id:
        raise Declined(Reason.PERSON_IS_SELF, user=user_id)
    return account


def _require_no_shift(work: UnitOfWork, user_id: str) -> None:
    if any(shift.clerk_id == user_id for shift in work.shifts.open_in_office()):
        raise Declined(Reason.PERSON_HAS_SHIFT, user=user_id)
