"""The pages of whoever is at work, in one table: who gets which, and how each is made and shown.

A page is added by a row of ``PAGES`` and the row of its act in ``ui.keys``; the top bar, the keys and the list of keys
follow. Nobody gets a page that their role has no use for; what may be done on it is still asked in the services.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.shift import Shift
from counter_app.services.ports import Queue
from counter_app.services.shifts import may_close
from ui.background import Background
from ui.jobs import Jobs
from ui.keys import Act
from ui.pages.check_receipt import CheckReceiptPage
from ui.pages.close_shift import CloseShiftPage, ClosingServices
from ui.pages.counter import CounterPage
from ui.pages.coverage import CoveragePage
from ui.pages.drawer import DrawerPage
from ui.pages.journal import JournalPage
from ui.pages.lock import LockPage
from ui.pages.oversight import OversightPage
from ui.pages.print_outbox import PrintOutboxPage
from ui.pages.printer_setup import PrinterSetupPage
from ui.pages.queue import QueuePage
from ui.pages.reckoning import ReckoningPage
from ui.pages.registration import RegistrationPage
from ui.pages.reminders import RemindersPage
from ui.pages.reports import ReportsPage
from ui.pages.retention import RetentionPage
from ui.pages.staff import StaffPage
from ui.pages.statement import StatementPage

LINGER = 30_000
"""Milliseconds a page outlives its clerk's log-out, so that the last receipt still gets to its paper."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who is at work, and what their pages are made of.

    ``shift``: the counter's open one, whoever's it is. ``home`` leads back to the first page, ``log_out`` to the
    log-in, ``go`` to another page, and ``other`` gives that page where they have it; ``sold`` is told when a payment was made or moved on; ``queue`` is what the lamp knows.
    """

    counter: Counter
    jobs: Jobs
    actor: Actor
    shift: Shift | None
    background: Background
    home: Callable[[], None]
    log_out: Callable[[], None]
    go: Callable[[Act], None]
    other: Callable[[Act], QWidget | None]
    sold: Callable[[], None]
    queue: Callable[[], Queue | None]

    def may(self, right: Right) -> bool:
        """Whether the person's role has ``right``."""
        return right in RIGHTS[self.actor.role]

    @property
    def own_shift(self) -> Shift | None:
        """The open shift, if it is the person's own."""
        return self.shift if self.shift is not None and self.shift.clerk_id == self.actor.id else None


def _nothing() -> None:
    """For a page that has nothing to do then."""


def _free() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Page:
    """``start`` is called when it comes on screen, and again by its own key if it ``restarts``.

    ``look_again``: a payment has moved while the page is on screen. ``holds``: whether nobody may leave it now.
    """

    widget: QWidget
    start: Callable[[], None]
    look_again: Callable[[], None] = _nothing
    restarts: bool = True
    holds: Callable[[], bool] = _free


@dataclass(frozen=True, slots=True)
class PageKind:
    """One row of the table: the act that leads there, for whom it is, and how it is made."""

    act: Act
    is_for: Callable[[Seat], bool]
    make: Callable[[Seat], Page]


def _counter(seat: Seat) -> Page:
    assert seat.shift is not None
    page = CounterPage(seat.counter, seat.jobs, seat.actor, seat.shift)
    background = seat.background
    page.host_seen.connect(background.host_seen)
    background.host_known.connect(page.meter.know_host)
    page.printer_seen.connect(background.printer_seen)
    background.prints.printed.connect(page.paper_moved)
    page.queue_changed.connect(seat.sold)
    background.customer.follow(page.flow)
    return Page(page, page.start, page.look_again)


def _journal(seat: Seat) -> Page:
    counter = seat.counter
    today = counter.clock.now().astimezone(counter.zone).date()
    day = seat.shift.business_date if seat.shift else today
    page = JournalPage(counter, seat.jobs, seat.actor, day)
    page.correct.connect(partial(_correct, seat))
    page.printer_seen.connect(seat.background.printer_seen)
    page.left.connect(seat.home)
    return Page(page, page.start, page.refresh)


def _queue(seat: Seat) -> Page:
    page = QueuePage(seat.counter, seat.jobs, seat.actor)
    page.printer_seen.connect(seat.background.printer_seen)
    page.moved.connect(seat.background.queue_changed)
    page.left.connect(seat.home)
    return Page(page, page.start, page.refresh)


def _registration(seat: Seat) -> Page:
    page = RegistrationPage(seat.counter, seat.jobs, seat.actor)
    page.pay.connect(partial(_serve, seat))
    page.host_seen.connect(seat.background.host_seen)
    page.printer_seen.connect(seat.background.printer_seen)
    page.moved.connect(seat.background.queue_changed)
    seat.background.prints.printed.connect(page.errand.paper_moved)
    seat.background.registrations.moved.connect(page.look_again)
    page.left.connect(seat.home)
    return Page(page, page.start, page.look_again)


