"""A settlement that is not what was posted: each way of differing is one named exception, and nothing adjusts itself."""

import dataclasses
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from counter_app import bootstrap, demo_office, hosts
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor
from counter_app.domain.reconciliation import Kind, Reckoning, RowKind, SettlementRow
from counter_app.services.ports import SettlementPage
from counter_app.services.verification import Verification
from counter_app.settings_file import load
from tests.faults.clerk import Act, Deal
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_world import DiskWorld
from tests.faults.model import Found, Harm
from tests.faults.world_clock import WorldClock

AUDITOR = Actor(demo_office.AUDITOR.id, demo_office.AUDITOR.name, demo_office.AUDITOR.role)
DAY = timedelta(days=1)
_SOLD = 4
_UNDONE = 3

Rows = list[SettlementRow]
Spoil = Callable[[Rows, int], Rows]


class SpoiltSettlement:
    """The real gateway; of its settlement this home's rows only, and those as ``spoil`` leaves them, on one page."""

    def __init__(self, real: Any, keys: frozenset[str], spoil: Callable[[Rows], Rows]) -> None:
        self._real = real
        self._keys = keys
        self._spoil = spoil

    @property
    def day_zone(self) -> tzinfo:
        zone: tzinfo = self._real.day_zone
        return zone

    def settlement(self, office_id: str, day: date, _cursor: str) -> SettlementPage:
        rows: Rows = []
        cursor, more = "", True
        while more:
            page = self._real.settlement(office_id, day, cursor)
            rows += [row for row in page.rows if row.key in self._keys]
            cursor, more = page.next_cursor, page.more
        rows = self._spoil(rows)
        return SettlementPage(tuple(rows), "", False, len(rows), sum(row.signed_amount for row in rows))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def _missing(rows: Rows, at: int) -> Rows:
    return [row for row in rows if row.key != rows[at].key]


def _extra(rows: Rows, at: int) -> Rows:
    unknown = "00000000-0000-4000-8000-000000000000"
    return [*rows, dataclasses.replace(rows[at], key=unknown, receipt_number="40115-01-999999")]


def _other_amount(rows: Rows, at: int) -> Rows:
    return [*rows[:at], dataclasses.replace(rows[at], amount=Rupiah(rows[at].amount + 1)), *rows[at + 1 :]]


def _twice(rows: Rows, at: int) -> Rows:
    return [*rows, dataclasses.replace(rows[at], host_reference=f"{rows[at].host_reference}-2")]


def _wrong_day(rows: Rows, at: int) -> Rows:
    moved = dataclasses.replace(rows[at], business_date=rows[at].business_date - DAY)
    return [*rows[:at], moved, *rows[at + 1 :]]


def _reversed_there(rows: Rows, at: int) -> Rows:
    return [*rows, dataclasses.replace(rows[at], kind=RowKind.REVERSAL, host_reference="REV-0")]


SPOILING: dict[Kind, Spoil] = {
    Kind.ONLY_HERE: _missing,
    Kind.ONLY_THERE: _extra,
    Kind.OTHER_AMOUNT: _other_amount,
    Kind.TWICE: _twice,
    Kind.OTHER_DAY: _wrong_day,
    Kind.REVERSED_ON_ONE_SIDE: _reversed_there,
}


def settled(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Four sales, one of them undone; then a settlement that agrees, and one that differs in each way."""
    home, dice = world.fresh_home(), random.Random(seed)
    world.at_ease(0.0)
    sales = [Act("sell", (Deal(world.payer(), dice.choice((1, 2, 3))),)) for _ in range(_SOLD)]
    acts = (Act("log_in"), Act("open_shift"), *sales, Act("reverse", (_UNDONE,)), Act("forward"))
    code = world.live(world.disk_life(home, acts))
    assert code == 0, (home / "first.traceback").read_text(encoding="utf-8")
    clock = world.clock
    cases = [Case("as it is", partial(_reckoned, home, clock, None, 0))]
    for kind in SPOILING:
        at = dice.randrange(_UNDONE)
        cases.append(Case(f"{kind.value} {at}", partial(_reckoned, home, clock, kind, at)))
    return cases


def _reckoned(home: Path, clock: WorldClock, kind: Kind | None, at: int) -> Iterator[Found]:
    settings = load(home)
    store = bootstrap.open_store(settings)
    gateway = hosts.open_host(settings, clock)
    try:
        with store.reading() as work:
            before = list(work.payments.all())
        numbers = {str(payment.id): payment.receipt_number for payment in before}
        host = SpoiltSettlement(gateway, frozenset(numbers), lambda rows: _spoilt(rows, kind, at, numbers))
        counter = bootstrap.build(settings, clock=clock, host=host, store=store)
        day = clock.now().astimezone(host.day_zone).date()
        reckoning = counter.reconciliation.run(AUDITOR, day)
        yield from _one_exception(reckoning, kind, before[at].receipt_number)
        if counter.reconciliation.run(AUDITOR, day) != reckoning:
            yield Found(Harm.ORACLE, "the same books and the same settlement were reckoned differently")
        with store.reading() as work:
            if list(work.payments.all()) != before:
                yield Found(Harm.ORACLE, "a reckoning has changed payments")
        fault = Verification(store).run().fault
        if fault is not None:
            yield Found(Harm.ORACLE, f"verification after a reckoning: {fault}")
    finally:
        gateway.close()
        store.close()


def _spoilt(rows: Rows, kind: Kind | None, at: int, numbers: dict[str, str]) -> Rows:
    rows.sort(key=lambda row: (row.kind is RowKind.REVERSAL, numbers[row.key]))
    return rows if kind is None else SPOILING[kind](rows, at)


def _one_exception(reckoning: Reckoning, kind: Kind | None, number: str) -> Iterator[Found]:
    named = [(each.kind, each.receipt_number) for each in reckoning.differences]
    about = "40115-01-999999" if kind is Kind.ONLY_THERE else number
    expected = [] if kind is None else [(kind, about)]
    agreed = _SOLD if kind in {None, Kind.ONLY_THERE} else _SOLD - 1
    if named != expected or reckoning.matched != agreed or reckoning.pending:
        yield Found(Harm.ORACLE, f"expected {expected}, {agreed} agree; reckoned {named}, {reckoning.matched} agree")


SETTLEMENT = DiskScenario("a settlement that differs", (35,), settled, runs=7, payers=_SOLD)
