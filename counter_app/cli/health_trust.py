"""What ``doctor`` says of trust: whom the counter believes to be the host, and whether its people can prove themselves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from counter_app.cli.health import Finding, Level
from counter_app.domain.errors import Unavailable
from counter_app.settings import HostSettings, Settings

if TYPE_CHECKING:
    from counter_app.database.unit_of_work import SqlStore

ENOUGH_PINS = 2
"""One in use, and one for the day its key is lost."""


def authorities(settings: Settings) -> Iterator[Finding]:
    """The pins of the host's authority; of a host on this machine, which needs none, only that they do not fit."""
    from counter_app.gateway.options import is_loopback
    from counter_app.gateway.pinning import pins_of

    host = settings.host
    if host.ca_file is None:
        return
    try:
        present = pins_of(host.ca_file)
    except (OSError, ValueError) as error:
        yield Finding("pins", Level.FAIL, f"{host.ca_file}: {error}", "put the authority's certificate there (PEM)")
        return
    finding = _pins(host, present)
    if finding.level is not Level.WARN or not is_loopback(urlsplit(host.base_url).hostname or ""):
        yield finding


def _pins(host: HostSettings, present: tuple[str, ...]) -> Finding:
    named = ", ".join(f'"{pin}"' for pin in present)
    if not host.pins:
        words = f"any authority in {host.ca_file} may vouch for the host"
        return Finding("pins", Level.WARN, words, f"host.pins = [{named}] and a second one, for which ask the host")
    if not set(present) <= set(host.pins):
        words = f"{host.ca_file} holds an authority that host.pins does not name: nothing is sent"
        return Finding("pins", Level.FAIL, words, f"if the host says that it is theirs: host.pins with {named}")
    if len(set(host.pins)) < ENOUGH_PINS:
        words = "one pin and no spare: were that key lost, no payment could be sent"
        return Finding("pins", Level.WARN, words, "ask the host for its second pin and add it to host.pins")
    return Finding("pins", Level.OK, f"{len(present)} in use, {len(set(host.pins) - set(present))} to spare")


def people(settings: Settings, store: "SqlStore") -> Finding:
    """Whether the PINs can be checked here, and who is locked out."""
    from counter_app.bootstrap import open_lock_outs, open_pins
    from counter_app.clock import SystemClock
    from counter_app.services.log_in import Made

    pins, lock_outs = open_pins(settings), open_lock_outs(SystemClock())
    try:
        with store.reading() as work:
            accounts = work.accounts.all()
            foreign = [each.actor.id for each in accounts if pins.made(each.pin_hash) is Made.ELSEWHERE]
            locked = [each.actor.id for each in accounts if lock_outs.left(work, each) is not None]
    except Unavailable as away:
        return Finding("people", Level.FAIL, away.detail, "put the file back from the counter it was copied from")
    if foreign:
        words = f"the PINs of {', '.join(foreign)} were made with the key of another machine: no PIN of theirs can fit"
        return Finding("people", Level.FAIL, words, "copy pins.key from the counter that shares this database")
    if locked:
        words = f"locked out after wrong PINs: {', '.join(locked)}"
        return Finding("people", Level.WARN, words, "wait, or: counter-app unlock")
    return Finding("people", Level.OK, f"{len(accounts)} may work here")
