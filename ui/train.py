"""``counter-app train``: the window on a counter to learn on, with a host of its own. The real one is not opened."""

import argparse
import shutil
import sys

from counter_app.domain.people import Role
from counter_app.settings import default_home
from counter_app.training import HOME, HOST, OFFICE, PEOPLE, PIN, create, folder_of

HELP = "open a counter to learn on (LATIHAN): its own people, books and host; nothing of it is real"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--anew", action="store_true", help="forget what was practised before")
    parser.add_argument(
        "--printer", default=None, metavar="URL", help="practise on this printer too: tcp://HOST:9100 (default: files)"
    )


def run(args: argparse.Namespace) -> int:
    """Open the window until it is closed. Returns its exit code. Raises ``SettingsError``, ``OSError``, ``TimeoutError``."""
    from counter_app import logs
    from counter_app.sandbox.process import SandboxProcess
    from ui.program import Program

    folder = folder_of(default_home())
    if args.anew:
        for name in (HOME, HOST):
            shutil.rmtree(folder / name, ignore_errors=True)
    host = SandboxProcess(folder / HOST, OFFICE.id)
    host.start()
    try:
        settings = create(folder, device=args.printer)
        sys.stdout.write(_welcome(str(folder)))
        sys.stdout.flush()
        log = logs.start(settings.logs, "window", settings.log.level)
        try:
            return Program(settings).run()
        finally:
            logs.stop(log)
    finally:
        host.stop()


def _welcome(folder: str) -> str:
    from counter_app.sandbox.people import FARMER, FISHER, SITI, TRADER

    staff = ", ".join(f"{number} {role}" for number, _, role in PEOPLE if role is not Role.AUDITOR)
    payers = ", ".join(f"{person.name} {person.nik}" for person in (SITI, TRADER, FARMER))
    return (
        f"LATIHAN: a counter to learn on, in {folder}. Nothing of it is real.\n"
        f"Log in as {staff}; everybody's PIN is {PIN}.\n"
        f"Look up, for example: {payers}; lapsed: {FISHER.name} by KPJ {FISHER.kpj}; or type a name.\n"
    )
