"""Cases of a day, and the days that were reckoned, as rows of tables with two lines a cell."""

from datetime import tzinfo
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.domain.case import Case
from counter_app.domain.money import format_rupiah
from counter_app.services.cases import DayStanding
from ui import formats
from ui.settlement_words import case_mood, case_words, kind_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, Columns, TwoLineModel
from ui.widgets.plain_label import inert
from ui.words import Mood


class CaseColumn(IntEnum):
    RECEIPT = 0
    KIND = 1
    AMOUNT = 2
    STATE = 3


class DayColumn(IntEnum):
    DAY = 0
    AGREED = 1
    DIFFERENT = 2
    OPEN = 3


_CASE_HEADINGS = (
    QT_TRANSLATE_NOOP("Reckoning", "Receipt"),
    QT_TRANSLATE_NOOP("Reckoning", "Difference"),
    QT_TRANSLATE_NOOP("Reckoning", "Here, at the host"),
    QT_TRANSLATE_NOOP("Reckoning", "Where it stands, whose it is"),
)
_DAY_HEADINGS = (
    QT_TRANSLATE_NOOP("Reckoning", "The host's day"),
    QT_TRANSLATE_NOOP("Reckoning", "Agree, wait"),
    QT_TRANSLATE_NOOP("Reckoning", "Differ"),
    QT_TRANSLATE_NOOP("Reckoning", "Open cases"),
)


class CasesModel(TwoLineModel[Case]):
    """By receipt number, as the service gives them."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("Reckoning", _CASE_HEADINGS, CaseColumn.AMOUNT), parent)
        self._zone = zone

    def key(self, row: Case) -> UUID:
        return row.id

    def cell(self, row: Case, column: int) -> Cell:
        match CaseColumn(column):
            case CaseColumn.RECEIPT:
                return Cell(inert(row.receipt_number), formats.clock_time(row.opened_at, self._zone))
            case CaseColumn.KIND:
                return Cell(kind_words(row.kind), _said("not found any more") if row.gone_since else "")
            case CaseColumn.AMOUNT:
                return Cell(amount_words(row.here), amount_words(row.there))
            case CaseColumn.STATE:
                owner = row.closing.approved_by if row.closing else row.owner
                return Cell(case_words(row), owner or _said("nobody's yet"), case_mood(row))


class DaysModel(TwoLineModel[DayStanding]):
    """The latest day first."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("Reckoning", _DAY_HEADINGS, -1), parent)
        self._zone = zone

    def key(self, row: DayStanding) -> str:
        return row.day.isoformat()

    def cell(self, row: DayStanding, column: int) -> Cell:
        run = row.run
        match DayColumn(column):
            case DayColumn.DAY:
                at = f"{formats.moment(run.at, self._zone)} · {run.by}" if run else ""
                return Cell(formats.day_in_full(row.day), at)
            case DayColumn.AGREED:
                wait = _said("{count} wait").format(count=run.waiting) if run else ""
                return Cell(formats.number(run.matched) if run else "–", wait)
            case DayColumn.DIFFERENT:
                gap = signed_rupiah(run.net_here - run.net_there) if run else ""
                return Cell(formats.number(run.different) if run else "–", gap)
            case DayColumn.OPEN:
                none = Cell(_said("none"), "", Mood.OK)
                return Cell(formats.number(row.open), "", Mood.BAD) if row.open else none


def amount_words(amount: int | None) -> str:
    """Rupiah, or a word where one side has nothing."""
    return _said("nothing") if amount is None else format_rupiah(amount)


def signed_rupiah(amount: int) -> str:
    """Rupiah, with a sign before what is missing."""
    return f"-{format_rupiah(-amount)}" if amount < 0 else format_rupiah(amount)


_WORDS = (
    QT_TRANSLATE_NOOP("Reckoning", "nothing"),
    QT_TRANSLATE_NOOP("Reckoning", "none"),
    QT_TRANSLATE_NOOP("Reckoning", "nobody's yet"),
    QT_TRANSLATE_NOOP("Reckoning", "{count} wait"),
    QT_TRANSLATE_NOOP("Reckoning", "not found any more"),
)


def _said(words: str) -> str:
    return QCoreApplication.translate("Reckoning", words)
