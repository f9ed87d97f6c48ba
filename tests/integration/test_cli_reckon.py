"""Reckoning and its cases on the command line, with the host and with a file in its place."""

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.office_setup import NewUser
from counter_app.sandbox.people import SITI
from counter_app.services.checkout import Sale
from tests.helpers.sandbox import SandboxHost
from tests.helpers.settlements import as_csv, as_json, line_of, posted

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose one sale the host has posted."""
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    counter = bootstrap.build(settings)
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    counter.shifts.open(clerk, Rupiah(200_000))
    found = counter.lookup.exact(clerk, counter.lookup.parse(SITI.nik))
    payment = counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
    counter.forwarder.forward(payment.id)
    counter.close()
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *arguments: str, who: NewUser = demo_office.AUDITOR) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{who.pin}\n"))
    return main([arguments[0], "--by", who.id, *arguments[1:]])


def listed(counter_id: str) -> bytes:
    """A file that knows one posting, which nobody here made."""
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()
    own = posted(1, counter_id=counter_id, business_date=today)
    line = line_of(own)
    return as_csv([line], today)


def test_a_day_that_agrees_is_written_down(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    assert typed(monkeypatch, "reckon", "--pdf", "hari.pdf", "--xlsx", "hari.xlsx") == 0
    said = capsys.readouterr().out
    assert "1 agree, 0 wait" in said
    assert "written: hari.pdf" in said
    assert (home / "hari.pdf").read_bytes().startswith(b"%PDF")
    assert (home / "hari.xlsx").read_bytes().startswith(b"PK")
    assert typed(monkeypatch, "cases") == 0
    assert "No case." in capsys.readouterr().out
    assert typed(monkeypatch, "reckon", "--pdf", "hari.pdf") == 3, "what was filed is not written over"


def test_a_file_takes_the_hosts_place_and_what_differs_is_listed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (home / "pusat.csv").write_bytes(listed("01"))
    assert typed(monkeypatch, "reckon", "--file", "pusat.csv", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert sorted(each["kind"] for each in told["differences"]) == ["only-here", "only-there"]
    assert told["there"] > 0
    assert typed(monkeypatch, "cases") == 1
    assert "only-there" in capsys.readouterr().out
    assert typed(monkeypatch, "cases", "--day", told["day"], "--json") == 1
    assert {case["state"] for case in json.loads(capsys.readouterr().out)} == {"OPEN"}
    assert typed(monkeypatch, "reckon", "--file", "pusat.csv") == 1
    assert "only-here; here Rp" in capsys.readouterr().err


def test_a_file_that_is_wrong_is_said_with_its_place(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (home / "pusat.csv").write_bytes(listed("01").replace(b"16800", b"16.800", 1))
    assert typed(monkeypatch, "reckon", "--file", "pusat.csv") == 1
    assert "this is no value for this column (line 2, amount)" in capsys.readouterr().err
    assert typed(monkeypatch, "reckon", "--file", "nowhere.csv") == 3
    (home / "pusat.json").write_bytes(as_json([]))
    assert typed(monkeypatch, "reckon", "--file", "pusat.json", "--day", "2026-01-01") == 1
    assert "it is about another day" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_clerk_sees_no_cases(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    assert typed(monkeypatch, "cases", who=demo_office.CLERK) == 1
    assert "may not do this (reconcile)" in capsys.readouterr().err
