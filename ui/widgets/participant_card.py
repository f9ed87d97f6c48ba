"""Who stands at the counter: name, how the participation stands, and what the contribution is reckoned from."""

from dataclasses import replace
from datetime import tzinfo

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.payment import Posting
from counter_app.domain.reminder import outlook
from counter_app.services.lookup import Found
from counter_app.services.ports import Clock
from ui import formats
from ui.reminder_words import protection_sentence
from ui.sale_words import UNTOLD, protection_mood, protection_words, sector_words
from ui.theme import restyle
from ui.widgets.big_text import ClampedName
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_FACTS = ("nik", "kpj", "sector", "basis", "branch")


class ParticipantCard(Spoken):
    """Shows what a lookup found. Numbers are masked. ``grace``: unpaid months after which protection is inactive."""

    def __init__(self, zone: tzinfo, clock: Clock, grace: int, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._clock = clock
        self._zone = zone
        self._grace = grace
        self._found: Found | None = None
        self._posted = False
        self._name = ClampedName(20)
        self._mark = StateMark()
        self._status = PlainLabel()
        self._sentence = WrappedLabel()
        self._captions = {fact: PlainLabel(role="small") for fact in _FACTS}
        self._facts = {fact: ElidedLabel() for fact in _FACTS}
        self._local = WrappedLabel(role="notice")
        self._lay_out()

    def _lay_out(self) -> None:
        status = QHBoxLayout()
        status.setSpacing(8)
        status.addWidget(self._mark)
        status.addWidget(self._status, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(_FACTS):
            grid.addWidget(self._captions[fact], row, 0)
            grid.addWidget(self._facts[fact], row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addLayout(status)
        column.addWidget(self._sentence)
        column.addSpacing(4)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addWidget(self._local)

    def show_found(self, found: Found | None, posting: Posting | None = None) -> None:
        """Show this participant, and what the host has just posted for them; the column hides an empty card."""
        if found is not None and posting is not None:
            protected = max(found.participant.protected_until or posting.coverage_to, posting.coverage_to)
            person = replace(found.participant, status=Protection.ACTIVE, protected_until=protected)
            found = replace(found, participant=person)
        self._found, self._posted = found, posting is not None
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        found = self._found
        if found is None:
            return
        person = found.participant
        self._name.show_text(person.name)
        mood = protection_mood(person.status)
        self._mark.set_mood(mood)
        self._status.setText(protection_words(person.status))
        restyle(self._status, "role", mood.value)
        self._sentence.setText(self._protection(found))
        self._show_facts(person)
        self._local.setVisible(found.local_as_of is not None)
        if found.local_as_of is not None:
            words = self.tr("Local data as of {moment}. The host does not answer; billed by the local tariff.")
            self._local.setText(words.format(moment=formats.moment(found.local_as_of, self._zone)))

    def _show_facts(self, person: Participant) -> None:
        captions = {
            "nik": self.tr("NIK"),
            "kpj": self.tr("KPJ"),
            "sector": self.tr("Sector"),
            "basis": self.tr("Income basis"),
            "branch": self.tr("Branch"),
        }
        facts = {
            "nik": mask(person.nik),
            "kpj": mask(person.kpj) or "–",
            "sector": sector_words(person.sector),
            "basis": self._basis(person),
            "branch": person.branch_office or "–",
        }
        for fact in _FACTS:
            self._captions[fact].setText(captions[fact])
            self._facts[fact].show_text(facts[fact])

    def _basis(self, person: Participant) -> str:
        if person.income_basis is None:
            return UNTOLD
        return self.tr("{amount} a month").format(amount=format_rupiah(person.income_basis))

    def _protection(self, found: Found) -> str:
        """What protection ends when, and what of this bill keeps or regains it; nothing of a bill that is paid."""
        if found.participant.status is None:
            return ""
        today = self._clock.now().astimezone(self._zone).date()
        return protection_sentence(outlook(found.participant, None if self._posted else found.bill, today, self._grace))
