"""A collector's list as a file: whatever wrote it, within bounds, and nothing in it computed."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from counter_app import lists
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.registration_form import Form, FormField
from counter_app.domain.registration_list import HEADER, OPTIONAL, ListRow, column_of, form_of, own_faults, places
from counter_app.domain.tariff import Sector
from counter_app.lists import ListFiles, write_template
from counter_app.services.ports import Sheet
from tests.helpers.registration_lists import a_list, a_row, as_csv, as_xlsx

PLAIN = [a_row(1), a_row(2, nama="Renée Ünal")]


def read(folder: Path, content: bytes, name: str = "daftar.csv") -> Sheet:
    return ListFiles().read(a_list(folder, content, name))


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(Declined) as told:
        read(folder, content)
    assert told.value.reason is Reason.LIST_FILE
    return str(told.value.facts["what"])


def cells(sheet: Sheet, row: int = 0) -> dict[str, str]:
    return dict(zip(sheet.header, sheet.rows[row][1], strict=True))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_list_is_read_in_every_way_that_programs_write_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    sheet = read(tmp_path, as_csv(PLAIN, delimiter, encoding))
    assert sheet.header == HEADER
    assert [line for line, _ in sheet.rows] == [2, 3]
    assert cells(sheet, 1) == PLAIN[1]


def test_a_workbook_is_read_like_a_text(tmp_path: Path) -> None:
    sheet = read(tmp_path, as_xlsx([dict(row) for row in PLAIN]), "daftar.xlsx")
    assert [cells(sheet, row) for row in (0, 1)] == PLAIN
    assert sheet.rounded == frozenset()


def test_a_workbooks_own_dates_and_numbers_are_read_as_text(tmp_path: Path) -> None:
    row: dict[str, object] = {**a_row(), "tanggal_lahir": datetime(1990, 4, 5), "penghasilan": 1_500_000.0}  # noqa: DTZ001
    sheet = read(tmp_path, as_xlsx([row | {"bulan_pertama": datetime(2026, 11, 1), "ponsel": 81234567890}]))  # noqa: DTZ001
    told = cells(sheet)
    assert (told["tanggal_lahir"], told["penghasilan"]) == ("1990-04-05", "1500000")
    form = form_of(told, {})
    assert (form.first_period, form.phone) == ("2026-11", "081234567890")


def test_a_nik_that_was_kept_as_a_number_is_marked_because_digits_are_lost(tmp_path: Path) -> None:
    sheet = read(tmp_path, as_xlsx([{**a_row(), "nik": 3173060504900001}]))
    assert sheet.rounded == {(2, HEADER.index("nik"))}


def test_empty_rows_are_passed_over_and_lines_counted_as_in_the_file(tmp_path: Path) -> None:
    empty = dict.fromkeys(HEADER, "")
    sheet = read(tmp_path, as_csv([a_row(1), empty, a_row(2)]))
    assert [line for line, _ in sheet.rows] == [2, 4]


@pytest.mark.parametrize("value", ["=1+1", '=HYPERLINK("http://x")'])
def test_a_formula_is_refused_and_not_computed(tmp_path: Path, value: str) -> None:
    assert "line 2, column 2 holds a formula" in refusal(tmp_path, as_xlsx([{**a_row(), "nama": value}]))
    assert "holds a formula" in refusal(tmp_path, as_csv([a_row(nama=value)]))


def test_a_file_that_is_no_list_is_refused_with_what_it_is(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"") == "empty"
    assert refusal(tmp_path, as_csv([])) == "no rows below the header"
    assert refusal(tmp_path, b"\x00\x01\x02") == "not a text file"
    assert refusal(tmp_path, b"nama\n\x81") == "neither UTF-8 nor Windows-1252"
    assert refusal(tmp_path, b"\xff\xfea") == "neither UTF-8 nor Windows-1252"
    assert refusal(tmp_path, b'nama\n"a').startswith("line 2")
    assert "workbook" in refusal(tmp_path, b"PK\x03\x04 and nothing")


def test_a_packed_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "a")
    assert "workbook" in refusal(tmp_path, packed.getvalue())


def test_a_file_that_unpacks_without_end_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(lists.LARGEST_UNPACKED + 1))
    assert len(packed.getvalue()) < lists.LARGEST_FILE
    assert refusal(tmp_path, packed.getvalue()) == "unpacks to more than a list can be"


def test_the_bounds_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "longer than 500" in refusal(tmp_path, as_csv([a_row(nama="a" * 501)]))
    assert "columns" in refusal(tmp_path, b"a," * 61 + b"\n")
    monkeypatch.setattr(lists, "MOST_ROWS", 1)
    assert "rows" in refusal(tmp_path, as_csv(PLAIN))
    assert "rows" in refusal(tmp_path, as_xlsx([dict(a_row(number)) for number in range(1, 5)]))
    monkeypatch.setattr(lists, "LARGEST_FILE", 10)
    assert "larger" in refusal(tmp_path, as_csv(PLAIN))


@pytest.mark.parametrize("name", ["daftar.csv", "daftar.xlsx"])
def test_the_template_has_the_columns_that_are_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_template(path)
    with pytest.raises(Declined) as told:
        ListFiles().read(path)
    assert told.value.facts == {"what": "no rows below the header"}
    with pytest.raises(FileExistsError):
        write_template(path)


def test_a_nik_typed_into_the_template_stays_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "daftar.xlsx"
    write_template(path)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.cell(row=2, column=1).number_format == "@"
    assert [cell.value for cell in sheet[1]] == list(HEADER)


def test_columns_are_known_by_name_in_whatever_order_and_case() -> None:
    assert (
        places(["NAMA", "Nomor Formulir", *[name for name in HEADER if name not in {"nama", "nomor_formulir"}]])["nama"]
        == 0
    )


@pytest.mark.parametrize(
    ("header", "what"),
    [
        (["nik", "nik"], "column 2 (nik)"),
        (["nik", "umur"], "column 2 (umur)"),
        (["nik"], "column missing: nama"),
    ],
)
def test_a_header_that_cannot_be_followed_is_refused(header: list[str], what: str) -> None:
    with pytest.raises(Declined) as told:
        places(header)
    assert str(told.value.facts["what"]).startswith(what)


def test_only_optional_columns_may_be_left_out() -> None:
    assert set(places([name for name in HEADER if name not in OPTIONAL])) == set(HEADER) - OPTIONAL


def test_a_row_is_spelt_out() -> None:
    form = form_of(a_row(jenis_kelamin="P", sektor="Transportasi", jht="Ya", ahli_waris_2="Tio", hubungan_2="anak"), {})
    assert (form.sex, form.sector, form.programmes) == ("female", "transport", tuple(Programme))
    assert [heir.name for heir in form.heirs] == ["Sumi", "Tio"]
    assert form_of(a_row(), {"nelayan": Sector.OTHER}).sector == "other"
    assert form_of(a_row(pemberi_kerja="ya"), {}).programmes == tuple(Programme)


def test_a_row_without_a_signed_form_or_with_neither_yes_nor_no_is_faulty() -> None:
    odd = [(fault.column, fault.reason) for fault in own_faults(a_row(jht="mungkin", nomor_formulir=" "))]
    assert odd == [("jht", Reason.LIST_YES_NO), ("nomor_formulir", Reason.CONSENT_MISSING)]


def test_a_column_without_a_name_is_passed_over() -> None:
    assert "" not in places(["", *HEADER])


def test_heirs_are_faulty_in_their_own_columns() -> None:
    assert column_of(FormField.HEIRS, None) == "ahli_waris"
    assert column_of(FormField.HEIR_NIK, 2) == "nik_ahli_waris_2"


def test_a_row_shows_no_number_that_is_none() -> None:
    assert ListRow(2, Form(nik="sepuluh"), "").masked_nik == "***" + "uluh"
