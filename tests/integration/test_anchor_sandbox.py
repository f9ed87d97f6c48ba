"""Anchoring at the real host: who puts back a whole home, mark and all, is noticed, stopped, and asked for a name."""

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.bootstrap import Counter
from counter_app.cli import main
from counter_app.cli.anchor import EVERY, Turns
from counter_app.database.anchor_file import AnchorFile
from counter_app.database.errors import DatabaseBehind
from counter_app.domain.anchor import Anchor, JournalCut
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Act, content_of
from counter_app.domain.money import Rupiah
from counter_app.sandbox.people import FARMER, FISHER, SITI, TRADER, Person
from counter_app.services.anchoring import Anchored
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from tests.helpers.logfail import LogWatch
from tests.helpers.sandbox import SandboxHost, control

Printed = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class Home:
    settings: Settings

    @contextmanager
    def counter(self) -> Iterator[Counter]:
        counter = bootstrap.build(self.settings)
        try:
            yield counter
        finally:
            counter.close()

    def copy_to(self, folder: Path) -> None:
        """All that an intruder with the disk in hand can put back later."""
        folder.mkdir()
        for file in self.settings.home.glob("counter.db*"):
            shutil.copyfile(file, folder / file.name)

    def put_back(self, folder: Path) -> None:
        for file in self.settings.home.glob("counter.db*"):
            file.unlink()
        for file in folder.iterdir():
            shutil.copyfile(file, self.settings.home / file.name)


@pytest.fixture
def home(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "home"))
    return Home(demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent))


def sell(counter: Counter, payer: Person) -> None:
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    if counter.shifts.current() is None:
        counter.shifts.open(clerk, Rupiah(200_000))
    found = counter.lookup.exact(clerk, counter.lookup.parse(payer.nik))
    counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)


def robbed(home: Home, tmp_path: Path) -> None:
    """Two sales, of which the second is then made never to have been: database, mark and anchor of before are back."""
    with home.counter() as counter:
        sell(counter, SITI)
        counter.anchoring.run()
    home.copy_to(tmp_path / "before")
    with home.counter() as counter:
        sell(counter, TRADER)
        counter.anchoring.run()
    home.put_back(tmp_path / "before")


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


def test_a_home_put_back_whole_opens_and_is_stopped_as_soon_as_the_host_is_seen(home: Home, tmp_path: Path) -> None:
    robbed(home, tmp_path)
    with home.counter() as counter:
        sell(counter, FISHER)  # nobody can know yet
        anchored = counter.anchoring.run()
        assert anchored is not None
        assert anchored.fault is not None
        with pytest.raises(JournalCut):
            sell(counter, FARMER)
    with pytest.raises(DatabaseBehind, match="The host holds journal entry"):
        bootstrap.open_store(home.settings)


def test_one_that_has_grown_longer_than_what_the_host_holds_is_found_as_well(home: Home, tmp_path: Path) -> None:
    robbed(home, tmp_path)
    with home.counter() as counter:
        for payer in (FISHER, FARMER):
            sell(counter, payer)
            counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
        anchored = counter.anchoring.run()
        assert anchored is not None
        assert anchored.fault is not None
        assert "the journal was replaced" in anchored.fault
    with pytest.raises(DatabaseBehind, match="has another of that number"):
        bootstrap.open_store(home.settings)


