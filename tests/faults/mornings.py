"""What a morning is made of: a clerk's acts, what goes wrong meanwhile, and how it may end."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from counter_app.domain.cash import TenderKind
from counter_app.domain.payment import PaymentState
from counter_app.sandbox.faults import Kind
from counter_app.settings import Settings
from tests.faults.clerk import Act, Deal
from tests.faults.evidence import Evidence, Found
from tests.faults.printer import Temper

CONFIRMED = frozenset({PaymentState.CONFIRMED})
DISPUTED = frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED, PaymentState.REVIEW})
"""A host that wrongly says *already paid* leaves people to decide; it must not leave them with a false CONFIRMED."""

RETURNED = frozenset({PaymentState.CANCELLED, PaymentState.REFUNDED})

SECONDS = {Kind.DELAY: "=1.4", Kind.DELAY_AFTER: "=1.4", Kind.SLOW_DRIP: "=0.02", Kind.SLOW_DOWN: "=3"}
"""As long as it takes to outlast the time-outs of the counter that is played here, and no longer."""

DOUBTFUL = frozenset(
    {
        Kind.DELAY, Kind.DROP_BEFORE, Kind.ERROR_500, Kind.ERROR_504, Kind.DELAY_AFTER, Kind.DROP_AFTER,
        Kind.ERROR_500_AFTER, Kind.ERROR_504_AFTER, Kind.GARBAGE, Kind.TRUNCATED, Kind.WRONG_SIGNATURE,
        Kind.SLOW_DRIP, Kind.HUGE, Kind.STALE_REPLY, Kind.POISON,
    }
)  # fmt: skip
"""Kinds after which nobody can know whether the payment was posted."""

Dice = random.Random
NIKS = 4
"""People a morning needs."""


@dataclass(frozen=True, slots=True)
class Morning:
    """``acts`` until the cut, ``after`` it, and what the printer does. ``doubt``: an answer is lost, so a payment must
    have been UNKNOWN for a while. ``once``: the host sees each key once, and no forwarder takes what another is sending.
    ``beside``: how many forwarders of their own run while ``second`` is played, the last
    to begin up to ``late`` seconds after it. ``settings``: what this office has set
    otherwise, ``later``: what it sets before the last start. ``shows``: what must be seen besides if nobody died.
    """

    acts: tuple[Act, ...]
    after: tuple[Act, ...] = ()
    second: tuple[Act, ...] = ()
    beside: int = 0
    late: float = 0.0
    tempers: tuple[Temper, ...] = ()
    allowed: frozenset[PaymentState] = CONFIRMED
    doubt: bool = False
    once: bool = False
    settings: Callable[[Settings], Settings] | None = None
    later: Callable[[Settings], Settings] | None = None
    shows: Callable[[Evidence], Iterator[Found]] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """``rows`` of docs/faults-list.md that it plays. ``write`` makes a morning of dice and of people's numbers.

    ``talks``: its printer is one that answers, and is asked.
    """

    name: str
    rows: tuple[int, ...]
    write: Callable[[Dice, Sequence[str]], Morning]
    weight: int = field(default=1)
    talks: bool = False


def begin() -> tuple[Act, ...]:
    return Act("log_in"), Act("open_shift")


def a_deal(
    dice: Dice, nik: str, *, offline: bool = False, sent: bool = True, clicks: int = 1, supervised: bool = False
) -> Deal:
    kind = dice.choice((TenderKind.CASH, TenderKind.CASH, TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT))
    over = dice.choice((0, 0, 1_600, 50_000)) if kind is TenderKind.CASH else 0
    return Deal(nik, dice.choice((1, 1, 2, 3, 6)), kind, over, offline, sent, clicks=clicks, supervised=supervised)


def sales(dice: Dice, niks: Sequence[str], **how: bool) -> Iterator[Act]:
    return (Act("sell", (a_deal(dice, nik, **how),)) for nik in niks)


def sale_after(dice: Dice, nik: str) -> tuple[Act, ...]:
    return (Act("open_shift"), *sales(dice, [nik]))
