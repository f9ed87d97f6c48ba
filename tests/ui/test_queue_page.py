"""The queue page: every row names its next step, and what a clerk does about it needs a second person where it must."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.identity import mask
from counter_app.domain.journal import Act
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.refund import RefundCause
from counter_app.services.ports import Abilities
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, PIN, TestCounter
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui import keys
from ui.forwarding import Forwarding
from ui.pages.queue import QueuePage
from ui.queue_doing import Doing
from ui.queue_model import QueueColumn
from ui.translation import Language, Translation
from ui.two_line_model import CellRole

KEY = Qt.Key


@pytest.fixture
def lesser(office: TestCounter) -> None:
    """A host that takes nothing back."""
    office.host.abilities = Abilities(reversal=False)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window's own errand forwards nothing: a test says what goes to the host, and when."""
    monkeypatch.setattr(Forwarding, "step", lambda _errand: None)


@pytest.fixture
def shell(by_hand: None, shell: Shell, translation: Translation) -> Shell:
    """A counter with a supervisor in the house, open, and three payers; English is spoken."""
    translation.use(Language.ENGLISH)
    office = shell.office
    office.host.people = [a_participant(number) for number in range(3)]
    hire(office, SUPERVISOR)
    shell.begin()
    return shell


def page_of(shell: Shell) -> QueuePage:
    page = shell.desk.pages[keys.Act.GO_TO_QUEUE].widget
    assert isinstance(page, QueuePage)
    return page


def open_queue(shell: Shell, rows: int) -> QueuePage:
    shell.window.go(keys.Act.GO_TO_QUEUE)
    page = page_of(shell)
    page.refresh()
    shell.until(lambda: len(page.model.rows) == rows)
    shell.until(lambda: page.table.hasFocus() or not rows)
    return page


def forwarded(shell: Shell, payment: Payment) -> None:
    shell.office.counter.forwarder.forward(payment.id)


def told(shell: Shell, act: Act) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{act.value}"'.encode() in entry.canonical for entry in work.journal.chain())


def consent(shell: Shell, page: QueuePage, pin: str = PIN) -> None:
    shell.until(page.pane.form.approval.isVisible)
    page.pane.form.approval.start()
    if not page.pane.form.approval.supervisor.text():
        shell.type(SUPERVISOR.id)
        shell.press(ENTER)
    shell.type(pin)
    shell.press(ENTER)


def test_an_empty_queue_says_that_all_is_well(shell: Shell) -> None:
    page = open_queue(shell, 0)
    assert "Nothing is open" in shell.words(page)


