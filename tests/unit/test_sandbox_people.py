"""The invented participants: enough of every kind, well-formed, nobody real, always the same."""

from collections import Counter
from datetime import date

from counter_app.domain.identity import Sex, parse_nik
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector, first_month_due
from counter_app.sandbox.people import AWKWARD_NAMES, DEMO_PEOPLE, SITI, invent_people
from counter_app.sandbox.rules import load_rules

TODAY = date(2026, 11, 22)
RULES = load_rules()
PEOPLE = invent_people(1000, 1, TODAY, RULES.tariff)


def test_a_thousand_people_have_a_thousand_numbers_of_each_kind() -> None:
    for number in ("nik", "kpj", "payment_code"):
        assert len({getattr(person, number) for person in PEOPLE}) == 1000
    assert {len(person.kpj) for person in PEOPLE} == {11}
    assert {len(person.payment_code) for person in PEOPLE} == {12}


def test_every_nik_is_well_formed_and_of_a_grown_up() -> None:
    for person in PEOPLE:
        nik = parse_nik(person.nik, today=TODAY, provinces=RULES.provinces)
        assert 17 <= TODAY.year - nik.birth_date.year <= 64
    assert len({person.nik[:2] for person in PEOPLE}) > 30


def test_no_number_can_be_a_real_ones() -> None:
    """Districts from 90 do not exist, and 0800 numbers are nobody's mobile."""
    assert [person.nik for person in PEOPLE if person.nik[4:6] < "90"] == [SITI.nik]
    assert all(person.phone == "" or person.phone.startswith("0800-") for person in PEOPLE)


def test_every_kind_of_participant_is_there() -> None:
    current = Month.of(TODAY)
    kinds: Counter[str] = Counter()
    for person in PEOPLE:
        until = person.protected_until(TODAY)
        if until is None:
            kinds["new"] += 1
        elif until >= TODAY:
            kinds["active"] += 1
        elif first_month_due(until, TODAY, RULES.tariff.grace_months) < current:
            kinds["in grace"] += 1
        elif current - Month.of(until) > RULES.tariff.grace_months:
            kinds["lapsed"] += 1
    assert all(kinds[kind] >= 50 for kind in ("new", "active", "in grace", "lapsed"))
    assert {RULES.tariff.bracket(person.income) for person in PEOPLE} == set(RULES.tariff.brackets)
    assert {person.sector for person in PEOPLE} == set(Sector)
    assert sum(person.government_paid for person in PEOPLE) >= 20
    assert sum(person.credit > 0 for person in PEOPLE) >= 20
    assert all(len(person.programmes) == 3 for person in PEOPLE if person.employer)


def test_names_fit_the_sex_of_the_number() -> None:
    sexes = Counter(parse_nik(p.nik, today=TODAY, provinces=RULES.provinces).sex for p in PEOPLE)
    assert min(sexes.values()) > 400
    women = {
        p.name.split()[0]
        for p in PEOPLE[40:]
        if parse_nik(p.nik, today=TODAY, provinces=RULES.provinces).sex is Sex.FEMALE
    }
    assert "Bambang" not in women


def test_awkward_names_are_among_them_and_none_is_too_long() -> None:
    names = {person.name for person in PEOPLE}
    assert set(AWKWARD_NAMES) <= names
    assert max(len(name) for name in names) <= 300


def test_the_same_seed_invents_the_same_people() -> None:
    assert invent_people(60, 5, TODAY, RULES.tariff) == invent_people(60, 5, TODAY, RULES.tariff)
    assert invent_people(60, 5, TODAY, RULES.tariff) != invent_people(60, 6, TODAY, RULES.tariff)


def test_the_people_of_the_examples_come_first_however_few_are_asked_for() -> None:
    assert invent_people(3, 9, TODAY, RULES.tariff) == list(DEMO_PEOPLE[:3])
    assert tuple(PEOPLE[: len(DEMO_PEOPLE)]) == DEMO_PEOPLE
