"""Who may work here: log-in by staff number and PIN, and a lock-out that outlives restarts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Account, Actor, Right, Role, check_new_pin, new_person
from counter_app.services.ports import Clock, PinHasher, Store, UnitOfWork
from counter_app.services.stored import stored

WRONG_PINS_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
ACTOR = "system:log-in"
FIRST_BY = "system:set-up"


@dataclass(frozen=True, slots=True)
class _Try:
    """One PIN about to be looked at: whose, and how many have been tried since the last right one, this one included."""

    account: Account
    count: int

    @property
    def is_last(self) -> bool:
        return self.count >= WRONG_PINS_ALLOWED


class LogIn:
    """Checks staff numbers and PINs; every success, refusal and lock-out is journaled.

    A wrong PIN is never journaled as the act of the person whose number was typed: who typed it is not known.
    """

    def __init__(self, store: Store, hasher: PinHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock
        # Verified against when the staff number is unknown, so that both refusals take as long.
        self._nobody: str | None = None

    def log_in(self, user_id: str, pin: str) -> Actor:
        """Let somebody in, who then is at work. Raises as ``prove`` does."""
        return self._proved(user_id, pin, Act.LOGIN)

    def prove(self, user_id: str, pin: str) -> Actor:
        """Who somebody is, who allows one act and goes away again; tries are counted and refused as at a log-in.

        Raises ``Declined`` with ``LOGIN_WRONG`` (``left``: tries) or ``LOGIN_LOCKED`` (``minutes`` to wait). Nothing
        is journaled when the PIN is right: the act that it allows is.
        """
        return self._proved(user_id, pin, None)

    def check_pin(self, actor: Actor, pin: str) -> None:
        """Unlock the window again with the PIN of whoever is at work. Raises as ``prove`` does."""
        self.log_in(actor.id, pin)

    def _proved(self, user_id: str, pin: str, act: Act | None) -> Actor:
        user_id = user_id.strip()
        attempt = self._begun(user_id)
        if attempt is None:
            self._hasher.verify(self._hash_of_nobody(), pin)
            self._record_unknown()
            raise Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED)
        if not self._hasher.verify(attempt.account.pin_hash, pin):
            raise self._refused(attempt)
        self._admitted(attempt, act)
        return attempt.account.actor

    def add(self, by: Actor, user_id: str, name: str, role: Role, pin: str) -> Actor:
        """Add a person. Raises ``Declined`` with ``NOT_ALLOWED``, ``PERSON_FORMAT``, ``PIN_TOO_SHORT`` or ``USER_EXISTS``."""
        by.require(Right.ADD_USER)
        actor, pin_hash = self._hashed(new_person(user_id, name, role), pin)
        with self._store.writing() as work:
            self._add(work, actor, pin_hash, by.id)
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
                self._add(work, actor, pin_hash, FIRST_BY)

    def _hashed(self, actor: Actor, pin: str) -> tuple[Actor, str]:
        check_new_pin(pin)
        return actor, self._hasher.hash(pin)

    def _add(self, work: UnitOfWork, actor: Actor, pin_hash: str, by: str) -> None:
        if work.accounts.get(actor.id) is not None:
            raise Declined(Reason.USER_EXISTS, user=actor.id)
        work.accounts.save(Account(actor, pin_hash))
        facts: dict[str, Fact] = {"role": actor.role.value}
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
            until = _locked_until(account, now)
            if until is None:
                return _counted(work, account, now)
            # Kept, for it may have been brought nearer: see ``_locked_until``.
            work.accounts.save(replace(account, locked_until=until))
            work.journal.append(Entry(now, ACTOR, Act.LOGIN_REFUSED, user_id, {"locked": True}))
        raise _locked(until, now)

    def _refused(self, attempt: _Try) -> Declined:
        now, user_id = self._clock.now(), attempt.account.actor.id
        with self._store.writing() as work:
            work.journal.append(Entry(now, ACTOR, Act.LOGIN_REFUSED, user_id, {"failed": attempt.count}))
            if attempt.is_last:
                work.journal.append(Entry(now, ACTOR, Act.LOCKED, user_id, {}))
            until = _locked_until(stored(work.accounts.get(user_id), user_id), now)
        if until is not None:
            return _locked(until, now)
        return Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED - attempt.count)

    def _admitted(self, attempt: _Try, act: Act | None) -> None:
        now, user_id = self._clock.now(), attempt.account.actor.id
        with self._store.writing() as work:
            account = stored(work.accounts.get(user_id), user_id)
            until = _locked_until(account, now)
            if until is not None and not attempt.is_last:
                raise _locked(until, now)
            work.accounts.save(replace(account, failed_attempts=0, locked_until=None))
            if act is not None:
                work.journal.append(Entry(now, user_id, act, user_id, {}))

    def _record_unknown(self) -> None:
        """What was typed is not recorded: it may be a PIN, or a payer's number."""
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), ACTOR, Act.LOGIN_REFUSED, "unknown", {}))

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self._hasher.hash("000000")
        return self._nobody


def _counted(work: UnitOfWork, account: Account, now: datetime) -> _Try:
    attempt = _Try(account, account.failed_attempts + 1)
    counted = replace(account, failed_attempts=attempt.count, locked_until=None)
    if attempt.is_last:
        counted = replace(account, failed_attempts=0, locked_until=now + LOCKED_FOR)
    work.accounts.save(counted)
    return attempt


def _locked_until(account: Account, now: datetime) -> datetime | None:
    """Until when, or ``None`` for not any more. One that ends later than any can was written by a clock that has
    been set back since; it then ends as if it began now, and not in years.
    """
    if account.locked_until is None or account.locked_until <= now:
        return None
    return min(account.locked_until, now + LOCKED_FOR)


def _locked(until: datetime, now: datetime) -> Declined:
    return Declined(Reason.LOGIN_LOCKED, minutes=-(-(until - now) // timedelta(minutes=1)))
