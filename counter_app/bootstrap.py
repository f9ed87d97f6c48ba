"""The one place where the counter is wired: settings in, everything a front end needs out.

The window, the command line and the tests all build it here; what is heavy is imported when it is first needed.
"""

import os
import random as dice
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypedDict, TypeVar
from zoneinfo import ZoneInfo

from counter_app import __version__, resources
from counter_app.clock import SystemClock, SystemUptime
from counter_app.day import Day, Ground, coverage_looks, day_of
from counter_app.domain.receipt import Office
from counter_app.domain.tariff import Tariff
from counter_app.hosts import open_host
from counter_app.pins import Argon2Pins, pepper_of
from counter_app.receipt_keys import RING_FILE, FileKeyRing, HomeSigner, check_signature
from counter_app.services.acceptance import Acceptance
from counter_app.services.alarms import HostAlarms
from counter_app.services.anchoring import AnchoredStore, Anchoring, JournalAnchor
from counter_app.services.approvals import Approvals
from counter_app.services.cancelling import Cancelling
from counter_app.services.care import Care, Limits
from counter_app.services.checkout import Checkout
from counter_app.services.confirmations import Confirmations
from counter_app.services.enrolment import Enrolment
from counter_app.services.forwarding import Forwarder, Patience
from counter_app.services.guarded_store import GuardedStore
from counter_app.services.hurrying import Hurrying
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import LogIn
from counter_app.services.lookup import Lookup
from counter_app.services.office_log import OfficeLog
from counter_app.services.offline import Offline
from counter_app.services.overview import Overview
from counter_app.services.participant_sync import ParticipantSync
from counter_app.services.ports import (
    Clock,
    CustomerDisplay,
    DiskSpace,
    HostGateway,
    KeyRegister,
    PaperRenderer,
    PrinterDevice,
    Store,
)
from counter_app.services.print_outbox import PrintOutbox
from counter_app.services.printing import Printing
from counter_app.services.proofs import Proofs
from counter_app.services.queue import QueueView
from counter_app.services.reconciliation import Reconciliation
from counter_app.services.recovery import Recovery
from counter_app.services.refunds import Refunds
from counter_app.services.reveal import Reveal
from counter_app.services.reversals import Reversals
from counter_app.services.reviews import Reviews
from counter_app.services.shifts import Shifts
from counter_app.services.staff import Staff
from counter_app.services.statement_check import StatementCheck
from counter_app.services.statements import Statements
from counter_app.services.verification import Verification
from counter_app.settings import Settings
from counter_app.settings_facts import facts_of

if TYPE_CHECKING:
    from counter_app.database.anchor_file import AnchorFile
    from counter_app.database.server import Server
    from counter_app.database.unit_of_work import SqlStore
    from counter_app.printing.current import CurrentPrinter


class _Closable(Protocol):
    def close(self) -> None: ...


Opened = TypeVar("Opened", bound=_Closable)


