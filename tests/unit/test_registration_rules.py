"""What an application can become, what a host's answer makes of it, and what stands on its slip."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from counter_app.database.migrations.versions import __name__ as versions
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused, Step, Wait
from counter_app.domain.receipt import Office
from counter_app.domain.registration import (
    ON_ITS_WAY,
    OVER,
    REGISTRATION_TRANSITIONS,
    Consent,
    Issue,
    Outcome,
    Refusal,
    Registration,
    RegistrationState,
    require_registration_transition,
)
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_outbox import Decided, Decision, RegistrationAnswer
from counter_app.domain.registration_participant import participant_of
from counter_app.domain.registration_quote import quote
from counter_app.domain.registration_slip import RegistrationStanding, registration_slip
from counter_app.domain.tariff import Payer, Sector
from counter_app.services.registration_judgement import Ended, Examined, Later, ruling
from tests.helpers.registrations import WOMAN, a_form, form_rules

AT = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
OFFICE = Office("JKT-0042", "Kantor Pos Uji", "Jl. Contoh 1", "L01", "Asia/Jakarta")
KEY = UUID("9f3a61c2-0000-4000-8000-000000000000")


def a_registration(**parts: object) -> Registration:
    consent = Consent("lisan-1", "0" * 64, AT, "1001")
    made = Registration(KEY, "JKT-0042", "L01", "1001", a_form(), AT, RegistrationState.SENDING, None, consent, AT)
    return replace(made, **parts)  # type: ignore[arg-type]


def test_nothing_comes_back_and_every_way_ends() -> None:
    for state, ways in REGISTRATION_TRANSITIONS.items():
        assert state not in ways
        assert (ways == frozenset()) == (state in OVER)
    assert {RegistrationState.DRAFT} | ON_ITS_WAY | OVER == set(RegistrationState)


def test_what_may_be_at_the_host_is_never_taken_back() -> None:
    for state in ON_ITS_WAY - {RegistrationState.SUBMITTED}:
        with pytest.raises(Declined) as told:
            require_registration_transition(state, RegistrationState.WITHDRAWN)
        assert told.value.reason is Reason.ILLEGAL_TRANSITION


def test_the_database_knows_the_same_ways() -> None:
    from importlib import import_module

    guards = import_module(f"{versions}.0007_registrations").GUARDS
    (table,) = (guard.when for guard in guards if guard.name == "registrations_transition")
    for state, ways in REGISTRATION_TRANSITIONS.items():
        lines = [line for line in table.splitlines() if f"OLD.state = '{state}'" in line]
        told = {
            way for way in RegistrationState if any(f"'{way}'" in line.partition("NEW.state IN")[2] for line in lines)
        }
        assert told == ways


def decided(**parts: object) -> Decided:
    answer = Decided(str(KEY), Decision.ACCEPTED, "22000000001", "881000000001", decided_at=AT, code="2009200")
    return replace(answer, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        (decided(), Ended(Outcome(AT, Issue("22000000001", "881000000001")), "2009200", "")),
        (
            decided(decision=Decision.REFUSED, reason="NIK_EXISTS"),
            Ended(Outcome(AT, refusal=Refusal.NIK_EXISTS), "2009200", "NIK_EXISTS"),
        ),
        (decided(decision=Decision.PENDING), Examined("2009200")),
        (Refused("4009201", "Format"), Ended(None, "4009201", "Format")),
        (NotKnown("4049312"), Later(Step.SEND, "4049312", "the host does not know it", at_once=True)),
        (Wait("4299200", "Slow", 30.0), Later(Step.SEND, "4299200", "Slow", after=30.0)),
        (NoAnswer("time-out"), Later(Step.ASK, "", "time-out", doubt=True)),
    ],
)
def test_what_an_answer_makes_of_an_application(answer: RegistrationAnswer, meant: object) -> None:
    assert ruling(a_registration(), Step.SEND, answer) == meant


@pytest.mark.parametrize(
    "answer", [Conflict("4099201", "Key"), decided(key=str(uuid4())), NoAnswer("forged", alarm=True)]
)
def test_what_cannot_be_believed_is_asked_again_with_an_alarm(answer: RegistrationAnswer) -> None:
    meant = ruling(a_registration(), Step.SEND, answer)
    assert isinstance(meant, Later)
    assert (meant.step, meant.doubt, meant.alarm) == (Step.ASK, True, True)


@pytest.mark.parametrize(
    ("income", "sector", "with_jht", "without"),
    [
        (3_500_000, Sector.OTHER, 89_650, 20_650),
        (1_000_000, Sector.TRANSPORT, 28_400, 8_400),
        (1_000_000, Sector.OTHER, 28_400, 8_400),
    ],
)
def test_a_quote_says_both_ways_to_take_part(income: int, sector: Sector, with_jht: int, without: int) -> None:
    told = quote(form_rules().tariff, Payer(Rupiah(income), sector), Month(2026, 11))
    assert told.without_jht is not None
    assert (told.with_jht.total, told.without_jht.total) == (with_jht, without)
    assert told.chosen((Programme.JKK, Programme.JKM)) is told.without_jht
    assert all(line.why is not None for line in told.with_jht.lines)


def test_an_employer_has_one_way() -> None:
    told = quote(form_rules().tariff, Payer(Rupiah(3_500_000), Sector.OTHER, employer=True), Month(2026, 11))
    assert told.without_jht is None
    assert told.chosen((Programme.JKK, Programme.JKM)) is told.with_jht


def test_who_was_registered_stands_in_the_bracket_of_their_income() -> None:
    known = participant_of(a_registration(), Issue("22000000001", "881000000001"), form_rules().tariff)
    assert (known.nik, known.income_basis, known.protected_until) == (WOMAN, Rupiah(3_450_000), None)


@pytest.mark.parametrize(
    ("state", "outcome", "standing"),
    [
        (RegistrationState.SUBMITTED, None, RegistrationStanding.RECEIVED),
        (RegistrationState.PENDING, None, RegistrationStanding.RECEIVED),
        (RegistrationState.ISSUED, Outcome(AT, Issue("22000000001", "881000000001")), RegistrationStanding.ISSUED),
        (RegistrationState.REFUSED, Outcome(AT, refusal=Refusal.PERIOD_PAST), RegistrationStanding.REFUSED),
        (RegistrationState.WITHDRAWN, None, RegistrationStanding.WITHDRAWN),
    ],
)
def test_a_slip_says_how_it_stands_and_no_full_nik(
    state: RegistrationState, outcome: Outcome | None, standing: RegistrationStanding
) -> None:
    slip = registration_slip(a_registration(state=state, outcome=outcome), OFFICE, ZoneInfo("Asia/Jakarta"), 1)
    assert (slip.standing, slip.masked_nik, slip.copy) == (standing, "************0011", 1)
    assert (slip.kpj != "") == (standing is RegistrationStanding.ISSUED)
    assert slip.decided_on == (None if outcome is None else AT.date())


def test_a_draft_has_no_slip() -> None:
    with pytest.raises(ValueError, match="never submitted"):
        registration_slip(a_registration(submitted_at=None), OFFICE, ZoneInfo("Asia/Jakarta"))


def test_whose_answers_were_erased_has_no_slip_any_more() -> None:
    with pytest.raises(Declined) as told:
        registration_slip(a_registration(form=Form()), OFFICE, ZoneInfo("Asia/Jakarta"))
    assert told.value.reason is Reason.REGISTRATION_NOT_FOUND
