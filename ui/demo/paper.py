"""A network printer is set up, and runs out of paper: what waits comes out by itself, what nobody needs does not.

Behind it the counter has the folder again that takes each paper as a file.
"""

import os
import subprocess
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.printer import Trouble
from counter_app.services.print_outbox import OutboxRow
from counter_app.settings import HOME_VARIABLE, Settings
from ui.demo.clerk import DemoStuck
from ui.demo.day import ENTER, LONG, Day
from ui.demo.exceptions import somebody
from ui.demo.power_cut import program
from ui.demo.printer import DemoPrinter, demo_printer
from ui.printer_flow import Step
from ui.printer_setup_words import question_words

LONGER_THAN_ANYBODY_WAITS = timedelta(minutes=11)
"""For a paper: after that it does not come out by itself any more."""
_AS_EVERYWHERE = {
    Step.COLUMNS: Qt.Key.Key_3,
    Step.LETTERS: Qt.Key.Key_1,
    Step.CODE: Qt.Key.Key_1,
    Step.CUT: Qt.Key.Key_2,
    Step.DRAWER: Qt.Key.Key_3,
}
"""Answers by which the printer is as the one before: 48 columns, the first table, codes of its own, a partial cut."""
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def play(day: Day) -> None:
    """Ends with the list of papers, of which none is missing; the printer that was set up is gone then (``put_back``)."""
    with demo_printer() as printer:
        _set_up(day, printer)
        printer.has_paper = False
        copy = _a_copy_nobody_waits_for(day)
        _paper_is_back(day, printer, *_a_receipt_somebody_waits_for(day))
        _dismiss(day, copy)
    if any(b"SALINAN" in paper for paper in printer.papers):
        day.faults.append("the copy that nobody needed came out all the same")


def put_back(settings: Settings) -> None:
    """With the window closed: the printer that ``settings`` name, by the command line, as whoever set up the other one.

    Raises ``DemoStuck`` with what the command said.
    """
    command = [*program(), "set-printer", settings.printer.device, "--by", demo_office.CLERK.id]
    # The interpreter is ours and so are the options: nothing here comes from outside.
    done = subprocess.run(  # noqa: S603
        command,
        input=f"{demo_office.CLERK.pin}\n",
        env={**os.environ, HOME_VARIABLE: str(settings.home)},
        check=False,
        capture_output=True,
        text=True,
        timeout=LONG,
    )
    if done.returncode:
        raise DemoStuck(f"the printer could not be put back: {done.stderr.strip()}")


def _set_up(day: Day, printer: DemoPrinter) -> None:
    """Found by its place in the network, tried by a slip, and as the answers say."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_P, _CTRL | _SHIFT)
    clerk.wait(lambda: clerk.focus() == "printers-found" and clerk.rows("printers-found") > 0, "the printer's page")
    clerk.click("printer-place")
    clerk.type(printer.place)
    clerk.wait(lambda: _is_found(day), "the printer to be found", LONG)
    clerk.press(ENTER)
    clerk.wait(lambda: _is_asked(day, Step.SLIP), "the printer to be chosen")
    clerk.press(ENTER)
    for step, key in _AS_EVERYWHERE.items():
        clerk.wait(partial(_is_asked, day, step), f"the question of {step}")
        if step is Step.LETTERS:
            clerk.picture("printer-set-up-what-is-on-the-slip")
        clerk.press(key)
    clerk.wait(lambda: _is_asked(day, Step.SUMMARY), "the end of the questions")
    clerk.picture("printer-set-up-before-it-counts")
    clerk.press(ENTER)
    clerk.wait(lambda: _is_asked(day, Step.SAVED), "the printer to be this counter's")
    clerk.press(Qt.Key.Key_Escape)


def _is_asked(day: Day, step: Step) -> bool:
    page = day.clerk.seen("printerSetupPage")
    return page is not None and page.accessibleName() == question_words(step)[0]


def _is_found(day: Day) -> bool:
    """Enter, until the search for others is over and this one is looked for; then it is the list's turn."""
    if day.clerk.focus() == "printer-place":
        day.clerk.press(ENTER)
    return day.clerk.focus() == "printers-found"


