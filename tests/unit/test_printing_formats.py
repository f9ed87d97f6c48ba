"""The same words and amounts in every format."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.receipt import Receipt
from counter_app.printing.layout import document
from counter_app.printing.plain import text
from counter_app.printing.profile import PROFILES, THERMAL_58, THERMAL_80, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import FORMATS, Format, ReceiptPaper, render
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
