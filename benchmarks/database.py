"""What the database costs, each beside a yardstick of the same run: ``python -m benchmarks.database``.

Times are medians in milliseconds. The yardsticks: a bare one-row commit with the same key and the same durability;
a full scan of the names; the opening of an encrypted file without any check.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from counter_app.database.engine import connect
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.participant import fold
from tests.helpers.builders import NOW, a_bill, a_participant, a_payment, a_shift, an_entry
from tests.helpers.database import DATABASE, KEY, fresh_store, pay, reopened

PARTICIPANTS = 100_000
PAGE = 200
PAYMENTS = 200
GIVEN = (
    "siti budi agus dewi sri muhammad ahmad nur putri wahyu rina yuni eko dwi tri hendra joko ani ratna indah made "
    "ketut wayan nyoman fitri lestari andi rizky bayu maya linda susi yanto hadi arif dian novi zainal usman okta"
)
FAMILY = (
    "santoso wijaya kusuma rahmawati hidayat saputra nugroho setiawan pratama siregar sitorus nasution harahap lubis "
    "simanjuntak ginting panjaitan wibowo susanto hartono gunawan suryani handayani permata maulana ramadhan utami"
)
SEARCHES = ("s", "z", "mu", "rah", "siti", "sitorus", "siti rah", "zainal usman", "dian okta wij", "u p")


def median_ms(call: Callable[[], object], times: int) -> float:
    """The median of ``times`` calls, milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def report(what: str, ours: float, yardstick: float, beside: str) -> None:
    print(f"{what:44} {ours:8.2f} ms   {beside:28} {yardstick:8.2f} ms   ratio {ours / yardstick:5.2f}")


def commits(store: SqlStore, path: Path) -> None:
    bare = connect(path.with_name("bare.db"), KEY)
    bare.execute("CREATE TABLE one_row (x)")
    with store.writing() as work:
        work.shifts.add(a_shift())
    numbers = iter(range(1, 10 * PAYMENTS))
    ours, yardstick = [], []
    for _ in range(PAYMENTS):  # in turns, so that both meet the same disk
        yardstick.append(median_ms(lambda: bare.execute("INSERT INTO one_row VALUES (1)"), 1))
        ours.append(median_ms(lambda: pay(store, a_payment(next(numbers), bill=a_bill(3))), 1))
    report(
        "a payment of 3 months, all in one commit",
        statistics.median(ours),
        statistics.median(yardstick),
        "bare one-row commit",
    )

    def journal_only() -> None:
        with store.writing() as work:
            work.journal.append(an_entry())

    report(
        "a journal entry alone", median_ms(journal_only, PAYMENTS), statistics.median(yardstick), "bare one-row commit"
    )
    bare.close()


def pages(store: SqlStore) -> None:
    dice = random.Random(1)
    taken = []
    for start in range(0, PARTICIPANTS, PAGE):
        people = [a_participant(number + 1, name=invented_name(dice)) for number in range(start, start + PAGE)]
        taken.append(median_ms(partial(save, store, people), 1))
    print(f"{f'a page of {PAGE} participants':44} {statistics.median(taken):8.2f} ms   (slowest {max(taken):.0f} ms)")


def invented_name(dice: random.Random) -> str:
    return " ".join((*dice.sample(GIVEN.split(), dice.choice((1, 1, 2))), dice.choice(FAMILY.split()))).title()


def save(store: SqlStore, people: list[Any]) -> None:
    with store.writing() as work:
        work.participants.save(people, NOW)


def searches(store: SqlStore, path: Path) -> None:
    plain = connect(path, KEY, query_only=True)
    for typed in SEARCHES:
        clauses = " AND ".join(f"' ' || folded_name LIKE '% {word}%'" for word in fold(typed).split())
        scan = f"SELECT * FROM participants NOT INDEXED WHERE {clauses} ORDER BY folded_name LIMIT 20"
        yardstick = median_ms(partial(scanned, plain, scan), 5)
        report(f"the name {typed!r}", median_ms(partial(by_name, store, typed), 15), yardstick, "scan of all")
    plain.close()
    card = LookupNumber(NumberKind.KPJ, f"27{PARTICIPANTS // 2:09}")
    print(f"{'a card number':44} {median_ms(lambda: by_number(store, card), 100):8.2f} ms")


def scanned(plain: Any, scan: str) -> None:
    plain.execute(scan).fetchall()


def by_name(store: SqlStore, typed: str) -> None:
    with store.reading() as work:
        work.participants.by_name(typed, 20)


def by_number(store: SqlStore, number: LookupNumber) -> None:
    with store.reading() as work:
        assert work.participants.by_number(number)


def openings(path: Path) -> None:
    yardstick = median_ms(lambda: connect(path, KEY).close(), 20)
    report("opening, checks and all", median_ms(lambda: reopened(path).close(), 20), yardstick, "one keyed connection")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / DATABASE
        store = fresh_store(Path(folder))
        commits(store, path)
        pages(store)
        searches(store, path)
        store.close()
        openings(path)


if __name__ == "__main__":
    main()
