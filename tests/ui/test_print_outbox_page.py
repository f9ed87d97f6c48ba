"""The print outbox on screen, what comes out by itself, and what the window says of papers and of the printer."""

from datetime import UTC
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from counter_app.domain.payment import Payment
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.print_reasons import CopyReason, NotNeeded
from counter_app.domain.printer import PrinterStatus, Trouble
from counter_app.services.print_outbox import OutboxRow, OutboxStep
from tests.helpers.builders import a_payment, a_print_job
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import HeldJobs, InlineJobs
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ESC, Shell
from ui import printer_words
from ui.jobs import Lane
from ui.keys import Act
from ui.pages.print_outbox import PrintOutboxPage
from ui.print_errand import LOOK_EVERY, PrintErrand
from ui.print_outbox_model import PrintColumn, PrintOutboxModel
from ui.translation import Language, Translation
from ui.two_line_model import Cell
from ui.words import Mood

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

CTRL = Qt.KeyboardModifier.ControlModifier
P, S, T, L, N = Qt.Key.Key_P, Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_L, Qt.Key.Key_N


def tried(shell: Shell, payment: Payment) -> PrintState:
    """The printer is given the receipt, behind the window's back."""
    printing = shell.office.counter.printing
    return printing.print(printing.original(payment.id).id).state


def held(shell: Shell) -> Payment:
    payment = shell.sell()
    shell.office.printer.broken = True
    assert tried(shell, payment) is PrintState.HELD
    shell.office.clock.advance(minutes=11)  # nobody stands there for it any more
    return payment


def opened(shell: Shell) -> PrintOutboxPage:
    shell.press(N, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_PRINT_OUTBOX].widget
    assert isinstance(page, PrintOutboxPage)
    shell.until(lambda: page.isVisible() and page.table.hasFocus() and page.model.rows)
    return page


def _same(status: PrinterStatus) -> PrinterStatus:
    return status


def _says(label: QLabel, words: str) -> bool:
    return words in label.text()


def _lit(shell: Shell, words: str) -> bool:
    return shell.window.bar.printer.words == words


def _as_many(papers: list[tuple[str, bytes]], count: int) -> bool:
    return len(papers) == count


def state_of(shell: Shell, payment: Payment) -> PrintState:
    return shell.office.counter.printing.original(payment.id).state


@pytest.fixture
def english(shell: Shell, translation: Translation) -> Shell:
    shell.begin()
    translation.use(Language.ENGLISH)
    return shell


def test_the_page_says_what_waits_why_and_what_to_do_and_a_key_prints_it(english: Shell) -> None:
    shell = english
    payment = held(shell)
    page = opened(shell)
    shell.until(lambda: "out of paper" in page.printer.text())
    assert page.counts.text() == "1 did not come out. Print each, or say that nobody needs it."
    assert "Receipt: not printed. The printer is out of paper. Put in a new roll." in page.pane.known.text()
    assert "comes out by itself" not in page.pane.known.text()
    shell.office.printer.broken = False
    shell.press(P)
    shell.until(lambda: state_of(shell, payment) is PrintState.DELIVERED)
    shell.until(lambda: page.counts.text() == "Every paper is out.")
    shell.until(lambda: "the printer has taken it whole" in page.pane.known.text())
    assert shell.window.bar.printer.mood is Mood.OK
    assert "out of paper" not in page.printer.text()


