"""What is tried with the host and what comes of it, written down: the same whoever carries it, and in one place.

All of it within the transaction that it is given.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.payment import UNSETTLED
from counter_app.services.carriage import Cargo, Carried
from counter_app.services.judgement import Settled, Verdict
from counter_app.services.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Settling:
    """The hand that writes it down. ``actor`` is whose the journal says it is; ``more`` stands in every entry."""

    clock: Clock
    actor: str
    more: dict[str, Fact] = field(default_factory=dict)

    def attempt(self, work: UnitOfWork, item: OutboxItem, cargo: Cargo, now: datetime) -> OutboxItem:
        """From here on the host may hear of it: whoever finds the item asks before it sends. The item as it is now.

        ``item`` is written back by its lease, which stays.
        """
        tried = replace(item, step=Step.ASK, attempts=item.attempts + 1, first_attempt_at=item.first_attempt_at or now)
        work.outbox.save(tried, item.leased_by)
        self.journal(work, cargo.attempt, cargo, {"attempt": tried.attempts})
        return tried

    def settle(self, work: UnitOfWork, item: OutboxItem, cargo: Cargo, verdict: Settled) -> Carried:
        """An outcome: the row moves, and its item needs nothing more."""
        moved = cargo.moved(work, verdict.state, verdict, self.clock.now())
        done = replace(closed(item), last_code=verdict.code, last_words=verdict.words)
        work.outbox.save(done, item.leased_by)
        facts: dict[str, Fact] = {"state": verdict.state.value, "code": verdict.code, "words": verdict.words}
        self.journal(work, cargo.outcome, cargo, facts)
        return moved.row

    def contradict(self, work: UnitOfWork, cargo: Cargo, late: Verdict) -> None:
        """No state goes back, but a host that says two things about one key is not passed over in silence."""
        state = cargo.row.state
        if isinstance(late, Settled) and state not in UNSETTLED and late.state is not state:
            what = f"a late answer makes it {late.state}: {late.code} {late.words}"
            self.journal(work, Act.HOST_ALARM, cargo, {"what": what})

    def journal(self, work: UnitOfWork, act: Act, cargo: Cargo, facts: dict[str, Fact]) -> None:
        """An entry about a payment or a reversal."""
        told = cargo.facts | facts | self.more
        work.journal.append(Entry(self.clock.now(), self.actor, act, str(cargo.row.id), told))


def released(item: OutboxItem) -> OutboxItem:
    """Nobody's any more."""
    return replace(item, leased_by="", leased_until=None)


def closed(item: OutboxItem) -> OutboxItem:
    """Nobody's, and nothing more to do."""
    return replace(released(item), due_at=None)
