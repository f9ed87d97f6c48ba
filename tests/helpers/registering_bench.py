"""Registering on a bench: a real database, a host whose answers a test holds in its hand, a clock that stands still."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from counter_app import resources
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.outbox import NoAnswer
from counter_app.domain.people import Actor, Role
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.receipt import Office
from counter_app.domain.registration import Registration
from counter_app.domain.registration_form import Applicant, Form
from counter_app.domain.registration_outbox import Decided, Decision, RegistrationAnswer, RegistrationItem
from counter_app.lists import ListFiles
from counter_app.near_names import NearNames
from counter_app.occupation_list import OccupationList
from counter_app.services.forwarding import Patience
from counter_app.services.registration import Registering
from counter_app.services.registration_forwarding import RegistrationForwarder
from counter_app.services.registration_lists import RegistrationLists
from counter_app.services.registration_rules import Rules
from counter_app.services.verification import Verification
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.clocks import ManualClock
from tests.helpers.registrations import CONSENT, a_form
from tests.helpers.reply_host import RepliesHost

ZONE = ZoneInfo("Asia/Jakarta")
OFFICE = Office(OFFICE_ID, "Kantor Pos Uji", "Jl. Contoh 1", COUNTER_ID, "Asia/Jakarta")
CLERK = Actor("1001", "Dewi", Role.CLERK)
DECIDED = datetime(2026, 11, 22, 2, 20, tzinfo=UTC)
PATIENCE = Patience()

Answer = RegistrationAnswer | Callable[[], RegistrationAnswer]


@dataclass
class AnsweringHost(RepliesHost):
    """Registers as it is told to: ``answers`` in order, to applications and questions alike; then it is away."""

    answers: list[Answer] = field(default_factory=list)

    def registration_body(self, registration: Registration, applicant: Applicant) -> bytes:
        return json.dumps([str(registration.id), applicant.nik.number, str(applicant.first_period)]).encode()

    def register(self, body: bytes) -> RegistrationAnswer:
        return self._answer("register", body)

    def registration_status(self, registration_id: UUID) -> RegistrationAnswer:
        return self._answer("registration-status", registration_id)

    def _answer(self, name: str, content: object) -> RegistrationAnswer:
        self.calls.append((name, content))
        if not self.answers:
            return NoAnswer("no line")
        answer = self.answers.pop(0)
        return answer() if callable(answer) else answer


@dataclass
class RegisteringBench:
    """One counter that registers."""

    store: SqlStore
    clock: ManualClock = field(default_factory=ManualClock)
    host: AnsweringHost = field(default_factory=AnsweringHost)

    def __post_init__(self) -> None:
        tariff = resources.tariff()
        rules = Rules(resources.provinces(), tariff, OccupationList.delivered().sectors)
        self.names = NearNames(self.store)
        self.registering = Registering(self.store, self.host, OFFICE, self.clock, ZONE, rules, self.names)
        self.lists = RegistrationLists(self.store, self.host, OFFICE, self.clock, ZONE, rules, ListFiles())
        self.forwarder = self.another_forwarder("forwarder-1")
        self.verification = Verification(self.store)

    def another_forwarder(self, owner: str) -> RegistrationForwarder:
        return RegistrationForwarder(
            self.store, self.host, self.clock, owner, lambda: 0.5, PATIENCE, resources.tariff()
        )

    def submit(self, form: Form | None = None, registration_id: UUID | None = None) -> Registration:
        return self.registering.submit(CLERK, registration_id or uuid4(), form or a_form(), CONSENT)

    def stored(self, registration: Registration) -> Registration:
        return self.registering.one(CLERK, registration.id)

    def item(self, registration: Registration) -> RegistrationItem:
        with self.store.reading() as work:
            found = work.registration_outbox.get(registration.id)
        assert found is not None
        return found

    def slips(self, registration: Registration) -> list[PrintJob]:
        with self.store.reading() as work:
            return list(work.prints.of_subject(registration.id, Document.REGISTRATION))

    def entries(self, act: str) -> list[dict[str, object]]:
        """The facts of all journal entries of one kind, with who made them."""
        with self.store.reading() as work:
            contents = [json.loads(entry.canonical) for entry in work.journal.chain()]
        return [content["facts"] | {"actor": content["actor"]} for content in contents if content["act"] == act]

    def journal_text(self) -> str:
        with self.store.reading() as work:
            return "".join(entry.canonical.decode() for entry in work.journal.chain())

    def fault(self) -> str | None:
        return self.verification.run().fault

    def wait_until_due(self) -> None:
        self.clock.advance((PATIENCE.longest * 2 + timedelta(seconds=1)).total_seconds())


def issued(registration: Registration, number: int = 1) -> Decided:
    """The host's answer that gives a card number."""
    kpj, code = f"{22_000_000_000 + number}", f"{881_000_000_000 + number}"
    return Decided(str(registration.id), Decision.ACCEPTED, kpj, code, decided_at=DECIDED, code="2009200")


def refused(registration: Registration, reason: str = "NIK_EXISTS") -> Decided:
    """The host's answer that refuses."""
    return Decided(str(registration.id), Decision.REFUSED, reason=reason, decided_at=DECIDED, code="2009200")


def examined(registration: Registration) -> Decided:
    """The host's answer that it will decide."""
    return Decided(str(registration.id), Decision.PENDING, code="2009200")
