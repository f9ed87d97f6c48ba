"""Setting up the counter's printer: found, tried out, looked at by a person, and only then the one that counts."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.printer import Certainty, FoundPrinter
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.services.approvals import use
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, PrinterFinder, Store
from counter_app.services.ports.printer_setup import Look, PrinterBench, PrinterSetNow, SettingsMoved

log = logging.getLogger(__name__)

RAW_PORT = 9100
REASON = "uji printer"
"""Why the drawer was opened, as its entry says."""
_LONGEST_HOST = 253

T = TypeVar("T")


class PrinterSetUp:
    """Nothing counts before ``save``. Whoever prints is told what is known of the paper, as ever (``Certainty``)."""

    def __init__(self, store: Store, finder: PrinterFinder, bench: PrinterBench, office: Office, clock: Clock) -> None:
        self._store = store
        self._finder = finder
        self._bench = bench
        self._office = office
        self._clock = clock

    def set_now(self, actor: Actor) -> PrinterSetNow:
        """What the settings say of the printer. Raises ``Declined`` with ``NOT_ALLOWED`` or ``SETTINGS_MOVED``."""
        actor.require(Right.SET_UP_PRINTER)
        try:
            return self._bench.set_now()
        except SettingsMoved as moved:
            raise _moved(moved) from None

    def find(self, actor: Actor) -> Sequence[FoundPrinter]:
        """What there is on this computer; takes seconds. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SET_UP_PRINTER)
        return self._finder.find()

    def at(self, actor: Actor, place: str) -> FoundPrinter:
        """The network printer at ``HOST`` or ``HOST:PORT``; takes seconds.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``PRINTER_ADDRESS`` or ``PRINTER_NOT_THERE``.
        """
        actor.require(Right.SET_UP_PRINTER)
        host, port = _place(place)
        found = self._finder.at(host, port)
        if found is None:
            raise Declined(Reason.PRINTER_NOT_THERE, host=host, port=port)
        return found

    def look(self, actor: Actor, device: str) -> Look:
        """How a printer stands; nothing is printed. Raises ``Declined`` with ``NOT_ALLOWED`` or ``PRINTER_ADDRESS``."""
        actor.require(Right.SET_UP_PRINTER)
        return _at_an_address(lambda: self._bench.look(device))

    def print_slip(self, actor: Actor, device: str) -> Certainty:
        """Print the test slip, journaled with what is known of it. Raises as ``look``, ``Undelivered``, ``Unavailable``."""
        actor.require(Right.SET_UP_PRINTER)
        return self._tried(
            actor, device, "slip", lambda: _at_an_address(lambda: self._bench.print_slip(device, self._clock.now()))
        )

    def needs_consent(self, actor: Actor) -> bool:
        """Whether the drawer holds somebody's cash now, so that opening it takes two. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SET_UP_PRINTER)
        with self._store.reading() as work:
            return work.shifts.current() is not None

    def open_drawer(
        self, actor: Actor, device: str, pin: DrawerPin, opening_id: UUID, approval_id: UUID | None
    ) -> Certainty:
        """Send a pulse to see whether the drawer opens; journaled before it does.

        While a shift is open it takes a consent to ``Deed.OPEN_DRAWER`` of ``opening_id``, as any opening without a sale.
        Not in a training, whose books know nothing of the cash in the drawer. Raises as ``print_slip``, and ``Declined``
        with ``PRINTER_OF_TRAINING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.SET_UP_PRINTER)
        if self._office.is_training:
            raise Declined(Reason.PRINTER_OF_TRAINING)
        _at_an_address(lambda: self._bench.look(device))
        with self._store.writing() as work:
            require_still(work, actor.id, Right.SET_UP_PRINTER)
            now, shift = self._clock.now(), work.shifts.current()
            facts: dict[str, Fact] = {"device": device, "drawer": pin.value}
            entry = Entry(now, actor.id, Act.PRINTER_TESTED, self._office.counter_id, facts)
            if shift is not None:
                allowed = use(work, actor.id, Deed.OPEN_DRAWER, opening_id, approval_id, now)
                facts |= {"shift": str(shift.id), "reason": REASON, "approved_by": allowed.approved_by}
                entry = Entry(now, actor.id, Act.DRAWER_OPENED, str(opening_id), facts)
            work.journal.append(entry)
        return _at_an_address(lambda: self._bench.open_drawer(device, pin))

    def save(self, actor: Actor, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        """From now on this is the counter's printer: in the file, in the journal, in this program. On the printer's lane.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``PRINTER_ADDRESS``, ``PRINTER_OF_TRAINING``, ``SETTINGS_MOVED`` or
        ``SETTINGS_UNWRITABLE``, and ``Unavailable(DATABASE)``: then nothing was changed.
        """
        actor.require(Right.SET_UP_PRINTER)
        if self._office.is_training:
            raise Declined(Reason.PRINTER_OF_TRAINING)
        _at_an_address(lambda: self._bench.look(settings.device))
        kept = self._kept(now, settings)
        try:
            self._journal(actor, now.settings, settings)
        except Exception:
            self._put_back(kept, now)
            raise
        self._bench.use(settings)
        return kept

    def print_sample(self, actor: Actor) -> Certainty:
        """A receipt of nobody on the counter's printer, journaled. Raises as ``print_slip``."""
        actor.require(Right.SET_UP_PRINTER)
        device = self.set_now(actor).settings.device
        return self._tried(actor, device, "sample", lambda: self._bench.print_sample(self._clock.now()))

    def _kept(self, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        try:
            return self._bench.keep(now, settings)
        except SettingsMoved as moved:
            raise _moved(moved) from None
        except OSError as error:
            log.warning("the settings could not be written: %s", error)
            raise Declined(Reason.SETTINGS_UNWRITABLE) from error

    def _put_back(self, kept: PrinterSetNow, before: PrinterSetNow) -> None:
        """What is not in the journal does not count. If not even that can be written, the next start journals it."""
        try:
            self._bench.put_back(kept, before)
        except (SettingsMoved, OSError) as error:
            log.warning("the printer's settings could not be put back: %s", error)

    def _journal(self, actor: Actor, before: PrinterSettings, after: PrinterSettings) -> None:
        facts: dict[str, Fact] = {
            "device": after.device,
            "profile": _particulars(after),
            "device_before": before.device,
            "profile_before": _particulars(before),
        }
        with self._store.writing() as work:
            require_still(work, actor.id, Right.SET_UP_PRINTER)
            work.journal.append(Entry(self._clock.now(), actor.id, Act.PRINTER_SET, self._office.counter_id, facts))

    def _tried(self, actor: Actor, device: str, what: str, send: Callable[[], Certainty]) -> Certainty:
        facts: dict[str, Fact] = {"device": device, "paper": what}
        try:
            known = send()
        except Undelivered as fault:
            facts |= {"trouble": fault.trouble.value, "bytes_out": fault.bytes_out}
            self._note(actor, facts)
            raise
        self._note(actor, {**facts, "known": known.value})
        return known

    def _note(self, actor: Actor, facts: dict[str, Fact]) -> None:
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, Act.PRINTER_TESTED, self._office.counter_id, facts))


def _moved(why: SettingsMoved) -> Declined:
    log.info("the settings were left as they are: %s", why)
    return Declined(Reason.SETTINGS_MOVED)


def _at_an_address(call: Callable[[], T]) -> T:
    try:
        return call()
    except ValueError:
        raise Declined(Reason.PRINTER_ADDRESS) from None


def _particulars(settings: PrinterSettings) -> str:
    """The profile, and what is set over it, on one line."""
    over = {name: value for name, value in asdict(settings).items() if value and name not in {"device", "profile"}}
    return ", ".join([settings.profile, *(f"{name}={value}" for name, value in over.items())])


def _place(typed: str) -> tuple[str, int]:
    """Host and port of what was typed. Raises ``Declined(PRINTER_ADDRESS)``."""
    try:
        parts = urlsplit(f"//{typed.strip().removeprefix('tcp://')}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Declined(Reason.PRINTER_ADDRESS) from None
    plain = not (parts.path or parts.query or parts.fragment or parts.username) and not any(map(str.isspace, host))
    if not (plain and 0 < len(host) <= _LONGEST_HOST and port != 0):
        raise Declined(Reason.PRINTER_ADDRESS)
    return host, port or RAW_PORT
