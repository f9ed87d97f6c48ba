"""Letting personal data go when its period is over: looked at first, then decided, journaled, and done.

One transaction holds the decision and its journal entry, with counts and cut-offs; only then does the database let
anything be erased, and it goes a few rows at a time, so that no sale waits for it. What an interruption leaves is due
again. Payments, refunds, approvals and the journal are never touched: the law's periods for them are longer than ours.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, tzinfo
from types import MappingProxyType
from uuid import uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.personal_data import Due, LettingGo, Period, Topic
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, OldFiles, Store, UnitOfWork

AT_ONCE = 500
"""Rows a transaction: some hundredths of a second, for which a sale may have to wait."""

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def _unwatched(_done: int, _total: int) -> None:
    """For whoever only waits."""


def _never() -> bool:
    return False


class Retention:
    """``periods``: how long the office keeps what, one a topic."""

    def __init__(self, store: Store, files: OldFiles, clock: Clock, zone: tzinfo, periods: Sequence[Period]) -> None:
        self._store = store
        self._files = files
        self._clock = clock
        self._zone = zone
        self._periods = tuple(periods)

    def due(self, actor: Actor) -> Sequence[Due]:
        """What has outlived its period today, a topic a line; nothing is changed. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RETAIN)
        with self._store.reading() as work:
            return self._due(work)

    def run(
        self,
        actor: Actor,
        seen: Sequence[Due],
        progress: Progress = _unwatched,
        cancelled: Cancelled = _never,
    ) -> Mapping[Topic, int]:
        """Let go what ``due`` has shown, and say how many of each topic went; fewer where it was ``cancelled``.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``NOTHING_DUE``, or ``DUE_CHANGED`` where it is no longer what was seen.
        """
        actor.require(Right.RETAIN)
        with self._store.writing() as work:
            require_still(work, actor.id, Right.RETAIN)
            due = self._due(work)
            if tuple(due) != tuple(seen):
                raise Declined(Reason.DUE_CHANGED)
            if not any(each.count for each in due):
                raise Declined(Reason.NOTHING_DUE)
            self._decide(work, actor, due)
        gone = dict.fromkeys((each.topic for each in due), 0)
        total = sum(each.count for each in due)
        for each in due:
            while each.topic is not Topic.LOGS and not cancelled():
                with self._store.writing() as work:
                    went = work.personal_data.let_go(each.topic, each.before, AT_ONCE)
                gone[each.topic] += went
                progress(sum(gone.values()), total)
                if went < AT_ONCE:
                    break
            if each.topic is Topic.LOGS and not cancelled():
                gone[each.topic] = self._files.let_go(each.before)
        return MappingProxyType(gone)

    def _due(self, work: UnitOfWork) -> Sequence[Due]:
        today = self._clock.now().astimezone(self._zone).date()
        found = []
        for period in self._periods:
            before = period.over_before(today, self._zone).astimezone(UTC)
            files = period.topic is Topic.LOGS
            count = self._files.count(before) if files else work.personal_data.count(period.topic, before)
            found.append(Due(period.topic, period.years, before, count))
        return found

    def _decide(self, work: UnitOfWork, actor: Actor, due: Sequence[Due]) -> None:
        now, run = self._clock.now(), uuid4()
        facts: dict[str, Fact] = {}
        for each in due:
            work.personal_data.keep(
                LettingGo(uuid4(), run, each.topic, now, each.years, each.before, each.count, actor.id)
            )
            facts |= {
                each.topic.value: each.count,
                f"{each.topic}_years": each.years,
                f"{each.topic}_before": each.before.isoformat(),
            }
        work.journal.append(Entry(now, actor.id, Act.DATA_LET_GO, str(run), facts))
