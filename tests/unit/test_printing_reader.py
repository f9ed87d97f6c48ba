"""The reader of paper: stricter than any printer, so that no paper depends on what a printer makes of mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.paper import Paper
from counter_app.printing.kick import pulse
from counter_app.printing.printed import Blade, Feed, PaperOut, PrintedLine, Pulse, QrCode, Raster, Style
from counter_app.printing.profile import PROFILES, PrinterProfile
from counter_app.printing.reader import Unreadable, read
from counter_app.printing.render import render
from tests.helpers import golden_receipts
from tests.helpers.receipts import confirmed

BEGUN = b"\x1b@\x1c.\x1bR\x00\x1bt\x00"
QR = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x05\x1d(k\x03\x001E1\x1d(k\x05\x001P0LK\x1d(k\x03\x001Q0"
DOT = b"\x1dv0\x00\x01\x00\x01\x00\x80"

WRONG = {
    "an unknown command": (b"\x1bZ", 0),
    "another unknown command": (BEGUN + b"A\n\x1di", 12),
    "a bell": (BEGUN + b"AB\x07", 12),
    "a real-time command": (BEGUN + b"\x10\x14\x01\x00\x05", 10),
    "a deletion": (BEGUN + b"\x7f", 10),
    "a carriage return": (BEGUN + b"A\r\n", 11),
    "text before the code page": (b"\x1b@A\n", 2),
    "a code page we do not use": (b"\x1bt\x05", 0),
    "a second code page": (BEGUN + b"\x1bt\x00", 10),
    "a reset in the middle": (BEGUN + b"\x1b@", 10),
    "half a line": (BEGUN + b"ABC", 12),
    "half a command": (BEGUN + b"\x1d", 10),
    "a command without its parameter": (BEGUN + b"\x1dV", 10),
    "bold in the middle of a line": (BEGUN + b"A\x1bE\x01B\n", 11),
    "a cut in the middle of a line": (BEGUN + b"A\x1dV\x00", 11),
    "bold neither on nor off": (BEGUN + b"\x1bE\x02", 10),
    "a line too long": (BEGUN + b"A" * 49 + b"\n", 59),
    "a big line too long": (BEGUN + b"\x1d!\x11" + b"A" * 25 + b"\n", 38),
    "letters after the cut": (BEGUN + b"A\n\x1dV\x00B\n", 15),
    "a pulse after the cut": (BEGUN + b"A\n\x1dV\x01\x1bp\x00\x32\x32", 15),
    "another kind of cut": (BEGUN + b"\x1dV\x42\x00", 10),
    "a pulse on no pin": (b"\x1bp\x02\x32\x32", 0),
    "a picture wider than the paper": (BEGUN + b"\x1dv0\x00\x49\x00\x01\x00" + bytes(73), 10),
    "a picture cut short": (BEGUN + b"\x1dv0\x00\x02\x00\x02\x00" + bytes(3), 10),
    "a picture without dots": (BEGUN + b"\x1dv0\x00\x00\x00\x01\x00", 10),
    "a picture in another density": (BEGUN + b"\x1dv0\x01\x01\x00\x01\x00\x80", 10),
    "a bar code of another kind": (BEGUN + b"\x1d(k\x03\x000Q0", 10),
    "a command of another family": (BEGUN + b"\x1d(L\x02\x000\x32", 10),
    "a code that was never stored": (BEGUN + b"\x1d(k\x03\x001Q0", 10),
    "a code without its size": (BEGUN + QR.replace(b"\x1d(k\x03\x001C\x05", b""), 37),
    "a code printed twice": (BEGUN + QR + b"\x1d(k\x03\x001Q0", 10 + len(QR)),
    "a code of control bytes": (BEGUN + QR.replace(b"LK", b"L\x00"), 10 + 25),
    "a code in another level": (BEGUN + QR.replace(b"1E1", b"1E3"), 10 + 17),
}


@pytest.mark.parametrize(("data", "offset"), WRONG.values(), ids=WRONG)
def test_what_no_paper_of_ours_may_hold_is_an_error_that_says_where(data: bytes, offset: int) -> None:
    with pytest.raises(Unreadable, match=rf"at byte {offset}$") as wrong:
        read(data)
    assert wrong.value.offset == offset


def test_everything_that_comes_out_is_told_in_its_order() -> None:
    styled = b"\x1bE\x01\x1dB\x01\x1d!\x01Gil\x82\n\x1bE\x00\x1dB\x00\x1d!\x00"
    data = BEGUN + styled + b"\n\x1ba\x01" + QR + b"\x1ba\x00" + DOT + b"\x1bd\x04\x1bp\x01\x32\x64\x1dV\x01"
    marks = (
        PrintedLine("Gilé", Style(bold=True, inverse=True, width=1, height=2)),
        PrintedLine(""),
        QrCode("LK", dots=5, align=1),
        Raster(8, 1, b"\x80"),
        Feed(4),
        Pulse(pin=5, on=100, off=200),
        Blade.PARTIAL,
    )
    assert read(data) == PaperOut(48, "cp437", marks)


def test_the_paper_says_what_is_on_it() -> None:
    paper = read(BEGUN + b"A\n" + QR + DOT + b"\x1bd\x02\x1dV\x00")
    assert (paper.texts, paper.qr, paper.fed, paper.cuts, paper.pulses) == (["A"], ["LK"], 2, [Blade.FULL], [])
    (picture,) = paper.rasters
    assert (picture.ink, picture.is_black(0, 0), picture.is_black(1, 0)) == (1, True, False)


def test_the_pulse_that_opens_the_drawer_is_all_of_its_job() -> None:
    assert read(pulse()).marks == (Pulse(pin=2, on=100, off=100),)


def test_what_fits_a_wide_roll_does_not_fit_a_narrow_one() -> None:
    data = BEGUN + b"A" * 33 + b"\n"
    assert read(data, columns=42).texts == ["A" * 33]
    with pytest.raises(Unreadable, match="33 columns on paper of 32"):
        read(data, columns=32)


@pytest.mark.parametrize(
    ("paper", "profile"), [pytest.param(p, f, id=f"{n}-{f.name}") for n, p, f in golden_receipts.cases()]
)
def test_every_paper_of_ours_can_be_read_on_its_own_roll(paper: Paper, profile: PrinterProfile) -> None:
    out = read(render(paper, profile, "escpos"), profile.columns)
    assert out.texts
    assert out.columns == profile.columns


def refused_at(data: bytes) -> int | None:
    """Where it is refused, if it is."""
    try:
        read(data)
    except Unreadable as wrong:
        return wrong.offset
    return None


@given(st.sampled_from(list(PROFILES.values())), st.data())
def test_a_job_cut_off_anywhere_is_never_taken_for_the_whole(profile: PrinterProfile, data: st.DataObject) -> None:
    whole = render(confirmed(), profile, "escpos")
    part = whole[: data.draw(st.integers(0, len(whole) - 1))]
    refused = refused_at(part)
    assert read(part).marks != read(whole).marks if refused is None else refused <= len(part)


@given(st.binary(max_size=200))
def test_noise_is_read_or_refused_and_nothing_else_happens(noise: bytes) -> None:
    refused = refused_at(BEGUN + noise)
    assert refused is None or len(BEGUN) <= refused <= len(BEGUN) + len(noise)
