"""The office's own logo: checked before it is unpacked, made into dots once, and never in the way of a receipt."""

import os
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from counter_app.cli.health import Level
from counter_app.cli.health_printer import logo
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.printing import escpos, plain
from counter_app.printing.current import CurrentPrinter, printer_of
from counter_app.printing.document import Document, LayoutError, Picture
from counter_app.printing.logo import HIGHEST, HomeLogo, UnusableLogo, read_logo
from counter_app.printing.printed import Raster
from counter_app.printing.profile import PROFILES, THERMAL_58, THERMAL_80, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import ReceiptPaper
from tests.helpers.counters import settings as settings_in
from tests.helpers.logfail import LogWatch
from tests.helpers.receipts import confirmed
from tests.helpers.scanning import scanned
from tests.helpers.slips import refund

SIZES = {"wide": (3_000, 300), "tall": (100, 1_900), "small": (13, 9), "square": (1_000, 1_000)}


def logo_file(folder: Path, size: tuple[int, int] = (300, 120), mode: str = "RGBA") -> Path:
    """A black ring on clear paper."""
    picture = Image.new(mode, size)
    ImageDraw.Draw(picture).ellipse((2, 2, size[0] - 3, size[1] - 3), outline="black" if mode != "1" else 1, width=2)
    file = folder / "logo.png"
    picture.save(file)
    return file


def with_logo(file: Path, profile: PrinterProfile = THERMAL_58) -> ReceiptPaper:
    return ReceiptPaper(profile, logo=HomeLogo(file))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_logo_of_any_shape_stands_whole_at_the_head_of_the_receipt(
    tmp_path: Path, size: tuple[int, int], profile: PrinterProfile
) -> None:
    paper = read(with_logo(logo_file(tmp_path, size), profile).escpos(confirmed()), profile.columns)
    head = paper.marks[0]
    assert isinstance(head, Raster)
    assert (head.width, head.height <= HIGHEST) == (profile.dots, True)
    assert head.ink > 0
    black = [column for column in range(head.width) for row in range(head.height) if head.is_black(column, row)]
    assert abs(black[0] - (profile.dots - 1 - black[-1])) <= 8


def test_but_for_the_logo_it_is_the_same_receipt(tmp_path: Path) -> None:
    marks = read(with_logo(logo_file(tmp_path)).escpos(confirmed()), 32).marks
    assert marks[2:] == read(ReceiptPaper(THERMAL_58).escpos(confirmed()), 32).marks


def test_the_logo_is_in_picture_and_page_too_and_the_code_can_still_be_read(tmp_path: Path) -> None:
    paper, bare = with_logo(logo_file(tmp_path), THERMAL_80), ReceiptPaper(THERMAL_80)
    assert scanned(paper.png(confirmed())) == [confirmed().proof]
    for made in (paper.pdf(confirmed()), paper.page(confirmed())):
        assert len(PdfReader(BytesIO(made)).pages[0].images) == 1
    assert paper.pdf(confirmed()) == paper.pdf(confirmed())
    assert paper.txt(confirmed()) == bare.txt(confirmed())


def test_slips_have_no_logo(tmp_path: Path) -> None:
    paper = with_logo(logo_file(tmp_path))
    assert paper.escpos(refund()) == ReceiptPaper(THERMAL_58).escpos(refund())


def test_greys_become_dots_and_what_is_clear_stays_paper(tmp_path: Path) -> None:
    Image.new("L", (64, 64), 128).save(tmp_path / "grey.png")
    grey = read_logo(tmp_path / "grey.png", 384)
    assert Raster(grey.width, grey.height, grey.bits).ink == pytest.approx(64 * 64 / 2, rel=0.1)
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    with pytest.raises(UnusableLogo, match="white all over"):
        read_logo(tmp_path / "clear.png", 384)


def header(width: int, height: int) -> bytes:
    """The beginning of a PNG that says how large it is, and nothing behind it."""
    chunk = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def two_heads(width: int, height: int) -> bytes:
    """A picture that calls itself small first, and then says what it unpacks to."""
    packed = zlib.compress(bytes(1_000), 9)
    data = len(packed).to_bytes(4, "big") + b"IDAT" + packed + zlib.crc32(b"IDAT" + packed).to_bytes(4, "big")
    return header(100, 100) + header(width, height)[8:] + data


