"""A difference with the host is a case: opened once, worked on by one, closed by two, and never adjusted away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from counter_app.domain.approval import Deed
from counter_app.domain.case import Case, CaseState, NoteKind, Proof
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.people import Account, Actor, Role
from counter_app.domain.reconciliation import Kind, Reckoning, SettlementRow
from counter_app.services import case_opening
from counter_app.services.cases import Cases
from counter_app.services.reconciliation import Reconciliation
from tests.helpers.reply_host import posted as answer
from tests.helpers.settlements import DAY, as_csv, line_of, posted
from tests.integration.services.conftest import AUDITOR, CLERK, OFFICE, PIN, SUPERVISOR, Bench, QuickHasher

SECOND = Actor("9002", "Wati", Role.SUPERVISOR)
EVIDENCE = Proof("surat pusat 17/2026", "surat.pdf", "a" * 64)
ABSENT = "b0000000-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def people(bench: Bench) -> None:
    for actor in (CLERK, SUPERVISOR, SECOND, AUDITOR):
        bench.log_in.add(SUPERVISOR, actor.id, actor.name, actor.role, PIN)


@pytest.fixture
def cases(bench: Bench) -> Cases:
    return Cases(bench.store, OFFICE, bench.clock)


@pytest.fixture
def payments(bench: Bench) -> list[Payment]:
    """Three, posted today."""
    made = [bench.sell() for _ in range(3)]
    for payment in made:
        bench.host.replies = [answer(payment)]
        assert bench.forwarder.forward(payment.id)
    return made


def lines(payments: Sequence[Payment]) -> list[SettlementRow]:
    """The host's lines that agree with them."""
    return [
        replace(
            line_of(posted(1)),
            key=str(payment.id),
            receipt_number=payment.receipt_number,
            host_reference="HOST-0001",
            customer_no=payment.payer.nik,
            amount=payment.total,
        )
        for payment in payments
    ]


def reckon(bench: Bench, listed: Sequence[SettlementRow], day: date = DAY, by: Actor = AUDITOR) -> Reckoning:
    return Reconciliation(bench.store, bench.host, OFFICE, bench.clock).run_file(by, day, as_csv(listed, day))


@pytest.fixture
def case(bench: Bench, cases: Cases, payments: list[Payment]) -> Case:
    """The second payment is dearer at the host."""
    listed = lines(payments)
    reckon(bench, [listed[0], replace(listed[1], amount=Rupiah(9_001)), listed[2]])
    (found,) = cases.undone(AUDITOR)
    return found


def refusal(act: str, cases: Cases, *arguments: object) -> Reason:
    with pytest.raises(Declined) as declined:
        getattr(cases, act)(*arguments)
    return declined.value.reason


def proposed(cases: Cases, case: Case) -> Case:
    cases.assign(SUPERVISOR, case.id, SUPERVISOR.id)
    return cases.propose(SUPERVISOR, case.id, "pusat salah jumlah", EVIDENCE)


def consent(bench: Bench, actor: Actor, case: Case, second: Actor) -> UUID:
    return bench.approvals.give(actor, Deed.CLOSE_CASE, case.id, second.id, PIN).id


def test_a_difference_is_a_case_with_both_sides_as_they_stood(case: Case) -> None:
    assert (case.kind, case.here, case.there, case.state) == (Kind.OTHER_AMOUNT, 8_400, 9_001, CaseState.OPEN)
    assert '"amount":8400' in case.ours
    assert '"amount":9001' in case.theirs
    assert "3273025508920002" not in case.ours + case.theirs
    assert case.opened_by == AUDITOR.id


def test_a_reckoning_run_again_opens_nothing_twice(bench: Bench, cases: Cases, payments: list[Payment]) -> None:
    listed = lines(payments)[:2]
    assert reckon(bench, listed) == reckon(bench, listed)
    assert len(cases.undone(AUDITOR)) == 1
    assert len(bench.entries(Act.CASE_OPENED)) == 1
    assert len(bench.entries(Act.RECONCILED)) == 2


def test_a_difference_that_has_vanished_is_marked_and_closes_nothing(
    bench: Bench, cases: Cases, payments: list[Payment]
) -> None:
    reckon(bench, lines(payments)[:2])
    reckon(bench, lines(payments))
    (gone,) = cases.undone(AUDITOR)
    assert (gone.state, gone.gone_since) == (CaseState.OPEN, bench.clock.now())
    reckon(bench, lines(payments))
    reckon(bench, lines(payments)[:2])
    (back,) = cases.undone(AUDITOR)
    assert back.gone_since is None
    kinds = [note.kind for note in cases.read(AUDITOR, back.id).notes]
    assert kinds == [NoteKind.OPENED, NoteKind.GONE, NoteKind.BACK]
    assert bench.verification.run().fault is None


