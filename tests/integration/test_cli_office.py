"""The command line on a real home: a demo office at the sandbox host, one payment made, everything real."""

import io
import json
import stat
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from keyring.backends.fail import Keyring as NoKeyring

from counter_app import bootstrap, demo_office
from counter_app.cli import health, main
from counter_app.cli.health import Level, examine
from counter_app.database.errors import KeyMissing, NoDatabase
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Role
from counter_app.domain.print_job import PrintState
from counter_app.services.care import Limits
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, load
from tests.helpers.clocks import ManualClock
from tests.helpers.logfail import LogWatch
from tests.helpers.sandbox import SandboxHost

Printed = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class PaidOffice:
    """A home with one confirmed payment of Siti's."""

    home: Path
    settings: Settings
    receipt: str


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "home"
    monkeypatch.setenv("COUNTER_HOME", str(made))
    return made


@pytest.fixture
def settings(sandbox: SandboxHost, home: Path) -> Settings:
    return demo_office.create(home, Path(sandbox.settings.client_secret_path).parent)


@pytest.fixture
def office(settings: Settings) -> PaidOffice:
    counter = bootstrap.build(settings)
    try:
        clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
        counter.shifts.open(clerk, Rupiah(200_000))
        found = counter.lookup.exact(clerk, counter.lookup.parse("3273025508920002"))
        payment = counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
        forwarded = counter.forwarder.forward(payment.id)
        assert forwarded is not None
        assert forwarded.state is PaymentState.CONFIRMED
        job = counter.printing.print(counter.printing.original(payment.id).id)
        assert job.state is PrintState.DELIVERED
    finally:
        counter.close()
    return PaidOffice(settings.home, settings, payment.receipt_number)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


# --- the demo office --------------------------------------------------------------------------------------------


def test_a_demo_office_sells_prints_and_reaches_the_host_once(office: PaidOffice, sandbox: SandboxHost) -> None:
    assert [path.name for path in (office.home / "printer").iterdir()] == [f"{office.receipt}.bin"]
    assert len(sandbox.postings()) == 1


def test_a_demo_office_made_again_keeps_its_people_and_payments(office: PaidOffice, sandbox: SandboxHost) -> None:
    again = demo_office.create(office.home, Path(sandbox.settings.client_secret_path).parent / "sandbox.json")
    assert again == office.settings == load(office.home)
    assert main(["verify"]) == 0


def test_what_is_secret_in_a_home_is_its_owners_only(settings: Settings) -> None:
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700
    assert settings.host.private_key_file is not None
    private = [settings.file, settings.host.client_secret_file, settings.host.private_key_file]
    keys = [settings.home / name for name in ("database.key", "receipt.key", "receipt-keys.json")]
    for file in [*private, *keys]:
        assert file.is_relative_to(settings.home)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


# --- wiring -----------------------------------------------------------------------------------------------------


def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(office: PaidOffice) -> None:
    office.settings.database.unlink()
    with pytest.raises(NoDatabase):
        bootstrap.build(office.settings)
    assert not office.settings.database.exists()


