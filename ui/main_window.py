"""The window: who is at work, which page is on screen, and what stays the same above every page.

log-in → (open the counter) → counter, journal, close → log-in. The lock lies over all of it and changes nothing.
"""

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined
from counter_app.domain.people import Actor, Right
from counter_app.domain.shift import Shift
from counter_app.settings import Settings
from ui.background import Background
from ui.dialogs.keys import KeysSheet
from ui.idle import IdleWatch
from ui.jobs import Jobs, Lane
from ui.keys import Act, bind
from ui.pages.close_shift import CloseShiftPage
from ui.pages.counter import CounterPage
from ui.pages.journal import JournalPage
from ui.pages.lock import LockPage
from ui.pages.log_in import LogInPage
from ui.pages.open_shift import OpenShiftPage
from ui.theme import Appearance
from ui.top_bar import TopBar
from ui.translation import Translation

SMALLEST = (1024, 600)
USUAL = (1366, 768)
"""Logical pixels. A screen of 1366 × 768 at 125 % has 1092 × 614 of them."""
LINGER = 30_000
"""Milliseconds a page outlives its clerk's log-out, so that the last receipt still gets to its paper."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages of whoever is at work."""

    counter: CounterPage
    journal: JournalPage
    close: CloseShiftPage
    lock: LockPage

    def page(self, act: Act) -> QWidget | None:
        """The page that an act leads to."""
        return {Act.GO_TO_COUNTER: self.counter, Act.GO_TO_JOURNAL: self.journal, Act.CLOSE_SHIFT: self.close}.get(act)


