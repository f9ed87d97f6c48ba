"""The counter page on a desk of its own: real services over a real database, keys and clicks as a clerk makes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Counter
from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor
from counter_app.settings import WindowSettings
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.windows import bring_to_front
from ui.jobs import Jobs
from ui.pages.counter import CounterPage
from ui.sale_flow import Stage

Part = TypeVar("Part", bound=QWidget)

TRADER = a_participant(
    0,
    name="Siti Aminah binti Abdullah",
    income_basis=Rupiah(3_450_000),
    programmes=(Programme.JKK, Programme.JKM, Programme.JHT),
)
"""DOMAIN's market trader: three months over the end of a relief cost Rp289.600."""
DRIVER = a_participant(7, name="Budi Santoso")
NOBODY = "3273024101900999"
"""A well-formed NIK of nobody."""


class Desk:
    """One counter page, a clerk's hands, and a clerk's eyes."""

    def __init__(self, qtbot: QtBot, parts: TestCounter | None, counter: Counter, actor: Actor = CLERK) -> None:
        self._qtbot = qtbot
        self._parts = parts
        self.counter = counter
        shift = counter.shifts.current() or counter.shifts.open(actor, Rupiah(200_000))
        self.jobs = Jobs()
        self.page = CounterPage(counter, self.jobs, actor, shift)
        self.page.resize(1366, 704)
        qtbot.addWidget(self.page)
        self.page.show()
        bring_to_front(qtbot, self.page)
        self.page.start()
        qtbot.waitUntil(lambda: self.sees_cursor_in("lookup"))

    @property
    def parts(self) -> TestCounter:
        """The fakes around the counter, where there are any."""
        assert self._parts is not None
        return self._parts

    # --- hands

    def types(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifiers)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def hold_enter(self, times: int = 30) -> None:
        """What the keyboard sends while the key is down, after the first press."""
        for _ in range(times):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                again = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
                QApplication.sendEvent(self._focus(), again)
            QApplication.processEvents()

    def scan(self, number: str) -> None:
        """A keyboard wedge: all at once, with Enter at the end."""
        for digit in number:
            QTest.keyClicks(self._focus(), digit)
        self.enter()

    def look_up(self, text: str) -> None:
        self.types(text)
        self.enter()

    def bill_of(self, person: Participant) -> None:
        """Number, Enter, and the bill is there."""
        self.look_up(person.nik)
        self.reaches(Stage.BILL)

    def tender_of(self, person: Participant) -> None:
        self.bill_of(person)
        self.enter()
        self.reaches(Stage.TENDER)

    def pays(self, person: Participant) -> Payment:
        """The whole way with the exact amount; the payment as the receipt shows it."""
        self.tender_of(person)
        self.enter()
        self.reaches(Stage.DONE)
        return self.shown_payment

    # --- eyes

    @property
    def stage(self) -> Stage:
        return self.page.flow.stage

    @property
    def shown_payment(self) -> Payment:
        assert self.page.flow.after is not None
        return self.page.flow.after.payment

    def at(self, stage: Stage) -> bool:
        return self.stage is stage

    def reaches(self, stage: Stage) -> None:
        self.waits(lambda: self.at(stage))

    def waits(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def words(self, name: str) -> str:
        """What a label says; empty when it is not on screen."""
        label = self.part(name, QLabel)
        return label.text() if label.isVisibleTo(self.page) else ""

    def field(self, name: str) -> QLineEdit:
        return self.part(name, QLineEdit)

    def part(self, name: str, kind: type[Part]) -> Part:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def all_words(self) -> str:
        """Everything any visible label says."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.page))

    def sees_cursor_in(self, name: str) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and focused.objectName() == name

    @property
    def committed(self) -> list[Payment]:
        """What the database holds."""
        with self.counter.store.reading() as work:
            return list(work.payments.all())

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.page


@contextmanager
def a_desk(
    qtbot: QtBot,
    folder: Path,
    *people: Participant,
    known: bool = True,
    patience: float = 2.5,
    change: Callable[[TestCounter], dict[str, Any]] = lambda parts: {},
) -> Iterator[Desk]:
    """A desk for ``people`` (``known``: to the office as well as to the host).

    ``patience``: seconds a receipt waits for the host. ``change``: parts of the counter to put others in place of.
    """
    people = people or (TRADER, DRIVER)
    parts = a_counter(folder, people, WindowSettings(receipt_wait_seconds=patience))
    if known:
        with parts.store.writing() as work:
            work.participants.save(people, parts.clock.now())
    desk = Desk(qtbot, parts, replace(parts.counter, **change(parts)))
    yield desk
    parts.host.let_go()
    desk.jobs.close()
    parts.store.close()
