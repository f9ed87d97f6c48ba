"""Asking the host what it posted on a day, and holding our books against it. Nothing adjusts itself."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.reconciliation import Kind, OwnRow, Reckoning, SettlementRow, reckon
from counter_app.services.ports import Clock, HostGateway, SettlementSource, Store, UnitOfWork


class Reconciliation:
    """Reckons a day of one counter; may be run as often as wanted, and says the same of the same books."""

    def __init__(self, store: Store, host: HostGateway, office: Office, clock: Clock) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock

    def run(self, actor: Actor, day: date) -> Reckoning:
        """Fetch the host's settlement of ``day`` and compare; what came out is journaled, by numbers.

        Raises ``Declined`` (``NOT_ALLOWED``, ``HOST_CANNOT``), ``Unavailable(HOST)`` also for a list that is not whole.
        """
        actor.require(Right.RECONCILE)
        source = self._host
        if not isinstance(source, SettlementSource):
            raise Declined(Reason.HOST_CANNOT, what="settlement")
        theirs = [row for row in self._fetched(source, day) if row.counter_id == self._office.counter_id]
        with self._store.reading() as work:
            ours = _own_rows(work, day, source.day_zone, {row.key for row in theirs})
        reckoning = reckon(day, ours, theirs)
        with self._store.writing() as work:
            work.journal.append(_entry(self._clock.now(), actor, reckoning))
        return reckoning

    def _fetched(self, source: SettlementSource, day: date) -> Sequence[SettlementRow]:
        rows: list[SettlementRow] = []
        cursor, more = "", True
        while more:
            page = source.settlement(self._office.id, day, cursor)
            rows.extend(page.rows)
            more = page.more
            if more and page.next_cursor in {"", cursor}:
                raise Unavailable(Service.HOST, "a page of the settlement leads back to itself")
            if more and (not page.rows or len(rows) >= page.total):
                raise Unavailable(Service.HOST, f"the settlement of {day} goes on beyond its {page.total} rows")
            cursor = page.next_cursor
        if len(rows) != page.total or sum(row.signed_amount for row in rows) != page.net:
            raise Unavailable(Service.HOST, f"the settlement of {day} is not whole: {len(rows)} of {page.total} rows")
        return rows


def _own_rows(work: UnitOfWork, day: date, zone: tzinfo, named: Collection[str]) -> Sequence[OwnRow]:
    """Our payments that the host posted on ``day``, and those that its list names."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    found = {payment.id: payment for payment in work.payments.posted_between(start, start + timedelta(days=1))}
    ids = {UUID(key) for key in named if _is_key(key)} - found.keys()
    found |= {payment.id: payment for payment in work.payments.get_many(ids)}
    reversals = work.reversals.of_payments(list(found))
    return [OwnRow(payment, reversals.get(payment.id), _posted_on(payment, zone)) for payment in found.values()]


def _posted_on(payment: Payment, zone: tzinfo) -> date | None:
    return payment.posting.posted_at.astimezone(zone).date() if payment.posting else None


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _entry(at: datetime, actor: Actor, reckoning: Reckoning) -> Entry:
    facts: dict[str, Fact] = {kind.value: reckoning.count(kind) for kind in Kind}
    facts |= {"matched": reckoning.matched, "pending": len(reckoning.pending)}
    return Entry(at, actor.id, Act.RECONCILED, reckoning.day.isoformat(), facts)
