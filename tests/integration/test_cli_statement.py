"""Statements, anchors and what doctor says of them, on the command line of an office with a host."""

import io
import json
import sys
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.cli.health import Finding, Level, examine
from counter_app.cli.words import sentence
from counter_app.database.anchor_file import AnchorFile
from counter_app.domain.anchor import Anchor, JournalCut
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.receipt_keys import RING_FILE
from counter_app.sandbox.people import SITI
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from tests.helpers.sandbox import SandboxHost, control

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with one sale, in a folder of its own."""
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    counter = bootstrap.build(settings)
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    counter.shifts.open(clerk, Rupiah(200_000))
    found = counter.lookup.exact(clerk, counter.lookup.parse(SITI.nik))
    counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
    counter.close()
    return settings


def typed(monkeypatch: pytest.MonkeyPatch, pin: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{pin}\n"))


def finding(settings: Settings, name: str) -> Finding:
    (found,) = [each for each in examine(settings.home) if each.name == name]
    return found


@pytest.mark.usefixtures("home")
def test_a_clerk_writes_their_statement_and_anybody_with_the_books_checks_it(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, demo_office.CLERK.pin)
    assert main(["statement", "--by", "1001", "--out", "mine.pdf"]) == 0
    assert "counter-app verify --statement mine.pdf" in capsys.readouterr().out
    assert main(["verify", "--statement", "mine.pdf"]) == 0
    assert "The statement holds" in capsys.readouterr().out
    assert main(["verify", "--statement", "mine.pdf", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["staff_number"], told["own"]) == (True, "1001", 4)
    typed(monkeypatch, demo_office.CLERK.pin)
    assert main(["statement", "--by", "1001", "--out", "mine.pdf"]) == 3, "an existing file stays as it is"


@pytest.mark.usefixtures("home")
def test_a_changed_file_is_told(capsys: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    typed(monkeypatch, demo_office.CLERK.pin)
    assert main(["statement", "--by", "1001", "--out", "mine.pdf"]) == 0
    content = bytearray((tmp_path / "mine.pdf").read_bytes())
    content[500] ^= 1
    (tmp_path / "mine.pdf").write_bytes(content)
    assert main(["verify", "--statement", "mine.pdf"]) == 1
    assert "byte 501 of the file is the first" in capsys.readouterr().err
    assert main(["verify", "--statement", "mine.pdf", "--json"]) == 1
    assert main(["verify", "--statement", "nothing.pdf"]) == 3


@pytest.mark.usefixtures("home")
def test_anothers_statement_takes_more_than_a_clerk(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    days = ["--since", "2026-11-01", "--until", "2026-11-30"]
    typed(monkeypatch, demo_office.CLERK.pin)
    assert main(["statement", "--by", "1001", "--of", "2001", *days]) == 1
    assert "any-statement" in capsys.readouterr().err
    typed(monkeypatch, demo_office.AUDITOR.pin)
    assert main(["statement", "--by", "3001", "--of", "1001", *days]) == 0
    assert (tmp_path / "laporan-petugas-1001-2026-11-01-2026-11-30.pdf").exists()
    assert main(["statement", "--by", "3001", "--since", "yesterday"]) == 2
    assert "yesterday is no day" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_verify_asks_the_host_if_it_is_told_to(capsys: Printed, sandbox: SandboxHost) -> None:
    assert main(["anchor"]) == 0
    assert main(["verify"]) == 0
    assert main(["verify", "--host"]) == 0
    sandbox.faults("error-500:anchor")
    assert main(["verify", "--host"]) == 3
    assert main(["verify"]) == 0
    capsys.readouterr()


def test_verify_names_what_the_host_holds_and_the_books_do_not(
    home: Settings, capsys: Printed, sandbox: SandboxHost
) -> None:
    assert main(["anchor"]) == 0
    counter = bootstrap.build(home)
    counter.host.anchor("01", 99, "ab" * 32, counter.clock.now().date())  # type: ignore[attr-defined]
    counter.close()
    assert main(["verify"]) == 0, "nobody has asked the host since"
    capsys.readouterr()
    assert main(["verify", "--host", "--json"]) == 1
    fault = json.loads(capsys.readouterr().out)["fault"]
    assert fault.startswith("the host holds journal entry 99, but the journal ends at ")
    control(sandbox.settings, "DELETE", "/sandbox/anchors")
    assert main(["verify", "--host"]) == 0


def test_doctor_says_how_well_the_journal_is_anchored(home: Settings) -> None:
    assert finding(home, "anchor").level is Level.WARN
    assert main(["anchor"]) == 0
    anchored = finding(home, "anchor")
    assert anchored.level is Level.OK
    assert "the host holds journal entry" in anchored.words
    memory = bootstrap.anchor_file(home)
    held = memory.read()
    assert held is not None
    memory.keep(Anchor(held.sequence, held.head, held.at.replace(year=held.at.year - 1)))
    assert finding(home, "anchor").level is Level.WARN
    assert isinstance(memory, AnchorFile)


def test_doctor_says_whether_receipts_can_be_believed(home: Settings) -> None:
    told = finding(home, "receipt key")
    assert (told.level, "the host has not got it" in told.words) == (Level.WARN, True)
    counter = bootstrap.build(home)
    counter.enrolment.run()
    counter.close()
    assert finding(home, "receipt key").level is Level.OK
    (home.home / RING_FILE).unlink()
    assert "this one is not" in finding(home, "receipt key").words
    (home.home / RING_FILE).write_text("nothing", encoding="utf-8")
    assert finding(home, "receipt key").level is Level.FAIL


def test_a_sale_that_is_refused_for_another_journal_says_what_helps() -> None:
    assert "counter-app realign" in sentence(JournalCut("the host holds journal entry 9, which is not here"))
