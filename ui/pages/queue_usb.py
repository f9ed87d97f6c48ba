"""The queue on a USB stick: out of this counter, through another one that has a line, and its answers back in."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.queue_file import LIFE, Heading
from counter_app.office_queue import open_queue, read_file
from counter_app.services.ports import QueueCarrier
from counter_app.services.queue_files import Answered, Exported
from counter_app.services.queue_import import Fate, Imported
from ui import formats
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import WrappedLabel
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

OUT, THROUGH, BACK = "Ctrl+S", "Ctrl+O", "Ctrl+B"
SUFFIX = "loket"
Made = TypeVar("Made", Exported, Imported)
Done = TypeVar("Done")


class QueueUsb(Spoken):
    """Not there for who may not carry the queue, nor where the host's answers cannot prove themselves.

    ``changed``: the queue is not what it was.
    """

    changed = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._queue = open_queue(counter.settings, counter.store, counter.host, counter.clock)
        self._office, self._clock, self._zone = counter.office, counter.clock, counter.zone
        self._jobs = jobs
        self._actor = actor
        self.out, self.through = KeyButton("usb-out", OUT), KeyButton("usb-through", THROUGH)
        self.back = KeyButton("usb-back", BACK)
        self.line = ProgressLine()
        self.words = WrappedLabel(role="muted")
        self.words.setObjectName("usb-words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, key, act in (
            (self.out, OUT, self._ask_out),
            (self.through, THROUGH, self._ask_through),
            (self.back, BACK, self._ask_back),
        ):
            row.addWidget(button, 1)
            button.clicked.connect(act)
            press(key, self, partial(self._pressed, act))
        column.addLayout(row)
        column.addWidget(self.line)
        column.addWidget(self.words)
        if not isinstance(counter.host, QueueCarrier) or Right.CARRY_QUEUE not in RIGHTS[actor.role]:
            self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.out.show_words(self.tr("Save the queue to USB…"))
        self.through.show_words(self.tr("Send another's queue…"))
        self.back.show_words(self.tr("Read answers from USB…"))
        if self.out.isEnabled():
            restyle(self.words, "role", "muted")
            self.words.setText(self.tr("Without a line: by USB stick to another counter, and back."))

    # --- which file ---------------------------------------------------------------------------------------------

    def _pressed(self, act: Callable[[], None]) -> None:
        if self.out.isEnabled():
            act()

    def _ask_out(self) -> None:
        name = f"antrean-{self._office.counter_id}-{self._now:%Y%m%d-%H%M%S}.{SUFFIX}"
        self._ask(self.out.words, self.write, name)

    def _ask_through(self) -> None:
        self._ask(self.through.words, self.send)

    def _ask_back(self) -> None:
        self._ask(self.back.words, self.read)

    def _ask(self, title: str, then: Callable[[Path], None], new: str = "") -> None:
        """A dialog beside the window: what goes on by itself goes on while it is open."""
        dialog = QFileDialog(self, title, QDir.homePath(), f"Loket (*.{SUFFIX})")
        if new:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(SUFFIX)
            dialog.selectFile(new)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    # --- what is done with it -----------------------------------------------------------------------------------

    def write(self, file: Path) -> None:
        """Save what waits to ``file``; that one of this name may go has been agreed to."""
        own, actor = self._queue.own, self._actor
        self._do(lambda: _filled(file, lambda: own.export(actor)), partial(self._left, file))

    def send(self, file: Path) -> None:
        """Send another counter's queue, and put the answers beside it. Stopped, it puts there what came until then."""
        others, actor = self._queue.others, self._actor
        answers = file.with_name(f"jawaban-{file.stem}-{self._now:%H%M%S}.{SUFFIX}")
        self._begin()
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda progress, cancelled: _or_trouble(
                lambda: _filled(answers, lambda: others.send(actor, read_file(file), progress, cancelled))
            ),
            words=self.tr("At work …"),
            done=partial(self._ended, partial(self._went, answers)),
            failed=self._failed,
        )

    def read(self, file: Path) -> None:
        """Take in the answers to this counter's queue."""
        own, actor = self._queue.own, self._actor
        self._do(lambda: own.answers(actor, read_file(file)), partial(self._came, file))

    def _do(self, call: Callable[[], Done], done: Callable[[Done], None]) -> None:
        """Off the window's thread, and off the lanes that a sale waits for: sticks are slow, hosts are too.

        Not to be stopped: it is one transaction, which is whole or was never begun.
        """
        self._begin()
        self._jobs.submit(
            Lane.BACKGROUND,
            partial(_or_trouble, call),
            done=partial(self._ended, done),
            failed=self._failed,
            owner=self,
        )

    def _begin(self) -> None:
        self._enable(yes=False)
        restyle(self.words, "role", "muted")
        self.words.setText(self.tr("At work …"))

    def _ended(self, done: Callable[[Done], None], told: Done | OSError) -> None:
        if isinstance(told, OSError):
            self._say(self.tr("The file cannot be used: {why}").format(why=told.strerror or ""), error=True)
        else:
            done(told)
        self._enable(yes=True)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._say(sentence_of(error), error=True)
        self._enable(yes=True)

    # --- what is said of it -------------------------------------------------------------------------------------

    def _left(self, file: Path, made: Exported | None) -> None:
        if made is None:
            self._say(self.tr("Nothing waits for the host; no file was written."))
            return
        said = self.tr(
            "{file}: items {count}, payments {total}. Another counter can send it within {days} days."
        ).format(file=file.name, count=len(made.items), total=format_rupiah(made.total), days=LIFE.days)
        self._receipt(file, said, made.heading, made.sha256)

    def _went(self, file: Path, done: Imported | None) -> None:
        assert done is not None, "a queue that was sent has its answers, be they none"
        said = self.tr(
            "{file}: {done} posted, {refused} refused, {unclear} unclear, {silent} without an answer."
        ).format(
            file=file.name,
            done=done.count(Fate.DONE),
            refused=done.count(Fate.REFUSED),
            unclear=done.count(Fate.UNCLEAR),
            silent=done.count(Fate.UNANSWERED),
        )
        self._receipt(file, said, done.heading, done.queue_sha256, done.sha256)

    def _came(self, file: Path, done: Answered) -> None:
        settled = sum(item.moved for item in done.items)
        said = self.tr("{file}: {count} answers, {settled} of them settled a payment.").format(
            file=file.name, count=len(done.items), settled=settled
        )
        self._receipt(file.with_stem(f"{file.stem}-dibaca"), said, done.heading, done.sha256)

    def _receipt(self, file: Path, said: str, heading: Heading, *digests: str) -> None:
        """What was said, kept beside the file as well. No payer is named in it."""
        self._say(said)
        office, at = self._office, formats.moment(self._clock.now(), self._zone)
        lines = (said, f"{office.id} {office.counter_id} · {self._actor.id} · {at}", str(heading.file_id), *digests)
        self._jobs.submit(
            Lane.BACKGROUND,
            partial(_or_trouble, lambda: file.with_suffix(".txt").write_text("\n".join((*lines, "")), "utf-8")),
            done=lambda _: None,
            owner=self,
        )

    def _say(self, words: str, *, error: bool = False) -> None:
        restyle(self.words, "role", "error" if error else "strong")
        self.words.setText(words)

    def _enable(self, *, yes: bool) -> None:
        for button in (self.out, self.through, self.back):
            button.setEnabled(yes)

    @property
    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone)


def _or_trouble(call: Callable[[], Done]) -> Done | OSError:
    try:
        return call()
    except OSError as trouble:
        return trouble


def _filled(file: Path, make: Callable[[], Made | None]) -> Made | None:
    """Make what goes into ``file``, which is opened first: a stick that takes nothing is found out before anything is
    done. A file that nothing whole was written to does not stay.
    """
    whole = False
    try:
        with file.open("wb") as out:
            made = make()
            if made is not None:
                out.write(made.file)
                out.flush()
                os.fsync(out.fileno())  # a stick is pulled out as soon as the window says that it is done
                whole = True
    finally:
        if not whole:
            file.unlink(missing_ok=True)
    return made