def test_a_supervisor_answers_for_it_and_the_books_say_what_the_host_held(
    home: Home, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    robbed(home, tmp_path)
    assert main(["anchor"]) == 1
    assert "counter-app realign" in capsys.readouterr().err
    typed(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["realign", "--by", "2001"]) == 0
    assert "The host holds journal entry" in capsys.readouterr().out
    with home.counter() as counter:
        assert counter.verification.run().fault is None
        sell(counter, FISHER)
        while counter.verification.run().entries <= 30:
            counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    assert main(["anchor"]) == 0
    said = capsys.readouterr().out
    assert "The host holds journal entry" in said
    with home.counter() as counter:
        assert counter.verification.run().fault is None


def test_numbers_lost_before_a_restore_are_a_note_once_a_supervisor_has_answered_for_them(
    home: Home, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.counter() as counter:
        sell(counter, SITI)
    assert main(["backup", "--out", str(tmp_path / "monday.db")]) == 0
    with home.counter() as counter:
        for payer in (TRADER, FISHER):
            sell(counter, payer)
        counter.anchoring.run()
    assert main(["restore", str(tmp_path / "monday.db")]) == 0
    typed(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["realign", "--by", "2001"]) == 0
    with home.counter() as counter:
        sell(counter, FARMER)
    capsys.readouterr()
    assert main(["verify", "--host"]) == 0
    said = capsys.readouterr().out
    assert "Note: receipt numbers 2 to 3 were given out before the restore of " in said
    assert "The books are whole." in said
    assert main(["verify", "--json"]) == 0
    assert '"notes"' in capsys.readouterr().out


def test_while_the_host_is_away_nobody_realigns_unless_they_say_so(
    home: Home, sandbox: SandboxHost, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.counter() as counter:
        counter.anchoring.run()
    sandbox.faults("error-500:anchor")
    typed(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["realign", "--by", "2001"]) == 3
    assert "--without-host" in capsys.readouterr().err
    typed(monkeypatch, demo_office.SUPERVISOR.pin)
    assert main(["realign", "--by", "2001", "--without-host"]) == 0
    assert "The host was not asked; it held journal entry" in capsys.readouterr().out


def test_anchor_says_that_the_host_is_away(home: Home, sandbox: SandboxHost) -> None:
    sandbox.faults("error-500:anchor")
    assert main(["anchor"]) == 3


def test_a_forwarder_anchors_what_it_has_carried(home: Home, capsys: Printed) -> None:
    with home.counter() as counter:
        sell(counter, SITI)
    assert main(["forward", "--once"]) == 0
    held = bootstrap.anchor_file(home.settings).read()
    assert held is not None
    with home.counter() as counter:
        assert counter.verification.run([("the host", held)]).fault is None
        with counter.store.reading() as work:
            since = [content_of(entry)["act"] for entry in work.journal.chain(after=held.sequence)]
    assert set(since) <= {Act.ANCHORED, Act.PROGRAM_STOPPED}, "all but what came behind it"


def test_a_host_that_was_made_to_forget_takes_any_journal(home: Home, sandbox: SandboxHost, tmp_path: Path) -> None:
    robbed(home, tmp_path)
    control(sandbox.settings, "DELETE", "/sandbox/anchors")
    with home.counter() as counter:
        anchored = counter.anchoring.run()
    assert anchored is not None
    assert anchored.fault is None


# --- a forwarder's turns -----------------------------------------------------------------------------------------

HELD = Anchor(9, "ab" * 32, datetime(2026, 11, 22, tzinfo=UTC))


def test_a_forwarder_takes_its_turn_every_quarter_of_an_hour(capsys: Printed, log_watch: LogWatch) -> None:
    log_watch.expects("not the one that the host knows")
    outcomes: list[Anchored | Exception] = [
        Anchored(HELD),
        Unavailable(Service.HOST, "no line"),
        Anchored(HELD, "the journal was cut"),
    ]
    now = 0.0

    def run() -> Anchored:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    turns = Turns(run, lambda: now)
    for _ in range(3):
        turns.take()
        turns.take()
        now += EVERY
    assert outcomes == []
    assert "the journal was cut. Nothing is sold here" in capsys.readouterr().err


# --- the file ----------------------------------------------------------------------------------------------------


def test_the_file_is_believed_only_as_it_was_written(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expects("is not believed")
    memory = AnchorFile(tmp_path / "counter.db", lambda: b"k" * 32)
    assert memory.read() is None
    memory.keep(HELD)
    memory.keep(HELD)
    assert memory.read() == HELD
    memory.path.write_bytes(memory.path.read_bytes().replace(b'"sequence": 9', b'"sequence": 1'))
    assert memory.read() is None
    assert AnchorFile(tmp_path / "other.db", lambda: b"o" * 32).read() is None


def test_a_file_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    memory = AnchorFile(tmp_path / "counter.db", lambda: b"k" * 32)
    memory.path.mkdir()
    with pytest.raises(Unavailable, match=r"counter\.db\.anchor cannot be used"):
        memory.read()
