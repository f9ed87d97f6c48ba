"""The bytes a printer gets."""

from dataclasses import replace

import pytest

from counter_app.domain.paper import Paper
from counter_app.domain.printer_settings import Cutter, QrKind
from counter_app.printing import escpos
from counter_app.printing.document import Cut, Document, Gap, LayoutError, Qr, Rule, Text
from counter_app.printing.flow import Line, lines
from counter_app.printing.layout import document
from counter_app.printing.printed import QrCode
from counter_app.printing.profile import (
    PROFILES,
    THERMAL_58,
    THERMAL_58_BASIC,
    THERMAL_80,
    PrinterProfile,
    profile_by_name,
)
from counter_app.printing.qr import symbol
from counter_app.printing.reader import read
from counter_app.printing.render import render
from tests.helpers import golden_receipts, registration_slips
from tests.helpers.drawer_slips import z_report
from tests.helpers.proofs import proven
from tests.helpers.receipts import accepted, confirmed, copy_of

HOSTILE = "\x1b@\x1dV\x00\x1b=\x02BUDI\x10\x14\x01\x00\x05\u202e\x9b \N{WOMAN}<img src=x>=cmd()"


def sheet_of(*texts: str) -> Document:
    return Document("title", "author", (*(Text(text) for text in texts), Cut()))


@pytest.mark.parametrize(
    ("name", "paper", "profile"),
    [pytest.param(*case, id=f"{case[0]}-{case[2].name}") for case in golden_receipts.cases()],
)
def test_the_bytes_are_those_we_have_looked_at(name: str, paper: Paper, profile: PrinterProfile) -> None:
    assert render(paper, profile, "escpos") == golden_receipts.path_of(name, profile, "bin").read_bytes()
    assert render(paper, profile, "txt") == golden_receipts.path_of(name, profile, "txt").read_bytes()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_printer_prints_the_very_lines_of_the_layout(profile: PrinterProfile) -> None:
    receipt = copy_of(confirmed(), 3)
    printed = [line for line in read(render(receipt, profile, "escpos")).lines if line.text]
    meant = [row for row in lines(document(receipt), profile.columns) if isinstance(row, Line | Rule)]
    assert len(printed) == len(meant)
    for line, row in zip(printed, meant, strict=True):
        if isinstance(row, Rule):
            assert line.text == ("\u2550" if row.heavy else "\u2500") * profile.columns
        else:
            assert line.text == row.text
            style = (line.style.bold, line.style.inverse, line.style.width, line.style.height)
            assert style == (row.bold, row.inverse, row.size.across, row.size.down)


def test_one_code_page_is_chosen_and_never_changed() -> None:
    receipt = replace(confirmed(), name="José Шевченко 陈 ₫ €")
    for page in ("CP437", "CP850", "CP858"):
        profile = replace(THERMAL_80, code_page=page)
        paper = read(render(receipt, profile, "escpos"))
        assert paper.code_page == page.lower()
        assert any("José Shevchenko Chen d EUR" in text for text in paper.texts)


def test_a_hostile_name_commands_nothing() -> None:
    harmless = read(render(replace(confirmed(), name="BUDI"), THERMAL_58, "escpos"))
    paper = read(render(replace(confirmed(), name=HOSTILE), THERMAL_58, "escpos"))
    assert paper.cuts == harmless.cuts == ["partial"]
    assert paper.fed == harmless.fed
    said = " ".join(" ".join(paper.texts).split())
    assert "<img src=x>" in said
    assert "=cmd()" in said


def test_text_that_was_not_made_printable_is_refused_rather_than_sent() -> None:
    for smuggled in ("\x1bd\x05", "Шевченко", "\u202eIDUB"):
        with pytest.raises(LayoutError, match="not printable"):
            escpos.encode(sheet_of(smuggled), THERMAL_58)


