"""``counter-app backup``: a copy of the database, now."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import say, say_json

if TYPE_CHECKING:
    from counter_app.services.ports import Backup
    from counter_app.settings import Settings

HELP = "copy the database, encrypted and read through, also while the window is open"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``backup``."""
    parser.add_argument("--out", metavar="FILE", help="where to (default: the settings' folder, thinned out by age)")
    parser.add_argument(
        "--json", action="store_true", help="for programs: file, taken_at, head, entries, receipts, sha256"
    )


def run(args: Namespace) -> int:
    """Back up and say what is in it. Raises ``DatabaseRefused`` or ``Unavailable(DATABASE)``; a FILE that exists stays."""
    from counter_app.bootstrap import database_disk, open_care, require_own_file
    from counter_app.clock import SystemClock
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings, clock = load(default_home()), SystemClock()
    require_own_file(settings, "backed up")
    if args.out is None:
        made = open_care(settings, clock, database_disk(settings)).back_up()
    else:
        made = _to(Path(args.out).absolute(), settings)
    if args.json:
        say_json(
            {
                "file": str(made.file),
                "taken_at": made.taken_at.isoformat(timespec="seconds"),
                "head": made.head,
                "entries": made.entries,
                "receipts": made.receipts,
                "sha256": made.sha256,
            }
        )
    else:
        say(
            f"{made.file}\njournal entries  {made.entries}\nreceipt numbers  up to {made.receipts}\n"
            f"journal head     {made.head}"
        )
    return 0


def _to(target: Path, settings: "Settings") -> "Backup":
    from counter_app.bootstrap import database_key
    from counter_app.clock import SystemClock
    from counter_app.database.backup_folder import write_backup

    if target.exists():
        raise FileExistsError(17, "exists already; nothing was changed", str(target))
    return write_backup(settings.database, target, database_key(settings), SystemClock().now())
