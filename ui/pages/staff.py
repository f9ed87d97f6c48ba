"""The people of the office: who they are, whose log-in is closed just now, and one more of them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor, Role
from counter_app.services.staff import Person
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.log_in import LONGEST_PIN, LONGEST_STAFF_NUMBER
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import FormCard
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.spoken import Spoken

LONGEST_NAME = 80
COLUMNS = 4
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.CLERK: QT_TRANSLATE_NOOP("StaffPage", "Clerk"),
        Role.SUPERVISOR: QT_TRANSLATE_NOOP("StaffPage", "Supervisor"),
        Role.AUDITOR: QT_TRANSLATE_NOOP("StaffPage", "Auditor"),
        Role.ADMINISTRATOR: QT_TRANSLATE_NOOP("StaffPage", "Administrator"),
    }
)


class StaffPage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._staff = counter.staff
        self._log_in = counter.log_in
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
        self._arrange()
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
            button.show_words(self.tr(_ROLES[role]))
        self.card.action.setText(self.tr("Add   (Enter)"))
        self.table.setAccessibleName(self.title.text())
        self._show()
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        fields = (self.number, self.name, self.pin, self.again)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for place, button in enumerate(self.roles.values(), 1):
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            press(f"Alt+{place}", self, button.click)
        self.roles[Role.CLERK].setChecked(True)
        self.card.body.addLayout(_pair(self._labels[:2], fields[:2]))
        self.card.body.addLayout(row)
        self.card.body.addLayout(_pair(self._labels[2:], fields[2:]))
        for field, following in zip(fields, (*fields[1:], None), strict=True):
            field.entered.connect(following.setFocus if following else self._add)
            field.textEdited.connect(self._edited)
        for secret in (self.pin, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.card.action.setObjectName("add-person")
        self.card.action.clicked.connect(self._add)
        left = QVBoxLayout()
        left.addWidget(self.title)
        left.addWidget(self.table, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(16)
        whole.addLayout(left, 1)
        whole.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)

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
        self._show()

    def _edited(self) -> None:
        self._error = self._added = None
        self._pins_differ = False
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
        self._busy = True
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._log_in.add(self._actor, number, name, role, pin),
            done=self._welcome,
            failed=self._failed,
            owner=self,
        )

    def _welcome(self, added: Actor) -> None:
        self._busy = False
        for field in (self.number, self.name, self.pin, self.again):
            field.clear()
        self._added, self._error = added, None
        self._say()
        self._read()
        self.number.setFocus()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._error = error
        self._say()
        for field in self._faulty(error):
            field.setFocus()
            field.selectAll()

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
            cells = (actor.id, inert(actor.name), self.tr(_ROLES[actor.role]), self._log_in_words(person))
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=1)

    def _log_in_words(self, person: Person) -> str:
        if not person.active:
            return "■ " + self.tr("not any more")
        if person.locked_for is not None:
            minutes = -(-person.locked_for // timedelta(minutes=1))
            return "▲ " + self.tr("closed for {minutes} min after wrong PINs").format(minutes=minutes)
        return "● " + self.tr("open")


def _pair(labels: Sequence[PlainLabel], fields: Sequence[EntryField]) -> QGridLayout:
    """Two fields beside each other under their names, so that the card fits the smallest screen."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    for column, (label, field) in enumerate(zip(labels, fields, strict=True)):
        label.setProperty("role", "strong")
        label.setBuddy(field)
        grid.addWidget(label, 0, column)
        grid.addWidget(field, 1, column)
    return grid
