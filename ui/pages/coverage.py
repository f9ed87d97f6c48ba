"""Coverage: how many people are protected, who joined and came back, and what was paid, month by month."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.coverage import SPANS, Coverage
from counter_app.domain.coverage_plots import COLUMNS, Drawing, Plot, drawing_of, value_of
from counter_app.domain.people import Actor
from counter_app.domain.tariff import Sector
from ui import formats
from ui.coverage_picture import SIZE, png
from ui.coverage_words import month_words, plot_words, quantity_words, scale_words, sector_words, value_words
from ui.files import written
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.plot import PlotView, PlotWords, on_paper
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

PDF, PNG = "Ctrl+S", "Ctrl+Shift+S"
EARLIER, LATER, SPAN, SECTOR = "PgUp", "PgDown", "M", "S"
ROW = 34
"""Pixels: a row of the numbers."""
_NUMBERS = 13
_SECTORS = (None, *Sector)


class CoveragePage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._report, self._office, self._zone = counter.day.coverage, counter.office, counter.zone
        self._jobs, self._actor = jobs, actor
        self.months, self.back = SPANS[1], 0
        self.plot, self.sector = Plot.PEOPLE, _SECTORS[0]
        self.coverage: Coverage | None = None
        self._again, self._said = False, ""
        self._error: Exception | None = None
        self.title, self.words = PlainLabel(role="heading"), WrappedLabel(role="hint")
        self.choices = {plot: KeyButton(f"coverage-{plot}", str(number)) for number, plot in enumerate(Plot, 1)}
        self.span, self.who = KeyButton("coverage-span", SPAN), KeyButton("coverage-sector", SECTOR)
        self.earlier, self.later = KeyButton("coverage-earlier", EARLIER), KeyButton("coverage-later", LATER)
        self.pdf, self.png = KeyButton("coverage-pdf", PDF), KeyButton("coverage-png", PNG)
        self.line = ProgressLine()
        self.view = PlotView()
        self.numbers = QStandardItemModel(self)
        self.table = PlainTable(self.numbers)
        self.nothing_title, self.nothing = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Count anew; the cursor stands in the numbers."""
        self._said, self._error = "", None
        self._read()
        self.setFocus()
        self.table.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Coverage"))
        self.earlier.show_words(self.tr("Earlier"))
        self.later.show_words(self.tr("Later"))
        self.pdf.show_words(self.tr("Save as PDF"))
        self.png.show_words(self.tr("Save as PNG"))
        self.table.setAccessibleName(self.tr("Coverage in numbers, month by month"))
        self.nothing_title.setText(self.tr("Nothing to show yet"))
        self.nothing.setText(
            self.tr("There is something here once participants have arrived from the host, or payments are confirmed.")
        )
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def write(self, kind: str, file: Path) -> None:
        """Write what is shown; a file of this name has been agreed to."""
        coverage, sector = self.coverage, self.sector
        if coverage is None:
            return
        make: Callable[[], bytes] = partial(self._report.pdf, self._actor, coverage, sector)
        if kind == "png":
            ready = self._picture(coverage)  # drawn by the window, on its own thread
            make = lambda: ready  # noqa: E731
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda _progress, _cancelled: written(make(), file),
            words=self.tr("Writing {name}").format(name=inert(file.name)),
            done=partial(self._kept, file),
            failed=self._failed,
        )

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for button in self.choices.values():
            button.setCheckable(True)
            keys.addWidget(button, 3)
        for button in (self.span, self.earlier, self.later, self.who, self.pdf, self.png):
            keys.addWidget(button, 2)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.view, 7)
        row.addWidget(self.table, 8)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        for label in (self.nothing_title, self.nothing):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.stack.setProperty("role", "card")
        self.stack.addWidget(both)
        self.stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addLayout(keys)
        whole.addWidget(self.line)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.words)

    def _connect(self) -> None:
        for number, (plot, button) in enumerate(self.choices.items(), 1):
            button.clicked.connect(partial(self._choose, plot))
            press(str(number), self, partial(self._choose, plot))
        for button, key, slot in (
            (self.span, SPAN, self._next_span),
            (self.who, SECTOR, self._next_sector),
            (self.earlier, EARLIER, partial(self._move, 1)),
            (self.later, LATER, partial(self._move, -1)),
            (self.pdf, PDF, partial(self._ask_where, "pdf")),
            (self.png, PNG, partial(self._ask_where, "png")),
        ):
            button.clicked.connect(slot)
            press(key, self, slot)

    # --- what is asked for --------------------------------------------------------------------------------------

    def _choose(self, plot: Plot, _checked: bool = False) -> None:
        self.plot = plot
        self._show()

    def _next_sector(self, _checked: bool = False) -> None:
        self.sector = _SECTORS[(_SECTORS.index(self.sector) + 1) % len(_SECTORS)]
        self._show()

    def _next_span(self, _checked: bool = False) -> None:
        self.months = SPANS[(SPANS.index(self.months) + 1) % len(SPANS)]
        self._read()

    def _move(self, months: int, _checked: bool = False) -> None:
        if self.back + months >= 0:
            self.back += months
            self._read()

    def _read(self) -> None:
        """Of several asked for while one is read, the last one counts."""
        if self.line.busy:
            self._again = True
            return
        self._again = False
        months, back = self.months, self.back
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda progress, cancelled: self._report.read(self._actor, months, back, progress, cancelled),
            words=self.tr("Counting"),
            done=self._arrived,
            failed=self._failed,
        )
        self._show()

    def _arrived(self, coverage: Coverage | None) -> None:
        if self._again:
            self._read()
            return
        self._error = None
        self._said = self.tr("Stopped; what is shown was counted before.") if coverage is None else ""
        self.coverage = self.coverage if coverage is None else coverage
        self._show()

    def _failed(self, error: Exception) -> None:
        self._again, self._error = False, error
        self._show()

    def _ask_where(self, kind: str, _checked: bool = False) -> None:
        coverage = self.coverage
        if coverage is None or self.line.busy:
            return
        dialog = QFileDialog(self, self.tr("Save the coverage"), QDir.homePath(), f"{kind.upper()} (*.{kind})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self._report.file_name(coverage, kind))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(kind, Path(name)))
        dialog.open()

    def _kept(self, file: Path, trouble: str) -> None:
        why = self.tr("The file could not be written: {why}").format(why=inert(trouble))
        self._said = why if trouble else self.tr("Saved as {name}.").format(name=inert(file.name))
        self._error = None
        self._show()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        coverage = self.coverage
        for plot, button in self.choices.items():
            button.show_words(plot_words(plot))
            button.setChecked(plot is self.plot)
        self.span.show_words(self.tr("{count} months").format(count=self.months))
        self.who.show_words(sector_words(self.sector))
        self.later.setEnabled(self.back > 0)
        for button in (self.pdf, self.png):
            button.setEnabled(coverage is not None)
        empty = coverage is None or all(row.is_empty for row in coverage.rows())
        self.stack.setCurrentIndex(int(empty))
        self.nothing_title.setVisible(coverage is not None)
        self.nothing.setVisible(coverage is not None)
        if coverage is not None:
            self._fill(coverage)
            if not empty:
                self._draw(coverage)
        restyle(self.words, "role", "error" if self._error is not None else "hint")
        self.words.setText(sentence_of(self._error) if self._error is not None else self._said or self._hint())

    def _draw(self, coverage: Coverage) -> None:
        drawing, words = self._drawing(coverage)
        self.view.setAccessibleName(f"{plot_words(self.plot)}, {self._period(coverage)}")
        self.view.show_drawing(drawing, words)

    def _drawing(self, coverage: Coverage) -> tuple[Drawing, PlotWords]:
        drawing = drawing_of(coverage, self.plot, self.sector)
        target = self.tr("Target: {target}").format(target=scale_words(drawing.target or 0, self.plot))
        names = {each: quantity_words(each) for each in drawing.series}
        return drawing, PlotWords(names, target, lambda value: scale_words(value, drawing.plot), month_words)

    def _fill(self, coverage: Coverage) -> None:
        """Newest first: that is what is asked for most."""
        columns = COLUMNS[self.plot]
        self.numbers.clear()
        self.numbers.setHorizontalHeaderLabels([self.tr("Month"), *map(quantity_words, columns)])
        for row in reversed(coverage.rows(self.sector)):
            values = [_cell(value_words(value_of(row, each), each)) for each in columns]
            self.numbers.appendRow([_cell(formats.month(row.month), right=False), *values])
        for place in range(1, len(columns) + 1):
            self.numbers.horizontalHeaderItem(place).setTextAlignment(_RIGHT)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setCurrentIndex(self.numbers.index(0, 0))

    def _hint(self) -> str:
        coverage = self.coverage
        if coverage is None:
            return ""
        words = [self._period(coverage)]
        if self.plot is Plot.PEOPLE and any(row.standing is None for row in coverage.rows()):
            words.append(self.tr("–: nobody counted in that month; what was paid here is known all the same."))
        if self.sector is not None and drawing_of(coverage, self.plot).target is not None:
            words.append(self.tr("The target is for all sectors."))
        return " ".join(words)

    def _period(self, coverage: Coverage) -> str:
        words = self.tr("{months}, counted {moment}.")
        return words.format(months=formats.months(coverage.months), moment=formats.moment(coverage.at, self._zone))

    def _picture(self, coverage: Coverage) -> bytes:
        about = f"{sector_words(self.sector)} · {self._period(coverage)}"
        title = f"{plot_words(self.plot)} · {inert(self._office.name)} ({self._office.id})"
        return png(on_paper(*self._drawing(coverage), SIZE), self._office.name, (title, about))


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _cell(words: str, *, right: bool = True) -> QStandardItem:
    cell = QStandardItem(words)
    font = cell.font()
    font.setPixelSize(_NUMBERS)
    cell.setFont(font)
    if right:
        cell.setTextAlignment(_RIGHT)
    return cell
