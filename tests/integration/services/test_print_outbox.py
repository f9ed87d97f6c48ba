"""What is held comes out in its order, by itself only while somebody waits for it, and never as a flood."""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

import pytest

from counter_app.database.repositories.print_jobs import SqlPrintJobs
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.payment import Payment
from counter_app.domain.people import Role
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.print_reasons import CopyReason, NotNeeded, is_typed
from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.services import print_run
from counter_app.services.print_outbox import OutboxStep
from counter_app.services.printing import IN_LINE
from tests.helpers.registering_bench import RegisteringBench
from tests.integration.services.conftest import AUDITOR, CLERK, PIN, SUPERVISOR, Bench


def job_of(bench: Bench, payment: Payment) -> PrintJob:
    return bench.printing.original(payment.id)


def held(bench: Bench, *, seconds_later: int = 1) -> Payment:
    """A sale whose receipt the printer did not take; the next one comes a moment later."""
    payment = bench.sell()
    bench.tray.jams_after = 0
    assert bench.printing.print(job_of(bench, payment).id).state is PrintState.HELD
    bench.clock.advance(seconds=seconds_later)
    return payment


def states(bench: Bench, *payments: Payment) -> list[PrintState]:
    return [job_of(bench, payment).state for payment in payments]


def names(bench: Bench) -> list[str]:
    return [name for name, _ in bench.tray.printed]


def steps(bench: Bench, most: int = 10) -> list[OutboxStep]:
    """As often as something came out."""
    taken: list[OutboxStep] = []
    while len(taken) < most and (step := bench.print_outbox.step(CLERK)).printed is not None:
        taken.append(step)
    return taken


def test_what_is_held_and_fresh_comes_out_by_itself_in_its_order(bench: Bench) -> None:
    payments = [held(bench) for _ in range(3)]
    assert bench.print_outbox.step(CLERK) == OutboxStep(None, PrinterStatus(trouble=Trouble.FAULT), 3)
    bench.tray.jams_after = None
    assert [step.left for step in steps(bench)] == [2, 1, 0]
    assert names(bench) == [payment.receipt_number for payment in payments]
    assert bench.print_outbox.step(CLERK) == OutboxStep()


def test_while_the_printer_has_a_trouble_nothing_is_begun_and_each_paper_says_why(bench: Bench) -> None:
    held(bench)
    second = bench.sell()
    job = bench.printing.print(job_of(bench, second).id)
    assert (job.state, job.trouble) == (PrintState.HELD, Trouble.FAULT)
    assert len(bench.entries("print.begun")) == 1


def test_a_new_receipt_does_not_overtake_what_is_held_and_fresh(bench: Bench) -> None:
    first, second = held(bench), held(bench)
    third = bench.sell()
    bench.tray.jams_after = None
    assert bench.printing.print(job_of(bench, third).id).state is PrintState.DELIVERED
    assert names(bench) == [payment.receipt_number for payment in (first, second, third)]


def test_a_new_receipt_waits_behind_one_that_is_held_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = held(bench)
    second = bench.sell()
    monkeypatch.setattr(bench.tray, "status", PrinterStatus)  # it is reachable, and takes nothing all the same
    job = bench.printing.print(job_of(bench, second).id)
    assert (job.state, job.trouble) == (PrintState.HELD, Trouble.FAULT)
    assert [entry["receipt"] for entry in bench.entries("print.begun")] == [first.receipt_number] * 2


def test_what_may_be_half_out_never_comes_by_itself(bench: Bench) -> None:
    payment = bench.sell()
    bench.tray.jams_after = 40
    bench.printing.print(job_of(bench, payment).id)
    bench.tray.jams_after = None
    assert bench.print_outbox.step(CLERK) == OutboxStep()
    assert states(bench, payment) == [PrintState.FAILED]


STALE: dict[str, Callable[[Bench], object]] = {
    "asked for long ago": lambda bench: bench.clock.advance(minutes=11),
    "by a clock that was set back": lambda bench: bench.clock.advance(minutes=-5),
    "in another run": lambda bench: setattr(bench.printing.run, "since", bench.clock.now()),
}


@pytest.mark.parametrize("became", STALE.values(), ids=STALE.keys())
def test_nothing_stale_comes_by_itself_nor_before_a_new_one(bench: Bench, became: Callable[[Bench], object]) -> None:
    old = held(bench)
    became(bench)
    bench.tray.jams_after = None
    assert bench.print_outbox.step(CLERK) == OutboxStep()
    assert [job.id for job in bench.print_outbox.stale(CLERK)] == [job_of(bench, old).id]
    new = bench.sell()
    bench.printing.print(job_of(bench, new).id)
    assert names(bench) == [new.receipt_number]


