"""``counter-app add-user``: one more person who may work here."""

from argparse import ArgumentParser, Namespace

from counter_app.cli.output import say
from counter_app.cli.people import ask, ask_new_pin, ask_pin
from counter_app.domain.people import Right, Role, subject_of

HELP = "add a person; asks for your PIN, for a second person's where it takes one, and then for theirs"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``add-user``."""
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number: a supervisor's or administrator's")
    parser.add_argument("--id", metavar="NUMBER", help="the new person's staff number")
    parser.add_argument("--name", help="the new person's name")
    parser.add_argument("--second", metavar="NUMBER", help="who consents to a supervisor or administrator besides you")
    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.CLERK.value)


def run(args: Namespace) -> int:
    """Add the person. Raises ``Declined``."""
    from counter_app.bootstrap import open_log_in, open_store
    from counter_app.clock import SystemClock
    from counter_app.domain.approval import Deed
    from counter_app.services.approvals import Approvals
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings = load(default_home())
    by = ask("--by", "Your staff number", args.by)
    own_pin = ask_pin(by)
    new_id, name = ask("--id", "New staff number", args.id), ask("--name", "Name", args.name)
    store = open_store(settings)
    try:
        clock = SystemClock()
        log_in = open_log_in(settings, store, clock)
        supervisor = log_in.log_in(by, own_pin)
        supervisor.require(Right.ADD_USER)
        consent = None
        if args.second is not None:
            approvals = Approvals(store, log_in, clock)
            subject = subject_of(new_id.strip())
            consent = approvals.give(supervisor, Deed.APPOINT, subject, args.second, ask_pin(args.second)).id
        added = log_in.add(supervisor, new_id, name, Role(args.role), ask_new_pin(new_id), consent)
    finally:
        store.close()
    say(f"{added.name} ({added.id}) may now log in as {added.role.value}.")
    return 0
