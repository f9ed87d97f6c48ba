"""Restoring: the backup is proven first, nothing that was there is lost, and what is missing is answered for by name."""

import io
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counter_app import bootstrap
from counter_app.cli import main
from counter_app.cli.health import Level, examine
from counter_app.clock import SystemClock
from counter_app.database.backup_folder import note_of, write_backup
from counter_app.database.engine import connect
from counter_app.database.errors import (
    DatabaseBehind,
    DatabaseDamaged,
    DatabaseTooNew,
    KeyMissing,
    NoDatabase,
    OtherCounter,
    WrongKey,
)
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.database.opening import open_store
from counter_app.database.recovery_key import groups_of
from counter_app.database.restore import prepare, swap
from counter_app.domain.errors import Unavailable
from counter_app.domain.journal import Act, first_fault
from counter_app.domain.people import Role, new_person
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.office_care import restore
from counter_app.office_setup import write_private
from counter_app.printing.reader import read
from counter_app.settings import Settings
from counter_app.settings_writing import written
from tests.helpers.builders import COUNTER_ID, OFFICE_ID, a_payment
from tests.helpers.counters import settings as settings_of
from tests.helpers.database import KEY, fresh_store, pay, reopened
from tests.helpers.printers import network_printer, takes_everything

Printed = pytest.CaptureFixture[str]
PIN = "135790"


