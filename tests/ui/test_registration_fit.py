"""Registering on the smallest screen and on the usual one, in both languages: nothing is cut off or without its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.registration import Refusal
from counter_app.domain.registration_form import HeirForm
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.registrations import a_form
from tests.helpers.windows import ENTER, Shell
from tests.ui.test_fit import cut_off, nameless, settle
from tests.ui.test_registration_page import ALT, Registrar
from ui.registration_flow import View
from ui.top_bar import HEIGHT
from ui.translation import Language, Translation

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

SIZES = ((1024, 600), (1366, 768))
LONG = a_form(
    name="Ratna Kusumawati Dewi Anggraini Binti Abdurrahman Wahid Suryaningrat",
    address="Jl. Kemanggisan Raya Utama No. 1234 RT 012 RW 034, Kelurahan Palmerah Barat, Kecamatan Palmerah, Jakarta",
    work_place="Pasar Palmerah Blok C Lantai Dasar Nomor 45 sampai 47, sebelah timur pintu masuk utama",
    heirs=(HeirForm("Bagas Kusuma Wardhana Putra", "suami", ""), HeirForm("Citra Kusuma", "anak kandung", "")),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path, patience=0.2)
    yield office
    office.store.close()


def states(registrar: Registrar) -> Iterator[str]:
    """Everything that a clerk sees of a registration, one after the other."""
    page = registrar.page
    yield "empty"
    page.form.show_faults(page.flow.faults())
    yield "all wrong"
    page.form.put(LONG)
    page.flow.typed(page.form.form())
    yield "full"
    page.flow.check()
    registrar.at(View.SUMMARY)
    yield "summary"
    registrar.key(Qt.Key.Key_S)
    yield "agreed"
    registrar.office.registrar.reasons = [Refusal.PROGRAMME_MANDATORY.value]
    registrar.key(ENTER)
    registrar.sees(lambda: page.flow.registration is not None and page.flow.registration.refusal)
    yield "refused"
    registrar.key(Qt.Key.Key_K)
    registrar.at(View.FORM)
    page.flow.check()
    registrar.at(View.SUMMARY)
    registrar.key(Qt.Key.Key_S)
    registrar.key(ENTER)
    registrar.issued()
    yield "issued"
    registrar.key(Qt.Key.Key_2, ALT)
    registrar.sees(lambda: page.today.model.rowCount() == 2)
    yield "today"
    registrar.key(Qt.Key.Key_3, ALT)
    yield "list"


@pytest.mark.parametrize("language", Language)
def test_every_state_of_a_registration_fits_both_screens(
    shell: Shell, office: RegisteringCounter, translation: Translation, language: Language
) -> None:
    translation.use(language)
    registrar = Registrar(shell, office)
    window = shell.window
    faults: list[str] = []
    for state in states(registrar):
        for width, height in SIZES:
            window.resize(width, height)
            settle()
            least = registrar.page.minimumSizeHint()
            if least.width() > width or least.height() > height - HEIGHT:
                faults.append(f"{state}: wants {least.width()}x{least.height()} of {width}x{height}")
            faults += [f"{state} at {width}x{height}: {fault}" for fault in cut_off(registrar.page)]
        faults += [f"{state}: no name for {widget}" for widget in nameless(registrar.page)]
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            faults.append(f"{state}: no cursor anywhere")
    assert "\n".join(faults) == ""
