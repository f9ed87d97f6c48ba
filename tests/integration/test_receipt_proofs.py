"""From the sale to the telephone that scans the paper: everything real, and in the end without host and database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.printing.reader import read
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from tests.helpers.sandbox import SandboxHost

Printed = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class SoldOffice:
    """A home with one confirmed and printed payment; ``scanned`` is what its code says."""

    settings: Settings
    receipt: str
    scanned: str


@pytest.fixture
def office(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoldOffice:
    home = tmp_path / "home"
    monkeypatch.setenv("COUNTER_HOME", str(home))
    settings = demo_office.create(home, Path(sandbox.settings.client_secret_path).parent)
    counter = bootstrap.build(settings)
    try:
        clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
        counter.shifts.open(clerk, Rupiah(200_000))
        found = counter.lookup.exact(clerk, counter.lookup.parse("3273025508920002"))
        payment = counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
        counter.forwarder.forward(payment.id)
        counter.printing.print(counter.printing.original(payment.id).id)
    finally:
        counter.close()
    (scanned,) = read((home / "printer" / f"{payment.receipt_number}.bin").read_bytes()).qr
    return SoldOffice(settings, payment.receipt_number, scanned)


def in_the_counter(settings: Settings, act: Callable[[bootstrap.Counter], str]) -> str:
    counter = bootstrap.build(settings)
    try:
        return act(counter)
    finally:
        counter.close()


def test_the_code_on_the_paper_is_genuine_without_host_and_database(
    office: SoldOffice, sandbox: SandboxHost, capsys: Printed
) -> None:
    sandbox.stop()
    office.settings.database.unlink()
    assert main(["verify-receipt", office.scanned]) == 0
    assert f"{office.receipt}\n" in capsys.readouterr().out
    assert main(["verify-receipt", office.scanned.replace("*BERHASIL*", "*DITERIMA*")]) == 1


def test_the_receipt_command_writes_the_same_code(office: SoldOffice, tmp_path: Path) -> None:
    out = tmp_path / "receipt.bin"
    assert main(["receipt", office.receipt, "--format", "escpos", "--out", str(out)]) == 0
    assert read(out.read_bytes()).qr == [office.scanned]


def test_a_key_that_is_lost_is_made_anew_and_papers_of_both_stay_good(office: SoldOffice) -> None:
    (office.settings.home / "receipt.key").unlink()

    def reprinted_and_enrolled(counter: bootstrap.Counter) -> str:
        assert counter.enrolment.run()
        return counter.printing.receipt(office.receipt).proof

    again = in_the_counter(office.settings, reprinted_and_enrolled)
    assert again != office.scanned
    assert [main(["verify-receipt", text]) for text in (office.scanned, again)] == [0, 0]


def test_a_neighbouring_counter_knows_the_paper_once_it_has_enrolled(
    office: SoldOffice, sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_counter(office.settings, lambda counter: str(counter.enrolment.run()))
    other = tmp_path / "other-counter"
    monkeypatch.setattr(demo_office, "OFFICE", replace(demo_office.OFFICE, counter_id="02"))
    monkeypatch.setenv("COUNTER_HOME", str(other))
    settings = demo_office.create(other, Path(sandbox.settings.client_secret_path).parent)
    assert main(["verify-receipt", office.scanned]) == 1
    in_the_counter(settings, lambda counter: str(counter.enrolment.run()))
    assert main(["verify-receipt", office.scanned]) == 0
