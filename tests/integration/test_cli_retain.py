"""``counter-app retain``: counted by one who may, let go by them too, and the books are as sound as before."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.sandbox.process import SandboxProcess
from counter_app.settings import RetentionSettings, Settings
from tests.helpers.builders import a_participant

LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host")
    process = SandboxProcess(folder)
    process.start()
    process.stop()
    return folder


@pytest.fixture
def office(host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = demo_office.create(tmp_path / "home", host)
    monkeypatch.setenv("COUNTER_HOME", str(settings.home))
    store = bootstrap.open_store(settings)
    with store.writing() as work:
        work.participants.save([a_participant(1, protected_until=None)], LONG_AGO)
    store.close()
    return settings


def types(monkeypatch: pytest.MonkeyPatch, pin: str) -> None:
    monkeypatch.setattr("counter_app.cli.retain.ask_pin", lambda _of: pin)


def is_known(settings: Settings) -> bool:
    store = bootstrap.open_store(settings)
    try:
        with store.reading() as work:
            return work.participants.by_number(LookupNumber(NumberKind.NIK, a_participant(1).nik)) is not None
    finally:
        store.close()


def test_a_dry_run_counts_and_leaves_everything(
    office: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["retain", "--dry-run", "--by", demo_office.SUPERVISOR.id]) == 0
    out = capsys.readouterr().out
    assert "1  participants of whom nothing was heard" in out
    assert "older than 5 years" in out
    assert is_known(office)


def test_a_run_lets_it_go_and_the_books_still_verify(
    office: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["retain", "--run", "--by", demo_office.SUPERVISOR.id]) == 0
    assert "Gone: 1." in capsys.readouterr().out
    assert not is_known(office)
    assert main(["verify"]) == 0
    capsys.readouterr()
    assert main(["retain", "--run", "--by", demo_office.SUPERVISOR.id]) == 1
    assert "nothing to let go" in capsys.readouterr().err


def test_a_clerk_may_not(office: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    types(monkeypatch, demo_office.CLERK.pin)
    assert main(["retain", "--run", "--by", demo_office.CLERK.id]) == 1
    assert "may not do this" in capsys.readouterr().err
    assert is_known(office)


def test_it_has_to_be_said_which_of_the_two(office: Settings) -> None:
    assert main(["retain"]) == 2
    assert main(["retain", "--run", "--dry-run"]) == 2
    assert is_known(office)


def test_the_periods_are_the_settings(office: Settings) -> None:
    longer = replace(office, retention=RetentionSettings(participants_years=30))
    assert [each.years for each in longer.retention.periods] == [30, 2, 2, 1]
