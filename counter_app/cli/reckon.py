"""``counter-app reckon``: our books of a day against the host's settlement."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json
from counter_app.cli.people import ask_pin
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.domain.reconciliation import Difference, Reckoning

HELP = "hold a day's payments against what the host posted"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``reckon``."""
    parser.add_argument("--by", required=True, metavar="STAFF", help="who reckons: a supervisor or an auditor")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the host's day; else today")
    parser.add_argument("--json", action="store_true", help="for programs: day, matched, pending, differences")


def run(args: Namespace) -> int:
    """Fetch, compare and print; 1 when the books differ."""
    from counter_app.bootstrap import build
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        day = args.day or counter.clock.now().astimezone(counter.zone).date()
        reckoning = counter.reconciliation.run(actor, day)
        _tell(reckoning, counter, as_json=args.json)
    finally:
        counter.close()
    return 1 if reckoning.differences else 0


def _tell(reckoning: "Reckoning", counter: "Counter", *, as_json: bool) -> None:
    if as_json:
        say_json(_as_json(reckoning))
        return
    say(
        f"{reckoning.day}, counter {counter.office.counter_id}: {reckoning.matched} agree, {len(reckoning.pending)} wait"
    )
    for difference in reckoning.differences:
        complain(_said(difference))


def _said(difference: "Difference") -> str:
    here = "nothing" if difference.here is None else format_rupiah(difference.here)
    there = "nothing" if difference.there is None else format_rupiah(difference.there)
    return f"{difference.receipt_number}: {difference.kind}; here {here}, at the host {there} ({difference.key})"


def _as_json(reckoning: "Reckoning") -> dict[str, object]:
    return {
        "day": reckoning.day.isoformat(),
        "matched": reckoning.matched,
        "pending": [str(key) for key in reckoning.pending],
        "differences": [
            {
                "kind": each.kind.value,
                "key": each.key,
                "receipt": each.receipt_number,
                "here": each.here,
                "there": each.there,
            }
            for each in reckoning.differences
        ],
    }