@dataclass(frozen=True, slots=True)
class Counter:
    """Everything the window and the command line need. Whoever built it closes it."""

    settings: Settings
    office: Office
    zone: ZoneInfo
    clock: Clock
    tariff: Tariff
    provinces: Mapping[str, str]
    store: Store
    host: HostGateway
    lookup: Lookup
    checkout: Checkout
    offline: Offline
    approvals: Approvals
    reversals: Reversals
    cancelling: Cancelling
    refunds: Refunds
    reviews: Reviews
    recovery: Recovery
    forwarder: Forwarder
    printing: Printing
    print_outbox: PrintOutbox
    confirmations: Confirmations
    proofs: Proofs
    enrolment: Enrolment
    anchoring: Anchoring
    statements: Statements
    shifts: Shifts
    log_in: LogIn
    office_log: OfficeLog
    reveal: Reveal
    staff: Staff
    alarms: HostAlarms
    sync: ParticipantSync
    overview: Overview
    verification: Verification
    care: Care
    queue: QueueView
    hurrying: Hurrying
    reconciliation: Reconciliation
    day: Day
    pole: CustomerDisplay | None
    """What the payer reads their sums on, if there is one."""
    renderer: PaperRenderer
    device: "CurrentPrinter"
    closing: tuple[Callable[[], None], ...] = field(repr=False)

    def close(self) -> None:
        """Close what ``build`` opened; what was handed in stays open."""
        for close in self.closing:
            close()


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the services stand on: opened by ``build``, or handed in."""

    settings: Settings
    clock: Clock
    host: HostGateway
    device: "CurrentPrinter"
    store: Store
    care: Care
    random: Callable[[], float]
    pole: CustomerDisplay | None


class _Exceptions(TypedDict):
    """What is not the ordinary sale, by the names that ``Counter`` has for it."""

    offline: Offline
    approvals: Approvals
    reversals: Reversals
    cancelling: Cancelling
    refunds: Refunds
    reviews: Reviews
    recovery: Recovery


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    host: HostGateway | None = None,
    device: PrinterDevice | None = None,
    store: Store | None = None,
    disk: DiskSpace | None = None,
    random: Callable[[], float] = dice.random,
) -> Counter:
    """Wire a counter; what is handed in takes the place of the real part. Nothing is sent or printed yet.

    Raises ``SettingsError`` for a file the settings name that cannot be used, ``DatabaseRefused`` and
    ``Unavailable(DATABASE)`` as opening the database does.
    """
    clock = SystemClock() if clock is None else clock
    printer = current_printer(settings, device)
    care = open_care(settings, clock, database_disk(settings) if disk is None else disk)
    closing: list[Callable[[], None]] = []
    host = _until_closed(closing, open_host(settings, clock)) if host is None else host
    # The store comes last, so that nothing can fail while it is open.
    store = _until_closed(closing, open_store(settings, careful=True)) if store is None else store
    pole = open_pole(settings)
    if pole is not None:
        closing.append(pole.close)
    return _wired(_Opened(settings, clock, host, printer, store, care, random, pole), tuple(closing))


def _wired(own: _Opened, closing: tuple[Callable[[], None], ...]) -> Counter:
    settings, clock, host, printer, store = own.settings, own.clock, own.host, own.device, own.store
    office, zone, owner = settings.office, ZoneInfo(settings.office.timezone), _owner()
    tariff, provinces = resources.tariff(), resources.provinces()
    proofs = open_proofs(settings)
    printing = Printing(store, printer, printer, office, clock, zone, proofs)
    anchoring, alarms = open_anchoring(settings, store, host, clock), HostAlarms(store, clock, zone)
    log_in, acceptance = open_log_in(settings, store, clock), Acceptance(zone, settings.offline.limits)
    guarded = GuardedStore(AnchoredStore(store, anchoring), own.care)
    exceptions = _exceptions(own, log_in)
    ground = Ground(settings, store, guarded, host, printer, clock, log_in, exceptions["approvals"], own.random, owner)
    return Counter(
        settings=settings,
        office=office,
        zone=zone,
        clock=clock,
        tariff=tariff,
        provinces=provinces,
        store=store,
        host=host,
        lookup=Lookup(store, host, tariff, provinces, clock, zone, alarms),
        checkout=Checkout(guarded, host, office, clock, acceptance),
        **exceptions,
        forwarder=_forwarder(own),
        printing=printing,
        print_outbox=PrintOutbox(store, clock, printing),
        confirmations=Confirmations(store, clock),
        proofs=proofs,
        enrolment=open_enrolment(settings, store, host, clock),
        anchoring=anchoring,
        statements=open_statements(settings, store, clock),
        shifts=Shifts(store, office, clock, zone),
        log_in=log_in,
        staff=Staff(store, open_lock_outs(clock), open_pins(settings), clock),
        alarms=alarms,
        sync=ParticipantSync(store, host, clock, coverage_looks(settings, store, clock).take),
        office_log=OfficeLog(store, office, clock, facts_of(settings), __version__),
        reveal=Reveal(store, clock),
        overview=Overview(store),
        verification=Verification(store),
        care=own.care,
        queue=QueueView(store, clock),
        hurrying=Hurrying(store, clock),
        reconciliation=Reconciliation(store, host, office, clock),
        day=day_of(ground),
        pole=own.pole,
        renderer=printer,
        device=printer,
        closing=closing,
    )


def _forwarder(own: _Opened) -> Forwarder:
    patience = Patience.for_calls(own.settings.host.payment_seconds)
    return Forwarder(own.store, own.host, own.clock, _owner(), own.random, patience)


def _exceptions(own: _Opened, log_in: LogIn) -> _Exceptions:
    store, host, office, clock = own.store, own.host, own.settings.office, own.clock
    return {
        "offline": Offline(store, clock, own.settings.offline.limits),
        "approvals": Approvals(store, log_in, clock),
        "reversals": Reversals(store, host, office, clock),
        "cancelling": Cancelling(store, office, clock),
        "refunds": Refunds(store, office, clock),
        "reviews": Reviews(store, host, office, clock),
        "recovery": Recovery(store, office, clock),
    }


def _until_closed(closing: list[Callable[[], None]], opened: Opened) -> Opened:
    closing.append(opened.close)
    return opened


def open_store(settings: Settings, *, careful: bool = False, realigning: bool = False) -> "SqlStore":
    """Open the counter's database: the home's own file, or the server's. Raises ``DatabaseRefused`` or
    ``Unavailable(DATABASE)``, and ``SettingsError`` for a password's file that cannot be read.

    A missing database is an error: a new, empty one in its place would look like a counter without payments.
    ``careful``: whoever sells on it also has it read whole first, where a crash or its size says so. ``realigning``
    opens one that falls short of its high-water mark.
    """
    office, key = settings.office, database_key(settings)
    if settings.server.url:
        from counter_app.database.high_water import MarkFile
        from counter_app.database.server_opening import open_server_store

        mark, anchor = MarkFile(settings.database, key), anchor_file(settings)
        return open_server_store(
            server_of(settings), office.id, office.counter_id, mark, realigning=realigning, anchor=anchor
        )
    from counter_app.database.opening import open_store as open_database

    return open_database(
        settings.database, key, office.id, office.counter_id, create=False, careful=careful, realigning=realigning
    )


def server_of(settings: Settings) -> "Server":
    """The office's server, as the settings name it. Raises ``SettingsError`` when the password's file cannot be read."""
    from counter_app.database.server import Server
    from counter_app.settings_file import named_text

    file = settings.server.password_file
    return Server(settings.server.url, named_text(settings, "server.password_file", file) if file else "")


def check_database(settings: Settings) -> None:
    """Read the home's whole database, also while a window has it open; takes time with its size.

    A server's pages are the server's to check. Raises ``DatabaseRefused`` or ``Unavailable(DATABASE)``.
    """
    from counter_app.database.engine import check_whole

    if not settings.server.url:
        check_whole(settings.database, database_key(settings), alone=False)


def require_own_file(settings: Settings, deed: str) -> None:
    """Raise ``ServerRefused`` unless the database is a file of this home, which alone can be ``deed`` from here."""
    from counter_app.database.errors import ServerRefused

    if settings.server.url:
        place = server_of(settings).place
        raise ServerRefused(f"The database is {place}: it is {deed} by the server's administrator, not from here.")


def database_key(settings: Settings) -> bytes:
    """The key of the home: of its database, or, where that is a server's, of its mark and the PINs.

    Raises ``NoDatabase``, or ``DatabaseRefused`` when the key is gone or cannot be read.
    """
    from counter_app.database.errors import NoDatabase
    from counter_app.database.keys import choose_key_store

    if settings.server.url:
        return choose_key_store(settings.home).key_for(settings.file)
    if not settings.database.exists():  # asked before the key, which would otherwise be made for nothing
        raise NoDatabase(f"There is no database at {settings.database}. Restore the last backup.")
    return choose_key_store(settings.home).key_for(settings.database)


def open_care(settings: Settings, clock: Clock, disk: DiskSpace) -> Care:
    """Backups of the home's database, and the room there is for it; nothing is read yet."""
    from counter_app.database.backup_folder import BackupFolder

    own, backups = limits(settings), None
    if not settings.server.url:
        backups = BackupFolder(settings.database, settings.backups, lambda: database_key(settings), own.refuse_free)
    return Care(backups, disk, clock, ZoneInfo(settings.office.timezone), own)


