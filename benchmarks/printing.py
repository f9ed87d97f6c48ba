"""What a receipt costs on its way to a network printer, beside a yardstick of the same run: ``python -m benchmarks.printing``.

Two questions. From the moment a payment is stored, when does the printer have its first byte? And what do our lines cost
against the same lines sent by python-escpos alone, without layout, checks or an answer awaited?
"""

import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue

from counter_app.bootstrap import build
from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.paper import Paper
from counter_app.domain.print_job import PrintJob
from counter_app.printing import escpos_library
from counter_app.printing.devices.tcp import TcpDevice
from counter_app.printing.profile import THERMAL_80
from counter_app.printing.render import ReceiptPaper
from counter_app.services.checkout import Sale
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, a_counter
from tests.helpers.receipts import confirmed

RECEIPTS = 200
ROUNDS = 100
LINES = 40
MOST_MS, MOST_RATIO = 50.0, 1.3


class Printer:
    """Takes one job after the other and says when the first and the last byte of each had come."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port: int = self._listener.getsockname()[1]
        self.jobs: SimpleQueue[tuple[float, float]] = SimpleQueue()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            line, _ = self._listener.accept()
            with line:
                first = 0.0
                while line.recv(65536):
                    first = first or time.perf_counter()
                if first:
                    self.jobs.put((first, time.perf_counter()))


def percentile(values: Sequence[float], of_hundred: int) -> float:
    return statistics.quantiles(values, n=100)[of_hundred - 1]


def to_the_first_byte(printer: Printer, folder: Path) -> list[float]:
    """Seconds from the stored payment to the first byte at the printer, of each receipt."""
    people = [a_participant(index) for index in range(RECEIPTS + 1)]
    office = a_counter(folder, people)
    counter = build(
        office.counter.settings,
        clock=office.clock,
        host=office.host,
        device=TcpDevice("127.0.0.1", printer.port),
        store=office.store,
    )
    counter.shifts.open(CLERK, Rupiah(200_000))
    taken = []
    for person in people:
        sale = Sale.of(counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, person.nik)))
        payment = counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
        stored = time.perf_counter()
        out(counter.printing.print(counter.printing.original(payment.id).id))
        taken.append(printer.jobs.get()[0] - stored)
    office.store.close()
    return taken[1:]  # the first one brings in the libraries, and finds out that this printer says nothing


def out(job: PrintJob) -> None:
    assert job.is_out, job


def bare(port: int, lines: Sequence[str]) -> None:
    from escpos.printer import Network

    printer = Network("127.0.0.1", port, timeout=5)
    printer.open()
    for line in lines:
        printer.textln(line)
    printer.cut()
    printer.close()


def ours(paper: Paper, roll: ReceiptPaper, device: TcpDevice) -> None:
    device.deliver(roll.escpos(paper), "benchmark")


def timed(printer: Printer, send: Callable[[], None]) -> float:
    """Seconds from the call to the last byte at the printer."""
    start = time.perf_counter()
    send()
    return printer.jobs.get()[1] - start


def beside_the_library(printer: Printer) -> tuple[float, float]:
    """Medians of a receipt of ours and of the library's bare lines, seconds, taken in turns."""
    escpos_library.load()
    roll, device = ReceiptPaper(THERMAL_80), TcpDevice("127.0.0.1", printer.port)
    paper = confirmed()
    lines = [line for line in roll.txt(paper).splitlines() if line][:LINES]
    assert len(lines) == LINES, f"the receipt has {len(lines)} lines only"
    timed(printer, lambda: ours(paper, roll, device))
    pairs = [
        (timed(printer, lambda: ours(paper, roll, device)), timed(printer, lambda: bare(printer.port, lines)))
        for _ in range(ROUNDS)
    ]
    mine, theirs = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(theirs)


def main() -> int:
    printer = Printer()
    with tempfile.TemporaryDirectory() as folder:
        taken = to_the_first_byte(printer, Path(folder))
    half, late = statistics.median(taken) * 1000, percentile(taken, 95) * 1000
    print(
        f"stored → first byte, {RECEIPTS} receipts: median {half:.1f} ms, 95 of 100 within {late:.1f} ms (at most {MOST_MS})"
    )
    mine, theirs = beside_the_library(printer)
    print(
        f"{LINES} lines and more: ours {mine * 1000:.2f} ms, python-escpos alone {theirs * 1000:.2f} ms, "
        f"ratio {mine / theirs:.2f} (at most {MOST_RATIO})"
    )
    return 0 if late <= MOST_MS and mine / theirs <= MOST_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
