"""Settings are read strictly: whoever edits the file is told the line and what is allowed."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import resources
from counter_app.domain.receipt import Office
from counter_app.printing.profile import PROFILES as PRINTER_PROFILES
from counter_app.settings import ServerSettings, Settings, default_home
from counter_app.settings_file import NotSetUp, SettingsError, load, named_text, parse
from counter_app.settings_keys import KEYS, PROFILES, TABLES
from counter_app.settings_lines import line_of
from counter_app.settings_rules import REQUIRED
from counter_app.settings_writing import written

HOME = Path("/srv/loket")
EXAMPLE = (resources.FOLDER / "settings.example.toml").read_text(encoding="utf-8")


def with_line(key: str, value: str) -> str:
    """The example with ``key = value`` in the place where the key stands, or stands commented out."""
    text, changed = re.subn(rf"(?m)^(# )?{key} = .*$", lambda _: f"{key} = {value}", EXAMPLE)
    assert changed == 1
    return text


def faults_of(text: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        parse(text, HOME)
    return [fault.removeprefix(f"{HOME}/settings.toml") for fault in str(refused.value).splitlines()]


def line_number(text: str, beginning: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(beginning))


def test_the_example_loads_and_writes_itself_again() -> None:
    assert written(parse(EXAMPLE, HOME)) == EXAMPLE


def test_the_example_explains_every_key_with_its_default() -> None:
    for key in KEYS:
        place = re.search(rf"(?m)^(# )?{key.name} = ", EXAMPLE)
        assert place is not None, key
        assert (place[1] is None) == (key.default is REQUIRED or key.name in {"ca_file", "private_key_file"}), key
        assert key.words.split()[0] in EXAMPLE


def test_every_setting_there_is_has_a_key() -> None:
    known = {(key.table, key.name) for key in KEYS}
    settings = parse(EXAMPLE, HOME)
    there = {(table, each.name) for table in TABLES for each in fields(getattr(settings, table))}
    assert known == there
    assert [each.name for each in fields(Settings)] == ["home", *TABLES]


def test_every_printer_profile_can_be_set() -> None:
    assert set(PROFILES) == set(PRINTER_PROFILES)


@pytest.mark.parametrize("address", ["serial:///dev/ttyUSB0", "serial:///dev/ttyS0?baud=19200", "serial:COM3", ""])
def test_a_pole_is_at_a_serial_line(address: str) -> None:
    assert parse(with_line("pole", f'"{address}"'), HOME).display.pole == address


@pytest.mark.parametrize(
    "address", ["/dev/ttyUSB0", "serial://dev/ttyUSB0", "serial:COM3?baud=1234", "serial:COM3?speed=9600", "tcp://pole"]
)
def test_a_pole_is_nowhere_else(address: str) -> None:
    (fault,) = faults_of(with_line("pole", f'"{address}"'))
    assert "display.pole" in fault
    assert "allowed: serial:///dev/ttyUSB0" in fault


def test_a_pole_is_not_at_the_printers_line() -> None:
    text = with_line("pole", '"serial:///dev/ttyS0"').replace(
        '"tcp://192.168.1.50:9100"', '"serial:///dev/ttyS0?baud=9600"'
    )
    (fault,) = faults_of(text)
    assert "that is the printer's line" in fault


def test_what_is_left_out_has_its_default() -> None:
    settings = parse(EXAMPLE, HOME)
    assert (settings.window.language, settings.window.theme, settings.window.receipt_wait_seconds) == (
        "id",
        "light",
        2.5,
    )
    assert (settings.host.lookup_seconds, settings.printer.profile, settings.log.level) == (1.5, "thermal-80", "INFO")


def test_what_is_set_is_read_and_written_back() -> None:
    text = with_line("receipt_wait_seconds", "0")
    for key, value in (("profile", '"thermal-58"'), ("language", '"en"'), ("idle_lock_minutes", "15")):
        text = re.sub(rf"(?m)^# {key} = .*$", f"{key} = {value}", text)
    settings = parse(text, HOME)
    assert (settings.printer.profile, settings.window.language) == ("thermal-58", "en")
    assert (settings.window.receipt_wait_seconds, settings.window.idle_lock_minutes) == (0.0, 15)
    assert parse(written(settings), HOME) == settings


def test_pins_are_read_and_written_back() -> None:
    pin = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    settings = parse(with_line("pins", f'["{pin}"]'), HOME)
    assert settings.host.pins == (pin,)
    assert parse(written(settings), HOME) == settings


def test_files_are_found_from_the_home() -> None:
    settings = parse(EXAMPLE, HOME)
    assert settings.host.client_secret_file == HOME / "host" / "client-secret"
    absolute = parse(with_line("ca_file", '"/etc/loket/ca.pem"'), HOME)
    assert absolute.host.ca_file == Path("/etc/loket/ca.pem")
    assert (settings.file, settings.database.parent, settings.logs.parent) == (HOME / "settings.toml", HOME, HOME)


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("profile", '"a4"', "thermal-58, thermal-58-basic, thermal-80, thermal-80-42"),
        ("language", '"jv"', "id, en"),
        ("theme", "1", "light, dark, system"),
        ("idle_lock_minutes", "0", "whole numbers from 1 to 120 minutes"),
        ("idle_lock_minutes", "2.5", "whole numbers from 1 to 120 minutes"),
        ("idle_lock_minutes", "true", "whole numbers from 1 to 120 minutes"),
        ("receipt_wait_seconds", "11", "0 to 10 seconds"),
        ("receipt_wait_seconds", "nan", "0 to 10 seconds"),
        ("receipt_wait_seconds", "-inf", "0 to 10 seconds"),
        ("receipt_wait_seconds", "true", "0 to 10 seconds"),
        ("receipt_wait_seconds", "1" + 400 * "0", "0 to 10 seconds"),
        ("receipt_wait_seconds", '"2.5"', "0 to 10 seconds"),
        ("payment_seconds", "51", "0.1 to 50 seconds"),
        ("timezone", '"Bandung"', "an IANA name"),
        ("timezone", "7", "an IANA name"),
        ("device", '"lpt1"', "tcp://, serial:, usb://, cups://, windows: or file://, as in README, Printers"),
        ("device", "9100", "tcp://, serial:, usb://, cups://, windows: or file://, as in README, Printers"),
        ("counter_id", '"000001"', "1 to 5 letters and digits"),
        ("id", '"40 115"', "1 to 16 letters, digits and dashes"),
        ("name", '"two\\nlines"', "1 to 80 characters on one line"),
        ("name", '" padded "', "1 to 80 characters on one line"),
        ("client_secret_file", '""', "the path of a file"),
        ("ca_file", '"a\\u0000b"', "the path of a file"),
        ("pins", '"abc"', "a list of pins"),
        ("pins", '["abc"]', "a list of pins"),
        ("pins", "[1]", "a list of pins"),
        ("backup_folder", '""', "the path of a folder"),
        ("backup_minutes", "4", "whole numbers from 5 to 1440 minutes"),
        ("refuse_free_mb", "-1", "whole numbers from 0 to 1000000 MB"),
        ("level", '"LOUD"', "DEBUG, INFO, WARNING, ERROR"),
        ("base_url", '"host.example"', "https://NAME"),
    ],
)
def test_a_bad_value_is_refused_with_its_line_and_what_is_allowed(key: str, value: str, allowed: str) -> None:
    text = with_line(key, value)
    (fault,) = faults_of(text)
    assert fault.startswith(f":{line_number(text, f'{key} = ')}: ")
    assert f".{key} = " in fault
    assert f"– allowed: {allowed}" in fault


def test_payments_are_not_refused_before_the_clerk_was_warned() -> None:
    (fault,) = faults_of(with_line("refuse_free_mb", "2000"))
    assert fault.endswith("care.refuse_free_mb = 2000 – must not be above care.warn_free_mb (1000)")


def test_backups_go_below_the_home_or_to_another_disk() -> None:
    assert parse(EXAMPLE, HOME).backups == HOME / "backups"
    assert parse(with_line("backup_folder", '"/mnt/usb"'), HOME).backups == Path("/mnt/usb")


def test_an_unknown_key_is_refused_with_the_one_that_was_meant() -> None:
    text = EXAMPLE.replace("base_url =", "base_uri =")
    faults = faults_of(text)
    assert faults[0].startswith(f":{line_number(text, '[host]')}: host.base_url is missing")
    assert faults[1].startswith(f":{line_number(text, 'base_uri')}: host.base_uri is not known – allowed: base_url, ")


def test_an_unknown_table_is_refused() -> None:
    text = EXAMPLE + '\n[scanner]\nport = "COM3"\n'
    assert faults_of(text) == [
        f":{line_number(text, '[scanner]')}: [scanner] is not known – allowed: office, host, printer, display, window, care, server, offline, retention, target, log"
    ]


def test_a_value_in_the_place_of_a_table_is_refused() -> None:
    faults = faults_of("office = 5\n" + EXAMPLE.replace("[office]", "[log2]"))
    assert ":1: office must be a table: [office]" in faults


def test_a_missing_key_is_named() -> None:
    assert faults_of("[office]\n")[:2] == [
        ": host.base_url is missing – allowed: https://NAME or https://NAME:PORT; http:// for this machine only",
        ": host.client_key is missing – allowed: 1 to 200 letters, digits and signs",
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = with_line("language", '"jv"').replace('counter_id = "01"', 'counter_id = ""')
    faults = faults_of(text)
    assert [fault.split(" ")[1] for fault in faults] == ["office.counter_id", "window.language"]


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    (fault,) = faults_of("[office\n")
    assert "line 1" in fault


@pytest.mark.parametrize(
    ("url", "ca"), [("http://host.example", '"host/ca.pem"'), ("https://u:p@host.example", '"host/ca.pem"')]
)
def test_an_address_that_would_not_be_safe_is_refused(url: str, ca: str) -> None:
    text = with_line("base_url", f'"{url}"')
    (fault,) = faults_of(text)
    assert fault.startswith(f":{line_number(text, 'base_url')}: host.base_url")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://counter@/office?host=/run/postgresql",
        "postgresql+psycopg://counter@127.0.0.1:5433/office",
        "postgresql+psycopg://counter@db.example/office?sslmode=verify-full&sslrootcert=/etc/office-ca.pem",
    ],
)
def test_an_office_with_many_counters_names_its_server(url: str) -> None:
    settings = parse(
        with_line("url", f'"{url}"').replace('# password_file = ""', 'password_file = "server-password"'), HOME
    )
    assert settings.server == ServerSettings(url, HOME / "server-password")
    assert parse(written(settings), HOME) == settings


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://counter@db.example/office?sslmode=verify-full",
        "postgresql+psycopg://counter:secret@127.0.0.1/office",
        "postgresql+psycopg://counter@127.0.0.1/office?password=secret",
        "postgresql+psycopg://counter@127.0.0.1/office?passfile=/somewhere",
        "postgresql+psycopg://127.0.0.1/office",
        "postgresql+psycopg://counter@127.0.0.1",
        "postgresql+psycopg://counter@127.0.0.1:99999/office",
        "postgresql+psycopg://counter@db.example/office",
        "postgresql+psycopg://counter@db.example/office?sslmode=require",
        "postgresql+psycopg://counter@/office?host=db.example",
    ],
)
def test_a_server_that_would_not_be_safe_is_refused(url: str) -> None:
    (fault,) = faults_of(with_line("url", f'"{url}"'))
    assert "server.url" in fault
    assert "sslmode must be verify-full or verify-ca" in fault


def test_https_needs_an_authority_and_this_machine_does_not() -> None:
    without = re.sub(r"(?m)^ca_file = .*\n", "", EXAMPLE)
    assert "needs the file of the authority" in faults_of(without)[0]
    local = without.replace("https://host.example:8443", "http://127.0.0.1:8443")
    assert parse(local, HOME).host.ca_file is None


def test_snap_needs_a_private_key_and_iak_does_not() -> None:
    without = re.sub(r"(?m)^private_key_file = .*\n", "", EXAMPLE)
    (fault,) = faults_of(without)
    assert fault.startswith(f":{line_number(without, '[host]')}: host.private_key_file is missing – allowed: the path")
    settings = parse(re.sub(r"(?m)^# adapter = .*$", 'adapter = "iak"', without), HOME)
    assert (settings.host.adapter, settings.host.private_key_file) == ("iak", None)
    assert parse(written(settings), HOME) == settings


def test_a_home_without_settings_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(NotSetUp, match="counter-app set-up") as refused:
        load(tmp_path)
    assert refused.value.home == tmp_path


def test_settings_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"[office]\nname = '\xff'\n")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


def test_a_file_written_by_windows_loads(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
    assert load(tmp_path).office.id == "40115"


def test_a_secret_that_is_not_there_is_named_with_the_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(EXAMPLE, encoding="utf-8")
    settings = load(tmp_path)
    line = line_number(EXAMPLE, "client_secret_file")
    with pytest.raises(SettingsError, match=rf"settings\.toml:{line}: host\.client_secret_file: .* cannot be read"):
        named_text(settings, "host.client_secret_file", settings.host.client_secret_file)


def test_a_secret_is_read_without_the_line_end_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n", encoding="utf-8")
    assert named_text(parse(EXAMPLE, tmp_path), "host.client_secret_file", tmp_path / "secret") == "hush"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(lambda t: t == t.strip())
)
def test_any_office_name_that_may_be_set_reads_back(name: str) -> None:
    settings = parse(EXAMPLE, HOME)
    office = Office("40115", name, "Jl. Melati Raya 7", "01", "Asia/Makassar")
    changed = replace(settings, office=office)
    assert parse(written(changed), HOME) == changed


def test_the_home_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.delenv("COUNTER_HOME")
    assert default_home().name == "loket"


@pytest.mark.parametrize(
    ("text", "table", "name", "line"),
    [
        ("[a]\nx = 1\n[ b ] # comment\n  'y' = 2\n", "b", "y", 4),
        ('a.x = 1\nb."y" = 2\n', "b", "y", 2),
        ("b = { y = 2 }\n", "b", "y", 1),
        ("[b]\n# y = 2\n", "b", "y", 1),
        ("[a]\ny = 2\n", "b", "y", None),
        ("[a]\n[b]\n", "b", None, 2),
        ("z = 1\n[b.c]\ny = 1\n", "b", "y", 3),
    ],
)
def test_a_key_is_found_however_it_is_written(text: str, table: str, name: str | None, line: int | None) -> None:
    assert line_of(text, table, name) == line
