"""What follows a committed payment: to the host, onto paper, and what has become of both.

The host is asked at once; the receipt waits for its answer, but not longer than the office's patience. Nothing here
can put the payment in doubt: a printer that fails is said, and the paper can be asked for again.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.services import print_run
from ui.consenting import Typed, asks_for_consent, consent_to_copy, why_of
from ui.drawer_errand import DrawerErrand
from ui.jobs import Jobs, Lane
from ui.widgets.paper_view import decoded

LATER = 2_000
"""How often a payment without an outcome is looked at again while its receipt is on screen, milliseconds."""

FRESH_FOR = round(print_run.FRESH_FOR.total_seconds() * 1000)
"""After so many milliseconds what is said of a held paper is no longer so."""

_WAITING_FOR_PAPER = frozenset({PrintState.QUEUED, PrintState.HELD})


class AfterSale(QObject):
    """Follows one payment. It prints even when the next payer is already being served.

    ``changed``: any of ``payment``, ``paper``, ``picture``, ``error``, ``printing`` or ``drawer.stuck`` has.
    """

    changed = Signal()
    host_seen = Signal(bool)
    printer_seen = Signal(object)
    queue_changed = Signal()
    _broke = Signal()

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, payment: Payment, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._jobs = jobs
        self._actor = actor
        self.asked_for_paper = False
        self._forwarding = False
        self._left = False
        self._broke.connect(self._print_broke, Qt.ConnectionType.QueuedConnection)
        self.payment = payment
        self.paper: PrintJob | None = None
        """The last piece of paper as it stands; ``None`` until the printer has answered once."""
        self.picture = QImage()
        """The receipt as it was printed; null until then."""
        self.error: Declined | Unavailable | None = None
        self.printing = False
        self.drawer = DrawerErrand(jobs, self)
        self.drawer.changed.connect(self.changed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._print_original)
        self._later = QTimer(self)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._look_again)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.timeout.connect(self.changed)

    @property
    def settled(self) -> bool:
        return self.payment.state not in UNSETTLED

    @property
    def paper_failed(self) -> bool:
        """Whether the payer may stand there without a receipt."""
        failed = self.paper is not None and self.paper.is_stuck
        return not self.printing and (failed or self.error is not None)

    @property
    def comes_by_itself(self) -> bool:
        """Whether the paper is held, and still comes out once the printer is ready: it was asked for in this run."""
        now = self._counter.clock.now()
        return self.paper is not None and print_run.is_waited_for(self.paper, self._actor.id, now)

    def paper_moved(self, job: PrintJob) -> None:
        """A paper was tried by itself; it may have been this one."""
        if not self.printing and self.paper is not None and job.id == self.paper.id:
            self.paper = job
            self.changed.emit()

    def start(self) -> None:
        """Open the drawer, send the payment, and print as soon as the host has answered or patience has run out."""
        kicks, payment = self._counter.day.drawer_kicks, self.payment
        if payment.tender.kind is TenderKind.CASH:
            self.drawer.open_by(lambda: kicks.sold(self._actor, payment.id))
        self._forwarding = True
        self._patience.start(round(self._counter.settings.window.receipt_wait_seconds * 1000))
        self._jobs.submit(
            Lane.FORWARD,
            lambda: self._counter.forwarder.forward(self.payment.id),
            done=self._forwarded,
            failed=self._not_forwarded,
            owner=self,
        )

    @property
    def asks(self) -> bool:
        """Whether one more copy takes a second person, or the one who was asked did not prove it."""
        return not self.printing and asks_for_consent(self.error)

    def print_again(self, consent: Typed | None = None) -> None:
        """Print a held original; where anything may be on paper already, the next copy (SALINAN n): the first alone, each
        further one with a supervisor's number and PIN, see ``asks``.
        """
        if not self.asked_for_paper or self.printing:
            return
        paper = self.paper
        if paper is None or paper.state in _WAITING_FOR_PAPER:
            self._print(self._job_of_original if paper is None else lambda: paper)
            return
        self._print(lambda: self._copied(consent))

    def withdraw(self) -> bool:
        """No copy after all; whether one was being asked for."""
        if not self.asks:
            return False
        self.error = None
        self.changed.emit()
        return True

    def leave(self) -> None:
        """Nobody looks any more. What is under way is finished, then this object goes."""
        self._left = True
        self._later.stop()
        self._go()

    def _go(self) -> None:
        if self._left and self.asked_for_paper and not self._forwarding and not self.printing:
            self.deleteLater()

    # --- the host ------------------------------------------------------------------------------------------------

    def _forwarded(self, payment: Payment | None) -> None:
        if payment is None:
            # Another turn of the forwarder had it first; what it found out is in the database.
            self._look_again()
        else:
            self._now_stands(payment)
        self._after_forwarding()

    def _not_forwarded(self, error: Exception) -> None:
        """The database is away; the forwarder will come back to this payment by itself."""
        self._after_forwarding()

    def _after_forwarding(self) -> None:
        self._forwarding = False
        self._print_original()
        if not self._left:
            self._later.start()
        self._go()

    def _look_again(self) -> None:
        if self.settled:
            self._later.stop()
            return
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._counter.overview.payment(self._actor, self.payment.id),
            done=self._now_stands,
            failed=lambda error: None,  # the database is away: the next look will tell
            owner=self,
        )

    def _now_stands(self, payment: Payment) -> None:
        if payment == self.payment:
            return
        self.payment = payment
        if payment.state is PaymentState.CONFIRMED:
            self.host_seen.emit(True)
        self.queue_changed.emit()
        self.changed.emit()

    # --- the paper -----------------------------------------------------------------------------------------------

    def _print_original(self) -> None:
        self._patience.stop()
        if not self.asked_for_paper:
            self.asked_for_paper = True
            self._print(self._job_of_original)

    def _job_of_original(self) -> PrintJob:
        return self._counter.printing.original(self.payment.id)

    def _copied(self, typed: Typed | None) -> PrintJob:
        """On the printer lane."""
        payment, actor = self.payment, self._actor
        consent = consent_to_copy(self._counter.approvals, actor, payment.id, typed)
        return self._counter.printing.reprint(actor, payment.receipt_number, consent=consent, why=why_of(typed))

    def _print(self, job: Callable[[], PrintJob]) -> None:
        self.printing, self.error = True, None
        self._jobs.submit(
            Lane.PRINTER,
            lambda: self._print_now(job),
            done=self._printed,
            failed=self._not_printed,
            owner=self,
        )
        self._show(0 if self.paper is None else self.paper.copy)
        self.changed.emit()

    def _print_now(self, job: Callable[[], PrintJob]) -> PrintJob:
        """On the printer lane."""
        try:
            return self._counter.printing.print(job().id)
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _print_broke(self) -> None:
        """A bug, which is shown as one; the paper can be asked for again."""
        self._ended(None)

    def _show(self, copy: int) -> None:
        number = self.payment.receipt_number
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: decoded(self._counter.printing.picture(self._actor, number, copy)),
            done=self._pictured,
            failed=lambda error: None,  # the paper itself is what counts, and says so if it fails
            owner=self,
        )

    def _pictured(self, picture: QImage) -> None:
        self.picture = picture
        self.changed.emit()

    def _printed(self, paper: PrintJob) -> None:
        newer = self.paper is not None and paper.copy != self.paper.copy
        self.paper = paper
        if newer:
            self._show(paper.copy)
        if self.comes_by_itself:
            self._fresh.start(FRESH_FOR)
        self.printer_seen.emit(paper)
        self._ended(None)

    def _not_printed(self, error: Exception) -> None:
        self._ended(error if isinstance(error, Declined | Unavailable) else None)

    def _ended(self, error: Declined | Unavailable | None) -> None:
        self.printing, self.error = False, error
        self.changed.emit()
        self._go()
