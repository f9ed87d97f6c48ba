"""The host's time: a clock that can be set, and how times are written on the wire (Asia/Jakarta)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the time now, aware, UTC."""

JAKARTA = ZoneInfo("Asia/Jakarta")


def system_clock() -> datetime:
    """This machine's time."""
    return datetime.now(UTC)


def clock_from(start: datetime) -> Clock:
    """A clock that shows ``start`` (aware) now and goes on from there."""
    offset = start.astimezone(UTC) - system_clock()
    return lambda: system_clock() + offset


def seconds(moment: datetime) -> int:
    """How the host stores a moment: whole seconds since 1970, UTC."""
    return int(moment.timestamp())


def stamp(moment: datetime) -> str:
    """A moment as the wire writes it: ``2026-11-22T09:15:04+07:00``."""
    return moment.astimezone(JAKARTA).isoformat(timespec="seconds")


def stamp_of(stored: int) -> str:
    """A stored moment as the wire writes it."""
    return stamp(datetime.fromtimestamp(stored, UTC))


def business_day(moment: datetime) -> date:
    """The host's day a moment belongs to."""
    return moment.astimezone(JAKARTA).date()


def day_bounds(day: date) -> tuple[int, int]:
    """First stored second of a host's day, and the first of the next."""
    start = datetime(day.year, day.month, day.day, tzinfo=JAKARTA)
    return seconds(start), seconds(start + timedelta(days=1))


def parse_stamp(text: str) -> datetime:
    """Read an ISO 8601 time with an offset. Raises ``ValueError``."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time outside the calendar") from None
