"""What a supervisor looks after: what waits for somebody, what is unusual, and who did what. Reads only.

The journal is the counter's own; people and open shifts are the whole office's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

from counter_app.domain.handover import HandoverState
from counter_app.domain.journal import Act, ChainedEntry, content_of, holds
from counter_app.domain.money import Rupiah
from counter_app.domain.patterns import Finding, Line, Period, Thresholds, findings, line_of
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.services.appointing import is_given
from counter_app.services.lock_outs import LockOuts
from counter_app.services.ports import Clock, Search, Store, UnitOfWork
from counter_app.services.statement_words import local, sentence
from counter_app.services.stored import stored

MOST_READ = 60_000
"""Entries that one look for patterns reads, the latest: a busy counter's quarter."""
READ_AT_ONCE = 1_000
"""Entries of them that are read between two questions whether to stop: a small part of a second."""
DISPUTES_SHOWN = timedelta(days=30)
"""How long a disputed hand-over stays on the list: nothing settles it but people."""


class Matter(StrEnum):
    """What waits: for a decision by two, for the payer's cash, for a close, for a reset, for a talk."""

    REVIEW = "review"
    REVERSAL_REVIEW = "reversal-review"
    CASH_BACK = "cash-back"
    REVERSED_CASH_BACK = "reversed-cash-back"
    OLD_SHIFT = "old-shift"
    DISPUTE = "dispute"
    CASE = "case"
    LOCKED = "locked"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. ``what``: a receipt number, a counter, a staff number or a day, as the matter says; ``who``:
    the staff number it stands under. ``since`` (UTC) and ``amount`` (rupiah) where there are any; ``payment``: where to
    go for it.
    """

    matter: Matter
    what: str
    who: str
    since: datetime | None = None
    amount: Rupiah | None = None
    payment: UUID | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A journal entry for reading: ``at`` by the office's clock, ``words`` Indonesian as in a clerk's statement.

    ``holds``: its bytes are those its hash is over, and it is filed under what they say.
    """

    seq: int
    hash: str
    at: datetime
    actor: str
    words: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: of or about one person, of some acts, of the office's days ``since`` to ``until``; ``None``: any."""

    person: str | None = None
    acts: frozenset[Act] | None = None
    since: date | None = None
    until: date | None = None
    numbers: tuple[int, ...] | None = None


