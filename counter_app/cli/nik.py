"""``counter-app nik``: what a NIK tells, and whether it is well-formed."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime

from counter_app import resources
from counter_app.cli.output import complain, say, say_json
from counter_app.cli.words import sentence
from counter_app.domain.errors import Declined
from counter_app.domain.identity import Nik, parse_nik

HELP = "read a NIK: province, date of birth, sex"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``nik``."""
    parser.add_argument("nik", metavar="NIK", help="16 digits; - reads them from standard input")
    parser.add_argument("--json", action="store_true", help="for programs; the number itself is masked")


def run(args: Namespace) -> int:
    """Read and print; 1 when it cannot be a NIK. A well-formed NIK may still not exist: only the host knows."""
    typed = sys.stdin.readline() if args.nik == "-" else args.nik
    today = datetime.now().astimezone().date()
    try:
        nik = parse_nik(typed, today=today, provinces=resources.provinces())
    except Declined as declined:
        if args.json:
            say_json({"valid": False, "error": declined.reason.value, "message": sentence(declined)})
        else:
            complain(sentence(declined))
        return 1
    if args.json:
        say_json({"valid": True, "nik": str(nik), **_told(nik)})
    else:
        say("\n".join([str(nik), *(f"{name.replace('_', ' '):12}{value}" for name, value in _told(nik).items())]))
    return 0


def _told(nik: Nik) -> dict[str, str]:
    return {"province": nik.province, "birth_date": nik.birth_date.isoformat(), "sex": nik.sex.value}
