"""The demo is the longest test there is: the whole program, through its window, against a host of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from counter_app.domain.money import format_rupiah
from tests.helpers.escpos_reader import read

pytestmark = pytest.mark.xdist_group("demo")  # played once, looked at by all of these

FLOAT = 200_000
THREE_MONTHS = 289_600


def program(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui", *words]
    return subprocess.run(
        command, check=False, timeout=110, capture_output=True, text=True, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo was played to its end."""
    out = tmp_path_factory.mktemp("demo")
    done = program("demo", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def summary(played: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((played / "summary.json").read_text("utf-8"))
    return content


def test_five_payers_are_confirmed_and_posted_once_each(summary: dict[str, Any]) -> None:
    payments, postings = summary["payments"], summary["host_postings"]
    assert [payment["number"][-6:] for payment in payments] == [f"{n:06}" for n in range(1, 6)]
    assert {payment["state"] for payment in payments} == {"CONFIRMED"}
    assert sorted(posting["paymentRequestId"] for posting in postings) == sorted(p["id"] for p in payments)
    by_id = {posting["paymentRequestId"]: posting for posting in postings}
    assert all(by_id[p["id"]]["amount"] == p["total"] for p in payments)
    assert all(by_id[p["id"]]["hostReference"] == p["host_reference"] for p in payments)


def test_one_was_taken_while_the_host_was_down(summary: dict[str, Any]) -> None:
    assert [payment["offline"] for payment in summary["payments"]] == [False, False, False, False, True]


def test_three_months_over_the_end_of_a_relief_cost_what_the_law_says(summary: dict[str, Any]) -> None:
    (three_months,) = [payment for payment in summary["payments"] if len(payment["months"]) == 3]
    assert three_months["months"] == ["2026-11", "2026-12", "2027-01"]
    assert three_months["amounts"] == {"JKK": 69_000, "JKM": 13_600, "JHT": 207_000}
    assert three_months["total"] == THREE_MONTHS


def test_the_drawer_holds_the_float_and_what_was_paid_in_cash(summary: dict[str, Any]) -> None:
    in_cash = sum(payment["total"] for payment in summary["payments"] if payment["tender"] == "CASH")
    assert summary["cash"] == {"float": FLOAT, "taken": in_cash, "expected": FLOAT + in_cash}
    assert summary["faults"] == []


def test_the_pictures_are_of_the_smallest_screen(played: Path, summary: dict[str, Any]) -> None:
    assert [name[:2] for name in summary["pictures"]] == [f"{n:02}" for n in range(1, len(summary["pictures"]) + 1)]
    assert any("refused" in name for name in summary["pictures"])
    for name in summary["pictures"]:
        with Image.open(played / "pictures" / name) as picture:
            assert picture.size == (1366, 768)
            assert len(picture.convert("L").resize((64, 36)).getcolors() or []) > 4, f"{name} shows nothing"


def test_each_receipt_is_the_same_in_all_its_forms(played: Path, summary: dict[str, Any]) -> None:
    names = [payment["number"] for payment in summary["payments"]]
    names.append(f"{names[-1]}-salinan-1")
    totals = [payment["total"] for payment in summary["payments"]]
    for name, total in zip(names, [*totals, totals[-1]], strict=True):
        paper = "\n".join(read((played / "receipts" / f"{name}.bin").read_bytes()).texts)
        text = (played / "receipts" / f"{name}.txt").read_text("utf-8")
        for words in (paper, text):
            assert format_rupiah(total) in words
            assert ("SALINAN 1" in words) == name.endswith("salinan-1")
        assert (played / "receipts" / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
        assert (played / "receipts" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_the_offline_receipt_says_diterima_and_its_copy_berhasil(played: Path, summary: dict[str, Any]) -> None:
    number = summary["payments"][-1]["number"]
    original = (played / "receipts" / f"{number}.txt").read_text("utf-8")
    copy = (played / "receipts" / f"{number}-salinan-1.txt").read_text("utf-8")
    assert "DITERIMA" in original
    assert "BERHASIL" not in original
    assert "BERHASIL" in copy
    assert summary["payments"][-1]["host_reference"] in copy


def test_the_home_it_leaves_can_be_verified_and_printed_from(
    played: Path, summary: dict[str, Any], tmp_path: Path
) -> None:
    home = str(played / "home")
    verified = program("verify", COUNTER_HOME=home)
    assert verified.returncode == 0, verified.stderr
    out = tmp_path / "receipt.txt"
    number = summary["payments"][0]["number"]
    printed = program("receipt", number, "--format", "txt", "--out", str(out), COUNTER_HOME=home)
    assert printed.returncode == 0, printed.stderr
    assert out.read_text("utf-8") == (played / "receipts" / f"{number}.txt").read_text("utf-8")


def test_a_home_that_no_demo_made_is_never_touched(tmp_path: Path) -> None:
    precious = tmp_path / "home" / "counter.db"
    precious.parent.mkdir()
    precious.write_bytes(b"somebody's payments")
    refused = program("demo", "--out", str(tmp_path))
    assert refused.returncode == 2
    assert "no demo made" in refused.stderr
    assert precious.read_bytes() == b"somebody's payments"
