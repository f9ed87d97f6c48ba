"""A scripted host that also registers workers, and a counter at it."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from counter_app.bootstrap import build
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.domain.outbox import NoAnswer, NotKnown
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.people import Account
from counter_app.domain.registration import Registration
from counter_app.domain.registration_form import Applicant
from counter_app.domain.registration_outbox import Decided, Decision, RegistrationAnswer
from counter_app.settings import WindowSettings
from tests.helpers.builders import a_participant
from tests.helpers.clocks import ManualClock
from tests.helpers.counters import CLERK, Drawer, TestCounter, cheap_hash, employ, settings
from tests.helpers.database import KEY, fresh_store
from tests.helpers.fake_host import ScriptedHost

DECIDED = datetime(2026, 11, 22, 2, 20, tzinfo=UTC)


class RegisteringHost(ScriptedHost):
    """``reasons``: refuse the next ones so. ``examines``: decide nothing yet. ``away`` as ever."""

    def __init__(self, people: Sequence[Participant], clock: ManualClock) -> None:
        super().__init__(people, clock)
        self.reasons: list[str] = []
        self.examines = False
        self.applied: dict[str, Decided] = {}
        self.applicants: dict[str, Applicant] = {}
        self._lock_of_applied = threading.Lock()

    def registration_body(self, registration: Registration, applicant: Applicant) -> bytes:
        """The key alone; the rest is remembered."""
        self.applicants[str(registration.id)] = applicant
        return json.dumps({"key": str(registration.id)}).encode()

    def register(self, body: bytes) -> RegistrationAnswer:
        """Decide once for each key."""
        if self.away:
            return NoAnswer("away")
        key = json.loads(body)["key"]
        with self._lock_of_applied:
            if key not in self.applied or self.applied[key].decision is Decision.PENDING:
                self.applied[key] = self._decide(key)
            return self.applied[key]

    def registration_status(self, registration_id: UUID) -> RegistrationAnswer:
        """As it stands."""
        if self.away:
            return NoAnswer("away")
        key = str(registration_id)
        if key not in self.applied:
            return NotKnown("4049312")
        return self.register(json.dumps({"key": key}).encode())

    def _decide(self, key: str) -> Decided:
        if self.examines:
            return Decided(key, Decision.PENDING, code="2009200")
        if self.reasons:
            return Decided(key, Decision.REFUSED, reason=self.reasons.pop(0), decided_at=DECIDED, code="2009200")
        number = 22_000_001_000 + len(self.applied)
        kpj, payment_code = f"{number}", f"881{number % 10**9:09}"
        self.people.append(_participant(self.applicants[key], kpj, payment_code))
        return Decided(key, Decision.ACCEPTED, kpj, payment_code, decided_at=DECIDED, code="2009200")


def _participant(applicant: Applicant, kpj: str, payment_code: str) -> Participant:
    """As the host knows them from now on."""
    return replace(
        a_participant(),
        nik=applicant.nik.number,
        kpj=kpj,
        payment_code=payment_code,
        name=applicant.name,
        status=Protection.NEW,
        sector=applicant.sector,
        income_basis=applicant.income,
        programmes=applicant.programmes,
        branch_office=applicant.branch_office,
        protected_until=None,
        phone=applicant.phone,
        employer=applicant.employer,
    )


@dataclass(frozen=True, slots=True)
class RegisteringCounter(TestCounter):
    """A ``TestCounter`` whose host registers."""

    registrar: RegisteringHost


def a_registering_counter(folder: Path, patience: float = 2.5) -> RegisteringCounter:
    """A fresh one in ``folder``, with ``CLERK`` on the staff. Whoever asked for it closes ``store``.

    ``patience``: seconds a slip waits for the host.
    """
    clock = ManualClock()
    store = fresh_store(folder)
    FileKeyStore(folder / KEY_FILE).save(KEY)
    host, printer = RegisteringHost([a_participant()], clock), Drawer()
    window = WindowSettings(receipt_wait_seconds=patience)
    counter = build(settings(folder, window), clock=clock, host=host, device=printer, store=store)
    with store.writing() as work:
        employ(work, Account(CLERK, cheap_hash()), clock.now())
    return RegisteringCounter(counter, store, host, printer, clock, host)
