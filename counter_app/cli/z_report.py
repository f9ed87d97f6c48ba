"""``counter-app z-report``: a Z report of this counter as a PDF, by its number."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from counter_app.cli.output import say
from counter_app.cli.people import ask_pin

HELP = "a Z report on A4, as a PDF (whoever closed the shift, supervisor)"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``z-report``."""
    parser.add_argument("number", type=int, help="as it stands on the paper")
    parser.add_argument("--by", required=True, metavar="STAFF", help="who makes it")
    parser.add_argument("--pdf", required=True, metavar="FILE", help="a new file, or a folder to name it in")


def run(args: Namespace) -> int:
    """Make and write it. Raises ``Declined``, ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import build
    from counter_app.private_files import write_private
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        made = counter.day.drawer_files.z_pdf(actor, counter.day.drawer_files.numbered(actor, args.number))
    finally:
        counter.close()
    target = Path(args.pdf)
    file = target / made.name if target.is_dir() else target
    write_private(file, made.content)
    say(f"written: {file}")
    return 0
