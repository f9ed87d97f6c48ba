"""The test slip says what it shows, and a printer's mistakes stand out on it."""

from dataclasses import replace

import pytest

from counter_app.domain.printer import Form
from counter_app.domain.printer_settings import COLUMNS, Cutter, DrawerPin, QrKind
from counter_app.domain.training import WARNING
from counter_app.printing import sample, test_slip
from counter_app.printing.printed import Blade, PaperOut, Pulse
from counter_app.printing.profile import PROFILES, THERMAL_58, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import ReceiptPaper
from counter_app.printing.text import CODE_PAGES, repertoire
from tests.helpers.proofs import proven
from tests.helpers.receipts import AT, OFFICE, confirmed

_RULER_PART = 1


def parts() -> list[PaperOut]:
    """Each part as a printer of 32 columns has it; the ruler alone is wider, for it is to be broken there."""
    return [
        read(data, len(test_slip.RULER) if number == _RULER_PART else THERMAL_58.columns)
        for number, data in enumerate(test_slip.sections(OFFICE, AT))
    ]


@pytest.mark.parametrize("columns", COLUMNS)
def test_the_last_number_on_the_rulers_first_line_is_the_number_of_columns(columns: int) -> None:
    first = test_slip.RULER[:columns]
    assert first.endswith(f".{columns}")
    assert test_slip.RULER in parts()[_RULER_PART].texts


def test_every_letter_of_every_table_stands_beside_its_description() -> None:
    shown = [part for part in parts() if any(line.startswith("Tabel") for line in part.texts)]
    assert [part.code_page for part in shown] == [page.lower() for page in CODE_PAGES]
    for part in shown:
        words = " ".join(part.texts).split()
        assert {word[0]: word[2:] for word in words if word[1:2] == "=" and not word[0].isascii()} == {
            letter: test_slip.described(letter) for letter in repertoire() if not letter.isascii()
        }
        assert "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 32 in part.texts
        assert "\N{BOX DRAWINGS DOUBLE HORIZONTAL}" * 32 in part.texts


def test_a_description_is_plain_and_no_two_letters_share_one() -> None:
    described = [test_slip.described(letter) for letter in test_slip.letters()]
    assert all(each.isascii() and each.isprintable() and " " not in each for each in described)
    assert len(set(described)) == len(described)


def test_both_codes_are_as_large_as_the_one_on_a_receipt() -> None:
    paper = parts()
    (native,) = [code for part in paper for code in part.codes]
    assert native.text == test_slip.code_text("A")
    assert len(test_slip.code_text("B")) == len(proven(confirmed()))
    rasters = [raster for part in paper for raster in part.rasters]
    assert [raster.width for raster in rasters] == [THERMAL_58.dots, test_slip.STRIP[0]]
    assert rasters[0].height > 200
    assert rasters[1].height == test_slip.STRIP[1]
    assert all(raster.ink > 1_000 for raster in rasters)


def test_styles_and_blade_are_on_the_slip_and_no_drawer_opens() -> None:
    paper = parts()
    styles = {(line.style.bold, line.style.inverse, line.style.width) for part in paper for line in part.lines}
    assert {(True, False, 1), (False, False, 2), (True, True, 2), (True, False, 2)} <= styles
    assert [cut for part in paper for cut in part.cuts] == [Blade.PARTIAL]
    assert paper[-1].cuts
    assert test_slip.TRIAL_CUT is Cutter.PARTIAL
    assert not any(part.pulses for part in paper)


def test_the_slip_is_its_parts_and_always_the_same() -> None:
    whole = test_slip.slip(OFFICE, AT)
    assert whole == b"".join(test_slip.sections(OFFICE, AT)) == test_slip.slip(OFFICE, AT)


def test_no_table_is_spoilt_by_what_was_printed_before_it() -> None:
    assert all(data.startswith(b"\x1b@") for data in test_slip.sections(OFFICE, AT))


@pytest.mark.parametrize(("pin", "number"), [(DrawerPin.PIN_2, 2), (DrawerPin.PIN_5, 5)])
def test_a_pulse_opens_one_drawer_and_prints_nothing(pin: DrawerPin, number: int) -> None:
    (pulse,) = read(test_slip.drawer_pulse(pin)).marks
    assert isinstance(pulse, Pulse)
    assert pulse.pin == number


def test_without_a_drawer_there_is_no_pulse() -> None:
    assert test_slip.drawer_pulse(DrawerPin.NONE) == b""


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_a_sample_is_a_receipt_of_nobody_and_says_so_above_and_below(profile: PrinterProfile) -> None:
    out = read(sample.sample(ReceiptPaper(profile), Form.ROLL, OFFICE, AT), profile.columns)
    marks = [line.text.strip() for line in out.lines if line.style.inverse]
    assert marks == [sample.MARK, sample.MARK]
    assert out.lines[0].style.inverse
    text = "\n".join(out.texts)
    assert "Rp16.800" in text
    assert OFFICE.name in text
    if profile.qr is QrKind.NATIVE:
        assert all(code.startswith("CONTOH") for code in out.qr)


def test_a_sample_comes_on_office_paper_where_the_printer_takes_pages() -> None:
    assert sample.sample(ReceiptPaper(THERMAL_58), Form.PAGE, OFFICE, AT).startswith(b"%PDF")


def test_a_training_counters_sample_says_both() -> None:
    office = replace(OFFICE, id="LATIHAN", name="LATIHAN Kantor Pos")
    out = read(sample.sample(ReceiptPaper(THERMAL_58), Form.ROLL, office, AT), 32)
    bands = [line.text.strip() for line in out.lines if line.style.inverse]
    assert bands.count(WARNING) == 2
    assert bands.count(sample.MARK) == 2
