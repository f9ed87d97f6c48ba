"""The office's participants: found by every number, found by any words of their name, renewed page by page."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.database.repositories import participants as by_name
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.participant import LocalParticipant, Participant, Protection, fold
from counter_app.services.ports import SyncState
from tests.helpers.builders import KPJ, NIK, NOW, PAYMENT_CODE, a_participant, participants_named
from tests.helpers.postgresql import EITHER_DATABASE, either_store

NAMES = [
    "Siti Rahmawati",
    "Siti Nurhaliza binti Rahman",
    "René Sitorus",
    "I Gusti Ayu Raka",
    "Muhammad Rahmat",
    "D'Angelo Putri",
    "Sri-Rahayu",
    "AND OR NOT NEAR",
    "Zainal 3",
]


@pytest.fixture(params=EITHER_DATABASE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    made = either_store(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def office(store: SqlStore) -> SqlStore:
    save(store, *participants_named(NAMES))
    return store


def save(store: SqlStore, *participants: Participant) -> None:
    with store.writing() as work:
        work.participants.save(participants, NOW)


def find(store: SqlStore, kind: NumberKind, number: str) -> LocalParticipant | None:
    with store.reading() as work:
        return work.participants.by_number(LookupNumber(kind, number))


def names(store: SqlStore, text: str, limit: int = 20) -> list[str]:
    with store.reading() as work:
        return [local.participant.name for local in work.participants.by_name(text, limit)]


def expected(text: str, limit: int = 20) -> list[str]:
    """What the port promises, computed the long way round."""
    words = fold(text).split()
    hits = [
        name for name in NAMES if words and all(any(part.startswith(w) for part in fold(name).split()) for w in words)
    ]
    return sorted(hits, key=fold)[:limit]


@pytest.mark.parametrize(
    ("kind", "number"), [(NumberKind.NIK, NIK), (NumberKind.KPJ, KPJ), (NumberKind.PAYMENT_CODE, PAYMENT_CODE)]
)
def test_a_participant_is_found_by_every_number_they_have(store: SqlStore, kind: NumberKind, number: str) -> None:
    save(store, a_participant())
    assert find(store, kind, number) == LocalParticipant(a_participant(), NOW)
    assert find(store, kind, number[::-1]) is None


def test_participants_without_a_card_or_code_yet_do_not_get_in_each_others_way(store: SqlStore) -> None:
    save(store, *(a_participant(index, kpj="", payment_code="") for index in (1, 2)))
    with store.reading() as work:
        assert work.participants.count() == 2
    assert find(store, NumberKind.KPJ, "") is None


def test_a_page_renews_who_is_known_and_adds_who_is_not(store: SqlStore) -> None:
    save(store, a_participant(1), a_participant(2))
    renewed = a_participant(1, name="Siti Aminah", status=Protection.LAPSED, protected_until=None)
    with store.writing() as work:
        work.participants.save([renewed, a_participant(3)], NOW + timedelta(days=1))
        assert work.participants.count() == 3
    assert find(store, NumberKind.NIK, renewed.nik) == LocalParticipant(renewed, NOW + timedelta(days=1))
    assert names(store, "aminah") == ["Siti Aminah"]
    assert names(store, "peserta") == ["Peserta 2", "Peserta 3"]


def test_an_empty_page_changes_nothing(store: SqlStore) -> None:
    save(store)
    with store.reading() as work:
        assert work.participants.count() == 0


def test_a_card_that_the_host_gives_to_somebody_else_changes_hands(store: SqlStore) -> None:
    one, two = a_participant(1), a_participant(2)
    save(store, one, two)
    swapped = (a_participant(1, kpj=two.kpj), a_participant(2, kpj=one.kpj, payment_code=""))
    save(store, *swapped)
    for each in swapped:
        found = find(store, NumberKind.KPJ, each.kpj)
        assert found is not None
        assert found.participant == each


@pytest.mark.parametrize("few", [by_name._FEW, 0], ids=["by the index", "by walking the names"])
@pytest.mark.parametrize(
    "text",
    [
        "si",
        "siti",
        "sit rah",
        "rah sit",
        "RENE",
        "rené",
        "Rènè sitor",
        "d angelo",
        "rahayu",
        "not",
        "near and",
        "3",
        "x",
        "",
    ],
)
def test_names_are_found_by_the_beginnings_of_their_words(
    office: SqlStore, monkeypatch: pytest.MonkeyPatch, text: str, few: int
) -> None:
    for name in ("_FEW", "_FEW_ON_SERVER"):
        monkeypatch.setattr(by_name, name, few)
    assert names(office, text) == expected(text)


@pytest.mark.parametrize(
    "text",
    ['"', "a OR b", "siti*", "folded_name : siti", "NEAR(siti", "^siti", "'; DROP TABLE participants; --", "%", "_"],
)
def test_what_is_typed_is_never_read_as_a_query(office: SqlStore, text: str) -> None:
    assert names(office, text) == expected(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12))
def test_any_text_at_all_can_be_typed_for_a_name(office: SqlStore, text: str) -> None:
    assert names(office, text) == expected(text)


def test_no_more_names_than_asked_for_and_the_first_ones(office: SqlStore) -> None:
    assert names(office, "s", limit=2) == expected("s", limit=2)


def test_a_namesake_is_shown_too(store: SqlStore) -> None:
    save(store, *participants_named(["Budi Santoso"] * 3))
    assert names(store, "budi") == ["Budi Santoso"] * 3


def test_a_name_that_no_longer_is_finds_nobody(store: SqlStore) -> None:
    save(store, a_participant(1, name="Wati"))
    save(store, a_participant(1, name="Dewi"))
    assert (names(store, "wati"), names(store, "dewi")) == ([], ["Dewi"])


def test_the_arrival_of_participants_is_remembered(store: SqlStore) -> None:
    with store.reading() as work:
        assert work.sync.get() == SyncState()
    for state in (SyncState("c1", 200, 1_000), SyncState("c5", 1_000, 1_000, NOW)):
        with store.writing() as work:
            work.sync.save(state)
        with store.reading() as work:
            assert work.sync.get() == state