def test_what_a_crash_left_waiting_is_asked_about(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.recover()
    assert bench.print_outbox.step(CLERK) == OutboxStep()
    assert [job.id for job in bench.print_outbox.stale(CLERK)] == [job_of(bench, payment).id]


def test_nothing_comes_out_for_somebody_else_at_work(bench: Bench) -> None:
    payment = held(bench)
    bench.tray.jams_after = None
    assert bench.print_outbox.step(SUPERVISOR) == OutboxStep()
    assert [job.id for job in bench.print_outbox.stale(SUPERVISOR)] == [job_of(bench, payment).id]
    assert bench.print_outbox.stale(CLERK) == []


def test_after_a_long_outage_at_most_the_fresh_ones_come(bench: Bench) -> None:
    old = [held(bench, seconds_later=60) for _ in range(15)]
    bench.tray.jams_after = None
    came = len(steps(bench, 30))
    assert 0 < came <= 10
    assert names(bench) == [payment.receipt_number for payment in old[-came:]]
    assert len(bench.print_outbox.stale(CLERK)) == 15 - came


def test_while_another_program_prints_a_job_of_this_counter_the_next_waits_its_turn(bench: Bench) -> None:
    first, second = bench.sell(), bench.sell()
    with bench.store.writing() as work:
        work.prints.move(job_of(bench, first).id, PrintState.QUEUED, PrintState.PRINTING)
    job = bench.printing.print(job_of(bench, second).id)
    assert (job.state, job.detail, job.trouble) == (PrintState.HELD, IN_LINE, None)
    assert names(bench) == []
    with bench.store.writing() as work:
        work.prints.move(job_of(bench, first).id, PrintState.PRINTING, PrintState.DELIVERED)
    assert [step.printed.id for step in steps(bench) if step.printed] == [job.id]


def test_two_lanes_that_print_at_once_print_one_after_the_other(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = job_of(bench, bench.sell()), job_of(bench, bench.sell())
    begun, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def slow(_data: bytes, name: str) -> Certainty:
        order.append(name)
        begun.set()
        assert go_on.wait(10)
        order.append(name)
        return Certainty.PRINTED

    monkeypatch.setattr(bench.tray, "deliver", slow)
    lanes = [threading.Thread(target=bench.printing.print, args=(job.id,)) for job in (first, second)]
    lanes[0].start()
    assert begun.wait(10)
    lanes[1].start()
    go_on.set()
    for lane in lanes:
        lane.join(10)
    assert order[0] == order[1] != order[2] == order[3]
    assert [bench.printing.original(job.payment_id).state for job in (first, second) if job.payment_id] == [
        PrintState.PRINTED
    ] * 2


def test_a_turn_that_does_not_come_is_said_and_leaves_the_paper_waiting(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = bench.sell()
    monkeypatch.setattr(print_run, "LONGEST_TURN", 0.01)
    with bench.printing.run.turn(), pytest.raises(Unavailable) as away:
        bench.printing.print(job_of(bench, payment).id)
    assert away.value.service is Service.PRINTER
    assert states(bench, payment) == [PrintState.QUEUED]


@pytest.mark.parametrize("known", list(Certainty))
def test_a_paper_is_called_what_the_device_knows_and_the_journal_says_so(
    bench: Bench, known: Certainty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.tray, "deliver", lambda _data, _name: known)
    payment = bench.sell()
    assert bench.printing.print(job_of(bench, payment).id).state.value == known.value
    assert [entry["known"] for entry in bench.entries("print.delivered")] == [known.value]
    assert bench.verification.run().fault is None


def test_the_outbox_lists_what_waits_before_what_is_out_with_what_each_is_about(bench: Bench) -> None:
    out = bench.sell()
    bench.printing.print(job_of(bench, out).id)
    waiting = held(bench)
    seen = bench.print_outbox.read(AUDITOR)
    (row,) = seen.missing
    assert (row.number, row.name, row.owed, row.fresh) == (
        waiting.receipt_number,
        waiting.payer.name,
        True,
        False,  # an auditor did not ask for it
    )
    assert [each.number for each in seen.out] == [out.receipt_number]
    assert bench.print_outbox.read(CLERK).missing[0].fresh


def test_what_a_later_copy_has_made_good_is_not_missing(bench: Bench) -> None:
    payment = bench.sell()
    bench.tray.jams_after = 40
    bench.printing.print(job_of(bench, payment).id)
    bench.tray.jams_after = None
    assert [row.number for row in bench.print_outbox.read(CLERK).missing] == [payment.receipt_number]
    bench.printing.print(bench.printing.reprint(CLERK, payment.receipt_number).id)
    assert bench.print_outbox.read(CLERK).missing == []


def test_papers_about_no_payment_are_listed_and_put_away_too(bench: Bench) -> None:
    bench.printing.print(job_of(bench, bench.sell()).id)
    bench.tray.jams_after = 0
    report = bench.printing.print(bench.x_reports.take(CLERK).slip.id)
    desk = RegisteringBench(bench.store)
    application = desk.submit()
    (slip,) = desk.slips(application)
    bench.printing.print(slip.id)
    rows = {row.job.id: row for row in bench.print_outbox.read(CLERK).missing}
    assert (rows[report.id].number, rows[report.id].name) == ("", "")
    assert (rows[slip.id].number, rows[slip.id].name) == (application.number, application.form.name)
    assert bench.print_outbox.dismiss(CLERK, report.id, NotNeeded.OVERTAKEN).state is PrintState.DISMISSED
    (told,) = bench.entries("print.dismissed")
    assert "receipt" not in told


def test_a_job_that_somebody_put_away_meanwhile_is_not_begun(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    payment = bench.sell()
    job = job_of(bench, payment)

    def meanwhile(_run: object) -> None:
        bench.print_outbox.dismiss(CLERK, job.id, "pembayar sudah pulang")

    monkeypatch.setattr(print_run.PrintRun, "known_trouble", meanwhile)
    assert bench.printing.print(job.id).state is PrintState.DISMISSED
    assert names(bench) == []
    assert bench.entries("print.begun") == []


def test_an_owed_receipt_is_not_dismissed_with_a_word_from_the_list(bench: Bench) -> None:
    payment = held(bench)
    with pytest.raises(Declined) as declined:
        bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, NotNeeded.ON_PAPER)
    assert declined.value.reason is Reason.PAPER_OWED
    gone = bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, "pembayar sudah pulang, akan dikirim pos")
    assert gone == job_of(bench, payment)
    assert gone.state is PrintState.DISMISSED
    assert bench.entries("print.dismissed") == [
        {
            "actor": CLERK.id,
            "document": "receipt",
            "copy": 0,
            "was": "HELD",
            "requested_by": CLERK.id,
            "reason": "pembayar sudah pulang, akan dikirim pos",
            "receipt": payment.receipt_number,
        }
    ]
    assert bench.verification.run().fault is None


def test_what_nobody_is_owed_is_dismissed_with_a_word_from_the_list(bench: Bench) -> None:
    payment = bench.sell()
    bench.tray.jams_after = 0
    refund = bench.cancelling.cancel(CLERK, payment.id, "salah bulan", bench.consent(Deed.CANCEL, payment.id))
    assert refund is not None
    slip = bench.printing.print(bench.printing.original(payment.id, Document.REFUND).id)
    for job in (slip, job_of(bench, payment)):  # its money is back: the receipt is owed to nobody
        assert bench.print_outbox.dismiss(CLERK, job.id, NotNeeded.OVERTAKEN).state is PrintState.DISMISSED
    assert bench.print_outbox.read(CLERK).missing == []


def test_a_copy_of_a_receipt_that_is_out_is_owed_to_nobody(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.print(job_of(bench, payment).id)
    bench.tray.jams_after = 0
    copy = bench.printing.print(bench.printing.reprint(CLERK, payment.receipt_number).id)
    (row,) = bench.print_outbox.read(CLERK).missing
    assert (row.job, row.owed) == (copy, False)
    assert bench.print_outbox.dismiss(CLERK, copy.id, NotNeeded.NOBODY_WAITS).state is PrintState.DISMISSED


def test_a_dismissed_receipt_is_only_ever_followed_by_a_copy(bench: Bench) -> None:
    payment = held(bench)
    bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, "dikirim lewat pos")
    bench.tray.jams_after = None
    assert bench.printing.print(job_of(bench, payment).id).state is PrintState.DISMISSED
    assert bench.printing.reprint(CLERK, payment.receipt_number).copy == 1


def test_what_is_out_cannot_be_dismissed_and_no_reason_is_none(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.print(job_of(bench, payment).id)
    for reason, why in ((Reason.PAPER_MOVED, "dikirim lewat pos"), (Reason.WORDS_MISSING, " ")):
        with pytest.raises(Declined) as declined:
            bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, why)
        assert declined.value.reason is reason


def test_a_number_typed_as_a_reason_is_not_in_the_journal(bench: Bench) -> None:
    payment = held(bench)
    bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, "sudah dikirim ke 3273024101900999")
    assert "3273024101900999" not in str(bench.entries("print.dismissed"))


def test_a_second_copy_says_why(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.print(job_of(bench, payment).id)
    bench.printing.reprint(CLERK, payment.receipt_number)
    with pytest.raises(Declined) as declined:
        bench.printing.reprint(CLERK, payment.receipt_number, consent=bench.consent(Deed.REPRINT, payment.id))
    assert declined.value.reason is Reason.WORDS_MISSING
    consent = bench.consent(Deed.REPRINT, payment.id)
    bench.printing.reprint(CLERK, payment.receipt_number, consent=consent, why=CopyReason.LOST)
    assert [entry.get("reason") for entry in bench.entries("print.reprint")] == [None, "paper-lost"]
    assert is_typed("hilang di jalan")
    assert not is_typed(CopyReason.LOST)


FORGED: dict[str, tuple[str, str]] = {
    "handed over": ("HELD", "DELIVERED"),
    "not needed": ("HELD", "DISMISSED"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_paper_that_nobody_told_of_is_found(bench: Bench, what: str) -> None:
    payment = held(bench)
    old, new = (PrintState(state) for state in FORGED[what])
    with bench.store.writing() as work:
        assert work.prints.move(job_of(bench, payment).id, old, new)
    fault = bench.verification.run().fault or ""
    assert f"receipt of {payment.id}, copy 0: {what} 1 times, the journal says 0" in fault


def test_a_copy_that_nobody_asked_for_is_found(bench: Bench) -> None:
    payment = held(bench)
    original = job_of(bench, payment)
    with bench.store.writing() as work:
        work.prints.add(PrintJob(uuid4(), payment.id, 1, PrintState.QUEUED, CLERK.id, original.requested_at))
    assert "copy 1: asked for 1 times, the journal says 0" in (bench.verification.run().fault or "")


def test_a_clock_that_is_set_back_again_and_again_keeps_nothing_fresh(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.monotonic()
    old = held(bench)
    bench.tray.jams_after = None
    monkeypatch.setattr("counter_app.services.print_run.monotonic", lambda: started + 7_200.0)
    assert bench.print_outbox.step(CLERK) == OutboxStep()
    assert [job.id for job in bench.print_outbox.stale(CLERK)] == [job_of(bench, old).id]
    new = bench.sell()
    bench.printing.print(job_of(bench, new).id)
    assert names(bench) == [new.receipt_number]


def test_a_paper_that_moved_at_the_last_moment_is_not_told_to_be_dismissed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = held(bench)
    monkeypatch.setattr(SqlPrintJobs, "move", lambda *_moved, **_said: False)
    with pytest.raises(Declined) as caught:
        bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, "dibaca dari layar, cukup")
    assert caught.value.reason is Reason.PAPER_MOVED
    assert bench.entries("print.dismissed") == []
    assert bench.verification.run().fault is None


def test_a_program_that_starts_while_another_prints_leaves_one_story_in_the_books(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = bench.sell()
    deliver = bench.tray.deliver

    def meanwhile(data: bytes, name: str) -> Certainty:
        Bench(bench.store, bench.clock).printing.recover()
        return deliver(data, name)

    monkeypatch.setattr(bench.tray, "deliver", meanwhile)
    job = bench.printing.print(job_of(bench, payment).id)
    assert (job.state, job) == (PrintState.FAILED, job_of(bench, payment))
    assert (len(bench.entries("print.delivered")), len(bench.entries("print.failed"))) == (0, 1)
    assert bench.verification.run().fault is None


STALE_PAGE: dict[str, Callable[[Bench, Payment], object]] = {
    "a copy": lambda bench, payment: bench.printing.reprint(CLERK, payment.receipt_number),
    "one more of any paper": lambda bench, payment: bench.printing.again(CLERK, job_of(bench, payment).id),
    "not needed": lambda bench, payment: bench.print_outbox.dismiss(CLERK, job_of(bench, payment).id, "tidak perlu"),
    "telephone numbers": lambda bench, _payment: bench.recalls.list(CLERK),
}


@pytest.mark.parametrize("act", STALE_PAGE.values(), ids=STALE_PAGE)
def test_a_page_that_outlived_what_its_person_may_does_nothing(
    bench: Bench, act: Callable[[Bench, Payment], object]
) -> None:
    payment = held(bench)
    bench.log_in.add(SUPERVISOR, CLERK.id, CLERK.name, Role.AUDITOR, PIN)
    with pytest.raises(Declined) as caught:
        act(bench, payment)
    assert caught.value.reason is Reason.NOT_ALLOWED
    assert states(bench, payment) == [PrintState.HELD]