def test_two_people_close_a_case_and_everything_is_journaled(bench: Bench, cases: Cases, case: Case) -> None:
    cases.note(SUPERVISOR, case.id, "sudah menelepon pusat")
    proposed(cases, case)
    closed = cases.close(SUPERVISOR, case.id, consent(bench, SUPERVISOR, case, SECOND))
    assert closed == cases.read(AUDITOR, case.id).case
    assert closed.closing is not None
    assert (closed.closing.by, closed.closing.approved_by) == (SUPERVISOR.id, SECOND.id)
    assert cases.undone(AUDITOR) == []
    assert [note.kind.value for note in cases.read(AUDITOR, case.id).notes] == [
        "opened",
        "note",
        "assigned",
        "proposed",
        "closed",
    ]
    (entry,) = bench.entries(Act.CASE_CLOSED)
    assert (entry["actor"], entry["approved_by"], entry["proposed_by"]) == (SUPERVISOR.id, SECOND.id, SUPERVISOR.id)
    (entry,) = bench.entries(Act.CASE_PROPOSED)
    assert (entry["conclusion"], entry["sha256"]) == ("pusat salah jumlah", "a" * 64)
    assert bench.verification.run().fault is None


def test_a_closed_case_stays_closed_whatever_is_reckoned_later(
    bench: Bench, cases: Cases, payments: list[Payment]
) -> None:
    reckon(bench, lines(payments)[:2])
    (case,) = cases.undone(AUDITOR)
    proposed(cases, case)
    cases.close(SUPERVISOR, case.id, consent(bench, SUPERVISOR, case, SECOND))
    reckon(bench, lines(payments))
    reckon(bench, lines(payments)[:2])
    assert cases.of_day(AUDITOR, DAY)[0].gone_since is None
    assert cases.undone(AUDITOR) == []
    assert refusal("note", cases, SUPERVISOR, case.id, "masih ada") is Reason.CASE_MOVED
    assert refusal("assign", cases, SUPERVISOR, case.id, SECOND.id) is Reason.CASE_MOVED
    assert refusal("close", cases, SUPERVISOR, case.id, None) is Reason.CASE_MOVED


def test_nobody_closes_alone(bench: Bench, cases: Cases, case: Case) -> None:
    proposed(cases, case)
    assert refusal("close", cases, SUPERVISOR, case.id, None) is Reason.APPROVAL_NEEDED
    with pytest.raises(Declined) as declined:
        consent(bench, SUPERVISOR, case, SUPERVISOR)
    assert declined.value.reason is Reason.APPROVAL_BY_SELF


def test_whoever_proposed_does_not_consent_either(bench: Bench, cases: Cases, case: Case) -> None:
    proposed(cases, case)
    own = consent(bench, SECOND, case, SUPERVISOR)
    assert refusal("close", cases, SECOND, case.id, own) is Reason.CASE_PROPOSER
    with bench.store.reading() as work:
        kept = work.approvals.get(own)
    assert kept is not None
    assert kept.used_at is None


def test_a_consent_is_for_one_case(bench: Bench, cases: Cases, payments: list[Payment]) -> None:
    reckon(bench, lines(payments)[:1])
    one, other = cases.undone(AUDITOR)
    for each in (one, other):
        proposed(cases, each)
    given = consent(bench, SUPERVISOR, one, SECOND)
    assert refusal("close", cases, SUPERVISOR, other.id, given) is Reason.APPROVAL_SPENT


def test_the_second_person_may_send_it_back(cases: Cases, case: Case) -> None:
    proposed(cases, case)
    returned = cases.give_back(SECOND, case.id, "surat tidak menyebut struk ini")
    assert returned.state is CaseState.ASSIGNED
    again = cases.propose(SUPERVISOR, case.id, "pusat mengakui kesalahan", Proof("surel pusat"))
    assert again == cases.read(AUDITOR, case.id).case
    assert "surat pusat 17/2026" in cases.read(AUDITOR, case.id).notes[2].words
    assert refusal("give_back", cases, SECOND, case.id, "") is Reason.WORDS_MISSING


def test_a_case_belongs_to_somebody_who_can_work_on_it(bench: Bench, cases: Cases, case: Case) -> None:
    for nobody in (CLERK.id, AUDITOR.id, "0000", "3273025508920002"):
        assert refusal("assign", cases, SUPERVISOR, case.id, nobody) is Reason.CASE_OWNER
    with bench.store.writing() as work:
        account = work.accounts.get(SECOND.id)
        assert account is not None
        work.accounts.save(replace(account, active=False))
    assert refusal("assign", cases, SUPERVISOR, case.id, SECOND.id) is Reason.CASE_OWNER


