"""The summary: what the worker reads, the words they agree to, and the key that makes it count."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.services.registration_summary import Summary
from ui.keys import Act, key_of
from ui.messages import sentence
from ui.registration_flow import RegistrationFlow
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.widgets.summary_sheet import SummarySheet

SHEET, WORDS = 5, 4
"""Shares of the width."""
LOW = 520
"""Pixels."""


class RegistrationSummary(Spoken):
    """``agreed``: the worker has heard the words. ``submitted``: make it count. ``print_asked``; ``left``: to the form."""

    agreed = Signal()
    submitted = Signal()
    print_asked = Signal()
    left = Signal()

    def __init__(self, flow: RegistrationFlow, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._flow = flow
        self._paper = ""
        self._areas: tuple[QScrollArea, ...] = ()
        self.sheet = SummarySheet()
        self._title, self._about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.words = WrappedLabel(role="read-out")
        self.words.setObjectName("consent-words")
        self.heard = WrappedLabel(role="wait")
        self.heard.setObjectName("consent-heard")
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("summary-error")
        self.paper = WrappedLabel(role="small")
        self.agree, self.print = (
            KeyButton("agree", key_of(Act.REGISTER_AGREE).shown, pixels=16),
            KeyButton("print-summary", key_of(Act.REGISTER_PRINT).shown),
        )
        self.action, self.back = ActionButton("action"), ActionButton("quiet")
        self.action.setObjectName("submit-registration")
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """Enter makes it count, once it was agreed to."""
        self.action.setFocus()

    def scroll_pages(self, pages: int) -> None:
        """What does not fit: so many pages down, or up."""
        for area in self._areas:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the words that are read out need the height more than what says so."""
        self._about.setVisible(event.size().height() >= LOW)
        super().resizeEvent(event)

    def show_summary(self, summary: Summary) -> None:
        """What is read."""
        self._paper = ""
        self.sheet.show_summary(summary)
        for area in self._areas:
            area.verticalScrollBar().setValue(0)
        self.retranslate()

    def say_of_paper(self, words: str) -> None:
        """What has become of the printout."""
        self._paper = words
        self.retranslate()

    def retranslate(self) -> None:
        flow = self._flow
        self._title.setText(self.tr("Read this out, word for word"))
        self._about.setText(self.tr("The worker checks what stands on the left, hears the words, and answers."))
        self.words.setText(flow.consent.words)
        self.agree.setChecked(flow.consented)
        self.agree.show_words(self.tr("The worker agrees") if not flow.consented else self.tr("Take it back"))
        restyle(self.heard, "role", "ok" if flow.consented else "wait")
        self.heard.setText(
            self.tr("✓ The worker has heard the words and agrees.")
            if flow.consented
            else self.tr("Not agreed yet. Press {key} when the worker says yes.").format(
                key=key_of(Act.REGISTER_AGREE).shown
            )
        )
        self.print.show_words(self.tr("Print it to read"))
        self.action.setText(self.tr("Storing …") if flow.busy else self.tr("Register   (Enter)"))
        self.back.setText(self.tr("Correct something   (Esc)"))
        self.error.setText(sentence(flow.error) if flow.error else "")
        self.error.setVisible(flow.error is not None)
        self.paper.setText(self._paper)
        self.paper.setVisible(bool(self._paper))

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(16, 12, 16, 12)
        side.setSpacing(8)
        side.addWidget(self._title)
        side.addWidget(self._about)
        self._areas = (_scrolled(self.sheet), _scrolled(self.words))
        side.addWidget(self._areas[1], 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.agree, 3)
        buttons.addWidget(self.print, 2)
        side.addWidget(self.heard)
        side.addLayout(buttons)
        for widget in (self.paper, self.error, self.action, self.back):
            side.addWidget(widget)
        card = QWidget()
        card.setProperty("role", "card")
        card.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._areas[0], SHEET)
        row.addWidget(card, WORDS)
        self.agree.setCheckable(True)
        self.agree.clicked.connect(self.agreed)
        self.print.clicked.connect(self.print_asked)
        self.action.clicked.connect(self.submitted)
        self.back.clicked.connect(self.left)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
