"""Is this receipt, or this registration slip, ours? The text of its code is scanned or pasted; the counters' keys answer, without a line."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.money import format_rupiah
from counter_app.domain.proof import LONGEST, ReceiptProof
from counter_app.domain.receipt import Wording
from counter_app.domain.registration_proof import RegistrationProof
from counter_app.domain.registration_slip import RegistrationStanding
from counter_app.services.proofs import Finding, Verdict
from ui import formats
from ui.jobs import Job, Jobs, Lane
from ui.messages import sentence_of
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.widgets.verdict_band import FactList, VerdictBand
from ui.words import Mood

WIDTH = 760
"""Pixels."""
FACTS = 8

_MOODS: Mapping[Finding, Mood] = MappingProxyType(
    {
        Finding.GENUINE: Mood.OK,
        Finding.RETIRED_KEY: Mood.BAD,
        Finding.UNKNOWN_COUNTER: Mood.WAIT,
        Finding.FORGED: Mood.BAD,
        Finding.UNREADABLE: Mood.OFF,
        Finding.TRAINING: Mood.BAD,
    }
)
_WORDS: Mapping[Finding, str] = MappingProxyType(
    {
        Finding.GENUINE: QT_TRANSLATE_NOOP("CheckReceiptPage", "Genuine"),
        Finding.RETIRED_KEY: QT_TRANSLATE_NOOP("CheckReceiptPage", "Not genuine"),
        Finding.UNKNOWN_COUNTER: QT_TRANSLATE_NOOP("CheckReceiptPage", "Cannot be told"),
        Finding.FORGED: QT_TRANSLATE_NOOP("CheckReceiptPage", "Not genuine"),
        Finding.UNREADABLE: QT_TRANSLATE_NOOP("CheckReceiptPage", "Cannot be read"),
        Finding.TRAINING: QT_TRANSLATE_NOOP("CheckReceiptPage", "Training paper"),
    }
)
_SENTENCES: Mapping[Finding, str] = MappingProxyType(
    {
        Finding.GENUINE: QT_TRANSLATE_NOOP(
            "CheckReceiptPage",
            "Counter {counter} of office {office} signed this. Compare what stands below with the paper.",
        ),
        Finding.RETIRED_KEY: QT_TRANSLATE_NOOP(
            "CheckReceiptPage",
            "The key of counter {counter} of office {office} was out of use by then. Keep the paper and call a supervisor.",
        ),
        Finding.UNKNOWN_COUNTER: QT_TRANSLATE_NOOP(
            "CheckReceiptPage",
            "No key of counter {counter} of office {office} has arrived here yet. Try again once the host was connected.",
        ),
        Finding.FORGED: QT_TRANSLATE_NOOP(
            "CheckReceiptPage",
            "Counter {counter} of office {office} never signed this. Keep the paper and call a supervisor.",
        ),
        Finding.UNREADABLE: QT_TRANSLATE_NOOP(
            "CheckReceiptPage", "This is not the text of a receipt's code. Scan it again; no character may be missing."
        ),
        Finding.TRAINING: QT_TRANSLATE_NOOP(
            "CheckReceiptPage", "This paper was made in training (LATIHAN). Nothing was paid with it."
        ),
    }
)
_STATES: Mapping[Wording, str] = MappingProxyType(
    {
        Wording.ACCEPTED: QT_TRANSLATE_NOOP("CheckReceiptPage", "DITERIMA: money taken, the host's word still awaited"),
        Wording.CONFIRMED: QT_TRANSLATE_NOOP("CheckReceiptPage", "BERHASIL: confirmed by the host"),
        Wording.REJECTED: QT_TRANSLATE_NOOP("CheckReceiptPage", "DITOLAK: refused by the host, nothing is paid"),
        Wording.CANCELLED: QT_TRANSLATE_NOOP("CheckReceiptPage", "DIBATALKAN: called off, nothing is paid"),
        Wording.REVERSED: QT_TRANSLATE_NOOP("CheckReceiptPage", "DIBALIK: undone by the host, nothing is paid"),
    }
)
_STANDINGS: Mapping[RegistrationStanding, str] = MappingProxyType(
    {
        RegistrationStanding.RECEIVED: QT_TRANSLATE_NOOP(
            "CheckReceiptPage", "DITERIMA: application taken, the host's word still awaited"
        ),
        RegistrationStanding.ISSUED: QT_TRANSLATE_NOOP("CheckReceiptPage", "KPJ TERBIT: registered by the host"),
        RegistrationStanding.REFUSED: QT_TRANSLATE_NOOP(
            "CheckReceiptPage", "DITOLAK: refused by the host, nobody is registered by it"
        ),
        RegistrationStanding.WITHDRAWN: QT_TRANSLATE_NOOP(
            "CheckReceiptPage", "DITARIK: never sent, nobody is registered by it"
        ),
    }
)


class CheckReceiptPage(Spoken):
    """``left``: the clerk wants back to where they were. What was typed stays until it is typed over."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._proofs = counter.proofs
        self._jobs = jobs
        self._checking: Job | None = None
        self._verdict: Verdict | None = None
        self._error: Exception | None = None
        self._title, self._about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.field = EntryField("proof", LONGEST)
        self.action = ActionButton("action")
        self.action.setObjectName("check")
        self.band = VerdictBand()
        self._caption = PlainLabel(role="caption")
        self._facts = FactList(FACTS)
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """Wait for a code; what is there is typed over by the next scan."""
        self.field.setFocus()
        self.field.selectAll()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Check a receipt"))
        self._about.setText(self.tr("Scan the code on the paper, or paste its text here. It works without a line."))
        self.field.setPlaceholderText("LK1:…   LD1:…")
        self.field.setAccessibleName(self.tr("Text of the code"))
        self.action.setText(self.tr("Check   (Enter)"))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        typing = QHBoxLayout()
        typing.setSpacing(8)
        typing.addWidget(self.field, 1)
        typing.addWidget(self.action)
        column.addLayout(typing)
        column.addSpacing(8)
        column.addWidget(self.band)
        column.addSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self._facts)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)
        middle.setMinimumWidth(WIDTH)
        self.field.entered.connect(self._check)
        self.action.clicked.connect(self._check)

    def _check(self) -> None:
        """Of several asked for at once, the last one counts."""
        text = self.field.text().strip()
        if self._checking is not None:
            self._checking.cancel()
        if not text:
            self.start()
            return
        self._checking = self._jobs.submit(
            Lane.LOOKUP, lambda: self._proofs.verify(text), done=self._found, failed=self._failed, owner=self
        )

    def _found(self, verdict: Verdict) -> None:
        self._checking, self._verdict, self._error = None, verdict, None
        self._show()
        self.start()

    def _failed(self, error: Exception) -> None:
        self._checking, self._verdict, self._error = None, None, error
        self._show()
        self.start()

    def _show(self) -> None:
        verdict, error = self._verdict, self._error
        told = verdict is not None or error is not None
        self.band.setVisible(told)
        proof = verdict.proof if verdict else None
        self._caption.setVisible(proof is not None)
        self._facts.setVisible(proof is not None)
        if error is not None:
            self.band.show_verdict(Mood.OFF, self.tr("Cannot be told"), sentence_of(error))
        elif verdict is not None:
            self._show_verdict(verdict)

    def _show_verdict(self, verdict: Verdict) -> None:
        office, counter = verdict.proof.counter if verdict.proof else ("", "")
        sentence = self.tr(_SENTENCES[verdict.finding]).format(office=office, counter=counter)
        self.band.show_verdict(_MOODS[verdict.finding], self.tr(_WORDS[verdict.finding]), sentence)
        if verdict.proof is not None:
            sure = verdict.finding is Finding.GENUINE
            caption = self.tr("What the counter signed") if sure else self.tr("What the code claims: do not believe it")
            self._caption.setText(caption.upper())
            proof = verdict.proof
            facts = self._applied(proof) if isinstance(proof, RegistrationProof) else self._said(proof)
            self._facts.show_facts(facts, sure=sure)

    def _applied(self, proof: RegistrationProof) -> list[tuple[str, str]]:
        zone = proof.at.tzinfo
        assert zone is not None
        return [
            (self.tr("Application"), proof.number),
            (self.tr("State on the paper"), self.tr(_STANDINGS[proof.standing])),
            (self.tr("Worker"), self.tr("NIK ends in {digits}").format(digits=proof.payer)),
            (self.tr("Card (KPJ)"), self.tr("ends in {digits}").format(digits=proof.card) if proof.card else "–"),
            (self.tr("Taken at"), formats.moment(proof.at, zone)),
            (self.tr("Journal entry"), f"{proof.head}…"),
        ]

    def _said(self, proof: ReceiptProof) -> list[tuple[str, str]]:
        months = formats.month(proof.first)
        if proof.months > 1:
            months = self.tr("{first} to {last}, {count} months").format(
                first=months, last=formats.month(proof.last), count=proof.months
            )
        zone = proof.at.tzinfo
        assert zone is not None
        return [
            (self.tr("Receipt"), proof.number),
            (self.tr("Total"), format_rupiah(proof.total)),
            (self.tr("Months"), months),
            (self.tr("State on the paper"), self.tr(_STATES[proof.wording])),
            (self.tr("Host reference"), proof.host_reference or "–"),
            (self.tr("Payer"), self.tr("NIK ends in {digits}").format(digits=proof.payer)),
            (self.tr("Taken at"), formats.moment(proof.at, zone)),
            (self.tr("Journal entry"), f"{proof.head}…"),
        ]