def test_look_again_asks_the_printer_and_says_whether_it_said_so_itself(
    english: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = english
    held(shell)
    page = opened(shell)
    for status, words, lamp in (
        (PrinterStatus(told=True, paper_low=True), "the roll nears its end", "paper low"),
        (PrinterStatus(), "How it stands, it does not say", "reachable"),
        (PrinterStatus(told=True), "The printer says: ready.", "ready"),
        (PrinterStatus(told=True, trouble=Trouble.COVER_OPEN), "Close it until it clicks", "cover open"),
    ):
        monkeypatch.setattr(shell.office.printer, "status", partial(_same, status))
        shell.until(lambda: page._asking is None)
        shell.press(L)
        shell.until(partial(_says, page.printer, words))
        shell.until(partial(_lit, shell, lamp))


def test_an_owed_receipt_is_dismissed_only_in_words_of_ones_own(english: Shell) -> None:
    shell = english
    payment = held(shell)
    page = opened(shell)
    shell.press(T)
    shell.until(lambda: shell.focused.objectName() == "dismiss-reason")
    assert "in your own words" in "\n".join(label.text() for label in page.pane.why.findChildren(QLabel))
    shell.type("1")
    shell.press(Qt.Key.Key_Return)
    shell.until(page.pane.why.error.text)
    assert state_of(shell, payment) is PrintState.HELD
    shell.press(Qt.Key.Key_Backspace)
    shell.type("pembayar sudah pulang")
    shell.press(Qt.Key.Key_Return)
    shell.until(lambda: state_of(shell, payment) is PrintState.DISMISSED)
    shell.until(lambda: page.table.hasFocus() and page.counts.text() == "Every paper is out.")
    assert page.model.cell(page.model.rows[0], 4).words == "pembayar sudah pulang"


def test_esc_leaves_the_reason_before_it_leaves_the_page(english: Shell) -> None:
    shell = english
    payment = held(shell)
    page = opened(shell)
    shell.press(T)
    shell.until(lambda: shell.focused.objectName() == "dismiss-reason")
    shell.press(ESC)
    shell.until(page.table.hasFocus)
    assert page.isVisible()
    assert state_of(shell, payment) is PrintState.HELD
    shell.press(ESC)
    assert not page.isVisible()


def test_a_second_copy_asks_why_and_a_second_person(english: Shell) -> None:
    shell = english
    hire(shell.office, SUPERVISOR)
    payment = shell.sell()
    assert tried(shell, payment) is PrintState.DELIVERED
    page = opened(shell)
    papers = shell.office.printer.papers
    for count in (2, 3):
        shell.until(lambda: page.table.hasFocus() and not page.pane._busy)
        shell.press(S)
        if count == 3:
            shell.consent(SUPERVISOR.id)
        shell.until(partial(_as_many, papers, count))
    assert papers[-1][0] == f"{payment.receipt_number}-salinan-2"
    with shell.office.store.reading() as work:
        told = [entry.canonical.decode() for entry in work.journal.chain() if b"print.reprint" in entry.canonical]
    assert ['"reason":"paper-lost"' in entry for entry in told] == [False, True]


def test_what_is_held_and_fresh_comes_out_by_itself_when_there_is_paper_again(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.print_errand.LOOK_EVERY", 20)
    shell.begin()
    prints = shell.window._background.prints  # type: ignore[union-attr]
    prints._timer.setInterval(20)
    payment = shell.sell()
    shell.office.printer.broken = True
    tried(shell, payment)
    prints.look()
    shell.until(lambda: shell.window.bar.printer.words == "kertas habis")
    assert shell.office.printer.papers == []
    shell.office.printer.broken = False
    shell.until(lambda: [name for name, _ in shell.office.printer.papers] == [payment.receipt_number])
    shell.until(lambda: shell.window.bar.printer.mood is Mood.OK)


def test_the_page_says_that_there_is_paper_again_as_soon_as_the_lamp_does(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.print_errand.LOOK_EVERY", 20)
    shell.begin()
    prints = shell.window._background.prints  # type: ignore[union-attr]
    prints._timer.setInterval(20)
    payment = shell.sell()
    shell.office.printer.broken = True
    tried(shell, payment)
    page = opened(shell)
    prints.look()
    shell.until(lambda: "Kertas printer habis" in page.printer.text() and page._asking is None)
    shell.office.printer.broken = False
    shell.until(lambda: state_of(shell, payment) is PrintState.DELIVERED)
    shell.until(lambda: shell.window.bar.printer.mood is Mood.OK)
    assert "habis" not in page.printer.text()


def test_the_counter_opens_on_the_outbox_while_slips_of_before_are_not_out(shell: Shell) -> None:
    shell.begin()
    held(shell)
    shell.window.log_out()
    shell.log_in()
    shell.until(lambda: shell.window.desk is not None)
    page = shell.desk.pages[Act.GO_TO_PRINT_OUTBOX].widget
    shell.until(page.isVisible)
    shell.until(lambda: "1 kertas belum keluar" in shell.words(page))
    shell.press(Qt.Key.Key_F2)
    shell.until(shell.desk.counter.isVisible)


class Steps:
    """An outbox that does what a test says, step by step."""

    def __init__(self, *steps: OutboxStep | Exception) -> None:
        self.steps = list(steps)
        self.taken = 0

    def step(self, _actor: object) -> OutboxStep:
        self.taken += 1
        next_ = self.steps.pop(0) if self.steps else OutboxStep()
        if isinstance(next_, Exception):
            raise next_
        return next_


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def errand(office: TestCounter, owner: QObject) -> PrintErrand:
    return PrintErrand(office.counter, InlineJobs(), owner)


OUT = a_print_job(a_payment().id, state=PrintState.DELIVERED)
HELD_AGAIN = a_print_job(a_payment().id, state=PrintState.HELD, trouble=Trouble.HUNG)


def test_nothing_is_looked_for_while_nothing_is_held_or_nobody_is_at_work(errand: PrintErrand) -> None:
    errand._outbox = steps = Steps()  # type: ignore[assignment]
    errand.look()
    assert steps.taken == 0
    errand.begin(SUPERVISOR)
    assert (steps.taken, errand._timer.isActive()) == (1, False)
    errand.cover()
    errand.look()
    assert steps.taken == 1
    errand.uncover()
    assert steps.taken == 2
    errand.leave()
    errand.look()
    assert steps.taken == 2


def test_one_paper_a_turn_until_none_is_left_and_always_on_the_printers_lane(errand: PrintErrand) -> None:
    status = PrinterStatus(told=True)
    errand._outbox = steps = Steps(OutboxStep(OUT, status, 1), OutboxStep(OUT, status, 0))  # type: ignore[assignment]
    printed: list[object] = []
    errand.printed.connect(printed.append)
    errand.begin(SUPERVISOR)
    assert (printed, steps.taken, errand._timer.isActive()) == ([OUT, OUT], 2, False)
    jobs = errand._jobs
    assert isinstance(jobs, InlineJobs)
    assert set(jobs.lanes) == {Lane.PRINTER}


def test_a_printer_that_says_ready_and_takes_nothing_is_tried_ever_more_seldom(errand: PrintErrand) -> None:
    again = OutboxStep(HELD_AGAIN, PrinterStatus(), 1)
    errand._outbox = Steps(*[again] * 8)  # type: ignore[assignment]
    errand.begin(SUPERVISOR)
    waits = []
    for _ in range(6):
        waits.append(errand._timer.interval())
        errand._step()
    assert waits == [6_000, 12_000, 24_000, 48_000, 60_000, 60_000]
    errand._outbox = Steps(OutboxStep(None, PrinterStatus(trouble=Trouble.OFF), 1))  # type: ignore[assignment]
    errand.look()
    assert (errand._timer.interval(), errand._timer.isActive()) == (LOOK_EVERY, True)


def test_a_look_asked_for_during_a_look_is_made_after_it(office: TestCounter, owner: QObject) -> None:
    jobs = HeldJobs()
    errand = PrintErrand(office.counter, jobs, owner)
    errand._outbox = steps = Steps()  # type: ignore[assignment]
    errand.begin(SUPERVISOR)
    errand.look()
    assert len(jobs.held) == 1
    jobs.release()
    jobs.release()
    assert steps.taken == 2


def test_a_bug_is_shown_once_and_not_every_few_seconds(errand: PrintErrand, qapp: object) -> None:
    errand._outbox = Steps(RuntimeError("a bug"))  # type: ignore[assignment]
    with pytest.raises(RuntimeError):
        errand.begin(SUPERVISOR)
    assert not errand._timer.isActive()


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_every_trouble_has_words_a_remedy_and_a_short_form_of_its_own(
    translation: Translation, language: Language
) -> None:
    translation.use(language)
    assert len({printer_words.trouble_words(each) for each in Trouble}) == len(Trouble)
    shorts = {printer_words.short_words(each) for each in Trouble}
    assert len(shorts) == len(Trouble)
    assert max(map(len, shorts)) <= 16
    assert len({printer_words.document_words(each) for each in Document}) == len(Document)
    reasons = (*CopyReason, *NotNeeded)
    assert len({printer_words.reason_words(each) for each in reasons}) == len(reasons)


@pytest.mark.parametrize("language", Language)
def test_only_what_the_printer_said_is_called_printed(translation: Translation, language: Language) -> None:
    translation.use(language)
    said = {state: printer_words.job_words(a_print_job(a_payment().id, state=state)) for state in PrintState}
    assert len(set(said.values())) == len(PrintState)
    claims = {state for state, words in said.items() if "tercetak" in words or ": printed" in words}
    assert claims == {PrintState.PRINTED}
    assert len({printer_words.known_words(a_print_job(a_payment().id, state=state)) for state in PrintState}) == 8


def test_a_paper_that_waits_its_turn_is_in_no_trouble() -> None:
    job = a_print_job(a_payment().id, state=PrintState.HELD, detail="in line")
    assert printer_words.job_mood(job) is Mood.WAIT
    assert printer_words.job_words(job) == "Receipt: waits its turn at the printer."
    assert printer_words.known_words(job) == "waits its turn"


@pytest.mark.parametrize("state", [PrintState.HELD, PrintState.FAILED])
def test_a_program_that_ended_is_not_laid_to_the_printer(state: PrintState) -> None:
    job = a_print_job(a_payment().id, state=state, detail="interrupted")
    words = printer_words.job_words(job)
    assert "the program had ended" in words.lower()
    assert "the matter with the printer" not in words
    unknown = a_print_job(a_payment().id, state=state, detail="0x8001", trouble=Trouble.UNKNOWN)
    assert "Something is the matter with the printer" in printer_words.job_words(unknown)


def test_the_list_says_the_trouble_in_words_and_nothing_of_what_a_line_said() -> None:
    model = PrintOutboxModel(UTC)
    said = {
        "[Errno 104] reset by peer": (Trouble.BROKE_OFF, "broke off"),
        "in line": (None, ""),
        "interrupted": (None, "the program had ended"),
        "old row": (None, "trouble"),
    }
    for detail, (trouble, words) in said.items():
        row = OutboxRow(a_print_job(a_payment().id, state=PrintState.HELD, detail=detail, trouble=trouble))
        assert model.cell(row, PrintColumn.WHY) == Cell(words)


def test_the_page_does_not_ask_for_keys_for_what_comes_by_itself(english: Shell) -> None:
    shell = english
    payment = shell.sell()
    shell.office.printer.broken = True
    tried(shell, payment)
    page = opened(shell)
    shell.until(lambda: page.counts.text().startswith("1 did not come out yet. They come by themselves"))
    shell.office.clock.advance(minutes=11)
    page.refresh()
    shell.until(lambda: page.counts.text() == "1 did not come out. Print each, or say that nobody needs it.")


def test_where_nothing_was_printed_the_printer_can_be_looked_at_all_the_same(english: Shell) -> None:
    shell = english
    shell.press(N, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_PRINT_OUTBOX].widget
    assert isinstance(page, PrintOutboxPage)
    shell.until(lambda: page.nothing.isVisible() and "ready" in page.printer.text())
    assert not page.pane.view.isVisible()
    shell.office.printer.broken = True
    shell.press(L)
    shell.until(lambda: "out of paper" in page.printer.text())
    shell.office.printer.broken = False
    page.again.click()
    shell.until(lambda: "ready" in page.printer.text())
    shell.press(ESC)
    assert not page.isVisible()


def test_a_copy_says_which_one_it_is_and_that_it_comes_by_itself() -> None:
    job = a_print_job(a_payment().id, copy=2, state=PrintState.HELD, trouble=Trouble.OFF)
    assert printer_words.job_words(job, by_itself=True) == (
        "Receipt, SALINAN 2: not printed. The printer does not answer. Switch it on and look at its cable. "
        "It then comes out by itself."
    )


def test_a_printer_that_was_never_asked_is_not_called_ready() -> None:
    assert printer_words.lamp_words(None) == (Mood.OFF, "not known")
    assert "not been asked" in printer_words.status_words(None)
