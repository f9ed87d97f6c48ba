"""``counter-app try``: the counter as it is, with a host and an office made up for it."""

import argparse
import shutil
import sys
from pathlib import Path

from counter_app.sandbox.people import FARMER, FISHER, SITI, TRADER

HELP = "open the window on an invented office, with a sandbox host of its own"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--dir", type=Path, default=None, metavar="DIR", help="where office and host are kept (default: a user folder)"
    )
    parser.add_argument("--anew", action="store_true", help="forget what was tried before")


def run(args: argparse.Namespace) -> int:
    """Open the window until it is closed. Returns its exit code. Raises ``OSError``, ``TimeoutError``."""
    from counter_app import demo_office, logs
    from counter_app.sandbox.process import SandboxProcess
    from ui.program import Program

    folder = (args.dir or _default_folder()).absolute()
    if args.anew:
        for name in ("home", "host"):
            shutil.rmtree(folder / name, ignore_errors=True)
    sandbox = SandboxProcess(folder / "host")
    sandbox.start()
    try:
        settings = demo_office.create(folder / "home", folder / "host")
        sys.stdout.write(_welcome(folder))
        sys.stdout.flush()
        log = logs.start(settings.logs, "window", settings.log.level)
        try:
            return Program(settings).run()
        finally:
            logs.stop(log)
    finally:
        sandbox.stop()


def _default_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("loket-try", appauthor=False)


def _welcome(folder: Path) -> str:
    from counter_app.demo_office import STAFF

    staff = "".join(f"  {each.id}  PIN {each.pin}  {each.name}, {each.role}\n" for each in STAFF)
    people = ", ".join(f"{person.name} {person.nik}" for person in (SITI, TRADER, FARMER))
    return (
        f"An invented office in {folder}.\n"
        f"Log in as one of these, a clerk first:\n{staff}"
        f"Look up, for example: {people}; lapsed: {FISHER.name} by KPJ {FISHER.kpj}; or type a name.\n"
        "Receipts are written as files into home/printer there.\n"
    )
