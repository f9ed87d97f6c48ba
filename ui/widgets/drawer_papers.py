"""Papers about the drawer on their way out: each says how it stands, and a key prints again what has not come out."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor
from counter_app.domain.print_job import WAITING, PrintJob, PrintState
from counter_app.services.approvals import Approvals
from counter_app.services.printing import Printing
from ui.drawer_words import ABOUT_DRAWER, paper_words
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.printer_words import known_words, trouble_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.copy_form import CopyForm
from ui.widgets.plain_label import WrappedLabel
from ui.widgets.spoken import Spoken

_MOST = 4
"""Papers that are named; more of them wait behind these."""


class DrawerPapers(Spoken):
    """``printer_seen``: a paper was tried; its job as it ended."""

    printer_seen = Signal(object)

    def __init__(
        self,
        printing: Printing,
        approvals: Approvals,
        jobs: Jobs,
        actor: Actor,
        parent: QWidget | None = None,
        *,
        key: str = "P",
    ) -> None:
        """``key`` prints again; where something is typed beside the papers, a letter alone will not do."""
        super().__init__(parent=parent)
        self._key = key
        self._printing, self._approvals, self._jobs, self._actor = printing, approvals, jobs, actor
        self._papers: list[PrintJob] = []
        self._under_way: set[UUID] = set()
        self._asking: PrintJob | None = None
        self._error: Exception | None = None
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("drawer-papers")
        self.again = ActionButton()
        self.again.setObjectName("print-drawer-papers")
        self.consent = CopyForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.consent)
        self.again.clicked.connect(self.print_again)
        self.consent.wanted.connect(self._consented)
        press(key, self, self.print_again)
        self.retranslate()

    @property
    def missing(self) -> Sequence[PrintJob]:
        """Those that have not come out, as far as is known."""
        return [job for job in self._papers if not job.is_out]

    def print_first(self, *jobs: PrintJob) -> None:
        """Print papers that were just committed, one behind the other."""
        self._papers, self._error, self._asking = list(jobs), None, None
        for job in jobs:
            self._deliver(job)

    def look(self) -> None:
        """Find the papers of any drawer that never came out, of this shift or of those before it."""
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._printing.undelivered(self._actor),
            done=self._found,
            failed=self._failed,
            owner=self,
        )

    def paper_moved(self, job: PrintJob) -> None:
        """A paper was tried by itself; it may have been one of these."""
        if job.id not in self._under_way and any(each.id == job.id for each in self._papers):
            self._papers = [job if each.id == job.id else each for each in self._papers]
            self.retranslate()

    def print_again(self) -> None:
        """Print what is missing; with nothing missing, a copy of the first of them."""
        if self._under_way or self._asking is not None or not self._papers:
            return
        self._error = None
        for job in self.missing[:_MOST] or self._papers[:1]:
            if job.state in WAITING:
                self._deliver(job)
            else:
                self._copy(job, lambda job=job: self._printing.again(self._actor, job.id))  # type: ignore[misc]

    def retranslate(self) -> None:
        missing, printed = self.missing, self._papers and not self.missing
        lines = [f"{paper_words(job.document)}: {self._how(job)}" for job in self._papers[:_MOST]]
        if len(self._papers) > _MOST:
            lines.append(self.tr("… and {count} more").format(count=len(self._papers) - _MOST))
        if printed:
            lines.append(self.tr("Sign them and file them."))
        elif missing and not self._under_way:
            lines.append(trouble_words(missing[-1].trouble))
            lines.append(self.tr("Then press {key}. They are kept until they are out.").format(key=self._key))
        if self._error is not None:
            lines.append(sentence_of(self._error))
        self.words.setText("\n".join(lines))
        bad = self._error is not None or any(job.state is not PrintState.QUEUED for job in missing)
        restyle(self.words, "role", "error" if bad and not self._under_way else "hint")
        words = self.tr("Print what is missing   ({key})") if missing else self.tr("Print a copy   ({key})")
        self.again.setText(words.format(key=self._key))
        self.again.setVisible(bool(self._papers) and not self._under_way and self._asking is None)
        self.consent.setVisible(self._asking is not None)
        self.setVisible(bool(self._papers) or self._error is not None)

    def _how(self, job: PrintJob) -> str:
        if job.id in self._under_way:
            return self.tr("is being printed …")
        return known_words(job)

    def _found(self, jobs: Sequence[PrintJob]) -> None:
        if not self._under_way and self._asking is None:
            self._papers = [job for job in jobs if job.document in ABOUT_DRAWER]
            self.retranslate()

    def _deliver(self, job: PrintJob) -> None:
        self._under_way.add(job.id)
        self.retranslate()
        self._jobs.submit(
            Lane.PRINTER,
            lambda: self._printing.print(job.id),
            done=self._delivered,
            failed=lambda error: self._failed(error, job),
            owner=self,
        )

    def _delivered(self, job: PrintJob) -> None:
        self._under_way.discard(job.id)
        self._papers = [job if each.id == job.id else each for each in self._papers]
        self.retranslate()
        self.printer_seen.emit(job)

    def _copy(self, job: PrintJob, ask: Callable[[], PrintJob]) -> None:
        self._under_way.add(job.id)
        self.retranslate()

        def instead(copy: PrintJob) -> None:
            self._under_way.discard(job.id)
            self._asking = None
            self._papers = [copy if each.id == job.id else each for each in self._papers]
            self._deliver(copy)

        self._jobs.submit(Lane.JOURNAL, ask, done=instead, failed=lambda error: self._failed(error, job), owner=self)

    def _consented(self, supervisor: str, pin: str, why: str) -> None:
        job, actor = self._asking, self._actor
        if job is None or self._under_way:
            return
        about = job.shift_id or job.subject_id
        assert about is not None, "a paper about a drawer is a shift's or has a subject of its own"

        def ask() -> PrintJob:
            consent = self._approvals.give(actor, Deed.REPRINT, about, supervisor, pin)
            return self._printing.again(actor, job.id, consent.id, why)

        self._copy(job, ask)

    def _failed(self, error: Exception, job: PrintJob | None = None) -> None:
        if job is not None:
            self._under_way.discard(job.id)
        if self._asking is not None and job is not None and job.id != self._asking.id:
            self.retranslate()  # it is asked about next; whoever types a PIN for the other one is not interrupted
        elif self._asking is not None:
            self.retranslate()
            self.consent.complain(sentence_of(error))
        elif job is not None and isinstance(error, Declined) and error.reason is Reason.APPROVAL_NEEDED:
            self._asking = job
            self.consent.ask(self.tr("One more copy: {paper}").format(paper=paper_words(job.document)))
            self.retranslate()
            self.consent.start()
        else:
            self._error = error
            self.retranslate()
