"""The closing slip on its way to paper: printed by itself, and again by a key when it did not come out."""

from enum import StrEnum
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from counter_app.domain.people import Actor
from counter_app.domain.print_job import WAITING, PrintJob, PrintState
from counter_app.services.printing import Printing
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import WrappedLabel
from ui.widgets.spoken import Spoken


class _Said(StrEnum):
    PRINTING = "printing"
    PRINTED = "printed"
    HELD = "held"
    FAILED = "failed"
    ERROR = "error"


_AFTER = {PrintState.DELIVERED: _Said.PRINTED, PrintState.HELD: _Said.HELD, PrintState.FAILED: _Said.FAILED}


class ClosingPaper(Spoken):
    """Shown once the shift is closed, which has committed the slip's print job."""

    def __init__(self, printing: Printing, jobs: Jobs, actor: Actor) -> None:
        super().__init__()
        self._printing = printing
        self._jobs = jobs
        self._actor = actor
        self._job: PrintJob | None = None
        self._said = _Said.PRINTING
        self._error: Exception | None = None
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("closing-slip-words")
        self.again = ActionButton("quiet")
        self.again.setObjectName("printClosingSlip")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.again)
        self.again.clicked.connect(self.print_again)
        press("P", self, self.print_again)
        self.retranslate()

    def print_first(self, job: PrintJob) -> None:
        """Print the slip of the shift that was just closed."""
        self._job = job
        self._deliver(job)

    def print_again(self) -> None:
        """Print the slip that is held, else the next copy."""
        if self._job is None or self._said is _Said.PRINTING:
            return
        if self._job.state in WAITING:
            self._deliver(self._job)
            return
        self._say(_Said.PRINTING)
        actor, shift = self._actor, _shift_of(self._job)
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._printing.reprint_closing(actor, shift),
            done=self._deliver,
            failed=self._failed,
            owner=self,
        )

    def retranslate(self) -> None:
        held = self._job is not None and self._job.state in WAITING
        self.again.setText(self.tr("Print the closing slip   (P)") if held else self.tr("Print a copy   (P)"))
        self.again.setVisible(self._said is not _Said.PRINTING)
        words = {
            _Said.PRINTING: self.tr("The closing slip is being printed …"),
            _Said.PRINTED: self.tr("The closing slip is printed. Sign it and file it."),
            _Said.HELD: self.tr("The printer does not answer; the closing slip is kept. Check it, then press P."),
            _Said.FAILED: self.tr(
                "The printer stopped half-way. Check it, then press P for a copy of the closing slip."
            ),
            _Said.ERROR: sentence_of(self._error) if self._error else "",
        }
        self.words.setText(words[self._said])
        restyle(self.words, "role", "hint" if self._said in {_Said.PRINTING, _Said.PRINTED} else "error")

    def _deliver(self, job: PrintJob) -> None:
        self._say(_Said.PRINTING)
        self._jobs.submit(
            Lane.PRINTER, lambda: self._printing.print(job.id), done=self._delivered, failed=self._failed, owner=self
        )

    def _delivered(self, job: PrintJob) -> None:
        self._job = job
        self._say(_AFTER.get(job.state, _Said.PRINTING))

    def _failed(self, error: Exception) -> None:
        self._error = error
        self._say(_Said.ERROR)

    def _say(self, what: _Said) -> None:
        self._said = what
        self.retranslate()


def _shift_of(job: PrintJob) -> UUID:
    assert job.shift_id is not None, "a closing slip is a shift's"
    return job.shift_id
