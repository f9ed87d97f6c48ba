"""A tariff that does not make sense is never used: a wrong figure there is a wrong bill everywhere."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app import resources
from counter_app.domain.months import Month
from counter_app.tariff_file import TariffFileError

Content = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "tariff"
    shutil.copytree(resources.FOLDER / "tariff", copied)
    return copied


def changed(folder: Path, change: Callable[[Content], object]) -> Path:
    file = folder / "tariff.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_the_tariff_as_delivered_is_read_whole() -> None:
    tariff = resources.tariff()
    assert [rule.programme.value for rule in tariff.programmes] == ["JKK", "JKM", "JHT"]
    assert [rule.id for rule in tariff.reliefs] == ["pp49-2020", "pp50-2025-transport", "pp50-2025-other"]
    assert (len(tariff.brackets), tariff.months_offered, tariff.grace_months) == (33, (1, 2, 3, 6, 12), 3)
    assert tariff.reliefs[1].last_month == Month(2027, 3)
    assert resources.tariff() is tariff


def test_every_province_has_a_two_digit_code() -> None:
    assert len(resources.provinces()) == 38
    assert all(len(code) == 2 and code.isdecimal() and name for code, name in resources.provinces().items())


CHANGES: dict[str, Callable[[Content], object]] = {
    "a programme missing": lambda content: content["programmes"].pop(),
    "a programme twice": lambda content: content["programmes"].append(content["programmes"][0]),
    "a programme unknown": lambda content: content["programmes"][0].update(code="JP"),
    "a kind unknown": lambda content: content["programmes"][0].update(kind="share"),
    "a rate of nothing": lambda content: content["programmes"][0].update(rate_per_mille=0),
    "a rate above the whole": lambda content: content["programmes"][0].update(rate_per_mille=1001),
    "a rate in words": lambda content: content["programmes"][0].update(rate_per_mille="10"),
    "an amount with a fraction": lambda content: content["programmes"][1].update(amount=6800.5),
    "an amount that is a yes": lambda content: content["programmes"][1].update(amount=True),
    "a date that is none": lambda content: content["programmes"][0].update(valid_from="2015-02-30"),
    "no source": lambda content: content["programmes"][0].pop("source"),
    "a relief that ends before it begins": lambda content: content["adjustments"][1].update(
        contribution_months=["2027-03", "2026-01"]
    ),
    "a relief without an end": lambda content: content["adjustments"][1].update(contribution_months=["2026-01"]),
    "a relief in no month": lambda content: content["adjustments"][1].update(contribution_months=["2026-1", "2026-02"]),
    "a relief for nobody known": lambda content: content["adjustments"][1].update(sectors=["fishers"]),
    "a relief that adds": lambda content: content["adjustments"][1].update(multiplier_per_mille=1500),
    "months out of order": lambda content: content.update(months_offered=[3, 1]),
    "no months": lambda content: content.update(months_offered=[]),
    "no grace": lambda content: content["lapse"].pop("grace_months"),
    "another file of brackets": lambda content: content.update(income_brackets="none.csv"),
    "a list for a table": lambda content: content.update(lapse=[]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_tariff_with_a_fault_is_refused_by_name(folder: Path, change: Callable[[Content], object]) -> None:
    with pytest.raises(TariffFileError, match=r"tariff\.json"):
        resources.read_tariff(changed(folder, change))


@pytest.mark.parametrize(
    "rows",
    ["", "1000,2000,1500\n", "0,999,1000\n2000,,2500\n1000,1999,3000\n", "0,999,1000\n1000,,900\n", "0,999,many\n"],
    ids=["none", "a gap below", "out of order", "a basis that falls", "a word"],
)
def test_brackets_with_a_fault_are_refused(folder: Path, rows: str) -> None:
    (folder / "income-brackets.csv").write_text(f"income_from,income_to,income_basis\n{rows}", encoding="utf-8")
    with pytest.raises(TariffFileError):
        resources.read_tariff(folder)


def test_a_tariff_that_is_no_json_is_refused(folder: Path) -> None:
    (folder / "tariff.json").write_text("{", encoding="utf-8")
    with pytest.raises(TariffFileError):
        resources.read_tariff(folder)
