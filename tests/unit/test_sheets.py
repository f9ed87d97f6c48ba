"""Workbooks: nothing in a cell is computed, numbers are numbers, and the same rows make the same bytes."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from counter_app.sheets import COUNT, DAY, LONGEST, RUPIAH, Column, Sheet, safe_text, workbook

COLUMNS = (Column("Nama", 20), Column("Jumlah", 12, RUPIAH), Column("Hari", 12, DAY))


def book(*rows: tuple[Any, ...]) -> bytes:
    return workbook([Sheet("Uji", COLUMNS, rows)], title="Uji")


def page(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))["Uji"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\rx", "'x"),
        ("  =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a\x00b\nc", "a b c"),
        ("Siti Rahmawati", "Siti Rahmawati"),
        ("40115-01-000001", "40115-01-000001"),
        ("", ""),
    ],
)
def test_a_text_that_a_spreadsheet_would_compute_is_not(text: str, cell: str) -> None:
    assert safe_text(text) == cell


@given(st.text(max_size=40))
def test_no_text_whatever_is_taken_for_a_formula(text: str) -> None:
    cell = page(book((text, 1, None))).cell(2, 1)
    assert cell.data_type in {"s", "n", "inlineStr"}
    assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = page(book(("a", -8_400, date(2026, 11, 22))))
    amount, day = sheet.cell(2, 2), sheet.cell(2, 3)
    assert (amount.value, amount.data_type, amount.number_format) == (-8_400, "n", RUPIAH)
    assert (day.is_date, day.value.date(), day.number_format) == (True, date(2026, 11, 22), DAY)


def test_the_heading_stays_in_sight() -> None:
    sheet = page(book())
    assert [cell.value for cell in sheet[1]] == ["Nama", "Jumlah", "Hari"]
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width) == ("A2", 20)


def test_the_same_rows_are_the_same_bytes_and_name_no_moment() -> None:
    made = book(("a", 1, date(2026, 11, 22)))
    assert made == book(("a", 1, date(2026, 11, 22)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(safe_text("=" + "x" * LONGEST)) == LONGEST


def test_a_count_has_no_decimals() -> None:
    made = workbook([Sheet("Uji", (Column("n", 5, COUNT),), [(3,)])], title="=1+1")
    assert page(made).cell(2, 1).number_format == COUNT
