"""What has to be said before something is done about a case: a note, an owner, a conclusion with its evidence, a consent."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.case import Case, Proof
from counter_app.domain.errors import Declined, Reason
from ui.case_doing import CaseDoing, CaseFilled
from ui.messages import sentence_of
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken

_ABOUT_CONSENT = frozenset(
    {
        Reason.LOGIN_WRONG,
        Reason.LOGIN_LOCKED,
        Reason.NOT_ALLOWED,
        Reason.APPROVAL_BY_SELF,
        Reason.APPROVAL_SPENT,
        Reason.CASE_PROPOSER,
    }
)
"""What is said at the second person's fields."""
_TITLES: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.ASSIGN: QT_TRANSLATE_NOOP("CaseForm", "Whose case is it?"),
        CaseDoing.NOTE: QT_TRANSLATE_NOOP("CaseForm", "Write something down"),
        CaseDoing.PROPOSE: QT_TRANSLATE_NOOP("CaseForm", "Propose a conclusion"),
        CaseDoing.CLOSE: QT_TRANSLATE_NOOP("CaseForm", "Close the case"),
        CaseDoing.GIVE_BACK: QT_TRANSLATE_NOOP("CaseForm", "Not convinced"),
    }
)
_ABOUT: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.ASSIGN: QT_TRANSLATE_NOOP(
            "CaseForm", "The staff number of a supervisor; yours stands there already."
        ),
        CaseDoing.NOTE: QT_TRANSLATE_NOOP("CaseForm", "It stays in the case's history; nothing in it is ever changed."),
        CaseDoing.PROPOSE: QT_TRANSLATE_NOOP(
            "CaseForm", "What happened, and what shows it. Another supervisor has to agree before the case is closed."
        ),
        CaseDoing.CLOSE: QT_TRANSLATE_NOOP(
            "CaseForm", "Whoever did not write the conclusion reads it and types their PIN. Nothing is adjusted by it."
        ),
        CaseDoing.GIVE_BACK: QT_TRANSLATE_NOOP("CaseForm", "Say what is missing; the case goes back to its owner."),
    }
)
_WORDS: Mapping[CaseDoing, str] = MappingProxyType(
    {
        CaseDoing.NOTE: QT_TRANSLATE_NOOP("CaseForm", "Note"),
        CaseDoing.PROPOSE: QT_TRANSLATE_NOOP("CaseForm", "Conclusion"),
        CaseDoing.GIVE_BACK: QT_TRANSLATE_NOOP("CaseForm", "Reason"),
    }
)
_LONGEST, _NUMBER = 300, 20


