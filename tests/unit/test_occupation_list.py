"""Occupations: found by what a clerk types first, by a slip of the finger, and each with its sector."""

import pytest

from counter_app.domain.participant import fold
from counter_app.domain.tariff import Sector
from counter_app.near_names import likeness
from counter_app.occupation_list import OccupationList

LIST = OccupationList.delivered()


def test_the_list_has_both_sectors_and_no_name_twice() -> None:
    names = [each.name for each in LIST.all()]
    assert len(names) == len(set(map(fold, names))) >= 120
    assert {each.sector for each in LIST.all()} == set(Sector)
    assert all(len(name) <= 80 for name in names)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ojek", "Pengemudi ojek daring"),
        ("PENGEMUDI BEC", "Pengemudi becak"),
        ("pas ped", "Pedagang pasar"),
        ("fisher", "Nelayan"),
        ("nelayn", "Nelayan"),
        ("pedagnag psar", "Pedagang pasar"),
        ("asisten", "Asisten rumah tangga"),
    ],
)
def test_what_was_meant_comes_first(typed: str, first: str) -> None:
    assert LIST.search(typed)[0].name == first


def test_a_part_of_a_word_is_found() -> None:
    assert "Petani padi" in [each.name for each in LIST.search("tani", 40)]


@pytest.mark.parametrize("typed", ["", "  ", "qqqq", "!"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    assert list(LIST.search(typed)) == []


def test_an_ojek_driver_is_in_transport() -> None:
    assert LIST.sectors[fold("Pengemudi Ojek Daring")] is Sector.TRANSPORT


def test_at_most_as_many_as_are_wanted_are_offered() -> None:
    assert len(LIST.search("p", 5)) == 5


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("muhammad rizki", "mohamad rizky", True),
        ("ahmad fauzi", "fauzi ahmad", True),
        ("siti nurhaliza", "siti nurhalisa", True),
        ("siti aminah", "budi santoso", False),
        ("dewi lestari", "rina marlina", False),
    ],
)
def test_names_are_alike_in_whatever_spelling_and_order(one: str, other: str, near: bool) -> None:
    assert (likeness(one, other) >= 80) is near
