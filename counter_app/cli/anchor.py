"""``counter-app anchor``: let the host hold the journal's head now; and the forwarder's turns to do so."""

import logging
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say
from counter_app.domain.errors import Unavailable

if TYPE_CHECKING:
    from counter_app.services.anchoring import Anchored

log = logging.getLogger(__name__)

HELP = "let the host hold the head of the journal, and compare"
EVERY = 15 * 60.0
"""Seconds between two turns of a forwarder."""
_ANSWER = "Nothing is sold here until it is answered for: counter-app realign"


class Turns:
    """Anchoring between payments, now and then. ``now`` gives seconds that only ever grow."""

    def __init__(self, run: "Callable[[], Anchored | None]", now: Callable[[], float] = time.monotonic) -> None:
        self._run = run
        self._now = now
        self._next = now()

    def take(self) -> None:
        """Anchor if it is time. What is away is waited for until the next turn."""
        if self._now() < self._next:
            return
        self._next = self._now() + EVERY
        try:
            anchored = self._run()
        except Unavailable as away:
            log.info("anchoring the journal has to wait: %s", away.detail)
            return
        if anchored is not None and anchored.fault is not None:
            log.error("the journal is not the one that the host knows: %s", anchored.fault)
            complain(f"{anchored.fault}. {_ANSWER}")


def add_arguments(parser: ArgumentParser) -> None:
    """``anchor`` has none."""


def run(_args: Namespace) -> int:
    """Compare, tell and print; 1 when the host holds another journal, or keeps none. Raises ``Unavailable``."""
    from counter_app.bootstrap import build
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        anchored = counter.anchoring.run()
    finally:
        counter.close()
    if anchored is None:
        complain("this host keeps no heads of journals")
        return 1
    if anchored.fault is not None:
        complain(f"{anchored.fault}. {_ANSWER}")
        return 1
    held = anchored.held
    say(f"The host holds journal entry {held.sequence} since {held.at.isoformat(sep=' ')}\nhash {held.head}")
    return 0
