"""Registering a worker: a draft that loses nothing, one submission, consent on record, and the way back."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import Sex
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Step
from counter_app.domain.payment import Payer
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.registration import ConsentText, RegistrationState
from counter_app.domain.registration_form import Form, FormField
from counter_app.domain.shift import Shift
from counter_app.services import registration_submission
from counter_app.services.ports import Abilities
from counter_app.services.registration_doubts import DoubtKind
from counter_app.services.registration_link import link_first_payment
from tests.helpers.builders import NOW, a_participant, a_payment
from tests.helpers.registering_bench import CLERK, OFFICE, RegisteringBench, issued, refused
from tests.helpers.registrations import CONSENT, WOMAN, a_form


@pytest.fixture
def desk(store: SqlStore) -> RegisteringBench:
    return RegisteringBench(store)


def test_a_draft_keeps_what_was_typed_however_wrong_it_is(desk: RegisteringBench) -> None:
    half = a_form(nik="31730", name="", income="banyak")
    key = uuid4()
    desk.registering.keep(CLERK, key, half)
    kept = desk.registering.keep(CLERK, key, replace(half, name="Ratna"))
    assert desk.registering.one(CLERK, key) == kept
    assert kept.form.name == "Ratna"
    assert [each.id for each in desk.registering.today(CLERK)] == [key]
    assert len(desk.entries(Act.REGISTRATION_DRAFTED)) == 1
    assert desk.fault() is None


def test_a_submission_is_one_transaction_of_consent_application_outbox_and_slip(desk: RegisteringBench) -> None:
    registration = desk.submit()
    stored = desk.stored(registration)
    assert stored == registration
    assert stored.state is RegistrationState.SUBMITTED
    assert stored.consent is not None
    assert (stored.consent.version, stored.consent.digest) == (CONSENT.version, CONSENT.digest)
    assert (desk.item(stored).step, desk.item(stored).attempts) == (Step.SEND, 0)
    assert [job.document for job in desk.slips(stored)] == [Document.REGISTRATION]
    (consented,) = desk.entries(Act.REGISTRATION_CONSENTED)
    assert consented["digest"] == CONSENT.digest
    assert consented["actor"] == CLERK.id
    assert desk.fault() is None


def test_the_journal_holds_no_answer_of_the_worker(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(issued(registration))
    desk.forwarder.forward(registration.id)
    told = desk.journal_text()
    for secret in (WOMAN, "Ratna", "Sulastri", "Kemanggisan", "34567890", "22000000001", "3.500.000"):
        assert secret not in told
    assert "************0011" in told


def test_submitting_twice_is_submitting_once(desk: RegisteringBench) -> None:
    registration = desk.submit()
    assert desk.submit(registration_id=registration.id) == registration
    assert len(desk.entries(Act.REGISTRATION_SUBMITTED)) == 1
    with pytest.raises(Declined) as told:
        desk.submit(a_form(name="Ratna K"), registration.id)
    assert told.value.reason is Reason.REGISTRATION_MOVED


def test_the_first_fault_stops_a_submission_and_names_its_field(desk: RegisteringBench) -> None:
    key = uuid4()
    desk.registering.keep(CLERK, key, a_form())
    with pytest.raises(Declined) as told:
        desk.submit(a_form(birth_date="06-04-1990"), key)
    assert told.value.reason is Reason.BIRTH_DATE_DIFFERS
    assert told.value.facts["field"] == FormField.BIRTH_DATE
    assert desk.registering.one(CLERK, key).state is RegistrationState.DRAFT


def test_nothing_is_submitted_without_words_that_were_read_out(desk: RegisteringBench) -> None:
    with pytest.raises(Declined) as told:
        desk.registering.submit(CLERK, uuid4(), a_form(), ConsentText("lisan-1", "  "))
    assert told.value.reason is Reason.CONSENT_MISSING


def test_one_application_of_a_nik_is_on_its_way_in_an_office(desk: RegisteringBench) -> None:
    first = desk.submit()
    with pytest.raises(Declined) as told:
        desk.submit()
    assert told.value.reason is Reason.REGISTRATION_OPEN
    assert told.value.facts == {"number": first.number}
    (doubt,) = desk.registering.doubts(CLERK, a_form())
    assert doubt.kind is DoubtKind.ON_ITS_WAY


def test_who_takes_part_already_is_sent_to_pay_instead(desk: RegisteringBench) -> None:
    known = a_participant(1, nik=WOMAN)
    with desk.store.writing() as work:
        work.participants.save([known], desk.clock.now())
    (doubt,) = desk.registering.doubts(CLERK, a_form())
    assert doubt.kind is DoubtKind.PARTICIPANT
    assert doubt.participant is not None
    assert doubt.participant.participant == known
    with pytest.raises(Declined) as told:
        desk.submit()
    assert told.value.reason is Reason.ALREADY_PARTICIPANT


@pytest.mark.parametrize(
    ("name", "nik", "phone", "found"),
    [
        ("Ratna Kusumawatie", "3201014504900007", "081200000000", True),
        ("Kusumawati Ratna", "3201010101800007", "+6281234567890", True),
        ("Ratna Kusumawati", "3201010101800007", "081200000000", False),
        ("Yohana Siregar", "3201014504900007", "081234567890", False),
    ],
    ids=["same birth, almost the name", "same phone, words swapped", "only the name", "only birth and phone"],
)
def test_who_may_be_the_same_person_is_shown(
    desk: RegisteringBench, name: str, nik: str, phone: str, found: bool
) -> None:
    with desk.store.writing() as work:
        work.participants.save([a_participant(1, nik=nik, name=name, phone=phone)], desk.clock.now())
    doubts = desk.registering.doubts(CLERK, a_form())
    assert [doubt.kind for doubt in doubts] == [DoubtKind.SAME_PERSON] * found
    if found:
        assert (doubts[0].same_birth, doubts[0].same_phone) == (nik[6:12] == WOMAN[6:12], phone != "081200000000")


def test_what_was_not_sent_can_be_taken_back(desk: RegisteringBench) -> None:
    registration = desk.submit()
    withdrawn = desk.registering.withdraw(CLERK, registration.id, "pekerja berubah pikiran")
    assert withdrawn.state is RegistrationState.WITHDRAWN
    assert desk.item(registration).due_at is None
    assert desk.forwarder.forward(registration.id) is None
    assert desk.submit().state is RegistrationState.SUBMITTED
    assert desk.fault() is None


def test_what_was_sent_once_cannot_be_taken_back(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.forwarder.forward(registration.id)
    with pytest.raises(Declined) as told:
        desk.registering.withdraw(CLERK, registration.id, "pekerja berubah pikiran")
    assert told.value.reason is Reason.REGISTRATION_MOVED


def test_a_refused_application_is_corrected_into_a_new_one_that_names_it(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(refused(registration, "PERIOD_PAST"))
    desk.forwarder.forward(registration.id)
    draft = desk.registering.correct(CLERK, registration.id)
    assert (draft.state, draft.corrects, draft.form) == (RegistrationState.DRAFT, registration.id, registration.form)
    again = desk.submit(draft.form, draft.id)
    assert again.corrects == registration.id
    assert desk.entries(Act.REGISTRATION_SUBMITTED)[-1]["corrects"] == str(registration.id)
    assert desk.fault() is None


def test_only_a_refused_application_is_corrected(desk: RegisteringBench) -> None:
    with pytest.raises(Declined) as told:
        desk.registering.correct(CLERK, desk.submit().id)
    assert told.value.reason is Reason.REGISTRATION_MOVED


def test_another_counters_application_is_not_found_here(desk: RegisteringBench) -> None:
    with pytest.raises(Declined) as told:
        desk.registering.one(CLERK, uuid4())
    assert told.value.reason is Reason.REGISTRATION_NOT_FOUND


def test_a_host_that_cannot_register_is_said_to(desk: RegisteringBench) -> None:
    desk.host.abilities = Abilities(registration=False)
    assert not desk.registering.possible
    with pytest.raises(Declined) as told:
        desk.submit()
    assert told.value.reason is Reason.HOST_CANNOT


def test_todays_list_has_what_is_open_and_not_what_ended_before(desk: RegisteringBench) -> None:
    ended, waiting = desk.submit(), desk.submit(a_form(nik="3173064504900012"))
    desk.registering.withdraw(CLERK, ended.id, "pekerja berubah pikiran")
    assert {each.id for each in desk.registering.today(CLERK)} == {ended.id, waiting.id}
    desk.clock.advance(timedelta(days=2).total_seconds())
    assert [each.id for each in desk.registering.today(CLERK)] == [waiting.id]


def test_the_branch_office_that_was_asked_for_last_is_remembered(desk: RegisteringBench) -> None:
    assert desk.registering.last_branch(CLERK) == ""
    desk.submit()
    assert desk.registering.last_branch(CLERK) == "Jakarta Barat"


def test_a_quote_is_there_as_soon_as_income_and_sector_are(desk: RegisteringBench) -> None:
    assert desk.registering.quote(a_form(income="")) is None
    quote = desk.registering.quote(a_form(income="3500000", first_period=""))
    assert quote is not None
    assert quote.without_jht is not None
    assert (quote.bracket.basis, quote.with_jht.total, quote.without_jht.total) == (3_450_000, 89_650, 20_650)
    employer = desk.registering.quote(a_form(employer=True))
    assert employer is not None
    assert employer.without_jht is None


def test_a_slip_is_asked_for_once_until_it_is_out(desk: RegisteringBench) -> None:
    registration = desk.submit()
    assert desk.registering.ask_slip(CLERK, registration.id) == desk.slips(registration)[0]
    with pytest.raises(Declined):
        desk.registering.ask_slip(CLERK, desk.registering.keep(CLERK, uuid4(), a_form(nik="")).id)


def test_an_outcome_that_came_after_the_slip_is_printed_again(desk: RegisteringBench) -> None:
    registration = desk.submit()
    (first,) = desk.slips(registration)
    with desk.store.writing() as work:
        work.prints.move(first.id, PrintState.QUEUED, PrintState.PRINTING)
        work.prints.move(first.id, PrintState.PRINTING, PrintState.DELIVERED)
    desk.host.answers.append(issued(registration))
    desk.forwarder.forward(registration.id)
    assert sorted(job.state for job in desk.slips(registration)) == [PrintState.DELIVERED, PrintState.QUEUED]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE registrations SET form = '{}'", "answers change in a draft only"),
        ("UPDATE registrations SET consent_digest = 'x'", "consent stays as it was given"),
        ("UPDATE registrations SET state = 'PENDING'", "an application cannot go"),
        ("UPDATE registrations SET state = 'ISSUED'", "an end needs what the host decided"),
        ("UPDATE registrations SET state = 'DRAFT'", "an application cannot go"),
        ("DELETE FROM registration_outbox", "are never deleted"),
        ("UPDATE registration_outbox SET body = '{}'", "the same bytes"),
        ("UPDATE registration_outbox SET due_at = NULL", "stays on its way"),
    ],
)
def test_the_database_refuses_what_the_program_never_does(desk: RegisteringBench, statement: str, what: str) -> None:
    desk.submit()
    if desk.store.writer.dialect.name == "postgresql":
        statement = statement.replace("body = '{}'", "body = '{}'::bytea")
    with pytest.raises(IntegrityError, match=what), desk.store.writer.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE registrations SET refusal = 'OTHER', kpj = NULL, payment_code = NULL", "kpj: the journal tells"),
        ("UPDATE registrations SET form = replace(form, 'Ratna', 'Retno')", "answers: the journal tells"),
        ("UPDATE registrations SET consent_form = 'F-1'", "form_number: the journal tells"),
    ],
)
def test_verify_notices_an_application_that_was_changed_behind_the_program(
    desk: RegisteringBench, statement: str, fault: str
) -> None:
    registration = desk.submit()
    desk.host.answers.append(issued(registration))
    desk.forwarder.forward(registration.id)
    assert desk.fault() is None
    with desk.store.writer.begin() as connection:
        if desk.store.writer.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE registrations DISABLE TRIGGER USER"))
        else:
            for name in ("answers", "consent", "outcome"):
                connection.execute(text(f"DROP TRIGGER registrations_{name}"))
        connection.execute(text(statement))
    assert fault in (desk.fault() or "")


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["UPDATE registration_outbox SET due_at = NULL"], "nothing takes it to the host"),
        (["DELETE FROM registration_outbox"], "nothing takes it to the host"),
        (["DELETE FROM registration_outbox", "DELETE FROM registrations"], "it is told of, but not stored"),
    ],
)
def test_verify_notices_an_application_that_goes_nowhere(
    desk: RegisteringBench, statements: list[str], fault: str
) -> None:
    desk.submit()
    with desk.store.writer.begin() as connection:
        for table in ("registrations", "registration_outbox"):
            if desk.store.writer.dialect.name == "postgresql":
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            else:
                connection.execute(text(f"DROP TRIGGER {table}_never_deleted"))
        if desk.store.writer.dialect.name != "postgresql":
            connection.execute(text("DROP TRIGGER registration_outbox_not_given_up"))
        for statement in statements:
            connection.execute(text(statement))
    assert fault in (desk.fault() or "")


def test_answers_are_not_erased_at_will_and_verify_notices_when_they_are(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(refused(registration))
    desk.forwarder.forward(registration.id)
    erase = text("UPDATE registrations SET form = '', nik = ''")
    with pytest.raises(IntegrityError, match="answers change in a draft only"), desk.store.writer.begin() as connection:
        connection.execute(erase)
    with desk.store.writer.begin() as connection:
        on = " ON registrations" if desk.store.writer.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER registrations_answers{on}"))
        connection.execute(erase)
    assert desk.stored(registration).form == Form()
    assert "nobody has decided" in (desk.fault() or "")


def test_what_is_typed_is_checked_and_told_before_anything_is_kept(desk: RegisteringBench) -> None:
    assert desk.registering.faults(a_form()) == ()
    told = desk.registering.told_by_nik(WOMAN)
    assert told is not None
    assert told.sex is Sex.FEMALE
    assert desk.registering.tariff.months_offered
    assert str(desk.registering.current_month()) == "2026-11"


@pytest.mark.parametrize(
    "form", [a_form(birth_date="", phone=""), a_form("", birth_date="", phone="x"), a_form(name=" ")]
)
def test_without_birth_date_telephone_or_name_nobody_is_like_anybody(desk: RegisteringBench, form: Form) -> None:
    assert list(desk.registering.doubts(CLERK, form)) == []


def test_the_first_payment_is_named_in_its_own_transaction(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(issued(registration))
    desk.forwarder.forward(registration.id)
    assert desk.stored(registration).payment_id is None
    first, second = (a_payment(number, payer=Payer(WOMAN, "22000000001", "Ratna")) for number in (1, 2))
    with desk.store.writing() as work:
        work.shifts.add(
            Shift(first.shift_id, OFFICE.id, OFFICE.counter_id, CLERK.id, first.business_date, NOW, Rupiah(0))
        )
        for payment in (first, second):
            work.payments.add(payment)
            link_first_payment(work, payment)
    assert desk.stored(registration).payment_id == first.id
    (paid,) = desk.entries(Act.REGISTRATION_PAID)
    assert paid["receipt"] == first.receipt_number


def test_another_counter_that_was_faster_leaves_this_one_a_draft(
    desk: RegisteringBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.submit()
    key = uuid4()
    desk.registering.keep(CLERK, key, a_form())
    monkeypatch.setattr(registration_submission, "doubts_about", lambda _work, _nik: [])
    with pytest.raises(Declined) as told:
        desk.submit(registration_id=key)
    assert told.value.reason is Reason.REGISTRATION_MOVED
    assert desk.registering.one(CLERK, key).state is RegistrationState.DRAFT
    assert desk.stored(first).state is RegistrationState.SUBMITTED
