"""Mornings on which people change their minds, come again, guess, and do what they must not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counter_app.domain.errors import Reason
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import Document
from counter_app.settings import Settings
from tests.faults.clerk import Act, Deal
from tests.faults.evidence import Evidence, Found, Harm
from tests.faults.mornings import CONFIRMED, RETURNED, Dice, Morning, a_deal, begin, sale_after, sales

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
DAY = 86_400.0


def reversals(dice: Dice, niks: Sequence[str]) -> Morning:
    """A payment is undone, asked for twice; another before the host has decided it; both are paid out."""
    kinds = (
        "",
        "drop-before-commit",
        "drop-after-commit",
        "error-500",
        "error-504-after-commit",
        "stale-reply",
        "twice",
    )
    kind = dice.choice((*kinds, "delay-after-commit=1.4", "in-progress", "wrong-signature"))
    strikes = f"{kind}:reversal x{dice.choice((1, 2))}" if kind else ""
    lost = ("drop-after-commit:payment x1", "drop-before-commit:payment x2")
    acts = (
        *begin(),
        *sales(dice, niks[:1]),
        Act("faults", (strikes,)),
        Act("reverse", (0, dice.choice((1, 2)))),
        Act("pay_out", (0,)),
        Act("reverse_again", (0,)),
        Act("forward", (3,)),
        Act("pay_out", (0,)),
        Act("faults", (f"{dice.choice(lost)}, drop-before-commit:reversal x1",)),
        *sales(dice, niks[1:2]),
        Act("reverse", (1,)),
        Act("forward", (3,)),
        Act("pay_out_all"),
        Act("reprint", (0,)),
        Act("close_shift"),
    )
    again = (Act("pay_out_all"), *sales(dice, niks[:1]), Act("reprint", (1,)))
    return Morning(acts, (Act("forward"), *sale_after(dice, niks[3]), *again), shows=_can_pay_again)


def cancelled_or_sent(dice: Dice, niks: Sequence[str]) -> Morning:
    """Three payments wait; a forwarder begins to send them while the clerk calls them off."""
    acts = (*begin(), *sales(dice, niks[:3], sent=False))
    cancels = tuple(Act("cancel", (which, dice.choice((1, 2)))) for which in (0, 1, 2))
    second = (Act("faults", ("delay=0.1:payment",)), *dice.sample(cancels, 3))
    return Morning(
        acts, sale_after(dice, niks[3]), second, beside=1, late=0.6, allowed=CONFIRMED | {PaymentState.CANCELLED}
    )


def closing(dice: Dice, niks: Sequence[str]) -> Morning:
    """The shift is closed while payments are UNKNOWN, waiting, or about to be undone."""
    strikes = "drop-after-commit:payment x1, drop-before-commit:payment x1, drop-before-commit:status x4"
    acts = (
        *begin(),
        Act("faults", (strikes,)),
        *sales(dice, niks[:2]),
        *sales(dice, niks[2:3], sent=False),
        Act("reverse", (dice.choice((0, 1)), 1)),
        Act("close_shift"),
    )
    after = (*sale_after(dice, niks[3]), Act("confirm_slips"), Act("pay_out_all"))
    return Morning(acts, after, shows=_left_open)


def comes_again(dice: Dice, niks: Sequence[str]) -> Morning:
    """A payer comes again while nobody knows yet whether the first payment is posted."""
    lost = dice.choice(("drop-after-commit", "drop-before-commit", "error-504-after-commit"))
    strikes = f"{lost}:payment x1, drop-before-commit:status x3"
    again = [Act("sell", (a_deal(dice, niks[0], supervised=each),)) for each in (False, dice.random() < 0.7)]
    acts = (*begin(), Act("faults", (strikes,)), *sales(dice, niks[:1]), *again, *sales(dice, niks[1:2]))
    return Morning(acts, sale_after(dice, niks[3]), shows=_was_warned)


def offline_to_the_limit(dice: Dice, niks: Sequence[str]) -> Morning:
    """A day without a line: the meter warns, a supervisor goes on, then nobody can; the backlog flows when it is back.

    The third payment is always beyond what anybody can allow by number; the others come to another limit as well.
    """
    limit = dice.choice(("count", "total", "payment", "bill-age", "queue-age"))
    first, *others = (Act("sell", (replace(deal, supervised=True),)) for deal in _offline_deals(dice, niks[:3]))
    hours = {"bill-age": (30.0, 31.0), "queue-age": (25.0, 24.0)}.get(limit, (0.5, 0.5))
    unsupervised = Act("sell", (next(_offline_deals(dice, niks[1:2])),))
    acts = [*begin(), first, Act("note_meter")]
    for pause, sale in zip(hours, others, strict=True):
        acts += [Act("pass_time", (pause * 3_600,)), unsupervised, sale, Act("note_meter")]
    return Morning(
        tuple(acts),
        sale_after(dice, niks[3]),
        allowed=CONFIRMED,
        settings=lambda settings: _with_limit(settings, limit),
        shows=_was_stopped,
    )


def _offline_deals(dice: Dice, niks: Sequence[str]) -> Iterator[Deal]:
    return (a_deal(dice, nik, offline=True, sent=False) for nik in niks)


def _with_limit(settings: Settings, limit: str) -> Settings:
    low = {"count": 1, "total": 15_000, "payment": 15_000, "bill-age": 24, "queue-age": 24}
    names = {"bill-age": "bill_age_hours", "queue-age": "queue_age_hours"}
    lowered: dict[str, int] = {"count": 1, names.get(limit, limit): low[limit]}
    return replace(settings, offline=replace(settings.offline, **lowered))


def guessed_pin(dice: Dice, niks: Sequence[str]) -> Morning:
    """Somebody guesses a PIN, switches the program off and on, and puts the clock forward."""
    tries = dice.randint(2, 5)
    acts = (*begin(), Act("guess_pin", (tries,)), *sales(dice, niks[:1]), Act("guess_pin", (dice.randint(0, 3),)))
    jump = dice.choice((-7_200.0, 3_600.0, 7_200.0, 200_000.0))
    after = (Act("wrong_clock", (jump,)), Act("let_in"), Act("wrong_clock", (0.0,)), *sale_after(dice, niks[3]))
    return Morning(acts, after)


def without_the_right(dice: Dice, niks: Sequence[str]) -> Morning:
    """An auditor calls what a clerk may; a clerk uses consents that are spent, too old, or for something else."""
    acts = [*begin(), *sales(dice, niks[:2]), Act("trespass", (0,)), Act("stale_consents", (0,)), Act("spend_twice")]
    return Morning((*acts, *sales(dice, niks[2:3])), sale_after(dice, niks[3]))


def a_hostile_name(dice: Dice, niks: Sequence[str]) -> Morning:
    """What the host calls a payer is meant for a printer, a browser, a spreadsheet or a terminal; none of them obeys."""
    acts = (*begin(), *sales(dice, niks[2:3]), *sales(dice, niks[:1]), Act("export", (0,)), Act("reverse", (0,)))
    return Morning((*acts, Act("pay_out", (0,)), Act("close_shift")), sale_after(dice, niks[3]))


def time_zones(dice: Dice, niks: Sequence[str]) -> Morning:
    """The office is moved by an hour or two, around midnight; whatever the day is called, the order stays."""
    before, later = dice.sample(ZONES, 2)
    acts = (*begin(), *sales(dice, niks[:1]), Act("pass_time", (dice.uniform(0, DAY),)))
    acts = (*acts, Act("open_shift"), *sales(dice, niks[1:2]), Act("reprint", (0,)))
    return Morning(
        acts,
        sale_after(dice, niks[3]),
        settings=lambda settings: _in_zone(settings, before),
        later=lambda settings: _in_zone(settings, later),
    )


def clock_set_back(dice: Dice, niks: Sequence[str]) -> Morning:
    """The clock goes back: nothing is taken unless a supervisor accepts it; then the order of the books decides."""
    skew = dice.choice((-1_200.0, -3_600.0, -DAY, -30 * DAY))
    acts = (
        *begin(),
        *sales(dice, niks[:1]),
        Act("wrong_clock", (skew,)),
        Act("sell", (a_deal(dice, niks[1], offline=True),)),
        Act("sell", (a_deal(dice, niks[2], offline=True, supervised=True),)),
        Act("close_shift"),
        Act("open_shift"),
        Act("wrong_clock", (0.0,)),
        Act("forward", (2,)),
    )
    after = (*sale_after(dice, niks[3]), Act("resolve_all"), Act("pay_out_all"))
    return Morning(acts, after, allowed=CONFIRMED | RETURNED, shows=_clock_was_noticed)


def _in_zone(settings: Settings, zone: str) -> Settings:
    return replace(settings, office=replace(settings.office, timezone=zone))


def _can_pay_again(seen: Evidence) -> Iterator[Found]:
    for note in seen.notebook.of("declined"):
        if note["reason"] == Reason.MONTH_TAKEN:
            yield Found(Harm.STUCK, f"a month that was undone cannot be paid again: {note}")


def _left_open(seen: Evidence) -> Iterator[Found]:
    slips = [e for e in seen.entries if e["act"] == "shift.closed" and e["facts"]["unsettled"]]
    printed = [job for job in seen.jobs if job.document is Document.CLOSING]
    if not slips or not printed:
        yield Found(Harm.ORACLE, "a shift was to be closed with payments that are not settled, and was not")


def _was_warned(seen: Evidence) -> Iterator[Found]:
    said = {note["reason"] for note in (*seen.notebook.of("declined"), *seen.notebook.of("allowed"))}
    if not said & {Reason.PAYER_UNCERTAIN, Reason.MONTH_TAKEN}:
        yield Found(Harm.ORACLE, f"nobody was told of the payer's earlier payment: {sorted(said)}")


def _was_stopped(seen: Evidence) -> Iterator[Found]:
    said = [note["reason"] for note in seen.notebook.of("declined", "allowed")]
    if Reason.OFFLINE_STOPPED not in said:
        yield Found(Harm.ORACLE, f"no limit stopped anybody: {said}")


def _clock_was_noticed(seen: Evidence) -> Iterator[Found]:
    if Reason.CLOCK_BACK not in [note["reason"] for note in seen.notebook.of("declined")]:
        yield Found(Harm.ORACLE, "the clock went back and nobody noticed")
