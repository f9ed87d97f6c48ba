"""Where lines end: labels wrap, money never does."""

import pytest

from counter_app.domain.money import Rupiah
from counter_app.printing.document import (
    NO_BREAK,
    Align,
    Amount,
    Band,
    Block,
    Cut,
    Document,
    Field,
    Gap,
    LayoutError,
    Note,
    Qr,
    Rule,
    Size,
    Text,
)
from counter_app.printing.flow import Line, Row, lines


def set_in(columns: int, *blocks: Block) -> tuple[Row, ...]:
    return lines(Document("title", "author", blocks), columns)


def texts_in(columns: int, *blocks: Block) -> list[str]:
    return [row.text for row in set_in(columns, *blocks) if isinstance(row, Line)]


def test_an_amount_stands_at_the_right_edge() -> None:
    assert texts_in(32, Amount("JKM Kematian", Rupiah(6_800))) == ["JKM Kematian             Rp6.800"]


def test_a_long_label_wraps_and_the_amount_stands_beside_its_last_line() -> None:
    row = Amount("Keringanan Peraturan Pemerintah Nomor 50 Tahun 2025", Rupiah(-41_300))
    assert texts_in(32, row) == [
        "Keringanan Peraturan",
        "Pemerintah Nomor 50",
        "Tahun 2025             -Rp41.300",
    ]


def test_an_amount_that_leaves_no_room_for_its_label_is_refused() -> None:
    with pytest.raises(LayoutError, match="does not fit"):
        set_in(32, Amount("JKK Kecelakaan Kerja", Rupiah(10**24)))


def test_a_total_too_wide_to_be_big_is_tall() -> None:
    small, large = Amount("TOTAL", Rupiah(289_600), size=Size.BIG), Amount("TOTAL", Rupiah(10**12), size=Size.BIG)
    (big,), (tall,) = set_in(32, small), set_in(32, large)
    assert isinstance(big, Line)
    assert isinstance(tall, Line)
    assert (big.size, big.text) == (Size.BIG, "TOTAL  Rp289.600")
    assert (tall.size, tall.text) == (Size.TALL, "TOTAL        Rp1.000.000.000.000")


def test_a_centred_paragraph_has_no_lonely_last_word() -> None:
    paragraph = Text("Terima kasih. Selamat bekerja, selamat sampai di rumah.", Align.CENTRE)
    assert texts_in(48, paragraph) == [
        "         Terima kasih. Selamat bekerja,",
        "            selamat sampai di rumah.",
    ]


def test_a_name_of_three_hundred_letters_wraps_beside_its_label() -> None:
    texts = texts_in(32, Field("Nama", "A" * 300))
    assert texts[0] == "Nama       " + "A" * 21
    assert texts[1] == " " * 11 + "A" * 21
    assert sum(text.count("A") for text in texts) == 300


def test_what_is_held_together_is_not_torn_apart() -> None:
    span = f"1{NO_BREAK}Nov{NO_BREAK}2026{NO_BREAK}- 31{NO_BREAK}Jan{NO_BREAK}2027"
    assert texts_in(32, Field("Dilindungi", span)) == ["Dilindungi 1 Nov 2026 -", "           31 Jan 2027"]


def test_a_band_covers_the_whole_width() -> None:
    (band,) = set_in(32, Band("SALINAN 2"))
    assert band == Line("   SALINAN 2    ", bold=True, size=Size.BIG, inverse=True)


def test_a_band_is_never_cut_off() -> None:
    with pytest.raises(LayoutError):
        set_in(32, Band("SALINAN " + "9" * 30))


def test_blocks_without_letters_pass_through() -> None:
    blocks = (Rule(), Rule(heavy=True), Gap(), Qr("x"), Cut())
    assert set_in(32, *blocks) == blocks


def test_a_note_is_set_in() -> None:
    assert texts_in(32, Note("Rp34.500 x 3 bulan")) == ["  Rp34.500 x 3 bulan"]


def test_paper_too_narrow_for_anything_is_refused() -> None:
    with pytest.raises(LayoutError, match="too narrow"):
        set_in(20, Text("x"))
