"""An invented office that talks to the sandbox host: for trying the counter, for its demo and for its tests."""

from pathlib import Path

from counter_app.domain.people import Role
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.office_setup import NewUser, make_home, with_host_files, write_private
from counter_app.sandbox.access import SandboxAccess
from counter_app.settings import HostSettings, Settings
from counter_app.settings_file import load
from counter_app.settings_writing import written

OFFICE = Office(
    id="40115",
    name="Kantor Pos Bandung Melati",
    address="Jl. Melati Raya 7, Bandung 40115",
    counter_id="01",
    timezone="Asia/Jakarta",
)
CLERK = NewUser("1001", "Dewi Lestari", Role.CLERK, "246810")
SUPERVISOR = NewUser("2001", "Agus Pratama", Role.SUPERVISOR, "135790")
OTHER_CLERK = NewUser("1002", "Bayu Nugroho", Role.CLERK, "864200")
OTHER_SUPERVISOR = NewUser("2002", "Sri Handayani", Role.SUPERVISOR, "975310")
AUDITOR = NewUser("3001", "Ratna Wijaya", Role.AUDITOR, "112358")
STAFF = (CLERK, OTHER_CLERK, SUPERVISOR, OTHER_SUPERVISOR, AUDITOR)
"""Two of each whose work takes two: a drawer is handed over, a case is closed, by somebody else."""


def create(home: Path, sandbox_info: Path, *, device: str | None = None) -> Settings:
    """Make the demo office in ``home`` for the sandbox that ``sandbox_info`` describes: its folder or ``sandbox.json``.

    ``device`` names the printer; without one, receipts go to files in ``home/printer``. A home that is there
    already keeps its people and payments and is told where the sandbox is now. The key lies in a file: what is
    invented needs no keyring, and a machine without a screen has none. Raises as ``make_home`` and ``load`` do.
    """
    from counter_app.database.keys import KEY_FILE, FileKeyStore

    home = home.absolute()
    folder = sandbox_info if sandbox_info.is_dir() else sandbox_info.parent
    settings = at_sandbox(home, OFFICE, SandboxAccess.read(folder), device)
    if settings.file.exists():
        load(home)
        settings = with_host_files(settings)
        write_private(settings.file, written(settings))
        return settings
    return make_home(settings, STAFF, FileKeyStore(home / KEY_FILE))


def at_sandbox(home: Path, office: Office, sandbox: SandboxAccess, device: str | None) -> Settings:
    """Settings of an invented office in ``home`` whose host is that sandbox; ``device`` as for ``create``."""
    return Settings(
        home=home,
        office=office,
        host=HostSettings(
            base_url=sandbox.url,
            client_key=sandbox.client_key,
            client_secret_file=Path(sandbox.client_secret_path),
            private_key_file=Path(sandbox.private_key_path),
            partner_id=sandbox.partner_id,
            ca_file=Path(sandbox.ca_path) if sandbox.ca_path else None,
        ),
        printer=PrinterSettings(device or (home / "printer").as_uri()),
    )
