"""``counter-app sandbox``: serve the host until it is stopped."""

import argparse
import logging
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.sandbox.clock import Clock, clock_from, parse_stamp, system_clock
from counter_app.sandbox.faults import Kind, parse_faults

if TYPE_CHECKING:
    from counter_app.sandbox.server import SandboxServer

DEFAULT_DIR = Path("sandbox-host")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 (default) picks a free one")
    parser.add_argument("--dir", type=Path, default=DEFAULT_DIR, help="keys, certificates, database, sandbox.json")
    parser.add_argument("--office", default="", metavar="ID", help="the office it knows (default: the demo's)")
    parser.add_argument("--database-url", default="", help="SQLAlchemy URL; default: SQLite in --dir")
    parser.add_argument(
        "--faults",
        type=_faults,
        default="",
        metavar="SPEC",
        help="KIND[=SECONDS][:SERVICE][@PROBABILITY][xTIMES], comma-separated; kinds: " + ", ".join(Kind),
    )
    parser.add_argument("--participants", type=_count, default=1000, help="how many to invent (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed invents the same people")
    parser.add_argument("--plain-http", action="store_true", help="no TLS")
    parser.add_argument("--now", type=_moment, default=None, metavar="TIME", help="start the host's clock at this time")
    parser.add_argument("--verbose", action="store_true", help="log each request: service, case, time taken")


def run(args: argparse.Namespace) -> int:
    """Serve in the foreground. Returns 0 when stopped, 1 when the port or the database cannot be had."""
    from sqlalchemy.exc import SQLAlchemyError

    from counter_app.sandbox.server import DEFAULT_OFFICE, SandboxOptions, SandboxServer

    if args.verbose:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    clock: Clock = system_clock if args.now is None else clock_from(args.now)
    options = SandboxOptions(
        folder=args.dir,
        port=args.port,
        database_url=args.database_url,
        faults=args.faults,
        participants=args.participants,
        seed=args.seed,
        tls=not args.plain_http,
        verbose=args.verbose,
        clock=clock,
        office_id=args.office or DEFAULT_OFFICE,
    )
    try:
        server = SandboxServer(options)
    except (OSError, SQLAlchemyError, ValueError) as error:
        sys.stderr.write(f"sandbox host: {error}\n")
        return 1
    serve(server)
    return 0


def serve(server: "SandboxServer") -> None:
    """Block until a signal comes; one line on standard output says where the host is, once it answers."""

    def say_ready() -> None:
        sys.stdout.write(f"sandbox host ready on {server.access.url}\n")
        sys.stdout.flush()

    for number in (signal.SIGINT, signal.SIGTERM):
        # The server finishes what it is doing, then the signal comes here: being stopped is no failure.
        signal.signal(number, _stopped)
    server.serve(say_ready)


def _stopped(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def _faults(text: str) -> str:
    try:
        parse_faults(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _moment(text: str) -> datetime:
    try:
        return parse_stamp(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: write 2026-11-22T09:15:04+07:00") from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 200_000:
        raise argparse.ArgumentTypeError("a number from 1 to 200000")
    return int(text)
