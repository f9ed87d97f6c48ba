"""``counter-app registration-template``: an empty list for a village collector."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from counter_app.cli.output import say

HELP = "write an empty list for a village collector, CSV or XLSX"
_NAME = "daftar-pekerja.xlsx"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``registration-template``."""
    parser.add_argument("file", nargs="?", default=_NAME, metavar="FILE", help=f".xlsx or .csv; else {_NAME}")


def run(args: Namespace) -> int:
    """Write it; a file that is there stays as it is. Raises ``OSError``."""
    from counter_app.domain.registration_list import HEADER, OPTIONAL
    from counter_app.lists import write_template

    path = Path(args.file)
    write_template(path)
    say(f"{path} is written: {len(HEADER)} columns, one worker a row, the number of the signed form in the last one.")
    say(f"May stay empty: {', '.join(name for name in HEADER if name in OPTIONAL)}.")
    return 0
