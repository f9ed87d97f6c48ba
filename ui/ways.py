"""The ways to the pages, in one table: their words, the group in which they are listed, which of them the bar keeps.

A new page adds its act and key to ``ui.keys``, its row here, and its row to ``PAGES`` in ``ui.desk``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from ui.keys import Act
from ui.translation import QT_TRANSLATE_NOOP

IN_BAR = 6
"""How many ways stand in the bar; the others are one key away, in the menu."""


class Group(StrEnum):
    """What a page is for. The value is the heading in the menu."""

    PAYERS = QT_TRANSLATE_NOOP("Ways", "People at the counter")
    DAY = QT_TRANSLATE_NOOP("Ways", "The day's work")
    OFFICE = QT_TRANSLATE_NOOP("Ways", "The office")
    WINDOW = QT_TRANSLATE_NOOP("Ways", "This window")


@dataclass(frozen=True, slots=True)
class Way:
    """``words``: short enough for the bar. ``rank``: who comes first where the bar cannot keep all, 0 the first."""

    words: str
    group: Group
    rank: int


_LATER = 100

WAYS_BY_ACT: Mapping[Act, Way] = MappingProxyType(
    {
        Act.GO_TO_COUNTER: Way(QT_TRANSLATE_NOOP("TopBar", "Counter"), Group.PAYERS, 0),
        Act.GO_TO_REGISTRATION: Way(QT_TRANSLATE_NOOP("TopBar", "Register"), Group.PAYERS, 1),
        Act.GO_TO_JOURNAL: Way(QT_TRANSLATE_NOOP("TopBar", "Journal"), Group.DAY, 2),
        Act.GO_TO_QUEUE: Way(QT_TRANSLATE_NOOP("TopBar", "Queue"), Group.DAY, 3),
        Act.GO_TO_DRAWER: Way(QT_TRANSLATE_NOOP("TopBar", "Drawer"), Group.DAY, 4),
        Act.GO_TO_PRINT_OUTBOX: Way(QT_TRANSLATE_NOOP("TopBar", "Prints"), Group.DAY, _LATER),
        Act.GO_TO_OVERSIGHT: Way(QT_TRANSLATE_NOOP("TopBar", "Oversee"), Group.OFFICE, _LATER),
        Act.GO_TO_RECKONING: Way(QT_TRANSLATE_NOOP("TopBar", "Reckoning"), Group.OFFICE, _LATER),
        Act.GO_TO_REPORTS: Way(QT_TRANSLATE_NOOP("TopBar", "Reports"), Group.OFFICE, _LATER),
        Act.GO_TO_COVERAGE: Way(QT_TRANSLATE_NOOP("TopBar", "Coverage"), Group.OFFICE, _LATER),
        Act.GO_TO_STAFF: Way(QT_TRANSLATE_NOOP("TopBar", "Staff"), Group.OFFICE, _LATER),
        Act.GO_TO_RETENTION: Way(QT_TRANSLATE_NOOP("TopBar", "Retention"), Group.OFFICE, _LATER),
        Act.GO_TO_PRINTER_SETUP: Way(QT_TRANSLATE_NOOP("TopBar", "Printer set-up"), Group.OFFICE, _LATER),
        Act.GO_TO_REMINDERS: Way(QT_TRANSLATE_NOOP("TopBar", "Remind"), Group.PAYERS, _LATER),
        Act.CHECK_RECEIPT: Way(QT_TRANSLATE_NOOP("TopBar", "Check"), Group.PAYERS, _LATER),
        Act.GO_TO_STATEMENT: Way(QT_TRANSLATE_NOOP("TopBar", "Statement"), Group.DAY, _LATER),
        Act.CLOSE_SHIFT: Way(QT_TRANSLATE_NOOP("TopBar", "Close"), Group.DAY, 5),
    }
)
"""In the order in which they stand."""

ABOUT_THE_WINDOW = (Act.LOCK, Act.LOG_OUT, Act.SHOW_KEYS, Act.SWITCH_LANGUAGE, Act.SWITCH_THEME)
"""What the menu offers beside the pages, whoever is at work."""


def kept_in_bar(acts: Collection[Act], most: int = IN_BAR) -> frozenset[Act]:
    """Which ways of ``acts`` stand in the bar: the ones used most, then the others in their order, ``most`` in all."""
    theirs = sorted((act for act in WAYS_BY_ACT if act in acts), key=lambda act: WAYS_BY_ACT[act].rank)
    return frozenset(theirs[:most])


def short_words(act: Act) -> str:
    """What the way is called in the bar, in the language that is spoken now."""
    return QCoreApplication.translate("TopBar", WAYS_BY_ACT[act].words)


def group_of(act: Act) -> Group:
    """Under which heading the menu has ``act``."""
    return WAYS_BY_ACT[act].group if act in WAYS_BY_ACT else Group.WINDOW


def group_words(group: Group) -> str:
    """The heading of a group, in the language that is spoken now."""
    return QCoreApplication.translate("Ways", group.value)
