"""The commands that tell of printers: which there are, and how the one that is set stands."""

import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counter_app.cli import main
from counter_app.cli.health import Level
from counter_app.cli.health_printer import others, printer, standing
from counter_app.domain.printer import FoundPrinter, PrinterKind, PrinterStatus, Trouble
from counter_app.printing import finding
from counter_app.printing.devices.file import FileDevice
from counter_app.settings import Settings
from tests.helpers.counters import settings as settings_in

EPSON = FoundPrinter("usb://04b8:0202", "EPSON TM-T20", PrinterKind.USB)
QUEUE = FoundPrinter("cups://loket", "loket", PrinterKind.CUPS)
Printed = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class KnownPrinters:
    """A finder that knows what it is given."""

    known: tuple[FoundPrinter, ...] = ()

    def find(self) -> Sequence[FoundPrinter]:
        return self.known

    def at(self, host: str, port: int = 9100) -> FoundPrinter | None:
        return None


@pytest.fixture
def this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = {PrinterKind.USB: lambda: [EPSON], PrinterKind.CUPS: lambda: [QUEUE]}
    monkeypatch.setattr(finding, "looks_of", lambda _system: looks)


# --- counter-app printers


@pytest.mark.usefixtures("this_computer")
def test_what_was_found_is_a_table_with_addresses_to_copy(capsys: Printed) -> None:
    assert main(["printers"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "kind  name          address",
        "usb   EPSON TM-T20  usb://04b8:0202",
        "cups  loket         cups://loket",
    ]


@pytest.mark.usefixtures("this_computer")
def test_programs_get_the_same_list(capsys: Printed) -> None:
    assert main(["printers", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"kind": "usb", "name": "EPSON TM-T20", "address": "usb://04b8:0202"},
        {"kind": "cups", "name": "loket", "address": "cups://loket"},
    ]


def test_a_computer_without_printers_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setattr(finding, "looks_of", lambda _system: {})
    assert main(["printers"]) == 1
    assert capsys.readouterr().out == "No printer was found.\n"


def test_a_given_place_is_looked_at(capsys: Printed) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        assert main(["printers", "--at", place]) == 1
        capsys.readouterr()
        listener.listen()
        assert main(["printers", "--at", place, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"kind": "network", "name": place, "address": f"tcp://{place}"}]


@pytest.mark.parametrize("place", ["", ":9100", "host:0", "host:x", "host:99999", "host/queue", "me@host"])
def test_a_place_that_is_none_is_bad_usage(place: str, capsys: Printed) -> None:
    assert main(["printers", "--at", place]) == 2
    assert "not HOST or HOST:PORT" in capsys.readouterr().err


# --- doctor


def set_to(home: Path, device: str) -> Settings:
    settings = settings_in(home)
    return replace(settings, printer=replace(settings.printer, device=device))


def test_the_printer_is_told_with_its_kind_and_width(tmp_path: Path) -> None:
    found = printer(set_to(tmp_path, (tmp_path / "paper").as_uri()))
    assert found.level is Level.OK
    assert found.words.endswith("/paper, thermal-80, 48 columns: can be reached, says nothing of itself")


def test_a_printer_that_is_off_fails_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = printer(set_to(tmp_path, f"tcp://127.0.0.1:{taken.getsockname()[1]}"))
    assert (found.level, found.remedy) == (Level.FAIL, "switch it on, look at cable and address")
    assert ": off (" in found.words


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_remedy(trouble: Trouble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileDevice, "status", lambda _: PrinterStatus(told=True, trouble=trouble))
    found = printer(set_to(tmp_path, tmp_path.as_uri()))
    assert (found.level, bool(found.remedy)) == (Level.FAIL, True)


def test_a_roll_that_ends_soon_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileDevice, "status", lambda _: PrinterStatus(told=True, paper_low=True))
    found = printer(set_to(tmp_path, tmp_path.as_uri()))
    assert (found.level, found.remedy) == (Level.WARN, "have a new roll at hand")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (PrinterStatus(), "can be reached, says nothing of itself"),
        (PrinterStatus(told=True), "ready, it says so itself"),
        (PrinterStatus(told=True, trouble=Trouble.COVER_OPEN), "cover open"),
        (PrinterStatus(trouble=Trouble.HUNG, detail="time ran out"), "hung (time ran out)"),
    ],
)
def test_only_what_a_printer_said_is_said_to_come_from_it(status: PrinterStatus, words: str) -> None:
    assert standing(status) == words


def test_what_else_there_is_is_told_with_its_address(tmp_path: Path) -> None:
    settings = set_to(tmp_path, "usb://04b8:0202")
    assert others(settings, KnownPrinters((EPSON, QUEUE))).words == "there is also loket: cups://loket"
    assert others(settings, KnownPrinters((EPSON,))).words == "no other is known to this computer"
