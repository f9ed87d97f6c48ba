"""Mornings of the ordinary sale, cut off, misled, and with others at it."""

from collections.abc import Sequence

from tests.faults.clerk import Act
from tests.faults.mornings import (
    DISPUTED,
    Dice,
    Morning,
    a_deal,
    begin,
    sale_after,
    sales,
)
from tests.faults.printer import MUTE, Temper


def a_morning(dice: Dice, niks: Sequence[str]) -> Morning:
    """Three sales, each sent at once and printed; a copy; the shift closed."""
    *before, last = niks
    after = (Act("open_shift"), *sales(dice, [last]))
    return Morning((*begin(), *sales(dice, before), Act("reprint", (1,)), Act("close_shift")), after)


def offline(dice: Dice, niks: Sequence[str]) -> Morning:
    """The line is away while the bills are made and when they are paid; it comes back later."""
    acts = (*begin(), *sales(dice, niks[:3], offline=True, sent=False))
    return Morning((*acts, Act("forward", (3,))), sale_after(dice, niks[3]))


def double_clicks(dice: Dice, niks: Sequence[str]) -> Morning:
    """Enter held down: every commit comes twice or thrice."""
    acts = tuple(Act("sell", (a_deal(dice, nik, clicks=dice.choice((2, 3))),)) for nik in niks[:3])
    return Morning((*begin(), *acts), sale_after(dice, niks[3]))


def a_bad_printer(dice: Dice, niks: Sequence[str]) -> Morning:
    """It hangs up halfway, or takes everything and never says so."""
    tempers = dice.sample((Temper.NEVER_CLOSES, *(dice.choice(MUTE) for _ in range(3))), 4)
    acts = (*begin(), *sales(dice, niks[:3]), Act("reprint", (0,)))
    return Morning(acts, sale_after(dice, niks[3]), tempers=tuple(tempers))


def a_printer_that_answers(dice: Dice, niks: Sequence[str]) -> Morning:
    """It says how it stands before a job and after it: well, no paper, an open cover, or nothing any more."""
    tempers = tuple(dice.choice(list(Temper)) for _ in range(8))
    acts = (*begin(), *sales(dice, niks[:3]), Act("reprint", (0,)), Act("reprint", (2,)))
    return Morning(acts, sale_after(dice, niks[3]), tempers=tempers)


def an_outage(dice: Dice, niks: Sequence[str]) -> Morning:
    """The printer is away while papers wait, once for moments and once for longer than anybody waits; the program looks
    for itself, and one paper is put away.
    """
    away = tuple(dice.choice((Temper.SAYS_NO_PAPER, Temper.SAYS_OPEN)) for _ in range(4))
    well = tuple(dice.choice((Temper.SAYS_ALL, Temper.NEAR_END)) for _ in range(4))
    looks, report = Act("look_at_papers", (3,)), Act("x_report")
    moments = (*begin(), *sales(dice, niks[:1]), report, *sales(dice, niks[1:2]), looks)
    hours = (*sales(dice, niks[2:3]), report, Act("pass_time", (dice.choice((700.0, 7_200.0)),)), looks)
    acts = (*moments, *hours, Act("dismiss_paper", ("pembayar sudah pulang",)), report, looks)
    return Morning(acts, (looks, *sale_after(dice, niks[3]), looks), tempers=(*away[:2], *well, *away[2:]))


def a_wrong_clock(dice: Dice, niks: Sequence[str]) -> Morning:
    """The clock jumps while the shift is open: some minutes, over midnight, by years; later it is put right."""
    jumps = [dice.choice((-200, 200, -3_600, 3_600, 86_400, -86_400, -400 * 86_400)) for _ in range(2)]
    acts = (
        *begin(),
        *sales(dice, niks[:1]),
        Act("wrong_clock", (float(jumps[0]),)),
        *sales(dice, niks[1:2], offline=True),
        Act("forward", (2,)),
        Act("wrong_clock", (float(jumps[1]),)),
        Act("forward", (2,)),
    )
    return Morning(acts, sale_after(dice, niks[3]), allowed=DISPUTED)


def two_forwarders(dice: Dice, niks: Sequence[str]) -> Morning:
    """Three payments wait; two forwarders of their own and the window's are at them at the same time."""
    acts = (*begin(), *sales(dice, niks[:3], sent=False))
    second = (Act("faults", ("delay=0.15:payment",)), Act("forward_due", (6,)))
    return Morning(acts, sale_after(dice, niks[3]), second, beside=2, once=True)
