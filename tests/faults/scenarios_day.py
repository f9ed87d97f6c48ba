"""Mornings with a drawer that moves and workers who are new."""

from collections.abc import Sequence

from tests.faults.clerk import Act
from tests.faults.mornings import Dice, Morning, begin, sale_after, sales


def a_drawer(dice: Dice, niks: Sequence[str]) -> Morning:
    """Cash goes to the vault and comes from it, between sales; counted blind twice, and closed with what it differs."""
    drops = [Act("move", ("drop", dice.choice((50_000, 100_000, 12_500)), dice.choice((1, 2)))) for _ in range(2)]
    too_much = Act("move", ("drop", 900_000_000))
    pick_up = Act("move", ("pick-up", dice.choice((200_000, 75_600))))
    between = dice.sample([*drops, too_much, pick_up, Act("x_report")], 5)
    acts = (*begin(), *sales(dice, niks[:1]), *between[:3], *sales(dice, niks[1:2]), *between[3:])
    close = Act("close_blind", (dice.choice((0, 1_700)), dice.choice((0, 500, 40_000)), dice.choice((0, 200_000))))
    after = (*sale_after(dice, niks[3]), Act("move", ("drop", 10_000)), Act("x_report"))
    return Morning((*acts, close, Act("open_shift"), *sales(dice, niks[2:3])), after)


def a_hand_over(dice: Dice, niks: Sequence[str]) -> Morning:
    """The drawer goes to the other clerk, and back; once it is accepted, once another sum is found in it."""
    found = dice.choice((-50_000, -100, 700))
    first, second = dice.sample((None, found), 2)
    acts = (
        *begin(),
        *sales(dice, niks[:1]),
        Act("hand_over", (dice.choice((0, 900)), first)),
        *sales(dice, niks[1:2], sent=False),
        Act("move", ("drop", 20_000)),
        Act("hand_over", (dice.choice((0, 5_000)), second)),
        *sales(dice, niks[2:3]),
        Act("x_report"),
        Act("close_shift"),
    )
    return Morning(acts, (*sale_after(dice, niks[3]), Act("pay_out_all")))


def new_workers(dice: Dice, niks: Sequence[str]) -> Morning:
    """Workers are registered between payments while the host's answers are lost, late, twice or nobody's."""
    kinds = ("drop-after-commit", "drop-before-commit", "error-500", "error-504-after-commit", "wrong-signature")
    kind = dice.choice((*kinds, "twice", "stale-reply", "truncated"))
    strikes = f"{kind}:registration x{dice.choice((1, 2))}, drop-before-commit:registration-status x1"
    acts = (
        *begin(),
        Act("faults", (strikes,)),
        Act("register", (f"{niks[0]} first", True, dice.choice((1, 2)))),
        *sales(dice, niks[:1]),
        Act("register", (f"{niks[0]} second", False)),
        Act("forward", (4,)),
        Act("register", (f"{niks[0]} third", dice.choice((True, False)))),
        Act("close_shift"),
    )
    return Morning(acts, (*sale_after(dice, niks[3]), Act("register", (f"{niks[0]} last",))))


def second_copies(dice: Dice, niks: Sequence[str]) -> Morning:
    """Copies upon copies: the first alone, each further one with a consent of its own."""
    acts = (*begin(), *sales(dice, niks[:2]), *(Act("reprint", (dice.choice((0, 1)),)) for _ in range(5)))
    return Morning(
        (*acts, Act("close_shift")), (*sale_after(dice, niks[3]), Act("reprint", (0,)), Act("reprint", (0,)))
    )