def limits(settings: Settings) -> Limits:
    """What the settings say of backups and of room on the disk."""
    care, mb = settings.care, 1_000_000
    return Limits(timedelta(minutes=care.backup_minutes), care.warn_free_mb * mb, care.refuse_free_mb * mb)


def database_disk(settings: Settings) -> DiskSpace:
    """The disk that holds the home."""
    from counter_app.database.disk import HomeDisk

    return HomeDisk(settings.home)


def open_log_in(settings: Settings, store: Store, clock: Clock) -> LogIn:
    """Who may work on the home's database; the pepper of their PINs is read when the first one is typed."""
    return LogIn(store, open_pins(settings), clock, open_lock_outs(clock))


def open_pins(settings: Settings) -> Argon2Pins:
    """The hashing of the home's PINs."""
    return Argon2Pins(lambda: pepper_of(settings.home, shared=bool(settings.server.url)))


def open_lock_outs(clock: Clock) -> LockOuts:
    """The measuring of lock-outs, by how long this machine has been running."""
    return LockOuts(clock, SystemUptime())


def open_printing(settings: Settings, store: Store) -> Printing:
    """Receipts of the home's own database, without a host."""
    office, zone, printer = settings.office, ZoneInfo(settings.office.timezone), current_printer(settings)
    return Printing(store, printer, printer, office, SystemClock(), zone, open_proofs(settings))


