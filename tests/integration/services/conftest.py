"""The services on a real database, with a host, a printer and a clock that a test holds in its hands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from counter_app import resources
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.approval import Deed
from counter_app.domain.bill import Bill
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.offline import OfflineLimits
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.receipt import Office
from counter_app.domain.tariff import Payer
from counter_app.receipt_keys import check_signature
from counter_app.services.acceptance import Acceptance
from counter_app.services.alarms import HostAlarms
from counter_app.services.approvals import Approvals
from counter_app.services.cancelling import Cancelling
from counter_app.services.checkout import Checkout, Sale
from counter_app.services.closing_act import Closing
from counter_app.services.closings import Closings
from counter_app.services.drawer import Drawer
from counter_app.services.drawer_kicks import DrawerKicks
from counter_app.services.forwarding import Forwarder, Patience
from counter_app.services.handovers import Handovers
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import LogIn, Made
from counter_app.services.lookup import Found, Lookup
from counter_app.services.offline import Offline
from counter_app.services.overview import Overview
from counter_app.services.participant_sync import ParticipantSync
from counter_app.services.print_outbox import PrintOutbox
from counter_app.services.printing import Printing
from counter_app.services.proofs import Proofs
from counter_app.services.recalls import Recalls
from counter_app.services.recovery import Recovery
from counter_app.services.refunds import Refunds
from counter_app.services.reversals import Reversals
from counter_app.services.reviews import Reviews
from counter_app.services.shifts import Shifts
from counter_app.services.verification import Verification
from counter_app.services.x_report import XReports
from tests.helpers.builders import COUNTER_ID, OFFICE_ID, a_participant
from tests.helpers.clocks import ManualClock
from tests.helpers.closing import close_shift
from tests.helpers.database import fresh_store
from tests.helpers.paper import FakeKick, PaperTray, WordsRenderer
from tests.helpers.postgresql import fresh_database, needs_postgresql, server_store
from tests.helpers.proofs import PocketRing, SeedSigner, key_of
from tests.helpers.reply_host import RepliesHost

ZONE = ZoneInfo("Asia/Jakarta")
OFFICE = Office(OFFICE_ID, "Kantor Pos Uji", "Jl. Contoh 1", COUNTER_ID, "Asia/Jakarta")
CLERK = Actor("1001", "Dewi", Role.CLERK)
OTHER_CLERK = Actor("1002", "Budi", Role.CLERK)
AUDITOR = Actor("3001", "Ratna", Role.AUDITOR)
SUPERVISOR = Actor("9001", "Agus", Role.SUPERVISOR)
PATIENCE = Patience()
LIMITS = OfflineLimits()
PIN = "482915"
"""Everybody's, here."""


