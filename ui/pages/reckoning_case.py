"""One case: both sides as they stood, its history, and what can be done about it."""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.case import Case
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.services.cases import CaseFile
from ui import formats
from ui.case_doing import CaseDoing, CaseDoings, CaseFilled, possible
from ui.jobs import Job, Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.settlement_words import case_mood, case_words, kind_words, note_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.case_form import CaseForm
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import ElidedLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken

KEYS: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.ASSIGN: "T",
        CaseDoing.NOTE: "N",
        CaseDoing.PROPOSE: "U",
        CaseDoing.CLOSE: "C",
        CaseDoing.GIVE_BACK: "K",
    }
)
_OFFERS: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.ASSIGN: QT_TRANSLATE_NOOP("CasePane", "Take it, or give it to somebody"),
        CaseDoing.NOTE: QT_TRANSLATE_NOOP("CasePane", "Note"),
        CaseDoing.PROPOSE: QT_TRANSLATE_NOOP("CasePane", "Propose a conclusion"),
        CaseDoing.CLOSE: QT_TRANSLATE_NOOP("CasePane", "Close it, two people"),
        CaseDoing.GIVE_BACK: QT_TRANSLATE_NOOP("CasePane", "Not convinced"),
    }
)
_DONE: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.ASSIGN: QT_TRANSLATE_NOOP("CasePane", "Written down: the case has its owner."),
        CaseDoing.NOTE: QT_TRANSLATE_NOOP("CasePane", "Written down."),
        CaseDoing.PROPOSE: QT_TRANSLATE_NOOP("CasePane", "Written down; another supervisor has to agree."),
        CaseDoing.CLOSE: QT_TRANSLATE_NOOP("CasePane", "Closed, in the name of both of you."),
        CaseDoing.GIVE_BACK: QT_TRANSLATE_NOOP("CasePane", "It is back with its owner."),
    }
)


