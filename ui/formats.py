"""Dates, months and moments in the clerk's language. Amounts are written as on Indonesian paper in every language."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from counter_app.domain.money import format_rupiah
from counter_app.domain.months import Month, ranges
from ui.translation import QT_TRANSLATE_NOOP

_SHORT = (
    QT_TRANSLATE_NOOP("Formats", "Jan"),
    QT_TRANSLATE_NOOP("Formats", "Feb"),
    QT_TRANSLATE_NOOP("Formats", "Mar"),
    QT_TRANSLATE_NOOP("Formats", "Apr"),
    QT_TRANSLATE_NOOP("Formats", "May"),
    QT_TRANSLATE_NOOP("Formats", "Jun"),
    QT_TRANSLATE_NOOP("Formats", "Jul"),
    QT_TRANSLATE_NOOP("Formats", "Aug"),
    QT_TRANSLATE_NOOP("Formats", "Sep"),
    QT_TRANSLATE_NOOP("Formats", "Oct"),
    QT_TRANSLATE_NOOP("Formats", "Nov"),
    QT_TRANSLATE_NOOP("Formats", "Dec"),
)
_LONG = (
    QT_TRANSLATE_NOOP("Formats", "January"),
    QT_TRANSLATE_NOOP("Formats", "February"),
    QT_TRANSLATE_NOOP("Formats", "March"),
    QT_TRANSLATE_NOOP("Formats", "April"),
    QT_TRANSLATE_NOOP("Formats", "May"),
    QT_TRANSLATE_NOOP("Formats", "June"),
    QT_TRANSLATE_NOOP("Formats", "July"),
    QT_TRANSLATE_NOOP("Formats", "August"),
    QT_TRANSLATE_NOOP("Formats", "September"),
    QT_TRANSLATE_NOOP("Formats", "October"),
    QT_TRANSLATE_NOOP("Formats", "November"),
    QT_TRANSLATE_NOOP("Formats", "December"),
)

__all__ = ["clock_time", "day", "day_in_full", "moment", "month", "month_in_full", "months", "rupiah"]

rupiah = format_rupiah


def day(when: date) -> str:
    """``31 Okt 2026``."""
    return f"{when.day} {_name(_SHORT, when.month)} {when.year}"


def day_in_full(when: date) -> str:
    """``31 Oktober 2026``."""
    return f"{when.day} {_name(_LONG, when.month)} {when.year}"


def month(which: Month) -> str:
    """``Nov 2026``."""
    return f"{_name(_SHORT, which.month)} {which.year}"


def month_in_full(which: Month) -> str:
    """``November 2026``."""
    return f"{_name(_LONG, which.month)} {which.year}"


def months(which: Sequence[Month]) -> str:
    """Unbroken runs, the year said once: ``Nov–Des 2026``, ``Nov 2026 – Jan 2027``, ``Jan 2026, Mar 2026``."""
    return ", ".join(_run(first, last) for first, last in ranges(which))


def clock_time(when: datetime, zone: tzinfo) -> str:
    """The office's wall clock: ``09.15`` in Indonesian, ``09:15`` in English."""
    local = when.astimezone(zone)
    return QCoreApplication.translate("Formats", "{hour}:{minute}").format(
        hour=f"{local.hour:02}", minute=f"{local.minute:02}"
    )


def moment(when: datetime, zone: tzinfo) -> str:
    """``22 Nov 2026 09.15`` in the office's zone."""
    return f"{day(when.astimezone(zone).date())} {clock_time(when, zone)}"


def number(count: int) -> str:
    """``20.000`` in Indonesian, ``20,000`` in English."""
    return f"{count:,}".replace(",", QCoreApplication.translate("Formats", ",", "between thousands"))


def _run(first: Month, last: Month) -> str:
    if first == last:
        return month(first)
    if first.year == last.year:
        return f"{_name(_SHORT, first.month)}–{month(last)}"
    return f"{month(first)} – {month(last)}"


def _name(names: tuple[str, ...], number: int) -> str:
    return QCoreApplication.translate("Formats", names[number - 1])
