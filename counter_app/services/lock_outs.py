"""The lock-out after wrong PINs: where its beginning is kept, and whether it is over."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from counter_app.domain import lock_out
from counter_app.domain.journal import Act, Entry, Fact, moment
from counter_app.domain.lock_out import LOCKED_FOR, Uptime
from counter_app.domain.people import Account
from counter_app.services.ports import Clock, UnitOfWork

ACTOR = "system:log-in"


class LockOuts:
    """Begins and measures lock-outs. The journal keeps since when, by the machine's uptime: nobody can alter it there."""

    def __init__(self, clock: Clock, uptime: Callable[[], Uptime]) -> None:
        self._clock = clock
        self._uptime = uptime

    def begin(self, work: UnitOfWork, account: Account) -> None:
        """Lock an account from now on, in the transaction that counts its last try."""
        now, uptime = self._clock.now(), self._uptime()
        until = now + LOCKED_FOR
        work.accounts.save(replace(account, failed_attempts=0, locked_until=until))
        facts: dict[str, Fact] = {
            "until": moment(until),
            "boot": uptime.boot,
            "uptime_ms": round(uptime.seconds * 1000),
        }
        work.journal.append(Entry(now, ACTOR, Act.LOCKED, account.actor.id, facts))

    def left(self, work: UnitOfWork, account: Account) -> timedelta | None:
        """For how long yet; ``None`` for not at all, or not any more.

        One that another counter of the office has begun is measured by the wall clock: machines' uptimes do not compare.
        """
        if account.locked_until is None:
            return None
        begun = _begun_here(work, account.actor.id, account.locked_until)
        if begun is None:
            return lock_out.left_by_wall(account.locked_until, self._clock.now())
        return lock_out.left(begun, self._uptime())

    def bring_near(self, work: UnitOfWork, account: Account) -> None:
        """Have a lock-out that ends later than any can end half an hour from now: a clock that was ahead wrote it."""
        latest = self._clock.now() + LOCKED_FOR
        if account.locked_until is None or account.locked_until <= latest:
            return
        if _begun_here(work, account.actor.id, account.locked_until) is None:
            work.accounts.save(replace(account, locked_until=latest))


def _begun_here(work: UnitOfWork, user_id: str, until: datetime) -> Uptime | None:
    entry = work.journal.last(Act.LOCKED, user_id)
    facts = {} if entry is None else json.loads(entry.canonical)["facts"]
    return Uptime(facts["boot"], facts["uptime_ms"] / 1000) if facts.get("until") == moment(until) else None
