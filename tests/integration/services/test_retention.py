"""Personal data goes when its period is over: what somebody has decided and the journal tells, and nothing else."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.people import RIGHTS, Actor, Right, Role
from counter_app.domain.personal_data import LettingGo, Period, Topic
from counter_app.domain.registration import Registration, RegistrationState
from counter_app.domain.registration_form import Form
from counter_app.domain.reminder import Contact, Outcome, Way
from counter_app.old_files import OldLogs
from counter_app.services import retention as retention_module
from counter_app.services.retention import Retention
from counter_app.services.told_retention import ToldRetention
from counter_app.services.verification import Verification
from tests.helpers.builders import a_participant
from tests.helpers.clocks import ManualClock
from tests.helpers.logfail import LogWatch
from tests.helpers.registering_bench import RegisteringBench, issued, refused
from tests.helpers.registrations import a_form
from tests.integration.services.conftest import CLERK, Bench

ADMINISTRATOR = Actor("8001", "Wulan", Role.ADMINISTRATOR)
ZONE = ZoneInfo("Asia/Jakarta")
PERIODS = (
    Period(Topic.PARTICIPANTS, 5),
    Period(Topic.REGISTRATIONS, 2),
    Period(Topic.CONTACTS, 2),
    Period(Topic.LOGS, 1),
)


@dataclass
class Office:
    """An office with a memory, and the means to let it go."""

    store: SqlStore
    logs: Path
    clock: ManualClock = field(default_factory=ManualClock)

    def __post_init__(self) -> None:
        self.retention = Retention(self.store, OldLogs(self.logs), self.clock, ZONE, PERIODS)
        self.desk = RegisteringBench(self.store, self.clock)

    def counts(self) -> dict[Topic, int]:
        return {each.topic: each.count for each in self.retention.due(ADMINISTRATOR)}

    def run(self) -> dict[Topic, int]:
        return dict(self.retention.run(ADMINISTRATOR, self.retention.due(ADMINISTRATOR)))

    def later(self, years: float) -> None:
        self.clock.advance(timedelta(days=366 * years).total_seconds())

    def fault(self) -> str | None:
        return Verification(self.store).run().fault

    def contact(self, outcome: Outcome = Outcome.WILL_PAY) -> Contact:
        person = a_participant(0)
        made = Contact(uuid4(), person.nik, self.clock.now(), CLERK.id, Way.CALL, outcome, "anaknya yang menjawab")
        with self.store.writing() as work:
            work.contacts.add([made])
        return made

    def participants(self) -> int:
        with self.store.reading() as work:
            return sum(
                work.participants.by_number(LookupNumber(NumberKind.NIK, a_participant(n).nik)) is not None
                for n in range(5)
            )

    def execute(self, statement: str) -> None:
        with self.store.writer.begin() as connection:
            connection.execute(text(statement))


@pytest.fixture
def office(store: SqlStore, tmp_path: Path) -> Office:
    return Office(store, tmp_path / "logs")


def known(office: Office, *people: int, **changes: object) -> None:
    with office.store.writing() as work:
        work.participants.save([a_participant(n, **changes) for n in people], office.clock.now())


def end(office: Office, answer: Callable[[Registration], object]) -> Registration:
    registration = office.desk.submit()
    office.desk.host.answers.append(answer(registration))  # type: ignore[arg-type]
    office.desk.forwarder.forward(registration.id)
    return registration


# --- what is due ----------------------------------------------------------------------------------------------


def test_nothing_is_due_before_its_period_is_over(office: Office) -> None:
    known(office, 0, 1)
    office.contact()
    end(office, refused)
    assert set(office.counts().values()) == {0}
    with pytest.raises(Declined) as told:
        office.run()
    assert told.value.reason is Reason.NOTHING_DUE


def test_looking_changes_nothing(office: Office) -> None:
    known(office, 0)
    office.later(6)
    assert office.counts()[Topic.PARTICIPANTS] == 1
    assert office.participants() == 1
    with office.store.reading() as work:
        assert work.personal_data.decisions() == []


def test_a_period_ends_at_the_offices_midnight_and_a_leap_day_at_the_28th() -> None:
    period = Period(Topic.CONTACTS, 2)
    today = datetime(2026, 11, 22, tzinfo=ZONE).date()
    assert period.over_before(today, ZONE) == datetime(2024, 11, 22, tzinfo=ZONE)
    assert period.over_before(datetime(2028, 2, 29, tzinfo=ZONE).date(), ZONE) == datetime(2026, 2, 28, tzinfo=ZONE)


# --- what goes and what stays ---------------------------------------------------------------------------------


def test_a_participant_of_whom_nothing_was_heard_goes(office: Office) -> None:
    known(office, 0, 1)
    office.later(6)
    known(office, 1)  # the host has told of this one again
    assert office.run()[Topic.PARTICIPANTS] == 1
    assert office.participants() == 1
    assert office.fault() is None


def test_whoever_paid_here_since_then_stays(store: SqlStore, office: Office) -> None:
    bench = Bench(store)
    known(office, 0, protected_until=None)
    payment = bench.sell(bench.sale(a_participant(0)))
    assert payment.payer.nik == a_participant(0).nik
    office.execute("UPDATE participants SET as_of = '2020-01-01 00:00:00+00'")
    assert office.counts()[Topic.PARTICIPANTS] == 0


def test_whoever_is_protected_longer_stays(office: Office) -> None:
    known(office, 0, protected_until=(office.clock.now() + timedelta(days=366 * 3)).date())
    office.later(6)
    assert office.counts()[Topic.PARTICIPANTS] == 0
    office.later(3)
    assert office.counts()[Topic.PARTICIPANTS] == 1


@pytest.mark.parametrize("answer", [refused, issued])
def test_the_answers_of_an_application_go_and_what_came_of_it_stays(
    office: Office, answer: Callable[[Registration], object]
) -> None:
    registration = end(office, answer)
    before = office.desk.stored(registration)
    office.later(3)
    assert office.run()[Topic.REGISTRATIONS] == 1
    after = office.desk.stored(registration)
    assert after.form == Form()
    assert (after.state, after.outcome, after.consent) == (before.state, before.outcome, before.consent)
    assert office.desk.item(registration).body == b""
    assert office.fault() is None


def test_a_draft_that_nobody_went_on_with_goes_and_one_on_its_way_stays(office: Office) -> None:
    on_its_way = office.desk.submit()
    draft = office.desk.registering.keep(CLERK, uuid4(), a_form("3173060504900012"))
    office.later(3)
    assert office.run()[Topic.REGISTRATIONS] == 1
    assert office.desk.stored(on_its_way).form != Form()
    assert office.desk.stored(draft).form == Form()
    assert office.desk.stored(draft).state is RegistrationState.DRAFT
    assert office.fault() is None


def test_a_contacts_note_goes_and_a_wish_to_be_left_alone_stays(office: Office) -> None:
    office.contact()
    office.contact(Outcome.DO_NOT_CONTACT)
    office.later(3)
    with office.store.reading() as work:
        kept = list(work.contacts.all())
    assert office.counts()[Topic.CONTACTS] == 2
    assert office.run()[Topic.CONTACTS] == 2
    with office.store.reading() as work:
        left = {each.outcome: each for each in work.contacts.all()}
    assert left[Outcome.WILL_PAY].nik == ""
    assert left[Outcome.DO_NOT_CONTACT].nik == a_participant(0).nik
    assert {each.note for each in left.values()} == {""}
    assert {each.at for each in left.values()} == {each.at for each in kept}
    assert office.counts()[Topic.CONTACTS] == 0


def test_old_logs_go_and_other_files_stay(office: Office) -> None:
    office.logs.mkdir()
    long_ago = (office.clock.now() - timedelta(days=800)).timestamp()
    for name in ("window.log", "window.log.3", "notes.txt"):
        (office.logs / name).write_text("x")
        os.utime(office.logs / name, (long_ago, long_ago))
    (office.logs / "forward.log").write_text("x")
    os.utime(office.logs / "forward.log", (office.clock.now().timestamp(),) * 2)
    assert office.run()[Topic.LOGS] == 2
    assert sorted(each.name for each in office.logs.iterdir()) == ["forward.log", "notes.txt"]


def test_payments_and_the_journal_outlive_every_period(store: SqlStore, tmp_path: Path) -> None:
    bench = Bench(store)
    payment = bench.sell()
    office = Office(store, tmp_path / "logs", bench.clock)
    office.contact()
    office.later(29)
    office.run()
    stored = bench.stored(payment)
    assert stored.payer == payment.payer
    assert bench.entries(Act.PAYMENT_ACCEPTED)


# --- the decision ---------------------------------------------------------------------------------------------


def test_the_journal_has_who_decided_how_many_and_up_to_which_day(office: Office) -> None:
    office.contact()
    office.later(3)
    due = office.retention.due(ADMINISTRATOR)
    office.run()
    (facts,) = office.desk.entries(Act.DATA_LET_GO)
    assert facts["actor"] == ADMINISTRATOR.id
    assert (facts["contacts"], facts["contacts_years"]) == (1, 2)
    assert facts["contacts_before"] == next(each.before for each in due if each.topic is Topic.CONTACTS).isoformat()
    assert office.fault() is None


def test_what_was_not_seen_is_not_let_go(office: Office) -> None:
    office.contact()
    office.later(3)
    seen = office.retention.due(ADMINISTRATOR)
    known(office, 0)
    office.clock.advance(0)
    office.execute("UPDATE participants SET as_of = '2001-01-01 00:00:00+00', protected_until = NULL")
    with pytest.raises(Declined) as told:
        office.retention.run(ADMINISTRATOR, seen)
    assert told.value.reason is Reason.DUE_CHANGED
    assert office.desk.entries(Act.DATA_LET_GO) == []


@pytest.mark.parametrize("role", [role for role in Role if Right.RETAIN not in RIGHTS[role]])
def test_nobody_without_the_right_lets_anything_go(office: Office, role: Role) -> None:
    somebody = Actor("1", "x", role)
    for act in (lambda: office.retention.due(somebody), lambda: office.retention.run(somebody, ())):
        with pytest.raises(Declined) as told:
            act()
        assert told.value.reason is Reason.NOT_ALLOWED


def test_an_interrupted_run_is_gone_on_with(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention_module, "AT_ONCE", 2)
    known(office, 0, 1, 2, 3, 4)
    office.later(6)
    told: list[tuple[int, int]] = []
    gone = office.retention.run(
        ADMINISTRATOR, office.retention.due(ADMINISTRATOR), lambda *far: told.append(far), lambda: bool(told)
    )
    assert (told, gone[Topic.PARTICIPANTS]) == ([(2, 5)], 2)
    assert office.counts()[Topic.PARTICIPANTS] == 3
    assert office.fault() is None
    assert office.run()[Topic.PARTICIPANTS] == 3
    assert len(office.desk.entries(Act.DATA_LET_GO)) == 2
    assert office.fault() is None


# --- what the database refuses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM participants", "when their period is over"),
        ("UPDATE contacts SET note = '', nik = ''", "erased when their period is over"),
        ("DELETE FROM contacts", "never deleted"),
        ("UPDATE registrations SET form = '', nik = ''", "erased when their period is over"),
        ("DELETE FROM registrations", "never deleted"),
    ],
)
def test_the_database_lets_nothing_go_that_nobody_decided(office: Office, statement: str, words: str) -> None:
    known(office, 0)
    office.contact()
    end(office, refused)
    with pytest.raises(DatabaseError, match=words):
        office.execute(statement)
    office.later(3)
    run_without_participants(office)
    if "participants" in statement or "DELETE" in statement:
        with pytest.raises(DatabaseError, match=words):
            office.execute(statement)


def run_without_participants(office: Office) -> None:
    assert office.run()[Topic.PARTICIPANTS] == 0


@pytest.mark.parametrize(
    "change",
    [
        "outcome = 'refused', note = ''",
        "note = 'another'",
        "clerk_id = '7', note = ''",
        "nik = '3273015001900001', note = ''",
        "at = '2020-01-01 00:00:00+00', note = ''",
    ],
)
def test_a_decision_opens_the_way_to_erasing_and_to_nothing_else(office: Office, change: str) -> None:
    office.contact()
    office.later(3)
    office.run()
    with pytest.raises(DatabaseError, match="contacts are never changed"):
        office.execute(f"UPDATE contacts SET {change}")


def test_what_is_younger_than_the_decision_is_not_erased(office: Office) -> None:
    office.contact()
    office.later(3)
    office.run()
    office.contact()
    with pytest.raises(DatabaseError, match="erased when their period is over"):
        office.execute("UPDATE contacts SET nik = '', note = '' WHERE nik <> ''")


def test_a_wish_to_be_left_alone_is_never_forgotten(office: Office) -> None:
    office.contact(Outcome.DO_NOT_CONTACT)
    office.later(3)
    office.run()
    with pytest.raises(DatabaseError, match="contacts are never changed"):
        office.execute("UPDATE contacts SET nik = ''")


@pytest.mark.parametrize("statement", ["DELETE FROM retention_runs", "UPDATE retention_runs SET due = 0"])
def test_a_decision_stays_as_it_was_made(office: Office, statement: str) -> None:
    office.contact()
    office.later(3)
    office.run()
    with pytest.raises(DatabaseError, match="retention_runs are never"):
        office.execute(statement)


# --- what verify notices --------------------------------------------------------------------------------------


def forged(office: Office, before: datetime) -> None:
    """Somebody with the database's key writes a decision of their own."""
    with office.store.writing() as work:
        decision = LettingGo(
            uuid4(), uuid4(), Topic.CONTACTS, office.clock.now(), 1, before.astimezone(UTC), 1, ADMINISTRATOR.id
        )
        work.personal_data.keep(decision)


