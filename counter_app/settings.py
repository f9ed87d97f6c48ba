"""What an office can set about its counter. Values only; ``settings_file`` reads and writes them."""

import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from counter_app.domain.coverage import Target
from counter_app.domain.money import Rupiah
from counter_app.domain.offline import OfflineLimits
from counter_app.domain.personal_data import Period, Topic
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.receipt import Office

HOME_VARIABLE = "COUNTER_HOME"
FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class HostSettings:
    """Where the host is and who we are to it. Files are absolute; times are seconds.

    ``adapter``: ``snap`` or ``iak``. For ``iak`` the client key is the agent's user name and the secret its API key;
    only ``snap`` has a private key.
    ``ca_file``: the authority that signed the host's certificate; only a host on this machine, reached by plain
    http, goes without. ``pins``: the keys that such an authority may have, one of them a spare (``gateway.pinning``).
    ``connect_seconds`` bounds the connection, ``read_seconds`` one silence, ``payment_seconds`` and
    ``lookup_seconds`` a whole call.
    """

    base_url: str
    client_key: str
    client_secret_file: Path
    partner_id: str
    private_key_file: Path | None = None
    ca_file: Path | None = None
    connect_seconds: float = 3.0
    read_seconds: float = 6.0
    payment_seconds: float = 10.0
    lookup_seconds: float = 1.5
    adapter: str = "snap"
    pins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """What the payer sees of their payment. ``pole``: the serial line that a pole of two lines is at; empty: there is none.

    ``pole_commands``: ``epson`` or ``cd5220``; ``pole_code_page``: what it is switched to, for the letters of the office's
    name. ``second_screen``: ``on``, for the monitor that the window is not on, ``off``, or a monitor by its name.
    """

    pole: str = ""
    pole_commands: str = "epson"
    pole_code_page: str = "CP437"
    second_screen: str = "on"


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """``language``: ``id`` or ``en``; ``theme``: ``light``, ``dark`` or ``system``.

    ``idle_lock_minutes``: until an idle window asks for the PIN. ``receipt_wait_seconds``: how long a receipt
    waits for the host's answer, so that the payer gets a final one.
    """

    language: str = "id"
    theme: str = "light"
    idle_lock_minutes: int = 5
    receipt_wait_seconds: float = 2.5


@dataclass(frozen=True, slots=True)
class LogSettings:
    """``level``: the least that is written to the log: ``DEBUG``, ``INFO``, ``WARNING`` or ``ERROR``."""

    level: str = "INFO"


@dataclass(frozen=True, slots=True)
class CareSettings:
    """How the database is cared for.

    ``backup_folder`` may be relative to the home. With less than ``warn_free_mb`` (million bytes) on the database's
    disk the clerk is warned, with less than ``refuse_free_mb`` no payment is taken.
    """

    backup_folder: Path = Path("backups")
    backup_minutes: int = 60
    warn_free_mb: int = 1_000
    refuse_free_mb: int = 100


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The office's PostgreSQL server, for an office with many counters; without an address the database is a file.

    ``password_file`` is absolute and holds the password alone; a server that asks for none goes without.
    """

    url: str = ""
    password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class OfflineSettings:
    """How far this counter may go without the host before a supervisor has to allow each payment.

    ``payment``: one payment, ``total``: all that wait, both rupiah; ``count``: how many wait; ``bill_age_hours``: how
    old the office's data of a payer may be, ``queue_age_hours``: how long the oldest may have waited.
    """

    payment: int = 2_000_000
    total: int = 20_000_000
    count: int = 200
    bill_age_hours: int = 168
    queue_age_hours: int = 24

    @property
    def limits(self) -> OfflineLimits:
        """The same as the services know it."""
        return OfflineLimits(
            payment=Rupiah(self.payment),
            total=Rupiah(self.total),
            count=self.count,
            bill_age=timedelta(hours=self.bill_age_hours),
            queue_age=timedelta(hours=self.queue_age_hours),
        )


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """How many years personal data is kept after it was last of use; an office that is told otherwise sets it so.

    UU 27/2022 (PDP) asks that a period is set and that data goes when it is over; it names no number. What proves a
    payment is kept for ten years by UU 8/1997 on company documents and is no part of this. *Confirm* with the office.
    ``participants``: since the host last told of them. ``registrations``: since the host decided. ``contacts``: since
    they were noted. ``logs``: since a file was last written to.
    """

    participants_years: int = 5
    registrations_years: int = 2
    contacts_years: int = 2
    logs_years: int = 1

    @property
    def periods(self) -> tuple[Period, ...]:
        """The same as the services know it."""
        return (
            Period(Topic.PARTICIPANTS, self.participants_years),
            Period(Topic.REGISTRATIONS, self.registrations_years),
            Period(Topic.CONTACTS, self.contacts_years),
            Period(Topic.LOGS, self.logs_years),
        )


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """What the office wants to reach; 0: no target.

    ``active_participants``: people active in a month; ``monthly_amount``: contributions taken in a month, rupiah.
    """

    active_participants: int = 0
    monthly_amount: int = 0

    @property
    def target(self) -> Target:
        """The same as the services know it."""
        amount = Rupiah(self.monthly_amount) if self.monthly_amount else None
        return Target(self.active_participants or None, amount)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; ``home`` is the folder it was read from and all data of the counter lies in."""

    home: Path
    office: Office
    host: HostSettings
    printer: PrinterSettings
    display: DisplaySettings = field(default_factory=DisplaySettings)
    window: WindowSettings = field(default_factory=WindowSettings)
    care: CareSettings = field(default_factory=CareSettings)
    server: ServerSettings = field(default_factory=ServerSettings)
    offline: OfflineSettings = field(default_factory=OfflineSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    target: TargetSettings = field(default_factory=TargetSettings)
    log: LogSettings = field(default_factory=LogSettings)

    @property
    def file(self) -> Path:
        return self.home / FILE_NAME

    @property
    def database(self) -> Path:
        return self.home / "counter.db"

    @property
    def backups(self) -> Path:
        return self.home / self.care.backup_folder

    @property
    def logs(self) -> Path:
        return self.home / "logs"


def default_home() -> Path:
    """The counter's folder: ``COUNTER_HOME``, or where this system keeps a user's data."""
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("loket", appauthor=False)
