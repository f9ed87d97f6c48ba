"""``counter-app set-up``: from nothing to a counter that can be opened in the morning."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from counter_app.cli.output import complain, say
from counter_app.cli.people import ask, ask_new_pin
from counter_app.domain.errors import Unavailable
from counter_app.domain.people import Role
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.settings import HostSettings, ServerSettings, Settings, default_home

HELP = "make this counter ready: settings, key, database, first people"

_QUESTIONS = (
    ("office_id", "The office's number", ""),
    ("office_name", "The office's name", ""),
    ("office_address", "The office's address", ""),
    ("counter", "This counter's number", "01"),
    ("timezone", "The office's time zone", "Asia/Jakarta"),
    ("adapter", "How the host is spoken to: snap or iak", "snap"),
    ("host_url", "The host's address", ""),
    ("client_key", "The client key (iak: the agent's user name)", ""),
    ("client_secret_file", "The file with the client secret (iak: the API key)", ""),
    ("private_key_file", "The file with the private key (PEM)", ""),
    ("ca_file", "The file with the certificate of the host's authority (PEM)", ""),
    ("printer", "The printer's address, such as tcp://HOST:9100 or cups://QUEUE", ""),
    ("profile", "The kind of printer", "thermal-80"),
    ("supervisor_id", "The supervisor's staff number", ""),
    ("supervisor_name", "The supervisor's name", ""),
    ("clerk_id", "The first clerk's staff number", ""),
    ("clerk_name", "The first clerk's name", ""),
)


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``set-up``; what is left out is asked for at a terminal."""
    parser.epilog = (
        "The two PINs, the supervisor's first, are asked for unseen; without a terminal they are read from "
        "standard input, one a line. Nothing that exists is overwritten."
    )
    for name, question, default in _QUESTIONS:
        words = f"{question[0].lower()}{question[1:]}"
        parser.add_argument(_option(name), help=f"{words} (default: {default})" if default else words)
    shared = parser.add_argument_group("an office whose counters share a PostgreSQL server")
    shared.add_argument("--server-url", default="", help="postgresql+psycopg://NAME@HOST/DATABASE?sslmode=verify-full")
    shared.add_argument("--server-password-file", type=Path, help="the file with the password to it, and nothing else")
    shared.add_argument("--pins-key-file", type=Path, help="pins.key of the office's first counter, for each later one")


def run(args: Namespace) -> int:
    """Ask, make the home and say what comes next. Raises as ``make_home`` does."""
    from counter_app.database.keys import choose_key_store
    from counter_app.database.recovery_key import groups_of
    from counter_app.office_setup import NewUser, make_home

    told = _told(args)
    home = default_home()
    people = [
        NewUser(told[f"{role}_id"], told[f"{role}_name"], role, ask_new_pin(told[f"{role}_id"]))
        for role in (Role.SUPERVISOR, Role.CLERK)
    ]
    keys = choose_key_store(home)
    server = ServerSettings(args.server_url, args.server_password_file and args.server_password_file.absolute())
    made = make_home(replace(_settings(home, told), server=server), people, keys, args.pins_key_file)
    say(f"This counter is ready: {made.file}\nThe database's key is in {keys.describe()}.")
    if made.server.url:
        say("The database is the server's, to be backed up there. Each later counter needs a copy of pins.key.")
        say("Next: counter-app doctor")
        return 0
    if sys.stdin.isatty():
        _recovery_key(made, groups_of(keys.key_for(made.database)), told["supervisor_id"])
        say("Next: counter-app doctor")
    else:
        say("Next: counter-app recovery-key, then counter-app doctor")
    return 0


def _recovery_key(settings: Settings, groups: Sequence[str], supervisor: str) -> None:
    """On the counter's printer if it has paper, else on the screen to be written down; then one group of it back."""
    from counter_app.cli.recovery_key import put_on_paper, read_back, show

    try:
        put_on_paper(settings, groups)
    except Unavailable as away:
        complain(f"the recovery key could not be printed: {away.detail}")
        show(settings, groups)
    read_back(settings, groups, supervisor)


def _told(args: Namespace) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, question, default in _QUESTIONS:
        needless = name == "private_key_file" and told["adapter"] == "iak"
        told[name] = "" if needless else ask(_option(name), question, getattr(args, name), default)
    return told


def _settings(home: Path, told: dict[str, str]) -> Settings:
    return Settings(
        home=home,
        office=Office(
            told["office_id"], told["office_name"], told["office_address"], told["counter"], told["timezone"]
        ),
        host=HostSettings(
            base_url=told["host_url"],
            client_key=told["client_key"],
            client_secret_file=Path(told["client_secret_file"]).absolute(),
            private_key_file=Path(told["private_key_file"]).absolute() if told["private_key_file"] else None,
            partner_id=told["office_id"],
            adapter=told["adapter"],
            ca_file=Path(told["ca_file"]).absolute() if told["ca_file"] else None,
        ),
        printer=PrinterSettings(told["printer"], told["profile"]),
    )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
