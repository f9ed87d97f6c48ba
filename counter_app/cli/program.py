"""From the words on the command line to a command and its exit code.

A command's module says what it takes (``add_arguments``) and does it (``run``); it loads what is heavy only when
it runs, because everybody who types ``counter-app nik`` waits for this file's imports.
"""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from counter_app import __version__, logs
from counter_app.cli import (
    add_user,
    anchor,
    backup,
    cases,
    doctor,
    export,
    forward,
    nik,
    printers,
    queue_files,
    quote,
    receipt,
    reckon,
    recovery_key,
    registration_list,
    registration_template,
    report,
    restore,
    retain,
    set_printer,
    set_up,
    statement,
    unlock,
    verify,
    verify_receipt,
    z_report,
)
from counter_app.cli.output import complain, prepare
from counter_app.cli.people import Unasked
from counter_app.cli.words import sentence
from counter_app.domain.errors import Declined, Unavailable
from counter_app.settings import HOME_VARIABLE


class Exit(IntEnum):
    """What a command's exit code means; ``--help`` says it to its users."""

    DONE = 0
    NO = 1
    USAGE = 2
    AWAY = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One word of the command line. ``run`` returns an exit code."""

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _sandbox_arguments(parser: ArgumentParser) -> None:
    from counter_app.sandbox.command import add_arguments

    add_arguments(parser)


def _serve_sandbox(args: Namespace) -> int:
    from counter_app.sandbox.command import run

    return run(args)


COMMANDS = (
    Command("quote", quote.HELP, quote.add_arguments, quote.run),
    Command("nik", nik.HELP, nik.add_arguments, nik.run),
    Command("receipt", receipt.HELP, receipt.add_arguments, receipt.run),
    Command("forward", forward.HELP, forward.add_arguments, forward.run),
    Command("queue", queue_files.HELP, queue_files.add_arguments, queue_files.run),
    Command("verify", verify.HELP, verify.add_arguments, verify.run),
    Command("statement", statement.HELP, statement.add_arguments, statement.run),
    Command("verify-receipt", verify_receipt.HELP, verify_receipt.add_arguments, verify_receipt.run),
    Command("doctor", doctor.HELP, doctor.add_arguments, doctor.run),
    Command("printers", printers.HELP, printers.add_arguments, printers.run),
    Command("set-printer", set_printer.HELP, set_printer.add_arguments, set_printer.run),
    Command("set-up", set_up.HELP, set_up.add_arguments, set_up.run),
    Command("add-user", add_user.HELP, add_user.add_arguments, add_user.run),
    Command("unlock", unlock.HELP, unlock.add_arguments, unlock.run),
    Command("backup", backup.HELP, backup.add_arguments, backup.run),
    Command("restore", restore.HELP, restore.add_arguments, restore.run),
    Command("anchor", anchor.HELP, anchor.add_arguments, anchor.run),
    Command("realign", restore.REALIGN_HELP, restore.add_realign_arguments, restore.run_realign),
    Command("reckon", reckon.HELP, reckon.add_arguments, reckon.run),
    Command("cases", cases.HELP, cases.add_arguments, cases.run),
    Command("register-list", registration_list.HELP, registration_list.add_arguments, registration_list.run),
    Command(
        "registration-template",
        registration_template.HELP,
        registration_template.add_arguments,
        registration_template.run,
    ),
    Command("report", report.HELP, report.add_arguments, report.run),
    Command("z-report", z_report.HELP, z_report.add_arguments, z_report.run),
    Command("export", export.HELP, export.add_arguments, export.run),
    Command("retain", retain.HELP, retain.add_arguments, retain.run),
    Command("recovery-key", recovery_key.HELP, recovery_key.add_arguments, recovery_key.run),
    Command("sandbox", "serve the sandbox host", _sandbox_arguments, _serve_sandbox),
)

_EPILOG = f"""\
exit codes:
  0    done; every check is well
  1    declined, not well-formed, or a check found a fault: the message says which
  2    the command line or settings.toml is wrong, or this counter is not set up
  3    something is away for now: host, printer, database or a file; try again
  130  interrupted

{HOME_VARIABLE} names the counter's folder; without it, it is where this system keeps a user's data.
"""


def main(argv: Sequence[str] | None = None, extra: Sequence[Command] = ()) -> int:
    """Run one command and return its exit code; expected errors end in a sentence on standard error."""
    prepare()
    logs.mask_last_resort()
    argv = sys.argv[1:] if argv is None else argv
    # No option before the command takes a value, so the first word is the command.
    parser = build_parser(extra, chosen=next((word for word in argv if not word.startswith("-")), ""))
    try:
        args = parser.parse_args(argv)
        if args.command is None:
            parser.print_help()
            return Exit.USAGE
        return _run(args)
    except SystemExit as end:  # argparse has said what there was to say
        return end.code if isinstance(end.code, int) else Exit.USAGE


def build_parser(extra: Sequence[Command] = (), chosen: str | None = None) -> ArgumentParser:
    """The whole command line: this core's commands, the sandbox host, and what a front end has in ``extra``.

    With a ``chosen`` command (``""``: none) the others are known by name only: their arguments can cost imports.
    """
    parser = ArgumentParser(
        prog="counter-app",
        description="Loket: the post-office counter for BPJS Ketenagakerjaan contributions.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"counter-app {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for command in (*extra, *COMMANDS):
        own = commands.add_parser(
            command.name, help=command.help, description=command.help[:1].upper() + command.help[1:], allow_abbrev=False
        )
        if chosen in {None, command.name}:
            command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _run(args: Namespace) -> int:
    run: Callable[[Namespace], int] = args.run
    try:
        code = run(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.NO
    except _expected() as error:
        code, words = _explained(error)
        complain(words)
        return code


def _expected() -> tuple[type[Exception], ...]:
    """The errors that have a sentence. Looked up only once something was raised: their modules cost time."""
    from counter_app.database.errors import DatabaseRefused
    from counter_app.settings_file import SettingsError

    return (Declined, Unavailable, DatabaseRefused, SettingsError, Unasked, OSError)


def _explained(error: Exception) -> tuple[Exit, str]:
    from counter_app.settings_file import SettingsError

    match error:
        case Declined():
            return Exit.NO, sentence(error)
        case Unavailable():
            return Exit.AWAY, sentence(error)
        case SettingsError() | Unasked():
            return Exit.USAGE, str(error)
        case OSError():
            return Exit.AWAY, f"{error.filename}: {error.strerror}" if error.filename else str(error)
        case _:  # the database refused, in words that say what has to be done
            return Exit.NO, str(error)
