"""A printer is tried out first and counts afterwards: in the file, in the journal and in this program, or nowhere."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app import resources
from counter_app.bootstrap import current_printer
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Service, Unavailable, Undelivered
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.people import RIGHTS, Actor, Right, Role
from counter_app.domain.printer import Certainty, Form, FoundPrinter, PrinterKind, Trouble
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.printer_bench import HomeBench
from counter_app.printing import sample, test_slip
from counter_app.printing.current import CurrentPrinter
from counter_app.printing.reader import read
from counter_app.services.ports import Store
from counter_app.services.printer_setup import REASON, PrinterSetUp
from counter_app.settings import Settings
from counter_app.settings_file import load, parse
from counter_app.settings_writing import written
from tests.helpers.database import fresh_store
from tests.helpers.logfail import LogWatch
from tests.helpers.printers import network_printer, never_reads, takes_everything
from tests.integration.services.conftest import CLERK, OFFICE, SUPERVISOR, Bench

ADMINISTRATOR = Actor("8001", "Wulan", Role.ADMINISTRATOR)
FOUND = FoundPrinter("tcp://127.0.0.1:9100", "127.0.0.1:9100", PrinterKind.NETWORK)


class OneFound:
    """Knows of one printer, at one place."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def find(self) -> Sequence[FoundPrinter]:
        return (FOUND,)

    def at(self, host: str, port: int = 9100) -> FoundPrinter | None:
        self.asked.append((host, port))
        return FOUND if host == "127.0.0.1" else None


@dataclass
class Counter:
    """A home on disk, its journal, and the printer that its papers come out of."""

    home: Path
    bench: Bench
    printer: CurrentPrinter
    finder: OneFound
    setup: PrinterSetUp

    @property
    def file(self) -> Path:
        return self.home / "settings.toml"

    @property
    def other(self) -> PrinterSettings:
        """Another printer than the one that is set."""
        return PrinterSettings((self.home / "other").as_uri(), "thermal-58", code_page="CP858", qr="picture")

    def papers(self, folder: str) -> list[str]:
        return sorted(each.name for each in (self.home / folder).glob("*"))


def settings_in(home: Path) -> Settings:
    example = (resources.FOLDER / "settings.example.toml").read_text(encoding="utf-8")
    settings = parse(example, home)
    window = replace(settings.window, theme="dark", idle_lock_minutes=9)
    printer = PrinterSettings((home / "paper").as_uri())
    return replace(settings, office=OFFICE, printer=printer, window=window)


def counter_of(home: Path, bench: Bench, office: Office = OFFICE, store: Store | None = None) -> Counter:
    settings = settings_in(home)
    settings.file.write_text(written(settings), encoding="utf-8")
    printer, finder = current_printer(settings), OneFound()
    setup = PrinterSetUp(store or bench.store, finder, HomeBench(home, office, printer), office, bench.clock)
    return Counter(home, bench, printer, finder, setup)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    store = fresh_store(tmp_path)
    yield counter_of(tmp_path, Bench(store))
    store.close()


def reason_of(counter: Counter, place: str) -> Reason:
    with pytest.raises(Declined) as refused:
        counter.setup.at(CLERK, place)
    return refused.value.reason


# --- which printer ---------------------------------------------------------------------------------------------------


def test_what_there_is_is_listed(counter: Counter) -> None:
    assert counter.setup.find(CLERK) == (FOUND,)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("127.0.0.1", ("127.0.0.1", 9100)),
        (" 127.0.0.1:9101 ", ("127.0.0.1", 9101)),
        ("tcp://127.0.0.1:9100", ("127.0.0.1", 9100)),
    ],
)
def test_a_printer_in_the_network_is_found_where_somebody_says_it_is(
    counter: Counter, typed: str, asked: tuple[str, int]
) -> None:
    assert counter.setup.at(CLERK, typed) == FOUND
    assert counter.finder.asked == [asked]


