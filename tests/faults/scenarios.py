"""What is played: a clerk's acts, what goes wrong meanwhile, and how it may end. FAULTS.md's rows are named at each."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from counter_app.domain.cash import TenderKind
from counter_app.domain.payment import PaymentState
from counter_app.sandbox.faults import Kind
from tests.faults.clerk import Act, Deal
from tests.faults.printer import Temper

CONFIRMED = frozenset({PaymentState.CONFIRMED})
DISPUTED = frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED, PaymentState.REVIEW})
"""A host that wrongly says *already paid* leaves people to decide; it must not leave them with a false CONFIRMED."""

SECONDS = {Kind.DELAY: "=1.4", Kind.DELAY_AFTER: "=1.4", Kind.SLOW_DRIP: "=0.02", Kind.SLOW_DOWN: "=3"}
"""As long as it takes to outlast the time-outs of the counter that is played here, and no longer."""

DOUBTFUL = frozenset(
    {
        Kind.DELAY, Kind.DROP_BEFORE, Kind.ERROR_500, Kind.ERROR_504, Kind.DELAY_AFTER, Kind.DROP_AFTER,
        Kind.ERROR_500_AFTER, Kind.ERROR_504_AFTER, Kind.GARBAGE, Kind.TRUNCATED, Kind.WRONG_SIGNATURE,
        Kind.SLOW_DRIP, Kind.HUGE,
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
    ``beside``: how many forwarders of their own run while ``second`` is played.
    """

    acts: tuple[Act, ...]
    after: tuple[Act, ...] = ()
    second: tuple[Act, ...] = ()
    beside: int = 0
    tempers: tuple[Temper, ...] = ()
    allowed: frozenset[PaymentState] = CONFIRMED
    doubt: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """``rows`` of FAULTS.md that it plays. ``write`` makes a morning of dice and of people's numbers."""

    name: str
    rows: tuple[int, ...]
    write: Callable[[Dice, Sequence[str]], Morning]
    weight: int = field(default=1)


def _begin() -> tuple[Act, ...]:
    return Act("log_in"), Act("open_shift")


def _deal(dice: Dice, nik: str, *, offline: bool = False, sent: bool = True, clicks: int = 1) -> Deal:
    kind = dice.choice((TenderKind.CASH, TenderKind.CASH, TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT))
    over = dice.choice((0, 0, 1_600, 50_000)) if kind is TenderKind.CASH else 0
    return Deal(nik, dice.choice((1, 1, 2, 3, 6)), kind, over, offline, sent, clicks=clicks)


def _sales(dice: Dice, niks: Sequence[str], **how: bool) -> Iterator[Act]:
    return (Act("sell", (_deal(dice, nik, **how),)) for nik in niks)


def a_morning(dice: Dice, niks: Sequence[str]) -> Morning:
    """Three sales, each sent at once and printed; a copy; the shift closed."""
    *before, last = niks
    after = (Act("open_shift"), *_sales(dice, [last]))
    return Morning((*_begin(), *_sales(dice, before), Act("reprint", (1,)), Act("close_shift")), after)


def offline(dice: Dice, niks: Sequence[str]) -> Morning:
    """The line is away while the bills are made and when they are paid; it comes back later."""
    acts = (*_begin(), *_sales(dice, niks[:3], offline=True, sent=False))
    return Morning((*acts, Act("forward", (3,))), _sales_after(dice, niks[3]))


def double_clicks(dice: Dice, niks: Sequence[str]) -> Morning:
    """Enter held down: every commit comes twice or thrice."""
    acts = tuple(Act("sell", (_deal(dice, nik, clicks=dice.choice((2, 3))),)) for nik in niks[:3])
    return Morning((*_begin(), *acts), _sales_after(dice, niks[3]))


def a_bad_printer(dice: Dice, niks: Sequence[str]) -> Morning:
    """It hangs up halfway, or takes everything and never says so."""
    tempers = tuple(dice.choice(list(Temper)) for _ in range(4))
    acts = (*_begin(), *_sales(dice, niks[:3]), Act("reprint", (0,)))
    return Morning(acts, _sales_after(dice, niks[3]), tempers=tempers)


def a_wrong_clock(dice: Dice, niks: Sequence[str]) -> Morning:
    """The clock jumps while the shift is open: some minutes, over midnight, by years; later it is put right."""
    jumps = [dice.choice((-200, 200, -3_600, 3_600, 86_400, -86_400, -400 * 86_400)) for _ in range(2)]
    acts = (
        *_begin(),
        *_sales(dice, niks[:1]),
        Act("wrong_clock", (float(jumps[0]),)),
        *_sales(dice, niks[1:2], offline=True),
        Act("forward", (2,)),
        Act("wrong_clock", (float(jumps[1]),)),
        Act("forward", (2,)),
    )
    return Morning(acts, _sales_after(dice, niks[3]), allowed=DISPUTED)


def two_forwarders(dice: Dice, niks: Sequence[str]) -> Morning:
    """Three payments wait; two forwarders of their own and the window's are at them at the same time."""
    acts = (*_begin(), *_sales(dice, niks[:3], sent=False))
    second = (Act("faults", ("delay=0.15:payment",)), Act("forward_due", (6,)))
    return Morning(acts, _sales_after(dice, niks[3]), second, beside=2, once=True)


def network(kind: Kind) -> Callable[[Dice, Sequence[str]], Morning]:
    """One kind of fault strikes the payment once or twice, and perhaps the question after it."""

    def write(dice: Dice, niks: Sequence[str]) -> Morning:
        strikes = [f"{kind}{SECONDS.get(kind, '')}:payment x{dice.choice((1, 2))}"]
        if dice.random() < 0.5:
            strikes.append(f"{kind}{SECONDS.get(kind, '')}:status x1")
        acts = (*_begin(), Act("faults", (", ".join(strikes),)), *_sales(dice, niks[:2]), Act("forward", (2,)))
        allowed = DISPUTED if kind is Kind.ALREADY_PAID else CONFIRMED
        return Morning(acts, _sales_after(dice, niks[3]), allowed=allowed, doubt=kind in DOUBTFUL)

    return write


def _sales_after(dice: Dice, nik: str) -> tuple[Act, ...]:
    return (Act("open_shift"), *_sales(dice, [nik]))


_ROWS_OF_KIND = {
    Kind.DELAY: (16, 21), Kind.DROP_BEFORE: (15,), Kind.ERROR_500: (18,), Kind.ERROR_504: (18,),
    Kind.ALREADY_PAID: (22,), Kind.IN_PROGRESS: (19,), Kind.SLOW_DOWN: (), Kind.DELAY_AFTER: (16, 17),
    Kind.DROP_AFTER: (5, 16), Kind.ERROR_500_AFTER: (18,), Kind.ERROR_504_AFTER: (18,), Kind.GARBAGE: (23,),
    Kind.TRUNCATED: (23,), Kind.WRONG_SIGNATURE: (23,), Kind.SLOW_DRIP: (23,), Kind.HUGE: (23,),
}  # fmt: skip

SCENARIOS = (
    Scenario("a morning", (1, 2, 3, 4, 5), a_morning, weight=10),
    Scenario("offline", (2, 4, 5), offline, weight=5),
    Scenario("double clicks", (1, 2, 28), double_clicks, weight=2),
    Scenario("a bad printer", (3, 33), a_bad_printer, weight=3),
    Scenario("a wrong clock", (25,), a_wrong_clock, weight=3),
    Scenario("two forwarders", (4, 5, 16), two_forwarders, weight=3),
    *(Scenario(f"host: {kind}", _ROWS_OF_KIND[kind], network(kind)) for kind in Kind),
)
