"""Who works at this office, for whoever may add people: no PIN, no hash, only who is shut out and for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from counter_app.domain.people import Actor, Right
from counter_app.services.lock_outs import LockOuts
from counter_app.services.ports import Store


@dataclass(frozen=True, slots=True)
class Person:
    """``active``: may work here at all. ``locked_for``: until log-in opens again, ``None`` while it is open."""

    actor: Actor
    active: bool
    locked_for: timedelta | None


class Staff:
    """Reads only; people are added by ``LogIn.add``."""

    def __init__(self, store: Store, lock_outs: LockOuts) -> None:
        self._store = store
        self._lock_outs = lock_outs

    def all(self, by: Actor) -> Sequence[Person]:
        """Everybody, by staff number. Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``."""
        by.require(Right.ADD_USER)
        with self._store.reading() as work:
            return [
                Person(account.actor, account.active, self._lock_outs.left(work, account))
                for account in work.accounts.all()
            ]
