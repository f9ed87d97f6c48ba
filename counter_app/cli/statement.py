"""``counter-app statement``: everything the journal holds under a name for some days, as a signed PDF."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from counter_app.cli.output import say
from counter_app.cli.people import ask, ask_pin

HELP = "write a clerk's statement: all that is journaled under a name"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``statement``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number")
    parser.add_argument(
        "--of", metavar="NUMBER", help="whose statement (default: your own; others' take a supervisor or auditor)"
    )
    parser.add_argument("--since", metavar="DATE", type=_day, help="first day, for example 2026-11-01 (default: today)")
    parser.add_argument("--until", metavar="DATE", type=_day, help="last day (default: today)")
    parser.add_argument("--out", metavar="FILE", help="where to write it; an existing file stays as it is")


def run(args: Namespace) -> int:
    """Ask for the PIN, write the file and say how it is checked. Raises ``Declined``, ``Unavailable``, ``OSError``."""
    from zoneinfo import ZoneInfo

    from counter_app.bootstrap import open_log_in, open_statements, open_store
    from counter_app.clock import SystemClock
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings, clock = load(default_home()), SystemClock()
    today = clock.now().astimezone(ZoneInfo(settings.office.timezone)).date()
    by = ask("--by", "Your staff number", args.by)
    pin = ask_pin(by)
    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, clock).log_in(by, pin)
        whose, since, until = args.of or actor.id, args.since or today, args.until or today
        statements = open_statements(settings, store, clock)
        pdf = statements.pdf(actor, whose, since, until)
    finally:
        store.close()
    file = Path(args.out or statements.file_name(whose, since, until))
    with file.open("xb") as out:
        out.write(pdf)
    say(f"{file}, {len(pdf)} bytes\nIt is checked with: counter-app verify --statement {file}")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day; write year-month-day, for example 2026-11-22") from None