def _a_copy_nobody_waits_for(day: Day) -> PrintJob:
    """Asked for without paper, and then the payer goes home."""
    clerk, payment = day.clerk, day.payment(day.numbers()[1])
    clerk.press(Qt.Key.Key_F3)
    clerk.wait(lambda: clerk.goes_to("journal", payment.id), "the payment in the journal")
    clerk.wait(lambda: clerk.words("paper-number") == payment.receipt_number, "its number beside the journal")
    clerk.press(Qt.Key.Key_P)
    copy = clerk.wait_for(lambda: _held(day, payment, copy=1), "the copy to be held")
    clerk.picture("no-paper-the-copy-waits")
    day.sandbox.stop()
    day.clock.skip(LONGER_THAN_ANYBODY_WAITS)
    day.sandbox.start(day.clock.now())
    return copy


def _a_receipt_somebody_waits_for(day: Day) -> tuple[Payment, PrintJob]:
    """Paid, posted, and no paper: the payment is none the worse for it."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_F2)
    day.look_up(somebody(day, 1).nik)
    day.to_the_tender()
    before = day.numbers()
    clerk.press(ENTER)
    clerk.wait(lambda: len(day.numbers()) == len(before) + 1, "the commit")
    (number,) = set(day.numbers()) - set(before)
    payment = day.payment(number)
    clerk.wait(day.is_now(payment, PaymentState.CONFIRMED), "the host's word", LONG)
    waits = clerk.wait_for(lambda: _held(day, payment, copy=0), "the receipt to be held")
    clerk.picture("no-paper-the-receipt-waits")
    clerk.press(Qt.Key.Key_N, _CTRL)
    clerk.wait(lambda: clerk.goes_to("print-outbox", waits.id, _job_of), "the receipt in the print outbox")
    clerk.picture("print-outbox-one-comes-by-itself-one-does-not")
    return payment, waits


def _paper_is_back(day: Day, printer: DemoPrinter, payment: Payment, waits: PrintJob) -> None:
    """Nobody presses a key; the receipt comes out once, and the copy does not."""
    clerk = day.clerk
    printer.has_paper = True
    clerk.wait(lambda: _now(day, waits).state is PrintState.PRINTED, "the receipt to come out by itself", LONG)
    clerk.wait(lambda: "tercetak" in clerk.words("paper-known"), "the page to say so")
    clerk.picture("paper-is-back-the-receipt-came-by-itself")
    number = payment.receipt_number
    came = [paper for paper in printer.papers if number.encode() in paper]
    if len(came) != 1:
        raise DemoStuck(f"the receipt {number} came out {len(came)} times")
    (day.counter.settings.home / "printer" / f"{number}.bin").write_bytes(came[0])  # laid with the others
    day.take_down(payment)


def _dismiss(day: Day, copy: PrintJob) -> None:
    clerk = day.clerk
    clerk.wait(lambda: clerk.goes_to("print-outbox", copy.id, _job_of), "the copy in the print outbox")
    clerk.press(Qt.Key.Key_T)
    clerk.wait(lambda: clerk.focus() == "dismiss-reason", "to be asked why")
    clerk.press(Qt.Key.Key_3)  # from the list: nobody waits for it any more
    clerk.picture("print-outbox-why-nobody-needs-it")
    clerk.press(ENTER)
    clerk.wait(lambda: _now(day, copy).state is PrintState.DISMISSED, "the copy to be put aside")
    clerk.wait(lambda: clerk.focus() == "print-outbox", "the list")
    clerk.picture("print-outbox-nothing-is-missing")


def _held(day: Day, payment: Payment, copy: int) -> PrintJob | None:
    """The receipt, or a copy of it, that waits because the printer said that it has no paper."""
    jobs = [job for job in day.papers(payment.id, Document.RECEIPT) if job.copy == copy]
    return next((job for job in jobs if job.state is PrintState.HELD and job.trouble is Trouble.NO_PAPER), None)


def _now(day: Day, job: PrintJob) -> PrintJob:
    assert job.payment_id is not None
    return next(each for each in day.papers(job.payment_id, job.document) if each.id == job.id)


def _job_of(row: OutboxRow) -> UUID:
    return row.job.id
