"""The list of faults says what is played, and every row of it is."""

import re
from pathlib import Path

import pytest

from tests.faults.run import ALL, ROWS

PROJECT = Path(__file__).parents[2]
TABLE = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (PROJECT / "docs" / "faults-list.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def test_every_row_has_its_line() -> None:
    assert [int(row[0]) for row in TABLE] == list(range(1, ROWS + 1))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_row_names_the_scenarios_that_play_it_and_files_that_there_are(row: list[str]) -> None:
    number, named = int(row[0]), set(row[3].split("; "))
    assert named <= {scenario.name for scenario in ALL if number in scenario.rows}
    for file in re.findall(r"`(tests/[^`]+)`", row[4]):
        assert (PROJECT / file).is_file()