def open_proofs(settings: Settings) -> Proofs:
    """The home's own key and the counters' public ones; both are read when they are first needed."""
    return Proofs(HomeSigner(settings.home), FileKeyRing(settings.home / RING_FILE), check_signature)


def open_enrolment(settings: Settings, store: Store, host: HostGateway, clock: Clock) -> Enrolment:
    """The home's own key on its way to the host, if that is one that takes keys."""
    signer, ring = HomeSigner(settings.home), FileKeyRing(settings.home / RING_FILE)
    # What a training office signs is to be believed nowhere, so nobody is ever told its key.
    register = host if isinstance(host, KeyRegister) and not settings.office.is_training else None
    return Enrolment(store, signer, ring, register, settings.office, clock)


def open_anchoring(settings: Settings, store: Store, host: HostGateway, clock: Clock) -> Anchoring:
    """The head of the journal on its way to the host, if that is one that keeps heads."""
    memory = anchor_file(settings)
    register = host if isinstance(host, JournalAnchor) else None
    return Anchoring(store, register, memory, settings.office, clock, ZoneInfo(settings.office.timezone))


def open_statements(settings: Settings, store: Store, clock: Clock) -> Statements:
    """Clerks' statements, signed with the home's own key for receipts."""
    from counter_app.reports.statement import StatementPages

    office = settings.office
    return Statements(store, StatementPages(), HomeSigner(settings.home), office, clock, ZoneInfo(office.timezone))


def open_statement_check(settings: Settings, store: Store) -> StatementCheck:
    """Statements held against the home's books, and against the keys that are known here."""
    from counter_app.reports.statement import StatementPages

    ring, office = FileKeyRing(settings.home / RING_FILE), settings.office
    return StatementCheck(store, StatementPages(), ring, check_signature, office, ZoneInfo(office.timezone))


def anchor_file(settings: Settings) -> "AnchorFile":
    """Where this home keeps what the host last held of its journal."""
    from counter_app.database.anchor_file import AnchorFile

    return AnchorFile(settings.database, lambda: database_key(settings))


def printer_device(settings: Settings) -> PrinterDevice:
    """The device the settings name."""
    from counter_app.printing.devices import device_from_url

    return device_from_url(settings.printer.device)


def open_pole(settings: Settings) -> CustomerDisplay | None:
    """The pole that the settings name, if they name one; its line is opened when it is first shown something."""
    display, office = settings.display, settings.office
    if not display.pole:
        return None
    from counter_app.printing.pole import Pole

    return Pole(display.pole, display.pole_commands, display.pole_code_page, office.name, training=office.is_training)


def current_printer(settings: Settings, device: PrinterDevice | None = None) -> "CurrentPrinter":
    """The device and its paper that the settings name, until others take their place; ``device`` is a fake's way in."""
    from counter_app.printing.current import printer_of
    from counter_app.printing.logo import LOGO_FILE, HomeLogo

    return printer_of(settings.printer, device, HomeLogo(settings.home / LOGO_FILE))


def _owner() -> str:
    """A name no other forwarder has, on this machine or another, now or after a restart."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