def _print_outbox(seat: Seat) -> Page:
    page = PrintOutboxPage(seat.counter, seat.jobs, seat.actor)
    page.printer_seen.connect(seat.background.printer_seen)
    page.status_seen.connect(seat.background.printer_told)
    seat.background.prints.printed.connect(page.paper_moved)
    seat.background.prints.status_seen.connect(page.printer_told)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _drawer(seat: Seat) -> Page:
    assert seat.shift is not None
    page = DrawerPage(seat.counter, seat.jobs, seat.actor, seat.shift)
    page.hands_over.connect(partial(_hand_over, seat))
    page.papers.printer_seen.connect(seat.background.printer_seen)
    seat.background.prints.printed.connect(page.papers.paper_moved)
    page.left.connect(seat.home)
    return Page(page, page.start, page.refresh)


def _check(seat: Seat) -> Page:
    page = CheckReceiptPage(seat.counter, seat.jobs)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _staff(seat: Seat) -> Page:
    page = StaffPage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _oversight(seat: Seat) -> Page:
    page = OversightPage(seat.counter, seat.jobs, seat.actor)
    page.look.connect(partial(_correct, seat))
    page.left.connect(seat.home)
    return Page(page, page.start)


def _statement(seat: Seat) -> Page:
    page = StatementPage(seat.counter, seat.jobs, seat.actor, seat.own_shift)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _retention(seat: Seat) -> Page:
    page = RetentionPage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _reckoning(seat: Seat) -> Page:
    page = ReckoningPage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start, page.look_again)


def _reports(seat: Seat) -> Page:
    page = ReportsPage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _reminders(seat: Seat) -> Page:
    page = RemindersPage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start, page.refresh)


def _coverage(seat: Seat) -> Page:
    page = CoveragePage(seat.counter, seat.jobs, seat.actor)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _printer_setup(seat: Seat) -> Page:
    page = PrinterSetupPage(seat.counter, seat.jobs, seat.actor)
    page.changed.connect(seat.background.printer_changed)
    page.left.connect(seat.home)
    return Page(page, page.start)


def _close(seat: Seat) -> Page:
    assert seat.shift is not None
    counter = seat.counter
    services = ClosingServices(counter.day, counter.approvals, counter.printing, counter.zone)
    page = CloseShiftPage(services, seat.jobs, seat.actor, seat.shift)
    page.paper.printer_seen.connect(seat.background.printer_seen)
    seat.background.prints.printed.connect(page.paper.paper_moved)
    page.left.connect(seat.home)
    page.closed.connect(seat.background.shift_closed)
    page.closed.connect(seat.log_out)
    return Page(page, lambda: page.start(seat.queue()), restarts=False, holds=lambda: page.is_closed)


PAGES: tuple[PageKind, ...] = (
    PageKind(Act.GO_TO_COUNTER, lambda seat: seat.own_shift is not None and seat.may(Right.SELL), _counter),
    PageKind(Act.GO_TO_JOURNAL, lambda seat: seat.may(Right.SEE_JOURNAL), _journal),
    PageKind(Act.GO_TO_REGISTRATION, lambda seat: seat.may(Right.REGISTER), _registration),
    PageKind(Act.GO_TO_STAFF, lambda seat: seat.may(Right.ADD_USER), _staff),
    PageKind(Act.GO_TO_QUEUE, lambda seat: seat.may(Right.SEE_QUEUE), _queue),
    PageKind(Act.GO_TO_DRAWER, lambda seat: seat.shift is not None and may_close(seat.actor, seat.shift), _drawer),
    PageKind(Act.GO_TO_RECKONING, lambda seat: seat.may(Right.RECONCILE), _reckoning),
    PageKind(Act.CHECK_RECEIPT, lambda seat: True, _check),
    PageKind(Act.GO_TO_REMINDERS, lambda seat: seat.may(Right.REMIND), _reminders),
    PageKind(Act.GO_TO_REPORTS, lambda seat: seat.may(Right.SEE_REPORTS), _reports),
    PageKind(Act.GO_TO_COVERAGE, lambda seat: seat.may(Right.SEE_COVERAGE), _coverage),
    PageKind(Act.GO_TO_OVERSIGHT, lambda seat: seat.may(Right.OVERSEE), _oversight),
    PageKind(Act.GO_TO_STATEMENT, lambda seat: seat.may(Right.OWN_STATEMENT), _statement),
    PageKind(Act.GO_TO_RETENTION, lambda seat: seat.may(Right.RETAIN), _retention),
    PageKind(Act.GO_TO_PRINT_OUTBOX, lambda seat: seat.may(Right.SEE_QUEUE), _print_outbox),
    PageKind(Act.GO_TO_PRINTER_SETUP, lambda seat: seat.may(Right.SET_UP_PRINTER), _printer_setup),
    PageKind(Act.CLOSE_SHIFT, lambda seat: seat.shift is not None and may_close(seat.actor, seat.shift), _close),
)
"""In the order of the top bar. The first one that somebody has is where they begin."""


