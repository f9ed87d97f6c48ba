"""The people of the office: who they are, whose log-in is closed just now, one more of them, and what changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor, Role, subject_of
from counter_app.services.staff import Person
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.log_in import LONGEST_PIN, LONGEST_STAFF_NUMBER
from ui.pages.staff_change import Change, StaffChange
from ui.staff_words import role_words
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import WIDTH, FormCard, fields_beside
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.spoken import Spoken

LONGEST_NAME = 80
COLUMNS = 4
CHANGES: Mapping[Change, str] = MappingProxyType(
    {Change.NAME: "Alt+N", Change.ROLE: "Alt+R", Change.PIN: "Alt+P", Change.LEAVE: "Alt+D"}
)
"""What can be changed about the chosen person, and the key for it; whoever has left comes back by the last one."""


_ABOUT_CONSENT = frozenset(
    {
        Reason.APPROVAL_NEEDED,
        Reason.APPROVAL_SPENT,
        Reason.APPROVAL_BY_SELF,
        Reason.LOGIN_WRONG,
        Reason.LOGIN_LOCKED,
        Reason.PIN_TO_BE_CHANGED,
        Reason.NOT_ALLOWED,
    }
)
"""What is said at the second person's fields."""


class StaffPage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._staff = counter.staff
        self._log_in = counter.log_in
        self._approvals = counter.approvals
        self._jobs = jobs
        self._actor = actor
        self._people: Sequence[Person] = ()
        self._added: Actor | None = None
        self._error: Exception | None = None
        self._pins_differ = False
        self._busy = False
        self.title = PlainLabel(role="heading")
        self.model = QStandardItemModel(0, COLUMNS, self)
        self.table = PlainTable(self.model)
        self._labels = tuple(PlainLabel() for _ in range(4))
        self.number = EntryField("new-staff", LONGEST_STAFF_NUMBER)
        self.name = EntryField("new-name", LONGEST_NAME)
        self.pin, self.again = EntryField("new-pin", LONGEST_PIN), EntryField("new-pin-again", LONGEST_PIN)
        self.roles = {role: KeyButton(f"role-{role}", f"Alt+{place}") for place, role in enumerate(Role, 1)}
        self.card = FormCard()
        self.consent = ApprovalForm()
        self.consent.hide()
        self.change = StaffChange(counter, jobs, actor)
        self.changes = {change: KeyButton(f"staff-{change}", key) for change, key in CHANGES.items()}
        self._beside = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Show everybody as they are now, with the cursor where the next one is typed."""
        self._read()
        self.number.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Staff of the office"))
        self.card.title.setText(self.tr("Add somebody"))
        self.card.about.setText(self.tr("They type their first PIN themselves, here and now."))
        names = (self.tr("Staff number"), self.tr("Name"), self.tr("PIN"), self.tr("The same PIN again"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        for role, button in self.roles.items():
            button.show_words(role_words(role))
        self.card.action.setText(self.tr("Add   (Enter)"))
        changes = (self.tr("Name"), self.tr("Role"), self.tr("New PIN"), self.tr("Leaves"))
        for button, words in zip(self.changes.values(), changes, strict=True):
            button.show_words(words)
        self.table.setAccessibleName(self.title.text())
        self._show()
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: out of the second person's fields first, then back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.consent.isHidden():
            self._consent_no_more()
            self.number.setFocus()
        else:
            self.left.emit()

    def _arrange(self) -> None:
        fields = (self.number, self.name, self.pin, self.again)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in self.roles.values():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        self.roles[Role.CLERK].setChecked(True)
        self.card.body.addLayout(fields_beside(self._labels[:2], fields[:2]))
        self.card.body.addLayout(row)
        self.card.body.addLayout(fields_beside(self._labels[2:], fields[2:]))
        left = QVBoxLayout()
        left.addWidget(self.title)
        left.addWidget(self.table, 1)
        keys = QHBoxLayout()
        keys.setSpacing(4)
        for key in self.changes.values():
            keys.addWidget(key)
        left.addLayout(keys)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(16)
        whole.addLayout(left, 1)
        self.consent.setFixedWidth(WIDTH)
        for card in (self.card, self.change, self.consent):
            self._beside.addWidget(_at_the_top(card))
        self._beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        whole.addWidget(self._beside)

    def _connect(self) -> None:
        fields = (self.number, self.name, self.pin, self.again)
        for field, following in zip(fields, (*fields[1:], None), strict=True):
            field.entered.connect(following.setFocus if following else self._add)
            field.textEdited.connect(self._edited)
        for secret in (self.pin, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.card.action.setObjectName("add-person")
        self.card.action.clicked.connect(self._add)
        self.consent.given.connect(self._consented)
        for place, role in enumerate(self.roles, 1):
            press(f"Alt+{place}", self, partial(self._choose_role, role))
        for change, button in self.changes.items():
            press(CHANGES[change], self, partial(self._begin_change, change))
            button.clicked.connect(partial(self._clicked_change, change))
        self.change.left.connect(self._back)
        self.change.changed.connect(self._read)
        self.table.selectionModel().currentRowChanged.connect(self._name_leaving)

    @property
    def chosen(self) -> Person | None:
        """The person whose row the cursor is on."""
        row = self.table.currentIndex().row()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _choose_role(self, role: Role) -> None:
        if self._beside.currentIndex():
            self.change.choose_role(role)
        else:
            self.roles[role].click()

    def _clicked_change(self, change: Change, _checked: bool = False) -> None:
        self._begin_change(change)

    def _begin_change(self, change: Change) -> None:
        person = self.chosen
        if person is None or self._busy:
            return
        if change is Change.LEAVE and not person.active:
            change = Change.RETURN
        self._beside.setCurrentIndex(1)
        self.change.open(change, person)

    def _back(self) -> None:
        self._beside.setCurrentIndex(0)
        self.table.setFocus()

    def _name_leaving(self) -> None:
        gone = self.chosen is not None and not self.chosen.active
        self.changes[Change.LEAVE].show_words(self.tr("Comes back") if gone else self.tr("Leaves"))

    @property
    def role(self) -> Role:
        """The one that is chosen."""
        return next(role for role, button in self.roles.items() if button.isChecked())

    def _read(self) -> None:
        self._jobs.submit(
            Lane.JOURNAL, lambda: self._staff.all(self._actor), done=self._arrived, failed=self._failed, owner=self
        )

    def _arrived(self, people: Sequence[Person]) -> None:
        self._people = people
        row = max(0, self.table.currentIndex().row())
        self._show()
        if people:
            self.table.setCurrentIndex(self.model.index(min(row, len(people) - 1), 0))

    def _edited(self) -> None:
        self._error = self._added = None
        self._pins_differ = False
        self._consent_no_more()
        self._say()

    def _add(self) -> None:
        if self._busy:
            return
        self._edited()
        if self.pin.text() != self.again.text():
            self._pins_differ = True
            self._say()
            self.again.setFocus()
            self.again.selectAll()
            return
        number, name, role, pin = self.number.text(), self.name.text(), self.role, self.pin.text()
        self._submit(lambda: self._log_in.add(self._actor, number, name, role, pin))

    def _consented(self, second: str, second_pin: str) -> None:
        """Consent and addition in one go: no consent is left over for another moment."""
        number, name, role, pin = self.number.text().strip(), self.name.text(), self.role, self.pin.text()
        actor = self._actor

        def add() -> Actor:
            consent = self._approvals.give(actor, Deed.APPOINT, subject_of(number), second, second_pin)
            return self._log_in.add(actor, number, name, role, pin, consent.id)

        self._submit(add)

    def _submit(self, call: Callable[[], Actor]) -> None:
        if self._busy:
            return
        self._busy = True
        self._jobs.submit(Lane.JOURNAL, call, done=self._welcome, failed=self._failed, owner=self)

    def _welcome(self, added: Actor) -> None:
        self._busy = False
        for field in (self.number, self.name, self.pin, self.again):
            field.clear()
        self._consent_no_more()
        self._added, self._error = added, None
        self._say()
        self._read()
        self.number.setFocus()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        reason = error.reason if isinstance(error, Declined) else None
        if reason is Reason.APPROVAL_NEEDED and self.consent.isHidden():
            self._ask_consent()
            return
        if reason in _ABOUT_CONSENT and not self.consent.isHidden():
            self.consent.complain(sentence_of(error))
            return
        self._error = error
        self._say()
        for field in self._faulty(error):
            field.setFocus()
            field.selectAll()

    def _ask_consent(self) -> None:
        who = f"{self.number.text().strip()}  {inert(self.name.text())} · {role_words(self.role)}"
        words = self.tr("Whoever manages the staff, besides you, to this person alone.")
        self.consent.ask(f"{who}\n{words}")
        self.consent.show()
        self._beside.setCurrentIndex(2)
        self.consent.start()

    def _consent_no_more(self) -> None:
        self.consent.pin.clear()
        self.consent.hide()
        if self._beside.currentIndex() == 2:
            self._beside.setCurrentIndex(0)

    def _faulty(self, error: Exception) -> tuple[EntryField, ...]:
        reason = error.reason if isinstance(error, Declined) else None
        if reason is Reason.PIN_TOO_SHORT:
            return (self.pin,)
        return (self.number,) if reason in {Reason.USER_EXISTS, Reason.PERSON_FORMAT} else ()

    def _say(self) -> None:
        if self._pins_differ:
            self.card.complain(self.tr("The two PINs differ. Type the second one again."), self.again)
        elif self._error is not None:
            self.card.complain(sentence_of(self._error), *self._faulty(self._error))
        elif self._added is not None:
            self.card.tell(self.tr("{name} may now log in.").format(name=inert(self._added.name)))
        else:
            self.card.complain("")

    def _show(self) -> None:
        heads = (self.tr("Number"), self.tr("Name"), self.tr("Role"), self.tr("Log-in"))
        self.model.setHorizontalHeaderLabels(heads)
        self.model.setRowCount(0)
        for person in self._people:
            actor = person.actor
            cells = (actor.id, inert(actor.name), role_words(actor.role), self._log_in_words(person))
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=1)

    def _log_in_words(self, person: Person) -> str:
        if not person.active:
            return "■ " + self.tr("not any more")
        if person.beginning and person.locked_for is None:
            return "● " + self.tr("with a PIN to begin with")
        if person.locked_for is not None:
            minutes = -(-person.locked_for // timedelta(minutes=1))
            return "▲ " + self.tr("closed for {minutes} min after wrong PINs").format(minutes=minutes)
        return "● " + self.tr("open")


def _at_the_top(card: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return holder
