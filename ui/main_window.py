"""The window: who is at work, which page is on screen, and what stays the same above every page.

log-in → (open the counter) → (what a crash left open) → counter, journal, close → log-in. The lock lies over all of it
and changes nothing.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.shift import Shift
from counter_app.services.recovery import Question
from counter_app.settings import Settings
from ui.background import Background
from ui.customer_screen import CustomerScreen
from ui.customer_side import CustomerSide
from ui.desk import PAGES, Desk, Seat
from ui.dialogs.keys import KeysSheet
from ui.dialogs.pages import PagesSheet
from ui.idle import IdleWatch
from ui.jobs import Jobs, Lane
from ui.keys import Act, bind
from ui.pages.log_in import LogInPage
from ui.pages.open_shift import OpenShiftPage
from ui.pages.recovery import RecoveryPage
from ui.theme import Appearance
from ui.top_bar import TopBar
from ui.translation import Translation
from ui.widgets.notice_line import NoticeLine
from ui.widgets.training_band import TrainingBand, under_band

log = logging.getLogger(__name__)

SMALLEST = (1024, 600)
USUAL = (1366, 768)
"""Logical pixels. A screen of 1366 × 768 at 125 % has 1092 × 614 of them."""


def _not_noted(error: Exception) -> None:
    log.warning("who covered or left the window is not in the journal: %s", error)


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
        self._opening: OpenShiftPage | RecoveryPage | None = None
        self._focus_before: QWidget | None = None
        self.desk: Desk | None = None
        self.bar = TopBar(settings.office)
        self.notice = NoticeLine()
        self.log_in = LogInPage(settings.office, jobs)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.log_in)
        self._open = QWidget()
        self._whole = QStackedWidget()
        self._whole.addWidget(self._open)
        self.keys = KeysSheet(self._open)
        self.menu = PagesSheet(self._open)
        self._idle = IdleWatch(app, settings.window.idle_lock_minutes, self)
        self.training = TrainingBand() if settings.office.is_training else None
        self._arrange(f"Loket · {settings.office.name} · {settings.office.counter_id}")
        self._connect()

    def attach(self, counter: Counter) -> None:
        """The counter is wired: people can log in, and what goes on by itself begins."""
        self._counter = counter
        self._background = Background(counter, self._jobs, self.bar, self.notice, self)
        self._background.moved.connect(self._moved)
        self._show_payers(counter, self._background.customer)
        self._background.start()
        self.log_in.open_for(counter.log_in)

    def _show_payers(self, counter: Counter, side: CustomerSide) -> None:
        screen = CustomerScreen(self, counter.office, counter.settings.display.second_screen)
        side.changed.connect(screen.show_view)
        side.present.connect(screen.stand_by)

    def refuse(self, words: str = "") -> None:
        """There will be no counter, for the reason that ``words`` say; without any, for one that only we understand."""
        self.log_in.close_with(words)

    def come_forward(self) -> None:
        """Somebody looks for this window: stand in front of the others, as far as the desktop allows it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    @property
    def is_locked(self) -> bool:
        return self._whole.currentWidget() is not self._open

    def lock(self) -> None:
        """Cover everything until the clerk who is at work types their PIN."""
        if self.desk is None or self.is_locked:
            return
        self._uncover()
        self._cover_payer()
        self._note(self.desk.note_locked)
        self._focus_before = self.focusWidget()
        self._whole.setCurrentWidget(self.desk.lock)
        self.desk.lock.start()

    def go(self, act: Act) -> None:
        """Show the page that ``act`` leads to; nothing happens where there is none, or a page holds its reader."""
        desk = self.desk
        page = desk.pages.get(act) if desk else None
        if desk is None or page is None or desk.is_held():
            return
        self._uncover()
        entering = self.pages.currentWidget() is not page.widget
        self.pages.setCurrentWidget(page.widget)
        self.bar.show_page(act)
        self._to_counter.setEnabled(act is not Act.GO_TO_COUNTER)  # there the page itself knows what F2 means
        if entering or page.restarts:
            page.start()

    def log_out(self) -> None:
        """Back to the log-in; an open shift stays open, and only its clerk can go on with it."""
        desk, self.desk = self.desk, None
        if self._background is not None:
            self._background.customer.leave()
            self._background.prints.leave()
        self._idle.stop()
        self._uncover()
        self._whole.setCurrentWidget(self._open)
        self.bar.show_person(None, ())
        self.bar.show_page(None)
        self._drop_opening()
        self.pages.setCurrentWidget(self.log_in)
        self.log_in.start()
        if desk is not None:
            self._note(desk.note_left)
            desk.leave()

    def _arrange(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        column = QVBoxLayout(self._open)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(self._whole if self.training is None else under_band(self.training, self._whole))

    def _connect(self) -> None:
        self.log_in.admitted.connect(self._admitted)
        self._idle.idle.connect(self._left_alone)
        self.bar.asked.connect(self._asked)
        self.bar.show_language(self._translation.language)
        self._translation.switched.connect(self.bar.show_language)
        ways = {kind.act: bind(kind.act, self._open, partial(self.go, kind.act)) for kind in PAGES}
        self._to_counter = ways[Act.GO_TO_COUNTER]
        bind(Act.SHOW_KEYS, self._open, partial(self._asked, Act.SHOW_KEYS))
        bind(Act.SHOW_PAGES, self._open, partial(self._asked, Act.SHOW_PAGES))
        self.menu.chosen.connect(self._asked)
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
            case Act.LOG_OUT:
                self._asked_out()
            case Act.SHOW_KEYS:
                self.menu.put_away()
                self.keys.toggle()
            case Act.SHOW_PAGES:
                self.keys.put_away()
                self._show_menu()
            case _:
                self.go(act)

    def _show_menu(self) -> None:
        """Nobody at work, or held by a page: there is nowhere to go."""
        desk = self.desk
        if desk is not None and not desk.is_held():
            self.menu.toggle(tuple(desk.pages), desk.here)

    def _uncover(self) -> None:
        self.keys.put_away()
        self.menu.put_away()

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
        self._jobs.submit(
            Lane.JOURNAL,
            self._counter.shifts.current,
            done=lambda shift: self._arrive(actor, shift),
            failed=self.log_in.refuse,
            owner=self,
        )

    def _arrive(self, actor: Actor, running: Shift | None) -> None:
        """Go on with one's own open shift, or open one, or hear whose is open; who does not sell needs none."""
        assert self._counter is not None
        if Right.SELL not in RIGHTS[actor.role]:
            self._begin(actor, running)
            return
        if running is not None and running.clerk_id == actor.id:
            self._recover(actor, running)
            return
        counter = self._counter
        page = OpenShiftPage(counter, self._jobs, actor, running)
        # Whoever has logged out while the float was being stored does not come back in by it.
        page.opened.connect(lambda shift: self._recover(actor, shift) if self._opening is page else None)
        page.passed.connect(lambda act: self._begin(actor, running, act) if self._opening is page else None)
        self._show_before_work(page)

    def _recover(self, actor: Actor, shift: Shift) -> None:
        """Nobody sells before what an unclean end left open is answered."""
        assert self._counter is not None
        recovery, outbox, before = self._counter.recovery, self._counter.print_outbox, self._opening
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: (recovery.questions(actor), bool(outbox.stale(actor))),
            done=lambda found: self._ask_first(actor, shift, *found) if self._opening is before else None,
            failed=self._sent_back,
            owner=self,
        )

    def _ask_first(self, actor: Actor, shift: Shift, questions: Sequence[Question], papers: bool) -> None:
        """``papers``: some did not come out, and do not by themselves. The outbox asks about them."""
        assert self._counter is not None
        assert self._background is not None
        if not questions:
            self._begin(actor, shift, Act.GO_TO_PRINT_OUTBOX if papers else None)
            return
        page = RecoveryPage(self._counter, self._jobs, actor, shift, questions)
        page.printer_seen.connect(self._background.printer_seen)
        page.finished.connect(lambda: self._begin(actor, shift) if self._opening is page else None)
        self._drop_opening()
        self._show_before_work(page)

    def _sent_back(self, error: Exception) -> None:
        self.log_out()
        self.log_in.refuse(error)

    def _show_before_work(self, page: OpenShiftPage | RecoveryPage) -> None:
        page.left.connect(self.log_out)
        self._opening = page
        self._idle.start()
        self.log_in.forget()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.start()

    def _begin(self, actor: Actor, shift: Shift | None, first: Act | None = None) -> None:
        """``first``: the page to begin with, where that is not the one the person usually begins with."""
        assert self._counter is not None
        assert self._background is not None
        self.desk = desk = Desk(
            Seat(
                self._counter,
                self._jobs,
                actor,
                shift,
                self._background,
                home=self._home,
                log_out=self.log_out,
                go=self.go,
                other=self._other,
                sold=self._sold,
                queue=lambda: self.bar.shown_queue,
            ),
            placed=self.pages.addWidget,
        )
        self._whole.addWidget(desk.lock)
        desk.lock.unlocked.connect(self._unlock)
        self._drop_opening()
        self.log_in.forget()
        self.bar.show_person(actor, desk.pages)
        self.keys.show_for(desk.pages)
        self._idle.start()
        self._background.prints.begin(actor)
        self.go(first or desk.home)

    def _other(self, act: Act) -> QWidget | None:
        return self.desk.other(act) if self.desk is not None else None

    def _home(self) -> None:
        if self.desk is not None:
            self.go(self.desk.home)

    def _note(self, note: Callable[[], None]) -> None:
        """On the journal's lane: who covered the window, and who left it."""
        self._jobs.submit(Lane.JOURNAL, note, done=lambda _: None, failed=_not_noted, owner=self)

    def _drop_opening(self) -> None:
        if self._opening is not None:
            self.pages.removeWidget(self._opening)
            self._opening.deleteLater()
            self._opening = None

    def _cover_payer(self) -> None:
        if self._background is not None:
            self._background.customer.cover()
            self._background.prints.cover()

    def _unlock(self) -> None:
        if self._background is not None:
            self._background.customer.uncover()
            self._background.prints.uncover()
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
        page = self.desk.shown() if self.desk is not None else None
        if page is not None:
            page.look_again()
