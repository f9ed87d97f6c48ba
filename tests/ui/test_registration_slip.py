"""The slip of a registration at a printer that has no paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.print_job import Document
from tests.helpers.counters import CLERK
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.windows import Shell
from tests.ui.test_registration_page import Registrar
from ui.print_errand import PrintErrand


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path, patience=0.2)
    yield office
    office.store.close()


@pytest.fixture
def registrar(shell: Shell, office: RegisteringCounter) -> Registrar:
    return Registrar(shell, office)


def test_a_printer_without_paper_is_said_and_the_slip_comes_by_a_key(registrar: Registrar) -> None:
    registrar.office.printer.broken = True
    registrar.register()
    registrar.says("Slip pendaftaran: belum dicetak. Kertas printer habis.")
    registrar.office.printer.broken = False
    registrar.key(Qt.Key.Key_P)
    registrar.says("sudah diterima printer seluruhnya")
    with registrar.office.store.reading() as work:
        jobs = work.prints.of_subject(registrar.registrations[0].id, Document.REGISTRATION)
    assert [job.copy for job in jobs] == [0] * len(jobs)


def test_a_slip_that_came_out_by_itself_in_the_same_moment_is_not_copied(
    registrar: Registrar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrintErrand, "_step", lambda _errand: None)  # it comes by the test's hand
    registrar.office.printer.broken = True
    registrar.register()
    registrar.says("Slip pendaftaran: belum dicetak. Kertas printer habis.")
    registrar.office.printer.broken = False
    while registrar.office.counter.print_outbox.step(CLERK).printed is not None:
        pass
    registrar.key(Qt.Key.Key_P)
    registrar.says("sudah diterima printer seluruhnya")
    assert not [name for name, _ in registrar.office.printer.papers if "salinan" in name]
