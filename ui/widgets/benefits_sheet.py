"""What the programmes give at one income, over the page: for the payer to look at, and to take along on paper."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.benefits import Benefit, Explanation
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah, format_rupiah, parse_rupiah
from counter_app.domain.participant import Participant
from counter_app.domain.tariff import Payer, Sector
from counter_app.services.benefits import Benefits
from ui.files import written
from ui.jobs import Jobs, Lane
from ui.keys import KEYS, Place, press
from ui.messages import sentence_of
from ui.reminder_words import gain_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

SAVE = "Ctrl+S"
WIDTH = 700
"""Pixels."""
_LONGEST_INCOME = 16
_ALL = tuple(Programme)
_BENEATH = frozenset(key.sequence for key in KEYS if key.place is Place.COUNTER and key.sequence)
_LOWEST = Rupiah(1_000_000)


class BenefitsSheet(Spoken):
    """Covers ``over`` while it is shown and gives the focus back afterwards. Reckoned locally, so at once."""

    def __init__(self, counter: Counter, jobs: Jobs, over: QWidget) -> None:
        super().__init__("veil", over)
        self._benefits: Benefits = counter.day.benefits
        self._jobs = jobs
        self._over = over
        self._before: QWidget | None = None
        self._payer: Payer | None = None
        self._programmes: Sequence[Programme] = _ALL
        self._shown: Explanation | None = None
        self._error: Declined | None = None
        self._saved = self._unsaved = ""
        self.title = PlainLabel(role="heading")
        self._income_label, self.income = PlainLabel(role="strong"), EntryField("benefits-income", _LONGEST_INCOME)
        self.error, self.cost = WrappedLabel(role="error"), PlainLabel(role="strong")
        self.rows = QGridLayout()
        self._labels: list[PlainLabel] = []
        self._source, self.said = WrappedLabel(role="small"), WrappedLabel(role="hint")
        self.said.setObjectName("benefits-said")
        self.save, self.leave = ActionButton("action"), ActionButton("quiet")
        self._arrange()
        self.hide()
        over.installEventFilter(self)
        self.income.entered.connect(self._reckon)
        self.save.clicked.connect(self._ask_where)
        self.leave.clicked.connect(self.put_away)
        press(SAVE, self, self._ask_where)
        self.retranslate()

    def explain(self, payer: Payer, programmes: Sequence[Programme] = _ALL) -> None:
        """Show what ``payer`` gets and pays; the income can be changed there."""
        self._payer, self._programmes = payer, programmes
        self._saved = self._unsaved = ""
        self.income.setText(format_rupiah(payer.income).removeprefix("Rp"))
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.resize(self._over.size())
        self.show()
        self.raise_()
        self._reckon()
        self.income.setFocus()
        self.income.selectAll()

    def put_away(self) -> None:
        """Hide it; the cursor is where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def write(self, file: Path) -> None:
        """Write the page that is shown; a file of this name has been agreed to."""
        shown = self._shown
        if shown is not None:
            self._jobs.submit(
                Lane.BACKGROUND,
                lambda: written(self._benefits.pdf(shown), file),
                done=partial(self._kept, file),
                owner=self,
            )

    def retranslate(self) -> None:
        self.title.setText(self.tr("What the programmes give"))
        self.setAccessibleName(self.title.text())
        self._income_label.setText(self.tr("Income a month, then Enter"))
        self.income.setAccessibleName(self._income_label.text())
        self.save.setText(self.tr("Page for the payer, as PDF   ({key})").format(key=SAVE))
        self.leave.setText(self.tr("Back   (Esc)"))
        self._show()

    def event(self, event: QEvent) -> bool:
        """The keys of the page beneath mean nothing while it is covered; those that lead away from it do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in _BENEATH:
                event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends it; nothing typed reaches what lies beneath."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.put_away()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it covers."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.resize(self._over.size())
        return False

    def _reckon(self) -> None:
        if self._payer is None:
            return
        try:
            income = parse_rupiah(self.income.text())
            payer = Payer(income, self._payer.sector, employer=self._payer.employer)
            self._shown, self._error = self._benefits.explain(payer, self._programmes), None
        except Declined as declined:
            self._shown, self._error = None, declined
        self._saved = self._unsaved = ""
        self._show()

    def _show(self) -> None:
        shown = self._shown
        self.error.setText(sentence_of(self._error) if self._error else "")
        self.error.setVisible(self._error is not None)
        restyle(self.income, "state", "bad" if self._error else "")
        self.save.setEnabled(shown is not None)
        for label in self._labels:
            label.deleteLater()
        self._labels = []
        self.cost.setText("")
        self._source.setText("")
        if shown is not None:
            self._show_explanation(shown)
        self.said.setText(self._unsaved or (self._saved and self.tr("Saved: {file}").format(file=self._saved)))
        restyle(self.said, "role", "error" if self._unsaved else "hint")

    def _show_explanation(self, shown: Explanation) -> None:
        words = self.tr("{amount} a month, reckoned from {basis}")
        self.cost.setText(words.format(amount=format_rupiah(shown.cost), basis=format_rupiah(shown.basis)))
        costs = dict(shown.costs)
        for benefit in shown.benefits:
            first = not any(label.property("programme") == benefit.programme.value for label in self._labels)
            if first:
                self._row(benefit.programme.value, format_rupiah(costs[benefit.programme]), "strong", benefit.programme)
            self._row(gain_words(benefit), self._amount(benefit), "", benefit.programme)
        source = shown.figures.source
        confirm = self.tr("Public figures by {source}; what the host decides is what counts.")
        self._source.setText((confirm if shown.figures.confirm else "{source}").format(source=source))

    def _amount(self, benefit: Benefit) -> str:
        return self.tr("as needed") if benefit.amount is None else format_rupiah(benefit.amount)

    def _row(self, words: str, amount: str, role: str, programme: Programme) -> None:
        row = self.rows.rowCount()
        what, sum_ = PlainLabel(words, role), PlainLabel(amount, role or "strong")
        what.setProperty("programme", programme.value)
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.rows.addWidget(what, row, 0)
        self.rows.addWidget(sum_, row, 1)
        self._labels += [what, sum_]

    def _ask_where(self) -> None:
        if self._shown is None:
            return
        dialog = QFileDialog(self, self.tr("Save the page"), QDir.homePath(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._benefits.file_name(self._shown))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def _kept(self, file: Path, trouble: str) -> None:
        self._saved, self._unsaved = ("", trouble) if trouble else (file.name, "")
        self._show()

    def _arrange(self) -> None:
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setFixedWidth(WIDTH)
        self.rows.setColumnStretch(0, 1)
        self.rows.setVerticalSpacing(1)
        self._income_label.setBuddy(self.income)
        field = QHBoxLayout()
        field.addWidget(self._income_label)
        field.addWidget(self.income, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save, 1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(field)
        for widget in (self.error, self.cost):
            column.addWidget(widget)
        column.addLayout(self.rows)
        for widget in (self._source, self.said):
            column.addWidget(widget)
        column.addLayout(buttons)
        middle = QHBoxLayout(self)
        middle.addStretch()
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch()


def payer_like(person: Participant | None) -> Payer:
    """Whose benefits are shown first: ``person``'s, or those of the lowest bracket for somebody unknown."""
    if person is None:
        return Payer(_LOWEST, Sector.OTHER)
    return Payer(person.income_basis or _LOWEST, person.sector or Sector.OTHER, employer=person.employer)
