"""The main window in a test's hands: keys in, what is on screen out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import DENOMINATIONS, in_few_pieces
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.checkout import Sale
from tests.helpers.counters import CLERK, PIN, TestCounter
from ui.desk import Desk
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme import Appearance
from ui.translation import Translation

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
FLOAT = "200000"
PATIENCE = 30_000
"""Milliseconds; never reached when the program is right."""


class PatientBot(QtBot):
    """Waits as long as everything here does, where a test does not say how long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802 - its name
        super().waitUntil(callback, timeout=timeout)


def bring_to_front(qtbot: QtBot, window: QWidget) -> None:
    """Until ``window`` has the keys.

    It is asked for again and again: a window of the test before that closes in the same moment takes the front away
    with it, and Qt does not hand it on.
    """

    def has_the_keys() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(has_the_keys, timeout=PATIENCE)


class Shell:
    """The window, shown and, unless told otherwise, attached to ``office``."""

    def __init__(
        self,
        qtbot: QtBot,
        app: QApplication,
        office: TestCounter,
        jobs: Jobs,
        appearance: Appearance,
        translation: Translation,
        *,
        attached: bool = True,
    ) -> None:
        self.bot = qtbot
        self.office = office
        self.jobs = jobs
        self.window = MainWindow(app, office.counter.settings, jobs, appearance, translation)
        qtbot.addWidget(self.window)
        self.window.show()
        bring_to_front(qtbot, self.window)
        if attached:
            self.window.attach(office.counter)

    @property
    def desk(self) -> Desk:
        desk = self.window.desk
        assert desk is not None, "nobody is at work"
        return desk

    @property
    def focused(self) -> QWidget:
        """Where a key goes."""
        return QApplication.focusWidget() or self.window

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focused, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def until(self, there: Callable[[], object]) -> None:
        """Let the window live until ``there`` says true."""
        self.bot.waitUntil(lambda: bool(there()), timeout=PATIENCE)

    def state_of(self, payment: Payment) -> PaymentState:
        """As the database has it now."""
        with self.office.store.reading() as work:
            stored = work.payments.get(payment.id)
        assert stored is not None
        return stored.state

    def words(self, of: QWidget | None = None) -> str:
        """All that can be read on ``of`` now, a label a line."""
        labels = (of or self.window).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())

    def log_in(self, pin: str = PIN) -> None:
        """Staff number, Enter, PIN, Enter."""
        self.type(CLERK.id)
        self.press(ENTER)
        self.type(pin)
        self.press(ENTER)

    def consent(self, number: str, pin: str = PIN) -> None:
        """A second person types their number and PIN, once they are asked; to one more copy after the reason."""
        self.until(lambda: self.focused.objectName() in ("copy-reason", "supervisor"))
        if self.focused.objectName() == "copy-reason":
            self.type("2")
            self.until(lambda: self.focused.objectName() == "supervisor")
        self.type(number)
        self.press(ENTER)
        self.type(pin)
        self.press(ENTER)

    def count_drawer(self, cash: int, slips: Sequence[tuple[int, int]] | None = ((0, 0),) * 3) -> None:
        """Type a count of ``cash`` rupiah in few pieces, row by row, from its first field on; then what is not cash, as
        number and rupiah of each means, where that is asked for. Nothing is sent by it.
        """
        counted = in_few_pieces(Rupiah(cash))
        pieces = [*(counted.of(each) for each in DENOMINATIONS), counted.small]
        for number in (*pieces, *(each for pair in slips or () for each in pair)):
            self.type(str(number))
            self.press(ENTER)

    def begin(self) -> Desk:
        """Log in and open the counter."""
        self.log_in()
        self.until(lambda: self.window.pages.currentWidget() is not self.window.log_in)
        if self.window.desk is None:
            self.type(FLOAT)
            self.press(ENTER)
            self.until(lambda: self.window.desk is not None)
        return self.desk

    def sell(self, person: Participant | None = None, months: int = 1, kind: TenderKind = TenderKind.CASH) -> Payment:
        """A payment made behind the window's back."""
        counter = self.office.counter
        number = LookupNumber(NumberKind.NIK, (person or self.office.host.people[0]).nik)
        sale = Sale.of(counter.lookup.exact(CLERK, number, months))
        return counter.checkout.commit(CLERK, sale, kind, sale.bill.total, "QR-778812")