def test_verify_notices_a_decision_that_nobody_journaled(office: Office) -> None:
    forged(office, office.clock.now() - timedelta(days=1))
    assert "no journal entry tells of it" in (office.fault() or "")


def test_verify_notices_what_was_erased_past_the_guards(office: Office) -> None:
    end(office, refused)
    assert office.fault() is None
    if office.store.writer.dialect.name == "postgresql":
        office.execute("ALTER TABLE registrations DISABLE TRIGGER USER")
    else:
        office.execute("DROP TRIGGER registrations_answers")
    office.execute("UPDATE registrations SET form = '', nik = ''")
    assert "erased, and nobody has decided that" in (office.fault() or "")


def test_verify_notices_a_decision_that_was_changed(office: Office) -> None:
    office.contact()
    office.later(3)
    office.run()
    if office.store.writer.dialect.name == "postgresql":
        office.execute("ALTER TABLE retention_runs DISABLE TRIGGER USER")
    else:
        office.execute("DROP TRIGGER retention_runs_never_changed")
    office.execute("UPDATE retention_runs SET due = 7")
    assert "stored otherwise" in (office.fault() or "")


def test_a_topic_that_an_older_program_did_not_know_is_no_fault() -> None:
    told = ToldRetention()
    facts = {"logs": 2, "logs_years": 1, "logs_before": "2025-11-22T00:00:00+07:00"}
    told.note({"act": Act.DATA_LET_GO, "subject": "run", "actor": "8001", "facts": facts})
    assert list(told.decisions) == [("run", "logs")]


def test_an_old_log_that_cannot_be_deleted_stays_for_the_next_time(
    office: Office, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    log_watch.expects("stays for the next time")
    office.logs.mkdir()
    file = office.logs / "window.log"
    file.write_text("x")
    os.utime(file, (1_000_000_000, 1_000_000_000))

    def refuses(_self: Path, missing_ok: bool = False) -> None:
        raise PermissionError("in use by another program")

    monkeypatch.setattr(Path, "unlink", refuses)
    assert office.run()[Topic.LOGS] == 0
    assert file.exists()
