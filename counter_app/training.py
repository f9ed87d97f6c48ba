"""A counter to learn on: an invented office and a host of its own, beside the real home and never part of it.

Both lie in ``training/`` of the home: ``home`` with its own settings, key and database, ``host`` with the sandbox. A
training office is known by its number (``domain.training``), and speaks to that sandbox and to nobody else.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from counter_app.domain.people import Role
from counter_app.domain.receipt import Office
from counter_app.domain.training import MARK, OFFICE_ID, is_training, marked_name
from counter_app.settings import Settings

if TYPE_CHECKING:
    pass

FOLDER = "training"
HOME, HOST = "home", "host"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OFFICE = Office(
    id=OFFICE_ID,
    name=f"{MARK} Kantor Pos Melati",
    address="Bukan kantor sungguhan",
    counter_id="L1",
    timezone="Asia/Jakarta",
)
PEOPLE = (
    ("9001", "Petugas Latihan", Role.CLERK),
    ("9002", "Petugas Kedua Latihan", Role.CLERK),
    ("9101", "Penyelia Latihan", Role.SUPERVISOR),
    ("9201", "Auditor Latihan", Role.AUDITOR),
    ("9301", "Administrator Latihan", Role.ADMINISTRATOR),
)
PIN = "246810"
"""Everybody's, and on the band of every page: it guards nothing."""


def folder_of(home: Path) -> Path:
    """Where the training of the counter in ``home`` lies; the same for a home that is itself a training one."""
    if home.name == HOME and home.parent.name == FOLDER:
        return home.parent
    return home / FOLDER


def training_faults(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """What a training office must not be set to: table, key, words. And no real office passes for one, or half of one."""
    office, host = values["office"], values["host"]
    if is_training(office["id"]) is not marked_name(office["name"]):
        yield "office", "name", f'office.name – begins with {MARK} where office.id is "{OFFICE_ID}", and only there'
    if not is_training(office["id"]):
        return
    if urlsplit(host["base_url"]).hostname not in LOOPBACK:
        yield "host", "base_url", "host.base_url – a training office speaks to the host on this machine only"
    if host.get("adapter", "snap") != "snap":
        yield "host", "adapter", "host.adapter – a training office's host is its own sandbox: snap"
    if values["server"].get("url"):
        yield "server", "url", "server.url – a training office has a database of its own"


def require_own_host(settings: Settings) -> None:
    """Raise ``SettingsError`` for a training office that is to speak to anything but the sandbox beside its home."""
    if not settings.office.is_training:
        return
    from msgspec import DecodeError

    from counter_app.sandbox.access import SandboxAccess
    from counter_app.settings_file import SettingsError

    try:
        own = SandboxAccess.read(settings.home.parent / HOST)
    except (OSError, DecodeError):
        raise SettingsError(
            f"{settings.file}: a training office without its host; open it with: counter-app train"
        ) from None
    host = settings.host
    named = (host.base_url, host.client_key, host.partner_id)
    if named != (own.url, own.client_key, OFFICE_ID) or urlsplit(own.url).hostname not in LOOPBACK:
        raise SettingsError(f"{settings.file}: a training office speaks to its own host only, not to {host.base_url}")


def create(folder: Path, *, device: str | None = None) -> Settings:
    """Make the training office in ``folder``, whose host has been started there, or tell it where the host is now.

    ``device``: the printer; without one papers go to files in ``home/printer``. The key lies in a file: what is invented
    needs no keyring. Raises as ``make_home`` and ``load`` do, ``SettingsError`` where a home there is no training one.
    """
    from counter_app.database.keys import KEY_FILE, FileKeyStore
    from counter_app.demo_office import at_sandbox
    from counter_app.office_setup import NewUser, make_home, with_host_files, write_private
    from counter_app.sandbox.access import SandboxAccess
    from counter_app.settings_file import SettingsError, load
    from counter_app.settings_writing import written

    home = (folder / HOME).absolute()
    settings = at_sandbox(home, OFFICE, SandboxAccess.read(folder / HOST), device)
    if not settings.file.exists():
        people = [NewUser(number, name, role, PIN) for number, name, role in PEOPLE]
        return make_home(settings, people, FileKeyStore(home / KEY_FILE))
    if not load(home).office.is_training:
        raise SettingsError(f"{settings.file}: this is no training office – nothing was changed")
    settings = with_host_files(settings)
    write_private(settings.file, written(settings))
    return settings
