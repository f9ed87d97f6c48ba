"""``counter-app set-printer``: another printer for this counter, where there is no window to try it out in."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from counter_app.cli.output import say
from counter_app.cli.people import ask, ask_pin
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.printer import Certainty
from counter_app.domain.printer_settings import PrinterSettings

HELP = "make another printer this counter's; asks for your PIN"
_KNOWN = {
    Certainty.SPOOLED: "The test slip is in the computer's print queue.",
    Certainty.DELIVERED: "The printer has taken the test slip.",
    Certainty.PRINTED: "The test slip is printed, the printer says so.",
}


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``set-printer``."""
    from counter_app.settings_keys import PROFILES

    parser.add_argument("url", metavar="ADDRESS", help="as counter-app printers lists it")
    parser.add_argument("--profile", choices=PROFILES, help="what kind it is; what was set over the old kind goes then")
    parser.add_argument("--test", action="store_true", help="print the test slip on it first")
    parser.add_argument("--by", metavar="NUMBER", help="your own staff number")


def run(args: Namespace) -> int:
    """Try it if that is wished, then write it into settings.toml and the journal. Raises ``Declined``, ``Unavailable``."""
    from counter_app.bootstrap import current_printer, open_log_in, open_store
    from counter_app.clock import SystemClock
    from counter_app.day import open_printer_setup
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    settings, clock = load(default_home()), SystemClock()
    _check(args.url)
    by = ask("--by", "Your staff number", args.by)
    pin = ask_pin(by)
    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, clock).log_in(by, pin)
        setup = open_printer_setup(settings, store, clock, current_printer(settings))
        now = setup.set_now(actor)
        if args.test:
            say(_KNOWN[setup.print_slip(actor, args.url)])
        kept = setup.save(actor, now, _chosen(now.settings, args.url, args.profile)).settings
    finally:
        store.close()
    say(
        f"This counter prints on {kept.device}, {kept.profile}. A window that is open knows of it when it is started again."
    )
    return 0


def _check(url: str) -> None:
    """Before anybody types a PIN. Raises ``Declined(PRINTER_ADDRESS)``."""
    from counter_app.printing.devices import device_from_url

    try:
        device_from_url(url)
    except ValueError:
        raise Declined(Reason.PRINTER_ADDRESS) from None


def _chosen(now: PrinterSettings, url: str, profile: str | None) -> PrinterSettings:
    """What was found out about a printer stays with its kind."""
    return PrinterSettings(url, profile) if profile else replace(now, device=url)