def test_it_goes_from_hand_to_hand_until_a_conclusion_stands(cases: Cases, case: Case) -> None:
    assert refusal("propose", cases, SUPERVISOR, case.id, "belum diserahkan", EVIDENCE) is Reason.CASE_MOVED
    cases.assign(SUPERVISOR, case.id, SUPERVISOR.id)
    assert cases.assign(SUPERVISOR, case.id, SECOND.id).owner == SECOND.id
    cases.propose(SECOND, case.id, "pusat salah jumlah", EVIDENCE)
    assert refusal("assign", cases, SUPERVISOR, case.id, SUPERVISOR.id) is Reason.CASE_MOVED
    assert refusal("give_back", cases, SUPERVISOR, case.id, "xy") is Reason.WORDS_MISSING
    cases.give_back(SUPERVISOR, case.id, "tidak yakin")
    assert refusal("give_back", cases, SUPERVISOR, case.id, "tidak yakin") is Reason.CASE_MOVED


@pytest.mark.parametrize("act", ["assign", "propose", "give_back", "close"])
def test_whoever_comes_second_is_told(
    cases: Cases, case: Case, act: str, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    if act != "assign":
        cases.assign(SUPERVISOR, case.id, SUPERVISOR.id)
    if act in {"give_back", "close"}:
        cases.propose(SUPERVISOR, case.id, "pusat salah jumlah", EVIDENCE)
    given = consent(bench, SUPERVISOR, case, SECOND) if act == "close" else None
    arguments: dict[str, tuple[object, ...]] = {
        "assign": (SUPERVISOR.id,),
        "propose": ("pusat salah jumlah", EVIDENCE),
        "give_back": ("tidak yakin",),
        "close": (given,),
    }
    stale = cases.read(AUDITOR, case.id).case
    from counter_app.database.repositories.cases import SqlCases

    monkeypatch.setattr(SqlCases, act, lambda *_arguments: False)
    assert refusal(act, cases, SUPERVISOR, case.id, *arguments[act]) is Reason.CASE_MOVED
    assert cases.read(AUDITOR, case.id).case == stale


def test_a_file_of_evidence_has_its_hash(cases: Cases, case: Case) -> None:
    cases.assign(SUPERVISOR, case.id, SUPERVISOR.id)
    for proof in (Proof("surat pusat", "surat.pdf"), Proof("surat pusat", "", "a" * 64)):
        with pytest.raises(ValueError, match="SHA-256"):
            cases.propose(SUPERVISOR, case.id, "pusat salah jumlah", proof)


def test_what_is_typed_about_a_case_is_masked(bench: Bench, cases: Cases, case: Case) -> None:
    cases.note(SUPERVISOR, case.id, "peserta 3273025508920002 datang")
    assert "3273025508920002" not in cases.read(AUDITOR, case.id).notes[-1].words
    assert "3273025508920002" not in str(bench.entries(Act.CASE_NOTED))


def test_the_days_say_what_is_open(bench: Bench, cases: Cases, payments: list[Payment]) -> None:
    reckon(bench, lines(payments)[:1])
    bench.clock.advance(1)
    reckon(bench, lines(payments)[:2])
    reckon(bench, [], DAY - timedelta(days=1))
    today, before = cases.days(AUDITOR)
    assert (today.day, today.open) == (DAY, 2)
    assert today.run is not None
    assert (today.run.matched, today.run.different, today.run.net_here - today.run.net_there) == (2, 1, 8_400)
    assert (before.day, before.open) == (DAY - timedelta(days=1), 0)


def test_many_differences_are_opened_in_steps_and_an_interrupted_run_goes_on(
    bench: Bench, cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_opening, "AT_A_TIME", 2)
    listed = [line_of(posted(number)) for number in range(1, 8)]
    told: list[tuple[int, int]] = []
    reconciliation = Reconciliation(bench.store, bench.host, OFFICE, bench.clock)
    with pytest.raises(Declined) as declined:
        reconciliation.run_file(
            AUDITOR, DAY, as_csv(listed), lambda *far: told.append(far), lambda: bool(told) and told[-1][0] >= 4
        )
    assert declined.value.reason is Reason.STOPPED
    assert told == [(2, 7), (4, 7)]
    assert len(cases.undone(AUDITOR)) == 4
    assert bench.entries(Act.RECONCILED) == []
    reckon(bench, listed)
    assert len(cases.undone(AUDITOR)) == 7


def test_a_key_that_nobody_here_could_have_given_is_a_stranger(bench: Bench, cases: Cases) -> None:
    reckon(bench, [replace(line_of(posted(1)), key="no key of ours")])
    (case,) = cases.undone(AUDITOR)
    assert (case.kind, case.key) == (Kind.ONLY_THERE, "no key of ours")


def test_a_stopped_run_has_changed_nothing(bench: Bench) -> None:
    reconciliation = Reconciliation(bench.store, bench.host, OFFICE, bench.clock)
    with pytest.raises(Declined):
        reconciliation.run_file(AUDITOR, DAY, as_csv([line_of(posted(1))]), cancelled=lambda: True)
    assert bench.entries(Act.CASE_OPENED) == []


def test_a_case_found_by_another_counter_at_the_same_moment_is_one_case(
    bench: Bench, cases: Cases, payments: list[Payment], monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter_app.database.repositories.cases import SqlCases

    reckon(bench, lines(payments)[:2])
    monkeypatch.setattr(SqlCases, "of_day", lambda *_arguments: {})
    reckon(bench, lines(payments)[:2])
    assert len(cases.undone(AUDITOR)) == 1


def test_a_case_of_another_counter_is_not_worked_on_here(bench: Bench, case: Case) -> None:
    elsewhere = Cases(bench.store, replace(OFFICE, counter_id="L09"), bench.clock)
    assert refusal("note", elsewhere, SUPERVISOR, case.id, "catatan") is Reason.RECEIPT_NOT_FOUND
    assert elsewhere.undone(AUDITOR) == []
    assert elsewhere.of_day(AUDITOR, DAY) == []


def test_a_case_that_was_never_opened_is_a_bug(cases: Cases) -> None:
    with pytest.raises(LookupError):
        cases.read(AUDITOR, UUID(ABSENT))


CHANGES = {
    "what was found": "UPDATE cases SET there = 8400",
    "its state": "UPDATE cases SET state = 'CLOSED'",
    "a conclusion": "UPDATE cases SET conclusion = 'x'",
    "the case": "DELETE FROM cases",
    "its history": "UPDATE case_notes SET words = 'x'",
    "a line of its history": "DELETE FROM case_notes",
    "the numbers": "UPDATE reckonings SET different = 0",
    "a reckoning": "DELETE FROM reckonings",
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_database_lets_nobody_change(bench: Bench, case: Case, what: str) -> None:
    with pytest.raises(DatabaseError), bench.store.writer.begin() as connection:
        connection.execute(text(CHANGES[what]))


@pytest.mark.parametrize("by", ["9001", "9002"])
def test_the_database_wants_two_people(bench: Bench, cases: Cases, case: Case, by: str) -> None:
    proposed(cases, case)
    alone = "UPDATE cases SET state = 'CLOSED', closed_by = :by, approved_by = :other, closed_at = opened_at"
    with pytest.raises(DatabaseError), bench.store.writer.begin() as connection:
        connection.execute(text(alone), {"by": by, "other": "9001"})


TAMPERING = {
    "owner": "UPDATE cases SET owner = '9002'",
    "state": "UPDATE cases SET state = 'OPEN', owner = NULL",
    "gone": "UPDATE cases SET gone_since = opened_at",
    "there": "UPDATE cases SET there = 8400",
    "conclusion": "UPDATE cases SET conclusion = 'x'",
    "sha256": "UPDATE cases SET proof_sha256 = 'b'",
}


def _unguard(bench: Bench, *tables: str) -> None:
    with bench.store.writer.begin() as connection:
        if bench.store.writer.dialect.name == "postgresql":
            for table in tables:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            return
        guards = connection.execute(text("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, table in guards:
            if table in tables:
                connection.execute(text(f"DROP TRIGGER {name}"))


@pytest.mark.parametrize("what", TAMPERING)
def test_verify_names_a_case_that_is_not_as_the_journal_tells(
    bench: Bench, cases: Cases, case: Case, what: str
) -> None:
    proposed(cases, case)
    _unguard(bench, "cases")
    with bench.store.writer.begin() as connection:
        connection.execute(text(TAMPERING[what]))
    fault = bench.verification.run().fault
    assert fault is not None
    assert f"the case it opens, {what}" in fault


def test_verify_misses_a_case_that_is_gone(bench: Bench, case: Case) -> None:
    _unguard(bench, "cases", "case_notes")
    with bench.store.writer.begin() as connection:
        connection.execute(text("DELETE FROM case_notes"))
        connection.execute(text("DELETE FROM cases"))
    assert bench.verification.run().fault == f"case {case.id}: it is told of, but not stored"


def test_a_list_of_the_host_that_is_away_opens_nothing(bench: Bench, cases: Cases) -> None:
    with pytest.raises((Declined, Unavailable)):
        Reconciliation(bench.store, bench.host, OFFICE, bench.clock).run(AUDITOR, DAY)
    assert cases.days(AUDITOR) == []


def test_accounts_here_are_real(bench: Bench) -> None:
    """The fixture's people are on the staff with a PIN, as ``Approvals.give`` needs them."""
    with bench.store.reading() as work:
        account = work.accounts.get(SECOND.id)
    assert account == Account(SECOND, QuickHasher().hash(PIN))
