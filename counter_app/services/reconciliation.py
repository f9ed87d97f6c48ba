"""Holding a day of our books against the host's settlement, fetched or from a file. Nothing adjusts itself.

What differs becomes a case (``services/case_opening.py``), and the journal keeps the numbers.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from counter_app.domain.case import RunRecord
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.reconciliation import Kind, OwnRow, Reckoning, SettlementRow, reckon
from counter_app.services.case_opening import CaseOpening, Watch
from counter_app.services.ports import Clock, HostGateway, SettlementSource, Store, UnitOfWork
from counter_app.services.settlement_file import read_settlement

FROM_HOST = "host"
"""What a record of a reckoning says of its source, where it was not a file."""


def _unseen(_done: int, _total: int) -> None:
    """For whoever does not look."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Theirs:
    """The host's list of one day. ``zone`` is where its days begin, ``source`` what a record says of where it is from."""

    day: date
    rows: Sequence[SettlementRow]
    zone: tzinfo
    source: str


class Reconciliation:
    """Reckons a day of one counter; may be run as often as wanted, and says the same of the same books."""

    def __init__(self, store: Store, host: HostGateway, office: Office, clock: Clock) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock

    def run(
        self,
        actor: Actor,
        day: date,
        progress: Callable[[int, int], None] = _unseen,
        cancelled: Callable[[], bool] = _never,
    ) -> Reckoning:
        """Fetch the host's settlement of ``day`` and compare; new differences are opened as cases, the numbers journaled.

        ``progress(done, total)``: lines fetched, then cases opened. Raises ``Declined`` (``NOT_ALLOWED``, ``HOST_CANNOT``,
        ``STOPPED`` after ``cancelled()``), ``Unavailable(HOST)`` also for a list that is not whole.
        """
        actor.require(Right.RECONCILE)
        source = self._host
        if not isinstance(source, SettlementSource):
            raise Declined(Reason.HOST_CANNOT, what="settlement")
        watch = Watch(progress, cancelled)
        rows = _fetched(source, self._office.id, day, watch)
        return self._compare(actor, _Theirs(day, rows, source.day_zone, FROM_HOST), watch)

    def run_file(
        self,
        actor: Actor,
        day: date,
        data: bytes,
        progress: Callable[[int, int], None] = _unseen,
        cancelled: Callable[[], bool] = _never,
    ) -> Reckoning:
        """As ``run``, with the settlement file's content in the place of the host. Raises ``Declined(SETTLEMENT_FILE)`` also."""
        actor.require(Right.RECONCILE)
        zone = self._day_zone()
        rows = read_settlement(data, day, zone)
        theirs = _Theirs(day, rows, zone, hashlib.sha256(data).hexdigest())
        return self._compare(actor, theirs, Watch(progress, cancelled))

    def _day_zone(self) -> tzinfo:
        source = self._host
        return source.day_zone if isinstance(source, SettlementSource) else ZoneInfo(self._office.timezone)

    def _compare(self, actor: Actor, theirs: _Theirs, watch: Watch) -> Reckoning:
        watch.go_on()
        counter = self._office.counter_id
        with self._store.reading() as work:
            ours = _own_rows(work, theirs, {row.key for row in theirs.rows if row.counter_id == counter})
        keys = {str(row.id) for row in ours}
        watch.go_on()
        listed = [row for row in theirs.rows if row.counter_id == counter or row.key in keys]
        reckoning = reckon(theirs.day, ours, listed)
        CaseOpening(self._store, self._office, self._clock).open(actor, reckoning, watch)
        with self._store.writing() as work:
            run = self._record(actor, reckoning, theirs.source)
            work.cases.add_run(run)
            work.journal.append(_entry(run, reckoning))
        return reckoning

    def _record(self, actor: Actor, reckoning: Reckoning, source: str) -> RunRecord:
        total = reckoning.total
        return RunRecord(
            id=uuid4(),
            day=reckoning.day,
            at=self._clock.now(),
            by=actor.id,
            source=source,
            matched=reckoning.matched,
            waiting=len(reckoning.waiting),
            different=len(reckoning.differences),
            net_here=total.here,
            net_there=total.there,
        )


def _fetched(source: SettlementSource, office_id: str, day: date, watch: Watch) -> Sequence[SettlementRow]:
    rows: list[SettlementRow] = []
    cursor, more = "", True
    while more:
        watch.go_on()
        page = source.settlement(office_id, day, cursor)
        rows.extend(page.rows)
        watch.progress(len(rows), max(page.total, len(rows)))
        more = page.more
        if more and page.next_cursor in {"", cursor}:
            raise Unavailable(Service.HOST, "a page of the settlement leads back to itself")
        if more and (not page.rows or len(rows) >= page.total):
            raise Unavailable(Service.HOST, f"the settlement of {day} goes on beyond its {page.total} rows")
        cursor = page.next_cursor
    if len(rows) != page.total or sum(row.signed_amount for row in rows) != page.net:
        raise Unavailable(Service.HOST, f"the settlement of {day} is not whole: {len(rows)} of {page.total} rows")
    return rows


def _own_rows(work: UnitOfWork, theirs: _Theirs, named: Collection[str]) -> Sequence[OwnRow]:
    """Our payments that the host posted on the day, and those that its list names."""
    found = {row.id: row for row in work.booked.posted_on(theirs.day, theirs.zone)}
    ids = {UUID(key) for key in named if _is_key(key)} - found.keys()
    found |= {row.id: row for row in work.booked.named(ids, theirs.zone)}
    return list(found.values())


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _entry(run: RunRecord, reckoning: Reckoning) -> Entry:
    facts: dict[str, Fact] = {kind.value: reckoning.count(kind) for kind in Kind}
    facts |= {"matched": run.matched, "pending": run.waiting, "source": run.source}
    facts |= {"net_here": run.net_here, "net_there": run.net_there}
    return Entry(run.at, run.by, Act.RECONCILED, reckoning.day.isoformat(), facts)