BROKEN = {
    "empty": b"",
    "not a picture": b"MZ this is a program",
    "another format": b"GIF89a" + bytes(100),
    "a bomb": header(60_000, 60_000) + bytes(50),
    "too wide": header(5_000, 10) + bytes(50),
    "too many pixels": header(3_000, 3_000) + bytes(50),
    "no size": header(0, 10) + bytes(50),
    "cut short": header(100, 100),
    "a small head, and then a larger one": two_heads(9_000, 9_000),
    "a small head, and then a bomb": two_heads(30_000, 30_000),
    "a head behind something else": header(100, 100)[:8] + b"\0\0\0\x0dtEXt" + header(100, 100)[16:] + bytes(50),
    "too large a file": header(100, 100) + bytes(1_000_001),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_leaves_the_receipt_without_a_logo_and_never_without_a_receipt(
    tmp_path: Path, data: bytes, log_watch: LogWatch
) -> None:
    log_watch.expects("printed without the logo")
    file = tmp_path / "logo.png"
    file.write_bytes(data)
    with pytest.raises(UnusableLogo):
        read_logo(file, 384)
    paper = with_logo(file)
    assert paper.escpos(confirmed()) == ReceiptPaper(THERMAL_58).escpos(confirmed())


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(two_heads(9_000, 9_000))
    with pytest.raises(UnusableLogo, match="two sizes"):
        read_logo(tmp_path / "logo.png", 384)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_of_that_name_is_not_waited_for(tmp_path: Path, log_watch: LogWatch) -> None:
    os.mkfifo(tmp_path / "logo.png")
    log_watch.expects("printed without the logo")
    assert HomeLogo(tmp_path / "logo.png").on(384) is None


def test_a_folder_of_that_name_is_no_logo(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expects("printed without the logo")
    (tmp_path / "logo.png").mkdir()
    assert HomeLogo(tmp_path / "logo.png").on(384) is None


def test_a_file_is_read_once_and_not_for_each_receipt(tmp_path: Path) -> None:
    file = logo_file(tmp_path)
    paper = with_logo(file)
    first = paper.escpos(confirmed())
    file.unlink()
    assert paper.escpos(confirmed()) == first


def test_an_office_need_not_have_one(tmp_path: Path) -> None:
    assert HomeLogo(tmp_path / "logo.png").on(384) is None
    assert with_logo(tmp_path / "logo.png").escpos(confirmed()) == ReceiptPaper(THERMAL_58).escpos(confirmed())


def test_another_printer_keeps_the_offices_logo(tmp_path: Path) -> None:
    ours = HomeLogo(logo_file(tmp_path))
    printer: CurrentPrinter = printer_of(PrinterSettings(f"file:{tmp_path}"), logo=ours)
    printer.use(printer_of(PrinterSettings(f"file:{tmp_path}")), ReceiptPaper(THERMAL_80))
    assert read(printer.escpos(confirmed()), 48).rasters[0].width == 576


def test_a_picture_wider_than_the_paper_is_refused_before_a_byte() -> None:
    sheet = Document("title", "author", (Picture(392, 1, bytes(49)),))
    with pytest.raises(LayoutError, match="392 dots does not fit 384"):
        escpos.encode(sheet, THERMAL_58)
    assert plain.text(replace(sheet, blocks=(Picture(8, 1, b"\xff"),)), 32) == "\n"


def test_doctor_says_what_is_the_matter_with_the_logo(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert list(logo(settings)) == []
    logo_file(settings.home)
    (well,) = logo(settings)
    assert (well.level, well.words) == (Level.OK, "304 by 120 dots, at the head of every receipt")
    (settings.home / "logo.png").write_bytes(b"no picture")
    (ill,) = logo(settings)
    assert ill.level is Level.WARN
    assert "receipts are printed without it" in ill.words
