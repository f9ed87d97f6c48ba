"""The second half of a close: the count beside the books, a variance explained, and what becomes of the cash."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.change import taken_out
from counter_app.domain.drawer import NOTHING, Count
from counter_app.domain.errors import Declined
from counter_app.domain.money import format_rupiah
from counter_app.services.closings import Reveal
from ui.drawer_words import count_words
from ui.theme import restyle
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.slip_rows import SumField
from ui.widgets.spoken import Spoken
from ui.widgets.three_columns import ThreeColumns

_LONGEST = 140
_CONSENT_WIDTH = 284


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed: ``receiver`` of a hand-over, else what ``stays``; why there is a variance, and who consents."""

    stays: Count
    receiver: str
    reason: str
    supervisor: str = ""
    pin: str = ""


class CloseReveal(Spoken):
    """``entered``: everything that has to be typed is typed, the second person's PIN as well where one is needed."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reveal: Reveal | None = None
        self._alone = False
        self._hands_over = False
        self.columns = ThreeColumns()
        self._stays_label, self._receiver_label = PlainLabel(role="strong"), PlainLabel(role="strong")
        self.stays = SumField("stays")
        self.receiver = EntryField("receiver", 20)
        self.receiver.setProperty("role", "cell")
        self.made_of = WrappedLabel(role="small")
        self._reason_label = PlainLabel(role="strong")
        self.reason = EntryField("variance-reason", _LONGEST)
        self.consent = ApprovalForm()
        self._explain = QWidget()
        self._arrange()
        self.retranslate()

    def show_reveal(self, reveal: Reveal, *, alone: bool, hands_over: bool) -> None:
        """``alone``: whoever closes stands for a variance with their own name. ``hands_over``: the cash goes to the next
        clerk and not to the vault.
        """
        self._reveal, self._alone, self._hands_over = reveal, alone, hands_over
        self.columns.show_reveal(reveal)
        self.retranslate()

    def start(self) -> bool:
        """Put the cursor where something is missing; false where nothing is."""
        missing: list[EntryField] = [self.receiver] if self._hands_over and not self.receiver.text().strip() else []
        if self.has_variance and not self.reason.text().strip():
            missing.append(self.reason)
        if missing:
            missing[0].setFocus()
        elif self._needs_consent:
            self.consent.start()
        return bool(missing) or self._needs_consent

    def refuse_receiver(self) -> None:
        """Whoever is named cannot take the drawer: the cursor stands there, and typing goes over it."""
        restyle(self.receiver, "state", "bad")
        self.receiver.setFocus()
        self.receiver.selectAll()

    @property
    def has_variance(self) -> bool:
        return self._reveal is not None and self._reveal.ways.has_variance

    @property
    def _needs_consent(self) -> bool:
        return self.has_variance and not self._alone

    def filled(self) -> Filled:
        """What was typed. Raises ``Declined`` where what stays is no amount; see ``stays_fault`` for what cannot be."""
        stays = NOTHING if self._hands_over else self._stays()
        supervisor = self.consent.supervisor.text().strip() if self._needs_consent else ""
        return Filled(
            stays or NOTHING, self.receiver.text().strip(), self.reason.text(), supervisor, self.consent.pin.text()
        )

    @property
    def stays_fault(self) -> bool:
        """Whether what is to stay cannot be made of what was counted."""
        try:
            return not self._hands_over and self._stays() is None
        except Declined:
            return True

    def retranslate(self) -> None:
        self._stays_label.setText(self.tr("Stays in the drawer as the next float"))
        self.stays.setAccessibleName(self._stays_label.text())
        self._receiver_label.setText(self.tr("Who takes the drawer over (staff number)"))
        self.receiver.setAccessibleName(self._receiver_label.text())
        self._reason_label.setText(self.tr("Why is there a variance?"))
        self.reason.setAccessibleName(self._reason_label.text())
        self.consent.ask(self.tr("Two people stand for the variance."))
        for widget, there in (
            (self._stays_label, not self._hands_over),
            (self.stays, not self._hands_over),
            (self._receiver_label, self._hands_over),
            (self.receiver, self._hands_over),
            (self._explain, self.has_variance),
            (self.consent, self._needs_consent),
        ):
            widget.setVisible(there)
        self._say_stays()

    def _arrange(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(10)
        for label, field in ((self._stays_label, self.stays), (self._receiver_label, self.receiver)):
            label.setBuddy(field)
            field.setFixedWidth(140)
            choice.addWidget(label)
            choice.addWidget(field)
        choice.addWidget(self.made_of, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.columns, 1)
        left.addLayout(choice)
        self._explain.setFixedWidth(_CONSENT_WIDTH)
        right = QVBoxLayout(self._explain)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        self._reason_label.setBuddy(self.reason)
        for widget in (self._reason_label, self.reason, self.consent):
            right.addWidget(widget)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._explain)
        self.stays.textChanged.connect(self._say_stays)
        self.receiver.textChanged.connect(lambda: restyle(self.receiver, "state", ""))
        for each in (self.stays, self.receiver, self.reason):
            each.entered.connect(self._next)
        self.consent.given.connect(lambda *_: self.entered.emit())

    def _next(self) -> None:
        if not self.start():
            self.entered.emit()

    def _stays(self) -> Count | None:
        amount = self.stays.sum()
        if self._reveal is None or amount == 0:
            return NOTHING
        return taken_out(self._reveal.count.counted.cash, amount)

    def _say_stays(self) -> None:
        fault = self.stays_fault
        restyle(self.stays, "state", "bad" if fault else "")
        restyle(self.made_of, "role", "bad-line" if fault else "small")
        if self._reveal is None or self._hands_over:
            self.made_of.setText("")
        elif fault:
            self.made_of.setText(self.tr("The notes and coins that were counted do not make this sum."))
        else:
            stays = self._stays() or NOTHING
            deposit = format_rupiah(self._reveal.count.counted.cash.total - stays.total)
            to_vault = self.tr("to the vault {deposit}").format(deposit=deposit)
            self.made_of.setText(f"{count_words(stays)} · {to_vault}" if stays.total else to_vault)
