"""The left of the counter page: who is it? Number or name in, the person out."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.participant import LocalParticipant, Participant
from counter_app.domain.people import Actor
from ui.jobs import Jobs, Lane
from ui.messages import sentence
from ui.sale_flow import Place, Refusal, SaleFlow, Stage
from ui.theme import restyle
from ui.widgets.lookup_field import LookupField
from ui.widgets.name_list import NameList
from ui.widgets.participant_card import ParticipantCard
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

DEBOUNCE = 120
"""Milliseconds without a letter after which names are looked for."""


_FREE_TO_TYPE = (Stage.IDLE, Stage.DONE)


class PayerColumn(Spoken):
    """Lookup field, what is wrong with it, names while typing, and the card of who was found."""

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, flow: SaleFlow, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._counter = counter
        self._jobs = jobs
        self._actor = actor
        self._flow = flow
        self._ticket = 0
        self._listing = False
        self._choose_when_listed = False
        self._name_error: Declined | Unavailable | None = None
        self._told: Refusal | None = None
        self._caption = PlainLabel(role="caption")
        self.field = LookupField()
        self._hint = WrappedLabel(role="hint")
        self.names = NameList()
        self.card = ParticipantCard(counter.zone, counter.clock, counter.tariff.grace_months)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._hint.setObjectName("lookupHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._caption, self.field, self._hint):
            column.addWidget(widget)
        column.addWidget(self.names, 1)
        column.addWidget(self.card)
        column.addStretch(0)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._edited)
        self.field.entered.connect(self._entered)
        self.field.stepped.connect(self.names.step)
        self.names.chosen.connect(self._chosen)
        self._pause.timeout.connect(self._search)

    # --- what the page does ----------------------------------------------------------------------------------------

    def render_flow(self) -> None:
        """Show where the sale stands."""
        flow = self._flow
        self.field.private = flow.found is not None
        self.field.veil()
        self.card.show_found(flow.found, flow.after.payment.posting if flow.after else None)
        if flow.stage not in _FREE_TO_TYPE or flow.refusal is not None:
            self._stop_listing()
        self.retranslate()
        refusal = flow.refusal
        if refusal is not None and refusal is not self._told and refusal.place is Place.LOOKUP:
            self._point_at_fault(refusal)
        self._told = refusal

    def scanned(self, number: str) -> None:
        """A number was scanned while the cursor was elsewhere: it is the next payer's."""
        self.field.unveil()
        self.field.setText(number)
        self._flow.look_up(number)

    def next_payer(self) -> None:
        """An empty field for whoever comes next."""
        self.field.unveil()
        self.field.clear()
        self.field.setFocus()

    def again(self) -> None:
        """Back in the field, what was typed marked, so that typing replaces it."""
        self.field.setFocus()
        self.field.selectAll()

    # --- typing ----------------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._flow.lookup_edited()
        self._name_error = None
        self._choose_when_listed = False
        self._ticket += 1
        if self.field.is_name:
            self._pause.start()
        else:
            self._stop_listing()
        self.retranslate()

    def _entered(self) -> None:
        text = self.field.text()
        if not self.field.is_name:
            done = self._flow.stage is Stage.DONE
            already = self._flow.stage is Stage.LOOKING_UP  # a second Enter for the same number
            if not already and not (done and not text.strip()):
                self._flow.look_up(text)
                if self._flow.stage is Stage.LOOKING_UP:
                    self.field.selectAll()  # so that a scanner that fires twice says the same thing twice
        elif self._listing and not self._pause.isActive():
            self.names.choose_current()
        else:
            self._choose_when_listed = True
            self._pause.stop()
            self._search()

    def _search(self) -> None:
        self._ticket += 1
        ticket, text = self._ticket, self.field.text()
        self._jobs.submit(
            Lane.LOOKUP,
            lambda: self._counter.lookup.by_name(self._actor, text),
            done=lambda found: self._listed(ticket, found),
            failed=lambda error: self._not_listed(ticket, error),
            owner=self,
        )

    def _listed(self, ticket: int, found: Sequence[LocalParticipant]) -> None:
        if ticket != self._ticket:
            return
        self.names.show_names(found)
        self._listing = True
        if self._choose_when_listed and len(found) == 1:
            self.names.choose_current()
        self._choose_when_listed = False
        self.retranslate()

    def _not_listed(self, ticket: int, error: Exception) -> None:
        if ticket == self._ticket and isinstance(error, Declined | Unavailable):
            self._name_error = error
            self.retranslate()

    def _chosen(self, participant: Participant) -> None:
        self._stop_listing()
        self._flow.choose(participant)

    def _stop_listing(self) -> None:
        self._pause.stop()
        self._listing = False
        self.names.show_names(())

    # --- what is shown ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        self._caption.setText(self.tr("Payer — F2"))
        self.field.setAccessibleName(self.tr("NIK, KPJ, payment code or name"))
        self.field.setPlaceholderText(self.tr("NIK, KPJ, code or name"))
        self.names.setAccessibleName(self.tr("Participants with this name"))
        self.names.setVisible(self._listing and self.names.count > 0)
        self.card.setVisible(self._flow.found is not None and not self.names.isVisibleTo(self))
        error = self._error()
        self._hint.setText(error or self._hint_words())
        self.field.setAccessibleDescription(self._hint.text())
        restyle(self._hint, "role", "error" if error else "hint")
        restyle(self.field, "state", "bad" if error else "")

    def _error(self) -> str:
        refusal = self._flow.refusal
        if self._name_error is not None:
            return sentence(self._name_error)
        if self._listing and self.names.count == 0:
            return self.tr("Nobody of that name is in the office's data. Ask for the NIK or the card.")
        return sentence(refusal.error) if refusal is not None and refusal.place is Place.LOOKUP else ""

    def _hint_words(self) -> str:
        if self._flow.stage is Stage.LOOKING_UP:
            return self.tr("Asking the host…")
        if self._listing:
            return self.tr("↑ ↓ choose, Enter takes")
        digits = sum(character.isdigit() for character in self.field.text())
        if digits and self._flow.stage is Stage.IDLE:
            return self.tr("{digits} digits — NIK 16, KPJ 11, code 12").format(digits=digits)
        return self.tr("NIK 16 digits · KPJ 11 · code 12 · or a name")

    def _point_at_fault(self, refusal: Refusal) -> None:
        position = refusal.error.facts.get("position") if isinstance(refusal.error, Declined) else None
        if isinstance(position, int):
            self.field.point_at(position)
        else:
            self.field.setFocus()
            self.field.setCursorPosition(len(self.field.text()))
