"""``counter-app train``: a counter to learn on that needs nothing else, and leaves the real one as it was."""

import argparse
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import ui.program
from counter_app import bootstrap, demo_office, training
from counter_app.cli import main
from counter_app.cli.health import examine
from counter_app.clock import SystemClock
from counter_app.database.errors import DatabaseRefused
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.training import WARNING
from counter_app.hosts import open_host
from counter_app.office_setup import write_private
from counter_app.receipt_keys import RING_FILE
from counter_app.sandbox.people import SITI, TRADER, Person
from counter_app.sandbox.process import SandboxProcess
from counter_app.services.checkout import Sale
from counter_app.services.proofs import Finding
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, load
from counter_app.settings_writing import written
from ui import train


def bytes_of(home: Path) -> dict[str, str]:
    """Every file of a home by its hash, the training beside it left out."""
    return {
        str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(home.rglob("*"))
        if file.is_file() and training.FOLDER not in file.relative_to(home).parts
    }


class APupil:
    """Stands in for the window: somebody opens the counter, sells to one payer, closes the window."""

    seen: Settings | None = None
    payer: Person = SITI

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(self) -> int:
        counter = bootstrap.build(self._settings)
        try:
            clerk = counter.log_in.prove(training.PEOPLE[0][0], training.PIN)
            if counter.shifts.current() is None:
                counter.shifts.open(clerk, Rupiah(200_000))
            sale = Sale.of(counter.lookup.exact(clerk, LookupNumber(NumberKind.NIK, APupil.payer.nik), 1))
            payment = counter.checkout.commit(clerk, sale, TenderKind.CASH, sale.bill.total, "")
            counter.enrolment.run()
            (carried,) = counter.forwarder.forward_batch()
            assert carried.state is PaymentState.CONFIRMED
            counter.printing.print(counter.printing.original(payment.id).id)
            APupil.seen = self._settings
        finally:
            counter.close()
        return 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    host = SandboxProcess(folder / "host")
    host.start()
    try:
        demo_office.create(folder / "loket", folder / "host")
    finally:
        host.stop()
    return folder / "loket"


@pytest.fixture
def real(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real home, which nothing has open; the training starts from it."""
    home = tmp_path / "loket"
    shutil.copytree(made, home)
    monkeypatch.setenv("COUNTER_HOME", str(home))
    monkeypatch.setattr(ui.program, "Program", APupil)
    APupil.seen, APupil.payer = None, SITI
    return home


def train_once(*, anew: bool = False) -> int:
    return train.run(argparse.Namespace(anew=anew, printer=None))


def settings_of_training() -> Settings:
    assert APupil.seen is not None
    return APupil.seen


def payments() -> int:
    store = bootstrap.open_store(settings_of_training())
    try:
        with store.reading() as work:
            return len(list(work.payments.all()))
    finally:
        store.close()


def test_a_day_of_training_leaves_every_byte_of_the_real_home(real: Path) -> None:
    before = bytes_of(real)
    assert train_once() == 0
    assert bytes_of(real) == before
    assert {each.name for each in real.iterdir()} >= {"training", "counter.db"}


def test_training_needs_no_real_counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "nothing-yet"))
    monkeypatch.setattr(ui.program, "Program", APupil)
    assert train_once() == 0
    assert load(tmp_path / "nothing-yet" / "training" / "home").office.is_training


def test_its_slip_says_latihan(real: Path) -> None:
    train_once()
    papers = [each for each in (settings_of_training().home / "printer").rglob("*") if each.is_file()]
    assert papers
    assert all(WARNING.encode() in paper.read_bytes() for paper in papers)


def test_nobody_is_ever_told_its_key(real: Path) -> None:
    train_once()
    settings = settings_of_training()
    store = bootstrap.open_store(settings)
    try:
        with store.reading() as work:
            acts = {json.loads(each.canonical)["act"] for each in work.journal.chain()}
    finally:
        store.close()
    assert Act.COUNTER_KEY_MADE in acts
    assert Act.COUNTER_KEY_ENROLLED not in acts


def test_practising_goes_on_where_it_stopped_or_begins_anew(real: Path) -> None:
    train_once()
    assert payments() == 1
    APupil.payer = TRADER
    train_once()
    assert payments() == 2
    train_once(anew=True)
    assert payments() == 1


def test_it_never_speaks_to_another_host(real: Path) -> None:
    train_once()
    settings = settings_of_training()
    other = replace(settings, host=replace(settings.host, base_url="https://127.0.0.1:1"))
    with pytest.raises(SettingsError, match="its own host only"):
        open_host(other, SystemClock())
    stranger = replace(settings, host=replace(settings.host, client_key="of-the-real-office"))
    with pytest.raises(SettingsError, match="its own host only"):
        bootstrap.build(stranger)
    far = replace(settings, host=replace(settings.host, base_url="https://host.example.org"))
    write_private(settings.file, written(far))
    with pytest.raises(SettingsError, match=r"host\.base_url"):
        load(settings.home)


def test_without_its_own_host_it_speaks_to_nobody(real: Path) -> None:
    train_once()
    settings = settings_of_training()
    (settings.home.parent / "host" / "sandbox.json").unlink()
    with pytest.raises(SettingsError, match="counter-app train"):
        bootstrap.build(settings)


def test_the_two_databases_are_never_taken_for_each_other(real: Path) -> None:
    train_once()
    settings, own = settings_of_training(), load(real)
    for office, home in ((own.office, settings), (settings.office, own)):
        with pytest.raises(DatabaseRefused):
            bootstrap.open_store(replace(home, office=office))


def test_a_home_that_is_no_training_one_is_not_made_into_one(real: Path) -> None:
    folder = training.folder_of(real)
    host = SandboxProcess(folder / "host", training.OFFICE.id)
    host.start()
    try:
        demo_office.create(folder / "home", folder / "host")
        with pytest.raises(SettingsError, match="nothing was changed"):
            training.create(folder)
    finally:
        host.stop()


def test_the_doctor_says_which_of_the_two_it_looked_at(real: Path) -> None:
    train_once()
    found = {
        home: {each.name: each.words for each in examine(home)}["counter"]
        for home in (real, settings_of_training().home)
    }
    assert "TRAINING" not in found[real]
    assert "TRAINING" in found[settings_of_training().home]


def test_the_command_is_there_and_the_host_ends_with_the_window(real: Path) -> None:
    train_once()
    counter = bootstrap.build(settings_of_training())
    try:
        with pytest.raises(Unavailable):
            counter.host.host_time()
    finally:
        counter.close()


def test_its_papers_are_told_as_training_on_the_command_line(
    real: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    train_once()
    settings = settings_of_training()
    counter = bootstrap.build(settings)
    try:
        receipt = counter.printing.receipt("LATIHAN-L1-000001")
    finally:
        counter.close()
    assert receipt.proof.startswith("LATIHAN:LK1:")
    assert counter.proofs.verify(receipt.proof).finding is Finding.TRAINING
    keys = settings.home / RING_FILE
    assert main(["verify-receipt", receipt.proof, "--keys", str(keys)]) == 1
    assert "made in training" in capsys.readouterr().err
    monkeypatch.setenv("COUNTER_HOME", str(settings.home))
    file = settings.home / "receipt.txt"
    assert main(["receipt", "LATIHAN-L1-000001", "--out", str(file)]) == 0
    assert WARNING in file.read_text()
