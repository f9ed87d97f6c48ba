"""Setting up the counter's printer: chosen, tried with a slip, its profile told by what is seen, saved at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Undelivered
from counter_app.domain.people import Actor
from ui.jobs import Jobs
from ui.keys import Act, key_of, press
from ui.messages import sentence_of
from ui.pages.printer_setup_choose import PrinterChoice
from ui.printer_flow import ANSWERS, QUESTIONS, PrinterFlow, Step
from ui.printer_setup_words import (
    answer_words,
    certainty_words,
    fact_words,
    form_words,
    profile_words,
    question_words,
    topic_words,
)
from ui.printer_words import status_words, trouble_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken
from ui.widgets.summary_sheet import Facts

MOST_ANSWERS = max(map(len, ANSWERS.values()))
_ASKED, _KNOWN = 700, 420
"""Pixels: the widest that each card becomes."""
_NUMBERS = key_of(Act.SETUP_ANSWER).pressed


class PrinterSetupPage(Spoken):
    """``left``: back to where one was, everything as it was or saved. ``changed``: the counter has another printer."""

    left = Signal()
    changed = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self.setObjectName("printerSetupPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line = ProgressLine()
        self.line.stop.hide()
        self.flow = PrinterFlow(counter, jobs, actor, self.line, self)
        self.choice = PrinterChoice(counter.day.printer_setup, jobs, actor)
        self._step, self._title = PlainLabel(role="caption"), PlainLabel(role="title")
        self._question, self._hint = WrappedLabel(role="heading"), WrappedLabel(role="muted")
        self.said = WrappedLabel(role="notice-bad")
        self.answers = tuple(KeyButton(f"printer-answer-{n}", str(n), pixels=17) for n in range(1, MOST_ANSWERS + 1))
        self.consent = ApprovalForm()
        self.action, self.came_out = ActionButton("action"), KeyButton("printer-came-out", "Y")
        self.back, self.leave = ActionButton("quiet"), ActionButton("quiet")
        self._known_title, self.facts = PlainLabel(role="heading"), Facts("printer-facts")
        self._shown: Step | None = None
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """From the beginning; what is set stays until something is saved."""
        self._shown = None
        self.flow.start()

    # --- what is shown -------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        flow, step = self.flow, self.flow.step
        asked, hint = question_words(step)
        self._title.setText(self.tr("Set up the printer"))
        self._step.setText(self._step_words())
        self._question.setText(asked)
        self._hint.setText(hint)
        self.setAccessibleName(asked)
        self.came_out.show_words(self.tr("The slip is here, whole"))
        self.back.setText(self.tr("One step back   (←)"))
        self.back.setVisible(step not in (Step.CHOOSE, Step.SAVED))
        self.leave.setText(self._leave_words())
        self.action.setText(self._action_words())
        self._known_title.setText(self.tr("What is known"))
        self.facts.show_facts(self._facts())
        self._show_answers()
        self._show_said()
        for widget, shown in (
            (self.choice, step is Step.CHOOSE),
            (self.action, bool(self._action_words()) and not flow.asks),
            (self.came_out, flow.may_have_come_out),
            (self.consent, flow.asks),
        ):
            widget.setVisible(shown)
        self.action.setEnabled(not flow.busy)

    def _step_words(self) -> str:
        places = {Step.CHOOSE: 1, Step.SLIP: 2, Step.SUMMARY: 4, Step.SAVED: 4}
        return self.tr("Step {number} of {total}").format(number=places.get(self.flow.step, 3), total=4)

    def _action_words(self) -> str:
        match self.flow.step:
            case Step.SLIP if self.flow.error is not None:
                return self.tr("Try again   (Enter)")
            case Step.SLIP:
                return self.tr("Print the slip   (Enter)")
            case Step.SUMMARY:
                return self.tr("Save   (Enter)")
            case Step.SAVED:
                return self.tr("Print a sample   (Enter)")
            case _:
                return ""

    def _leave_words(self) -> str:
        if self.flow.step is Step.SAVED:
            return self.tr("Done   (Esc)")
        return self.tr("Leave, everything stays as it was   (Esc)")

    def _facts(self) -> Sequence[tuple[str, str]]:
        flow = self.flow
        facts = []
        if flow.now is not None:
            set_now = flow.now.settings
            facts.append((self.tr("Set now"), f"{inert(set_now.device)} · {profile_words(set_now)}"))
        if flow.look is not None and flow.step is not Step.CHOOSE:
            facts.append((self.tr("Chosen"), f"{inert(flow.device)} · {form_words(flow.look.form)}"))
            facts.append((self.tr("Status"), status_words(flow.look.status)))
        if flow.known is not None:
            facts.append((self.tr("Paper"), certainty_words(flow.known)))
        answered = (step for step in QUESTIONS if flow.is_answered(step))
        facts.extend((topic_words(step), fact_words(step, flow.answer_to(step))) for step in answered)
        if flow.step is Step.SUMMARY:
            facts.append((self.tr("Profile"), flow.chosen.profile))
        return facts

    def _show_answers(self) -> None:
        flow = self.flow
        answers = () if flow.asks else ANSWERS.get(flow.step, ())
        for place, button in enumerate(self.answers):
            button.setVisible(place < len(answers))
            button.setEnabled(not flow.busy)
            if place < len(answers):
                button.show_words(answer_words(flow.step, answers[place]))

    def _show_said(self) -> None:
        words, role = self._saying()
        restyle(self.said, "role", role)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _saying(self) -> tuple[str, str]:
        flow = self.flow
        if flow.asks and flow.error is not None:
            return "", "notice-bad"  # it stands at the second person's fields
        if isinstance(flow.error, Undelivered):
            if flow.may_have_come_out:
                words = self.tr(
                    "The printer took the slip and never said that it was done. If it is here, whole, say so."
                )
                other = self.tr("If not, switch the printer off and on, and try again.")
                return f"{words} {other}", "notice-bad"
            return trouble_words(flow.error.trouble), "notice-bad"
        if flow.error is not None:
            return sentence_of(flow.error), "notice-bad"
        if flow.step is Step.SAVED:
            words = self.tr("This printer counts from now on.")
            return f"{words} {certainty_words(flow.known)}" if flow.known else words, "notice-ok"
        return "", "notice-bad"

    # --- inside --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number answers, Esc leaves everything as it is."""
        key = Qt.Key(event.key())
        if event.isAutoRepeat():
            event.accept()
        elif key in _NUMBERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.flow.answer(_NUMBERS.index(key) + 1)
        elif key in key_of(Act.SETUP_OUT).pressed:
            self.flow.it_came_out()
        elif key != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.flow.asks:
            self.flow.back()
        else:
            self._leave()

    def _moved(self) -> None:
        flow, first = self.flow, self._shown is not self.flow.step
        self._shown = flow.step
        self.flow.doing = self._doing_words()
        if first and flow.step is Step.CHOOSE and flow.now is None:
            self._shown = None  # until the settings are read
        self.retranslate()
        if flow.asks:
            self._ask_consent()
        elif self.action.isVisible() and self.action.isEnabled():
            self.action.setFocus()
        elif first and flow.step is Step.CHOOSE and flow.now is not None:
            self.choice.start(flow.now.settings.device)
            self.choice.table.setFocus()
        elif flow.step is not Step.CHOOSE:
            self.setFocus()

    def _doing_words(self) -> str:
        match self.flow.step:
            case Step.CHOOSE:
                return self.tr("Asking the printer")
            case Step.SUMMARY:
                return self.tr("Saving")
            case Step.DRAWER | Step.OPENED:
                return self.tr("Opening the drawer")
            case _:
                return self.tr("Printing")

    def _ask_consent(self) -> None:
        if self.flow.error is not None:
            self.consent.complain(sentence_of(self.flow.error))
        elif not self.flow.busy:
            self.consent.ask(self.tr("To opening the drawer once, to try it: it holds a clerk's cash now."))
            self.consent.start()

    def _act(self) -> None:
        step = self.flow.step
        if step is Step.SLIP:
            self.flow.print_slip()
        elif step is Step.SUMMARY:
            self.flow.save()
        elif step is Step.SAVED:
            self.flow.print_sample()

    def _leave(self) -> None:
        if not self.flow.busy:
            self.left.emit()

    def _connect(self) -> None:
        self.flow.changed.connect(self._moved)
        self.flow.saved.connect(self.changed)
        self.choice.chosen.connect(self.flow.choose)
        self.action.clicked.connect(self._act)
        self.back.clicked.connect(self.flow.back)
        self.leave.clicked.connect(self._leave)
        self.came_out.clicked.connect(self.flow.it_came_out)
        self.consent.given.connect(self.flow.consent)
        for key in (
            "Left",
            "Backspace",
        ):  # a button that has the focus would keep them; a field that is typed into does
            press(key, self, self.flow.back).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for number, button in enumerate(self.answers, 1):
            button.clicked.connect(lambda _checked=False, number=number: self.flow.answer(number))

    def _arrange(self) -> None:
        card, beside = _card(_ASKED), _card(_KNOWN)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 16, 28, 12)
        column.setSpacing(8)
        for widget in (self._step, self._title, self._question, self._hint):
            column.addWidget(widget)
        column.addWidget(self.choice, 100)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self.answers):
            button.setMinimumHeight(56)
            grid.addWidget(button, place // 2, place % 2)
        column.addLayout(grid)
        for lower in (self.consent, self.said, self.line, self.came_out, self.action):
            column.addWidget(lower)
        column.addStretch(1)
        lowest = QHBoxLayout()
        lowest.addWidget(self.back)
        lowest.addStretch(1)
        lowest.addWidget(self.leave)
        column.addLayout(lowest)
        right = QVBoxLayout(beside)
        right.setContentsMargins(24, 16, 24, 16)
        right.addWidget(self._known_title)
        right.addWidget(self.facts)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addStretch(1)
        row.addWidget(card, 160)
        row.addWidget(beside, 100)
        row.addStretch(1)


def _card(widest: int) -> QWidget:
    card = QWidget()
    card.setProperty("role", "card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setMaximumWidth(widest)
    return card
