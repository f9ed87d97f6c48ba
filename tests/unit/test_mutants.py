"""The deliberate defects of the fault harness still fit the program they are put into."""

import pytest

from tests.faults.mutants import MUTANTS, PROJECT, Mutant, spoil


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_each_defect_finds_its_place_and_still_is_python(mutant: Mutant) -> None:
    whole = (PROJECT / mutant.file).read_text(encoding="utf-8")
    spoilt = spoil(whole, mutant)
    assert spoilt != whole
    compile(spoilt, mutant.file, "exec")


def test_no_two_have_the_same_name() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
