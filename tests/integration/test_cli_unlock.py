"""Whoever is locked out waits, or is let in again by a supervisor; what no waiting mends is told as such."""

import io
import sys
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.cli.health import Level, examine
from counter_app.domain.errors import Declined, Unavailable
from counter_app.settings import Settings
from tests.helpers.sandbox import SandboxHost

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def office(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    home = tmp_path / "home"
    monkeypatch.setenv("COUNTER_HOME", str(home))
    return demo_office.create(home, Path(sandbox.settings.client_secret_path).parent)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def people_at(home: Path) -> Level:
    return next(finding.level for finding in examine(home) if finding.name == "people")


def test_a_supervisor_lets_a_locked_out_clerk_try_again(
    office: Settings, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = bootstrap.build(office)
    try:
        for _ in range(5):
            with pytest.raises(Declined):
                counter.log_in.log_in("1001", "000000")
        assert people_at(office.home) is Level.WARN
        typed(monkeypatch, "135790", "246810", "135790")
        assert main(["unlock", "--by", "2001", "--id", "1999"]) == 1
        assert "nobody with that staff number" in capsys.readouterr().err
        assert main(["unlock", "--by", "1001", "--id", "1001"]) == 1
        assert "Too many wrong PINs" in capsys.readouterr().err
        assert main(["unlock", "--by", "2001", "--id", "1001"]) == 0
        assert capsys.readouterr().out == "Dewi Lestari (1001) may try again.\n"
        assert counter.log_in.log_in("1001", "246810").id == "1001"
    finally:
        counter.close()
    assert people_at(office.home) is Level.OK


@pytest.mark.parametrize("content", [bytes(32).hex(), "no key"])
def test_pins_of_another_machine_are_told_and_not_taken_for_wrong_ones(office: Settings, content: str) -> None:
    shared = office.home / "pins.key"
    shared.write_text(content)
    shared.chmod(0o600)
    assert people_at(office.home) is Level.FAIL
    counter = bootstrap.build(office)
    try:
        with pytest.raises(Unavailable):
            counter.log_in.log_in("1001", "246810")
    finally:
        counter.close()
