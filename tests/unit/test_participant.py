"""A participant shows no numbers by accident, and is found however the name is typed."""

import pytest

from counter_app.domain.participant import fold
from tests.helpers.builders import KPJ, NIK, PAYMENT_CODE, a_participant


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Siti Rahmawati", "siti rahmawati"),
        ("Désirée Ayu Lestari", "desiree ayu lestari"),
        ("  Nur'aini   (Ibu) ", "nur aini ibu"),
        ("M. SYAFI'I, S.Pd.", "m syafi i s pd"),
        ("Weiß", "weiss"),
        ("İbrahim", "ibrahim"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_without_its_accents_case_and_signs(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_folding_twice_is_folding_once() -> None:
    for name in ("Désirée Ayu", "ﬁtri", "Ⅷ Jaya", "Ÿ́ x"):
        assert fold(fold(name)) == fold(name)


def test_a_participant_in_a_log_shows_no_number_and_no_name() -> None:
    shown = repr(a_participant())
    for secret in (NIK, KPJ, PAYMENT_CODE, "Siti", "0812"):
        assert secret not in shown
