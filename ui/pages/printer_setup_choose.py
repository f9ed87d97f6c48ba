"""Which printer: what was found on this computer, how each stands, and a place in the network that somebody types."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.people import Actor
from counter_app.domain.printer import FoundPrinter, PrinterKind, PrinterStatus
from counter_app.services.ports.printer_setup import Look
from counter_app.services.printer_setup import PrinterSetUp
from ui.jobs import Cancelled, Jobs, Lane, Progress
from ui.keys import ENTER, Act, key_of
from ui.messages import sentence_of
from ui.printer_setup_words import kind_words
from ui.printer_words import lamp_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

LONGEST_PLACE = 260
COLUMNS = 3
_KINDS = {
    "usb": PrinterKind.USB,
    "serial": PrinterKind.SERIAL,
    "cups": PrinterKind.CUPS,
    "windows": PrinterKind.WINDOWS,
    "tcp": PrinterKind.NETWORK,
}
_NOT_ASKED = frozenset({PrinterKind.SERIAL})
"""What hangs on a serial line may be no printer at all: nothing is sent to it before somebody chooses it."""


class PrinterChoice(Spoken):
    """``chosen``: the address of the printer that somebody wants to try."""

    chosen = Signal(str)

    def __init__(self, setup: PrinterSetUp, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._setup = setup
        self._jobs = jobs
        self._actor = actor
        self._set = ""
        self._rows: list[FoundPrinter] = []
        self._statuses: dict[str, PrinterStatus] = {}
        self._error: Exception | None = None
        self._looked_for = False
        self.model = QStandardItemModel(0, COLUMNS, self)
        self.table = _Rows(self.model)
        self.table.setObjectName("printers-found")
        self._label, self.place = PlainLabel(role="strong"), EntryField("printer-place", LONGEST_PLACE)
        self.look_there, self.again = ActionButton("quiet"), ActionButton("quiet")
        self.nothing = WrappedLabel(role="wait")
        self.nothing.setObjectName("printer-none-found")
        self.nothing.hide()
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("printer-place-error")
        self.line = ProgressLine()
        self._arrange()
        self.table.taken.connect(self._take)
        self.table.doubleClicked.connect(self._take)
        self.table.again.connect(self.search)
        self.again.clicked.connect(self.search)
        self.place.entered.connect(self._look_there)
        self.look_there.clicked.connect(self._look_there)
        self.place.textEdited.connect(lambda: self._complain(None))
        self.retranslate()

    def start(self, device: str) -> None:
        """Show them; looked for is once, and again by R: it takes seconds. ``device``: the address of the one that is set."""
        found = [each for each in self._rows if each.url not in (self._set, device)]
        self._set, self._rows, self._statuses = device, [_known(device), *found], {}
        self._complain(None)
        self._show()
        self.table.setCurrentIndex(self.model.index(0, 0))
        if not self._looked_for:
            self.search()

    def search(self) -> None:
        """Look again."""
        self._looked_for = True
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda _progress, _cancelled: self._setup.find(self._actor),
            words=self.tr("Looking for printers"),
            done=self._found,
            failed=self._complain,
        )

    def retranslate(self) -> None:
        self._label.setText(self.tr("Or in the network, by number or name"))
        self.place.setPlaceholderText("192.168.1.50")
        self.place.setAccessibleName(self._label.text())
        self.look_there.setText(self.tr("Look there   (Enter)"))
        self.again.setText(self.tr("Look again   (R)"))
        self.nothing.setText(self.tr("No printer was found on this computer. Is it on, and its cable plugged in?"))
        self.table.setAccessibleName(self.tr("Printers that were found"))
        self._show()
        self._complain(self._error)

    def _found(self, found: Sequence[FoundPrinter]) -> None:
        self.nothing.setVisible(not found)
        known = {each.url for each in found}
        own = [each for each in self._rows if each.url not in known]
        self._rows = [*own, *found]
        self._show()
        asked = [each.url for each in self._rows if each.kind not in _NOT_ASKED or each.url == self._set]
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda progress, cancelled: self._looks(asked, progress, cancelled),
            words=self.tr("Asking how they stand"),
            done=self._looked,
            failed=self._complain,
        )

    def _looks(self, urls: Sequence[str], progress: Progress, cancelled: Cancelled) -> dict[str, Look]:
        """On the lane."""
        looks: dict[str, Look] = {}
        for number, url in enumerate(urls):
            progress(number, len(urls))
            if cancelled():
                break
            looks[url] = self._setup.look(self._actor, url)
        return looks

    def _looked(self, looks: dict[str, Look]) -> None:
        self._statuses |= {url: look.status for url, look in looks.items()}
        self._show()

    def _look_there(self) -> None:
        typed = self.place.text()
        self._complain(None)
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda _progress, _cancelled: self._setup.at(self._actor, typed),
            words=self.tr("Looking there"),
            done=self._there,
            failed=self._complain,
        )

    def _there(self, found: FoundPrinter) -> None:
        if all(each.url != found.url for each in self._rows):
            self._rows.append(found)
        self._show()
        row = next(place for place, each in enumerate(self._rows) if each.url == found.url)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.setFocus()

    def _take(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows):
            self.line.cancel()
            self.chosen.emit(self._rows[row].url)

    def _complain(self, error: Exception | None) -> None:
        self._error = error
        self.error.setText("" if error is None else sentence_of(error))
        self.error.setVisible(error is not None)
        restyle(self.place, "state", "" if error is None else "bad")
        if error is not None:
            self.place.setFocus()
            self.place.selectAll()

    def _show(self) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.setHorizontalHeaderLabels((self.tr("Printer"), self.tr("How"), self.tr("Status")))
        self.model.setRowCount(0)
        for each in self._rows:
            name = inert(each.name)
            if each.url == self._set:
                name = self.tr("{name}, as it is set now").format(name=name)
            cells = (
                f"{name}\n{inert(each.url)}",
                kind_words(None if _is_folder(each.url) else each.kind),
                self._status(each),
            )
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=0)
        if self._rows:
            self.table.setCurrentIndex(self.model.index(min(row, len(self._rows) - 1), 0))

    def _status(self, printer: FoundPrinter) -> str:
        if printer.url in self._statuses:
            mood, words = lamp_words(self._statuses[printer.url])
            return f"{_MARKS[mood.value]} {words}"
        return "…" if self.line.busy and printer.kind not in _NOT_ASKED else self.tr("asked when chosen")

    def _arrange(self) -> None:
        self.table.setMinimumHeight(150)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.look_there)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._label.setBuddy(self.place)
        column.addWidget(self.table, 1)
        column.addWidget(self.line)
        column.addWidget(self.nothing)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self.error)


_MARKS = {"ok": "●", "wait": "▲", "bad": "■", "off": "○"}


class _Rows(PlainTable):
    """Enter takes a row, R looks again; letters are no search."""

    taken = Signal()
    again = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.accept()
            if not event.isAutoRepeat():
                self.taken.emit()
        elif event.key() in key_of(Act.SETUP_LOOK).pressed:
            self.again.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """None."""


def _known(device: str) -> FoundPrinter:
    """The printer that is set, before it is looked for."""
    parts = urlsplit(device)
    name = parts.netloc or parts.path.rpartition("/")[2] or device
    return FoundPrinter(device, name, _KINDS.get(parts.scheme, PrinterKind.NETWORK))


def _is_folder(url: str) -> bool:
    """Whether papers go to files: a folder is no kind of printer."""
    return url.startswith("file:")
