"""All that goes on by itself once the database is open, and the lamps it lights."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.payment import UNSETTLED
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.printer import PrinterStatus
from counter_app.services.carriage import Carried
from ui.anchoring import AnchorErrands
from ui.customer_side import CustomerSide
from ui.enrolling import Enrolling
from ui.errands import Arrivals
from ui.forwarding import payments_forwarding, registrations_forwarding
from ui.jobs import Jobs, Lane
from ui.notices import Notices
from ui.print_errand import PrintErrand
from ui.printer_words import status_after
from ui.safe_keeping import SafeKeeping
from ui.top_bar import TopBar
from ui.watches import host_watch, printer_watch, queue_watch
from ui.widgets.notice_line import NoticeLine

log = logging.getLogger(__name__)

RECOVER_AGAIN = 15_000
"""Milliseconds after which papers of an earlier run that could not be held are tried again."""


class Background(QObject):
    """``moved``: payments and reversals, as they stand after one more step of their way to the host.

    ``host_known``: somebody has looked; whether the host is there.
    """

    moved = Signal(object)
    host_known = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, bar: TopBar, line: NoticeLine, parent: QObject) -> None:
        super().__init__(parent)
        self.notices = Notices(counter, jobs, line, bar, self)
        self._printing = counter.printing
        self._host_echoes = counter.host.abilities.echo
        self._registers = counter.day.registering.possible
        self._looks = counter.day.coverage_looks
        self._jobs = jobs
        self._bar = bar
        self._host = host_watch(counter, jobs, self)
        self._printer = printer_watch(counter, jobs, self)
        self.prints = PrintErrand(counter, jobs, self)
        self._queue = queue_watch(counter, jobs, self)
        self._forwarding = payments_forwarding(counter, jobs, self)
        self.registrations = registrations_forwarding(counter, jobs, self)
        self._arrivals = Arrivals(counter, jobs, self)
        self._enrolling = Enrolling(counter, jobs, self)
        self._anchoring = AnchorErrands(counter, jobs, self)
        self._safe_keeping = SafeKeeping(counter, jobs, self)
        self.customer = CustomerSide(counter.pole, jobs, self)
        """What the payer sees."""
        self.customer.pole_seen.connect(bar.show_pole)
        self._host.seen.connect(bar.show_host)
        self._host.seen.connect(self.host_known)
        self._host.seen.connect(lambda _there: self.notices.look_for_alarm())
        self._host.seen.connect(self._enrolling.host_seen)
        self._host.seen.connect(self._anchoring.host_seen)
        self._printer.seen.connect(bar.show_printer)
        self.prints.status_seen.connect(bar.show_printer)
        self.prints.printed.connect(self._tell_lamp)
        self._queue.seen.connect(bar.show_queue)
        self._arrivals.progressed.connect(bar.show_progress)
        self._arrivals.stopped.connect(self.notices.untrusted)
        self._arrivals.rested.connect(lambda: bar.show_progress(0, 0))
        self._forwarding.moved.connect(self._forwarded)

    def start(self) -> None:
        """Hold what an earlier run left half printed, then begin to watch, to forward and to fetch."""
        self._recover()
        self._enrolling.start()
        self._queue.start()
        if self._host_echoes:  # else its lamp says what lookups and payments have found out
            self._host.start()
        self._printer.start()
        self._forwarding.start()
        if self._registers:
            self.registrations.start()
        self._arrivals.start()
        self._safe_keeping.start()
        self.notices.start()
        self._anchoring.start()

    def shift_closed(self) -> None:
        """A shift was closed: keep how the participants stand and a copy of the day, and let the host hold its end."""
        self._jobs.submit(Lane.BACKGROUND, self._looks.take, done=lambda _: None, failed=self._not_counted, owner=self)
        self._safe_keeping.shift_closed()
        self._anchoring.anchor()

    def queue_changed(self) -> None:
        """A sale was made or moved on: look at the queue now."""
        self._queue.look()

    def printer_seen(self, job: PrintJob) -> None:
        """Somebody has just tried a paper, and knows how it went."""
        self._tell_lamp(job)
        if job.state is PrintState.HELD:
            self.prints.look()

    def printer_told(self, status: PrinterStatus | None) -> None:
        """Somebody has just asked the printer."""
        self._bar.show_printer(status)

    def _tell_lamp(self, job: PrintJob) -> None:
        self._bar.show_printer(status_after(job, self._bar.shown_printer))

    def printer_changed(self) -> None:
        """The counter has another printer: look how it stands, and whether something waits for it."""
        self._printer.look()
        self.prints.look()

    def host_seen(self, there: bool) -> None:
        """Somebody has just asked the host, and knows."""
        self._bar.show_host(there)
        self.host_known.emit(there)
        self.notices.look_for_alarm()

    def _forwarded(self, rows: Sequence[Carried]) -> None:
        if any(row.state not in UNSETTLED for row in rows):
            self._bar.show_host(True)
        elif self._host_echoes:
            self._host.look()
        self.notices.uncertain([row.id for row in rows if row.state in UNSETTLED])
        self._queue.look()
        self.moved.emit(rows)

    def _not_counted(self, error: Exception) -> None:
        log.warning("the day's coverage could not be counted: %s", error)

    def _recover(self) -> None:
        self._jobs.submit(
            Lane.JOURNAL, self._printing.recover, done=lambda _: None, failed=self._not_recovered, owner=self
        )

    def _not_recovered(self, error: Exception) -> None:
        """Until it is done, a job that an earlier run left half way would keep every other one in line."""
        log.warning("papers of an earlier run could not be held: %s", error)
        QTimer.singleShot(RECOVER_AGAIN, self, self._recover)
