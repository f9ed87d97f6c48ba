"""Mornings with a host that answers late, wrongly, twice, or not at all."""

from collections.abc import Callable, Iterator, Sequence

from counter_app.domain.payment import PaymentState
from counter_app.sandbox.faults import Kind
from tests.faults.clerk import Act
from tests.faults.evidence import Evidence, Found, Harm
from tests.faults.mornings import (
    CONFIRMED,
    DISPUTED,
    DOUBTFUL,
    RETURNED,
    SECONDS,
    Dice,
    Morning,
    begin,
    sale_after,
    sales,
)

ROWS = {
    Kind.DELAY: (16, 21), Kind.DROP_BEFORE: (15,), Kind.ERROR_500: (18,), Kind.ERROR_504: (18,),
    Kind.ALREADY_PAID: (22,), Kind.IN_PROGRESS: (19,), Kind.SLOW_DOWN: (), Kind.DELAY_AFTER: (16, 17),
    Kind.DROP_AFTER: (5, 16), Kind.ERROR_500_AFTER: (18,), Kind.ERROR_504_AFTER: (18,), Kind.GARBAGE: (23,),
    Kind.TRUNCATED: (23,), Kind.WRONG_SIGNATURE: (23,), Kind.SLOW_DRIP: (23,), Kind.HUGE: (23,),
    Kind.STALE_REPLY: (17,), Kind.TWICE: (17,),
}  # fmt: skip
"""Kinds that strike the payment and the question after it; others have a morning of their own."""


def network(kind: Kind) -> Callable[[Dice, Sequence[str]], Morning]:
    """One kind of fault strikes the payment once or twice, and perhaps the question after it."""

    def write(dice: Dice, niks: Sequence[str]) -> Morning:
        strikes = [f"{kind}{SECONDS.get(kind, '')}:payment x{dice.choice((1, 2))}"]
        if dice.random() < 0.5:
            strikes.append(f"{kind}{SECONDS.get(kind, '')}:status x1")
        acts = (*begin(), Act("faults", (", ".join(strikes),)), *sales(dice, niks[:2]), Act("forward", (2,)))
        allowed = DISPUTED if kind is Kind.ALREADY_PAID else CONFIRMED
        return Morning(acts, sale_after(dice, niks[3]), allowed=allowed, doubt=kind in DOUBTFUL)

    return write


def appears_later(dice: Dice, niks: Sequence[str]) -> Morning:
    """The answer to a payment is lost, and the host denies that it has it: once, or until it has been sent again."""
    lost = dice.choice(("drop-after-commit:payment x1", "delay=1.4:payment x1", "delay-after-commit=1.4:payment x1"))
    strikes = f"{lost}, not-found:status x{dice.choice((1, 2))}"
    acts = (*begin(), Act("faults", (strikes,)), *sales(dice, niks[:2]), Act("forward", (3,)))
    return Morning(acts, sale_after(dice, niks[3]), doubt=True)


def other_content(dice: Dice, niks: Sequence[str]) -> Morning:
    """The host knows the key with other content: REVIEW, until two people have decided what it is."""
    lost = dice.choice(("", "drop-after-commit:payment x1, not-found:status x1, "))
    strikes = f"{lost}other-content:payment x2"
    acts = (*begin(), Act("faults", (strikes,)), *sales(dice, niks[:2]), Act("forward", (3,)))
    after = (*sale_after(dice, niks[3]), Act("resolve_all"), Act("pay_out_all"))
    return Morning(acts, after, allowed=CONFIRMED | RETURNED, shows=_were_in_review)


def told_wrongly(dice: Dice, niks: Sequence[str]) -> Morning:
    """The host names another amount or payer than it posted: REVIEW, and two people find out by asking again."""
    strikes = f"{dice.choice(('other-amount', 'other-payer'))}:payment x{dice.choice((1, 2))}"
    acts = (*begin(), Act("faults", (strikes,)), *sales(dice, niks[:2]), Act("forward", (3,)))
    after = (*sale_after(dice, niks[3]), Act("resolve_all"))
    return Morning(acts, after, shows=_were_in_review)


def poison(dice: Dice, niks: Sequence[str]) -> Morning:
    """One payment makes the host fail, again and again; all others go by it."""
    acts = (*begin(), Act("faults", ("poison:payment",)), *sales(dice, niks[:3], sent=False))
    acts = (*acts, Act("forward", (12,)), Act("note_states"))
    return Morning(acts, sale_after(dice, niks[3]), doubt=True, shows=_only_one_waits)


def refused(dice: Dice, niks: Sequence[str]) -> Morning:
    """The host refuses a first attempt, or seems to: the money goes back, once, and with a slip."""
    strikes = f"already-paid:payment x{dice.choice((1, 2))}"
    acts = (*begin(), Act("faults", (strikes,)), *sales(dice, niks[:3]), Act("pay_out_all"), Act("pay_out", (0,)))
    acts = (*acts, Act("pay_out", (2,)), Act("close_shift"))
    after = (*sale_after(dice, niks[3]), Act("resolve_all"), Act("pay_out_all"))
    return Morning(acts, after, allowed=CONFIRMED | RETURNED)


def _were_in_review(seen: Evidence) -> Iterator[Found]:
    outcomes = {e["facts"]["state"] for e in seen.entries if e["act"] == "payment.outcome"}
    if PaymentState.REVIEW not in outcomes:
        yield Found(Harm.ORACLE, "the host contradicted what was sent, and no payment was in REVIEW")


def _only_one_waits(seen: Evidence) -> Iterator[Found]:
    for note in seen.notebook.of("states"):
        waiting = [each for each in note["rows"] if each["state"] == PaymentState.UNKNOWN]
        others = {each["state"] for each in note["rows"]} - {PaymentState.UNKNOWN}
        if len(waiting) != 1 or others != {PaymentState.CONFIRMED}:
            yield Found(Harm.STUCK, f"one poisoned payment held up others: {note['rows']}")
        elif not waiting[0]["why"]:
            yield Found(Harm.ORACLE, f"{waiting[0]['number']} waits and nobody is told why")