@pytest.mark.parametrize(
    "typed", ["", "a b", "host:0", "host:99999", "host/queue", "me@host", "h" * 300, "[::1", "h?x"]
)
def test_what_is_no_place_in_the_network_is_said_and_not_asked(counter: Counter, typed: str) -> None:
    assert reason_of(counter, typed) is Reason.PRINTER_ADDRESS
    assert counter.finder.asked == []


def test_where_nothing_answers_that_is_said(counter: Counter) -> None:
    assert reason_of(counter, "10.0.0.9") is Reason.PRINTER_NOT_THERE


def test_a_look_prints_nothing(counter: Counter) -> None:
    look = counter.setup.look(CLERK, counter.other.device)
    assert (look.form, look.status.trouble, look.status.told) == (Form.ROLL, None, False)
    assert counter.papers("other") == []
    with pytest.raises(Declined) as refused:
        counter.setup.look(CLERK, "lpt1")
    assert refused.value.reason is Reason.PRINTER_ADDRESS


# --- trying it out ---------------------------------------------------------------------------------------------------


def test_the_slip_comes_out_of_the_printer_that_is_tried_and_the_journal_knows(counter: Counter) -> None:
    before = counter.file.read_bytes()
    with network_printer(takes_everything) as printer:
        device = f"tcp://127.0.0.1:{printer.port}?status=no"
        assert counter.setup.print_slip(CLERK, device) is Certainty.DELIVERED
        assert printer.finished.wait(10)
    assert test_slip.RULER.encode() in bytes(printer.received)
    (entry,) = counter.bench.entries(Act.PRINTER_TESTED)
    assert entry == {"actor": CLERK.id, "device": device, "paper": "slip", "known": "DELIVERED"}
    assert (counter.file.read_bytes(), counter.papers("paper")) == (before, [])


def test_a_printer_that_hangs_is_told_of_in_words_that_have_a_remedy(counter: Counter) -> None:
    with network_printer(never_reads) as printer, pytest.raises(Undelivered) as failed:
        counter.setup.print_slip(CLERK, f"tcp://127.0.0.1:{printer.port}?status=no")
    assert failed.value.trouble is Trouble.HUNG
    (entry,) = counter.bench.entries(Act.PRINTER_TESTED)
    assert entry["trouble"] == "hung"


def test_an_address_that_is_none_prints_nothing(counter: Counter) -> None:
    for trial in (
        lambda: counter.setup.print_slip(CLERK, "nowhere"),
        lambda: counter.setup.open_drawer(CLERK, "nowhere", DrawerPin.PIN_2, uuid4(), None),
        lambda: counter.setup.save(CLERK, counter.setup.set_now(CLERK), PrinterSettings("nowhere")),
    ):
        with pytest.raises(Declined) as refused:
            trial()
        assert refused.value.reason is Reason.PRINTER_ADDRESS


def test_between_shifts_the_drawer_may_be_tried_alone(counter: Counter) -> None:
    assert not counter.setup.needs_consent(CLERK)
    counter.setup.open_drawer(CLERK, counter.other.device, DrawerPin.PIN_5, uuid4(), None)
    (pulse,) = read((counter.home / "other" / f"{test_slip.JOB}.bin").read_bytes()).pulses
    assert pulse.pin == 5
    (entry,) = counter.bench.entries(Act.PRINTER_TESTED)
    assert (entry["drawer"], entry["actor"]) == ("pin-5", CLERK.id)
    assert counter.bench.entries(Act.DRAWER_OPENED) == []