@pytest.mark.parametrize(
    ("cutter", "cuts"), [(Cutter.FULL, ["full"]), (Cutter.PARTIAL, ["partial"]), (Cutter.NONE, [])]
)
def test_the_paper_is_cut_as_the_profile_says(cutter: Cutter, cuts: list[str]) -> None:
    profile = replace(THERMAL_80, cutter=cutter, feed_lines=7)
    paper = read(escpos.encode(sheet_of("x"), profile))
    assert (paper.cuts, paper.fed) == (cuts, 7)


def test_the_printer_draws_the_qr_code_itself_where_it_can() -> None:
    paper = read(render(confirmed(), THERMAL_58, "escpos"))
    assert paper.codes == [QrCode(confirmed().proof, dots=5, align=1)]
    assert paper.rasters == []


def test_a_simple_printer_gets_the_same_qr_code_as_a_picture() -> None:
    paper = read(render(accepted(), THERMAL_58_BASIC, "escpos"))
    code = symbol(accepted().proof)
    (picture,) = paper.rasters
    left, module = (384 - code.side * 5) // 2, 5
    seen = tuple(
        tuple(picture.is_black(left + column * module + 2, (row + 4) * module + 2) for column in range(code.side))
        for row in range(code.side)
    )
    assert paper.qr == []
    assert picture.width == 384
    assert seen == code.rows
    assert picture.ink == sum(map(sum, code.rows)) * module**2


def test_the_longest_proof_there_can_be_is_still_coarse_enough_to_scan() -> None:
    longest = replace(confirmed(), number="a" * 16 + "-bbbbb-999999999999", host_reference="R" * 64)
    receipt = replace(longest, proof=proven(longest))
    for profile in (THERMAL_58, THERMAL_80):
        assert read(render(receipt, profile, "escpos")).codes[0].dots >= 4
    assert read(render(receipt, THERMAL_58_BASIC, "escpos")).rasters


def test_a_receipt_without_a_proof_asks_nobody_to_scan() -> None:
    paper = read(render(replace(confirmed(), proof=""), THERMAL_58, "escpos"))
    assert paper.qr == []
    assert not any("Pindai" in text for text in paper.texts)


def test_a_printer_without_codes_asks_nobody_to_scan_what_is_not_there() -> None:
    without = replace(THERMAL_58, qr=QrKind.NONE)
    for paper in (confirmed(), registration_slips.received(), z_report()):
        out = read(render(paper, without, "escpos"), without.columns)
        assert (out.qr, out.rasters) == ([], [])
        assert not any("Pindai" in text for text in out.texts)
    assert render(replace(confirmed(), proof=""), THERMAL_58, "escpos") == render(confirmed(), without, "escpos")


def test_a_long_qr_text_gets_smaller_modules_and_at_last_none() -> None:
    def dots(length: int) -> int:
        code = Document("title", "author", (Qr("x" * length), Gap(), Cut()))
        return read(escpos.encode(code, THERMAL_58)).codes[0].dots

    assert (dots(50), dots(600)) == (5, 3)
    with pytest.raises(LayoutError, match="does not fit"):
        dots(2_000)


def test_the_same_receipt_gives_the_same_bytes() -> None:
    assert render(confirmed(), THERMAL_80, "escpos") == render(confirmed(), THERMAL_80, "escpos")


def test_a_profile_is_found_by_its_name_and_the_names_are_told() -> None:
    assert profile_by_name("thermal-58") is THERMAL_58
    with pytest.raises(ValueError, match=r"thermal-58.*thermal-80"):
        profile_by_name("matrix")


def test_a_profile_that_no_printer_has_is_refused() -> None:
    with pytest.raises(ValueError, match="columns must be"):
        replace(THERMAL_58, columns=40)
    with pytest.raises(ValueError, match="code page must be"):
        replace(THERMAL_58, code_page="CP932")
    with pytest.raises(ValueError, match="feed_lines must be"):
        replace(THERMAL_58, feed_lines=256)
