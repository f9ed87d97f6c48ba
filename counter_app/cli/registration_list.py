"""``counter-app register-list``: a village collector's list, checked row by row, then entered whole or not at all."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json
from counter_app.cli.people import ask_pin

if TYPE_CHECKING:
    from counter_app.services.registration_lists import ListReport

HELP = "register the workers of a list (CSV or XLSX): all rows or none"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``register-list``."""
    parser.add_argument("file", metavar="FILE", help="as counter-app registration-template writes it")
    parser.add_argument("--as", required=True, dest="by", metavar="STAFF", help="who registers; asks for the PIN")
    parser.add_argument("--check", action="store_true", help="report only; nothing is registered")
    parser.add_argument("--good-rows", action="store_true", help="register the good rows although others have faults")
    parser.add_argument("--json", action="store_true", help="for programs: rows, faults, entered")


def run(args: Namespace) -> int:
    """Check, report, enter; 1 when a row has a fault. Raises ``Declined`` or ``Unavailable``."""
    from counter_app.bootstrap import build
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        report = counter.day.registration_lists.read(actor, Path(args.file), _progress)
        assert report is not None, "nobody called it off"
        entered = 0
        if not args.check and report.good and (args.good_rows or not report.faulty):
            entered = len(counter.day.registration_lists.enter(actor, report, progress=_progress))
    finally:
        counter.close()
    if args.json:
        say_json(_as_json(report, entered))
    else:
        _tell(report, entered)
    return 1 if report.faulty else 0


def _progress(done: int, rows: int) -> None:
    """On a terminal only, on a line of its own that is written over."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} / {rows}" + ("\n" if done == rows else ""))
        sys.stderr.flush()


def _tell(report: "ListReport", entered: int) -> None:
    from counter_app.cli.words import sentence

    for row in report.faulty:
        for fault in row.faults:
            complain(f"line {row.line} ({row.masked_nik}), {fault.column}: {sentence(fault.declined)}")
    say(f"{len(report.rows)} rows: {len(report.good)} good, {len(report.faulty)} with faults; {entered} registered.")


def _as_json(report: "ListReport", entered: int) -> dict[str, object]:
    return {
        "rows": len(report.rows),
        "good": len(report.good),
        "entered": entered,
        "faults": [
            {"line": row.line, "nik": row.masked_nik, "column": fault.column, "reason": fault.reason.value}
            for row in report.faulty
            for fault in row.faults
        ],
    }
