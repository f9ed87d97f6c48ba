"""The X and Z reports that can be saved as PDF: one is chosen, a key asks where to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.closing import Close
from counter_app.domain.people import Actor
from counter_app.services.drawer_files import DrawerFile, DrawerFiles
from ui import formats
from ui.files import written
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import WrappedLabel, inert
from ui.widgets.spoken import Spoken

KEY = "F"


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """A report by what it is about: a shift for a Z report, which has a ``number``, else an X report's own id."""

    subject: UUID
    at: datetime
    number: int = 0
    clerk: str = ""


class ReportFiles(Spoken):
    """``saved``: a file is on the disk, or could not be written."""

    saved = Signal()

    def __init__(
        self,
        files: DrawerFiles,
        jobs: Jobs,
        actor: Actor,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._files, self._jobs, self._actor, self._zone = files, jobs, actor, zone
        self._taken: list[ReportChoice] = []
        self._closed: list[ReportChoice] = []
        self._busy = False
        self._told: str | Exception = ""
        self._bad = False
        self.choice = QComboBox()
        self.choice.setObjectName("report-choice")
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.save = KeyButton("save-report", KEY)
        self.save.setMinimumWidth(170)
        self.said = WrappedLabel(role="hint")
        self.said.setObjectName("report-said")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.said)
        self.save.clicked.connect(self.ask_where)
        press(KEY, self, self.ask_where)
        self.retranslate()

    def look(self) -> None:
        """Ask the books for the Z reports that can be had."""
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._files.closes(self._actor),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def offer_x(self, report_id: UUID, at: datetime) -> None:
        """An X report was taken just now: it is the one that is meant."""
        self._taken.insert(0, ReportChoice(report_id, at))
        self._show_choices(first=True)

    def retranslate(self) -> None:
        self.save.show_words(self.tr("Save as PDF"))
        self.choice.setAccessibleName(self.tr("Reports that can be saved"))
        self._show_choices()
        self._say()

    def ask_where(self, _checked: bool = False) -> None:
        """A dialog for the place; nothing is made before it is known."""
        chosen = self.choice.currentData()
        if not isinstance(chosen, ReportChoice) or self._busy:
            return
        dialog = QFileDialog(self, self.tr("Save the report"), QDir.homePath(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._files.file_name(chosen.number, chosen.at.astimezone(self._zone)))
        dialog.fileSelected.connect(lambda name: self.write(chosen, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, chosen: ReportChoice, file: Path) -> None:
        """Make the report and put it there."""
        self._busy, self._told, self._bad = True, "", False
        make = self._files.z_pdf if chosen.number else self._files.x_pdf

        def made() -> str:
            report: DrawerFile = make(self._actor, chosen.subject)
            return written(report.content, file)

        self._jobs.submit(Lane.BACKGROUND, made, done=partial(self._kept, file), failed=self._failed, owner=self)

    def _arrived(self, closes: Sequence[Close]) -> None:
        self._closed = [ReportChoice(each.shift_id, each.at, each.number, each.closed_by) for each in closes]
        self._show_choices()

    def _kept(self, file: Path, trouble: str) -> None:
        why = self.tr("The file could not be written: {why}").format(why=inert(trouble))
        self._told = why if trouble else self.tr("Saved as {name}.").format(name=inert(file.name))
        self._busy, self._bad = False, bool(trouble)
        self._say()
        self.saved.emit()

    def _failed(self, error: Exception) -> None:
        self._busy, self._told, self._bad = False, error, True
        self._say()

    def _show_choices(self, *, first: bool = False) -> None:
        before = self.choice.currentData()
        self.choice.clear()
        choices = [*self._taken, *self._closed]
        for each in choices:
            self.choice.addItem(self._words(each), each)
        kept = isinstance(before, ReportChoice) and before in choices and not first
        self.choice.setCurrentIndex(choices.index(before) if kept else 0 if choices else -1)
        for widget in (self.choice, self.save):
            widget.setVisible(bool(choices))

    def _words(self, each: ReportChoice) -> str:
        moment = formats.moment(each.at, self._zone)
        if not each.number:
            return self.tr("X report, {at}").format(at=moment)
        words = self.tr("Z report {number}, {at}, {clerk}")
        return words.format(number=each.number, at=moment, clerk=inert(each.clerk))

    def _say(self) -> None:
        self.said.setText(sentence_of(self._told) if isinstance(self._told, Exception) else self._told)
        self.said.setVisible(bool(self.said.text()))
        restyle(self.said, "role", "error" if self._bad else "hint")
