"""Beside the form: what a month costs and why, whether the worker is known already, and the way on."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.bill import Programme
from counter_app.domain.money import format_rupiah
from counter_app.domain.registration_quote import ALL, MANDATORY, Quote
from counter_app.services.registration_doubts import Doubt, DoubtKind
from ui.keys import Act, key_of
from ui.registration_words import doubt_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.big_text import BigAmount
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.quote_lines import QuoteLines
from ui.widgets.spoken import Spoken

PAY = "Alt+B"
AMOUNT, BESIDE_BAR = 38, 6
"""Pixels."""


class RegistrationSide(Spoken):
    """``switched``: other programmes. ``checked``: to the summary. ``pay_asked``: take a payment of who is known already."""

    switched = Signal(object)
    checked = Signal()
    pay_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._quote: Quote | None = None
        self._programmes: tuple[Programme, ...] = MANDATORY
        self._employer = False
        self._doubts: tuple[Doubt, ...] = ()
        self._caption, self.amount = PlainLabel(role="caption"), BigAmount(AMOUNT)
        self.amount.setObjectName("contribution")
        self.bracket = WrappedLabel(role="small")
        self.lines = QuoteLines()
        self.jht = KeyButton("jht", key_of(Act.REGISTER_JHT).shown, pixels=15)
        self.otherwise = WrappedLabel(role="small")
        self.doubt = WrappedLabel(role="notice")
        self.doubt.setObjectName("doubt")
        self.pay = KeyButton("pay-instead", PAY)
        self.action = ActionButton("action")
        self.action.setObjectName("check-registration")
        self._arrange()
        self.retranslate()

    def show_quote(self, quote: Quote | None, programmes: tuple[Programme, ...], *, employer: bool) -> None:
        """What a month costs as the form stands; ``None``: income or sector is not there yet."""
        self._quote, self._programmes, self._employer = quote, programmes, employer
        self._show()

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Who this may be, by what the office knows."""
        self._doubts = tuple(doubts)
        self._show()

    @property
    def has_jht(self) -> bool:
        return self._employer or Programme.JHT in self._programmes

    def switch(self) -> None:
        """With JHT, or without; an employer has no choice."""
        if not self._employer:
            self.switched.emit(MANDATORY if self.has_jht else ALL)

    def retranslate(self) -> None:
        self._caption.setText(self.tr("CONTRIBUTION A MONTH"))
        self.pay.show_words(self.tr("Take a payment instead"))
        self.action.setText(self.tr("Summary   (Ctrl+Enter)"))
        self._show()

    def _arrange(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, BESIDE_BAR, 0)
        inside.setSpacing(6)
        for widget in (
            self._caption,
            self.amount,
            self.bracket,
            self.lines,
            self.jht,
            self.otherwise,
            self.doubt,
            self.pay,
        ):
            inside.addWidget(widget)
        inside.addStretch(1)
        content = QWidget()
        content.setProperty("role", "clear")
        content.setLayout(inside)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 12)
        column.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, BESIDE_BAR, 0)
        foot.addWidget(self.action)
        column.addLayout(foot)
        self.jht.setCheckable(True)
        self.jht.clicked.connect(self._clicked)
        self.pay.clicked.connect(self.pay_asked)
        self.action.clicked.connect(self.checked)

    def _clicked(self) -> None:
        self.jht.setChecked(self.has_jht)  # what is shown is what the form says; it answers
        self.switch()

    def _show(self) -> None:
        quote = self._quote
        chosen = None if quote is None else quote.chosen(self._programmes)
        self.amount.show_text(format_rupiah(chosen.total) if chosen else "Rp –")
        self.lines.setVisible(chosen is not None)
        if chosen is not None:
            self.lines.show_bill(chosen)
        self.bracket.setText(self._bracket_words(quote))
        self._show_jht(quote)
        self._show_doubts()

    def _show_jht(self, quote: Quote | None) -> None:
        self.jht.setChecked(self.has_jht)
        self.jht.setEnabled(not self._employer)
        self.jht.show_words(self.tr("With JHT") if self.has_jht else self.tr("Without JHT"))
        if self._employer:
            self.otherwise.setText(self.tr("JHT is mandatory for whoever employs others (pemberi kerja)."))
        elif quote is None or quote.without_jht is None:
            self.otherwise.setText(
                self.tr("JHT is savings for old age: 2% of the income basis, paid back with interest.")
            )
        elif self.has_jht:
            words = self.tr("Without JHT it would be {amount} a month.")
            self.otherwise.setText(words.format(amount=format_rupiah(quote.without_jht.total)))
        else:
            words = self.tr("With JHT, savings for old age, it would be {amount} a month.")
            self.otherwise.setText(words.format(amount=format_rupiah(quote.with_jht.total)))

    def _show_doubts(self) -> None:
        stops = any(each.kind is not DoubtKind.SAME_PERSON for each in self._doubts)
        restyle(self.doubt, "role", "notice-bad" if stops else "notice")
        self.doubt.setText("\n\n".join(doubt_words(each) for each in self._doubts))
        self.doubt.setVisible(bool(self._doubts))
        self.pay.setVisible(any(each.participant is not None for each in self._doubts))

    def _bracket_words(self, quote: Quote | None) -> str:
        if quote is None:
            return self.tr("Type occupation and income: the contribution follows from them.")
        return self.tr("Income {income} counts as {basis}.").format(
            income=format_rupiah(quote.income), basis=format_rupiah(quote.bracket.basis)
        )
