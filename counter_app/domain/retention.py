"""Which backups are kept: all of the last day, one a day for a month, one a month for a year."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

ALL_FOR = timedelta(hours=24)
DAYS, MONTHS = 30, 12
"""How many days back one a day is kept, and of how many calendar months, this one included, one a month."""


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Of backups made at ``times``, those to keep at ``now``; all aware, and days and months are those of their zone.

    Of a day or a month it is the newest that stays. What seems to be made after ``now`` stays as well: a clock was
    wrong, and a wrong clock is no reason to lose a copy. So does the newest of all, however old.
    """
    newest_first = sorted(set(times), reverse=True)
    staying = set(newest_first[:1])
    days: set[date] = set()
    months: set[tuple[int, int]] = set()
    for made in newest_first:
        young = now - made < ALL_FOR
        first_of_day = made.date() not in days and (now.date() - made.date()).days <= DAYS
        first_of_month = (made.year, made.month) not in months and _months_between(made, now) < MONTHS
        if young or first_of_day or first_of_month:
            staying.add(made)
        days.add(made.date())
        months.add((made.year, made.month))
    return frozenset(staying)


def _months_between(earlier: datetime, later: datetime) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
