"""From the outbox to the host, exactly once.

Each item is leased, so that two forwarders never send one twice. A send is committed as an attempt *before* the
socket is touched, with ``ASK`` as the next step: whoever finds the item after a crash asks what became of it
instead of sending blindly. The key and the bytes never change.

A backlog goes in batches: one transaction leases them and commits all attempts, the host is called for one after the
other, one transaction commits all outcomes. Killed anywhere in between, each is found with ``ASK``. What was not
called about after all is put back as it was, and the journal says that it was not sent.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.errors import Unavailable
from counter_app.domain.journal import Act, Fact, content_of
from counter_app.domain.outbox import LONGEST_PAUSE, OutboxItem, Step
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.reversal import Reversal
from counter_app.services.carriage import Call, Cargo, Carried, load
from counter_app.services.judgement import Again, Settled, Verdict
from counter_app.services.ports import Clock, HostGateway, Store, UnitOfWork
from counter_app.services.settling import Settling, closed, released
from counter_app.services.stored import stored

log = logging.getLogger(__name__)

ACTOR = "system:forwarder"
MOST = 20
"""How many items a batch takes: enough for few syncs, and few enough that a clerk's commit never waits long for one."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what. ``lease`` must outlast ``call``, the longest call to the host."""

    quiet: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=5)
    lease: timedelta = timedelta(seconds=60)
    call: timedelta = timedelta(seconds=10)
    host_remembers: timedelta = timedelta(days=90)

    @classmethod
    def for_calls(cls, seconds: float) -> "Patience":
        """For a host whose calls take up to ``seconds``: a lease outlasts two of them, and the usual minute."""
        call = timedelta(seconds=seconds)
        return cls(call=call, lease=min(max(cls().lease, 2 * call), LONGEST_PAUSE))


@dataclass(frozen=True, slots=True)
class Errand:
    """A leased item's cargo, and the call that is about to be made for it."""

    cargo: Cargo
    call: Call


@dataclass(frozen=True, slots=True)
class Called:
    """An errand and what came of it; ``None``: nobody called."""

    errand: Errand
    verdict: Verdict | None


