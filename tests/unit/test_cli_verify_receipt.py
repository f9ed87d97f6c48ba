"""``counter-app verify-receipt``: a telephone's scan in, an answer out, with nothing but the public keys."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.cli import main
from counter_app.domain.proof import LONGEST
from counter_app.domain.receipt import Receipt, Wording
from counter_app.receipt_keys import written_keys
from tests.helpers import registration_slips
from tests.helpers.proofs import SINCE, SeedSigner, key_of, proven
from tests.helpers.receipts import accepted, confirmed, rejected, undone

Printed = pytest.CaptureFixture[str]
TEXT = proven(confirmed())


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "keys.json"
    retired = key_of(SeedSigner(3), counter="05", until=SINCE + timedelta(days=1))
    file.write_text(written_keys([key_of(SeedSigner(1)), key_of(SeedSigner(2), counter="04"), retired]))
    return file


@pytest.fixture
def check(keys: Path) -> Callable[..., int]:
    return lambda *argv: main(["verify-receipt", "--keys", str(keys), *argv])


def test_a_genuine_receipt_is_told_in_full(check: Callable[..., int], capsys: Printed) -> None:
    assert check(TEXT) == 0
    said = capsys.readouterr().out
    for words in (
        "Genuine: signed by counter 03 of office 40111.",
        "40111-03-000127",
        "Rp289.600",
        "2026-11 to 2027-01, 3 in all",
        "confirmed by the host",
        "BPU2026112200004711",
        "a NIK that ends in 0002",
        "2026-11-22 09:15:04+07:00",
        "5f2c9f0c1a7d4f2b…",
    ):
        assert words in said


def test_a_registration_slip_is_told_in_full(check: Callable[..., int], capsys: Printed) -> None:
    assert check(registration_slips.issued().proof) == 0
    said = capsys.readouterr().out
    for words in (
        "Genuine: signed by counter 03 of office 40111.",
        "D-9F3A-61C2",
        "registered by the host, card issued",
        "a NIK that ends in 0011",
        "a KPJ that ends in 1234",
    ):
        assert words in said
    assert "22000001234" not in said


def test_programs_get_the_facts_of_an_application(check: Callable[..., int], capsys: Printed) -> None:
    assert check("--json", registration_slips.received().proof) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["finding"], told["application"], told["state"], told["card"]) == (
        "genuine",
        "D-9F3A-61C2",
        "received",
        "",
    )


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (accepted(), "confirmation awaited"),
        (rejected(), "nothing was paid"),
        (replace(accepted(), wording=Wording.CANCELLED), "called off"),
        (undone(), "nothing is paid any more"),
    ],
)
def test_genuine_does_not_mean_paid(check: Callable[..., int], capsys: Printed, receipt: Receipt, words: str) -> None:
    assert check(proven(receipt)) == 0
    assert words in capsys.readouterr().out


def test_programs_get_the_facts(check: Callable[..., int], capsys: Printed) -> None:
    assert check("--json", TEXT) == 0
    assert json.loads(capsys.readouterr().out) == {
        "genuine": True,
        "finding": "genuine",
        "office": "40111",
        "counter": "03",
        "receipt": "40111-03-000127",
        "total": 289_600,
        "first_month": "2026-11",
        "last_month": "2027-01",
        "months": 3,
        "state": "berhasil",
        "host_reference": "BPU2026112200004711",
        "payer": "0002",
        "accepted_at": "2026-11-22T09:15:04+07:00",
        "journal_head": "5f2c9f0c1a7d4f2b",
    }


DOUBTFUL = {
    "forged": (TEXT.replace("*289600*", "*89600*"), "Not genuine"),
    "unknown-counter": (proven(replace(confirmed(), number="40111-09-000127")), "No key of counter 09"),
    "retired-key": (proven(replace(confirmed(), number="40111-05-000127"), SeedSigner(3)), "out of use by then"),
    "unreadable": ("LOKET1|40111-03-000127|289600", "not the text of a receipt"),
}


@pytest.mark.parametrize(("finding", "text", "words"), [(name, *case) for name, case in DOUBTFUL.items()])
def test_what_is_not_genuine_says_why_and_nothing_it_claims(
    check: Callable[..., int], capsys: Printed, finding: str, text: str, words: str
) -> None:
    assert check(text) == 1
    captured = capsys.readouterr()
    assert words in captured.err
    assert "89" not in captured.err + captured.out
    assert check("--json", text) == 1
    assert json.loads(capsys.readouterr().out) == {"genuine": False, "finding": finding}


@pytest.mark.parametrize("typed", [f"{TEXT}\n", f"{TEXT[:40]}\r\n{TEXT[40:]}"])
def test_a_scanner_may_type_it_with_line_ends(
    check: Callable[..., int], monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert check("-") == 0


def test_an_endless_input_is_not_read_to_its_end(check: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    endless = io.StringIO("A" * 10 * LONGEST)
    monkeypatch.setattr(sys, "stdin", endless)
    assert check("-") == 1
    assert endless.tell() <= LONGEST + 1


def test_escape_sequences_in_a_text_do_not_reach_the_terminal(check: Callable[..., int], capsys: Printed) -> None:
    assert check("LK1:\x1b[2J\x07" + TEXT) == 1
    captured = capsys.readouterr()
    assert "\x1b" not in captured.err + captured.out


def test_a_file_of_keys_that_is_none_is_bad_usage(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "keys.json").write_text("{}")
    assert main(["verify-receipt", "--keys", str(tmp_path / "keys.json"), TEXT]) == 2
    assert "no file of receipt keys" in capsys.readouterr().err


def test_a_file_of_keys_that_is_away_is_said(tmp_path: Path, capsys: Printed) -> None:
    assert main(["verify-receipt", "--keys", str(tmp_path / "none.json"), TEXT]) == 3
    assert "none.json" in capsys.readouterr().err


def test_a_machine_without_keys_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path))
    assert main(["verify-receipt", TEXT]) == 2
    assert "--keys" in capsys.readouterr().err
