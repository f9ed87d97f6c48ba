"""A whole counter for tests of the window: real services over a real database, a scripted host, a file for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.bootstrap import Counter, build
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Undelivered
from counter_app.domain.journal import Act, Entry
from counter_app.domain.participant import Participant
from counter_app.domain.people import Account, Actor, Role
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.services.ports import UnitOfWork
from counter_app.settings import HostSettings, Settings, WindowSettings
from tests.helpers.builders import CLERK_ID, COUNTER_ID, OFFICE_ID, a_participant
from tests.helpers.clocks import ManualClock
from tests.helpers.database import KEY, fresh_store
from tests.helpers.fake_host import ScriptedHost

CLERK = Actor(CLERK_ID, "Dewi Lestari", Role.CLERK)
PIN = "246810"


class Drawer:
    """A printer that keeps what it is given; ``broken`` takes nothing, ``jams`` takes half."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, bytes]] = []
        self.broken = False
        self.jams = False

    @property
    def name(self) -> str:
        return "test"

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        if self.broken:
            raise Undelivered("no paper", 0, Trouble.NO_PAPER)
        if self.jams:
            raise Undelivered("reset by peer", len(data) // 2)
        self.papers.append((job, data))
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        return PrinterStatus(told=True, trouble=Trouble.NO_PAPER if self.broken else None)


@dataclass(frozen=True, slots=True)
class TestCounter:
    """The counter and the fakes around it, so that a test can turn them."""

    __test__ = False

    counter: Counter
    store: SqlStore
    host: ScriptedHost
    printer: Drawer
    clock: ManualClock


def a_counter(
    folder: Path, people: Sequence[Participant] = (), window: WindowSettings | None = None, *, accounts: bool = True
) -> TestCounter:
    """A fresh one in ``folder``, with ``CLERK`` on the staff. Whoever asked for it closes ``store``."""
    clock = ManualClock()
    store = fresh_store(folder)
    FileKeyStore(folder / KEY_FILE).save(KEY)  # for backups, which open the database by themselves
    host = ScriptedHost(people or (a_participant(),), clock)
    printer = Drawer()
    counter = build(settings(folder, window), clock=clock, host=host, device=printer, store=store)
    if accounts:
        with store.writing() as work:
            employ(work, Account(CLERK, cheap_hash()), clock.now())
    return TestCounter(counter, store, host, printer, clock)


def employ(work: UnitOfWork, account: Account, at: datetime) -> None:
    """Put somebody on the staff, as the program does: with the journal's entry."""
    work.accounts.save(account)
    work.journal.append(
        Entry(at, "system:set-up", Act.USER_ADDED, account.actor.id, {"role": account.actor.role.value})
    )


def settings(folder: Path, window: WindowSettings | None = None) -> Settings:
    """Settings of a counter nobody else has; the host's files are never read."""
    return Settings(
        home=folder,
        office=Office(
            OFFICE_ID, "Kantor Pos Bandung Asia Afrika", "Jl. Asia Afrika 49, Bandung", COUNTER_ID, "Asia/Jakarta"
        ),
        host=HostSettings("https://127.0.0.1:1", "test", folder / "secret", "40115", folder / "key.pem"),
        printer=PrinterSettings(f"file://{folder}/paper"),
        window=window or WindowSettings(),
    )


def cheap_hash() -> str:
    """Of ``PIN``, in no time."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
