"""What is changed about one person of the office: name, role, a PIN to begin with, leaving and coming back."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor, Role, subject_of
from counter_app.services.staff import Person
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of
from ui.staff_words import role_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import FormCard
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, inert
from ui.widgets.spoken import Spoken

LONGEST_NAME = 80


class Change(StrEnum):
    """What can be changed about somebody."""

    NAME = "name"
    ROLE = "role"
    PIN = "pin"
    LEAVE = "leave"
    RETURN = "return"


_TITLES: Mapping[Change, str] = MappingProxyType(
    {
        Change.NAME: QT_TRANSLATE_NOOP("StaffChange", "Change the name"),
        Change.ROLE: QT_TRANSLATE_NOOP("StaffChange", "Change the role"),
        Change.PIN: QT_TRANSLATE_NOOP("StaffChange", "Give a PIN to begin with"),
        Change.LEAVE: QT_TRANSLATE_NOOP("StaffChange", "Does not work here any more"),
        Change.RETURN: QT_TRANSLATE_NOOP("StaffChange", "Works here again"),
    }
)
_ABOUT: Mapping[Change, str] = MappingProxyType(
    {
        Change.NAME: QT_TRANSLATE_NOOP(
            "StaffChange", "The number stays. The journal keeps the old name and the new one."
        ),
        Change.ROLE: QT_TRANSLATE_NOOP(
            "StaffChange", "The journal keeps the old role and the new one. It holds from the next log-in on."
        ),
        Change.PIN: QT_TRANSLATE_NOOP(
            "StaffChange", "The old PIN ends now. The new one is shown once; at the next log-in they choose their own."
        ),
        Change.LEAVE: QT_TRANSLATE_NOOP(
            "StaffChange", "Nobody can log in under this number then. What was done stays."
        ),
        Change.RETURN: QT_TRANSLATE_NOOP(
            "StaffChange", "They log in with the PIN they had, or with one to begin with."
        ),
    }
)
_DO: Mapping[Change, str] = MappingProxyType(
    {
        Change.NAME: QT_TRANSLATE_NOOP("StaffChange", "Change   (Enter)"),
        Change.ROLE: QT_TRANSLATE_NOOP("StaffChange", "Change   (Enter)"),
        Change.PIN: QT_TRANSLATE_NOOP("StaffChange", "Give a PIN   (Enter)"),
        Change.LEAVE: QT_TRANSLATE_NOOP("StaffChange", "Retire   (Enter)"),
        Change.RETURN: QT_TRANSLATE_NOOP("StaffChange", "Bring back   (Enter)"),
    }
)
_CONSENTED = frozenset({Reason.APPROVAL_NEEDED, Reason.APPROVAL_SPENT})
_ABOUT_CONSENT = _CONSENTED | {Reason.LOGIN_WRONG, Reason.LOGIN_LOCKED, Reason.NOT_ALLOWED, Reason.APPROVAL_BY_SELF}


class StaffChange(Spoken):
    """``changed``: something is stored. ``left``: back to the list, whether or not anything was."""

    changed = Signal()
    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._staff = counter.staff
        self._approvals = counter.approvals
        self._jobs = jobs
        self._actor = actor
        self._change = Change.NAME
        self._person: Person | None = None
        self._error: Exception | None = None
        self._busy = self._ended = False
        self._act: Callable[[UUID | None], str] = lambda _: ""
        self.card = FormCard()
        self.name = EntryField("changed-name", LONGEST_NAME)
        self.roles = {role: KeyButton(f"changed-{role}", f"Alt+{place}") for place, role in enumerate(Role, 1)}
        self.given = PlainLabel(role="title")
        self.given.setObjectName("given-pin")
        self.consent = ApprovalForm()
        self.leave = ActionButton("quiet")
        self._arrange()
        self.retranslate()

    def open(self, change: Change, person: Person) -> None:
        """Begin with nothing typed, and with nothing of whoever was changed before."""
        self._change, self._person = change, person
        self._error, self._ended = None, False
        self.name.setText(person.actor.name)
        self.name.selectAll()
        self.roles[person.actor.role].setChecked(True)
        self.given.clear()
        self.consent.supervisor.clear()
        self.consent.hide()
        self.retranslate()
        (self.name if change is Change.NAME else self.card.action).setFocus()

    def choose_role(self, role: Role) -> None:
        """The key of a role."""
        if self._change is Change.ROLE and not self._busy:
            self.roles[role].setChecked(True)

    def retranslate(self) -> None:
        change, person = self._change, self._person
        self.card.title.setText(self.tr(_TITLES[change]))
        who = f"{person.actor.id}  {inert(person.actor.name)}\n" if person else ""
        self.card.about.setText(who + self.tr(_ABOUT[change]))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setVisible(change is Change.NAME and not self._ended)
        for role, button in self.roles.items():
            button.show_words(role_words(role))
            button.setVisible(change is Change.ROLE and not self._ended)
        for widget in (self.card.about, self.card.error):  # their place is the second person's, on the smallest screen
            widget.setVisible(self.consent.isHidden())
        self.given.setVisible(bool(self.given.text()))
        self.card.action.setText(self.tr(_DO[change]))
        self.card.action.setVisible(not self._ended and self.consent.isHidden())
        self.leave.setText(self.tr("Done   (Esc)") if self._ended else self.tr("Not now   (Esc)"))
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back to the list; a PIN that was shown is gone then."""
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self.given.clear()
            self.consent.pin.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in self.roles.values():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        self.card.body.addWidget(self.name)
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.given)
        self.card.add_below(self.consent)
        self.card.add_below(self.leave)
        self.card.action.setObjectName("change-person")
        self.leave.setObjectName("leave-person")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.name.entered.connect(self._submit)
        self.card.action.clicked.connect(self._submit)
        self.consent.given.connect(self._consented)
        self.leave.clicked.connect(self.left)

    # --- doing it -----------------------------------------------------------------------------------------------

    def _submit(self) -> None:
        self._do(lambda: self._done(None))

    def _consented(self, number: str, pin: str) -> None:
        """Consent and change in one go: no consent is left over for another moment."""
        person = self._person
        assert person is not None
        actor, subject = self._actor, subject_of(person.actor.id)
        self._do(lambda: self._done(self._approvals.give(actor, Deed.APPOINT, subject, number, pin).id))

    def _do(self, call: Callable[[], str]) -> None:
        if self._busy or self._ended or self._person is None:
            return
        self._busy, self._error = True, None
        self._act = self._as_asked(self._person.actor.id)
        self.setEnabled(False)
        self._jobs.submit(Lane.JOURNAL, call, done=self._stored, failed=self._failed, owner=self)

    def _as_asked(self, user_id: str) -> Callable[[UUID | None], str]:
        """What is to be done with what is typed now; it comes back with the PIN that was given, else empty."""
        staff, actor, name = self._staff, self._actor, self.name.text()
        role = next(role for role, button in self.roles.items() if button.isChecked())
        acts: dict[Change, Callable[[UUID | None], object]] = {
            Change.NAME: lambda _: staff.rename(actor, user_id, name),
            Change.ROLE: lambda consent: staff.change_role(actor, user_id, role, consent),
            Change.PIN: lambda consent: staff.reset_pin(actor, user_id, consent),
            Change.LEAVE: lambda consent: staff.retire(actor, user_id, consent),
            Change.RETURN: lambda consent: staff.bring_back(actor, user_id, consent),
        }
        act = acts[self._change]

        def done(consent: UUID | None) -> str:
            outcome = act(consent)
            return outcome if isinstance(outcome, str) else ""

        return done

    def _done(self, consent: UUID | None) -> str:
        return self._act(consent)

    def _stored(self, given: str) -> None:
        self._busy, self._ended = False, True
        self.setEnabled(True)
        self.consent.pin.clear()
        self.consent.hide()
        self.given.setText(given)
        self.retranslate()
        self.leave.setFocus()
        self.changed.emit()
        if not given:
            self.left.emit()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.setEnabled(True)
        reason = error.reason if isinstance(error, Declined) else None
        if reason is Reason.APPROVAL_NEEDED and self.consent.isHidden():
            self.consent.ask(self.tr("Whoever manages the staff, besides you, to this change alone."))
            self.consent.show()
            self.retranslate()
            self.consent.start()
        elif reason in _ABOUT_CONSENT and not self.consent.isHidden():
            self.consent.complain(sentence_of(error))
        else:
            self._error = error
            self._say()
            (self.name if self._change is Change.NAME else self.card.action).setFocus()

    def _say(self) -> None:
        if self._error is not None:
            field = (self.name,) if self._change is Change.NAME else ()
            self.card.complain(sentence_of(self._error), *field)
        elif self.given.text():
            self.card.tell(
                self.tr("Tell it to them alone. It is good for choosing one of their own, and for nothing else.")
            )
        else:
            self.card.complain("")
