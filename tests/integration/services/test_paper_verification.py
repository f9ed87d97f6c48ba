"""``verify`` and the papers' rows: a job that is gone, stands elsewhere, or was set back differs from the journal."""

import pytest

from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintState
from counter_app.domain.print_reasons import NotNeeded
from tests.integration.services.conftest import CLERK, SUPERVISOR, Bench
from tests.integration.services.test_verification import Books, behind_the_back, fault_after


def try_to_print(bench: Bench, payment: Payment, *, jams_after: int | None = None) -> PrintState:
    bench.tray.jams_after = jams_after
    state = bench.printing.print(bench.printing.original(payment.id).id).state
    bench.tray.jams_after = None
    bench.printing.run.met(None)
    return state


def a_day(bench: Bench) -> None:
    """Receipts: one is out with a copy, one never was tried, one is held, one half out, one dismissed, one refused."""
    out, half, dismissed, refused = (bench.sell() for _ in range(4))
    assert try_to_print(bench, out) is PrintState.DELIVERED
    bench.printing.print(bench.printing.reprint(CLERK, out.receipt_number).id)
    assert try_to_print(bench, half, jams_after=40) is PrintState.FAILED
    bench.host.replies = [Refused("4042519", "bill expired")]
    bench.forwarder.forward(refused.id)
    bench.print_outbox.dismiss(CLERK, bench.printing.original(refused.id).id, NotNeeded.NOBODY_WAITS.value)
    assert try_to_print(bench, dismissed, jams_after=40) is PrintState.FAILED
    bench.print_outbox.dismiss(CLERK, bench.printing.original(dismissed.id).id, "dibaca dari layar, cukup")
    assert try_to_print(bench, bench.sell(), jams_after=0) is PrintState.HELD
    bench.sell()
    bench.x_reports.take(SUPERVISOR)


HALF_OUT = "SELECT payment_id FROM print_jobs WHERE state = 'FAILED'"
COLUMNS = "counter_id, payment_id, document, copy, state, requested_by, requested_at, detail, wording"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM print_jobs WHERE state = 'QUEUED' AND document = 'receipt'", "made 0 times, the journal says 1"),
        ("DELETE FROM print_jobs WHERE state = 'HELD'", "was being printed, and is not among the papers"),
        ("DELETE FROM print_jobs WHERE state = 'FAILED'", "was being printed, and is not among the papers"),
        ("DELETE FROM print_jobs WHERE state = 'DISMISSED'", ""),
        ("DELETE FROM print_jobs WHERE copy = 1", "copy 1: "),
        ("DELETE FROM print_jobs WHERE document = 'x-report'", "x-report of "),
        ("UPDATE print_jobs SET state = 'HELD' WHERE state = 'FAILED'", "may be half out, and is not stored so"),
        ("UPDATE print_jobs SET state = 'QUEUED' WHERE state = 'DELIVERED' AND copy = 0", "handed over 0 times"),
        ("UPDATE print_jobs SET state = 'DELIVERED' WHERE state = 'HELD'", "handed over 1 times"),
        ("UPDATE print_jobs SET copy = 0 WHERE copy = 1", "copy "),
        (
            "UPDATE print_jobs SET document = 'confirmation' WHERE state = 'QUEUED' AND document = 'receipt'",
            "receipt of",
        ),
        (
            f"UPDATE print_jobs SET payment_id = ({HALF_OUT}) WHERE state = 'QUEUED' AND document = 'receipt'",
            "made ",
        ),
    ],
)
def test_a_paper_that_was_changed_behind_the_back_is_named(bench: Bench, statement: str, words: str) -> None:
    a_day(bench)
    assert bench.verification.run().fault is None

    fault = fault_after(bench, statement)
    assert fault
    assert words in fault


def test_a_second_original_that_nobody_asked_for_is_named(bench: Bench) -> None:
    payment = bench.sell()

    def tamper(books: Books) -> None:
        books.execute(
            f"INSERT INTO print_jobs (office_id, id, {COLUMNS}) SELECT office_id, '{'f' * 32}', {COLUMNS} FROM print_jobs"
        )

    behind_the_back(bench, tamper)
    assert f"receipt of {payment.id}, copy 0: made 2 times" in str(bench.verification.run().fault)