class CasePane(Spoken):
    """``changed``: something was done. ``idle``: the form is closed, the keys are the list's again."""

    changed = Signal()
    idle = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._cases = counter.day.cases
        self._zone = counter.zone
        self._jobs = jobs
        self._actor = actor
        self._case: Case | None = None
        self._file: CaseFile | None = None
        self._reading: Job | None = None
        self._said: CaseDoing | Exception | None = None
        self.doings = CaseDoings(counter, jobs, actor, self)
        self.mark, self.state = StateMark(), WrappedLabel(role="heading")
        self.number = ElidedLabel(role="strong")
        self.kind, self.sides = WrappedLabel(role="notice"), WrappedLabel()
        self.conclusion, self.history = WrappedLabel(role="strong"), WrappedLabel(role="small")
        self.said = WrappedLabel(role="hint")
        self.said.setObjectName("case-said")
        self.buttons = {doing: ActionButton() for doing in CaseDoing}
        self.form = CaseForm()
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def is_busy(self) -> bool:
        """Whether something is being filled in."""
        return self.stack.currentIndex() == 1

    def show_case(self, case: Case | None) -> None:
        """Show this one and read its history; while a form is open, its own case stays."""
        if self.is_busy:
            return
        if case is None or self._case is None or case.id != self._case.id:
            self._said = None
            self._file = None
        self._case = case
        self.retranslate()
        if case is not None:
            self._read(case.id)

    def begin(self, doing: CaseDoing) -> None:
        """Do what a key asks for, if it can be done about the case that is shown."""
        if self._case is None or self.is_busy or doing not in possible(self._case, self._actor):
            return
        self._said = None
        self.stack.setCurrentIndex(1)
        self.form.busy(False)
        self.form.open(doing, self._case, self._actor.id)

    def take_focus(self) -> None:
        """To the first thing that can be done."""
        first = next((button for button in self.buttons.values() if button.isVisible()), None)
        if first is not None:
            first.setFocus()

    def retranslate(self) -> None:
        case = self._case
        told = (self.mark, self.number, self.kind, self.sides, self.history)
        for widget in told:
            widget.setVisible(case is not None)
        offered = () if case is None else possible(case, self._actor)
        for doing, button in self.buttons.items():
            button.setVisible(doing in offered)
            button.setText(f"{self.tr(_OFFERS[doing])}   ({KEYS[doing]})")
        self.state.setText(self.tr("Nothing chosen") if case is None else case_words(case))
        self.conclusion.setVisible(case is not None and case.proposal is not None)
        if case is not None:
            self._show_facts(case)
        self._show_said()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, and nothing else."""
        if event.key() == Qt.Key.Key_Escape and self.is_busy and self.form.isEnabled():
            self._close()
        else:
            super().keyPressEvent(event)

    def choose_file(self) -> None:
        """A dialog beside the window, for a file of evidence."""
        dialog = QFileDialog(self, self.tr("A file of evidence"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.doings.take_hash(Path(name)))
        dialog.open()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show_facts(self, case: Case) -> None:
        self.mark.set_mood(case_mood(case))
        self.number.show_text(case.receipt_number)
        gone = self.tr("A later reckoning does not find this difference any more.")
        self.kind.setText("\n".join((kind_words(case.kind), *((gone,) if case.gone_since else ()))))
        ours, theirs = json.loads(case.ours), json.loads(case.theirs)
        here = self._side(ours) if ours else self.tr("nothing")
        there = "\n".join(self._side(line) for line in theirs) or self.tr("nothing")
        self.sides.setText(self.tr("Here: {here}\nAt the host: {there}").format(here=here, there=there))
        if case.proposal is not None:
            proof = case.proposal.proof
            file = f", {inert(proof.file_name)}" if proof.file_name else ""
            self.conclusion.setText(f"{inert(case.proposal.conclusion)}\n{inert(proof.words)}{file}")
        notes = self._file.notes if self._file is not None else ()
        told = (
            f"{formats.moment(note.at, self._zone)} {note.by}: {note_words(note.kind, inert(note.words))}"
            for note in notes
        )
        self.history.setText("\n".join(told))

    def _side(self, row: Mapping[str, Any]) -> str:
        """One side's row, in a line."""
        sign = "-" if row.get("kind") == "REVERSAL" or row.get("reversal") else ""
        posted_on = formats.day(date.fromisoformat(row["posted_on"])) if row["posted_on"] else ""
        parts = (f"{sign}{format_rupiah(row['amount'])}", posted_on, row["reference"] or "", row["payer"])
        return " · ".join(inert(str(part)) for part in parts if part)

    def _show_said(self) -> None:
        said = self._said
        words = sentence_of(said) if isinstance(said, Exception) else self.tr(_DONE[said]) if said else ""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _read(self, case_id: UUID) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._cases.read(self._actor, case_id),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def _arrived(self, file: CaseFile) -> None:
        self._reading = None
        if self._case is not None and file.case.id == self._case.id and not self.is_busy:
            self._file, self._case = file, file.case
            self.retranslate()

    def _failed(self, error: Exception) -> None:
        self._reading, self._said = None, error
        self._show_said()

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        facts = QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        for widget in (self.number, self.kind, self.sides, self.conclusion):
            column.addWidget(widget)
        column.addSpacing(4)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addWidget(self.said)
        column.addWidget(self.history)
        column.addStretch(1)
        for content in (facts, self.form):
            self.stack.addWidget(_scrolling(content))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        for doing, button in self.buttons.items():
            button.clicked.connect(partial(self.begin, doing))
        self.form.submitted.connect(self._submitted)
        self.form.left.connect(self._close)
        self.form.asks_file.connect(self.choose_file)
        press("Alt+B", self.form.file, self.choose_file)
        self.doings.done.connect(self._done)
        self.doings.refused.connect(self._refused)
        self.doings.hashed.connect(self.form.show_file)

    def _close(self) -> None:
        self.stack.setCurrentIndex(0)
        self.retranslate()
        self.idle.emit()

    def _submitted(self, doing: CaseDoing, filled: CaseFilled) -> None:
        assert self._case is not None
        self.doings.do(doing, self._case.id, filled)

    def _done(self, doing: CaseDoing) -> None:
        self._said = doing
        self._close()
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        if self.is_busy:
            self.form.complain(error)


def _scrolling(content: QWidget) -> QScrollArea:
    """A long history, and a form on a small screen, are scrolled and never cut off."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setProperty("role", "clear")
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(content)
    return scroll
