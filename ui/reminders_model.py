"""People on a reminder list as rows of a table: two lines a cell, the NIK masked."""

from collections.abc import Container
from datetime import tzinfo
from enum import IntEnum

from PySide6.QtCore import QObject

from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.reminder import Stage
from counter_app.services.reminders import Reminder
from ui import formats
from ui.reminder_words import outcome_words, stage_mood, way_words
from ui.sale_words import UNTOLD
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, Columns, TwoLineModel
from ui.widgets.plain_label import inert

MARK = "✓ "
"""Before the name of whoever is chosen for a letter."""


class ReminderColumn(IntEnum):
    NAME = 0
    PHONE = 1
    ENDS = 2
    STAKE = 3
    LAST = 4


_HEADINGS = {
    ReminderColumn.NAME: QT_TRANSLATE_NOOP("Reminders", "Participant"),
    ReminderColumn.PHONE: QT_TRANSLATE_NOOP("Reminders", "Telephone, branch"),
    ReminderColumn.ENDS: QT_TRANSLATE_NOOP("Reminders", "Ends, paid until"),
    ReminderColumn.STAKE: QT_TRANSLATE_NOOP("Reminders", "At stake, a month"),
    ReminderColumn.LAST: QT_TRANSLATE_NOOP("Reminders", "Last contact"),
}


class RemindersModel(TwoLineModel[Reminder]):
    """By what is at stake, as the service gives them. ``marked``: the NIKs of those chosen for a letter."""

    def __init__(self, zone: tzinfo, marked: Container[str], parent: QObject | None = None) -> None:
        super().__init__(Columns("Reminders", tuple(_HEADINGS.values()), ReminderColumn.STAKE), parent)
        self._zone = zone
        self._marked = marked

    def key(self, row: Reminder) -> str:
        return row.participant.nik

    def cell(self, row: Reminder, column: int) -> Cell:
        person = row.participant
        match ReminderColumn(column):
            case ReminderColumn.NAME:
                mark = MARK if person.nik in self._marked else ""
                return Cell(f"{mark}{inert(person.name)}", mask(person.nik))
            case ReminderColumn.PHONE:
                return Cell(inert(person.phone) or UNTOLD, inert(person.branch_office))
            case ReminderColumn.ENDS:
                return Cell(*_days(row), stage_mood(row.cover.stage))
            case ReminderColumn.STAKE:
                return Cell(_money(row.stake), _money(row.cost))
            case ReminderColumn.LAST:
                return self._last(row)

    def _last(self, row: Reminder) -> Cell:
        if row.last is None:
            return Cell(UNTOLD)
        words = f"{way_words(row.last.way)} · {outcome_words(row.last.outcome)}"
        return Cell(words, formats.moment(row.last.at, self._zone))


def _days(row: Reminder) -> tuple[str, str]:
    cover = row.cover
    ends = cover.paid_until if cover.stage is Stage.DUE else cover.ends
    return formats.day(ends) if ends else UNTOLD, formats.day(cover.paid_until) if cover.paid_until else ""


def _money(amount: int | None) -> str:
    return UNTOLD if amount is None else format_rupiah(amount)