def test_refused_money_goes_back_by_one_key_and_one_enter(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [AlreadyPaid("4042514", "paid")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    assert "these months are paid already" in shell.words(page.pane)
    shell.press(KEY.Key_U)
    shell.until(lambda: page.pane.is_busy)
    shell.press(ENTER)
    shell.until(lambda: shell.state_of(payment) is PaymentState.REFUNDED)
    shell.until(lambda: len(page.model.rows) == 0)
    with shell.office.store.reading() as work:
        refund = work.refunds.get(payment.id)
        assert refund is not None
        assert (refund.cause, refund.amount) == (RefundCause.REJECTED, payment.total)
    shell.until(lambda: slip_of(shell, payment, Document.REFUND) is PrintState.DELIVERED)
    assert "the money is back with the payer" in shell.words(page.pane)


def slip_of(shell: Shell, payment: Payment, document: Document) -> PrintState | None:
    with shell.office.store.reading() as work:
        jobs = work.prints.of_payment(payment.id, document)
    return jobs[0].state if jobs else None


def test_escape_gives_nothing_back(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [Refused("4042512", "no such bill")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_U)
    shell.until(lambda: page.pane.is_busy)
    shell.press(ESC)
    assert not page.pane.is_busy
    assert page.isVisible()
    assert shell.state_of(payment) is PaymentState.REJECTED


def test_a_wrong_pin_keeps_the_reason_and_cancels_nothing_until_it_is_right(shell: Shell) -> None:
    payment = shell.sell()
    page = open_queue(shell, 1)
    shell.press(KEY.Key_B)
    shell.until(page.pane.form.words.hasFocus)
    shell.type("payer changed their mind")
    consent(shell, page, "000000")
    shell.until(lambda: page.pane.form.approval.error.text() != "")
    assert page.pane.form.words.text() == "payer changed their mind"
    assert page.pane.form.approval.pin.text() == ""
    assert shell.state_of(payment) is PaymentState.ACCEPTED
    consent(shell, page)
    shell.until(lambda: shell.state_of(payment) is PaymentState.CANCELLED)
    assert told(shell, Act.APPROVED) == told(shell, Act.CANCELLED) == 1


def test_a_reason_too_short_is_said_at_the_reason(shell: Shell) -> None:
    payment = shell.sell()
    page = open_queue(shell, 1)
    shell.press(KEY.Key_B)
    shell.until(page.pane.form.words.hasFocus)
    shell.type("no")
    consent(shell, page)
    shell.until(page.pane.form.error.isVisible)
    assert "at least 4" in page.pane.form.error.text()
    assert shell.state_of(payment) is PaymentState.ACCEPTED


def test_a_confirmed_payment_is_reversed_out_of_the_journal(shell: Shell) -> None:
    payment = shell.sell()
    forwarded(shell, payment)
    shell.window.go(keys.Act.GO_TO_JOURNAL)
    journal = shell.desk.pages[keys.Act.GO_TO_JOURNAL].widget
    shell.until(lambda: journal.table.hasFocus() and journal.model.rowCount() == 1)  # type: ignore[attr-defined]
    shell.press(KEY.Key_K)
    page = page_of(shell)
    shell.until(lambda: page.isVisible() and len(page.model.rows) == 1 and page.table.hasFocus())
    shell.press(KEY.Key_R)
    shell.until(page.pane.form.words.hasFocus)
    shell.type("wrong participant")
    consent(shell, page)
    shell.until(lambda: told(shell, Act.REVERSAL_ASKED) == 1)
    with shell.office.store.reading() as work:
        reversal = work.reversals.of_payment(payment.id)
        assert reversal is not None
        assert (reversal.clerk_id, reversal.approved_by, reversal.reason) == (
            CLERK.id,
            SUPERVISOR.id,
            "wrong participant",
        )
        assert work.refunds.get(payment.id) is None
    shell.until(lambda: not page.pane.is_busy)
    shell.until(lambda: "Give nothing back yet" in shell.words(page.pane))
    shell.office.counter.forwarder.forward_reversal(reversal.id)
    page.refresh()
    shell.until(lambda: any(row.state is PaymentState.CONFIRMED and row.reversal for row in page.model.rows))
    shell.until(lambda: Doing.RETURN in page.pane._possible())
    assert "Give nothing back yet" not in shell.words(page.pane)
    shell.press(KEY.Key_U)
    shell.until(lambda: page.pane.is_busy)
    shell.press(ENTER)
    shell.until(lambda: told(shell, Act.REVERSAL_PAID_OUT) == 1)
    assert shell.office.counter.verification.run().fault is None
    shell.until(lambda: "Reversed, money given back" in shell.words(page.pane))
    assert page.pane._possible() == ()
    shell.window.go(keys.Act.GO_TO_COUNTER)
    open_queue(shell, 0)


def test_what_was_done_about_a_payment_that_has_left_the_list_is_said_with_its_number(shell: Shell) -> None:
    people = shell.office.host.people
    refused, waiting = shell.sell(people[0]), shell.sell(people[1])
    shell.office.host.replies = [Refused("4042512", "no such bill"), NoAnswer("silence")]
    forwarded(shell, refused)
    forwarded(shell, waiting)
    page = open_queue(shell, 2)
    shell.press(KEY.Key_U)
    shell.until(lambda: page.pane.is_busy)
    shell.press(ENTER)
    shell.until(lambda: len(page.model.rows) == 1)
    shell.until(lambda: waiting.receipt_number in shell.words(page.pane))
    said = f"{refused.receipt_number}: Written down: the money is back with the payer."
    shell.until(lambda: said in shell.words(page.pane))
    open_queue(shell, 1)
    assert "Written down" not in shell.words(page.pane)


@pytest.mark.usefixtures("lesser")
def test_a_host_that_takes_nothing_back_is_said_to_and_not_offered(shell: Shell) -> None:
    payment = shell.sell()
    forwarded(shell, payment)
    page = page_of(shell)
    page.bring(payment.id)
    shell.window.go(keys.Act.GO_TO_QUEUE)
    shell.until(lambda: len(page.model.rows) == 1)
    assert "takes nothing back" in shell.words(page.pane)
    assert not page.pane.buttons[Doing.REVERSE].isVisible()


def test_two_people_and_the_hosts_word_resolve_a_contradiction(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [Conflict("4092501", "same key, other content")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_E)
    shell.until(lambda: page.pane.is_busy)
    form = page.pane.form
    assert "does not confirm it now" in shell.words(form)
    assert not form.approval.isVisible()
    form.refuse.click()
    shell.until(form.words.hasFocus)
    shell.type("letter 7 of the branch")
    consent(shell, page)
    shell.until(lambda: shell.state_of(payment) is PaymentState.REJECTED)
    assert told(shell, Act.REVIEW_RESOLVED) == 1


def test_what_the_host_confirms_now_cannot_be_refused(shell: Shell) -> None:
    payment = shell.sell()
    host = shell.office.host
    with shell.office.store.reading() as work:
        item = work.outbox.get(payment.id)
    assert item is not None
    host.pay(item.body)
    host.replies = [Conflict("4092501", "same key, other content")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_E)
    shell.until(lambda: page.pane.is_busy)
    assert not page.pane.form.refuse.isEnabled()
    page.pane.form.words.setFocus()
    shell.type("the host's own answer")
    consent(shell, page)
    shell.until(lambda: shell.state_of(payment) is PaymentState.CONFIRMED)


def test_a_preliminary_receipt_is_followed_by_a_slip(shell: Shell) -> None:
    payment = shell.sell()
    printing = shell.office.counter.printing
    printing.print(printing.original(payment.id).id)
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_P)
    shell.until(lambda: slip_of(shell, payment, Document.CONFIRMATION) is PrintState.DELIVERED)
    shell.until(lambda: len(page.model.rows) == 0)
    shell.until(
        lambda: (
            f"{payment.receipt_number}: Confirmation slip: the printer has taken it whole." in shell.words(page.pane)
        )
    )


def test_a_printer_without_paper_leaves_the_slip_waiting_and_says_so(shell: Shell) -> None:
    payment = shell.sell()
    printing = shell.office.counter.printing
    printing.print(printing.original(payment.id).id)
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.office.printer.broken = True
    shell.press(KEY.Key_P)
    shell.until(lambda: "Confirmation slip: not printed." in shell.words(page.pane))
    assert slip_of(shell, payment, Document.CONFIRMATION) is PrintState.HELD
    shell.office.printer.broken = False
    shell.until(page.table.hasFocus)
    shell.press(KEY.Key_P)
    shell.until(lambda: slip_of(shell, payment, Document.CONFIRMATION) is PrintState.DELIVERED)


def test_the_host_is_asked_at_once_when_somebody_wants_it(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [NoAnswer("silence")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    assert "no answer that counts" in shell.words(page.pane)
    shell.press(KEY.Key_S)
    shell.until(lambda: shell.office.host.calls["payment_status"] >= 1)
    shell.until(lambda: not page.pane.is_busy)


def test_a_call_to_the_payer_is_written_down(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [Refused("4042512", "no such bill")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_T)
    shell.until(page.pane.form.words.hasFocus)
    shell.type("comes tomorrow")
    shell.press(ENTER)
    shell.until(lambda: told(shell, Act.RECALL_CONTACTED) == 1)


def test_whom_to_call_is_printed_by_one_key(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [Refused("4042512", "no such bill")]
    forwarded(shell, payment)
    page = open_queue(shell, 1)
    shell.press(KEY.Key_L)
    shell.until(lambda: told(shell, Act.RECALL_LISTED) == 1)
    shell.until(lambda: any(b"DAFTAR PANGGILAN" in data for _, data in shell.office.printer.papers))
    shell.until(page.table.hasFocus)


def test_where_no_money_waits_nobody_is_to_be_called(shell: Shell) -> None:
    shell.sell()
    page = open_queue(shell, 1)
    shell.press(KEY.Key_L)
    assert not any(button.isVisible() and "(L)" in button.text() for button in page.pane.buttons.values())
    assert told(shell, Act.RECALL_LISTED) == 0


def test_whoever_is_to_be_called_back_stands_in_the_list_with_their_telephone_number(shell: Shell) -> None:
    first, second = (replace(each, phone=f"+62812000000{each.nik[-1]}") for each in shell.office.host.people[:2])
    with shell.office.store.writing() as work:
        work.participants.save([first, second], shell.office.clock.now())
    shell.sell(first)
    refused = shell.sell(second)
    shell.office.host.replies = [AlreadyPaid("4042514", "paid")]
    forwarded(shell, refused)
    page = open_queue(shell, 2)
    below = [page.model.index(row, QueueColumn.PAYER).data(CellRole.BELOW) for row in range(page.model.rowCount())]
    assert below == [second.phone, mask(first.nik)]


def test_poison_stands_in_its_lane_and_the_others_go_on(shell: Shell) -> None:
    people = shell.office.host.people
    poison, well = shell.sell(people[0]), shell.sell(people[1])
    shell.office.host.replies = [NoAnswer("the host answered 5002500", code="5002500")]
    for _ in range(2):
        shell.office.counter.forwarder.forward_next()
    page = open_queue(shell, 1)
    assert page.model.rows[0].payment.id == poison.id
    assert shell.state_of(well) is PaymentState.CONFIRMED


def test_the_language_can_be_switched_while_a_form_is_open(shell: Shell, translation: Translation) -> None:
    shell.sell()
    page = open_queue(shell, 1)
    shell.press(KEY.Key_B)
    shell.until(page.pane.form.words.hasFocus)
    shell.type("abcd")
    translation.use(Language.INDONESIAN)
    assert page.pane.form.words.text() == "abcd"
    shell.until(lambda: "Orang kedua menyetujui" in shell.words(page.pane))


def test_reading_the_queue_anew_takes_the_cursor_from_no_button(shell: Shell) -> None:
    shell.sell()
    page = open_queue(shell, 1)
    button = next(each for each in page.pane.buttons.values() if each.isVisible())
    button.setFocus()
    shell.sell(shell.office.host.people[1])
    page.refresh()
    shell.until(lambda: len(page.model.rows) == 2)
    assert button.hasFocus()
