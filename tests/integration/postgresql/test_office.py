"""An office with two counters at one server, from set-up to the first sale, as its people do it."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app import bootstrap
from counter_app.cli.health import Level, examine
from counter_app.cli.program import main
from counter_app.clock import SystemClock
from counter_app.database.errors import DatabaseBehind, OtherCounter
from counter_app.database.high_water import mark_of
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Role
from counter_app.office_care import realign
from counter_app.office_setup import NewUser, make_home
from counter_app.pins import KEY_FILE as PINS_FILE
from counter_app.settings import ServerSettings, Settings
from counter_app.settings_file import SettingsError, load
from tests.helpers import counters
from tests.helpers.builders import a_participant
from tests.helpers.clocks import ManualClock
from tests.helpers.counters import Drawer
from tests.helpers.fake_host import ScriptedHost
from tests.helpers.postgresql import empty_database, needs_postgresql

pytestmark = needs_postgresql

PASSWORD = "open sesame"
SUPERVISOR = NewUser("2001", "Sari", Role.SUPERVISOR, "864209")
CLERK = NewUser("1001", "Dewi", Role.CLERK, "246810")
SECOND_CLERK = NewUser("1002", "Budi", Role.CLERK, "135791")


@pytest.fixture
def server_url() -> str:
    return empty_database()


def set_up(
    folder: Path, server_url: str, counter_id: str, clerk: NewUser = CLERK, pins_key: Path | None = None
) -> Settings:
    """One counter's home, made as ``counter-app set-up`` makes it."""
    files = {name: folder.with_name(f"{folder.name}-{name}") for name in ("secret", "key.pem", "password")}
    for name, file in files.items():
        file.write_text(PASSWORD if name == "password" else name)
    plain = counters.settings(folder)
    wanted = replace(
        plain,
        office=replace(plain.office, counter_id=counter_id),
        host=replace(
            plain.host,
            base_url="http://127.0.0.1:1",
            client_secret_file=files["secret"],
            private_key_file=files["key.pem"],
        ),
        server=ServerSettings(server_url, files["password"]),
    )
    return make_home(wanted, [SUPERVISOR, clerk], FileKeyStore(folder / KEY_FILE), pins_key)


@pytest.fixture
def first(tmp_path: Path, server_url: str) -> Settings:
    return set_up(tmp_path / "first", server_url, "01")


@pytest.fixture
def second(tmp_path: Path, server_url: str, first: Settings) -> Settings:
    return set_up(tmp_path / "second", server_url, "02", SECOND_CLERK, first.home / PINS_FILE)


def test_the_people_of_the_office_work_at_any_of_its_counters_with_the_pin_they_have(
    first: Settings, second: Settings
) -> None:
    for settings in (first, second):
        store = bootstrap.open_store(load(settings.home))
        log_in = bootstrap.open_log_in(settings, store, SystemClock())
        for person in (SUPERVISOR, CLERK, SECOND_CLERK):
            assert log_in.log_in(person.id, person.pin).name == person.name
        store.close()


def test_who_does_not_know_the_supervisors_pin_brings_no_counter_into_the_office(
    tmp_path: Path, server_url: str, first: Settings
) -> None:
    impostor = replace(SUPERVISOR, pin="000001")
    with pytest.raises(Declined) as declined:
        set_up_by(impostor, tmp_path / "second", server_url, first.home / PINS_FILE)
    assert declined.value.reason is Reason.LOGIN_WRONG
    assert not (tmp_path / "second" / "settings.toml").exists()
    assert set_up_by(SUPERVISOR, tmp_path / "second", server_url, first.home / PINS_FILE).file.exists()


def test_a_later_counter_without_the_offices_pins_key_is_not_set_up(
    tmp_path: Path, server_url: str, first: Settings
) -> None:
    with pytest.raises(Unavailable) as refused:
        set_up(tmp_path / "second", server_url, "02")
    assert refused.value.service is Service.DATABASE
    assert not (tmp_path / "second" / "settings.toml").exists()


def test_two_machines_are_never_one_counter(tmp_path: Path, server_url: str, first: Settings) -> None:
    with pytest.raises(OtherCounter, match="already"):
        set_up(tmp_path / "again", server_url, "01", pins_key=first.home / PINS_FILE)


def test_a_counter_at_the_server_is_built_sold_at_and_verified(first: Settings, second: Settings) -> None:
    for settings, person in ((first, CLERK), (second, SECOND_CLERK)):
        clock = ManualClock()
        host = ScriptedHost((a_participant(),), clock)
        counter = bootstrap.build(load(settings.home), clock=clock, host=host, device=Drawer())
        clerk = counter.log_in.log_in(person.id, person.pin)
        shift = counter.shifts.open(clerk, Rupiah(100_000))
        assert shift.counter_id == settings.office.counter_id
        assert counter.verification.run().fault is None
        assert not counter.care.backs_up
        counter.close()


def test_the_doctor_says_who_backs_up_and_nobody_pretends_to(
    first: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {finding.name: finding for finding in examine(first.home)}
    assert found["database"].level is Level.OK
    assert "PostgreSQL" in found["database"].words
    assert "backed up by its administrator" in found["backup"].words
    assert "recovery key" not in found
    monkeypatch.setenv("COUNTER_HOME", str(first.home))
    assert main(["backup"]) == 1
    assert "by the server's administrator, not from here" in capsys.readouterr().err
    assert main(["restore", "some.db"]) == 1
    assert "by the server's administrator, not from here" in capsys.readouterr().err
    assert main(["verify"]) == 0


def test_the_password_stands_in_its_own_file_and_nowhere_else(first: Settings) -> None:
    assert first.server.password_file == first.home / "server-password"
    assert first.server.password_file.stat().st_mode & 0o077 == 0
    assert PASSWORD not in first.file.read_text()
    assert PASSWORD not in repr(bootstrap.server_of(first))
    first.server.password_file.unlink()
    with pytest.raises(SettingsError, match=r"server\.password_file"):
        bootstrap.open_store(first)


def test_a_counter_that_lost_its_mark_sells_again_after_a_supervisor_answered_for_it(first: Settings) -> None:
    mark_of(first.database).unlink()
    with pytest.raises(DatabaseBehind):
        bootstrap.open_store(first)
    realign(first, SUPERVISOR.id, SUPERVISOR.pin, without_host=True)
    bootstrap.open_store(first).close()


def set_up_by(supervisor: NewUser, folder: Path, server_url: str, pins_key: Path) -> Settings:
    """As ``set_up`` of the second counter, in the name of whoever says to be the supervisor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.SUPERVISOR", supervisor)
        return set_up(folder, server_url, "02", SECOND_CLERK, pins_key)
