"""``counter-app cases``: the differences with the host that nobody has closed yet, or all of one day."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.cli.output import say, say_json, table
from counter_app.cli.people import ask_pin
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.case import Case

HELP = "list the differences with the host and where they stand"
_HEADS = ("day", "receipt", "difference", "here", "host", "state", "owner")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``cases``."""
    parser.add_argument("--by", required=True, metavar="STAFF", help="who looks: a supervisor or an auditor")
    parser.add_argument(
        "--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="all cases of one of the host's days"
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: Namespace) -> int:
    """Print them; 1 while one is open."""
    from counter_app.bootstrap import open_log_in, open_store
    from counter_app.clock import SystemClock
    from counter_app.services.cases import Cases
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings, clock = load(default_home()), SystemClock()
    pin = ask_pin(args.by)
    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, clock).prove(args.by, pin)
        cases = Cases(store, settings.office, clock)
        found = cases.undone(actor) if args.day is None else cases.of_day(actor, args.day)
    finally:
        store.close()
    if args.json:
        say_json([_as_json(case) for case in found])
    else:
        say(table([_HEADS, *map(_row, found)], frozenset({3, 4})) if found else "No case.")
    return 1 if _has_open(found) else 0


def _has_open(cases: "Sequence[Case]") -> bool:
    return any(not case.is_closed for case in cases)


def _row(case: "Case") -> tuple[str, ...]:
    here, there = ("-" if each is None else format_rupiah(each) for each in (case.here, case.there))
    state = f"{case.state.value}{', gone since' if case.gone_since else ''}"
    return case.day.isoformat(), case.receipt_number, case.kind.value, here, there, state, case.owner or "-"


def _as_json(case: "Case") -> dict[str, object]:
    return {
        "id": str(case.id),
        "day": case.day.isoformat(),
        "key": case.key,
        "kind": case.kind.value,
        "receipt": case.receipt_number,
        "here": case.here,
        "there": case.there,
        "state": case.state.value,
        "owner": case.owner,
        "gone_since": case.gone_since.isoformat() if case.gone_since else None,
    }
