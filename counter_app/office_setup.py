"""Making a counter's home: host files, keys, database, first people and, last of all, the settings."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.clock import SystemClock, SystemUptime
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry
from counter_app.domain.people import Actor, Right, Role, check_new_pin, new_person
from counter_app.pins import Argon2Pins, pepper_from, pepper_of
from counter_app.receipt_keys import RING_FILE, FileKeyRing, HomeSigner
from counter_app.services.enrolment import Enrolment
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import FIRST_BY, LogIn
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, parse
from counter_app.settings_writing import written

if TYPE_CHECKING:
    from counter_app.database.keys import KeyStore
    from counter_app.database.unit_of_work import SqlStore


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to add: staff number, name, role, and the PIN to begin with."""

    id: str
    name: str
    role: Role
    pin: str = field(repr=False)


def make_home(
    settings: Settings, people: Sequence[NewUser], keys: "KeyStore", pins_key: Path | None = None
) -> Settings:
    """Make the home that ``settings`` describe and return them as they were written.

    At a server where the office has people already, the supervisor among ``people`` types the PIN they have there, and
    ``pins_key`` is the ``pins.key`` of another counter's home. The host's files are copied into the home. The settings are written last, so that a home that was not finished never
    passes for one. Raises ``SettingsError`` when the values are not allowed or something stands there already,
    ``Declined`` for a PIN or staff number, ``DatabaseRefused`` or ``Unavailable(DATABASE)``, ``OSError``.
    """
    _check(settings, people)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = _with_server_files(with_host_files(settings), pins_key)
    _make_database(settings, people, keys)
    write_private(settings.file, written(settings))
    return settings


def with_host_files(settings: Settings) -> Settings:
    """Copy secret, key and certificate into the home, readable by their owner only, and name the copies.

    The authority that is given now is the one that is believed from now on, unless others are pinned already. Raises
    ``SettingsError`` for a file that holds none, ``OSError``.
    """
    folder, host = settings.home / "host", settings.host
    folder.mkdir(exist_ok=True, mode=0o700)
    return replace(
        settings,
        host=replace(
            host,
            client_secret_file=_copied(host.client_secret_file, folder / "client-secret"),
            private_key_file=_copied(host.private_key_file, folder / "client-key.pem")
            if host.private_key_file
            else None,
            ca_file=_copied(host.ca_file, folder / "ca.pem") if host.ca_file else None,
            pins=host.pins or _pins(host.ca_file),
        ),
    )


def _pins(ca_file: Path | None) -> tuple[str, ...]:
    from counter_app.gateway.pinning import pins_of

    try:
        return () if ca_file is None else pins_of(ca_file)
    except ValueError as error:
        raise SettingsError(f"{ca_file}: this is no certificate (PEM): {error}") from None


def _with_server_files(settings: Settings, pins_key: Path | None) -> Settings:
    from counter_app.pins import KEY_FILE

    if pins_key is not None:
        _copied(pins_key, settings.home / KEY_FILE)
    server = settings.server
    if server.password_file is None:
        return settings
    kept = _copied(server.password_file, settings.home / "server-password")
    return replace(settings, server=replace(server, password_file=kept))


def write_private(file: Path, text: str) -> None:
    """Write a file whole or not at all, for its owner only."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    Path(name).replace(file)


def _check(settings: Settings, people: Sequence[NewUser]) -> None:
    for taken in (settings.file, settings.database):
        if taken.exists():
            raise SettingsError(f"{taken} exists already – nothing was changed; choose another folder")
    parse(written(settings), settings.home)
    for person in people:
        check_new_pin(person.pin)
    ids = [new_person(person.id, person.name, person.role).id for person in people]
    for staff_number in ids:
        if ids.count(staff_number) > 1:
            raise Declined(Reason.USER_EXISTS, user=staff_number)


def _make_database(settings: Settings, people: Sequence[NewUser], keys: "KeyStore") -> None:
    office, clock, key = settings.office, SystemClock(), keys.key_for(settings.database)
    store = _new_store(settings, key)
    try:
        pins = Argon2Pins(lambda: pepper_of(settings.home, shared=True) if settings.server.url else pepper_from(key))
        log_in = LogIn(store, pins, clock, LockOuts(clock, SystemUptime()))
        supervisor = _known_supervisor(store, log_in, people)
        with store.writing() as work:
            work.journal.append(
                Entry(clock.now(), FIRST_BY, Act.COUNTER_SET_UP, office.counter_id, {"office": office.id})
            )
        if supervisor is None:
            log_in.add_first([(new_person(each.id, each.name, each.role), each.pin) for each in people])
        else:
            _joined(log_in, supervisor, people)
        signer, ring = HomeSigner(settings.home), FileKeyRing(settings.home / RING_FILE)
        Enrolment(store, signer, ring, None, office, clock).begin()
    finally:
        store.close()


def _new_store(settings: Settings, key: bytes) -> "SqlStore":
    office = settings.office
    if settings.server.url:
        from counter_app.bootstrap import server_of
        from counter_app.database.high_water import MarkFile
        from counter_app.database.server_opening import add_counter, open_server_store

        server = server_of(settings)
        add_counter(server, office.id, office.counter_id)
        return open_server_store(server, office.id, office.counter_id, MarkFile(settings.database, key))
    from counter_app.database.opening import open_store

    return open_store(settings.database, key, office.id, office.counter_id)


def _known_supervisor(store: "SqlStore", log_in: LogIn, people: Sequence[NewUser]) -> Actor | None:
    """Who brings the new counter into an office that has people already; ``None`` where it has nobody yet."""
    with store.reading() as work:
        if work.accounts.count() == 0:
            return None
    supervisor = next(each for each in people if each.role is Role.SUPERVISOR)
    actor = log_in.prove(supervisor.id, supervisor.pin)
    actor.require(Right.ADD_USER)
    return actor


def _joined(log_in: LogIn, supervisor: Actor, people: Sequence[NewUser]) -> None:
    """Whoever the office knows already stays who they are, with the PIN they have."""
    for person in people:
        try:
            log_in.add(supervisor, person.id, person.name, person.role, person.pin)
        except Declined as declined:
            if declined.reason is not Reason.USER_EXISTS:
                raise


def _copied(source: Path, target: Path) -> Path:
    if source != target:
        shutil.copyfile(source, target)
        target.chmod(0o600)
    return target
