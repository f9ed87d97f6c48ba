"""What came of a try to reach somebody: by which way, with what outcome, and a note if there is one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.reminder import Outcome, Way
from ui.keys import ENTER
from ui.reminder_words import outcome_words, way_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_WAYS, _OUTCOMES = tuple(Way), tuple(Outcome)
_LONGEST = 140
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ContactForm(Spoken):
    """``submitted``: way, outcome, note. ``left``: the clerk thinks better of it."""

    submitted = Signal(object, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("contact-form")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.way, self.outcome = Way.CALL, Outcome.WILL_PAY
        self._chosen = False
        self._title, self._hint = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.ways = {way: KeyButton(f"way-{way}", "← →", pixels=13) for way in _WAYS}
        self.outcomes = {
            outcome: KeyButton(f"outcome-{outcome}", str(number), pixels=13)
            for number, outcome in enumerate(_OUTCOMES, 1)
        }
        self._note_label, self.note = PlainLabel(role="caption"), EntryField("contact-note", _LONGEST)
        self.error = WrappedLabel(role="error")
        self.action, self.leave = ActionButton("action"), ActionButton("quiet")
        self._arrange()
        self.retranslate()

    def open(self, way: Way) -> None:
        """Begin anew: ``way`` is proposed, nothing has come of it yet."""
        self.way, self._chosen = way, False
        self.note.clear()
        self.say("")
        self.setEnabled(True)
        self._mark()
        self.setFocus()

    def say(self, words: str) -> None:
        """What is wrong; everything chosen and typed stays."""
        self.setEnabled(True)
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def retranslate(self) -> None:
        self._title.setText(self.tr("What came of it?"))
        self._hint.setText(self.tr("← → by which way · 1–7 what came of it · Tab note"))
        for way, button in self.ways.items():
            button.show_words(way_words(way))
        for outcome, choice in self.outcomes.items():
            choice.show_words(outcome_words(outcome))
        self._note_label.setText(self.tr("Note"))
        self.note.setAccessibleName(self._note_label.text())
        self.action.setText(self.tr("Write it down   (Enter)"))
        self.leave.setText(self.tr("Not now   (Esc)"))
        self.setAccessibleName(self._title.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose while the form itself has the cursor."""
        key = Qt.Key(event.key())
        place = key - Qt.Key.Key_1
        if key in ENTER:
            if not event.isAutoRepeat():
                self._submit()
        elif key in _STEPS:
            self._take_way(_WAYS[(_WAYS.index(self.way) + _STEPS[key]) % len(_WAYS)])
        elif 0 <= place < len(_OUTCOMES):
            self._take(_OUTCOMES[place])
        else:
            super().keyPressEvent(event)

    def _take_way(self, way: Way) -> None:
        self.way = way
        self._mark()

    def _take(self, outcome: Outcome) -> None:
        self.outcome, self._chosen = outcome, True
        self.say("")
        self._mark()

    def _submit(self) -> None:
        if not self._chosen:
            self.say(self.tr("Choose what came of it: a digit, or a click."))
            self.setFocus()
            return
        self.setEnabled(False)
        self.submitted.emit(self.way, self.outcome, self.note.text())

    def _mark(self) -> None:
        for way, button in self.ways.items():
            restyle(button, "chosen", "yes" if way is self.way else "no")
        for outcome, choice in self.outcomes.items():
            restyle(choice, "chosen", "yes" if self._chosen and outcome is self.outcome else "no")

    def _arrange(self) -> None:
        ways = QGridLayout()
        ways.setSpacing(4)
        for place, (way, button) in enumerate(self.ways.items()):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._take_way, way))
            ways.addWidget(button, 0, place)
        outcomes = QGridLayout()
        outcomes.setSpacing(4)
        for place, (outcome, choice) in enumerate(self.outcomes.items()):
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            choice.clicked.connect(partial(self._take, outcome))
            outcomes.addWidget(choice, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(ways)
        column.addLayout(outcomes)
        self._note_label.setBuddy(self.note)
        for widget in (self._note_label, self.note, self.error, self.action, self.leave):
            column.addWidget(widget)
        column.addStretch(1)
        self.note.entered.connect(self._submit)
        self.action.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
