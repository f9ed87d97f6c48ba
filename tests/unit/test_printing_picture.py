"""The picture of a paper is drawn from the printer's own bytes, dot by dot."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from counter_app.domain.paper import Paper
from counter_app.printing import picture
from counter_app.printing.document import Qr
from counter_app.printing.picture import INK, PAPER, draw, width_px
from counter_app.printing.printed import Blade, Feed, Mark, PaperOut, PrintedLine, Pulse, QrCode, Raster, Style
from counter_app.printing.profile import PROFILES, THERMAL_58, THERMAL_58_BASIC, THERMAL_80, PrinterProfile
from counter_app.printing.qr import drawn_by_printer
from counter_app.printing.reader import Unreadable, read
from counter_app.printing.render import ReceiptPaper, document_of, render
from counter_app.receipt_keys import check_signature
from counter_app.services.proofs import Finding, examine
from tests.helpers import golden_receipts
from tests.helpers.proofs import SeedSigner, key_of
from tests.helpers.receipts import confirmed, copy_of
from tests.helpers.scanning import scanned

CLEAR, GREY = 0, 3
EDGE = 24
PROOFS = ("LK1:", "LD1:")
PDF_TO_PICTURE = shutil.which("pdftoppm")
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
every_paper = pytest.mark.parametrize(
    ("paper", "profile"), [pytest.param(p, f, id=f"{n}-{f.name}") for n, p, f in golden_receipts.cases()]
)


def dots(png: bytes) -> Image.Image:
    """The picture in the colours of its palette: 0 clear, 1 paper, 2 ink, 3 what is not printed."""
    seen = Image.open(BytesIO(png))
    assert seen.mode == "P"
    return seen


def on_58(*marks: Mark) -> Image.Image:
    return dots(draw(PaperOut(32, "cp437", marks), 58))


def box_of(seen: Image.Image, colour: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what has this colour."""
    box = seen.point([255 * (index == colour) for index in range(256)]).getbbox()
    assert box is not None
    return box


def codes_in(paper: Paper) -> list[str]:
    return [block.text for block in document_of(paper).blocks if isinstance(block, Qr)]


@every_paper
def test_every_code_is_read_from_its_picture_and_says_what_it_should(paper: Paper, profile: PrinterProfile) -> None:
    assert scanned(render(paper, profile, "png")) == codes_in(paper)


@every_paper
def test_every_proof_on_a_picture_is_found_genuine(paper: Paper, profile: PrinterProfile) -> None:
    keys = [key_of(SeedSigner()), key_of(SeedSigner(), "99111", "01")]
    proofs = [text for text in scanned(render(paper, profile, "png")) if text == getattr(paper, "proof", "")]
    assert len(proofs) == sum(text.startswith(PROOFS) for text in codes_in(paper))
    assert all(examine(text, keys, check_signature).finding is Finding.GENUINE for text in proofs)


