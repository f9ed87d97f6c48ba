"""``counter-app printers``: what this computer can print on, with the addresses that settings.toml takes."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from counter_app.cli.output import say, say_json, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.printer import FoundPrinter

HELP = "list the printers this computer knows, with their addresses"
RAW_PORT = 9100
_HEADS = ("kind", "name", "address")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``printers``."""
    parser.add_argument("--at", type=_place, metavar="HOST[:PORT]", help="only whether a network printer listens there")
    parser.add_argument("--json", action="store_true", help="for programs: a list of kind, name, address")


def run(args: Namespace) -> int:
    """Look for seconds, and print what was found; 1 when there is nothing. Nothing is sent to any printer."""
    from counter_app.printing.finding import SystemFinder

    finder = SystemFinder()
    if args.at is None:
        found = finder.find()
    else:
        one = finder.at(*args.at)
        found = [] if one is None else [one]
    if args.json:
        say_json([{"kind": each.kind.value, "name": each.name, "address": each.url} for each in found])
    else:
        say(_listed(found))
    return 0 if found else 1


def _listed(found: "Sequence[FoundPrinter]") -> str:
    if not found:
        return "No printer was found."
    return table([_HEADS, *((each.kind.value, each.name, each.url) for each in found)])


def _place(typed: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{typed}")
        host, port = parts.hostname, RAW_PORT if parts.port is None else parts.port
    except ValueError:
        host, port = None, 0
    if not host or not port or parts.path or parts.query or parts.username:
        raise ArgumentTypeError(f"not HOST or HOST:PORT: {typed!r}")
    return host, port
