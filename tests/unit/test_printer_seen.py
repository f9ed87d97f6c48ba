"""What somebody saw on the slip becomes the printer's settings, and nothing else does."""

from dataclasses import replace
from itertools import product

import pytest

from counter_app.domain.printer_seen import ORDINARY, TABLES, Seen, settings_from, that_never_hangs_up
from counter_app.domain.printer_settings import COLUMNS, Cutter, DrawerPin, PrinterSettings, QrKind
from counter_app.printing.profile import BY_COLUMNS, profile_of
from counter_app.printing.text import CODE_PAGES

BEFORE = PrinterSettings("tcp://10.0.0.9:9100", "thermal-58-basic", qr_dots=4, drawer="none")
USUAL = Seen(48, "CP437", QrKind.NATIVE, Cutter.PARTIAL, DrawerPin.PIN_2)


def test_the_ordinary_profiles_are_those_there_are() -> None:
    assert {columns: profile.name for columns, profile in BY_COLUMNS.items()} == dict(ORDINARY)
    assert TABLES == CODE_PAGES


@pytest.mark.parametrize(
    ("columns", "table", "code", "cutter", "drawer"),
    list(product(COLUMNS, TABLES, QrKind, Cutter, DrawerPin)),
)
def test_whatever_was_seen_the_profile_is_what_was_seen(
    columns: int, table: str, code: QrKind, cutter: Cutter, drawer: DrawerPin
) -> None:
    own = profile_of(settings_from(Seen(columns, table, code, cutter, drawer), "tcp://10.0.0.7", BEFORE))
    assert (own.columns, own.code_page, own.qr, own.cutter, own.drawer) == (columns, table, code, cutter, drawer)


def test_an_ordinary_printer_needs_no_words_of_its_own() -> None:
    assert settings_from(USUAL, "tcp://10.0.0.7", BEFORE) == PrinterSettings("tcp://10.0.0.7", "thermal-80")


def test_a_drawer_that_was_not_tried_stays_as_it_was() -> None:
    assert settings_from(replace(USUAL, drawer=None), BEFORE.device, BEFORE).drawer == "none"


def test_the_size_of_a_codes_modules_stays_with_the_printer_it_was_set_for() -> None:
    assert settings_from(USUAL, BEFORE.device, BEFORE).qr_dots == 4
    assert settings_from(USUAL, "tcp://10.0.0.7", BEFORE).qr_dots == 0


def test_where_no_table_is_right_plain_letters_still_are() -> None:
    assert settings_from(replace(USUAL, table=""), BEFORE.device, BEFORE).code_page == ""


def test_a_network_printer_can_be_known_never_to_hang_up() -> None:
    assert that_never_hangs_up("tcp://10.0.0.9:9100") == "tcp://10.0.0.9:9100?closes=no"
    assert that_never_hangs_up("tcp://10.0.0.9?status=no") == "tcp://10.0.0.9?status=no&closes=no"
    assert that_never_hangs_up("tcp://10.0.0.9:9100?closes=no") is None
    assert that_never_hangs_up("usb://04b8:0202") is None
