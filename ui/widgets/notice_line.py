"""The line beneath the top bar for what everybody at the window has to know now; the gravest one of several."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import restyle
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood


class Notice(StrEnum):
    """What there is to know, the gravest first."""

    DISK_FULL = "disk-full"
    DAMAGED = "damaged"
    OTHER_JOURNAL = "other-journal"
    UNTRUSTED = "untrusted"
    DISK_LITTLE = "disk-little"


_WORDS: Mapping[Notice, str] = MappingProxyType(
    {
        Notice.DISK_FULL: QT_TRANSLATE_NOOP(
            "NoticeLine", "The disk is full: {mb} MB left. Take no money. Call whoever looks after this computer."
        ),
        Notice.DAMAGED: QT_TRANSLATE_NOOP(
            "NoticeLine", "The database is damaged. Take no money. Call support: a backup has to be restored."
        ),
        Notice.OTHER_JOURNAL: QT_TRANSLATE_NOOP(
            "NoticeLine", "The host knows another journal of this counter. Take no money. Call a supervisor."
        ),
        Notice.UNTRUSTED: QT_TRANSLATE_NOOP(
            "NoticeLine", "An answer could not be trusted to be the host's and was not used. Tell your supervisor."
        ),
        Notice.DISK_LITTLE: QT_TRANSLATE_NOOP(
            "NoticeLine", "The disk is almost full: {mb} MB left. Call whoever looks after this computer."
        ),
    }
)
_MOODS: Mapping[Notice, Mood] = MappingProxyType(
    {notice: Mood.WAIT if notice is Notice.DISK_LITTLE else Mood.BAD for notice in Notice}
)


class NoticeLine(Spoken):
    """Hidden while there is nothing to say. A screen reader reads it as it appears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("notice-line", parent)
        self.setObjectName("notice")
        self._raised: dict[Notice, int] = {}
        self._sign = StateMark()
        self._words = WrappedLabel(role="strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.retranslate()

    @property
    def shown(self) -> Notice | None:
        """The gravest of those that hold."""
        return next((notice for notice in Notice if notice in self._raised), None)

    def show_notice(self, notice: Notice, holds: bool, mb: int = 0) -> None:
        """Whether ``notice`` holds now; ``mb``: megabytes left, where it tells them."""
        if holds:
            self._raised[notice] = mb
        else:
            self._raised.pop(notice, None)
        self.retranslate()

    def retranslate(self) -> None:
        notice = self.shown
        self.setVisible(notice is not None)
        if notice is None:
            return
        mood = _MOODS[notice]
        words = self.tr(_WORDS[notice]).format(mb=self._raised[notice])
        self._sign.set_mood(mood)
        self._words.setText(words)
        restyle(self._words, "role", str(mood))
        restyle(self, "role", f"notice-{mood}-line")
        self.setAccessibleName(words)
