"""The same words and amounts in every format."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from counter_app.domain.receipt import Receipt
from counter_app.printing.document import Qr
from counter_app.printing.image import CELL, width_px
from counter_app.printing.layout import document
from counter_app.printing.plain import text
from counter_app.printing.profile import PROFILES, THERMAL_58, THERMAL_80, PrinterProfile
from counter_app.printing.qr import symbol
from counter_app.printing.reader import read
from counter_app.printing.render import FORMATS, Format, ReceiptPaper, render
from counter_app.printing.sheet import QR_SIDE, sheet
from counter_app.services.ports import PaperRenderer
from tests.helpers.receipts import accepted, by_qris, confirmed, copy_of

RECEIPTS = {"confirmed": confirmed(), "accepted": accepted(), "qris": by_qris(), "copy": copy_of(confirmed(), 1)}
every_receipt = pytest.mark.parametrize("receipt", RECEIPTS.values(), ids=RECEIPTS)
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def words_by_line(lines: list[str]) -> list[list[str]]:
    """Lines as words, without rules and empty lines."""
    return [words for line in lines if (words := line.strip("*=-\u2550\u2500 ").split())]


def page_of(pdf: bytes) -> list[str]:
    (page,) = PdfReader(BytesIO(pdf)).pages
    return page.extract_text().splitlines()


def picture_of(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@every_receipt
@every_profile
def test_paper_pdf_and_text_say_the_same_line_by_line(receipt: Receipt, profile: PrinterProfile) -> None:
    plain = render(receipt, profile, "txt").decode().splitlines()
    start = next(index for index, line in enumerate(plain) if line.startswith("[LK1:"))
    end = next(index for index, line in enumerate(plain) if line.endswith("]"))
    said = words_by_line(plain[:start] + plain[end + 1 :])
    paper = read(render(receipt, profile, "escpos"))
    assert words_by_line(paper.texts) == said
    assert words_by_line(page_of(render(receipt, profile, "pdf"))) == said


@every_profile
def test_the_picture_is_as_wide_as_the_paper_and_inked_within_its_margins(profile: PrinterProfile) -> None:
    for scale in (1, 2, 3):
        picture = picture_of(ReceiptPaper(profile).png(confirmed(), scale))
        assert picture.width == width_px(profile, scale) > profile.columns * CELL * scale
        ink = picture.getchannel("L").point(lambda grey: 255 * (grey < 128))
        box = ink.getbbox()
        assert box is not None
        margin = (picture.width - profile.columns * CELL * scale) // 2
        assert box[0] >= margin
        assert box[2] <= picture.width - margin
        assert box[3] < picture.height


def test_the_picture_stands_on_paper_with_a_cut_edge() -> None:
    paper = picture_of(render(confirmed(), THERMAL_58, "png")).getchannel("A")
    assert paper.getpixel((0, 0)) == 0
    assert paper.getpixel((paper.width // 2, paper.height // 2)) == 255
    assert paper.getpixel((0, paper.height - 1)) == 0


def test_the_picture_tells_one_name_from_another() -> None:
    other = replace(confirmed(), name="SITI AMINAH BINTI ABDULLOH")
    assert render(confirmed(), THERMAL_58, "png") != render(other, THERMAL_58, "png")


def test_the_picture_holds_the_qr_code_module_by_module() -> None:
    profile, cell = THERMAL_80, CELL * 4
    picture = picture_of(ReceiptPaper(profile).png(confirmed(), 4)).getchannel("L")
    code = symbol(confirmed().proof)
    placed = next(row for row in sheet(document(confirmed()), profile).rows if isinstance(row.row, Qr))
    module = round(QR_SIDE * cell) // code.side
    left = (picture.width - code.side * module) // 2
    top = round(placed.top * cell) + (round(placed.height * cell) - code.side * module) // 2
    seen = tuple(
        tuple(
            picture.getpixel((left + column * module + module // 2, top + row * module + module // 2)) == 20
            for column in range(code.side)
        )
        for row in range(code.side)
    )
    assert seen == code.rows


def test_a_picture_smaller_than_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="scale"):
        ReceiptPaper(THERMAL_58).png(confirmed(), 0)


@pytest.mark.parametrize("wanted", FORMATS)
def test_the_same_receipt_is_the_same_file(wanted: Format) -> None:
    first, second = (render(confirmed(), THERMAL_80, wanted) for _ in range(2))
    assert first == second
    assert first != render(accepted(), THERMAL_80, wanted)


@every_profile
def test_the_pdf_is_one_page_as_wide_as_the_roll(profile: PrinterProfile) -> None:
    (page,) = PdfReader(BytesIO(render(confirmed(), profile, "pdf"))).pages
    assert float(page.mediabox.width) == pytest.approx(profile.paper_mm * 72 / 25.4, abs=0.01)
    assert float(page.mediabox.height) > float(page.mediabox.width)


def test_the_pdf_says_what_it_is_and_brings_its_fonts() -> None:
    reader = PdfReader(BytesIO(render(confirmed(), THERMAL_58, "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Bukti pembayaran iuran 40111-03-000127"
    assert reader.metadata.author == "Kantor Pos Bandung Cikapundung"
    assert str(reader.root_object["/Lang"]) == "id-ID"
    embedded, foreign = reader.pages[0]._get_fonts()
    assert len(embedded) == 2
    assert foreign == set()


def test_the_pdf_knows_nothing_of_the_payer_but_what_is_printed() -> None:
    reader = PdfReader(BytesIO(render(confirmed(), THERMAL_58, "pdf")))
    assert "SITI" not in str(reader.metadata)


def test_the_text_copy_holds_what_the_qr_code_holds() -> None:
    plain = text(document(confirmed()), 32)
    assert f"[{confirmed().proof}]" in plain.replace("\n", "")


def test_receipt_paper_is_what_the_services_print_with() -> None:
    renderer: PaperRenderer = ReceiptPaper(THERMAL_58)
    assert renderer.txt(confirmed()).encode() == render(confirmed(), THERMAL_58, "txt")
