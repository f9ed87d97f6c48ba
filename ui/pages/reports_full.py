"""Full numbers for one export: why, and a second person, before a file without masks is made."""

from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.approval import Approval, Deed
from counter_app.domain.errors import Declined
from counter_app.domain.people import Actor
from counter_app.services.approvals import Approvals
from counter_app.services.exports import FullNumbers
from counter_app.services.own import MOST_WORDS, words
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken


class FullForm(Spoken):
    """Hidden until ``ask``. ``given``: two people agreed, for one file. ``left``: they did not."""

    given = Signal(object)
    left = Signal()

    def __init__(self, approvals: Approvals, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._approvals, self._jobs, self._actor = approvals, jobs, actor
        self._export: UUID | None = None
        self._title, self._label = PlainLabel(role="strong"), PlainLabel(role="caption")
        self.why = EntryField("export-why", MOST_WORDS)
        self.error = WrappedLabel(role="error")
        self.consent = ApprovalForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        for widget in (self._title, self._label, self.why, self.error, self.consent):
            column.addWidget(widget)
        self._label.setBuddy(self.why)
        self.why.entered.connect(self._explained)
        self.consent.given.connect(self._consented)
        self.hide()
        self.retranslate()

    def ask(self) -> None:
        """Begin anew: every file has its own reason and its own consent."""
        self._export = uuid4()
        self.why.clear()
        self.consent.supervisor.clear()
        self.consent.ask("")
        self.consent.hide()
        self.error.hide()
        self.show()
        self.why.setFocus()

    def put_away(self) -> None:
        """Forget what was typed."""
        self._export = None
        self.why.clear()
        self.consent.pin.clear()
        self.hide()

    def retranslate(self) -> None:
        self._title.setText(self.tr("A file with full numbers"))
        self._label.setText(self.tr("Why they are needed; the journal keeps it"))
        self.why.setAccessibleName(self._label.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _explained(self) -> None:
        try:
            words(self.why.text())
        except Declined as declined:
            self._complain(declined)
            return
        self.error.hide()
        self.consent.show()
        self.consent.start()

    def _consented(self, number: str, pin: str) -> None:
        export, why, actor = self._export, self.why.text(), self._actor
        if export is None:
            return

        def kept(approval: Approval) -> None:
            if self._export == export:
                self.put_away()
                self.given.emit(FullNumbers(export, why, approval.id))

        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._approvals.give(actor, Deed.EXPORT_FULL, export, number, pin),
            done=kept,
            failed=lambda error: self.consent.complain(sentence_of(error)),
            owner=self,
        )

    def _complain(self, error: Exception) -> None:
        self.error.setText(sentence_of(error))
        self.error.show()
        self.why.setFocus()
