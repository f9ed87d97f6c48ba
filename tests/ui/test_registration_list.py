"""A village collector's list at the window: chosen, checked row by row, registered whole or not at all."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.registration import RegistrationState
from counter_app.domain.registration_list import HEADER
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.registrations import WOMAN
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_registration_page import ALT, Registrar
from ui.pages import registration_list
from ui.pages.registration_list import FAULTS, RegistrationList
from ui.registration_flow import View

OTHER_WOMAN = "3173064504900022"


def row(nik: str = WOMAN, number: str = "F-001", **parts: str) -> dict[str, str]:
    """One worker of the list."""
    cells = dict.fromkeys(HEADER, "")
    cells |= {
        "nik": nik,
        "nama": "Ratna Kusumawati",
        "tempat_lahir": "Jakarta",
        "tanggal_lahir": "05-04-1990",
        "jenis_kelamin": "P",
        "alamat": "Jl. Kemanggisan Raya 12",
        "nama_ibu": "Sulastri",
        "ponsel": "081234567890",
        "pekerjaan": "Pedagang pasar",
        "tempat_kerja": "Pasar Palmerah",
        "jam_kerja": "06.00-14.00",
        "penghasilan": "3500000",
        "jht": "ya",
        "bulan_pertama": "2026-11",
        "kantor_cabang": "Jakarta Barat",
        "ahli_waris": "Bagas Kusuma",
        "hubungan": "suami",
        "nomor_formulir": number,
    }
    return cells | parts


def written(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "daftar.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, HEADER)
        out.writeheader()
        out.writerows(rows)
    return file


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path)
    yield office
    office.store.close()


@pytest.fixture
def registrar(shell: Shell, office: RegisteringCounter) -> Registrar:
    """On the list's view."""
    registrar = Registrar(shell, office)
    registrar.key(Qt.Key.Key_3, ALT)
    registrar.at(View.LIST)
    return registrar


@pytest.fixture
def page(registrar: Registrar) -> RegistrationList:
    return registrar.page.list


def faults(page: RegistrationList) -> list[str]:
    return [page.model.item(place, FAULTS).text() for place in range(page.model.rowCount())]


def test_a_good_list_is_registered_by_one_key(registrar: Registrar, page: RegistrationList, tmp_path: Path) -> None:
    page.read(written(tmp_path, row(), row(OTHER_WOMAN, "F-002")))
    registrar.says("2 baris, 2 baik, 0 salah")
    registrar.key(ENTER)
    registrar.at(View.TODAY)
    registrar.sees(lambda: registrar.page.today.model.rowCount() == 2)
    assert {each.consent.form_number for each in registrar.registrations if each.consent} == {"F-001", "F-002"}


def test_every_fault_is_said_by_row_and_column_and_the_row_is_left_out(
    registrar: Registrar, page: RegistrationList, tmp_path: Path
) -> None:
    page.read(written(tmp_path, row(), row(OTHER_WOMAN, "", nama="", ponsel="123")))
    registrar.says("2 baris, 1 baik, 1 salah")
    first, second = faults(page)
    assert all(f"■ {column}: " in first for column in ("nama", "ponsel", "nomor_formulir"))
    assert "Tanpa itu tidak ada persetujuan" in first
    assert second == "● baik"
    shown = [page.model.item(0, column).text() for column in range(page.model.columnCount())]
    assert OTHER_WOMAN not in " ".join(shown)
    registrar.key(ENTER)
    registrar.sees(lambda: len(registrar.registrations) == 1)
    assert registrar.registrations[0].form.nik == WOMAN


def test_a_list_without_a_good_row_registers_nobody(
    registrar: Registrar, page: RegistrationList, tmp_path: Path
) -> None:
    page.read(written(tmp_path, row(number="")))
    registrar.says("1 baris, 0 baik, 1 salah")
    assert not page.action.isVisible()
    page.enter()
    assert registrar.registrations == []


def test_a_file_that_is_no_list_is_said(registrar: Registrar, page: RegistrationList, tmp_path: Path) -> None:
    file = tmp_path / "foto.csv"
    file.write_bytes(b"\x00\x01\x02 not a list")
    page.read(file)
    registrar.sees(page.words.text)
    assert page.words.property("role") == "error"
    assert registrar.registrations == []


def test_a_file_that_is_gone_is_said(registrar: Registrar, page: RegistrationList, tmp_path: Path) -> None:
    page.read(tmp_path / "none.csv")
    registrar.says("Berkas tidak dapat dipakai")


def test_a_row_that_was_taken_meanwhile_stops_the_whole_list(
    registrar: Registrar, page: RegistrationList, tmp_path: Path
) -> None:
    page.read(written(tmp_path, row(), row(OTHER_WOMAN, "F-002")))
    registrar.says("2 baik")
    registrar.office.registrar.examines = True
    counter = registrar.office.counter
    other = counter.day.registration_lists.read(registrar.actor, written(tmp_path, row()))
    assert other is not None
    counter.day.registration_lists.enter(registrar.actor, other)
    page.enter()
    registrar.sees(lambda: page.words.property("role") == "error")
    assert [each.form.nik for each in registrar.registrations] == [WOMAN]
    assert registrar.registrations[0].state is not RegistrationState.DRAFT


def test_the_file_is_chosen_in_a_dialog_by_a_key(registrar: Registrar, page: RegistrationList, tmp_path: Path) -> None:
    file = written(tmp_path, row())
    registrar.key(Qt.Key.Key_O, ALT)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    registrar.says("1 baris, 1 baik")


def test_an_empty_list_is_saved_for_the_collector(registrar: Registrar, page: RegistrationList, tmp_path: Path) -> None:
    registrar.key(Qt.Key.Key_S, ALT)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "kosong.csv"))
    registrar.says("kosong.csv")
    assert (tmp_path / "kosong.csv").read_text("utf-8-sig").strip() == ",".join(HEADER)
    page.save_template(tmp_path / "no" / "folder.xlsx")
    registrar.says("Berkas tidak dapat dipakai")


def test_a_long_list_shows_the_faulty_rows_first_and_not_all(
    registrar: Registrar, page: RegistrationList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration_list, "MOST", 2)
    page.read(written(tmp_path, row(), row(OTHER_WOMAN, "F-002"), row("3173064504900033", "F-003", nama="")))
    registrar.says("3 baris, 2 baik, 1 salah")
    assert page.model.rowCount() == 2
    assert "nama" in faults(page)[0]


def test_esc_leads_back_to_the_form(registrar: Registrar, page: RegistrationList) -> None:
    registrar.key(ESC)
    registrar.at(View.FORM)
