"""Another printer for a counter without a window: said who did it, tried first if wished, and nothing by halves."""

import io
import sys
from pathlib import Path

import pytest

from counter_app import demo_office
from counter_app.cli import main
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.printing import test_slip
from counter_app.settings import Settings
from counter_app.settings_file import load
from tests.helpers.sandbox import SandboxHost

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def settings(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    home = tmp_path / "home"
    monkeypatch.setenv("COUNTER_HOME", str(home))
    return demo_office.create(home, Path(sandbox.settings.client_secret_path).parent)


def set_printer(monkeypatch: pytest.MonkeyPatch, pin: str, *words: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{pin}\n"))
    return main(["set-printer", *words])


def test_another_printer_is_set_by_somebody_and_the_rest_stays(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    clerk, folder = demo_office.CLERK, settings.home / "elsewhere"
    assert set_printer(monkeypatch, clerk.pin, folder.as_uri(), "--by", clerk.id, "--test") == 0
    said = capsys.readouterr().out
    assert "The printer has taken the test slip." in said
    assert folder.as_uri() in said
    assert (folder / f"{test_slip.JOB}.bin").read_bytes().endswith(b"\x1dV\x01")
    now = load(settings.home)
    assert now.printer == PrinterSettings(folder.as_uri())
    assert (now.office, now.host) == (settings.office, settings.host)

    assert set_printer(monkeypatch, clerk.pin, folder.as_uri(), "--by", clerk.id, "--profile", "thermal-58") == 0
    assert load(settings.home).printer == PrinterSettings(folder.as_uri(), "thermal-58")
    assert main(["verify"]) == 0


@pytest.mark.parametrize(
    ("pin", "address", "words"),
    [
        ("000000", "file:///tmp/elsewhere", "PIN"),
        (demo_office.CLERK.pin, "lpt1", "no printer's address"),
    ],
    ids=["a wrong PIN", "no address"],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Printed, pin: str, address: str, words: str
) -> None:
    before = settings.file.read_bytes()
    assert set_printer(monkeypatch, pin, address, "--by", demo_office.CLERK.id) == 1
    assert words in capsys.readouterr().err
    assert settings.file.read_bytes() == before


def test_an_auditor_sets_no_printer(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    auditor = demo_office.AUDITOR
    assert set_printer(monkeypatch, auditor.pin, "file:///tmp/elsewhere", "--by", auditor.id) == 1
    assert load(settings.home).printer == settings.printer
