"""``counter-app restore``: a backup back in place; ``counter-app realign``: what it lacks is accepted, by name."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say
from counter_app.cli.people import ask, ask_pin, ask_unseen
from counter_app.cli.words import sentence
from counter_app.domain.errors import Service, Unavailable

if TYPE_CHECKING:
    from counter_app.services.realignment import HostSide

HELP = "put a backup in place of the database, which is kept aside"
REALIGN_HELP = "let a supervisor accept a database that lacks what was in it before"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``restore``."""
    parser.add_argument("file", metavar="FILE", help="a backup of this counter")
    parser.add_argument(
        "--recovery-key", action="store_true", help="ask for the key on paper, as on a machine that does not have it"
    )


def run(args: Namespace) -> int:
    """Check, put in place and say what comes next. Raises as ``office_care.restore`` does."""
    from counter_app.database.recovery_key import key_of
    from counter_app.office_care import restore
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    key = key_of(ask_unseen("Recovery key")) if args.recovery_key else None
    restored = restore(settings, Path(args.file).absolute(), key)
    inside = restored.contents
    say(
        f"Restored: {inside.entries} journal entries, receipt numbers up to {inside.receipts}\n"
        f"journal head {inside.head}"
    )
    if restored.aside is not None:
        say(f"The database that was here is kept as {restored.aside}")
    if restored.refused is not None:
        say(f"\n{restored.refused}")
    say("Next: counter-app doctor" if restored.refused is None else "Next: a newer backup, or counter-app realign")
    return 0


def add_realign_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``realign``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number: a supervisor's")
    parser.add_argument(
        "--without-host", action="store_true", help="while the host is away: what it holds is not asked for"
    )


def run_realign(args: Namespace) -> int:
    """Accept the database as it is and say what is lost. Raises ``Declined``, ``DatabaseRefused``, ``Unavailable``."""
    from counter_app.office_care import realign
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    by = ask("--by", "Your staff number", args.by)
    try:
        done = realign(settings, by, ask_pin(by), without_host=args.without_host)
    except Unavailable as away:
        if away.service is not Service.HOST:
            raise
        complain(f"{sentence(away)} What it holds of the journal has to be known first, or waived: --without-host")
        return 3
    say(f"Re-aligned by {by}; this stands in the journal.")
    say(_host_words(done.host))
    if done.mark is None:
        say("How far the counter had come before is not known: compare with the last receipts and with the host.")
    elif done.lost:
        say(
            f"Receipt numbers {done.first_lost} to {done.last_lost} have no payment here; the host knows those it posted."
        )
    if done.first_z <= done.last_z:
        say(f"Z numbers {done.first_z} to {done.last_z} are not given out again; their Z reports are on paper.")
    return 0


def _host_words(host: "HostSide") -> str:
    if host.held is None:
        return "What the host holds of the journal is not known here."
    since = f"journal entry {host.held.sequence} since {host.held.at.isoformat(sep=' ', timespec='seconds')}"
    return f"The host holds {since}." if host.asked else f"The host was not asked; it held {since}."