@pytest.mark.skipif(PDF_TO_PICTURE is None, reason="needs pdftoppm to make a picture of a page")
@pytest.mark.parametrize("profile", [THERMAL_58, THERMAL_80], ids=lambda profile: profile.name)
def test_the_code_on_the_pdf_can_be_read_too(profile: PrinterProfile, tmp_path: Path) -> None:
    (tmp_path / "receipt.pdf").write_bytes(render(confirmed(), profile, "pdf"))
    command = [str(PDF_TO_PICTURE), "-r", "203", "-png", "-singlefile", "receipt.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=30)
    assert scanned((tmp_path / "page.png").read_bytes()) == [confirmed().proof]


@every_profile
def test_what_is_shown_is_what_the_printer_is_sent(profile: PrinterProfile) -> None:
    sent = render(copy_of(confirmed(), 1), profile, "escpos")
    assert render(copy_of(confirmed(), 1), profile, "png") == draw(read(sent, profile.columns), profile.paper_mm)


@every_profile
def test_the_picture_is_as_wide_as_the_roll_and_inked_within_its_margins(profile: PrinterProfile) -> None:
    seen = dots(render(confirmed(), profile, "png"))
    assert seen.width == width_px(profile.paper_mm) == profile.paper_mm * 8
    left, top, right, bottom = box_of(seen, INK)
    margin = (seen.width - profile.dots) // 2
    assert left >= margin
    assert right <= seen.width - margin
    assert top >= EDGE
    assert bottom <= seen.height - EDGE


def test_paper_is_torn_at_both_ends_and_clear_beyond() -> None:
    seen = on_58(PrintedLine("x"))
    assert [seen.getpixel((0, row)) for row in (0, seen.height // 2, seen.height - 1)] == [CLEAR, PAPER, CLEAR]


def test_a_blade_cuts_through_or_leaves_a_piece_and_without_one_nothing_is_marked() -> None:
    whole = on_58(PrintedLine("x"), Feed(2), Blade.FULL)
    part = on_58(PrintedLine("x"), Feed(2), Blade.PARTIAL)
    none = on_58(PrintedLine("x"), Feed(2))
    row = EDGE + 3 * 30 - 1
    middle = range(464 // 2 - 12, 464 // 2 + 12)
    assert GREY in {whole.getpixel((column, row)) for column in middle}
    assert {part.getpixel((column, row)) for column in middle} == {PAPER}
    assert GREY in {part.getpixel((column, row)) for column in range(100)}
    assert GREY not in {none.getpixel((column, row)) for column in range(464)}


def test_where_the_drawer_opens_stands_in_the_margin() -> None:
    left, _, right, bottom = box_of(on_58(PrintedLine("x" * 32), Pulse(2, 100, 100)), GREY)
    assert left >= 464 - 40
    assert right < 464
    assert bottom <= EDGE + 30


def test_a_big_letter_is_the_plain_one_with_bigger_dots() -> None:
    plain = on_58(PrintedLine("Rp")).crop((40, EDGE + 3, 40 + 24, EDGE + 27))
    big = on_58(PrintedLine("Rp", Style(width=2, height=2))).crop((40, EDGE, 40 + 48, EDGE + 48))
    assert plain.resize((48, 48), Image.Resampling.NEAREST).tobytes() == big.tobytes()


def test_a_rule_is_one_line_from_margin_to_margin() -> None:
    for rule in ("\u2500", "\u2550"):
        seen = on_58(PrintedLine(rule * 32))
        left, top, right, _ = box_of(seen, INK)
        assert {seen.getpixel((column, top)) for column in range(left, right)} == {INK}
        assert (left, right) == (40, 40 + 384)


def test_white_on_black_is_the_same_letters_the_other_way() -> None:
    cell = (40, EDGE + 3, 40 + 7 * 12, EDGE + 27)
    plain = on_58(PrintedLine("SALINAN")).crop(cell)
    inverse = on_58(PrintedLine("SALINAN", Style(inverse=True))).crop(cell)
    assert plain.point([0, INK, PAPER, *range(3, 256)]).tobytes() == inverse.tobytes()


@pytest.mark.parametrize(("align", "left"), [(0, 40), (1, 40 + 192 - 12), (2, 40 + 384 - 24)])
def test_what_is_aligned_stands_there(align: int, left: int) -> None:
    seen = on_58(Raster(24, 1, b"\xff\xff\xff", align))
    assert box_of(seen, INK) == (left, EDGE, left + 24, EDGE + 1)
    assert box_of(on_58(PrintedLine("\u2588\u2588", Style(align=align))), INK)[::2] == (left, left + 24)


def test_a_code_is_there_module_by_module() -> None:
    code, text = drawn_by_printer(confirmed().proof), confirmed().proof
    seen = on_58(QrCode(text, dots=5, align=1))
    left = (464 - code.side * 5) // 2
    assert (
        tuple(
            tuple(seen.getpixel((left + column * 5 + 2, EDGE + row * 5 + 2)) == INK for column in range(code.side))
            for row in range(code.side)
        )
        == code.rows
    )


def test_a_code_wider_than_the_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="dots on paper of 384"):
        on_58(QrCode(confirmed().proof, dots=8, align=1))


def test_bytes_that_are_no_paper_have_no_picture() -> None:
    with pytest.raises(Unreadable):
        picture.encode(b"\x1bZ", THERMAL_58)


def test_the_picture_tells_one_name_from_another() -> None:
    other = replace(confirmed(), name="SITI AMINAH BINTI ABDULLOH")
    assert render(confirmed(), THERMAL_58, "png") != render(other, THERMAL_58, "png")


def test_a_printer_that_draws_no_codes_shows_the_same_paper_but_for_the_face_of_the_code() -> None:
    drawn, sent = (scanned(ReceiptPaper(profile).png(confirmed())) for profile in (THERMAL_58, THERMAL_58_BASIC))
    assert drawn == sent == [confirmed().proof]
