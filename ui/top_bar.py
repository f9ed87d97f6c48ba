"""The line above every page: where we are, how host, printer and queue are, who is at work."""

from collections.abc import Collection
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.people import Actor
from counter_app.domain.printer import PrinterStatus
from counter_app.domain.receipt import Office
from counter_app.services.ports import Queue
from ui.keys import Act, key_of
from ui.printer_words import lamp_words
from ui.translation import Language
from ui.ways import WAYS_BY_ACT, kept_in_bar, short_words
from ui.widgets.key_button import KeyButton
from ui.widgets.lamp import Lamp
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.plain_label import ElidedLabel, NameLabel, PlainLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood

HEIGHT = 56
LEAST_NAME, MOST_NAME = 44, 240
SMALLEST_WORDS, USUAL_WORDS, SMALLEST_KEY = 11, 14, 10
"""Pixels."""

AnyButton = TypeVar("AnyButton", bound=QPushButton)


class TopBar(Spoken):
    """``asked``: the ``Act`` behind the button that was clicked; the same as its key."""

    asked = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self._office = office
        self._actor: Actor | None = None
        self._acts: frozenset[Act] = frozenset()
        self._page: Act | None = None
        self._host: bool | None = None
        self._trusted = True
        self._printer: PrinterStatus | None = None
        self._queue: Queue | None = None
        self._progress: tuple[int, int] | None = None
        self._pole = True
        self.host, self.printer, self.queue = Lamp("lamp-host"), Lamp("lamp-printer"), Lamp("lamp-queue")
        self.ways = {act: self._way(act) for act in WAYS_BY_ACT}
        """The buttons that lead to pages, by their acts; the bar shows those of whoever is at work that it has room for."""
        self.menu = self._way(Act.SHOW_PAGES)
        self.language = self._ready(LanguageSwitch(), Act.SWITCH_LANGUAGE, "quiet")
        self.theme = self._button(Act.SWITCH_THEME, "quiet")
        self.lock = self._button(Act.LOCK, "quiet")
        self.keys = self._button(Act.SHOW_KEYS, "quiet")
        self._wordmark = PlainLabel(f"Loket {office.counter_id}", "wordmark")
        self._place = ElidedLabel(role="caption")
        self._person = NameLabel(role="strong")
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
        self._acts = frozenset(acts)
        self.menu.setVisible(bool(self._acts))
        self.retranslate()

    def show_page(self, act: Act | None) -> None:
        """Mark the page that is on screen, by the act that leads to it; what has no button of its own, on the menu."""
        self._page = act
        for leads, button in self.ways.items():
            button.setChecked(leads is act)
        self._name_menu()
        self._fit()

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

    def show_printer(self, status: PrinterStatus | None) -> None:
        """How the printer stands, and whether it said so itself; ``None``: nobody can tell."""
        self._printer = status
        self._light()

    def show_pole(self, there: bool) -> None:
        """Whether the pole shows payers what it is to show; said where the printer's lamp is pointed at."""
        self._pole = there
        self._light()

    def show_queue(self, queue: Queue | None) -> None:
        """What is on its way to the host; ``None``: the database cannot say."""
        self._queue = queue
        self._light()

    @property
    def shown_printer(self) -> PrinterStatus | None:
        return self._printer

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
            button.show_words(short_words(act))
            button.setMinimumWidth(_readable(button))
        self._name_menu()
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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room is one key away, in the menu."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What is needed once everything is left out that can be."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """So it is when a lamp has more to say: only now is it known how much room that takes."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

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
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 4, 0)
        row.setSpacing(2)
        row.addLayout(names)
        row.addSpacing(4)
        for way in (*self.ways.values(), self.menu):
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

    def _name_menu(self) -> None:
        """The menu bears the name of the page that was reached through it, so that one always reads where one is."""
        inside = self._page is not None and self._page not in kept_in_bar(self._acts)
        self.menu.setChecked(inside)
        self.menu.show_words(short_words(self._page) if inside and self._page else self.tr("Menu"), self._menu_key())
        self.menu.setMinimumWidth(_readable(self.menu))

    def _menu_key(self) -> str:
        return "≡ " + key_of(Act.SHOW_PAGES).shown

    def _fit(self) -> None:
        """Leave out what the menu has as well, the least used first, until lamps and ways keep all their words."""
        kept = kept_in_bar(self._acts)
        for act, way in self.ways.items():
            way.setVisible(act in kept)
        spare = self._spare()
        if not spare:
            self.lock.setVisible(False)
        shown = [way for way in (*self.ways.values(), self.menu) if not way.isHidden()]
        taken = self._least() + sum(_readable(way, USUAL_WORDS) - _readable(way) for way in shown)
        taken += sum(self._width_of(each) for each in spare)
        for button in spare:
            has_room = taken <= self.width()
            taken -= 0 if has_room else self._width_of(button)
            button.setVisible(has_room)
        for way in shown:
            way.setMinimumWidth(_readable(way, USUAL_WORDS if taken <= self.width() else SMALLEST_WORDS))

    def _least(self) -> int:
        """How wide the row is with its ways as narrow as they can be read, and nothing in it that can be left out."""
        ways = (way for way in (*self.ways.values(), self.menu) if not way.isHidden())
        wider = sum(way.minimumWidth() - _readable(way) for way in ways)
        spare = sum(self._width_of(each) for each in self._spare() if not each.isHidden())
        return self._row.minimumSize().width() - wider - spare

    def _spare(self) -> tuple[QPushButton, ...]:
        """The buttons whose acts the menu has too, the least used first; without a menu there are none."""
        return (self.theme, self.keys, self.lock) if self._actor is not None else ()

    def _width_of(self, button: QPushButton) -> int:
        return button.sizeHint().width() + self._row.spacing()

    def _light(self) -> None:
        self.host.show_state(self.tr("Host"), *self._host_state())
        self.printer.show_state(self.tr("Printer"), *lamp_words(self._printer))
        self.queue.show_state(self.tr("Queue"), *self._queue_state())
        self._hint_at_pole()
        progress = self._progress
        self._progress_words.setVisible(progress is not None)
        self._progress_words.show_text(
            self.tr("Participants {received}/{total}").format(received=progress[0], total=progress[1])
            if progress
            else ""
        )
        self._fit()

    def _hint_at_pole(self) -> None:
        if not self._pole:
            words = self.tr("The payer's pole shows nothing: look at its cable. Sales go on.")
            self.printer.setToolTip(f"{self.printer.toolTip()}\n{words}")
            self.printer.setAccessibleName(f"{self.printer.accessibleName()}. {words}")

    def _host_state(self) -> tuple[Mood, str]:
        if self._host is None:
            return Mood.OFF, self.tr("not asked yet")
        if not self._host and not self._trusted:
            return Mood.BAD, self.tr("not trusted")
        return (Mood.OK, self.tr("connected")) if self._host else (Mood.BAD, self.tr("not reached"))

    def _queue_state(self) -> tuple[Mood, str]:
        queue = self._queue
        if queue is None:
            return Mood.OFF, "–"
        if queue.unknown:
            return Mood.WAIT, self.tr("{unknown} of {waiting} uncertain").format(
                waiting=queue.waiting, unknown=queue.unknown
            )
        return (Mood.WAIT if queue.waiting else Mood.OK), self.tr("{waiting} waiting").format(waiting=queue.waiting)


def _readable(button: KeyButton, pixels: int = SMALLEST_WORDS) -> int:
    """How wide a button has to be for its words at ``pixels``, and for its key beneath them."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(pixels)
    words = QFontMetrics(font).horizontalAdvance(button.words)
    font.setPixelSize(SMALLEST_KEY)
    return max(words, QFontMetrics(font).horizontalAdvance(button.key)) + 8


def _column(*labels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(0)
    for label in labels:
        column.addWidget(label)
    return column