class CaseForm(Spoken):
    """``submitted``: everything is filled in. ``left``: somebody thinks better of it. ``asks_file``: evidence is chosen."""

    submitted = Signal(object, object)
    left = Signal()
    asks_file = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._doing = CaseDoing.NOTE
        self._case: Case | None = None
        self._error: Exception | None = None
        self._file = self._sha256 = self._trouble = ""
        self._title, self._about = WrappedLabel(role="heading"), WrappedLabel(role="muted")
        self.conclusion = WrappedLabel(role="notice")
        labels = (PlainLabel(role="caption") for _ in range(3))
        self._owner_label, self._words_label, self._proof_label = labels
        self.owner = EntryField("case-owner", _NUMBER)
        self.words, self.proof = EntryField("case-words", _LONGEST), EntryField("case-proof", _LONGEST)
        self.file, self.file_words = ActionButton("quiet"), WrappedLabel(role="small")
        self.approval = ApprovalForm()
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("case-error")
        self.action, self.leave = ActionButton("action"), ActionButton("quiet")
        self._arrange()
        self.retranslate()

    def open(self, doing: CaseDoing, case: Case, own_number: str) -> None:
        """Ask for what ``doing`` needs; what was typed for another case is gone."""
        self._doing, self._case, self._error = doing, case, None
        self._file = self._sha256 = self._trouble = ""
        for field in (self.words, self.proof):
            field.clear()
        self.owner.setText(own_number)
        self.approval.ask("")
        self.retranslate()
        self.begin()

    def begin(self) -> None:
        """Put the cursor where it starts."""
        if self._doing is CaseDoing.CLOSE:
            self.approval.start()
        else:
            (self.owner if self._doing is CaseDoing.ASSIGN else self.words).setFocus()

    def busy(self, busy: bool) -> None:
        """While it is being done, nothing can be done twice."""
        self.setEnabled(not busy)

    def show_file(self, name: str, sha256: str, trouble: str) -> None:
        """The file of evidence that was chosen, or why it cannot be read."""
        self._file, self._sha256, self._trouble = (name, sha256, "") if sha256 else ("", "", trouble)
        self.retranslate()

    def complain(self, error: Exception) -> None:
        """Say what is wrong where it is wrong; everything typed stays, but the PIN."""
        self.busy(False)
        self._error = error
        consent = self._about_consent()
        self.approval.complain(sentence_of(error) if consent else "")
        self._show_error("" if consent else sentence_of(error))
        if not consent:
            self.approval.pin.clear()
            self.begin()

    def retranslate(self) -> None:
        doing, proposal = self._doing, self._case.proposal if self._case else None
        self._title.setText(self.tr(_TITLES[doing]))
        self._about.setText(self.tr(_ABOUT[doing]))
        self._owner_label.setText(self.tr("Staff number"))
        self._words_label.setText(self.tr(_WORDS[doing]) if doing in _WORDS else "")
        self._proof_label.setText(self.tr("Evidence (letter, e-mail, list)"))
        self.file.setText(self.tr("Name a file of evidence   (Alt+B)"))
        self.file_words.setText(self._said_of_file())
        self.conclusion.setText(
            "" if proposal is None else f"{inert(proposal.conclusion)}\n{inert(proposal.proof.words)}"
        )
        for field, label in (
            (self.owner, self._owner_label),
            (self.words, self._words_label),
            (self.proof, self._proof_label),
        ):
            field.setAccessibleName(label.text())
        shown = {
            self.owner: doing is CaseDoing.ASSIGN,
            self._owner_label: doing is CaseDoing.ASSIGN,
            self.words: doing in _WORDS,
            self._words_label: doing in _WORDS,
            self.conclusion: doing in {CaseDoing.CLOSE, CaseDoing.GIVE_BACK},
            self.approval: doing is CaseDoing.CLOSE,
            self.action: doing is not CaseDoing.CLOSE,
        } | dict.fromkeys((self.proof, self._proof_label, self.file), doing is CaseDoing.PROPOSE)
        for widget, visible in shown.items():
            widget.setVisible(visible)
        self.file_words.setVisible(bool(self.file_words.text()) and doing is CaseDoing.PROPOSE)
        self.action.setText(self.tr("Write it down   (Enter)"))
        self.leave.setText(self.tr("Not now   (Esc)"))
        self._say_again()

    def _say_again(self) -> None:
        if self._error is None:
            self._show_error("")
        else:
            words = sentence_of(self._error)
            (self.approval.complain if self._about_consent() else self._show_error)(words)

    def _about_consent(self) -> bool:
        error = self._error
        return isinstance(error, Declined) and error.reason in _ABOUT_CONSENT and self._doing is CaseDoing.CLOSE

    def _said_of_file(self) -> str:
        if self._trouble:
            return self.tr("The file cannot be read: {why}").format(why=inert(self._trouble))
        if not self._file:
            return ""
        return self.tr("{name}, SHA-256 {sha256}").format(name=inert(self._file), sha256=f"{self._sha256[:16]}…")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        pairs = ((self._owner_label, self.owner), (self._words_label, self.words), (self._proof_label, self.proof))
        for label, field in pairs:
            label.setBuddy(field)
        fields = tuple(widget for pair in pairs for widget in pair)
        rest = (self.file, self.file_words, self.error, self.approval, self.action, self.leave)
        for widget in (self._title, self._about, self.conclusion, *fields, *rest):
            column.addWidget(widget)
        column.addStretch(1)
        self.owner.entered.connect(self._submit)
        self.words.entered.connect(self._after_words)
        self.proof.entered.connect(self._submit)
        self.file.clicked.connect(self.asks_file)
        self.action.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
        self.approval.given.connect(self._consented)

    def _after_words(self) -> None:
        if self._doing is CaseDoing.PROPOSE and not self.proof.text():
            self.proof.setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        proof = Proof(self.proof.text(), self._file, self._sha256)
        self._send(CaseFilled(self.words.text(), proof, self.owner.text()))

    def _consented(self, supervisor: str, pin: str) -> None:
        self._send(CaseFilled(supervisor=supervisor, pin=pin))

    def _send(self, filled: CaseFilled) -> None:
        self._error = None
        self._show_error("")
        self.busy(True)
        self.submitted.emit(self._doing, filled)

    def _show_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
