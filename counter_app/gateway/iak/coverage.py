"""The days of protection, which IAK writes in more than one way."""

import re
from collections.abc import Iterator
from datetime import date

from counter_app.gateway.iak.wire import Absurd, Said, text_of

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{4})"),
)
"""The documentation has ``2022-05-11 05:29:52`` in an answer to a payment and, for the same day it seems,
``05-11-2022`` in one to an inquiry; elsewhere the day stands first, as is usual in Indonesia."""

_DAYS_A_MONTH = 30.44


def coverage(begin: Said, end: Said, months: int) -> tuple[date, date]:
    """First and last day of ``months`` months of protection; a time of day is dropped.

    Both days are read in the same form, and of the forms that make sense the one counts whose stretch is nearest to
    ``months`` months. Raises ``Absurd`` when none does.
    """
    stretches = [(first, last) for first, last in _readings(text_of(begin), text_of(end)) if first <= last]
    if not stretches:
        raise Absurd("a protection without a stretch of time")
    return min(stretches, key=lambda stretch: abs((stretch[1] - stretch[0]).days - months * _DAYS_A_MONTH))


def _readings(begin: str, end: str) -> Iterator[tuple[date, date]]:
    for form in _FORMS:
        first, last = form.fullmatch(begin[:10]), form.fullmatch(end[:10])
        if first and last:
            try:
                yield _day(first), _day(last)
            except ValueError:
                continue


def _day(match: re.Match[str]) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))
