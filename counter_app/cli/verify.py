"""``counter-app verify``: are the books whole?"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.domain.anchor import Anchor
    from counter_app.services.ports import Store
    from counter_app.services.verification import Verified
    from counter_app.settings import Settings

HELP = "check the journal's chain, the totals and the receipt numbers"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``verify``."""
    parser.add_argument(
        "--json", action="store_true", help="for programs: ok, entries, payments, taken, head, fault, notes"
    )
    parser.add_argument("--host", action="store_true", help="compare with what the host holds of the journal now")
    parser.add_argument("--statement", metavar="FILE", help="check a clerk's statement against these books instead")


def run(args: Namespace) -> int:
    """Check and print; 1 and the first bad entry when something does not hold. Raises ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import anchor_file, check_database, open_store
    from counter_app.services.verification import Verification
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    file = None if args.statement is None else Path(args.statement).read_bytes()
    check_database(settings)
    store = open_store(settings)
    try:
        if file is not None:
            return _check_statement(settings, store, file, as_json=args.json)
        remembered = anchor_file(settings).read()
        anchors = [] if remembered is None else [("the host, as it said last,", remembered)]
        verified = Verification(store).run([*anchors, *(_told_by_host(settings, store) if args.host else ())])
    finally:
        store.close()
    if args.json:
        say_json(_as_json(verified))
    elif verified.fault is None:
        say(_well(verified))
    else:
        complain(verified.fault)
    return 0 if verified.fault is None else 1


def _told_by_host(settings: "Settings", store: "Store") -> "Sequence[tuple[str, Anchor]]":
    from counter_app.bootstrap import open_anchoring
    from counter_app.clock import SystemClock
    from counter_app.hosts import open_host

    clock = SystemClock()
    host = open_host(settings, clock)
    try:
        held = open_anchoring(settings, store, host, clock).ask()
    finally:
        host.close()
    return () if held is None else (("the host", held),)


def _check_statement(settings: "Settings", store: "Store", file: bytes, *, as_json: bool) -> int:
    from counter_app.bootstrap import open_statement_check

    told = open_statement_check(settings, store).run(file)
    if as_json:
        say_json({"ok": told.fault is None, **asdict(told)})
    elif told.fault is not None:
        complain(f"The statement does not hold: {told.fault}.")
    else:
        say(
            f"The statement holds: it says what these books say, and none of the entries is missing.\n"
            f"staff number     {told.staff_number}\n"
            f"days             {told.since} to {told.until}\n"
            f"own entries      {told.own}, and {told.about} of others\n"
            f"journal          as it stood with entry {told.sequence}\n"
            f"journal head     {told.head}"
        )
    return 0 if told.fault is None else 1


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
