"""Every page of the window in the states a clerk meets, one after the other, so that something can be asked of each."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.participant import Protection
from counter_app.domain.reminder import Stage as Stages
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act
from ui.pages.check_receipt import CheckReceiptPage
from ui.pages.close_shift import Stage as Closing
from ui.pages.drawer import DrawerPage
from ui.pages.print_outbox import PrintOutboxPage
from ui.pages.reminders import RemindersPage
from ui.pages.statement import StatementPage
from ui.sale_flow import Stage
from ui.widgets.notice_line import Notice
from ui.words import Mood

TRADER = a_participant(
    0,
    name="Siti Aminah binti Abdullah",
    income_basis=Rupiah(3_450_000),
    programmes=(Programme.JKK, Programme.JKM, Programme.JHT),
)
HOSTILE = a_participant(
    7,
    name="<img src=x> \u202eBudi\u202c 😀 " + "Wirasatyanegaraningrat " * 12,
    status=Protection.LAPSED,
    branch_office="Kabupaten Pegunungan Bintang dan Sekitarnya",
    income_basis=Rupiah(99_999_999),
)
ANOTHER = a_participant(8, name="Nyoman Suarta", protected_until=None, status=Protection.NEW)
PEOPLE = (TRADER, HOSTILE, ANOTHER)


def tour(shell: Shell) -> Iterator[str]:
    """Leads ``shell``, whose office knows ``PEOPLE``, from log-in to the closed counter; yields each state's name."""
    yield from _doors(shell)
    yield from _one_payer(shell)
    yield from _troubles(shell)
    yield from _journal(shell)
    yield from _proofs(shell)
    yield from _reminders(shell)
    yield from _the_rest(shell)


def _doors(shell: Shell) -> Iterator[str]:
    shell.log_in("111111")
    card = shell.window.log_in.card
    shell.until(lambda: card.error.text() and card.error.property("role") == "error")
    yield "log-in-wrong"
    shell.window.log_in.start()
    shell.log_in()
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    shell.press(ENTER)
    yield "float-missing"
    shell.type("200000")
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    with shell.office.store.writing() as work:
        work.participants.save(PEOPLE, shell.office.clock.now())


def _one_payer(shell: Shell) -> Iterator[str]:
    yield "counter-empty"
    shell.type("327302550892000")
    shell.press(ENTER)
    yield "counter-refused"
    _look_up(shell, TRADER.nik)
    shell.type("3")
    shell.until(lambda: shell.desk.counter.flow.wish.months == 3 and shell.desk.counter.flow.fresh)
    yield "bill"
    shell.press(ENTER)
    shell.type("5000")
    shell.press(ENTER)
    shell.until(lambda: shell.desk.counter.flow.refusal)
    yield "cash-short"
    shell.press(Qt.Key.Key_F6)
    shell.press(ENTER)
    shell.until(lambda: shell.desk.counter.flow.refusal)
    yield "reference-missing"
    shell.press(Qt.Key.Key_F5)
    shell.type("300000")
    _pay(shell)
    yield "paid"


def _troubles(shell: Shell) -> Iterator[str]:
    office = shell.office
    shell.type("wirasatya")
    shell.until(lambda: shell.desk.counter.payer.names.count)
    yield "names"
    office.host.away = True
    office.printer.broken = True
    shell.press(ENTER)
    shell.until(lambda: shell.desk.counter.flow.stage is Stage.BILL)
    yield "host-away"
    shell.press(ENTER)
    _pay(shell)
    shell.until(lambda: not _after_is_printing(shell))
    yield "accepted-printer-away"
    office.host.away, office.printer.broken = False, False
    office.host.dearer = 500
    office.host.replies = [Refused("4042512", "bill not found")]
    _look_up(shell, ANOTHER.nik)
    yield "bill-differs"
    shell.press(ENTER)
    _pay(shell)
    shell.until(lambda: not _after_is_printing(shell))
    yield "refused-by-the-host"
    shell.press(ESC)
    shell.until(shell.desk.counter.empty.last.isVisible)
    yield "counter-between-payers"


def _journal(shell: Shell) -> Iterator[str]:
    shell.press(Qt.Key.Key_F3)
    journal = shell.desk.journal
    shell.until(lambda: journal.stack.currentWidget() is journal.table and not journal.paper.view.is_empty)
    yield "journal"
    shell.press(Qt.Key.Key_Slash)
    shell.type("nobody")
    yield "journal-nothing-fits"
    shell.press(ESC)


def _proofs(shell: Shell) -> Iterator[str]:
    """What stands on paper, what stands under a name, and above both what everybody has to know."""
    counter = shell.office.counter
    shell.window.notice.show_notice(Notice.UNTRUSTED, True)
    shell.press(Qt.Key.Key_F12)
    yield "check"
    counter.enrolment.begin()
    with counter.store.reading() as work:
        number = next(iter(work.payments.all())).receipt_number
    text = counter.printing.receipt(number).proof
    page = shell.desk.pages[Act.CHECK_RECEIPT].widget
    assert isinstance(page, CheckReceiptPage)
    for mood, typed in ((Mood.OK, text), (Mood.BAD, text.replace("*", "*1", 1)), (Mood.OFF, "LK1:")):
        shell.type(typed)
        shell.press(ENTER)
        shell.until(lambda mood=mood: page.band.isVisible() and page.band.mood is mood)  # type: ignore[misc]
        yield f"check-{mood}"
    shell.window.notice.show_notice(Notice.UNTRUSTED, False)
    shell.press(Qt.Key.Key_T, modifier=Qt.KeyboardModifier.ControlModifier)
    yield "statement"
    shell.press(ENTER)
    statement = shell.desk.pages[Act.GO_TO_STATEMENT].widget
    assert isinstance(statement, StatementPage)
    shell.until(lambda: statement.model.rowCount() > 0)
    yield "statement-read"