class Forwarder:
    """Carries items of the outbox to the host and their outcome back.

    ``owner`` names this forwarder among all that share the database. ``random`` gives floats in [0, 1).
    """

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        clock: Clock,
        owner: str,
        random: Callable[[], float],
        patience: Patience,
    ) -> None:
        self._store = store
        self._host = host
        self._clock = clock
        self._owner = owner
        self._random = random
        self._patience = patience
        self._books = Settling(clock, ACTOR)
        self._answered = True

    def forward(self, payment_id: UUID) -> Payment | None:
        """Take this payment one step further; ``None`` when it is not due or somebody else is at it.

        Raises ``Unavailable(DATABASE)`` only: what the host does is never an exception.
        """
        row = next(iter(self._take(1, payment_id)), None)
        return row if isinstance(row, Payment) else None

    def forward_reversal(self, reversal_id: UUID) -> Reversal | None:
        """As ``forward``, for a reversal. One whose payment is undecided comes back as it was."""
        row = next(iter(self._take(1, reversal_id)), None)
        return row if isinstance(row, Reversal) else None

    def forward_next(self) -> Carried | None:
        """Take the oldest due item one step further; ``None`` when nothing is due. Raises as ``forward``."""
        return next(iter(self._take(1)), None)

    def forward_batch(self, most: int = MOST, more: Callable[[], bool] = lambda: True) -> Sequence[Carried]:
        """Take up to ``most`` due items one step further, the oldest first, and give back those that were.

        ``more`` is asked before each call to the host: once it says no, the rest is left for later. So it is when the
        host is silent; after that a batch is of one, until the host answers again. Raises as ``forward``, and what is
        a bug about one item when the outcomes of all others are committed.
        """
        return self._take(most if self._answered else 1, more=more)

    def _take(
        self, most: int, item_id: UUID | None = None, more: Callable[[], bool] = lambda: True
    ) -> Sequence[Carried]:
        rows, errands = self._prepare(most, item_id)
        called, bugs = self._call(errands, more)
        if called:
            rows += self._conclude(called, bugs)
        if bugs:
            raise bugs[0] if len(bugs) == 1 else ExceptionGroup("several items of a batch", bugs)
        return rows

    # --- before the call ------------------------------------------------------------------------------------------

    def _prepare(self, most: int, item_id: UUID | None) -> tuple[list[Carried], list[Errand]]:
        """Lease what is due and commit what is about to be tried; a row comes back where nothing is to be tried."""
        rows: list[Carried] = []
        errands: list[Errand] = []
        with self._store.writing() as work:
            now = self._clock.now()  # not before: the lease begins when the wait for the database is over
            for _ in range(most):
                item = work.outbox.lease(self._owner, now, now + self._patience.lease, item_id)
                if item is None:
                    break
                prepared = self._prepare_one(work, item, now)
                if isinstance(prepared, Errand):
                    errands.append(prepared)
                else:
                    rows.append(prepared)
        return rows, errands

    def _prepare_one(self, work: UnitOfWork, item: OutboxItem, now: datetime) -> Errand | Carried:
        cargo = load(work, item)
        if cargo.row.state not in UNSETTLED:
            work.outbox.save(closed(item), self._owner)
            return cargo.row
        if cargo.pointless:
            nothing = Settled(PaymentState.CANCELLED, "", "its payment has come to nothing")
            return self._books.settle(work, item, cargo, nothing)
        if cargo.waiting_since is not None:
            due_at = now + self._delay(cargo.waiting_since, now, 0.0)
            work.outbox.save(replace(released(item), due_at=due_at), self._owner)
            return cargo.row
        # A key the host may have forgotten is never sent again, but asked about: it may be the clock that is wrong.
        old = item.first_attempt_at is not None and now - item.first_attempt_at >= self._patience.host_remembers
        if item.step is Step.SEND and not old:
            first = item.attempts == 0 or _never_sent(work, cargo)
            if cargo.row.state is PaymentState.ACCEPTED:
                cargo = cargo.moved(work, PaymentState.SENDING, None, now)
            return Errand(cargo, Call(self._books.attempt(work, item, cargo, now), Step.SEND, first=first))
        cargo = self._doubt(work, cargo, "no answer was recorded")
        if cargo.asking_sends:
            item = self._books.attempt(work, item, cargo, now)
        return Errand(cargo, Call(item, Step.ASK, last=old))

    # --- the calls ------------------------------------------------------------------------------------------------

    def _call(self, errands: Sequence[Errand], more: Callable[[], bool]) -> tuple[list[Called], list[Exception]]:
        """Call the host for one after the other, as long as it answers and the leases last.

        What is wrong with one item in our own code does not keep the others: it is left to its lease.
        """
        called: list[Called] = []
        bugs: list[Exception] = []
        ended = False
        for errand in errands:
            if ended or not more() or (called and self._is_short(errand.call.item)):
                called.append(Called(errand, None))
                ended = True
                continue
            try:
                verdict = errand.cargo.call(self._host, errand.call)
            except Exception as bug:  # noqa: BLE001 - raised again when the others' outcomes are committed
                bugs.append(bug)
                continue
            called.append(Called(errand, verdict))
            self._answered = isinstance(verdict, Settled) or verdict.code != ""
            ended = not self._answered
        return called, bugs

    def _is_short(self, item: OutboxItem) -> bool:
        """Whether its lease might run out within one more call."""
        return item.leased_until is None or self._clock.now() + self._patience.call > item.leased_until

    # --- after the call -------------------------------------------------------------------------------------------

    def _conclude(self, called: Sequence[Called], bugs: list[Exception]) -> list[Carried]:
        """Commit all outcomes at once. Where that is refused because of one of them, each for itself."""
        try:
            return self._commit(called)
        except Unavailable:
            raise
        except Exception as bug:  # noqa: BLE001 - found again, and raised, with the item that it is about
            if len(called) == 1:
                bugs.append(bug)
                return []
        return [row for one in called for row in self._conclude([one], bugs)]

    def _commit(self, called: Sequence[Called]) -> list[Carried]:
        with self._store.writing() as work:
            return [row for one in called for row in self._conclude_one(work, one)]

    def _conclude_one(self, work: UnitOfWork, called: Called) -> Iterator[Carried]:
        item, verdict = called.errand.call.item, called.verdict
        cargo = load(work, item)
        held = stored(work.outbox.get(item.id), item)
        if held.leased_by != self._owner or cargo.row.state not in UNSETTLED:
            if verdict is None:
                return
            # The lease ran out and another forwarder took over: what it finds out stands.
            log.warning("an answer for %s came after its lease", cargo.row.receipt_number)
            self._books.contradict(work, cargo, verdict)
            yield cargo.row
        elif verdict is None:
            self._put_back(work, called.errand)
        elif isinstance(verdict, Settled):
            yield self._books.settle(work, item, cargo, verdict)
        else:
            yield self._postpone(work, item, cargo, verdict)

    def _put_back(self, work: UnitOfWork, errand: Errand) -> None:
        """As if it had not been taken, but for the attempt that was made ready: of that the journal says all there is."""
        item, call = errand.call.item, errand.call
        work.outbox.save(replace(released(item), step=call.step), self._owner)
        if call.step is Step.SEND or errand.cargo.asking_sends:
            facts: dict[str, Fact] = {"attempt": item.attempts, "not_sent": True, "ever_sent": not call.first}
            self._books.journal(work, errand.cargo.attempt, errand.cargo, facts)

    def _postpone(self, work: UnitOfWork, item: OutboxItem, cargo: Cargo, verdict: Again) -> Carried:
        now = self._clock.now()
        if verdict.alarm and verdict.words != item.last_words:  # said once, not at every attempt
            self._books.journal(work, Act.HOST_ALARM, cargo, {"what": verdict.words})
        delay = timedelta() if verdict.at_once else self._delay(item.first_attempt_at, now, verdict.after or 0.0)
        later = replace(
            released(item), step=verdict.step, due_at=now + delay, last_code=verdict.code, last_words=verdict.words
        )
        work.outbox.save(later, self._owner)
        return (self._doubt(work, cargo, verdict.words) if verdict.doubt else cargo).row

    def _doubt(self, work: UnitOfWork, cargo: Cargo, words: str) -> Cargo:
        """From the moment the host may have acted on it, what is on its way is UNKNOWN."""
        if cargo.row.state is not PaymentState.SENDING:
            return cargo
        facts: dict[str, Fact] = {"state": PaymentState.UNKNOWN.value, "code": "", "words": words}
        self._books.journal(work, cargo.outcome, cargo, facts)
        return cargo.moved(work, PaymentState.UNKNOWN, None, self._clock.now())

    def _delay(self, since: datetime | None, now: datetime, asked_for: float) -> timedelta:
        """As long as it has been tried so far, within bounds, so that waits double; jittered by half either way."""
        patience = self._patience
        elapsed = now - (since or now)
        delay = min(max(elapsed, patience.quiet), patience.longest) * (0.5 + self._random())
        return min(max(delay, timedelta(seconds=asked_for)), LONGEST_PAUSE)


def _never_sent(work: UnitOfWork, cargo: Cargo) -> bool:
    """Whether every attempt so far was put back before the host was called."""
    last = work.journal.last(cargo.attempt, str(cargo.row.id))
    return last is not None and content_of(last)["facts"].get("ever_sent") is False