@dataclass
class Bench:
    """One counter on the bench. ``sell`` takes a sale all the way to the commit."""

    store: SqlStore
    clock: ManualClock = field(default_factory=ManualClock)
    host: RepliesHost = field(default_factory=RepliesHost)
    tray: PaperTray = field(default_factory=PaperTray)
    signer: SeedSigner = field(default_factory=SeedSigner)
    office: Office = OFFICE
    payers: Iterator[int] = field(default_factory=count)
    """Each sale is another payer's, as nobody pays a month twice."""

    def __post_init__(self) -> None:
        tariff = resources.tariff()
        self.tariff = tariff
        self.alarms = HostAlarms(self.store, self.clock, ZONE)
        self.lookup = Lookup(self.store, self.host, tariff, resources.provinces(), self.clock, ZONE, self.alarms)
        self.acceptance = Acceptance(ZONE, LIMITS)
        self.checkout = Checkout(self.store, self.host, self.office, self.clock, self.acceptance)
        self.forwarder = self.another_forwarder("forwarder-1")
        self.proofs = Proofs(
            self.signer, PocketRing(key_of(self.signer, OFFICE_ID, self.office.counter_id)), check_signature
        )
        self.printing = Printing(self.store, WordsRenderer(), self.tray, self.office, self.clock, ZONE, self.proofs)
        self.print_outbox = PrintOutbox(self.store, self.clock, self.printing)
        self.shifts = BenchShifts(self)
        self.closings = Closings(self.store, self.clock)
        self.handovers = Handovers(self.store, self.office, self.clock, ZONE)
        self.kick = FakeKick()
        self.drawer = Drawer(self.store, self.kick, self.office, self.clock)
        self.kicks = DrawerKicks(self.store, self.kick, self.office, self.clock)
        self.x_reports = XReports(self.store, self.office, self.clock)
        self.recalls = Recalls(self.store, self.office, self.clock)
        self.log_in = LogIn(self.store, QuickHasher(), self.clock, LockOuts(self.clock, self.clock.uptime))
        self.approvals = Approvals(self.store, self.log_in, self.clock)
        self.offline = Offline(self.store, self.clock, LIMITS)
        self.reversals = Reversals(self.store, self.host, self.office, self.clock)
        self.cancelling = Cancelling(self.store, self.office, self.clock)
        self.refunds = Refunds(self.store, self.office, self.clock)
        self.reviews = Reviews(self.store, self.host, self.office, self.clock)
        self.recovery = Recovery(self.store, self.office, self.clock)
        self.overview = Overview(self.store)
        self.sync = ParticipantSync(self.store, self.host, self.clock)
        self.verification = Verification(self.store)

    def another_forwarder(self, owner: str) -> Forwarder:
        return Forwarder(self.store, self.host, self.clock, owner, lambda: 0.5, PATIENCE)

    def bill(self, participant: Participant, months: int = 1) -> Bill:
        assert participant.income_basis is not None
        assert participant.sector is not None
        payer = Payer(participant.income_basis, participant.sector)
        return self.tariff.quote(payer, participant.programmes, Month(2026, 11), months)

    def sale(self, participant: Participant | None = None, months: int = 1) -> Sale:
        participant = participant or a_participant(next(self.payers))
        return Sale.of(Found(participant, self.bill(participant, months), None, ()))

    def sell(self, sale: Sale | None = None) -> Payment:
        sale = sale or self.sale()
        if self.shifts.current() is None:
            self.shifts.open(CLERK, Rupiah(200_000))
        return self.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)

    def state(self, payment: Payment) -> PaymentState:
        return self.stored(payment).state

    def stored(self, payment: Payment) -> Payment:
        with self.store.reading() as work:
            found = work.payments.get(payment.id)
        assert found is not None
        return found

    def entries(self, act: str) -> list[dict[str, object]]:
        """The facts of all journal entries of one kind, with who made them."""
        with self.store.reading() as work:
            contents = [json.loads(entry.canonical) for entry in work.journal.chain()]
        return [content["facts"] | {"actor": content["actor"]} for content in contents if content["act"] == act]

    def consent(self, deed: Deed, subject: UUID, actor: Actor = CLERK) -> UUID:
        """A supervisor types their PIN for one act of ``actor``."""
        with self.store.reading() as work:
            known = work.accounts.get(SUPERVISOR.id)
        if known is None:
            self.log_in.add(SUPERVISOR, SUPERVISOR.id, SUPERVISOR.name, SUPERVISOR.role, PIN)
        return self.approvals.give(actor, deed, subject, SUPERVISOR.id, PIN).id

    def wait_until_due(self) -> None:
        self.clock.advance((PATIENCE.longest * 2 + timedelta(seconds=1)).total_seconds())


class BenchShifts(Shifts):
    """Closes in one go what most tests only want closed."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.store, bench.office, bench.clock, ZONE)
        self._bench = bench

    def close(self, actor: Actor, cash: Rupiah, shift_id: UUID | None = None) -> Closing:
        return close_shift(self._bench.closings, self._bench.store, actor, cash, self._bench.consent, shift_id)


class QuickHasher:
    """Implements ``PinHasher`` without the half second that argon2 takes on purpose."""

    def __init__(self) -> None:
        self.verified = 0
        self.salt = "hashed"
        self.makers: dict[str, Made] = {}

    def hash(self, pin: str) -> str:
        return f"{self.salt} {pin[::-1]}"

    def verify(self, pin_hash: str, pin: str) -> bool:
        self.verified += 1
        return pin_hash.partition(" ")[2] == pin[::-1]

    def made(self, pin_hash: str) -> Made:
        return self.makers.get(pin_hash, Made.AS_NOW)


ON_BOTH = frozenset(
    {
        "acceptance",
        "approvals",
        "attacks",
        "attacks_day",
        "cancelling",
        "cases",
        "checkout",
        "closings",
        "drawer_moves",
        "forwarding",
        "handovers",
        "print_outbox",
        "printing",
        "refunds",
        "retention",
        "reversals",
    }
    | {"registration", "registration_forwarding", "registration_lists", "shifts", "verification"}
)
"""The tests that are run on a server too: those of what moves money, and of what proves it. ``--every-database`` runs
all of them on both."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On which databases a test of the services is run."""
    if "store" not in metafunc.fixturenames:
        return
    both = metafunc.config.getoption("every_database") or metafunc.module.__name__.rpartition(".test_")[2] in ON_BOTH
    server = [pytest.param("server", marks=needs_postgresql)] if both else []
    metafunc.parametrize("store", ["file", *server], indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """Every service works the same on either database."""
    made = fresh_store(tmp_path) if request.param == "file" else server_store(fresh_database(), tmp_path)
    yield made
    made.close()


@pytest.fixture
def bench(store: SqlStore) -> Bench:
    return Bench(store)
