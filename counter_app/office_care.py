"""Care that takes a person: restoring a backup, re-aligning a counter with it, and the recovery key."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app.clock import SystemClock
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.services.realignment import HostSide, Realigned, Realignment
from counter_app.settings import Settings

if TYPE_CHECKING:
    from counter_app.database.contents import Contents
    from counter_app.database.unit_of_work import SqlStore

ACTOR = "system:restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore put in place, where the database before it is kept, and why it may not be used yet, if so."""

    contents: "Contents"
    aside: Path | None
    refused: str | None


def restore(settings: Settings, backup: Path, recovery_key: bytes | None = None) -> Restored:
    """Put a backup of this counter in place of its database; whatever was there is kept under another name.

    ``recovery_key`` becomes the key of this home, as on a new machine. Raises ``DatabaseRefused`` for a backup that
    must not be used, ``KeyMissing`` when no key is known, ``Unavailable(DATABASE)`` while the window is open, ``OSError``.
    """
    from counter_app.bootstrap import require_own_file
    from counter_app.database.errors import KeyMissing
    from counter_app.database.keys import choose_key_store
    from counter_app.database.restore import prepare, swap

    require_own_file(settings, "restored")
    keys, at = choose_key_store(settings.home), SystemClock().now()
    present = keys.load()
    key = recovery_key or present
    if key is None:
        raise KeyMissing(f"There is no key in {keys.describe()}. Use the one on paper: --recovery-key")
    contents = prepare(backup, settings.database, key, settings.office.id, settings.office.counter_id)
    aside = swap(settings.database, present, at)
    if key != present:
        keys.replace(key, at)
    _journal_restore(settings, key, backup, contents)
    return Restored(contents, aside, _refusal(settings))


def realign(settings: Settings, by: str, pin: str, *, without_host: bool = False) -> Realigned:
    """Take the database as it is, in the name of supervisor ``by``; what the host holds of its journal is answered for.

    Raises as ``log_in`` and ``Realignment.run`` do, and ``Unavailable(HOST)`` unless ``without_host``: then only what
    the host said before, as far as it is remembered here, is answered for.
    """
    from counter_app.bootstrap import anchor_file, database_key, open_log_in
    from counter_app.database.high_water import MarkFile

    key, clock = database_key(settings), SystemClock()
    store = _unmarked(settings, key)
    try:
        supervisor = open_log_in(settings, store, clock).log_in(by, pin)
        supervisor.require(Right.KEEP_DATABASE)
        host = _host_side(settings, store, without_host=without_host)
        done = Realignment(store, MarkFile(settings.database, key), settings.office, clock).run(supervisor, host)
        if host.held is not None:
            anchor_file(settings).keep(host.held)
        return done
    finally:
        store.close()


def show_recovery_key(settings: Settings, by: str, pin: str) -> tuple[Actor, tuple[str, ...]]:
    """The recovery key in groups, for supervisor ``by``; that it was shown is journaled first. Raises as ``log_in``."""
    from counter_app.bootstrap import database_key, open_log_in, open_store
    from counter_app.database.recovery_key import groups_of

    store = open_store(settings)
    try:
        actor = open_log_in(settings, store, SystemClock()).log_in(by, pin)
        actor.require(Right.KEEP_DATABASE)
        _note(store, settings, Act.RECOVERY_KEY_SHOWN, actor.id)
    finally:
        store.close()
    return actor, groups_of(database_key(settings))


def print_recovery_key(settings: Settings, groups: Sequence[str]) -> None:
    """The key on the counter's own printer. Raises ``Unavailable(PRINTER)``, for a folder in a printer's place too."""
    from counter_app.bootstrap import printer_device
    from counter_app.printing.devices.file import FileDevice
    from counter_app.printing.escpos import encode
    from counter_app.printing.profile import profile_of
    from counter_app.printing.recovery_paper import recovery_document

    device, office = printer_device(settings), settings.office
    if isinstance(device, FileDevice):
        raise Unavailable(Service.PRINTER, "the printer is a folder, and the key must not lie in a file")
    today = SystemClock().now().astimezone(ZoneInfo(office.timezone)).strftime("%d-%m-%Y")
    document = recovery_document(office, groups, today)
    device.deliver(encode(document, profile_of(settings.printer)), "recovery-key")


def note_recovery_key_tested(settings: Settings, by: str) -> None:
    """From now on the paper counts: ``by`` has read it back. Raises ``DatabaseRefused``, ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import database_key, open_store
    from counter_app.database.recovery_key import note_tested

    store = open_store(settings)
    try:
        _note(store, settings, Act.RECOVERY_KEY_TESTED, by)
    finally:
        store.close()
    note_tested(settings.home, database_key(settings))


def _host_side(settings: Settings, store: "SqlStore", *, without_host: bool) -> HostSide:
    from counter_app.bootstrap import anchor_file, open_anchoring
    from counter_app.hosts import open_host

    if without_host:
        return HostSide(anchor_file(settings).read(), asked=False)
    clock = SystemClock()
    host = open_host(settings, clock)
    try:
        held = open_anchoring(settings, store, host, clock).ask()
    finally:
        host.close()
    return HostSide(held, asked=held is not None)


def _journal_restore(settings: Settings, key: bytes, backup: Path, contents: "Contents") -> None:
    store = _unmarked(settings, key)
    try:
        facts: dict[str, Fact] = {
            "from": backup.name,
            "head": contents.head,
            "entries": contents.entries,
            "receipts": contents.receipts,
        }
        with store.writing() as work:
            at = SystemClock().now()
            work.journal.append(Entry(at, ACTOR, Act.DATABASE_RESTORED, settings.office.counter_id, facts))
    finally:
        store.close()


def _refusal(settings: Settings) -> str | None:
    from counter_app.bootstrap import open_store
    from counter_app.database.errors import DatabaseBehind

    try:
        open_store(settings).close()
    except DatabaseBehind as behind:
        return str(behind)
    return None


def _unmarked(settings: Settings, key: bytes) -> "SqlStore":
    from counter_app import bootstrap
    from counter_app.database.opening import open_store

    if settings.server.url:
        return bootstrap.open_store(settings, realigning=True)
    office = settings.office
    return open_store(settings.database, key, office.id, office.counter_id, create=False, realigning=True)


def _note(store: "SqlStore", settings: Settings, act: Act, by: str) -> None:
    with store.writing() as work:
        work.journal.append(Entry(SystemClock().now(), by, act, settings.office.counter_id, {}))