def _correct(seat: Seat, payment_id: UUID) -> None:
    """A payment that another page shows is corrected in the queue."""
    queue = seat.other(Act.GO_TO_QUEUE)
    if isinstance(queue, QueuePage):
        queue.bring(payment_id)
        seat.go(Act.GO_TO_QUEUE)


def _hand_over(seat: Seat) -> None:
    """The drawer is counted for the next clerk as it is for the close."""
    close = seat.other(Act.CLOSE_SHIFT)
    if isinstance(close, CloseShiftPage):
        seat.go(Act.CLOSE_SHIFT)
        close.start(seat.queue(), hands_over=True)


def _serve(seat: Seat, nik: str) -> None:
    """To the counter with somebody looked up, unless it holds another payer of whom nobody knows yet."""
    counter = seat.other(Act.GO_TO_COUNTER)
    if isinstance(counter, CounterPage):
        seat.go(Act.GO_TO_COUNTER)
        if not counter.flow.is_held:
            counter.payer.scanned(nik)


class Pages(Mapping[Act, Page]):
    """The pages that somebody has. Each is made when it is first asked for: nobody waits at the log-in for pages that
    they do not open. ``placed`` puts a new one where it can be shown.
    """

    def __init__(self, seat: Seat, placed: Callable[[QWidget], object]) -> None:
        self._seat = seat
        self._placed = placed
        self._kinds = {kind.act: kind for kind in PAGES if kind.is_for(seat)}
        self._made: dict[Act, Page] = {}

    @property
    def made(self) -> Mapping[Act, Page]:
        """Those that somebody has opened."""
        return self._made

    def __getitem__(self, act: Act) -> Page:
        if act not in self._made:
            self._made[act] = page = self._kinds[act].make(self._seat)
            self._placed(page.widget)
        return self._made[act]

    def __contains__(self, act: object) -> bool:
        return act in self._kinds

    def __iter__(self) -> Iterator[Act]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


class Desk:
    """The pages of one person, from their log-in to their log-out."""

    def __init__(self, seat: Seat, placed: Callable[[QWidget], object]) -> None:
        self.pages = Pages(seat, placed)
        self.lock = LockPage(seat.counter.log_in, seat.jobs, seat.actor)
        self._log_in, self._actor = seat.counter.log_in, seat.actor

    @property
    def home(self) -> Act:
        """Where the person begins."""
        return next(iter(self.pages))

    def shown(self) -> Page | None:
        """The page on screen."""
        return next((page for page in self.pages.made.values() if page.widget.isVisible()), None)

    @property
    def here(self) -> Act | None:
        """What leads to the page on screen."""
        return next((act for act, page in self.pages.made.items() if page.widget.isVisible()), None)

    def is_held(self) -> bool:
        """Whether a page does not let anybody leave now."""
        return any(page.holds() for page in self.pages.made.values())

    def note_locked(self) -> None:
        """Journal that the window was covered. Raises ``Unavailable(DATABASE)``."""
        self._log_in.note_locked(self._actor)

    def note_left(self) -> None:
        """Journal the log-out. Raises ``Unavailable(DATABASE)``."""
        self._log_in.log_out(self._actor)

    def leave(self) -> None:
        """Hide everything; what is still under way gets ``LINGER`` to end."""
        for widget in (*(page.widget for page in self.pages.made.values()), self.lock):
            widget.hide()
            QTimer.singleShot(LINGER, widget, widget.deleteLater)

    @property
    def counter(self) -> CounterPage:
        """The page on which somebody sells. Raises ``LookupError`` for whoever does not."""
        page = self._widget(Act.GO_TO_COUNTER)
        assert isinstance(page, CounterPage)
        return page

    @property
    def journal(self) -> JournalPage:
        """The day's payments. Raises ``LookupError`` for whoever does not see them."""
        page = self._widget(Act.GO_TO_JOURNAL)
        assert isinstance(page, JournalPage)
        return page

    @property
    def close(self) -> CloseShiftPage:
        """The count of the drawer. Raises ``LookupError`` where there is nothing to close."""
        page = self._widget(Act.CLOSE_SHIFT)
        assert isinstance(page, CloseShiftPage)
        return page

    def other(self, act: Act) -> QWidget | None:
        """The page that ``act`` leads to, for whoever has it."""
        return self.pages[act].widget if act in self.pages else None

    def _widget(self, act: Act) -> QWidget:
        widget = self.other(act)
        if widget is None:
            raise LookupError(f"nobody at work here has the page of {act}")
        return widget