class Oversight:
    """For whoever oversees: supervisor and auditor."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        zone: tzinfo,
        lock_outs: LockOuts,
        offline_payment: Rupiah,
        bounds: Thresholds | None = None,
    ) -> None:
        """``offline_payment``: what one payment without the host may be."""
        self._store = store
        self._clock = clock
        self._zone = zone
        self._lock_outs = lock_outs
        self._limit = offline_payment
        self._bounds = bounds or Thresholds()

    def waiting(self, actor: Actor) -> Sequence[Waiting]:
        """All that waits for a second person or a decision, by matter, the oldest first.

        Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``.
        """
        actor.require(Right.OVERSEE)
        now = self._clock.now()
        with self._store.reading() as work:
            found = [
                *_payments(work),
                *_reversals(work),
                *_shifts(work, now.astimezone(self._zone).date()),
                *_disputes(work, now),
                *_cases(work),
                *self._people(work),
            ]
        matters = list(Matter)
        return sorted(found, key=lambda each: (matters.index(each.matter), each.since or now, each.what))

    def unusual(
        self,
        actor: Actor,
        since: date,
        until: date,
        progress: Callable[[int, int], None] = lambda _read, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Sequence[Finding] | None:
        """What is unusual in the journal of the office's days ``since`` to ``until``. ``None``: cancelled, since half a
        journal would make other findings. ``progress``: entries read; nobody counts beforehand how many there are (0).

        Raises as ``waiting`` does.
        """
        actor.require(Right.OVERSEE)
        lines: list[Line] = []
        with self._store.reading() as work:
            while not cancelled():
                before = lines[-1].seq if lines else None
                at_once = min(READ_AT_ONCE, MOST_READ - len(lines))
                entries = work.journal.found(self._search(Asked(since=since, until=until), before), at_once)
                lines += [line_of(entry.seq, content_of(entry), self._zone) for entry in entries]
                progress(len(lines), 0)
                if len(entries) < READ_AT_ONCE:
                    return findings(Period(lines[::-1], self._limit, self._bounds))
        return None

    def entries(self, actor: Actor, asked: Asked, limit: int, before: int | None = None) -> Sequence[Told]:
        """The latest entries that are asked for, the newest first; ``before``: only those with a lower number.

        Raises as ``waiting`` does.
        """
        actor.require(Right.OVERSEE)
        with self._store.reading() as work:
            return [self._told(entry) for entry in work.journal.found(self._search(asked, before), limit)]

    def people(self, actor: Actor) -> Sequence[Actor]:
        """Everybody who works or worked here, by staff number. Raises as ``waiting`` does."""
        actor.require(Right.OVERSEE)
        with self._store.reading() as work:
            return [account.actor for account in work.accounts.all()]

    def _search(self, asked: Asked, before: int | None) -> Search:
        after = None if asked.until is None else asked.until + timedelta(days=1)
        return Search(asked.person, asked.acts, self._begins(asked.since), self._begins(after), before, asked.numbers)

    def _begins(self, day: date | None) -> datetime | None:
        return None if day is None else datetime.combine(day, time.min, self._zone).astimezone(UTC)

    def _told(self, entry: ChainedEntry) -> Told:
        content = content_of(entry)
        at = local(content, self._zone)
        return Told(entry.seq, entry.hash, at, content["actor"], sentence(content), holds(entry))

    def _people(self, work: UnitOfWork) -> Sequence[Waiting]:
        found = []
        for account in work.accounts.all():
            person = account.actor.id
            if account.active and self._lock_outs.left(work, account) is not None:
                found.append(Waiting(Matter.LOCKED, person, person))
            if account.active and is_given(work, account):
                found.append(Waiting(Matter.BEGINNING, person, person))
        return found


def _payments(work: UnitOfWork) -> Sequence[Waiting]:
    matters = {PaymentState.REVIEW: Matter.REVIEW, PaymentState.REJECTED: Matter.CASH_BACK}
    return [
        Waiting(matters[each.state], each.receipt_number, each.clerk_id, each.accepted_at, each.total, each.id)
        for each in work.payments.in_states(matters.keys())
    ]


def _reversals(work: UnitOfWork) -> Sequence[Waiting]:
    matters = {PaymentState.REVIEW: Matter.REVERSAL_REVIEW, PaymentState.CONFIRMED: Matter.REVERSED_CASH_BACK}
    return [
        Waiting(matters[each.state], each.receipt_number, each.clerk_id, each.asked_at, each.amount, each.payment_id)
        for each in work.reversals.in_states(matters.keys())
    ]


def _shifts(work: UnitOfWork, today: date) -> Sequence[Waiting]:
    return [
        Waiting(Matter.OLD_SHIFT, shift.counter_id, shift.clerk_id, shift.opened_at)
        for shift in work.shifts.open_in_office()
        if shift.business_date != today
    ]


def _disputes(work: UnitOfWork, now: datetime) -> Sequence[Waiting]:
    return [
        Waiting(Matter.DISPUTE, each.giver_id, each.receiver_id, each.settled_at, each.amount)
        for each in work.handovers.all()
        if each.state is HandoverState.DISPUTED and now - stored(each.settled_at, each.id) <= DISPUTES_SHOWN
    ]


def _cases(work: UnitOfWork) -> Sequence[Waiting]:
    return [
        Waiting(Matter.CASE, case.receipt_number or case.key, case.owner or "", case.opened_at, case.here or case.there)
        for case in work.cases.open()
    ]
