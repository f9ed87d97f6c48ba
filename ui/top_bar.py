"""The line above every page: where we are, how host, printer and queue are, who is at work."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.people import Actor
from counter_app.domain.receipt import Office
from counter_app.services.ports import Queue
from ui.keys import Act, key_of
from ui.translation import QT_TRANSLATE_NOOP, Language
from ui.widgets.key_button import KeyButton
from ui.widgets.lamp import Lamp
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.plain_label import ElidedLabel, PlainLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood

HEIGHT = 56
LEAST_NAME, MOST_NAME = 44, 240
SMALLEST_WORDS = 11
"""Pixels."""

_WAYS: Mapping[Act, str] = MappingProxyType(
    {
        Act.GO_TO_COUNTER: QT_TRANSLATE_NOOP("TopBar", "Counter"),
        Act.GO_TO_JOURNAL: QT_TRANSLATE_NOOP("TopBar", "Journal"),
        Act.GO_TO_REGISTRATION: QT_TRANSLATE_NOOP("TopBar", "Register"),
        Act.GO_TO_QUEUE: QT_TRANSLATE_NOOP("TopBar", "Queue"),
        Act.GO_TO_DRAWER: QT_TRANSLATE_NOOP("TopBar", "Drawer"),
        Act.GO_TO_REMINDERS: QT_TRANSLATE_NOOP("TopBar", "Remind"),
        Act.GO_TO_OVERSIGHT: QT_TRANSLATE_NOOP("TopBar", "Oversee"),
        Act.GO_TO_RECKONING: QT_TRANSLATE_NOOP("TopBar", "Reckoning"),
        Act.GO_TO_REPORTS: QT_TRANSLATE_NOOP("TopBar", "Reports"),
        Act.GO_TO_COVERAGE: QT_TRANSLATE_NOOP("TopBar", "Coverage"),
        Act.CHECK_RECEIPT: QT_TRANSLATE_NOOP("TopBar", "Check"),
        Act.GO_TO_STATEMENT: QT_TRANSLATE_NOOP("TopBar", "Statement"),
        Act.GO_TO_STAFF: QT_TRANSLATE_NOOP("TopBar", "Staff"),
        Act.CLOSE_SHIFT: QT_TRANSLATE_NOOP("TopBar", "Close"),
    }
)
"""The ways to the pages, in the order in which they stand."""

AnyButton = TypeVar("AnyButton", bound=QPushButton)


class TopBar(Spoken):
    """``asked``: the ``Act`` behind the button that was clicked; the same as its key."""

    asked = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self._office = office
        self._actor: Actor | None = None
        self._host: bool | None = None
        self._trusted = True
        self._printer: bool | None = None
        self._queue: Queue | None = None
        self._progress: tuple[int, int] | None = None
        self.host, self.printer, self.queue = Lamp("lamp-host"), Lamp("lamp-printer"), Lamp("lamp-queue")
        self.ways = {act: self._way(act) for act in _WAYS}
        """The buttons that lead to pages, by their acts."""
        self.language = self._ready(LanguageSwitch(), Act.SWITCH_LANGUAGE, "quiet")
        self.theme = self._button(Act.SWITCH_THEME, "quiet")
        self.lock = self._button(Act.LOCK, "quiet")
        self.keys = self._button(Act.SHOW_KEYS, "quiet")
        self._wordmark = PlainLabel(f"Loket {office.counter_id}", "wordmark")
        self._place = ElidedLabel(role="caption")
        self._person = ElidedLabel(role="strong")
        self._progress_words = ElidedLabel(role="caption")
        for label in (self._place, self._person, self._progress_words):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # as long as there is room
            label.setMaximumWidth(MOST_NAME)
        self._person.setMinimumWidth(LEAST_NAME)
        self.setFixedHeight(HEIGHT)
        self._arrange()
        self.show_person(None, ())

    def show_person(self, actor: Actor | None, acts: Collection[Act]) -> None:
        """Who is at work, and the acts that lead to their pages; ``None``: nobody, so there is nowhere to go."""
        self._actor = actor
        for act, button in self.ways.items():
            button.setVisible(act in acts)
        self.lock.setVisible(actor is not None)
        self.retranslate()

    def show_page(self, act: Act | None) -> None:
        """Mark the page that is on screen, by the act that leads to it."""
        for leads, button in self.ways.items():
            button.setChecked(leads is act)

    def show_language(self, language: Language) -> None:
        """Which language is spoken now."""
        self.language.show_spoken(language)

    def show_host(self, there: bool) -> None:
        """Whether the host answered when it was last asked."""
        self._host = there
        self._light()

    def show_trust(self, trusted: bool) -> None:
        """Whether what answers has been the host itself of late."""
        self._trusted = trusted
        self._light()

    def show_printer(self, there: bool) -> None:
        """Whether the printer can take a receipt."""
        self._printer = there
        self._light()

    def show_queue(self, queue: Queue | None) -> None:
        """What is on its way to the host; ``None``: the database cannot say."""
        self._queue = queue
        self._light()

    @property
    def shown_queue(self) -> Queue | None:
        return self._queue

    def show_progress(self, received: int, total: int) -> None:
        """How many participants have arrived; ``total`` 0: nothing is arriving."""
        self._progress = (received, total) if total else None
        self._light()

    def retranslate(self) -> None:
        self._place.show_text(self._office.name)
        self._person.show_text(self._actor.name if self._actor else "")
        for act, button in self.ways.items():
            button.show_words(self.tr(_WAYS[act]))
            button.setMinimumWidth(_readable(button))
        self.language.setToolTip(self.tr("Speak English (F9)"))
        self.language.setAccessibleName(self.tr("Speak English (F9)"))
        self.theme.setText("◐")
        self.theme.setToolTip(self.tr("Light or dark (F11)"))
        self.theme.setAccessibleName(self.tr("Light or dark (F11)"))
        self.lock.setText(self.tr("Lock"))
        self.lock.setToolTip(self.tr("Lock the window (Ctrl+L)"))
        self.lock.setAccessibleName(self.tr("Lock the window (Ctrl+L)"))
        self.keys.setText(self.tr("Keys  F1"))
        self._light()

    def _button(self, act: Act, role: str) -> QPushButton:
        return self._ready(QPushButton(), act, role)

    def _way(self, act: Act) -> KeyButton:
        way = self._ready(KeyButton("", key_of(act).shown), act, "nav")
        way.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # narrower where many have to fit
        return way

    def _ready(self, button: AnyButton, act: Act, role: str) -> AnyButton:
        button.setProperty("role", role)
        button.setProperty("act", act.value)
        button.setObjectName(f"go-{act}")
        button.setCheckable(role == "nav")
        # The keyboard has a key for each; the focus stays where the clerk types.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.asked.emit(act))
        return button

    def _arrange(self) -> None:
        names = _column(self._wordmark, self._place)
        person = _column(self._person, self._progress_words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 4, 0)
        row.setSpacing(2)
        row.addLayout(names)
        row.addSpacing(4)
        for way in self.ways.values():
            row.addWidget(way)
        row.addStretch(1)
        for lamp in (self.host, self.printer, self.queue):
            row.addWidget(lamp)
            row.addSpacing(4)
            row.addStretch(1)
        row.addLayout(person)
        row.addStretch(1)
        for button in (self.language, self.theme, self.lock, self.keys):
            row.addWidget(button)

    def _light(self) -> None:
        self.host.show_state(self.tr("Host"), *self._host_state())
        self.printer.show_state(self.tr("Printer"), *self._printer_state())
        self.queue.show_state(self.tr("Queue"), *self._queue_state())
        progress = self._progress
        self._progress_words.setVisible(progress is not None)
        self._progress_words.show_text(
            self.tr("Participants {received}/{total}").format(received=progress[0], total=progress[1])
            if progress
            else ""
        )

    def _host_state(self) -> tuple[Mood, str]:
        if self._host is None:
            return Mood.OFF, self.tr("not asked yet")
        if not self._host and not self._trusted:
            return Mood.BAD, self.tr("not trusted")
        return (Mood.OK, self.tr("connected")) if self._host else (Mood.BAD, self.tr("not reached"))

    def _printer_state(self) -> tuple[Mood, str]:
        if self._printer is None:
            return Mood.OFF, self.tr("not asked yet")
        return (Mood.OK, self.tr("ready")) if self._printer else (Mood.BAD, self.tr("not ready"))

    def _queue_state(self) -> tuple[Mood, str]:
        queue = self._queue
        if queue is None:
            return Mood.OFF, "–"
        if queue.unknown:
            return Mood.WAIT, self.tr("{unknown} of {waiting} uncertain").format(
                waiting=queue.waiting, unknown=queue.unknown
            )
        return (Mood.WAIT if queue.waiting else Mood.OK), self.tr("{waiting} waiting").format(waiting=queue.waiting)


def _readable(button: KeyButton) -> int:
    font = QFont(button.font())
    font.setPixelSize(SMALLEST_WORDS)
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.words) + 8


def _column(*labels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(0)
    for label in labels:
        column.addWidget(label)
    return column
