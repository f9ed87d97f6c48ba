"""Who may work here: log-in by staff number and PIN, and a lock-out that outlives restarts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Protocol
from uuid import UUID

from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.lock_out import WRONG_PINS_ALLOWED
from counter_app.domain.people import Account, Actor, Right, Role, check_new_pin, new_person, pin_mark, same_number
from counter_app.services.appointing import allowed_by, is_given
from counter_app.services.lock_outs import ACTOR, LockOuts
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, PinHasher, Store, UnitOfWork
from counter_app.services.stored import stored

FIRST_BY = "system:set-up"


class Made(Enum):
    """How a stored hash was made."""

    AS_NOW = "as now"
    BEFORE = "before"
    """Without the pepper, or with less work than is asked for now: it is made anew as soon as the PIN is typed."""
    ELSEWHERE = "elsewhere"
    """With another pepper than this counter's: no PIN can ever fit."""


class Pins(PinHasher, Protocol):
    """Hashes that say how they were made."""

    def made(self, pin_hash: str) -> Made: ...


@dataclass(frozen=True, slots=True)
class _Try:
    """One PIN about to be looked at: whose, and how many have been tried since the last right one, this one included.

    ``given``: somebody else gave it to them to begin with.
    """

    account: Account
    count: int
    given: bool

    @property
    def is_last(self) -> bool:
        return self.count >= WRONG_PINS_ALLOWED