def test_a_key_that_is_gone_is_not_replaced(office: PaidOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", NoKeyring)
    (office.home / "database.key").unlink()
    with pytest.raises(KeyMissing):
        bootstrap.build(office.settings)
    assert not (office.home / "database.key").exists()


def test_a_secret_that_is_gone_is_a_fault_of_the_settings(office: PaidOffice) -> None:
    office.settings.host.client_secret_file.unlink()
    with pytest.raises(SettingsError, match=r"host\.client_secret_file"):
        bootstrap.build(office.settings)


def test_every_counter_forwards_under_a_name_of_its_own(office: PaidOffice) -> None:
    first, second = bootstrap.build(office.settings), bootstrap.build(office.settings)
    try:
        assert first.forwarder._owner != second.forwarder._owner
    finally:
        first.close()
        second.close()


# --- receipt and verify -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "beginning"), [("txt", b" "), ("escpos", b"\x1b@"), ("pdf", b"%PDF"), ("png", b"\x89PNG")]
)
def test_a_receipt_comes_in_every_form(office: PaidOffice, format_: str, beginning: bytes, tmp_path: Path) -> None:
    out = tmp_path / "receipt"
    assert main(["receipt", office.receipt, "--format", format_, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(beginning)


def test_a_receipt_as_text_goes_to_the_terminal(office: PaidOffice, capsys: Printed) -> None:
    assert main(["receipt", office.receipt, "--out", "-", "--copy", "2"]) == 0
    text = capsys.readouterr().out
    assert "Siti Rahmawati" in text
    assert "SALINAN 2" in text
    assert "3273025508920002" not in text


def test_the_printed_bytes_are_those_of_the_command(office: PaidOffice, tmp_path: Path) -> None:
    out = tmp_path / "receipt.bin"
    assert main(["receipt", office.receipt, "--format", "escpos", "--out", str(out)]) == 0
    assert out.read_bytes() == (office.home / "printer" / f"{office.receipt}.bin").read_bytes()


def test_a_receipt_that_does_not_exist_is_declined(office: PaidOffice, capsys: Printed) -> None:
    assert main(["receipt", "40115-01-000999", "--out", "-"]) == 1
    assert capsys.readouterr().err == "counter-app: There is no receipt 40115-01-000999 at this counter.\n"


def test_a_receipt_that_cannot_be_written_says_where(office: PaidOffice, capsys: Printed, tmp_path: Path) -> None:
    assert main(["receipt", office.receipt, "--out", str(tmp_path)]) == 3
    assert str(tmp_path) in capsys.readouterr().err


def test_whole_books_are_verified(office: PaidOffice, capsys: Printed) -> None:
    assert main(["verify", "--json"]) == 0
    verified = json.loads(capsys.readouterr().out)
    assert (verified["ok"], verified["payments"], verified["taken"], verified["fault"]) == (True, 1, 8_400, None)
    assert main(["verify"]) == 0
    assert "The books are whole." in capsys.readouterr().out


def test_a_changed_entry_is_named(office: PaidOffice, capsys: Printed) -> None:
    key = (office.home / "database.key").read_text(encoding="ascii").strip()
    connection = driver.connect(str(office.settings.database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    (table,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'journal%'"
    ).fetchone()
    connection.execute(f"UPDATE {table} SET canonical = replace(canonical, '\"total\":8400', '\"total\":8401')")
    connection.execute(f"UPDATE {table} SET canonical = CAST(canonical AS BLOB)")
    connection.close()
    assert main(["verify", "--json"]) == 1
    fault = json.loads(capsys.readouterr().out)["fault"]
    assert fault.startswith("journal entry ")
    assert "do not match its hash" in fault
    assert main(["verify"]) == 1
    assert capsys.readouterr().err == f"counter-app: {fault}\n"


def test_a_page_that_rotted_on_the_disk_is_told_even_if_no_receipt_stands_on_it(
    office: PaidOffice, capsys: Printed
) -> None:
    content = bytearray(office.settings.database.read_bytes())
    rotten = 4 * 4096 + 100  # no page that opening the database, or reading the books, has to look at
    content[rotten] ^= 1
    office.settings.database.write_bytes(content)
    assert main(["verify"]) == 1
    assert "Restore the last backup." in capsys.readouterr().err
    assert levels(office.home)["database"] is Level.FAIL


def test_a_home_of_another_counter_is_refused(office: PaidOffice, capsys: Printed) -> None:
    file = office.settings.file
    changed = file.read_text(encoding="utf-8").replace('counter_id = "01"', 'counter_id = "02"')
    file.write_text(changed, encoding="utf-8")
    assert main(["verify"]) == 1
    assert "The database belongs to office 40115, counter 01" in capsys.readouterr().err


# --- doctor -----------------------------------------------------------------------------------------------------


def levels(home: Path) -> dict[str, Level]:
    return {finding.name: finding.level for finding in examine(home)}


def test_a_healthy_counter_fails_in_nothing(office: PaidOffice, capsys: Printed) -> None:
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert {finding["name"]: finding["level"] for finding in told["findings"]} == {
        **dict.fromkeys(("program", "libraries", "sqlite", "disk", "settings", "home", "key", "database"), "ok"),
        **dict.fromkeys(
            ("counter", "queue", "tasks", "people", "alarms", "printer", "printers", "host", "clock"), "ok"
        ),
        **dict.fromkeys(("participants", "backup", "recovery key", "receipt key", "anchor"), "warn"),
    }
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok    program")
    assert "      → leave the window open while the host can be reached" in lines


def test_fetched_participants_are_well(office: PaidOffice) -> None:
    counter = bootstrap.build(office.settings)
    try:
        counter.sync.run(lambda _received, _total: None, lambda: False)
    finally:
        counter.close()
    assert levels(office.home)["participants"] is Level.OK


def test_a_host_that_is_down_fails_with_what_to_do(office: PaidOffice, sandbox: SandboxHost, capsys: Printed) -> None:
    sandbox.stop()
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "FAIL  host" in told
    assert "check the line" in told


def test_a_payment_that_waits_is_told(settings: Settings, sandbox: SandboxHost) -> None:
    counter = bootstrap.build(settings)
    try:
        clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
        counter.shifts.open(clerk, Rupiah(0))
        found = counter.lookup.exact(clerk, counter.lookup.parse("3273025508920002"))
        counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
    finally:
        counter.close()
    (queue,) = [finding for finding in examine(settings.home) if finding.name == "queue"]
    assert (queue.level, queue.words[:30]) == (Level.WARN, "1 wait for the host, 0 of them")


def test_a_home_open_to_others_is_told(office: PaidOffice) -> None:
    office.home.chmod(0o755)
    assert levels(office.home)["home"] is Level.WARN


def test_a_missing_secret_fails_and_the_rest_is_still_examined(office: PaidOffice) -> None:
    office.settings.host.client_secret_file.unlink()
    told = levels(office.home)
    assert (told["host"], told["database"], told["printer"]) == (Level.FAIL, Level.OK, Level.OK)


def test_a_missing_database_fails_and_the_rest_is_still_examined(office: PaidOffice) -> None:
    office.settings.database.unlink()
    told = levels(office.home)
    assert (told["database"], told["host"]) == (Level.FAIL, Level.OK)


def test_a_home_without_settings_fails_there(home: Path) -> None:
    told = levels(home)
    assert told["settings"] is Level.FAIL
    assert "database" not in told


@pytest.mark.parametrize(
    ("minutes", "level"), [(0, Level.OK), (1, Level.WARN), (-1, Level.WARN), (6, Level.FAIL), (-6, Level.FAIL)]
)
def test_a_clock_that_is_off_is_told_before_the_host_refuses(minutes: float, level: Level) -> None:
    told = health._clock(timedelta(minutes=minutes))
    assert told.level is level
    assert (told.remedy == "") == (level is Level.OK)


@dataclass(frozen=True, slots=True)
class Usage:
    """A disk with so many bytes left."""

    free: int


@pytest.mark.parametrize(("free", "level"), [(10**12, Level.OK), (5 * 10**8, Level.WARN), (10**7, Level.FAIL)])
def test_a_full_disk_is_told_before_it_is_full(
    free: int, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(free))
    assert health._space(tmp_path / "not" / "there", Limits()).level is level


# --- set-up and add-user ----------------------------------------------------------------------------------------


@pytest.fixture
def told(sandbox: SandboxHost) -> dict[str, Any]:
    access = sandbox.settings
    return {
        "--office-id": "40115",
        "--office-name": "Kantor Pos Bandung Melati",
        "--office-address": "Jl. Melati Raya 7, Bandung 40115",
        "--adapter": "snap",
        "--host-url": access.url,
        "--client-key": access.client_key,
        "--client-secret-file": access.client_secret_path,
        "--private-key-file": access.private_key_path,
        "--ca-file": access.ca_path,
        "--printer": "file:///tmp/receipts",
        "--supervisor-id": "2001",
        "--supervisor-name": "Agus Pratama",
        "--clerk-id": "1001",
        "--clerk-name": "Dewi Lestari",
    }


def options(told: dict[str, Any]) -> list[str]:
    return [word for pair in told.items() for word in pair]


def test_a_counter_is_set_up_and_ready(
    told: dict[str, Any], home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "135790", "246810")
    assert main(["set-up", *options(told)]) == 0
    said = capsys.readouterr().out
    assert str(home / "settings.toml") in said
    assert "database.key" in said
    settings = load(home)
    assert (settings.office.counter_id, settings.office.timezone) == ("01", "Asia/Jakarta")
    counter = bootstrap.build(settings)
    try:
        assert counter.log_in.log_in("1001", "246810").role is Role.CLERK
        assert counter.log_in.log_in("2001", "135790").role is Role.SUPERVISOR
        assert counter.host.host_time().tzinfo is not None
    finally:
        counter.close()
    assert main(["verify"]) == 0


def test_a_home_that_exists_is_not_overwritten(
    office: PaidOffice, told: dict[str, Any], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file: file.read_bytes() for file in office.home.rglob("*") if file.is_file()}
    typed(monkeypatch, "135790", "246810")
    assert main(["set-up", *options(told)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in office.home.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("changes", "pins", "code", "words"),
    [
        ({"--profile": "a4"}, ("135790", "246810"), 2, 'printer.profile = "a4" – allowed: thermal-58'),
        ({"--clerk-id": "2001"}, ("135790", "246810"), 1, "Staff number 2001 is taken."),
        ({}, ("135790", "1234"), 1, "A PIN has 6 digits or more"),
        ({}, (), 1, "A PIN has 6 digits or more"),
        ({"--ca-file": "/none/ca.pem"}, ("135790", "246810"), 3, "/none/ca.pem: No such file or directory"),
        ({"--ca-file": ""}, ("135790", "246810"), 2, "needs the file of the authority"),
    ],
)
def test_a_set_up_that_cannot_be_leaves_no_counter_behind(
    changes: dict[str, str],
    pins: tuple[str, ...],
    code: int,
    words: str,
    told: dict[str, Any],
    home: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(monkeypatch, *pins)
    assert main(["set-up", *options({**told, **changes})]) == code
    assert words in capsys.readouterr().err
    assert not (home / "settings.toml").exists()
    assert not (home / "counter.db").exists()


def test_what_a_script_leaves_out_is_named(
    told: dict[str, Any], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch)
    del told["--office-name"]
    assert main(["set-up", *options(told)]) == 2
    assert capsys.readouterr().err == "counter-app: --office-name is missing\n"


NEW = ["--id", "1003", "--name", "Rudi Hartono", "--role", "clerk"]


def test_a_supervisor_adds_a_clerk(office: PaidOffice, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "135790", "975310")
    assert main(["add-user", "--by", "2001", *NEW]) == 0
    assert capsys.readouterr().out == "Rudi Hartono (1003) may now log in as clerk.\n"
    counter = bootstrap.build(office.settings)
    try:
        assert counter.log_in.log_in("1003", "975310").name == "Rudi Hartono"
    finally:
        counter.close()


@pytest.mark.parametrize(
    ("by", "pin", "words"),
    [
        ("1001", "246810", "A person with the role clerk may not do this (add-user)."),
        ("2001", "000000", "The staff number or the PIN is wrong. 4 tries are left."),
        ("9999", "135790", "The staff number or the PIN is wrong."),
    ],
)
def test_nobody_else_adds_people(
    by: str, pin: str, words: str, office: PaidOffice, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, pin, "975310")
    assert main(["add-user", "--by", by, *NEW]) == 1
    assert words in capsys.readouterr().err


class Terminal(io.StringIO):
    """Standard input with a person before it."""

    def isatty(self) -> bool:
        return True


def test_a_person_is_asked_for_what_is_missing(
    told: dict[str, Any], home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = iter(["135790", "135790", "246810", "246810"])
    asked: list[str] = []

    def unseen(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return next(pins)

    monkeypatch.setattr("counter_app.cli.people.getpass", unseen)
    monkeypatch.setattr("counter_app.database.recovery_key.groups_of", lambda _key: ("ABCD",) * 14)
    monkeypatch.setattr("secrets.randbelow", lambda _count: 8)
    monkeypatch.setattr(sys, "stdin", Terminal("Kantor Pos Bandung Mawar\n\n\n\nabcx\nabcd\n"))
    del told["--office-name"]
    assert main(["set-up", *options(told)]) == 0
    questions = capsys.readouterr().err
    assert questions == (
        "The office's name: This counter's number [01]: The office's time zone [Asia/Jakarta]: "
        "The kind of printer [thermal-80]: counter-app: the recovery key could not be printed: "
        "the printer is a folder, and the key must not lie in a file\nFrom your paper, group 9: "
        "counter-app: that is not the group; look at the paper, not at the screen\nFrom your paper, group 9: "
    )
    assert asked == ["PIN of 2001: ", "The same PIN again: ", "PIN of 1001: ", "The same PIN again: "]
    assert load(home).office.name == "Kantor Pos Bandung Mawar"


def test_a_new_pin_that_was_mistyped_locks_nobody_out(
    told: dict[str, Any], home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = iter(["135790", "135791"])
    monkeypatch.setattr("counter_app.cli.people.getpass", lambda _prompt, stream: next(pins))
    monkeypatch.setattr(sys, "stdin", Terminal("\n\n\n"))
    assert main(["set-up", *options(told)]) == 2
    assert capsys.readouterr().err.endswith("counter-app: the two PINs of 2001 differ; nothing was changed\n")
    assert not home.exists()


def test_parts_that_are_handed_in_take_the_place_of_the_real_ones(office: PaidOffice, log_watch: LogWatch) -> None:
    clock = ManualClock()
    counter = bootstrap.build(office.settings, clock=clock)
    try:
        assert counter.clock is clock
    finally:
        counter.close()
