"""``counter-app reckon``: our books of a day against the host's settlement, fetched or from a file."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json
from counter_app.cli.people import ask_pin
from counter_app.domain.identity import without_numbers
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.domain.people import Actor
    from counter_app.domain.reconciliation import Difference, Reckoning

HELP = "hold a day's payments against what the host posted"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``reckon``."""
    parser.add_argument("--by", required=True, metavar="STAFF", help="who reckons: a supervisor or an auditor")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the host's day; else today")
    parser.add_argument(
        "--file", metavar="FILE", help="the host's settlement as a file, CSV or JSON; the host is not asked"
    )
    parser.add_argument("--pdf", metavar="FILE", help="write the outcome as a PDF; a new file")
    parser.add_argument("--xlsx", metavar="FILE", help="write the outcome as a workbook; a new file")
    parser.add_argument("--json", action="store_true", help="for programs: day, matched, pending, differences")


def run(args: Namespace) -> int:
    """Fetch or read, compare, write and print; 1 when the books differ."""
    from counter_app.bootstrap import build
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        day = args.day or counter.clock.now().astimezone(counter.zone).date()
        reckoning = _reckoned(counter, actor, day, args.file)
        written = _write(counter, actor, reckoning, args)
        _tell(reckoning, counter, as_json=args.json)
        if not args.json:
            say("\n".join(written) or "counter-app cases lists what is open.")
    finally:
        counter.close()
    return 1 if reckoning.differences else 0


def _reckoned(counter: "Counter", actor: "Actor", day: date, file: str | None) -> "Reckoning":
    from counter_app.services.settlement_file import MOST_BYTES

    if file is None:
        return counter.reconciliation.run(actor, day)
    with Path(file).open("rb") as content:
        return counter.reconciliation.run_file(actor, day, content.read(MOST_BYTES + 1))


def _write(counter: "Counter", actor: "Actor", reckoning: "Reckoning", args: Namespace) -> list[str]:
    """Only new files: what somebody has filed is not written over."""
    papers, written = counter.day.reckoning_papers, []
    for file, make in ((args.pdf, papers.pdf), (args.xlsx, papers.xlsx)):
        if file is not None:
            with Path(file).open("xb") as out:
                out.write(make(actor, reckoning))
            written.append(f"written: {file}")
    return written


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
    receipt = without_numbers(difference.receipt_number)
    return f"{receipt}: {difference.kind}; here {here}, at the host {there} ({difference.key})"


def _as_json(reckoning: "Reckoning") -> dict[str, object]:
    total = reckoning.total
    return {
        "day": reckoning.day.isoformat(),
        "matched": reckoning.matched,
        "pending": [str(key) for key in reckoning.pending],
        "here": total.here,
        "there": total.there,
        "differences": [
            {
                "kind": each.kind.value,
                "key": each.key,
                "receipt": without_numbers(each.receipt_number),
                "here": each.here,
                "there": each.there,
            }
            for each in reckoning.differences
        ],
    }
