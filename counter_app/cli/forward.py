"""``counter-app forward``: carry payments, reversals and registrations to the host without a window.

It may run beside the window and beside others of its kind: each item is leased before it is touched.
"""

import logging
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from counter_app.cli.output import complain, say
from counter_app.domain.errors import Unavailable

if TYPE_CHECKING:
    from counter_app.cli.anchor import Turns
    from counter_app.domain.registration import Registration
    from counter_app.services.carriage import Carried

log = logging.getLogger(__name__)

HELP = "carry payments to the host until it is stopped"
POLL = 1.0
"""Seconds between two looks at an empty queue: what the window commits meanwhile waits no longer than this."""
FEW = 5
"""Registrations between two looks for payments."""


class Forwards(Protocol):
    """The part of the forwarder that is needed here."""

    def forward_batch(self, *, more: Callable[[], bool]) -> "Sequence[Carried]": ...


class RegistersToo(Protocol):
    """The part of the registrations' forwarder that is needed here."""

    def forward_batch(self, most: int, more: Callable[[], bool]) -> "Sequence[Registration]": ...


class Stop:
    """Set by a signal. A plain flag: an event's lock could be held by the very thread the signal interrupts."""

    def __init__(self) -> None:
        self._asked = False

    def __bool__(self) -> bool:
        return self._asked

    def ask(self, *_signal: object) -> None:
        """Finish the call under way, keep what came of it, then end."""
        self._asked = True

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Within the block, being told to end is being asked."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(number, self.ask) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``forward``."""
    parser.add_argument("--once", action="store_true", help="end when nothing is due any more")


def run(args: Namespace) -> int:
    """Forward until a signal comes, or until nothing is due. A call to the host that is under way is finished first,
    and what the host has said by then is committed.
    """
    from counter_app import logs
    from counter_app.bootstrap import build
    from counter_app.cli.anchor import Turns
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    stop = Stop()
    settings = load(default_home())
    log_file = logs.start(settings.logs, "forward", settings.log.level)
    try:
        with stop.on_signals():
            counter = build(settings)
            try:
                counter.office_log.started("forward")
                applications = Applications(counter.day.registration_forwarder, stop, all_of_them=args.once)
                turns = Turns(counter.anchoring.run)
                forward(counter.forwarder, stop, once=args.once, idle=lambda: _idle(applications, turns))
            finally:
                counter.office_log.stopped("forward")
                counter.close()
    finally:
        logs.stop(log_file)
    return 0


def forward(
    forwarder: Forwards,
    stop: Stop,
    *,
    once: bool,
    sleep: Callable[[float], None] = time.sleep,
    idle: Callable[[], None] = lambda: None,
) -> None:
    """Take what is due, batch by batch; between two looks at an empty queue, ``sleep`` for ``POLL`` seconds.

    ``idle`` is called whenever the queue was found empty.
    Raises ``Unavailable(DATABASE)`` if ``once``, or when only a restart can tell what the disk has kept.
    """
    away = ""
    while not stop:
        moved: Sequence[Carried] = ()
        try:
            moved = forwarder.forward_batch(more=lambda: not stop)
        except Unavailable as error:
            if once or _for_good(error):
                raise
            if error.detail != away:  # said once, not at every look
                complain(f"the database has to be waited for: {error.detail}")
            away = error.detail
        else:
            away = ""
        for row in moved:
            _tell(row)
        if moved:
            continue
        if not away:
            idle()
        if once:
            return
        sleep(POLL)


class Applications:
    """Registrations between payments, a few at a time so that no payment waits for long; ``all_of_them``: until none is due."""

    def __init__(self, forwarder: RegistersToo, stop: Stop, *, all_of_them: bool) -> None:
        self._forwarder = forwarder
        self._stop = stop
        self._all_of_them = all_of_them

    def take(self) -> None:
        """Carry what is due. A database that is away is waited for by whoever looks for payments."""
        left = FEW
        while (left or self._all_of_them) and not self._stop and self._one():
            left = max(0, left - 1)

    def _one(self) -> bool:
        taken = self._forwarder.forward_batch(1, more=lambda: not self._stop)
        for registration in taken:
            what = f"registration {registration.number}"
            say(f"{what} {registration.state}")
            sys.stdout.flush()
            log.info("%s is %s", what, registration.state)
        return bool(taken)


def _idle(applications: Applications, turns: "Turns") -> None:
    try:
        applications.take()
    except Unavailable as away:
        log.info("registrations have to wait: %s", away.detail)
    turns.take()


def _for_good(error: Unavailable) -> bool:
    from counter_app.database.errors import DiskFailed

    return isinstance(error, DiskFailed)


def _tell(row: "Carried") -> None:
    from counter_app.domain.reversal import Reversal

    what = f"the reversal of {row.receipt_number}" if isinstance(row, Reversal) else row.receipt_number
    say(f"{what} {row.state}")
    sys.stdout.flush()  # whoever reads along does so while it runs
    log.info("%s is %s", what, row.state)
