"""``counter-app retain``: personal data whose period is over is counted, and let go when somebody says so."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.cli.output import say, table
from counter_app.cli.people import ask, ask_pin
from counter_app.domain.personal_data import Topic

if TYPE_CHECKING:
    from counter_app.domain.personal_data import Due

HELP = "let personal data go when its period is over (administrator)"
WORDS = {
    Topic.PARTICIPANTS: "participants of whom nothing was heard",
    Topic.REGISTRATIONS: "answers of applications that are over",
    Topic.CONTACTS: "reminders and their notes",
    Topic.LOGS: "log files",
}


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``retain``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dry-run", action="store_true", help="only count what would go")
    # Not ``run``: by that name the command line finds the command itself.
    what.add_argument(
        "--run", dest="let_go", action="store_true", help="let it go; it cannot be brought back but from a backup"
    )


def run(args: Namespace) -> int:
    """Ask for the PIN, say what is due, and let it go with ``--run``. Raises ``Declined``, ``Unavailable``."""
    from counter_app.bootstrap import open_log_in, open_store
    from counter_app.clock import SystemClock
    from counter_app.day import open_retention
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings, clock = load(default_home()), SystemClock()
    by = ask("--by", "Your staff number", args.by)
    pin = ask_pin(by)
    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, clock).log_in(by, pin)
        retention = open_retention(settings, store, clock)
        due = retention.due(actor)
        say(_listed(due))
        if not args.let_go:
            return 0
        gone = retention.run(actor, due)
    finally:
        store.close()
    say(f"Gone: {sum(gone.values())}. The journal has who decided it, how many, and up to which day.")
    return 0


def _listed(due: "Sequence[Due]") -> str:
    rows = [(str(each.count), WORDS[each.topic], f"older than {each.years} years") for each in due]
    return table(rows)