def test_a_drawer_with_somebodys_cash_in_it_takes_two_and_counts_as_opened_without_a_sale(counter: Counter) -> None:
    counter.bench.shifts.open(CLERK, Rupiah(200_000))
    assert counter.setup.needs_consent(CLERK)
    opening = uuid4()
    with pytest.raises(Declined) as refused:
        counter.setup.open_drawer(CLERK, counter.other.device, DrawerPin.PIN_2, opening, None)
    assert refused.value.reason is Reason.APPROVAL_NEEDED
    assert counter.papers("other") == []

    consent = counter.bench.consent(Deed.OPEN_DRAWER, opening)
    counter.setup.open_drawer(CLERK, counter.other.device, DrawerPin.PIN_2, opening, consent)
    (entry,) = counter.bench.entries(Act.DRAWER_OPENED)
    assert (entry["reason"], entry["approved_by"]) == (REASON, SUPERVISOR.id)
    assert counter.bench.verification.run().fault is None


def test_at_an_address_that_is_none_nothing_is_opened_told_or_spent(counter: Counter) -> None:
    counter.bench.shifts.open(CLERK, Rupiah(200_000))
    opening = uuid4()
    consent = counter.bench.consent(Deed.OPEN_DRAWER, opening)
    with pytest.raises(Declined) as refused:
        counter.setup.open_drawer(CLERK, "nowhere", DrawerPin.PIN_2, opening, consent)
    assert refused.value.reason is Reason.PRINTER_ADDRESS
    assert counter.bench.entries(Act.DRAWER_OPENED) == []
    counter.setup.open_drawer(CLERK, counter.other.device, DrawerPin.PIN_2, opening, consent)


def test_a_training_does_not_open_the_drawer_that_real_cash_is_in(counter: Counter) -> None:
    training = counter_of(counter.home, counter.bench, replace(OFFICE, id="LATIHAN", name="LATIHAN Kantor Pos"))
    with pytest.raises(Declined) as refused:
        training.setup.open_drawer(CLERK, counter.other.device, DrawerPin.PIN_2, uuid4(), None)
    assert refused.value.reason is Reason.PRINTER_OF_TRAINING
    assert counter.papers("other") == []


# --- the one that counts ---------------------------------------------------------------------------------------------


def test_a_saved_printer_counts_at_once_and_is_in_file_and_journal(counter: Counter) -> None:
    now = counter.setup.set_now(CLERK)
    kept = counter.setup.save(CLERK, now, counter.other)

    assert counter.setup.set_now(CLERK) == kept
    assert kept.settings == counter.other
    expected = replace(settings_in(counter.home), printer=counter.other)
    assert load(counter.home) == expected
    assert counter.printer.name == str(counter.home / "other")
    assert counter.printer.profile.columns == 32
    (entry,) = counter.bench.entries(Act.PRINTER_SET)
    assert entry == {
        "actor": CLERK.id,
        "device": counter.other.device,
        "profile": "thermal-58, code_page=CP858, qr=picture",
        "device_before": now.settings.device,
        "profile_before": "thermal-80",
    }
    if os.name != "nt":
        assert stat.S_IMODE(counter.file.stat().st_mode) == 0o600
    assert [each.name for each in counter.home.glob(".settings*")] == []


def test_after_saving_a_sample_comes_out_of_the_new_printer(counter: Counter) -> None:
    counter.setup.save(CLERK, counter.setup.set_now(CLERK), counter.other)
    assert counter.setup.print_sample(CLERK) is Certainty.DELIVERED
    paper = read((counter.home / "other" / f"{sample.JOB}.bin").read_bytes(), 32)
    assert sample.MARK in "\n".join(paper.texts)
    assert [each["paper"] for each in counter.bench.entries(Act.PRINTER_TESTED)] == ["sample"]


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(counter: Counter) -> None:
    now = counter.setup.set_now(CLERK)
    changed = counter.file.read_text(encoding="utf-8").replace("idle_lock_minutes = 9", "idle_lock_minutes = 3")
    counter.file.write_text(changed, encoding="utf-8")
    with pytest.raises(Declined) as refused:
        counter.setup.save(CLERK, now, counter.other)
    assert refused.value.reason is Reason.SETTINGS_MOVED
    assert counter.file.read_text(encoding="utf-8") == changed
    assert counter.printer.name == str(counter.home / "paper")
    assert counter.bench.entries(Act.PRINTER_SET) == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[office]\n", None], ids=["no text", "not whole", "gone"])
