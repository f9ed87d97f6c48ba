"""The kind of printer, and what is set differently about the one that stands on the counter."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app import resources
from counter_app.domain.printer_settings import COLUMNS, Cutter, DrawerPin, PrinterSettings, QrKind
from counter_app.printing import escpos
from counter_app.printing.document import Cut, Document, Qr, Text
from counter_app.printing.profile import BY_COLUMNS, PROFILES, THERMAL_58, THERMAL_80, THERMAL_80_42, profile_of
from counter_app.printing.text import CODE_PAGES
from counter_app.settings_file import parse
from counter_app.settings_keys import CODE_PAGES as SETTABLE
from counter_app.settings_writing import written

SET = PrinterSettings("tcp://10.0.0.9:9100", "thermal-58")


@pytest.mark.parametrize("name", PROFILES)
def test_a_settings_file_of_before_means_what_it_meant(name: str) -> None:
    assert profile_of(PrinterSettings("tcp://10.0.0.9", name)) == PROFILES[name]


def test_what_is_set_about_this_printer_stands_over_its_kind() -> None:
    own = replace(SET, code_page="CP858", cutter="none", qr="picture", qr_dots=4, drawer="pin-5")
    expected = replace(
        THERMAL_58,
        code_page="CP858",
        cutter=Cutter.NONE,
        qr=QrKind.PICTURE,
        qr_dots=4,
        drawer=DrawerPin.PIN_5,
    )
    assert profile_of(own) == expected


def test_other_columns_are_another_roll_of_paper() -> None:
    wide = profile_of(replace(SET, columns=42, cutter="full"))
    assert (wide.columns, wide.paper_mm, wide.dots) == (42, THERMAL_80_42.paper_mm, THERMAL_80_42.dots)
    assert (wide.name, wide.cutter) == ("thermal-58", Cutter.FULL)
    assert profile_of(replace(SET, profile="thermal-80", columns=48)) is not None
    assert profile_of(replace(SET, profile="thermal-80", columns=48)) == THERMAL_80


def test_there_is_an_ordinary_kind_for_each_number_of_columns() -> None:
    assert tuple(BY_COLUMNS) == COLUMNS
    assert all(profile.columns == columns for columns, profile in BY_COLUMNS.items())
    assert SETTABLE == CODE_PAGES


@pytest.mark.parametrize(
    "wrong", [{"columns": 40}, {"code_page": "KU42"}, {"cutter": "knife"}, {"qr": "2d"}, {"drawer": "pin-3"}]
)
def test_what_no_printer_is_makes_no_profile(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"columns|code page|Cutter|QrKind|DrawerPin"):
        profile_of(PrinterSettings("tcp://10.0.0.9", **wrong))  # type: ignore[arg-type]


def test_a_printer_without_codes_gets_none() -> None:
    document = Document("t", "o", (Text("x"), Qr("LK1:X"), Cut()))
    plain = Document("t", "o", (Text("x"), Cut()))
    profile = replace(THERMAL_58, qr=QrKind.NONE)
    assert escpos.encode(document, profile) == escpos.encode(plain, profile)
    assert escpos.encode(document, THERMAL_58) != escpos.encode(plain, THERMAL_58)


def test_what_is_set_about_the_printer_is_read_and_written_back() -> None:
    home = Path("/srv/loket")
    settings = parse((resources.FOLDER / "settings.example.toml").read_text(encoding="utf-8"), home)
    assert settings.printer == PrinterSettings("tcp://192.168.1.50:9100")
    own = PrinterSettings("tcp://10.0.0.9:9100", "thermal-58", 42, "CP850", "full", "picture", 4, "none")
    assert parse(written(replace(settings, printer=own)), home).printer == own
