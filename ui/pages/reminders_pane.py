"""One person to be reminded: how protection stands, how to reach them, and what came of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.reminder import Contact, Outcome, Outlook, Way
from counter_app.services.reminders import Message, Reminder
from ui import formats
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of
from ui.reminder_words import outcome_words, protection_sentence, stage_mood, stage_words, way_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.contact_form import ContactForm
from ui.widgets.lamp import StateMark
from ui.widgets.message_sheet import MessageSheet
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken

LETTER, MESSAGE, NOTE = "L", "M", "N"
"""The keys of the list for what is done about a person."""


class RemindersPane(Spoken):
    """``changed``: a contact was noted, the list is to be read anew. ``letter``: one is wanted. ``idle``: the list again."""

    changed = Signal()
    letter = Signal()
    idle = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._reminders = counter.day.reminders
        self._zone = counter.zone
        self._jobs = jobs
        self._actor = actor
        self._person: Reminder | None = None
        self._contacts: tuple[Contact, ...] = ()
        self._said: Exception | str = ""
        self.mark, self.state = StateMark(), PlainLabel(role="heading")
        self.name, self.sentence = ElidedLabel(role="strong"), WrappedLabel()
        self.phone, self.number = ElidedLabel(role="amount"), PlainLabel(role="muted")
        self.branch = ElidedLabel(role="muted")
        self.stake, self.contacts = WrappedLabel(role="muted"), WrappedLabel(role="small")
        self.buttons = {key: ActionButton() for key in (MESSAGE, LETTER, NOTE)}
        self.said = WrappedLabel(role="hint")
        self.said.setObjectName("reminders-said")
        self.form, self.message = ContactForm(), MessageSheet()
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def is_busy(self) -> bool:
        """Whether something is being filled in, so that the list must not slip away beneath it."""
        return self.stack.currentIndex() != 0

    def show_person(self, person: Reminder | None) -> None:
        """Show this one; while something is being filled in, whoever it is about stays."""
        if self.is_busy:
            return
        same = (
            person is not None and self._person is not None and person.participant.nik == self._person.participant.nik
        )
        if not same:
            self._contacts = ()
            self._said = "" if person is not None else self._said
        self._person = person
        self.retranslate()
        if person is not None:
            self._read_contacts(person.participant.nik)

    def begin(self, key: str) -> None:
        """Do what a key of the list asks for about the person that is shown."""
        if self._person is None or self.is_busy:
            return
        self._said = ""
        if key == LETTER:
            self.letter.emit()
        elif key == MESSAGE:
            self._open_message(self._person.participant.nik)
        else:
            self._open_form(Way.CALL)

    def retranslate(self) -> None:
        person = self._person
        facts = (self.mark, self.name, self.sentence, self.phone, self.number, self.branch, self.stake, self.contacts)
        for widget in (*facts, *self.buttons.values()):
            widget.setVisible(person is not None)
        words = {MESSAGE: self.tr("Message"), LETTER: self.tr("Letter"), NOTE: self.tr("Note what came of it")}
        for key, button in self.buttons.items():
            button.setText(f"{words[key]}   ({key})")
        self.state.setText(self.tr("Nobody chosen") if person is None else stage_words(person.cover.stage))
        if person is not None:
            self._show(person)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is being filled in, and nothing else."""
        if event.key() == Qt.Key.Key_Escape and self.is_busy:
            self._close()
        else:
            super().keyPressEvent(event)

    def _show(self, person: Reminder) -> None:
        participant = person.participant
        self.mark.set_mood(stage_mood(person.cover.stage))
        self.name.show_text(participant.name)
        self.sentence.setText(protection_sentence(Outlook(person.cover, person.cost)))
        self.phone.show_text(participant.phone or self.tr("No telephone"))
        self.number.setText(f"NIK {mask(participant.nik)}")
        self.branch.show_text(participant.branch_office)
        words = self.tr("After a death at work the family would go without {amount}.")
        self.stake.setText("" if person.stake is None else words.format(amount=format_rupiah(person.stake)))
        self.contacts.setText("\n".join(self._line(contact) for contact in self._contacts[:3]))

    def _line(self, contact: Contact) -> str:
        note = f" · {inert(contact.note)}" if contact.note else ""
        at = formats.moment(contact.at, self._zone)
        return f"{at} · {way_words(contact.way)} · {outcome_words(contact.outcome)}{note}"

    def _say(self) -> None:
        words = self._said if isinstance(self._said, str) else sentence_of(self._said)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        restyle(self.said, "role", "hint" if isinstance(self._said, str) else "error")

    def _read_contacts(self, nik: str) -> None:
        self._jobs.submit(
            Lane.BACKGROUND,
            lambda: tuple(self._reminders.contacts(self._actor, nik)),
            done=partial(self._contacts_arrived, nik),
            failed=self._refused,
            owner=self,
        )

    def _contacts_arrived(self, nik: str, contacts: tuple[Contact, ...]) -> None:
        if self._person is not None and self._person.participant.nik == nik:
            self._contacts = contacts
            self.retranslate()

    def _open_message(self, nik: str) -> None:
        self._jobs.submit(
            Lane.BACKGROUND,
            lambda: self._reminders.message(self._actor, nik),
            done=partial(self._message_arrived, nik),
            failed=self._refused,
            owner=self,
        )

    def _message_arrived(self, nik: str, message: Message) -> None:
        if self._person is not None and self._person.participant.nik == nik and not self.is_busy:
            self.message.open(message)
            self.stack.setCurrentIndex(2)
            self.message.setFocus()

    def _open_form(self, way: Way) -> None:
        self.stack.setCurrentIndex(1)
        self.form.open(way)

    def _close(self) -> None:
        self.stack.setCurrentIndex(0)
        self.retranslate()
        self.idle.emit()

    def _keep(self, way: Way, outcome: Outcome, note: str) -> None:
        assert self._person is not None
        nik = self._person.participant.nik
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._reminders.note(self._actor, nik, way, outcome, note),
            done=self._kept,
            failed=self._refused,
            owner=self,
        )

    def _kept(self, contact: Contact) -> None:
        self._said = self.tr("Written down: {words}").format(words=outcome_words(contact.outcome))
        self._close()
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        if self.stack.currentIndex() == 1:
            self.form.say(sentence_of(error))
            return
        self._said = error
        if self.is_busy:
            self._close()
        self._say()

    def _arrange(self) -> None:
        facts = QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        for widget in (self.name, self.sentence, self.phone, self.number, self.branch, self.stake):
            column.addWidget(widget)
        column.addSpacing(6)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addWidget(self.said)
        column.addWidget(self.contacts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.form)
        scroll.setProperty("role", "clear")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for sheet in (facts, scroll, self.message):
            self.stack.addWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self.begin, key))
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._close)
        self.message.copied.connect(lambda words: QGuiApplication.clipboard().setText(words))
        self.message.sent.connect(lambda: self._keep(Way.MESSAGE, Outcome.SENT, ""))
        self.message.left.connect(self._close)