class LogIn:
    """Checks staff numbers and PINs; every success, refusal and lock-out is journaled.

    A wrong PIN is never journaled as the act of the person whose number was typed: who typed it is not known.
    """

    def __init__(self, store: Store, hasher: Pins, clock: Clock, lock_outs: LockOuts) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock
        self._lock_outs = lock_outs
        # Verified against when the staff number is unknown, so that both refusals take as long.
        self._nobody: str | None = None

    def log_in(self, user_id: str, pin: str) -> Actor:
        """Let somebody in, who then is at work. Raises as ``prove`` does."""
        return self._proved(user_id, pin, Act.LOGIN)

    def prove(self, user_id: str, pin: str) -> Actor:
        """Who somebody is, who allows one act and goes away again; tries are counted and refused as at a log-in.

        Raises ``Declined`` with ``LOGIN_WRONG`` (``left``: tries), ``LOGIN_LOCKED`` (``minutes`` to wait) or, where the
        PIN is right and was given to begin with, ``PIN_TO_BE_CHANGED``; and ``Unavailable(DATABASE)`` where no PIN can
        fit, because what they are mixed with is another machine's. Nothing is journaled when the PIN is right: the act
        that it allows is.
        """
        return self._proved(user_id, pin, None)

    def log_in_anew(self, user_id: str, pin: str, new_pin: str) -> Actor:
        """Let somebody in who chooses a PIN of their own for the one they were given. Raises as ``change_pin`` does."""
        return self._renewed(user_id, pin, new_pin, Act.LOGIN)

    def change_pin(self, actor: Actor, pin: str, new_pin: str) -> None:
        """One's own PIN, changed by whoever knows the old one.

        Raises ``Declined`` with ``PIN_TOO_SHORT`` or ``PIN_AS_BEFORE``, before the old one is tried, or as ``prove`` does.
        """
        self._renewed(actor.id, pin, new_pin, None)

    def check_pin(self, actor: Actor, pin: str) -> None:
        """Unlock the window again with the PIN of whoever is at work. Raises as ``prove`` does."""
        self._proved(actor.id, pin, Act.WINDOW_UNLOCKED)

    def note_locked(self, actor: Actor) -> None:
        """Journal that the window of whoever is at work was covered."""
        self._note(actor, Act.WINDOW_LOCKED)

    def log_out(self, actor: Actor) -> None:
        """Journal that somebody has left; an open shift stays open."""
        self._note(actor, Act.LOGOUT)

    def unlock(self, by: str, pin: str, user_id: str) -> Actor | None:
        """End a lock-out in the name of ``by``, who types their own PIN then and there; ``None``: nobody is ``user_id``.

        Raises as ``prove`` does, and ``Declined(NOT_ALLOWED)``.
        """
        actor = self.prove(by, pin)
        actor.require(Right.ADD_USER)
        with self._store.writing() as work:
            account = work.accounts.get(user_id.strip())
            if account is None:
                return None
            work.accounts.save(replace(account, failed_attempts=0, locked_until=None))
            work.journal.append(Entry(self._clock.now(), actor.id, Act.UNLOCKED, account.actor.id, {}))
        return account.actor

    def _proved(self, user_id: str, pin: str, act: Act | None) -> Actor:
        attempt = self._right(user_id.strip(), pin)
        self._admitted(attempt, pin, None if attempt.given else act)
        if attempt.given:
            raise Declined(Reason.PIN_TO_BE_CHANGED)
        return attempt.account.actor

    def _renewed(self, user_id: str, pin: str, new_pin: str, act: Act | None) -> Actor:
        check_new_pin(new_pin)
        if new_pin == pin:
            raise Declined(Reason.PIN_AS_BEFORE)
        attempt = self._right(user_id.strip(), pin)
        self._admitted(attempt, pin, None)
        actor, pin_hash, now = attempt.account.actor, self._hasher.hash(new_pin), self._clock.now()
        with self._store.writing() as work:
            account = stored(work.accounts.get(actor.id), actor.id)
            work.accounts.save(replace(account, pin_hash=pin_hash))
            facts: dict[str, Fact] = {"mark": pin_mark(pin_hash)}
            work.journal.append(Entry(now, actor.id, Act.PIN_CHANGED, actor.id, facts))
            if act is not None:
                work.journal.append(Entry(now, actor.id, act, actor.id, {}))
        return account.actor

    def _right(self, user_id: str, pin: str) -> _Try:
        """The try that was right; what it leads to is not written yet. Raises as ``prove`` does."""
        attempt = self._begun(user_id)
        if attempt is None:
            self._hasher.verify(self._hash_of_nobody(), pin)
            self._record_unknown()
            raise Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED)
        if not self._hasher.verify(attempt.account.pin_hash, pin):
            raise self._refused(attempt)
        return attempt

    def add(self, by: Actor, user_id: str, name: str, role: Role, pin: str, consent: UUID | None = None) -> Actor:
        """Add a person; a supervisor or administrator with the ``consent`` that ``appointing`` asks for.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``PERSON_FORMAT``, ``PIN_TOO_SHORT``, ``USER_EXISTS``,
        ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        by.require(Right.ADD_USER)
        actor, pin_hash = self._hashed(new_person(user_id, name, role), pin)
        with self._store.writing() as work:
            require_still(work, by.id, Right.ADD_USER)
            namesake = next((each for each in work.accounts.all() if same_number(each.actor.id, actor.id)), None)
            if namesake is not None:
                raise Declined(Reason.USER_EXISTS, user=namesake.actor.id)
            allowed = allowed_by(work, by, actor.id, (role,), consent, self._clock)
            self._add(work, actor, pin_hash, by.id, allowed)
        return actor

    def add_first(self, people: Sequence[tuple[Actor, str]]) -> None:
        """At set-up, when nobody could allow it yet: all who begin here, each with a PIN.

        Raises ``Declined`` as ``add`` does: with ``NOT_ALLOWED`` as soon as there is anybody.
        """
        hashed = [self._hashed(new_person(actor.id, actor.name, actor.role), pin) for actor, pin in people]
        with self._store.writing() as work:
            if work.accounts.count() > 0:
                raise Declined(Reason.NOT_ALLOWED, right=Right.ADD_USER.value, role=FIRST_BY)
            for actor, pin_hash in hashed:
                self._add(work, actor, pin_hash, FIRST_BY, {})

    def _hashed(self, actor: Actor, pin: str) -> tuple[Actor, str]:
        check_new_pin(pin)
        return actor, self._hasher.hash(pin)

    def _add(self, work: UnitOfWork, actor: Actor, pin_hash: str, by: str, allowed: Mapping[str, Fact]) -> None:
        if not work.accounts.add(Account(actor, pin_hash)):
            raise Declined(Reason.USER_EXISTS, user=actor.id)
        facts = {"role": actor.role.value, "name": actor.name, "mark": pin_mark(pin_hash), **allowed}
        work.journal.append(Entry(self._clock.now(), by, Act.USER_ADDED, actor.id, facts))

    def _begun(self, user_id: str) -> _Try | None:
        """Count a try before its PIN is looked at: neither guesses made at once nor a killed program go uncounted.

        ``None`` for nobody who may work here. Raises ``Declined(LOGIN_LOCKED)``.
        """
        now = self._clock.now()
        with self._store.writing() as work:
            account = work.accounts.get(user_id)
            if account is None or not account.active:
                return None
            if self._hasher.made(account.pin_hash) is Made.ELSEWHERE:
                raise Unavailable(Service.DATABASE, "the PINs were made with another machine's key: run doctor")
            left = self._lock_outs.left(work, account)
            if left is None:
                return self._counted(work, account)
            self._lock_outs.bring_near(work, account)
            work.journal.append(Entry(now, ACTOR, Act.LOGIN_REFUSED, user_id, {"locked": True}))
        raise _locked(left)

    def _counted(self, work: UnitOfWork, account: Account) -> _Try:
        attempt = _Try(account, account.failed_attempts + 1, is_given(work, account))
        if attempt.is_last:
            self._lock_outs.begin(work, account)
        else:
            work.accounts.save(replace(account, failed_attempts=attempt.count, locked_until=None))
        return attempt

    def _refused(self, attempt: _Try) -> Declined:
        now, user_id = self._clock.now(), attempt.account.actor.id
        with self._store.writing() as work:
            work.journal.append(Entry(now, ACTOR, Act.LOGIN_REFUSED, user_id, {"failed": attempt.count}))
            left = self._lock_outs.left(work, stored(work.accounts.get(user_id), user_id))
        if left is not None:
            return _locked(left)
        return Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED - attempt.count)

    def _admitted(self, attempt: _Try, pin: str, act: Act | None) -> None:
        now, user_id = self._clock.now(), attempt.account.actor.id
        renewed = self._hasher.hash(pin) if self._hasher.made(attempt.account.pin_hash) is Made.BEFORE else None
        with self._store.writing() as work:
            account = stored(work.accounts.get(user_id), user_id)
            left = self._lock_outs.left(work, account)
            if left is not None and not attempt.is_last:
                raise _locked(left)
            if attempt.is_last:
                work.journal.append(Entry(now, ACTOR, Act.UNLOCKED, user_id, {"right": attempt.count}))
            work.accounts.save(
                replace(account, pin_hash=renewed or account.pin_hash, failed_attempts=0, locked_until=None)
            )
            if renewed is not None:
                marks: dict[str, Fact] = {"mark": pin_mark(renewed), "mark_before": pin_mark(account.pin_hash)}
                work.journal.append(Entry(now, ACTOR, Act.PIN_REHASHED, user_id, marks))
            if act is not None:
                work.journal.append(Entry(now, user_id, act, user_id, {}))

    def _note(self, actor: Actor, act: Act) -> None:
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, act, actor.id, {}))

    def _record_unknown(self) -> None:
        """What was typed is not recorded: it may be a PIN, or a payer's number."""
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), ACTOR, Act.LOGIN_REFUSED, "unknown", {}))

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self._hasher.hash("000000")
        return self._nobody


def _locked(left: timedelta) -> Declined:
    return Declined(Reason.LOGIN_LOCKED, minutes=-(-left // timedelta(minutes=1)))
