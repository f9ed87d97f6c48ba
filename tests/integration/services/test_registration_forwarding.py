"""Applications on their way to the host: never twice, never given up, and one never in another's way."""

from datetime import timedelta

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused, Step, Wait
from counter_app.domain.participant import Protection
from counter_app.domain.registration import Refusal, Registration, RegistrationState
from counter_app.domain.registration_outbox import RegistrationAnswer
from counter_app.services.ports import Abilities
from tests.helpers.builders import a_participant
from tests.helpers.logfail import LogWatch
from tests.helpers.registering_bench import RegisteringBench, examined, issued, refused
from tests.helpers.registrations import WOMAN, a_form

OTHER = "3173064504900012"


@pytest.fixture
def desk(store: SqlStore) -> RegisteringBench:
    return RegisteringBench(store)


def step(desk: RegisteringBench, registration: Registration) -> Registration:
    moved = desk.forwarder.forward(registration.id)
    assert moved is not None
    return moved


def test_a_card_number_makes_a_participant_who_is_found_at_once(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(issued(registration))
    moved = step(desk, registration)
    assert moved == desk.stored(registration)
    assert moved.state is RegistrationState.ISSUED
    assert moved.issue is not None
    with desk.store.reading() as work:
        by_nik = work.participants.by_number(LookupNumber(NumberKind.NIK, WOMAN))
        by_kpj = work.participants.by_number(LookupNumber(NumberKind.KPJ, moved.issue.kpj))
    assert by_nik is not None
    assert by_nik == by_kpj
    known = by_nik.participant
    assert (known.name, known.phone, known.status) == ("Ratna Kusumawati", "081234567890", Protection.NEW)
    assert known.income_basis == Rupiah(3_450_000)
    assert desk.item(registration).due_at is None
    assert desk.fault() is None


def test_a_refusal_keeps_the_hosts_word(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(refused(registration, "NIK_EXISTS"))
    moved = step(desk, registration)
    assert (moved.state, moved.refusal) == (RegistrationState.REFUSED, Refusal.NIK_EXISTS)
    assert desk.entries(Act.REGISTRATION_OUTCOME)[-1]["refusal"] == "NIK_EXISTS"
    assert desk.fault() is None


def test_a_word_that_is_newer_than_the_program_is_still_a_refusal(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(refused(registration, "QUOTA_USED"))
    assert step(desk, registration).refusal is Refusal.OTHER
    assert desk.entries(Act.REGISTRATION_OUTCOME)[-1]["words"] == "QUOTA_USED"


def test_a_form_that_the_host_cannot_read_is_refused(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers.append(Refused("4009201", "Invalid Field Format"))
    assert step(desk, registration).refusal is Refusal.FORM
    assert desk.fault() is None


def test_what_the_host_examines_is_asked_about_until_it_has_decided(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers += [examined(registration), examined(registration), issued(registration)]
    assert step(desk, registration).state is RegistrationState.PENDING
    assert desk.forwarder.forward(registration.id) is None, "not due yet"
    desk.wait_until_due()
    assert step(desk, registration).state is RegistrationState.PENDING
    desk.wait_until_due()
    assert step(desk, registration).state is RegistrationState.ISSUED
    assert [name for name, _ in desk.host.calls] == ["register", "registration-status", "registration-status"]
    assert [entry["state"] for entry in desk.entries(Act.REGISTRATION_OUTCOME)] == ["PENDING", "ISSUED"]
    assert desk.fault() is None


def test_silence_is_followed_by_a_question_and_then_by_the_same_bytes(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.answers += [NoAnswer("time-out"), NotKnown("4049312"), issued(registration)]
    assert step(desk, registration).state is RegistrationState.UNKNOWN
    desk.wait_until_due()
    step(desk, registration)
    assert desk.item(registration).step is Step.SEND
    assert step(desk, registration).state is RegistrationState.ISSUED
    first, again = desk.host.said("register")
    assert first == again
    assert desk.host.said("registration-status") == [registration.id]
    assert len(desk.entries(Act.REGISTRATION_ATTEMPT)) == 2
    assert desk.fault() is None


def test_an_attempt_is_committed_before_the_host_is_called(desk: RegisteringBench) -> None:
    registration = desk.submit()

    def look() -> RegistrationAnswer:
        assert desk.stored(registration).state is RegistrationState.SENDING
        assert (desk.item(registration).attempts, desk.item(registration).step) == (1, Step.ASK)
        return issued(registration)

    desk.host.answers.append(look)
    assert step(desk, registration).state is RegistrationState.ISSUED


def test_a_kill_between_attempt_and_answer_ends_in_a_question(desk: RegisteringBench) -> None:
    registration = desk.submit()

    def killed() -> RegistrationAnswer:
        raise KeyboardInterrupt

    desk.host.answers += [killed, issued(registration)]
    with pytest.raises(KeyboardInterrupt):
        desk.forwarder.forward(registration.id)
    successor = desk.another_forwarder("forwarder-2")
    assert successor.forward(registration.id) is None, "the lease still stands"
    desk.clock.advance(61)
    moved = successor.forward(registration.id)
    assert moved is not None
    assert moved.state is RegistrationState.ISSUED
    assert [name for name, _ in desk.host.calls] == ["register", "registration-status"]
    assert desk.fault() is None


def test_an_answer_after_its_lease_changes_nothing_and_is_told(desk: RegisteringBench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    registration = desk.submit()
    successor = desk.another_forwarder("forwarder-2")

    def slow() -> RegistrationAnswer:
        desk.clock.advance(61)
        moved = successor.forward(registration.id)
        assert moved is not None
        assert moved.state is RegistrationState.ISSUED
        return refused(registration)

    desk.host.answers += [slow, issued(registration)]
    moved = step(desk, registration)
    assert moved.state is RegistrationState.ISSUED
    (alarm,) = desk.entries(Act.HOST_ALARM)
    assert "REFUSED" in str(alarm["what"])
    assert desk.fault() is None


@pytest.mark.parametrize("code", ["4019201", "4299200", "2029200"])
def test_a_host_that_asks_to_wait_is_not_an_outcome(desk: RegisteringBench, code: str) -> None:
    registration = desk.submit()
    desk.host.answers += [Wait(code, "later", 90.0), issued(registration)]
    assert step(desk, registration).state is RegistrationState.SENDING
    due_at = desk.item(registration).due_at
    assert due_at is not None
    assert due_at - desk.clock.now() >= timedelta(seconds=90)
    desk.wait_until_due()
    assert step(desk, registration).state is RegistrationState.ISSUED


@pytest.mark.parametrize("said", ["other content", "another application"])
def test_what_cannot_be_is_an_alarm_once_and_no_outcome(desk: RegisteringBench, said: str) -> None:
    registration, other = desk.submit(), desk.submit(a_form(nik=OTHER))
    odd = Conflict("4099201", "Key") if said == "other content" else issued(other)
    desk.host.answers += [odd, odd]
    assert step(desk, registration).state is RegistrationState.UNKNOWN
    desk.wait_until_due()
    step(desk, registration)
    (alarm,) = desk.entries(Act.HOST_ALARM)
    assert said in str(alarm["what"])
    assert desk.item(registration).due_at is not None


def test_a_poison_application_never_delays_the_others(desk: RegisteringBench) -> None:
    poison = desk.submit()
    desk.clock.advance(1)
    well = desk.submit(a_form(nik=OTHER))

    def bug() -> RegistrationAnswer:
        raise RuntimeError("cannot be digested")

    desk.host.answers += [bug, issued(well)]
    with pytest.raises(RuntimeError, match="digested"):
        desk.forwarder.forward_batch()
    assert desk.stored(well).state is RegistrationState.ISSUED
    assert desk.stored(poison).state is RegistrationState.SENDING


def test_a_batch_ends_when_the_host_is_silent(desk: RegisteringBench) -> None:
    for nik in (WOMAN, OTHER):
        desk.submit(a_form(nik=nik))
    assert len(desk.forwarder.forward_batch()) == 1
    assert len(desk.host.calls) == 1


def test_a_batch_ends_when_somebody_else_wants_the_lane(desk: RegisteringBench) -> None:
    desk.submit()
    assert desk.forwarder.forward_batch(more=lambda: False) == []
    assert desk.host.calls == []


def test_waits_double_while_the_host_is_away(desk: RegisteringBench) -> None:
    registration = desk.submit()
    waits: list[timedelta] = []
    for _ in range(6):
        step(desk, registration)
        due_at = desk.item(registration).due_at
        assert due_at is not None
        waits.append(due_at - desk.clock.now())
        desk.clock.advance(waits[-1].total_seconds())
    assert waits == [timedelta(seconds=seconds) for seconds in (5, 5, 10, 20, 40, 80)]


def test_a_gateway_that_cannot_register_leaves_applications_alone(desk: RegisteringBench) -> None:
    registration = desk.submit()
    desk.host.abilities = Abilities(registration=False)
    assert desk.another_forwarder("iak").forward_batch() == []
    assert desk.stored(registration).state is RegistrationState.SUBMITTED


def test_whom_the_hosts_list_brought_first_is_left_as_the_list_has_them(desk: RegisteringBench) -> None:
    registration = desk.submit()
    answer = issued(registration)
    desk.host.answers.append(answer)
    listed = a_participant(1, nik=WOMAN, kpj=answer.kpj, name="RATNA KUSUMAWATI")
    with desk.store.writing() as work:
        work.participants.save([listed], desk.clock.now())
    step(desk, registration)
    with desk.store.reading() as work:
        known = work.participants.by_number(LookupNumber(NumberKind.NIK, WOMAN))
    assert known is not None
    assert known.participant == listed


def test_a_database_that_is_away_ends_a_batch(desk: RegisteringBench, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: object) -> None:
        raise Unavailable(Service.DATABASE, "locked")

    monkeypatch.setattr(desk.forwarder, "_step", away)
    with pytest.raises(Unavailable):
        desk.forwarder.forward_batch()


def test_two_bugs_of_a_batch_are_both_told(desk: RegisteringBench) -> None:
    for nik in (WOMAN, OTHER):
        desk.submit(a_form(nik=nik))

    def bug() -> RegistrationAnswer:
        raise RuntimeError("cannot be digested")

    desk.host.answers += [bug, bug]
    with pytest.raises(ExceptionGroup) as told:
        desk.forwarder.forward_batch()
    assert len(told.value.exceptions) == 2


def test_an_item_of_what_was_taken_back_is_closed(desk: RegisteringBench) -> None:
    registration = desk.submit()
    with desk.store.writing() as work:
        work.registrations.move(registration.id, RegistrationState.SUBMITTED, RegistrationState.WITHDRAWN)
    moved = desk.forwarder.forward_next()
    assert moved is not None
    assert moved.state is RegistrationState.WITHDRAWN
    assert desk.item(registration).due_at is None


def test_a_late_answer_that_says_the_same_or_nothing_is_no_alarm(desk: RegisteringBench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    registration = desk.submit()
    successor = desk.another_forwarder("forwarder-2")

    def slow() -> RegistrationAnswer:
        desk.clock.advance(61)
        successor.forward(registration.id)
        return issued(registration)

    desk.host.answers += [slow, issued(registration)]
    step(desk, registration)
    other = desk.submit(a_form(nik=OTHER))

    def silent() -> RegistrationAnswer:
        desk.clock.advance(61)
        successor.forward(other.id)
        return NoAnswer("time-out")

    desk.host.answers += [silent, issued(other, 2)]
    step(desk, other)
    assert desk.entries(Act.HOST_ALARM) == []


def test_how_many_still_need_the_host_is_counted(desk: RegisteringBench) -> None:
    registration = desk.submit()
    with desk.store.reading() as work:
        assert work.registration_outbox.waiting() == 1
    desk.host.answers.append(issued(registration))
    step(desk, registration)
    with desk.store.reading() as work:
        assert work.registration_outbox.waiting() == 0


def test_a_batch_takes_no_more_than_it_was_told(desk: RegisteringBench) -> None:
    first = desk.submit()
    desk.submit(a_form(nik=OTHER))
    desk.host.answers += [examined(first), examined(first)]
    assert len(desk.forwarder.forward_batch(1)) == 1
    assert len(desk.host.calls) == 1
