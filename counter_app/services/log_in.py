"""Who may work here: log-in by staff number and PIN, and a lock-out that outlives restarts."""

from dataclasses import replace
from datetime import timedelta

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Account, Actor, Role, check_new_pin
from counter_app.services.ports import Clock, PinHasher, Store
from counter_app.services.stored import stored

WRONG_PINS_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
ACTOR = "system:log-in"


class LogIn:
    """Checks staff numbers and PINs; every success, refusal and lock-out is journaled."""

    def __init__(self, store: Store, hasher: PinHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock
        # Verified against when the staff number is unknown, so that both refusals take as long.
        self._nobody: str | None = None

    def log_in(self, user_id: str, pin: str) -> Actor:
        """Raises ``Declined`` with ``LOGIN_WRONG`` (``left``: tries) or ``LOGIN_LOCKED`` (``minutes`` to wait)."""
        user_id = user_id.strip()
        with self._store.reading() as work:
            account = work.accounts.get(user_id)
        if account is None or not account.active:
            self._hasher.verify(self._hash_of_nobody(), pin)
            self._record(ACTOR, Act.LOGIN_REFUSED, "unknown", {})
            raise Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED)
        self._require_unlocked(account)
        if not self._hasher.verify(account.pin_hash, pin):
            raise self._refused(user_id)
        self._admitted(user_id)
        return account.actor

    def check_pin(self, actor: Actor, pin: str) -> None:
        """Unlock the window again with the PIN of whoever is at work. Raises as ``log_in`` does."""
        self.log_in(actor.id, pin)

    def add(self, user_id: str, name: str, role: Role, pin: str, by: str) -> Actor:
        """Add a person; ``by`` is who did it. Raises ``Declined`` with ``PIN_TOO_SHORT`` or ``USER_EXISTS``."""
        check_new_pin(pin)
        actor = Actor(user_id.strip(), name.strip(), role)
        pin_hash = self._hasher.hash(pin)
        with self._store.writing() as work:
            if work.accounts.get(actor.id) is not None:
                raise Declined(Reason.USER_EXISTS, user=actor.id)
            work.accounts.save(Account(actor, pin_hash))
            facts: dict[str, Fact] = {"role": role.value}
            work.journal.append(Entry(self._clock.now(), by, Act.USER_ADDED, actor.id, facts))
        return actor

    def is_set_up(self) -> bool:
        """Whether anybody can log in at all."""
        with self._store.reading() as work:
            return work.accounts.count() > 0

    def _require_unlocked(self, account: Account) -> None:
        left = account.locked_until - self._clock.now() if account.locked_until else timedelta(0)
        if left > timedelta(0):
            raise Declined(Reason.LOGIN_LOCKED, minutes=-(-left // timedelta(minutes=1)))

    def _refused(self, user_id: str) -> Declined:
        """Count a wrong PIN on the account as it stands now, so that parallel guesses all count."""
        now = self._clock.now()
        with self._store.writing() as work:
            account = stored(work.accounts.get(user_id), user_id)
            failed = account.failed_attempts + 1
            locked = failed >= WRONG_PINS_ALLOWED
            until = now + LOCKED_FOR if locked else account.locked_until
            kept = 0 if locked else failed
            work.accounts.save(replace(account, failed_attempts=kept, locked_until=until))
            work.journal.append(Entry(now, user_id, Act.LOGIN_REFUSED, user_id, {"failed": failed}))
            if locked:
                work.journal.append(Entry(now, ACTOR, Act.LOCKED, user_id, {}))
        if locked:
            return Declined(Reason.LOGIN_LOCKED, minutes=LOCKED_FOR // timedelta(minutes=1))
        return Declined(Reason.LOGIN_WRONG, left=WRONG_PINS_ALLOWED - failed)

    def _admitted(self, user_id: str) -> None:
        with self._store.writing() as work:
            account = stored(work.accounts.get(user_id), user_id)
            self._require_unlocked(account)
            work.accounts.save(replace(account, failed_attempts=0, locked_until=None))
            work.journal.append(Entry(self._clock.now(), user_id, Act.LOGIN, user_id, {}))

    def _record(self, actor: str, act: Act, subject: str, facts: dict[str, Fact]) -> None:
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor, act, subject, facts))

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self._hasher.hash("000000")
        return self._nobody
