"""Something of ours went wrong. Said beside the work, not in its way: the counter stays usable."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel

WIDTH = 520
_WRITING = "writing"


class BugDialog(QDialog):
    """``bundle_asked``: somebody wants the file for support; it comes with everything that was caught so far."""

    bundle_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: list[str] = []
        self._outcome: str | None = ""
        self.setFixedWidth(WIDTH)
        self.setModal(False)
        # A payment may be under the clerk's fingers: this comes up beside it and takes no key from it.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.title, self.words, self.outcome = PlainLabel(role="heading"), WrappedLabel(), WrappedLabel(role="hint")
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bundle, self.go_on = ActionButton(), ActionButton("action")
        self.bundle.clicked.connect(self._ask)
        self.go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.bundle)
        buttons.addStretch()
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        for widget in (self.title, self.words, self.outcome):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.retranslate()

    def add(self, report: str) -> None:
        """One more was caught."""
        self._reports.append(report)
        self.retranslate()

    def show_outcome(self, file: str | None) -> None:
        """Where the bundle is; ``None``: it could not be written."""
        self._outcome = file
        self.bundle.setEnabled(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Put all words up again."""
        self.setWindowTitle(self.tr("Program fault"))
        self.title.setText(self.tr("Something in the program went wrong"))
        self.words.setText(
            self.tr(
                "Payments that were taken are stored and safe. Look in the journal (F3) whether the last one is there "
                "before you take its money again. Then go on; if it comes back, send the file to support."
            )
        )
        self.bundle.setText(self.tr("Write file for support"))
        self.go_on.setText(self.tr("Go on"))
        self.outcome.setVisible(self._outcome != "")
        if self._outcome is None:
            self.outcome.setText(self.tr("The file could not be written. Is the disk full?"))
        elif self._outcome == _WRITING:
            self.outcome.setText(self.tr("Writing …"))
        else:
            self.outcome.setText(self.tr("Written, numbers masked: {file}").format(file=self._outcome))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        self.bundle.setEnabled(False)
        self._outcome = _WRITING
        self.retranslate()
        self.bundle_asked.emit("\n\n".join(self._reports))
