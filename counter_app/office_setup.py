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
from counter_app.domain.people import Role, check_new_pin, new_person
from counter_app.pins import Argon2Pins, pepper_from
from counter_app.receipt_keys import RING_FILE, FileKeyRing, HomeSigner
from counter_app.services.enrolment import Enrolment
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import FIRST_BY, LogIn
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, parse
from counter_app.settings_writing import written

if TYPE_CHECKING:
    from counter_app.database.keys import KeyStore


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to add: staff number, name, role, and the PIN to begin with."""

    id: str
    name: str
    role: Role
    pin: str = field(repr=False)


def make_home(settings: Settings, people: Sequence[NewUser], keys: "KeyStore") -> Settings:
    """Make the home that ``settings`` describe and return them as they were written.

    The host's files are copied into it. The settings are written last, so that a home that was not finished never
    passes for one. Raises ``SettingsError`` when the values are not allowed or something stands there already,
    ``Declined`` for a PIN or staff number, ``DatabaseRefused`` or ``Unavailable(DATABASE)``, ``OSError``.
    """
    _check(settings, people)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = with_host_files(settings)
    _make_database(settings, people, keys)
    write_private(settings.file, written(settings))
    return settings


def with_host_files(settings: Settings) -> Settings:
    """Copy secret, key and certificate into the home, readable by their owner only, and name the copies."""
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
        ),
    )


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
    from counter_app.database.opening import open_store

    office, clock, key = settings.office, SystemClock(), keys.key_for(settings.database)
    store = open_store(settings.database, key, office.id, office.counter_id)
    try:
        with store.writing() as work:
            work.journal.append(
                Entry(clock.now(), FIRST_BY, Act.COUNTER_SET_UP, office.counter_id, {"office": office.id})
            )
        first = [(new_person(person.id, person.name, person.role), person.pin) for person in people]
        pins = Argon2Pins(lambda: pepper_from(key))
        LogIn(store, pins, clock, LockOuts(clock, SystemUptime())).add_first(first)
        signer, ring = HomeSigner(settings.home), FileKeyRing(settings.home / RING_FILE)
        Enrolment(store, signer, ring, None, office, clock).begin()
    finally:
        store.close()


def _copied(source: Path, target: Path) -> Path:
    if source != target:
        shutil.copyfile(source, target)
        target.chmod(0o600)
    return target
