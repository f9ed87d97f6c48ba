"""``counter-app recovery-key``: the database's key on paper, printed or written down, read back before it counts."""

import secrets
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say
from counter_app.cli.people import Unasked, ask, ask_line, ask_pin

if TYPE_CHECKING:
    from counter_app.settings import Settings

HELP = "put the database's key on paper, by the printer or by hand, and check what is on it"
_TRIES = 3
_IN_A_LINE = 7


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``recovery-key``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number: a supervisor's")
    parser.add_argument(
        "--print", action="store_true", dest="on_paper", help="on the counter's printer, not the screen"
    )


def run(args: Namespace) -> int:
    """Print or show the key and ask for one group of it. Raises ``Declined``, ``Unasked``, ``DatabaseRefused`` and
    ``Unavailable``, also when it is to be printed and the printer takes no paper.
    """
    from counter_app.office_care import show_recovery_key
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    by = ask("--by", "Your staff number", args.by)
    actor, groups = show_recovery_key(settings, by, ask_pin(by))
    (put_on_paper if args.on_paper else show)(settings, groups)
    read_back(settings, groups, actor.id)
    return 0


def put_on_paper(settings: "Settings", groups: Sequence[str]) -> None:
    """Print the groups. Raises ``Unavailable(PRINTER)``; a printer that is a folder is none: the key would lie in it."""
    from counter_app.office_care import print_recovery_key

    print_recovery_key(settings, groups)
    say("The recovery key is on paper. Keep it away from this machine: it opens every backup.")


def show(settings: "Settings", groups: Sequence[str]) -> None:  # noqa: ARG001 - the same as put_on_paper to its caller
    """Show the groups, to be written down."""
    say("Recovery key. Write it down and keep it away from this machine: it opens every backup.\n")
    for start in range(0, len(groups), _IN_A_LINE):
        line = enumerate(groups[start : start + _IN_A_LINE], start + 1)
        say("  ".join(f"{number:>3} {group}" for number, group in line))


def read_back(settings: "Settings", groups: Sequence[str], by: str) -> None:
    """Ask for one of the groups, so that what counts is on paper. Raises ``Unasked`` when it is not."""
    from counter_app.office_care import note_recovery_key_tested

    for _ in range(_TRIES):
        chosen = secrets.randbelow(len(groups))
        typed = ask_line(f"From your paper, group {chosen + 1}")
        if typed.strip().upper() == groups[chosen]:
            note_recovery_key_tested(settings, by)
            say("The recovery key counts from now on.")
            return
        complain("that is not the group; look at the paper, not at the screen")
    raise Unasked("the recovery key was not read back; run counter-app recovery-key")
