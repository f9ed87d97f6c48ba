"""What a reckoning of a large day costs, beside a yardstick of the same run: ``python -m benchmarks.reckoning``.

The yardstick is the least anybody could do with the same lines: parse the file's JSON, make a dictionary of it, and look up
every payment of ours in it.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from counter_app.clock import SystemClock
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.people import Actor, Role
from counter_app.domain.receipt import Office
from counter_app.domain.reckoning_paper import ReckoningPaper
from counter_app.domain.reconciliation import OwnRow, Reckoning
from counter_app.reports.reckoning import ReckoningPages
from counter_app.reports.reckoning_sheet import ReckoningWorkbook
from counter_app.services.reconciliation import Reconciliation
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.database import fresh_store
from tests.helpers.many_payments import store_many
from tests.helpers.reply_host import RepliesHost
from tests.helpers.settlements import DAY, as_csv, as_json, line_of

T = TypeVar("T")

LINES = 20_000
TIMES = 5
AUDITOR = Actor("3001", "Ratna", Role.AUDITOR)
OFFICE = Office(OFFICE_ID, "Kantor Pos Uji", "Jl. Contoh 1", COUNTER_ID, "Asia/Jakarta")


def seconds(call: Callable[[], T], times: int = TIMES) -> tuple[float, T]:
    """The median of ``times`` calls, and what the last one gave."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), result


def yardstick(data: bytes, rows: Sequence[OwnRow]) -> int:
    listed = {posting["paymentRequestId"]: posting["amount"]["value"] for posting in json.loads(data)["postings"]}
    return sum(listed[str(row.id)] == f"{row.amount}.00" for row in rows)


def report(what: str, taken: float, beside: float) -> None:
    print(f"{what:44} {taken * 1000:8.0f} ms   yardstick {beside * 1000:6.0f} ms   ratio {taken / beside:6.1f}")


def measure(store: SqlStore, rows: Sequence[OwnRow]) -> None:
    lines = [line_of(row) for row in rows]
    data, table = as_json(lines), as_csv(lines)
    least, agreed = seconds(lambda: yardstick(data, rows))
    assert agreed == LINES
    service = Reconciliation(store, RepliesHost(), OFFICE, SystemClock())
    taken, reckoning = seconds(lambda: service.run_file(AUDITOR, DAY, data))
    assert reckoning.matched == LINES
    report(f"{LINES} lines of JSON, reckoned", taken, least)
    report(f"{LINES} lines of CSV, reckoned", seconds(lambda: service.run_file(AUDITOR, DAY, table))[0], least)
    papers(reckoning, least)
    spoilt = seconds(lambda: service.run_file(AUDITOR, DAY, as_json(lines[1_000:])), 1)[0]
    report("the same with 1,000 new cases", spoilt, least)


def papers(reckoning: Reckoning, least: float) -> None:
    paper = ReckoningPaper(OFFICE, reckoning, ())
    report("its workbook", seconds(lambda: ReckoningWorkbook().render(paper), 1)[0], least)
    report("its pages", seconds(lambda: ReckoningPages().render(paper), 1)[0], least)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = fresh_store(Path(folder))
        try:
            measure(store, store_many(store, LINES))
        finally:
            store.close()


if __name__ == "__main__":
    main()
