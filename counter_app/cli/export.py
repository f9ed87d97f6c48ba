"""``counter-app export``: the list of payments as CSV or XLSX, masked unless two people agree that it is not."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import say
from counter_app.cli.people import ask, ask_pin
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.domain.people import Actor
    from counter_app.domain.report_list import Wanted
    from counter_app.services.exports import FullNumbers

HELP = "write the list of payments as CSV or XLSX (supervisor, auditor)"
_STATES = ("ACCEPTED", "SENDING", "UNKNOWN", "CONFIRMED", "REJECTED", "REVIEW", "CANCELLED", "REFUNDED")
_TENDERS = ("CASH", "QRIS", "DEBIT", "POSPAY")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``export``."""
    parser.add_argument("--by", required=True, metavar="STAFF", help="who takes the file away")
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="first business day; else today")
    parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="last one; else as --since")
    parser.add_argument("--form", choices=("csv", "xlsx"), default="xlsx", help="xlsx unless told otherwise")
    parser.add_argument("--file", metavar="FILE", default=".", help="a new file, or a folder to name it in; else here")
    parser.add_argument("--clerk", default="", metavar="STAFF", help="only payments that this person took")
    parser.add_argument("--state", choices=_STATES, help="only payments that stand so")
    parser.add_argument("--tender", choices=_TENDERS, help="only payments by this means")
    parser.add_argument("--text", default="", metavar="WORDS", help="part of the payer's name or the receipt number")
    parser.add_argument("--from-amount", type=int, metavar="RUPIAH", help="this much or more")
    parser.add_argument("--to-amount", type=int, metavar="RUPIAH", help="this much or less")
    parser.add_argument(
        "--offline", choices=("yes", "no"), help="only those billed without the host, or only the others"
    )
    parser.add_argument("--full", metavar="WHY", help="nothing masked, for this reason; a second person is asked")
    parser.add_argument("--second", metavar="STAFF", help="that second person")


def run(args: Namespace) -> int:
    """Ask for the PINs, write the file, say what is in it. Raises ``Declined``, ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import build
    from counter_app.private_files import write_private
    from counter_app.services.exports import Form
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        wanted, full = _wanted(counter, args), _full(counter, actor, args)
        made = counter.day.exports.make(actor, wanted, Form(args.form), full=full)
        sums = counter.day.transactions.sums(actor, wanted)
    finally:
        counter.close()
    assert made is not None  # nobody cancels it here
    file = Path(args.file) / made.name if Path(args.file).is_dir() else Path(args.file)
    write_private(file, made.content)
    say(
        f"{made.payments} payments, {format_rupiah(sums.taken.amount)}, {format_rupiah(sums.returned.amount)} given back"
    )
    say(f"written: {file}")
    return 0


def _wanted(counter: "Counter", args: Namespace) -> "Wanted":
    from counter_app.domain.cash import TenderKind
    from counter_app.domain.payment import PaymentState
    from counter_app.domain.report_list import Wanted

    since = args.since or counter.clock.now().astimezone(counter.zone).date()
    return Wanted(
        since=since,
        until=args.until or since,
        clerk=args.clerk,
        state=PaymentState(args.state) if args.state else None,
        tender=TenderKind(args.tender) if args.tender else None,
        text=args.text,
        least=args.from_amount,
        most=args.to_amount,
        offline=None if args.offline is None else args.offline == "yes",
    )


def _full(counter: "Counter", actor: "Actor", args: Namespace) -> "FullNumbers | None":
    """The second person's consent, typed now."""
    from uuid import uuid4

    from counter_app.domain.approval import Deed
    from counter_app.services.exports import FullNumbers

    if args.full is None:
        return None
    second, export_id = ask("--second", "The second person's staff number", args.second), uuid4()
    consent = counter.approvals.give(actor, Deed.EXPORT_FULL, export_id, second, ask_pin(second))
    return FullNumbers(export_id, args.full, consent.id)