def _reminders(shell: Shell) -> Iterator[str]:
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    shell.press(Qt.Key.Key_F2)
    shell.press(Qt.Key.Key_B, modifier=ctrl)
    sheet = shell.desk.counter.benefits
    shell.until(lambda: sheet.isVisible() and sheet.income.hasFocus())
    yield "benefits"
    shell.press(ESC)
    shell.press(Qt.Key.Key_I, modifier=ctrl)
    page = shell.desk.pages[Act.GO_TO_REMINDERS].widget
    assert isinstance(page, RemindersPage)
    shell.until(page.table.hasFocus)
    shell.press(Qt.Key.Key_1, modifier=alt)
    shell.until(lambda: page.stage is Stages.DUE and page.table.hasFocus() and page.pane.name.isVisible())
    yield "reminders"
    shell.press(Qt.Key.Key_M)
    shell.until(page.pane.message.hasFocus)
    yield "reminder-message"
    shell.press(ESC)
    shell.press(Qt.Key.Key_N)
    shell.until(page.pane.form.hasFocus)
    yield "reminder-note"
    shell.press(ESC, ESC)


def _prints(shell: Shell) -> Iterator[str]:
    """A copy that the printer does not take, why it is not needed, and one more copy of what is out."""
    counter, printer = shell.office.counter, shell.office.printer
    with counter.store.reading() as work:
        number = next(iter(work.payments.all())).receipt_number
    printer.broken = True
    counter.printing.print(counter.printing.reprint(CLERK, number).id)
    shell.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    page = shell.desk.pages[Act.GO_TO_PRINT_OUTBOX].widget
    assert isinstance(page, PrintOutboxPage)
    shell.until(lambda: page.table.hasFocus() and page.model.rows and "…" not in page.printer.text())
    yield "prints"
    shell.press(Qt.Key.Key_T)
    shell.until(page.pane.why.reason.hasFocus)
    yield "prints-not-needed"
    shell.press(ESC, Qt.Key.Key_End, Qt.Key.Key_S)
    shell.until(lambda: page.pane.consent.reason.hasFocus() or page.pane.error.isVisible() or not page.pane._busy)
    yield "prints-one-more-copy"
    shell.press(ESC)
    printer.broken = False


def _the_rest(shell: Shell) -> Iterator[str]:
    shell.press(Qt.Key.Key_F1)
    yield "keys"
    shell.press(ESC)
    shell.press(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    shell.type("111111")
    shell.press(ENTER)
    shell.until(shell.desk.lock.card.error.text)
    yield "locked"
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: not shell.window.is_locked)
    hire(shell.office, SUPERVISOR)
    yield from _prints(shell)
    yield from _drawer(shell)
    shell.press(Qt.Key.Key_F10)
    yield "count"
    yield from _close(shell)


def _close(shell: Shell) -> Iterator[str]:
    """With everything in it that can be wrong: a row that is no number, a variance, a wrong PIN, a printer that is away."""
    page = shell.desk.close
    shell.type("abc")
    shell.press(ENTER)
    yield "count-refused"
    page.count.clear()
    page.count.start()
    shell.count_drawer(123_456, ((3, 604_800), (0, 0), (12, 999_999_999)))
    shell.press(ENTER)
    shell.until(lambda: page.stage is Closing.COUNTED)
    yield "counted"
    shell.press(ENTER)
    shell.until(lambda: page.stage is Closing.REVEALED)
    yield "revealed"
    page.reveal.stays.setFocus()
    shell.type("22000")
    shell.press(ENTER)
    shell.type("kembalian salah hitung")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, "111111")
    shell.until(page.reveal.consent.error.text)
    yield "variance-wrong-pin"
    shell.office.printer.broken = True
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: page.is_closed and page.paper.again.isVisible())
    yield "closed-printer-away"
    shell.office.printer.broken = False
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: not page.paper.missing)
    yield "closed"


def _drawer(shell: Shell) -> Iterator[str]:
    shell.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    yield "drawer"
    shell.press(Qt.Key.Key_S)
    yield "drawer-form"
    shell.count_drawer(999_000_000, None)
    shell.type("laci terlalu penuh")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    page = shell.desk.pages[Act.GO_TO_DRAWER].widget
    assert isinstance(page, DrawerPage)
    shell.until(page.form.card.error.text)
    yield "drawer-short"
    shell.press(ESC, ESC)


def _look_up(shell: Shell, number: str) -> None:
    shell.press(Qt.Key.Key_F2)
    shell.type(number)
    shell.press(ENTER)
    shell.until(lambda: shell.desk.counter.flow.stage is Stage.BILL)


def _pay(shell: Shell) -> None:
    shell.press(ENTER)
    flow = shell.desk.counter.flow
    shell.until(lambda: flow.stage is Stage.DONE and flow.after and not flow.after.picture.isNull())


def _after_is_printing(shell: Shell) -> bool:
    after = shell.desk.counter.flow.after
    return after is None or after.printing
