"""``counter-app unlock``: let somebody who typed too many wrong PINs try again."""

from argparse import ArgumentParser, Namespace

from counter_app.cli.output import complain, say
from counter_app.cli.people import ask, ask_pin

HELP = "end a lock-out after wrong PINs; asks for your PIN"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``unlock``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number: a supervisor's or administrator's")
    parser.add_argument("--id", metavar="NUMBER", help="the staff number of who is locked out")


def run(args: Namespace) -> int:
    """End the lock-out; 1 when there is nobody with that number. Raises ``Declined``."""
    from counter_app.bootstrap import open_log_in, open_store
    from counter_app.clock import SystemClock
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    by = ask("--by", "Your staff number", args.by)
    pin, locked = ask_pin(by), ask("--id", "Staff number that is locked out", args.id)
    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, SystemClock()).unlock(by, pin, locked)
    finally:
        store.close()
    if actor is None:
        complain("nobody with that staff number works here")
        return 1
    say(f"{actor.name} ({actor.id}) may try again.")
    return 0
