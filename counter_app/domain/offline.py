"""How far a counter may go without the host: limits, what has been used of them, and what a further payment would be.

Up to a limit a clerk decides; from there to the ceiling a supervisor does, payment by payment; above it nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from counter_app.domain.money import Rupiah

CEILING = 2
"""How many times a limit the ceiling is."""
WARNED_FROM = 0.8
"""The share of a limit from which the meter warns."""


class Limit(StrEnum):
    """What is limited: one payment, all that is unsent (rupiah and number), the bill's age, the oldest item's age."""

    PAYMENT = "payment"
    TOTAL = "total"
    COUNT = "count"
    BILL_AGE = "bill-age"
    QUEUE_AGE = "queue-age"


class Level(StrEnum):
    """How full a limit is. ``OVER`` needs a supervisor, ``STOPPED`` is for nobody."""

    FREE = "free"
    NEAR = "near"
    OVER = "over"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class OfflineLimits:
    """``payment`` and ``total`` are rupiah. ``bill_age``: since the office's data of the payer came from the host."""

    payment: Rupiah = Rupiah(2_000_000)
    total: Rupiah = Rupiah(20_000_000)
    count: int = 200
    bill_age: timedelta = timedelta(days=7)
    queue_age: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the host has not settled yet: how many payments, worth how much, the oldest of when (UTC)."""

    count: int
    total: Rupiah
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """One limit, and what has been used of it. Rupiah, payments or seconds, as the limit says."""

    limit: Limit
    used: int
    allowed: int

    @property
    def level(self) -> Level:
        if self.used > self.allowed * CEILING:
            return Level.STOPPED
        if self.used > self.allowed:
            return Level.OVER
        return Level.NEAR if self.used >= self.allowed * WARNED_FROM else Level.FREE


def gauges(limits: OfflineLimits, unsent: Unsent, now: datetime) -> tuple[Gauge, ...]:
    """The meter: what is used of the limits that the queue fills. A clock that was set back makes nothing younger
    than new.
    """
    age = max(now - unsent.oldest_at, timedelta(0)) if unsent.oldest_at else timedelta(0)
    return (
        Gauge(Limit.COUNT, unsent.count, limits.count),
        Gauge(Limit.TOTAL, unsent.total, limits.total),
        Gauge(Limit.QUEUE_AGE, _seconds(age), _seconds(limits.queue_age)),
    )


def gauges_with(
    limits: OfflineLimits, unsent: Unsent, total: Rupiah, bill_as_of: datetime, now: datetime
) -> tuple[Gauge, ...]:
    """The meter as it would stand after one more payment of ``total`` rupiah, billed by data of ``bill_as_of``."""
    after = Unsent(unsent.count + 1, Rupiah(unsent.total + total), unsent.oldest_at)
    return (
        Gauge(Limit.PAYMENT, total, limits.payment),
        Gauge(Limit.BILL_AGE, _seconds(max(now - bill_as_of, timedelta(0))), _seconds(limits.bill_age)),
        *gauges(limits, after, now),
    )


def fullest(meter: tuple[Gauge, ...]) -> Gauge:
    """The gauge that decides: the highest level, and among equals the one nearest to its ceiling."""
    return max(meter, key=lambda gauge: (list(Level).index(gauge.level), gauge.used / max(gauge.allowed, 1)))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
