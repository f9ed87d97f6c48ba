"""The slip of a registration on its way to paper: it waits a moment for the host's word, and not longer."""

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.people import Actor
from counter_app.domain.print_job import WAITING, PrintJob
from counter_app.domain.registration import ON_ITS_WAY, Registration
from counter_app.services.registration_papers import RegistrationPapers
from counter_app.services.registration_summary import Summary
from ui.consenting import Typed, asks_for_consent, consent_to_copy, why_of
from ui.jobs import Jobs, Lane


class RegistrationSlipErrand(QObject):
    """One registration's paper at a time. ``changed``: ``job`` or ``error`` has. ``printer_seen`` is for the lamp."""

    changed = Signal()
    summary_printed = Signal(object)
    printer_seen = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._papers: RegistrationPapers = counter.day.registration_papers
        self._jobs = jobs
        self._actor = actor
        self._registration: Registration | None = None
        self._busy = False
        self.job: PrintJob | None = None
        self.error: Declined | Unavailable | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._print)

    @property
    def is_printing(self) -> bool:
        return self._busy

    @property
    def failed(self) -> bool:
        """Whether the worker may stand there without a slip."""
        stuck = self.job is not None and self.job.is_stuck
        return not self._busy and (stuck or self.error is not None)

    def follow(self, registration: Registration) -> None:
        """A registration was just submitted, or has moved on: its slip is printed once the host has decided, or after
        as long as a receipt would wait.
        """
        first = self._registration is None or self._registration.id != registration.id
        self._registration = registration
        if first:
            self.job = self.error = None
            self._patience.start(round(self._counter.settings.window.receipt_wait_seconds * 1000))
        if registration.state not in ON_ITS_WAY and (self._patience.isActive() or not first):
            self._patience.stop()
            self._print()

    def paper_moved(self, job: PrintJob) -> None:
        """A paper was tried by itself; it may have been this one."""
        if not self._busy and self.job is not None and job.id == self.job.id:
            self.job = job
            self.changed.emit()

    def forget(self) -> None:
        """Somebody else's turn; a slip that is waited for is still printed."""
        if self._patience.isActive():
            self._patience.stop()
            self._print()
        self._registration = None
        self.job = self.error = None

    def again(self, registration: Registration, consent: Typed | None = None) -> None:
        """Print what waits, or else one more copy (SALINAN n); from the second copy on with a supervisor's number and
        PIN: see ``asks``.
        """
        self._registration = registration
        self._patience.stop()
        self._print(again=True, consent=consent)

    @property
    def asks(self) -> bool:
        """Whether one more copy takes a second person, or the one who was asked did not prove it."""
        return asks_for_consent(self.error)

    def print_summary(self, summary: Summary, consent: str) -> None:
        """What the worker reads before it counts; ``summary_printed`` tells ``None``, or why not."""
        papers, actor = self._papers, self._actor
        self._jobs.submit(
            Lane.PRINTER,
            lambda: papers.print_summary(actor, summary, consent),
            done=lambda _: self.summary_printed.emit(None),
            failed=self.summary_printed.emit,
            owner=self,
        )

    def _print(self, *, again: bool = False, consent: Typed | None = None) -> None:
        """Whatever of this registration waits for paper; with ``again`` a copy where nothing does."""
        if self._registration is None or self._busy:
            return
        registering, printing = self._counter.day.registering, self._counter.printing
        actor, subject, approvals = self._actor, self._registration.id, self._counter.approvals
        # What was seen to wait may have come out by itself since: whoever asked for it wants no copy as well.
        waits = self.job.id if self.job is not None and self.job.state in WAITING else None

        def deliver() -> PrintJob:
            job = registering.ask_slip(actor, subject)
            if job.state not in WAITING and again and job.id != waits:
                allowed = consent_to_copy(approvals, actor, subject, consent)
                job = printing.again(actor, job.id, allowed, why_of(consent))
            return printing.print(job.id)

        self._busy, self.error = True, None
        self._jobs.submit(Lane.PRINTER, deliver, done=self._printed, failed=self._failed, owner=self)
        self.changed.emit()

    def _printed(self, job: PrintJob) -> None:
        self._busy, self.job = False, job
        self.printer_seen.emit(job)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        assert isinstance(error, Declined | Unavailable)
        self._busy, self.error = False, error
        self.changed.emit()
