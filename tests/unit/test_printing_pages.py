"""Papers on A4 and A5: everything is on them once, money rows are whole, and every sheet says whose it is."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.printing.document import Amount, Band, Block, Document, Field, Gap, LayoutError, Note, Qr, Rule, Text
from counter_app.printing.flow import Line, lines
from counter_app.printing.pages import COLUMNS, Pages, PageSize, pages
from counter_app.printing.profile import THERMAL_58, THERMAL_80
from counter_app.printing.render import ReceiptPaper, document_of
from counter_app.printing.sheet import Placed
from tests.helpers.drawer_slips import z_report
from tests.helpers.golden_receipts import cases
from tests.helpers.receipts import confirmed, copy_of
from tests.helpers.scanning import scanned

PAPERS = {name: paper for name, paper, _ in cases()}
every_paper = pytest.mark.parametrize("name", PAPERS)
every_size = pytest.mark.parametrize("size", PageSize)


def texts(sheet: tuple[Placed, ...]) -> list[str]:
    return [placed.row.text for placed in sheet if isinstance(placed.row, Line)]


def words_of(laid: Pages) -> list[str]:
    return [text.strip() for sheet in laid.sheets for text in texts(sheet)]


def written(document: Document) -> list[str]:
    return [row.text.strip() for row in lines(document, COLUMNS) if isinstance(row, Line)]


def feet(laid: Pages) -> list[str]:
    return [texts(sheet)[-1].strip() for sheet in laid.sheets]


def as_read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def amounts() -> st.SearchStrategy[Block]:
    label = st.text(st.sampled_from("abcde fgh"), min_size=1, max_size=120).filter(str.strip)
    return st.builds(Amount, label, st.integers(0, 10**12).map(Rupiah))


def blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        amounts(),
        st.builds(Note, st.just("Rp16.800 x 3 bulan")),
        st.builds(Text, st.sampled_from(["Pedagang pasar", "kalimat panjang " * 20]), bold=st.booleans()),
        st.builds(Field, st.just("Nama"), st.sampled_from(["SITI", "SITI AMINAH " * 12])),
        st.sampled_from([Rule(), Gap(), Qr("LK1:" + "A" * 80)]),
    )


# --- every paper of the counter


@every_paper
@every_size
def test_every_line_of_a_paper_stands_on_its_sheets_once_and_in_its_order(name: str, size: PageSize) -> None:
    document = document_of(PAPERS[name])
    laid = pages(document, size)
    repeated = {block.text for block in document.blocks if isinstance(block, Band)}
    foot = {document.title.strip()} | set(feet(laid)) if len(laid.sheets) > 1 else set()
    left = [text for text in words_of(laid) if text not in repeated | foot]
    assert left == [text for text in written(document) if text not in repeated | foot]


@every_paper
@every_size
def test_a_paper_keeps_off_the_edges_and_its_letters_can_be_read(name: str, size: PageSize) -> None:
    laid = pages(document_of(PAPERS[name]), size)
    width, height = size.mm
    assert 1.9 <= laid.cell <= 2.4  # millimetres a character is wide: 9 to 11 points
    assert laid.margin * laid.cell * 2 + COLUMNS * laid.cell == pytest.approx(width)
    assert laid.margin * laid.cell > 10
    for sheet in laid.sheets:
        assert sheet[0].top * laid.cell >= 11.9
        assert (sheet[-1].top + sheet[-1].height) * laid.cell <= height - 11.9
        for above, below in pairwise(sheet):
            assert above.top + above.height <= below.top + 1e-9


@every_size
def test_a_receipt_is_one_sheet_of_a4_and_no_more_than_two_of_a5(size: PageSize) -> None:
    laid = pages(document_of(confirmed()), size)
    assert len(laid.sheets) == (1 if size is PageSize.A4 else 2)
    if len(laid.sheets) > 1:
        assert feet(laid) == ["halaman 1 dari 2", "halaman 2 dari 2"]
    else:
        assert "halaman" not in " ".join(words_of(laid))


@every_size
def test_every_sheet_of_several_says_what_it_belongs_to_and_which_it_is(size: PageSize) -> None:
    document = document_of(z_report())
    laid = pages(document, size)
    count = len(laid.sheets)
    assert count > 1
    assert feet(laid) == [f"halaman {number} dari {count}" for number in range(1, count + 1)]
    assert all(texts(sheet)[-2].strip() == document.title for sheet in laid.sheets)


def test_a_copy_says_so_on_every_sheet() -> None:
    laid = pages(document_of(copy_of(confirmed(), 2)), PageSize.A5)
    assert len(laid.sheets) == 2
    for sheet in laid.sheets:
        assert [text.strip() for text in texts(sheet)].count("SALINAN 2") == 1


def test_paper_of_a_training_office_says_so_on_every_sheet() -> None:
    document = document_of(confirmed())
    trained = Document(document.title, f"LATIHAN - {document.author}", document.blocks)
    bands = {block.text for block in trained.blocks if isinstance(block, Band)}
    assert bands
    for sheet in pages(trained, PageSize.A5).sheets:
        assert bands <= {text.strip() for text in texts(sheet)}


# --- whatever stands on a paper


@every_size
@given(st.lists(blocks(), min_size=1, max_size=120))
def test_no_money_row_is_cut_or_torn_from_its_label(size: PageSize, found: list[Block]) -> None:
    laid = pages(Document("Kuitansi 1", "Kantor Pos", tuple(found)), size)
    sheets = [[text.strip() for text in texts(sheet)] for sheet in laid.sheets]
    rows = [row for block in found if isinstance(block, Amount) for row in [_set(block)]]
    for row in rows:
        assert any(_holds(sheet, row) for sheet in sheets)
    ends = [text.rsplit(" ", 1)[-1] for sheet in sheets for text in sheet if text.rsplit(" ", 1)[-1].startswith("Rp")]
    money = [format_rupiah(block.rupiah) for block in found if isinstance(block, Amount)]
    assert [end for end in ends if end != "Rp16.800"] == [end for end in money if end != "Rp16.800"]


def _set(block: Amount) -> list[str]:
    return [row.text.strip() for row in lines(Document("", "", (block,)), COLUMNS) if isinstance(row, Line)]


def _holds(sheet: list[str], rows: list[str]) -> bool:
    return any(sheet[start : start + len(rows)] == rows for start in range(len(sheet)))


@every_size
def test_an_explanation_stays_with_its_amount_and_a_heading_with_what_it_heads(size: PageSize) -> None:
    found: list[Block] = []
    for number in range(60):
        found += [
            Rule(),
            Text(f"JUDUL {number}", bold=True),
            Amount(f"Jumlah {number}", Rupiah(number)),
            Note(f"untuk {number}"),
        ]
    laid = pages(Document("Kuitansi 1", "Kantor Pos", tuple(found)), size)
    sheets = [[text.strip() for text in texts(sheet)] for sheet in laid.sheets]
    assert len(sheets) > 2
    for number in range(60):
        (home,) = [sheet for sheet in sheets if f"JUDUL {number}" in sheet]
        assert f"untuk {number}" in home


def test_what_no_sheet_can_hold_is_continued_on_the_next() -> None:
    endless = Text("kata " * 3000)
    laid = pages(
        Document("Kuitansi 1", "Kantor Pos", (Amount("Jumlah", Rupiah(1)), Note("kata " * 3000), endless)), PageSize.A5
    )
    assert sum(text.count("kata") for text in words_of(laid)) == 6000
    assert len(laid.sheets) > 5


@every_size
def test_money_that_does_not_fit_beside_its_label_is_refused_before_there_is_a_page(size: PageSize) -> None:
    long = Document("Kuitansi 1", "Kantor Pos", (Amount("Jumlah", Rupiah(10**40)),))
    with pytest.raises(LayoutError):
        pages(long, size)


# --- as PDF


@every_size
def test_the_pdf_has_sheets_of_that_paper_and_says_what_stands_on_them(size: PageSize) -> None:
    reader = as_read(ReceiptPaper(THERMAL_58, size).page(confirmed()))
    laid = pages(document_of(confirmed()), size)
    assert len(reader.pages) == len(laid.sheets)
    for page, sheet in zip(reader.pages, laid.sheets, strict=True):
        assert (page.mediabox.width, page.mediabox.height) == pytest.approx([mm * 72 / 25.4 for mm in size.mm], abs=0.1)
        said = [line.split() for line in page.extract_text().splitlines() if line.strip()]
        assert said == [text.split() for text in texts(sheet) if text.strip()]


@every_size
def test_the_same_paper_is_the_same_file_whatever_the_roll(size: PageSize) -> None:
    assert ReceiptPaper(THERMAL_58, size).page(confirmed()) == ReceiptPaper(THERMAL_80, size).page(confirmed())
    other = replace(confirmed(), name="SITI AMINAH BINTI ABDULLOH")
    assert ReceiptPaper(THERMAL_58, size).page(other) != ReceiptPaper(THERMAL_58, size).page(confirmed())


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler's pdftoppm is not installed on this machine")
@every_size
def test_the_code_can_be_read_from_the_printed_sheet(size: PageSize, tmp_path: Path) -> None:
    file = tmp_path / "kuitansi.pdf"
    file.write_bytes(ReceiptPaper(THERMAL_58, size).page(confirmed()))
    command = ["pdftoppm", "-r", "150", "-png", "-gray", str(file), str(file.with_suffix(""))]
    subprocess.run(command, check=True, timeout=60)
    codes = [scanned(picture.read_bytes()) for picture in sorted(tmp_path.glob("*.png"))]
    assert [code for sheet in codes for code in sheet] == [confirmed().proof]
