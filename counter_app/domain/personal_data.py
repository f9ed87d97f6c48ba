"""Personal data and how long it is kept: what a period is about, when it is over, and that something was let go.

What is kept for the law's own periods (payments, refunds, the journal, approvals) is no topic here and is never let go.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from uuid import UUID

LEAST_YEARS, MOST_YEARS = 1, 30


class Topic(StrEnum):
    """Personal data that has a period of its own.

    ``PARTICIPANTS``: the office's copy of the host's list. ``REGISTRATIONS``: the answers of applications that are over.
    ``CONTACTS``: who was reminded, and what was noted. ``LOGS``: files of the program's own log.
    """

    PARTICIPANTS = "participants"
    REGISTRATIONS = "registrations"
    CONTACTS = "contacts"
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Period:
    """How many ``years`` something is kept after it was last of use."""

    topic: Topic
    years: int

    def over_before(self, today: date, zone: tzinfo) -> datetime:
        """Everything from before this moment has outlived its period; the office's midnight, aware.

        On 29 February a year without that day counts from the 28th.
        """
        year = today.year - self.years
        try:
            day = today.replace(year=year)
        except ValueError:
            day = date(year, 2, 28)
        return datetime.combine(day, time.min, zone)


@dataclass(frozen=True, slots=True)
class Due:
    """What of one topic has outlived its period: ``count`` rows or files from before ``before`` (aware)."""

    topic: Topic
    years: int
    before: datetime
    count: int


@dataclass(frozen=True, slots=True)
class LettingGo:
    """The decision that ``count`` of a topic go; what is older than ``before`` may be erased from then on, never before.

    ``run``: one decision about several topics. ``at`` and ``before`` are UTC.
    """

    id: UUID
    run: UUID
    topic: Topic
    at: datetime
    years: int
    before: datetime
    count: int
    actor_id: str
