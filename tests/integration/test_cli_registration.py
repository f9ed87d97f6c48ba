"""A collector's list from the command line, and ``counter-app forward`` that carries it: killed, it goes on; twice, it is once."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.domain.people import Actor, Role
from counter_app.domain.registration import Registration, RegistrationState
from counter_app.services.forwarding import Patience
from counter_app.services.registration_forwarding import RegistrationForwarder
from counter_app.settings import Settings
from tests.helpers.clocks import ManualClock
from tests.helpers.registration_lists import a_list, a_row, as_csv
from tests.helpers.sandbox import SandboxHost

Printed = pytest.CaptureFixture[str]
CLERK = Actor(demo_office.CLERK.id, "Dewi Lestari", Role.CLERK)
PIN = demo_office.CLERK.pin


@pytest.fixture
def office(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    home = tmp_path / "home"
    monkeypatch.setenv("COUNTER_HOME", str(home))
    return demo_office.create(home, Path(sandbox.settings.client_secret_path).parent)


@pytest.fixture
def counter(office: Settings) -> Iterator[bootstrap.Counter]:
    made = bootstrap.build(office)
    yield made
    made.close()


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def the_list(folder: Path, counter: bootstrap.Counter, rows: int, **second: str) -> Path:
    """``rows`` good rows of this month; the second one has what ``second`` says."""
    month = str(counter.day.registering.current_month())
    listed = [a_row(number, bulan_pertama=month) for number in range(1, rows + 1)]
    listed[1] |= second
    return a_list(folder, as_csv(listed))


def stored(counter: bootstrap.Counter) -> list[Registration]:
    with counter.store.reading() as work:
        return list(work.registrations.all())


def test_a_good_list_is_registered_by_whoever_proves_who_they_are(
    counter: bootstrap.Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    file = the_list(tmp_path, counter, 3)
    typed(monkeypatch, PIN)
    assert main(["register-list", str(file), "--as", CLERK.id]) == 0
    assert capsys.readouterr().out == "3 rows: 3 good, 0 with faults; 3 registered.\n"
    assert {each.state for each in stored(counter)} == {RegistrationState.SUBMITTED}
    assert main(["forward", "--once"]) == 0
    assert capsys.readouterr().out.count("ISSUED") == 3
    assert counter.verification.run().fault is None


def test_one_faulty_row_keeps_all_of_them_out_unless_the_good_ones_are_wanted(
    counter: bootstrap.Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    file = the_list(tmp_path, counter, 3, nama="", nomor_formulir="F-0001")
    typed(monkeypatch, PIN, PIN)
    assert main(["register-list", str(file), "--as", CLERK.id]) == 1
    told = capsys.readouterr()
    assert "line 3 (************0002), nama: " in told.err
    assert "line 3 (************0002), nomor_formulir: The same stands on line 2." in told.err
    assert "2 good, 1 with faults; 0 registered" in told.out
    assert stored(counter) == []
    assert main(["register-list", str(file), "--as", CLERK.id, "--good-rows"]) == 1
    assert len(stored(counter)) == 2


def test_a_check_registers_nobody_and_can_be_read_by_programs(
    counter: bootstrap.Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    file = the_list(tmp_path, counter, 2, nik="12")
    typed(monkeypatch, PIN)
    assert main(["register-list", str(file), "--as", CLERK.id, "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "rows": 2,
        "good": 1,
        "entered": 0,
        "faults": [{"line": 3, "nik": "**", "column": "nik", "reason": "nik-length"}],
    }
    assert stored(counter) == []


def test_a_wrong_pin_reads_no_list(
    counter: bootstrap.Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    typed(monkeypatch, "000000")
    assert main(["register-list", str(the_list(tmp_path, counter, 2)), "--as", CLERK.id]) == 1
    assert "PIN is wrong" in capsys.readouterr().err
    assert stored(counter) == []


def test_the_template_is_written_once(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "daftar.xlsx"
    assert main(["registration-template", str(file)]) == 0
    assert "nomor_formulir" not in capsys.readouterr().out.partition("May stay empty")[2]
    assert main(["registration-template", str(file)]) == 3


@contextmanager
def a_forwarder() -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen([sys.executable, "-m", "counter_app", "forward"], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_killed_at_any_moment_and_run_twice_at_once_each_worker_is_registered_once(
    sandbox: SandboxHost, counter: bootstrap.Counter, tmp_path: Path
) -> None:
    report = counter.day.registration_lists.read(CLERK, the_list(tmp_path, counter, 12))
    assert report is not None
    counter.day.registration_lists.enter(CLERK, report)
    sandbox.faults("delay-after-commit=0.2:registration")
    for _ in range(2):
        with a_forwarder() as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("registration D-")
            os.kill(process.pid, signal.SIGKILL)
    sandbox.faults("")
    when_leases_are_over = ManualClock(datetime.now(UTC) + timedelta(seconds=90))
    heir = RegistrationForwarder(
        counter.store, counter.host, when_leases_are_over, "heir", lambda: 0.5, Patience(), counter.tariff
    )
    ended = time.monotonic() + 60
    with a_forwarder(), a_forwarder():
        while any(each.outcome is None for each in stored(counter)) and time.monotonic() < ended:
            heir.forward_next()
    kpjs = {each.issue.kpj for each in stored(counter) if each.issue is not None}
    assert len(kpjs) == 12
    assert max(int(kpj) for kpj in kpjs) - min(int(kpj) for kpj in kpjs) == 11, "the host gave out twelve numbers"
    assert counter.verification.run().fault is None
