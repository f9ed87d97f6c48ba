"""``counter-app receipt``: a committed receipt as a file."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

HELP = "write a receipt as text, printer bytes, PDF or picture"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``receipt``."""
    parser.add_argument("number", metavar="NUMBER", help="the receipt's number, for example 40115-01-000001")
    parser.add_argument("--format", choices=("txt", "escpos", "pdf", "png"), default="txt", help="default: txt")
    parser.add_argument("--out", required=True, metavar="FILE", help="- writes to standard output")
    parser.add_argument(
        "--copy", type=_copy, default=0, metavar="N", help="mark it SALINAN N (default 0: the original)"
    )


def run(args: Namespace) -> int:
    """Write the receipt as it stands now, and journal that it was. Raises ``Declined(RECEIPT_NOT_FOUND)``."""
    from counter_app.bootstrap import open_printing, open_store
    from counter_app.printing.profile import profile_of
    from counter_app.printing.render import render
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    store = open_store(settings)
    try:
        receipt = open_printing(settings, store).export(args.number, args.copy, args.format, _login())
    finally:
        store.close()
    content = render(receipt, profile_of(settings.printer), args.format)
    if args.out == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(args.out).write_bytes(content)
    return 0


def _login() -> str:
    """What the system calls whoever asks; it is not proof, but it is what there is."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's number without a name
        return ""


def _copy(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 99:
        raise ArgumentTypeError("copies are counted from 0 to 99")
    return number