class MainWindow(QMainWindow):
    """Shown before there is a counter to work with; ``attach`` brings it."""

    def __init__(
        self, app: QApplication, settings: Settings, jobs: Jobs, appearance: Appearance, translation: Translation
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._appearance = appearance
        self._translation = translation
        self._counter: Counter | None = None
        self._background: Background | None = None
        self._opening: OpenShiftPage | None = None
        self._focus_before: QWidget | None = None
        self.desk: Desk | None = None
        self.bar = TopBar(settings.office)
        self.log_in = LogInPage(settings.office, jobs)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.log_in)
        self._open = QWidget()
        self._whole = QStackedWidget()
        self._whole.addWidget(self._open)
        self.keys = KeysSheet(self._open)
        self._idle = IdleWatch(app, settings.window.idle_lock_minutes, self)
        self._arrange(f"Loket · {settings.office.name} · {settings.office.counter_id}")
        self._connect()

    def attach(self, counter: Counter) -> None:
        """The counter is wired: people can log in, and what goes on by itself begins."""
        self._counter = counter
        self._background = Background(counter, self._jobs, self.bar, self)
        self._background.moved.connect(self._moved)
        self._background.start()
        self.log_in.open_for(counter.log_in)

    def refuse(self, words: str = "") -> None:
        """There will be no counter, for the reason that ``words`` say; without any, for one that only we understand."""
        self.log_in.close_with(words)

    @property
    def is_locked(self) -> bool:
        return self._whole.currentWidget() is not self._open

    def lock(self) -> None:
        """Cover everything until the clerk who is at work types their PIN."""
        if self.desk is None or self.is_locked:
            return
        self.keys.put_away()
        self._focus_before = self.focusWidget()
        self._whole.setCurrentWidget(self.desk.lock)
        self.desk.lock.start()

    def go(self, act: Act) -> None:
        """Show the page that ``act`` leads to; nothing happens while nobody is at work or the count is being read."""
        desk = self.desk
        page = desk.page(act) if desk else None
        if desk is None or page is None or desk.close.is_closed:
            return
        self.keys.put_away()
        entering = self.pages.currentWidget() is not page
        self.pages.setCurrentWidget(page)
        self.bar.show_page(act)
        self._to_counter.setEnabled(page is not desk.counter)  # there the page itself knows what F2 means
        if page is desk.journal:
            desk.journal.start()
        elif page is desk.counter:
            desk.counter.start()
        elif entering:
            desk.close.start(self.bar.shown_queue)

    def log_out(self) -> None:
        """Back to the log-in; an open shift stays open, and only its clerk can go on with it."""
        desk, self.desk = self.desk, None
        self._idle.stop()
        self.keys.put_away()
        self._whole.setCurrentWidget(self._open)
        self.bar.show_person(None)
        self.bar.show_page(None)
        self._drop_opening()
        self.pages.setCurrentWidget(self.log_in)
        self.log_in.start()
        if desk is not None:
            for page in (desk.counter, desk.journal, desk.close, desk.lock):
                page.hide()
                QTimer.singleShot(LINGER, page, page.deleteLater)

    def _arrange(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        column = QVBoxLayout(self._open)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(self._whole)

    def _connect(self) -> None:
        self.log_in.admitted.connect(self._admitted)
        self._idle.idle.connect(self._left_alone)
        self.bar.asked.connect(self._asked)
        self.bar.show_language(self._translation.language)
        self._translation.switched.connect(self.bar.show_language)
        self._to_counter = bind(Act.GO_TO_COUNTER, self._open, lambda: self.go(Act.GO_TO_COUNTER))
        bind(Act.GO_TO_JOURNAL, self._open, lambda: self.go(Act.GO_TO_JOURNAL))
        bind(Act.CLOSE_SHIFT, self._open, lambda: self.go(Act.CLOSE_SHIFT))
        bind(Act.SHOW_KEYS, self._open, self.keys.toggle)
        bind(Act.LOCK, self._open, self.lock)
        bind(Act.LOG_OUT, self._open, self._asked_out)
        bind(Act.SWITCH_LANGUAGE, self, self._translation.toggle)
        bind(Act.SWITCH_THEME, self, self._appearance.toggle)
        self.log_in.start()

    def _asked(self, act: Act) -> None:
        match act:
            case Act.SWITCH_LANGUAGE:
                self._translation.toggle()
            case Act.SWITCH_THEME:
                self._appearance.toggle()
            case Act.LOCK:
                self.lock()
            case Act.SHOW_KEYS:
                self.keys.toggle()
            case _:
                self.go(act)

    def _left_alone(self) -> None:
        if self.desk is None:
            self.log_out()
        else:
            self.lock()

    def _asked_out(self) -> None:
        if self.desk is not None or self._opening is not None:
            self.log_out()

    def _admitted(self, actor: Actor) -> None:
        assert self._counter is not None
        try:
            actor.require(Right.SELL)
            actor.require(Right.OPEN_SHIFT)
        except Declined as error:
            self.log_in.refuse(error)
            return
        self._jobs.submit(
            Lane.JOURNAL,
            self._counter.shifts.current,
            done=lambda shift: self._arrive(actor, shift),
            failed=self.log_in.refuse,
            owner=self,
        )

    def _arrive(self, actor: Actor, running: Shift | None) -> None:
        """Go on with one's own open shift, or open one, or hear whose is open."""
        assert self._counter is not None
        if running is not None and running.clerk_id == actor.id:
            self._begin(actor, running)
            return
        page = OpenShiftPage(self._counter.shifts, self._jobs, self._counter.zone, actor, running)
        # Whoever has logged out while the float was being stored does not come back in by it.
        page.opened.connect(lambda shift: self._begin(actor, shift) if self._opening is page else None)
        page.left.connect(self.log_out)
        self._opening = page
        self._idle.start()
        self.log_in.forget()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.start()

    def _begin(self, actor: Actor, shift: Shift) -> None:
        assert self._counter is not None
        counter, jobs = self._counter, self._jobs
        self.desk = Desk(
            CounterPage(counter, jobs, actor, shift),
            JournalPage(counter, jobs, actor, shift),
            CloseShiftPage(counter.shifts, jobs, actor),
            LockPage(counter.log_in, jobs, actor),
        )
        for page in (self.desk.counter, self.desk.journal, self.desk.close):
            self.pages.addWidget(page)
        self._whole.addWidget(self.desk.lock)
        self._follow(self.desk)
        self._drop_opening()
        self.log_in.forget()
        self.bar.show_person(actor)
        self._idle.start()
        self.go(Act.GO_TO_COUNTER)

    def _follow(self, desk: Desk) -> None:
        background = self._background
        assert background is not None
        desk.counter.host_seen.connect(background.host_seen)
        desk.counter.printer_seen.connect(lambda there, _words: background.printer_seen(there))
        desk.counter.queue_changed.connect(self._sold)
        desk.journal.printer_seen.connect(background.printer_seen)
        desk.journal.left.connect(lambda: self.go(Act.GO_TO_COUNTER))
        desk.close.left.connect(lambda: self.go(Act.GO_TO_COUNTER))
        desk.close.closed.connect(background.shift_closed)
        desk.close.closed.connect(self.log_out)
        desk.lock.unlocked.connect(self._unlock)

    def _drop_opening(self) -> None:
        if self._opening is not None:
            self.pages.removeWidget(self._opening)
            self._opening.deleteLater()
            self._opening = None

    def _unlock(self) -> None:
        self._whole.setCurrentWidget(self._open)
        if self._focus_before is not None:
            self._focus_before.setFocus()
            self._focus_before = None
        self._idle.start()

    def _sold(self) -> None:
        if self._background is not None:
            self._background.queue_changed()
        self._moved()

    def _moved(self, _payment: object = None) -> None:
        if self.desk is not None and self.desk.journal.isVisible():
            self.desk.journal.refresh()
        elif self.desk is not None and self.desk.counter.isVisible():
            self.desk.counter.look_again()
