"""What became of a registration: on its way, the KPJ in big digits, or the host's reason and what to correct."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.identity import mask
from counter_app.domain.registration import Registration, RegistrationState
from ui.keys import Act, key_of
from ui.messages import sentence
from ui.registration_flow import RegistrationFlow
from ui.registration_words import refusal_words, state_mood, state_words, waiting_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.big_text import BigAmount
from ui.widgets.copy_form import CopyForm
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.widgets.verdict_band import VerdictBand

WIDTH, KPJ = 780, 64
"""Pixels."""


class RegistrationOutcome(Spoken):
    """``pay_asked``: the first payment. ``slip_asked``, ``correct_asked``, ``ask_asked`` the host; ``next_asked``."""

    pay_asked = Signal()
    slip_asked = Signal()
    correct_asked = Signal()
    ask_asked = Signal()
    next_asked = Signal()

    def __init__(self, flow: RegistrationFlow, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._flow = flow
        self._paper, self._paper_failed = "", False
        self.name, self.number = ElidedLabel(role="heading"), PlainLabel(role="muted")
        self.band = VerdictBand()
        self._caption = PlainLabel(role="caption")
        self.kpj = BigAmount(KPJ)
        self.kpj.setObjectName("kpj")
        self._code = PlainLabel(role="fact")
        self.error, self.paper = WrappedLabel(role="error"), WrappedLabel(role="small")
        self.paper.setObjectName("slip-state")
        self.slip, self.ask = (
            KeyButton("slip", key_of(Act.REGISTER_PRINT).shown),
            KeyButton("ask-host", key_of(Act.REGISTER_ASK).shown),
        )
        self.consent = CopyForm()
        self._asking = False
        self.next = KeyButton("next-registration", key_of(Act.REGISTER_NEXT).shown)
        self.action = ActionButton("action")
        self.action.setObjectName("outcome-action")
        self._arrange()

    def start(self) -> None:
        """Enter does what comes next: the first payment, the correction, or the next worker."""
        self.action.setFocus()

    @property
    def pay_is_due(self) -> bool:
        """Whether the KPJ is there and the first payment is not."""
        registration = self._flow.registration
        return (
            registration is not None
            and registration.state is RegistrationState.ISSUED
            and registration.payment_id is None
        )

    def _go_on(self) -> None:
        registration = self._flow.registration
        if self.pay_is_due:
            self.pay_asked.emit()
        elif registration is not None and registration.state is RegistrationState.REFUSED:
            self.correct_asked.emit()
        else:
            self.next_asked.emit()

    def key_words(self) -> str:
        """The keys that mean something now."""
        registration = self._flow.registration
        refused = registration is not None and registration.state is RegistrationState.REFUSED
        due = self.pay_is_due
        said = (
            (due, self.tr("Enter or B first payment")),
            (refused, self.tr("Enter or K correct")),
            (not due and not refused, self.tr("Enter next worker")),
            (due or refused, self.tr("N next worker")),
            (self._flow.is_under_way, self.tr("T ask the host")),
            (True, self.tr("P slip")),
            (True, self.tr("Esc back")),
        )
        return "   ·   ".join(words for there, words in said if there)

    def say_of_paper(self, words: str, *, failed: bool = False, asking: bool = False) -> None:
        """What has become of the slip. ``asking``: one more copy takes a second person, for the reason in ``words``."""
        if asking and self._asking:
            self.consent.complain(words)
        elif asking:
            self.consent.ask(words)
        self._paper, self._paper_failed = "" if asking else words, failed
        begun, self._asking = asking and not self._asking, asking
        self.retranslate()
        if begun:
            self.consent.start()

    @property
    def is_asking(self) -> bool:
        """Whether a second person is asked just now."""
        return self._asking

    def retranslate(self) -> None:
        registration = self._flow.registration
        if registration is None:
            return
        state = registration.state
        self.name.show_text(registration.form.name)
        self.number.setText(self.tr("Registration {number}").format(number=registration.number))
        self.band.show_verdict(state_mood(state), state_words(state), self._sentence(registration))
        self._show_card(registration)
        self._show_keys(registration)
        error = self._flow.error
        self.error.setText(sentence(error) if error else "")
        self.error.setVisible(error is not None)
        restyle(self.paper, "role", "bad-line" if self._paper_failed else "small")
        self.paper.setText(self._paper)
        self.paper.setVisible(bool(self._paper))

    def _sentence(self, registration: Registration) -> str:
        match registration.state:
            case RegistrationState.ISSUED if registration.payment_id is not None:
                return self.tr("Registered, and the first contribution is taken.")
            case RegistrationState.ISSUED:
                return self.tr("Registered. Protection begins with the first contribution: take it now.")
            case RegistrationState.REFUSED:
                return refusal_words(registration.refusal)
            case RegistrationState.WITHDRAWN | RegistrationState.DRAFT:
                return self.tr("Nothing was sent to the host.")
            case waiting:
                return waiting_words(waiting)

    def _show_card(self, registration: Registration) -> None:
        issue = registration.issue
        for widget in (self._caption, self.kpj, self._code):
            widget.setVisible(issue is not None and not self._asking)
        self._caption.setText(self.tr("CARD NUMBER (KPJ)"))
        if issue is not None:
            fresh = self._flow.fresh
            self.kpj.show_text(_spaced(issue.kpj) if fresh else mask(issue.kpj))
            code = issue.payment_code if fresh else mask(issue.payment_code)
            self._code.setText(self.tr("Payment code {code}").format(code=code))

    def _show_keys(self, registration: Registration) -> None:
        state = registration.state
        self.consent.setVisible(self._asking)
        self.action.setVisible(not self._asking)
        self.ask.setVisible(self._flow.is_under_way and not self._asking)
        self.ask.show_words(self.tr("Ask the host now"))
        self.slip.setVisible(registration.submitted_at is not None and not self._asking)
        self.slip.show_words(self.tr("Print the slip"))
        self.next.show_words(self.tr("Next worker"))
        if self.pay_is_due:
            self.action.setText(self.tr("Take the first payment   (Enter)"))
        elif state is RegistrationState.REFUSED:
            self.action.setText(self.tr("Correct and send again   (Enter)"))
        else:
            self.action.setText(self.tr("Next worker   (Enter)"))
        self.next.setVisible((self.pay_is_due or state is RegistrationState.REFUSED) and not self._asking)

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for button in (self.next, self.ask, self.slip):
            keys.addWidget(button, 1)
        who = QHBoxLayout()
        who.setSpacing(16)
        who.addWidget(self.name, 1)
        who.addWidget(self.number)
        column.addLayout(who)
        for widget in (self.band, self._caption, self.kpj, self._code):
            column.addWidget(widget)
        column.addWidget(self.action)
        column.addLayout(keys)
        column.addWidget(self.consent)
        for label in (self.paper, self.error):
            column.addWidget(label)
        column.addStretch(1)
        for later in (self._caption, self.kpj, self._code, self.paper, self.error, self.ask, self.next, self.consent):
            later.hide()  # until there is something of it: a page is as high as all that it may show
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        middle.setLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)
        self.slip.clicked.connect(self.slip_asked)
        self.ask.clicked.connect(self.ask_asked)
        self.next.clicked.connect(self.next_asked)
        self.action.clicked.connect(self._go_on)


def _spaced(kpj: str) -> str:
    """``220 0000 1234``: in the groups in which eleven digits are read out."""
    return f"{kpj[:3]} {kpj[3:7]} {kpj[7:]}"
