"""``counter-app verify``: are the books whole?"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.services.verification import Verified

HELP = "check the journal's chain, the totals and the receipt numbers"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``verify``."""
    parser.add_argument(
        "--json", action="store_true", help="for programs: ok, entries, payments, taken, head, fault, notes"
    )


def run(args: Namespace) -> int:
    """Check and print; 1 and the first bad entry when something does not hold."""
    from counter_app.bootstrap import check_database, open_store
    from counter_app.services.verification import Verification
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    check_database(settings)
    store = open_store(settings)
    try:
        verified = Verification(store).run()
    finally:
        store.close()
    if args.json:
        say_json(_as_json(verified))
    elif verified.fault is None:
        say(_well(verified))
    else:
        complain(verified.fault)
    return 0 if verified.fault is None else 1


def _as_json(verified: "Verified") -> dict[str, object]:
    return {
        "ok": verified.fault is None,
        "entries": verified.entries,
        "payments": verified.payments,
        "taken": verified.taken,
        "head": verified.head,
        "fault": verified.fault,
        "notes": list(verified.notes),
    }


def _well(verified: "Verified") -> str:
    gaps = "without a gap that nobody answered for" if verified.notes else "without a gap"
    lines = [
        *(f"Note: {note}." for note in verified.notes),
        "The books are whole.",
        f"journal entries  {verified.entries}, in one chain",
        f"payments         {verified.payments}, over {format_rupiah(verified.taken)}",
        f"receipt numbers  {gaps}",
        f"journal head     {verified.head}",
    ]
    return "\n".join(lines)