@dataclass(frozen=True, slots=True)
class Office:
    """A home with two payments backed up, and a third one since."""

    settings: Settings
    backup: Path

    def receipts(self) -> list[str]:
        store = bootstrap.open_store(self.settings)
        try:
            with store.reading() as work:
                assert first_fault(work.journal.chain()) is None
                return [payment.receipt_number[-1] for payment in work.payments.all()]
        finally:
            store.close()

    def journal(self) -> list[str]:
        store = reopened(self.settings.database, marked=False)
        try:
            with store.reading() as work:
                return [dict(entry.filed)["act"] for entry in work.journal.chain()]
        finally:
            store.close()

    def aside(self) -> list[Path]:
        return sorted(self.settings.home.glob("counter.db.aside-*"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    settings = settings_of(tmp_path / "home")
    settings = replace(settings, host=replace(settings.host, base_url="http://127.0.0.1:1"))
    store = fresh_store(settings.home)
    FileKeyStore(settings.home / KEY_FILE).save(KEY)
    settings.file.write_text(written(settings), encoding="utf-8")
    monkeypatch.setenv("COUNTER_HOME", str(settings.home))
    people = [(new_person("2001", "Agus Pratama", Role.SUPERVISOR), PIN), (new_person("1001", "Dewi", Role.CLERK), PIN)]
    bootstrap.open_log_in(settings, store, SystemClock()).add_first(people)
    pay(store, a_payment(1))
    pay(store, a_payment(2))
    backup = tmp_path / "stick" / "monday.db"
    backup.parent.mkdir()
    write_backup(settings.database, backup, KEY, SystemClock().now())
    pay(store, a_payment(3))
    store.close()
    return Office(settings, backup)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


# --- what must not be restored -----------------------------------------------------------------------------------


def spoil(office: Office, how: str) -> None:
    backup = office.backup
    if how == "flipped":
        note_of(backup).unlink()
        flip(backup, backup.stat().st_size // 2)
    elif how == "torn":
        note_of(backup).unlink()
        backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    elif how == "exchanged":
        flip(backup, backup.stat().st_size - 1)
    elif how == "unnoted":
        note_of(backup).write_text("{}", encoding="utf-8")
    else:
        note_of(backup).unlink()
        connection = connect(backup, KEY)
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(how)
        connection.close()


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ("flipped", (DatabaseDamaged, WrongKey), "damaged"),
        ("torn", (DatabaseDamaged, WrongKey), "damaged"),
        ("exchanged", DatabaseDamaged, "is not the file that monday.db.json tells of"),
        ("unnoted", DatabaseDamaged, "is not the file"),
        ("UPDATE counter_identity SET counter_id = 'L09'", OtherCounter, "counter L09, not to office"),
        ("DELETE FROM counter_identity", DatabaseDamaged, "belongs to 0 counters"),
        ("UPDATE alembic_version SET version_num = '9999'", DatabaseTooNew, "9999"),
        ("DELETE FROM journal WHERE seq = 2", DatabaseDamaged, "Journal entry 2 of"),
        ("UPDATE journal SET canonical = replace(canonical, '8400', '8401') WHERE seq = 3", DatabaseDamaged, "entry 3"),
        ("DROP TABLE journal", DatabaseDamaged, "is no counter's database"),
    ],
)
def test_a_backup_that_does_not_hold_changes_nothing(
    how: str, error: type[Exception] | tuple[type[Exception], ...], words: str, office: Office
) -> None:
    spoil(office, how)
    with pytest.raises(error, match=words):
        restore(office.settings, office.backup)
    assert office.receipts() == ["1", "2", "3"]
    assert office.aside() == []
    assert not list(office.settings.home.glob("*.restoring*"))


def test_a_backup_that_is_not_there_changes_nothing(office: Office, capsys: Printed) -> None:
    assert main(["restore", str(office.backup.with_name("tuesday.db"))]) == 3
    assert "tuesday.db" in capsys.readouterr().err
    assert office.receipts() == ["1", "2", "3"]


def test_nothing_is_restored_under_an_open_window(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.database.engine._SETTINGS", (("busy_timeout", "50", 50),))
    window = reopened(office.settings.database)
    with window.reading() as work:
        assert work.numbers.last() == 3
    with pytest.raises(Unavailable, match="locked"):
        restore(office.settings, office.backup)
    pay(window, a_payment(4))
    window.close()
    assert office.receipts() == ["1", "2", "3", "4"]


# --- what happens when it is -------------------------------------------------------------------------------------


def test_an_old_backup_locks_the_counter_until_a_supervisor_answers_for_it(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["restore", str(office.backup)]) == 0
    said = capsys.readouterr().out
    assert "receipt numbers up to 2" in said
    assert "reached entry 5 and receipt 3" in said
    assert said.endswith("Next: a newer backup, or counter-app realign\n")
    with pytest.raises(DatabaseBehind):
        bootstrap.open_store(office.settings)
    assert main(["verify"]) == 1
    assert "counter-app realign" in capsys.readouterr().err

    typed(monkeypatch, "000000")
    assert main(["realign", "--by", "2001", "--without-host"]) == 1
    typed(monkeypatch, PIN)
    assert main(["realign", "--by", "1001", "--without-host"]) == 1
    assert "may not do this (keep-database)" in capsys.readouterr().err
    with pytest.raises(DatabaseBehind):
        bootstrap.open_store(office.settings)

    typed(monkeypatch, PIN)
    assert main(["realign", "--by", "2001", "--without-host"]) == 0
    assert "Receipt numbers 3 to 3 have no payment here" in capsys.readouterr().out
    assert office.receipts() == ["1", "2"]
    assert office.journal()[4] == Act.DATABASE_RESTORED
    assert office.journal()[-1] == Act.DATABASE_REALIGNED


def test_a_receipt_number_that_was_lost_is_never_given_out_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(office.settings, office.backup)
    typed(monkeypatch, PIN)
    assert main(["realign", "--by", "2001", "--without-host"]) == 0
    store = bootstrap.open_store(office.settings)
    with store.writing() as work:
        assert work.numbers.take() == 4
    store.close()


def test_the_newest_backup_is_back_at_work_at_once(office: Office, tmp_path: Path, capsys: Printed) -> None:
    fresh = tmp_path / "fresh.db"
    assert main(["backup", "--out", str(fresh)]) == 0
    flip(office.settings.database, office.settings.database.stat().st_size // 2)
    assert main(["restore", str(fresh)]) == 0
    assert capsys.readouterr().out.endswith("Next: counter-app doctor\n")
    assert office.receipts() == ["1", "2", "3"]
    assert len(office.aside()) == 1


def test_what_was_there_is_kept_whole_and_can_be_put_back(office: Office) -> None:
    restored = restore(office.settings, office.backup)
    assert office.aside() == [restored.aside]
    assert restored.aside is not None
    again = restore(office.settings, restored.aside)
    assert again.refused is None
    assert office.receipts() == ["1", "2", "3"]


def crash_with_a_fourth_payment(office: Office) -> None:
    crash = (
        "import os, sys; from pathlib import Path; from tests.helpers.database import pay, reopened; "
        "from tests.helpers.builders import a_payment; store = reopened(Path(sys.argv[1])); pay(store, a_payment(4)); "
        "os._exit(1)"  # the store is held until then: one that is collected closes, and folds the log
    )
    subprocess.run([sys.executable, "-c", crash, str(office.settings.database)], timeout=60, check=False)
    assert office.settings.database.with_name("counter.db-wal").stat().st_size > 0


def test_a_log_left_by_a_crash_is_kept_with_its_database(office: Office) -> None:
    crash_with_a_fourth_payment(office)
    restored = restore(office.settings, office.backup)
    assert restored.aside is not None
    assert reopened_numbers(restored.aside) == 4
    assert office.journal()[-1] == Act.DATABASE_RESTORED
    assert len(office.journal()) == 5


def test_a_log_that_no_key_opens_is_kept_and_never_played_into_the_restored_one(office: Office) -> None:
    crash_with_a_fourth_payment(office)
    database, owner = office.settings.database, office.settings.office
    prepare(office.backup, database, KEY, owner.id, owner.counter_id)
    aside = swap(database, None, SystemClock().now())
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").stat().st_size > 0
    assert reopened_numbers(database) == 2
    assert reopened_numbers(aside) == 4


# --- another machine ---------------------------------------------------------------------------------------------


@pytest.fixture
def new_machine(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A second PC that was told who it is, and has neither key nor database."""
    settings = replace(office.settings, home=tmp_path / "new-home")
    settings.home.mkdir()
    settings.file.write_text(written(settings), encoding="utf-8")
    monkeypatch.setenv("COUNTER_HOME", str(settings.home))
    return Office(settings, office.backup)


def test_a_backup_is_unreadable_on_another_machine(new_machine: Office) -> None:
    with pytest.raises(KeyMissing, match="--recovery-key"):
        restore(new_machine.settings, new_machine.backup)
    FileKeyStore(new_machine.settings.home / KEY_FILE).save(b"k" * 32)
    with pytest.raises(WrongKey):
        restore(new_machine.settings, new_machine.backup)
    assert not new_machine.settings.database.exists()


def test_the_recovery_key_brings_a_backup_to_life_on_another_machine(
    new_machine: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "-".join(groups_of(KEY)).lower())
    assert main(["restore", str(new_machine.backup), "--recovery-key"]) == 0
    assert "is missing" in capsys.readouterr().out
    typed(monkeypatch, PIN)
    assert main(["realign", "--by", "2001", "--without-host"]) == 0
    assert "How far the counter had come before is not known" in capsys.readouterr().out
    assert new_machine.receipts() == ["1", "2"]


def test_a_wrong_recovery_key_changes_nothing(
    new_machine: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "-".join(groups_of(b"k" * 32)))
    assert main(["restore", str(new_machine.backup), "--recovery-key"]) == 1
    typed(monkeypatch, "ABCD")
    assert main(["restore", str(new_machine.backup), "--recovery-key"]) == 1
    assert "56 letters" in capsys.readouterr().err
    assert [file.name for file in new_machine.settings.home.iterdir()] == ["settings.toml"]


def test_a_key_that_was_made_anew_meanwhile_is_kept_aside(new_machine: Office) -> None:
    home, office = new_machine.settings.home, new_machine.settings.office
    keys = FileKeyStore(home / KEY_FILE)
    keys.save(b"k" * 32)
    open_store(new_machine.settings.database, b"k" * 32, office.id, office.counter_id).close()
    restored = restore(new_machine.settings, new_machine.backup, KEY)
    assert keys.load() == KEY
    (kept,) = home.glob(f"{KEY_FILE}.aside-*")
    assert restored.aside is not None
    connect(restored.aside, FileKeyStore(kept).load() or b"").close()
    assert new_machine.journal()[-1] == Act.DATABASE_RESTORED


# --- kills -------------------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from counter_app.database import restore
from counter_app import office_care
from counter_app.settings_file import load

def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

where = {"checking": (restore, "check_chain"), "folding": (restore, "_set_aside"), "logs": (restore, "_set_aside_logs"),
    "placing": (restore, "put_in_place"), "journaling": (office_care, "_journal_restore")}
setattr(*where[sys.argv[3]], die)
office_care.restore(load(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("where", ["checking", "folding", "logs", "placing", "journaling"])
def test_a_kill_in_the_middle_loses_nothing_and_the_restore_can_be_run_again(where: str, office: Office) -> None:
    argv = [sys.executable, "-c", KILLED, str(office.settings.home), str(office.backup), where]
    assert subprocess.run(argv, timeout=60, check=False).returncode == -signal.SIGKILL
    if where in {"checking", "folding", "logs"}:
        assert office.receipts() == ["1", "2", "3"]
    else:
        with pytest.raises(NoDatabase if where == "placing" else DatabaseBehind):
            bootstrap.open_store(office.settings)
    assert restore(office.settings, office.backup).refused is not None
    assert office.journal().count(Act.PAYMENT_ACCEPTED) == 2
    originals = [file for file in office.aside() if file.suffix != ".mark"]
    kept = [reopened_numbers(file) for file in originals]
    assert 3 in kept


def reopened_numbers(file: Path) -> int:
    store = open_store(file, KEY, OFFICE_ID, COUNTER_ID, create=False, realigning=True)
    try:
        with store.reading() as work:
            return work.numbers.last()
    finally:
        store.close()


# --- backup and recovery-key on the command line -------------------------------------------------------------------


def test_a_backup_is_made_where_the_settings_say_and_doctor_is_content(office: Office, capsys: Printed) -> None:
    assert main(["backup"]) == 0
    assert "receipt numbers  up to 3" in capsys.readouterr().out
    assert len(list(office.settings.backups.glob("counter-*.db"))) == 1
    (told,) = [finding for finding in examine(office.settings.home) if finding.name == "backup"]
    assert told.level is Level.OK


def test_a_file_that_exists_is_not_overwritten_by_a_backup(office: Office, capsys: Printed) -> None:
    before = office.backup.read_bytes()
    assert main(["backup", "--out", str(office.backup)]) == 3
    assert "exists already" in capsys.readouterr().err
    assert office.backup.read_bytes() == before


Answer = Callable[[], str]


def test_the_recovery_key_counts_once_it_was_read_back(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda _count: 6)
    typed(monkeypatch, PIN, "WRONG", groups_of(KEY)[6].lower())
    assert main(["recovery-key", "--by", "2001"]) == 0
    printed = capsys.readouterr()
    for group in groups_of(KEY):
        assert group in printed.out
        assert group not in printed.err
    (told,) = [finding for finding in examine(office.settings.home) if finding.name == "recovery key"]
    assert told.level is Level.OK
    assert office.journal()[-2:] == [Act.RECOVERY_KEY_SHOWN, Act.RECOVERY_KEY_TESTED]


def test_the_recovery_key_comes_out_of_the_printer_and_is_not_on_the_screen(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda _count: 2)
    typed(monkeypatch, PIN, groups_of(KEY)[2])
    with network_printer(takes_everything) as printer:
        use_printer(office.settings, f"tcp://127.0.0.1:{printer.port}")
        assert main(["recovery-key", "--print", "--by", "2001"]) == 0
        assert printer.finished.wait(10)
    paper = "\n".join(read(bytes(printer.received)).texts)
    for number, group in enumerate(groups_of(KEY), 1):
        assert f"{number:02} {group}" in paper
    assert groups_of(KEY)[0] not in capsys.readouterr().out
    assert office.journal()[-2:] == [Act.RECOVERY_KEY_SHOWN, Act.RECOVERY_KEY_TESTED]


def test_a_recovery_key_is_not_written_into_a_folder_that_stands_for_a_printer(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch, PIN, groups_of(KEY)[0])
    use_printer(office.settings, f"file://{tmp_path / 'papers'}")
    assert main(["recovery-key", "--print", "--by", "2001"]) == 3
    assert "the printer is a folder" in capsys.readouterr().err
    assert not (tmp_path / "papers").exists()


def use_printer(settings: Settings, device: str) -> None:
    write_private(settings.file, written(replace(settings, printer=PrinterSettings(device, "thermal-58"))))


def test_a_recovery_key_that_nobody_read_back_does_not_count(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PIN)
    assert main(["recovery-key", "--by", "2001"]) == 2
    assert "was not read back" in capsys.readouterr().err
    (told,) = [finding for finding in examine(office.settings.home) if finding.name == "recovery key"]
    assert told.level is Level.WARN


def test_a_clerk_does_not_see_the_recovery_key(
    office: Office, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PIN)
    assert main(["recovery-key", "--by", "1001"]) == 1
    assert groups_of(KEY)[0] not in capsys.readouterr().out
    assert Act.RECOVERY_KEY_SHOWN not in office.journal()
