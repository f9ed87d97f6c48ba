"""The demo is the longest test there is: the whole program, through its window, against a host of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from counter_app.domain.money import format_rupiah
from counter_app.domain.reconciliation import Kind
from counter_app.printing.reader import read

# Played once, looked at by all of these; whichever is first waits for the whole day.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(400)]

FLOAT = 200_000
THREE_MONTHS = 289_600
DROPPED, MISSING = 300_000, 2_000


def program(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui", *words]
    return subprocess.run(
        command, check=False, timeout=330, capture_output=True, text=True, env={**os.environ, **environment}
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


def test_every_payment_comes_to_rest_and_is_posted_once_or_not_at_all(summary: dict[str, Any]) -> None:
    payments, postings = summary["payments"], summary["host_postings"]
    assert [payment["number"][-6:] for payment in payments] == [f"{n:06}" for n in range(1, len(payments) + 1)]
    standing = [payment for payment in payments if payment["state"] == "CONFIRMED"]
    assert sorted(posting["paymentRequestId"] for posting in postings) == sorted(p["id"] for p in standing)
    by_id = {posting["paymentRequestId"]: posting for posting in postings}
    assert all(by_id[p["id"]]["amount"] == p["total"] for p in standing)
    assert all(by_id[p["id"]]["hostReference"] == p["host_reference"] for p in standing)
    assert sorted(payment["state"] for payment in payments if payment not in standing) == ["CANCELLED", "REFUNDED"]


def test_the_one_that_was_reversed_is_undone_at_the_host_too(summary: dict[str, Any]) -> None:
    (undone,) = [payment for payment in summary["payments"] if payment["reversal"]]
    assert undone["reversal"] == "REFUNDED"
    reversed_ = [posting["paymentRequestId"] for posting in summary["host_postings"] if posting["reversed"]]
    assert reversed_ == [undone["id"]]


def test_three_months_over_the_end_of_a_relief_cost_what_the_law_says(summary: dict[str, Any]) -> None:
    (three_months,) = [payment for payment in summary["payments"] if len(payment["months"]) == 3]
    assert three_months["months"] == ["2026-11", "2026-12", "2027-01"]
    assert three_months["amounts"] == {"JKK": 69_000, "JKM": 13_600, "JHT": 207_000}
    assert three_months["total"] == THREE_MONTHS


def test_the_drawer_holds_the_float_and_what_was_left_of_the_cash(summary: dict[str, Any]) -> None:
    in_cash = [payment for payment in summary["payments"] if payment["tender"] == "CASH"]
    taken = sum(payment["total"] for payment in in_cash)
    back = sum(p["total"] for p in in_cash if p["reversal"] or p["state"] in ("CANCELLED", "REFUNDED"))
    seen = {"taken": taken, "returned": back, "dropped": DROPPED, "missing": MISSING}
    expected = FLOAT + taken - back - DROPPED
    assert summary["cash"] == {"float": FLOAT, **seen, "expected": expected, "counted": expected - MISSING}
    assert back > 0
    assert summary["faults"] == []


def test_the_drawer_goes_from_one_clerk_to_the_next(summary: dict[str, Any]) -> None:
    assert [shift["clerk"] for shift in summary["shifts"]] == ["1001", "1002"]
    assert summary["shifts"][0]["float"] == FLOAT


def test_ten_payers_and_more_come_to_the_counter(summary: dict[str, Any]) -> None:
    assert len(summary["payments"]) >= 10
    assert len({payment["number"] for payment in summary["payments"]}) == len(summary["payments"])


def test_the_hosts_list_differs_in_every_way_once_and_one_difference_is_closed_by_two(summary: dict[str, Any]) -> None:
    assert sorted(case["kind"] for case in summary["cases"]) == sorted(Kind)
    (closed,) = [case for case in summary["cases"] if case["state"] == "CLOSED"]
    assert closed["proposed_by"] != closed["agreed_by"]
    assert {case["state"] for case in summary["cases"] if case is not closed} == {"OPEN"}


@pytest.mark.parametrize(
    "scene",
    [
        "register-form",
        "register-consent",
        "registered-kpj",
        "registered-first-payment",
        "not-certain",
        "confirmed-by-status",
        "confirmation-slip",
        "refused-money-back",
        "reversal-asked",
        "reversed-money-back",
        "called-off",
        "host-down",
        "meter-nearly-full",
        "meter-full-supervisor-consents",
        "meter-over-the-limit",
        "slips-to-hand-over",
        "printer-set-up-before-it-counts",
        "no-paper-the-receipt-waits",
        "print-outbox-one-comes-by-itself-one-does-not",
        "paper-is-back-the-receipt-came-by-itself",
        "print-outbox-why-nobody-needs-it",
        "power-goes",
        "recovery",
        "reminders-in-grace",
        "cash-to-the-vault",
        "hand-over",
        "take-the-drawer-over",
        "variance-explained",
        "closed-with-a-variance",
        "reckoning-one-of-each-kind",
        "case-closed-by-two",
        "what-the-programmes-give",
        "report-of-the-day",
        "list-of-payments",
        "coverage",
        "supervisors-page",
    ],
)
def test_every_scene_is_pictured(summary: dict[str, Any], scene: str) -> None:
    assert any(scene in name for name in summary["pictures"])


def test_the_pictures_are_of_the_smallest_screen(played: Path, summary: dict[str, Any]) -> None:
    assert [name[:2] for name in summary["pictures"]] == [f"{n:02}" for n in range(1, len(summary["pictures"]) + 1)]
    assert any("refused" in name for name in summary["pictures"])
    for name in summary["pictures"]:
        with Image.open(played / "pictures" / name) as picture:
            assert picture.size == (1366, 768)
            assert len(picture.convert("L").resize((64, 36)).getcolors() or []) > 4, f"{name} shows nothing"


def papers(played: Path, ending: str = "") -> dict[str, str]:
    """What the printer was given, by receipt number; of receipts, of slips, or of copies."""
    found = {path.stem: path for path in (played / "home" / "printer").glob("*.bin")}
    return {
        name.removesuffix(ending): "\n".join(read(path.read_bytes()).texts)
        for name, path in found.items()
        if (name.endswith(ending) if ending else name.count("-") == 2)
    }


def test_each_paper_is_the_same_in_all_its_forms(played: Path, summary: dict[str, Any]) -> None:
    totals = {payment["number"]: format_rupiah(payment["total"]) for payment in summary["payments"]}
    assert papers(played).keys() == totals.keys()
    for ending in ("", "-konfirmasi", "-pengembalian", "-salinan-1"):
        for number, paper in papers(played, ending).items():
            kept = played / "receipts" / f"{number}{ending}"
            for words in (paper, kept.with_name(kept.name + ".txt").read_text("utf-8")):
                assert totals[number] in words
                assert ("SALINAN 1" in words) == (ending == "-salinan-1")
            assert kept.with_name(kept.name + ".pdf").read_bytes().startswith(b"%PDF-")
            assert kept.with_name(kept.name + ".png").read_bytes().startswith(b"\x89PNG")


def test_whoever_went_home_with_diterima_was_given_a_slip_that_says_more(played: Path, summary: dict[str, Any]) -> None:
    uncertain = {number for number, paper in papers(played).items() if "DITERIMA" in paper}
    cancelled = {payment["number"] for payment in summary["payments"] if payment["state"] == "CANCELLED"}
    slips = papers(played, "-konfirmasi")
    assert slips.keys() == uncertain - cancelled
    assert len(slips) >= 4
    assert all("BERHASIL" in paper and "Bukan pembayaran kedua" in paper for paper in slips.values())


def test_without_paper_a_receipt_waits_and_comes_by_itself_and_what_nobody_needs_does_not(
    played: Path, summary: dict[str, Any]
) -> None:
    receipts = {payment["number"]: payment["receipts"] for payment in summary["payments"]}
    (came,) = [number for number, states in receipts.items() if states == {"0": "PRINTED"}]
    assert "SALINAN" not in papers(played)[came]
    (gone,) = [number for number, states in receipts.items() if states.get("1") == "DISMISSED"]
    assert receipts[gone]["0"] == "DELIVERED"
    assert gone not in papers(played, "-salinan-1")


def test_whoever_got_money_back_signed_for_it(played: Path, summary: dict[str, Any]) -> None:
    back = {p["number"] for p in summary["payments"] if p["reversal"] or p["state"] in ("CANCELLED", "REFUNDED")}
    assert papers(played, "-pengembalian").keys() == back


def test_the_payment_of_the_power_cut_has_one_paper_that_is_no_copy(played: Path, summary: dict[str, Any]) -> None:
    number = summary["payments"][-2]["number"]  # after it, the other clerk served one more
    names = [path.stem for path in (played / "home" / "printer").glob(f"{number}*.bin")]
    assert names == [number]
    assert "SALINAN" not in papers(played)[number]


def test_the_last_closing_slip_names_the_journals_head_and_what_was_in_the_drawer(
    played: Path, summary: dict[str, Any]
) -> None:
    slips = papers(played, "-penutupan")
    assert len(slips) == len(summary["shifts"])
    verified = program("verify", COUNTER_HOME=str(played / "home"))
    assert verified.returncode == 0, verified.stderr
    last = max(slips)
    for sum_ in ("expected", "counted"):
        assert format_rupiah(summary["cash"][sum_]) in slips[last]
    (code,) = read((played / "home" / "printer" / f"{last}-penutupan.bin").read_bytes()).qr
    head, office, counter_id, entry, hash_ = code.replace(":", "*").split("*")
    assert (head, office, counter_id) == ("LJ1", "40115", "01")
    assert int(entry) <= summary["journal"]["entries"]
    assert hash_.lower() in "".join(slips[last].split())


@pytest.mark.parametrize("ending", ["-pendaftaran", "-laporan-x", "-kas", "-serah-terima", "-setoran"])
def test_each_act_of_the_day_leaves_its_slip(played: Path, ending: str) -> None:
    (name,) = papers(played, ending)
    for form in ("bin", "pdf", "png", "txt"):
        assert (played / "receipts" / f"{name}{ending}.{form}").stat().st_size > 0


def cells(workbook: Path) -> set[object]:
    """Whatever stands in any cell of any sheet."""
    sheets = load_workbook(workbook, read_only=True)
    found: set[object] = {cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row}
    sheets.close()
    return found


def test_letters_reckoning_and_reports_are_kept_as_documents(played: Path, summary: dict[str, Any]) -> None:
    for name in ("surat-pengingat.pdf", "manfaat.pdf", "pencocokan.pdf", "laporan-harian.pdf", "cakupan.pdf"):
        assert (played / "documents" / name).read_bytes().startswith(b"%PDF-")
    assert {case["number"] for case in summary["cases"]} <= cells(played / "documents" / "pencocokan.xlsx")
    assert {payment["number"] for payment in summary["payments"]} <= cells(played / "documents" / "transaksi.xlsx")


def test_the_offline_receipt_says_diterima_and_its_copy_berhasil(played: Path, summary: dict[str, Any]) -> None:
    offline = [payment for payment in summary["payments"] if payment["offline"]]
    assert len(offline) == 3
    number = offline[-1]["number"]
    original = (played / "receipts" / f"{number}.txt").read_text("utf-8")
    copy = (played / "receipts" / f"{number}-salinan-1.txt").read_text("utf-8")
    assert "DITERIMA" in original
    assert "BERHASIL" not in original
    assert "BERHASIL" in copy
    assert offline[-1]["host_reference"] in copy


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