def test_a_file_that_cannot_be_read_is_said(counter: Counter, content: bytes | None) -> None:
    if content is None:
        counter.file.unlink()
    else:
        counter.file.write_bytes(content)
    with pytest.raises(Declined) as refused:
        counter.setup.set_now(CLERK)
    assert refused.value.reason is Reason.SETTINGS_MOVED


class BrokenStore:
    """Cannot be written."""

    def __init__(self, store: Store) -> None:
        self.reading = store.reading

    def writing(self) -> object:
        raise Unavailable(Service.DATABASE, "away")


def test_what_cannot_be_journaled_does_not_count(counter: Counter) -> None:
    before = counter.file.read_bytes()
    broken = counter_of(counter.home, counter.bench, store=BrokenStore(counter.bench.store))  # type: ignore[arg-type]
    now = broken.setup.set_now(CLERK)
    with pytest.raises(Unavailable):
        broken.setup.save(CLERK, now, counter.other)
    assert counter.file.read_bytes() == before
    assert broken.printer.name == str(counter.home / "paper")


def test_a_file_that_cannot_be_put_back_either_is_said_in_the_log(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    log_watch.expects("could not be put back")
    broken = counter_of(counter.home, counter.bench, store=BrokenStore(counter.bench.store))  # type: ignore[arg-type]
    monkeypatch.setattr(HomeBench, "put_back", full)
    with pytest.raises(Unavailable):
        broken.setup.save(CLERK, broken.setup.set_now(CLERK), counter.other)
    assert broken.printer.name == str(counter.home / "paper")


def test_a_disk_without_room_leaves_the_file_as_it_was(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    log_watch.expects("No space left")

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    before, now = counter.file.read_bytes(), counter.setup.set_now(CLERK)
    monkeypatch.setattr("counter_app.printer_bench.write_private", full)
    with pytest.raises(Declined) as refused:
        counter.setup.save(CLERK, now, counter.other)
    assert refused.value.reason is Reason.SETTINGS_UNWRITABLE
    assert counter.file.read_bytes() == before
    assert counter.bench.entries(Act.PRINTER_SET) == []


def test_a_training_keeps_its_printer(counter: Counter) -> None:
    office = replace(OFFICE, id="LATIHAN", name="LATIHAN Kantor Pos")
    training = counter_of(counter.home, counter.bench, office)
    with pytest.raises(Declined) as refused:
        training.setup.save(CLERK, training.setup.set_now(CLERK), counter.other)
    assert refused.value.reason is Reason.PRINTER_OF_TRAINING
    assert load(counter.home).printer.device == (counter.home / "paper").as_uri()


def test_whoever_was_retired_meanwhile_changes_nothing(counter: Counter) -> None:
    counter.bench.log_in.add(SUPERVISOR, CLERK.id, CLERK.name, Role.AUDITOR, "482915")
    before, now = counter.file.read_bytes(), counter.setup.set_now(CLERK)
    with pytest.raises(Declined) as refused:
        counter.setup.save(CLERK, now, counter.other)
    assert refused.value.reason is Reason.NOT_ALLOWED
    assert counter.file.read_bytes() == before


@pytest.mark.parametrize("actor", [CLERK, SUPERVISOR, ADMINISTRATOR], ids=lambda actor: actor.role.value)
def test_who_stands_at_the_printer_may_set_it_up(counter: Counter, actor: Actor) -> None:
    counter.setup.save(actor, counter.setup.set_now(actor), counter.other)
    assert [each["actor"] for each in counter.bench.entries(Act.PRINTER_SET)] == [actor.id]
    assert [role for role in Role if Right.SET_UP_PRINTER not in RIGHTS[role]] == [Role.AUDITOR]
