"""Whatever people and offices are called and however much they pay: what comes out of the printer can be added up."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief
from counter_app.domain.money import Rupiah, format_rupiah, parse_rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.receipt import Receipt
from counter_app.printing import escpos
from counter_app.printing.document import Amount, Cut, Document, LayoutError, Size
from counter_app.printing.printed import PaperOut
from counter_app.printing.profile import PROFILES, THERMAL_58, THERMAL_80, THERMAL_80_42, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import document_of, render
from counter_app.printing.text import printable
from tests.helpers.recalls import recall
from tests.helpers.receipts import accepted, by_qris, confirmed, undone

SCRIPTS = {
    "Latin with its diacritics": range(0x20, 0x250),
    "Latin of Vietnamese and others": range(0x1E00, 0x1F00),
    "marks set over letters": range(0x300, 0x370),
    "Javanese": range(0xA980, 0xA9E0),
    "Balinese": range(0x1B00, 0x1B80),
    "Arabic": range(0x600, 0x700),
    "Chinese": range(0x4E00, 0xA000),
    "emoji": range(0x1F300, 0x1FB00),
    "controls": (*range(0x20), *range(0x7F, 0xA0)),
    "directions, joiners and blanks": (*range(0x2000, 0x2070), 0xFEFF, *range(0xE0000, 0xE0080)),
}
MONEY = re.compile(r"(-?)(Rp[\d.]+)$")
TO_A_TRILLION = st.integers(0, 10**12).map(Rupiah)
ROLLS = (THERMAL_58, THERMAL_80_42, THERMAL_80)


def asks(letter: str) -> bool:
    """Whether it is a question mark itself, in whatever script."""
    return any(word in unicodedata.name(letter, "") for word in ("QUESTION", "INTERROBANG"))


def letters() -> st.SearchStrategy[str]:
    """A letter of one of the scripts, each script as likely as the next."""
    return (
        st.sampled_from(list(SCRIPTS.values()))
        .flatmap(st.sampled_from)
        .map(chr)
        .filter(lambda letter: not asks(letter))
    )


NAMES = st.text(letters(), min_size=1, max_size=300) | st.text("ABCxyz .'-", min_size=1, max_size=300)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    rows: list[BillLine] = []
    for month in run_of(Month(2026, 11), draw(st.sampled_from((1, 2, 12)))):
        for programme in Programme:
            full = draw(TO_A_TRILLION)
            basis = draw(st.sampled_from(("", "PP 50/2025")))
            relief = Relief(basis, basis, Rupiah(draw(st.integers(0, full)))) if basis else None
            rows.append(BillLine(programme, month, full, relief, None))
    return Bill(tuple(rows), draw(TO_A_TRILLION), BillSource.HOST)


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    bill, change = draw(bills()), draw(TO_A_TRILLION)
    base = draw(st.sampled_from((confirmed(), accepted(), by_qris(), undone())))
    return replace(
        base,
        office=replace(base.office, name=draw(NAMES), address=draw(NAMES)),
        name=draw(NAMES),
        bill=bill,
        tender=replace(base.tender, tendered=Rupiah(bill.total + change)),
        change=change,
        copy=draw(st.integers(0, 3)),
    )


def printed(paper: Receipt, profile: PrinterProfile) -> PaperOut:
    return read(render(paper, profile, "escpos"), profile.columns)


def money_in(texts: list[str]) -> Iterator[int]:
    """The amounts at the right edge."""
    for text in texts:
        if found := MONEY.search(text):
            yield (-1 if found[1] else 1) * parse_rupiah(found[2])


def summed(texts: list[str]) -> tuple[int, int]:
    """What the rows between payer and total add up to, and what the total row says."""
    end = next(index for index, text in enumerate(texts) if text.startswith("TOTAL "))
    start = next(index for index in range(end, 0, -1) if texts[index].startswith("Dilindungi"))
    (total,) = money_in([texts[end]])
    return sum(money_in(texts[start:end])), total


@given(receipts(), st.sampled_from(ROLLS))
def test_the_rows_that_come_out_add_up_to_the_total_that_comes_out_and_to_the_bills(
    receipt: Receipt, profile: PrinterProfile
) -> None:
    assert summed(printed(receipt, profile).texts) == (receipt.bill.total, receipt.bill.total)


@given(receipts(), st.sampled_from(list(PROFILES.values())))
def test_no_row_is_longer_than_the_paper_and_no_money_is_wrapped_or_cut(
    receipt: Receipt, profile: PrinterProfile
) -> None:
    paper = printed(receipt, profile)
    assert all(len(line.text) * line.style.width <= profile.columns for line in paper.lines)
    due = [format_rupiah(block.rupiah) for block in document_of(receipt).blocks if isinstance(block, Amount)]
    ends = [found[0] for text in paper.texts if (found := MONEY.search(text))]
    assert [end for end in ends if end in due] == due


@given(receipts(), st.sampled_from(ROLLS))
def test_nothing_asks_on_paper_that_nobody_asked_and_nothing_commands(
    receipt: Receipt, profile: PrinterProfile
) -> None:
    plain = printed(replace(receipt, name="BUDI", office=confirmed().office), profile)
    paper = printed(receipt, profile)
    assert "?" not in "".join(paper.texts)
    assert (paper.cuts, paper.fed, paper.pulses, paper.qr) == (plain.cuts, plain.fed, plain.pulses, plain.qr)
    assert paper.code_page == plain.code_page


@given(receipts(), st.sampled_from(ROLLS))
def test_every_copy_says_so_in_white_on_black_and_nothing_else_does(receipt: Receipt, profile: PrinterProfile) -> None:
    bands = [line.text.strip() for line in printed(receipt, profile).lines if line.style.inverse]
    assert bands == ([f"SALINAN {receipt.copy}"] if receipt.copy else [])


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_single_sign_of_the_scripts_in_use_becomes_letters_and_never_a_question(script: str) -> None:
    for code in SCRIPTS[script]:
        letter = chr(code)
        said = printable(f"1{letter}2")
        assert said.startswith("1"), letter
        assert said.endswith("2"), letter
        assert said.isprintable(), letter
        assert "?" not in said or asks(letter), letter
        said.encode("cp437")


@given(st.lists(st.tuples(NAMES, NAMES, TO_A_TRILLION), min_size=1, max_size=8), st.sampled_from(ROLLS))
def test_the_sums_on_a_recall_slip_add_up_whoever_waits(
    waiting: list[tuple[str, str, Rupiah]], profile: PrinterProfile
) -> None:
    template = recall().rows[0]
    rows = tuple(replace(template, name=name, phone=phone, amount=amount) for name, phone, amount in waiting)
    slip = replace(recall(), rows=rows)
    texts = read(render(slip, profile, "escpos"), profile.columns).texts
    each = list(money_in([text for text in texts if text.startswith("Dikembalikan ")]))
    (total,) = money_in([text for text in texts if text.startswith("JUMLAH ")])
    assert each == [row.amount for row in rows]
    assert sum(each) == total == slip.total


@given(st.integers(0, 40), st.sampled_from(list(Size)), st.booleans(), st.sampled_from(ROLLS))
def test_money_that_does_not_fit_is_refused_and_else_stands_whole_on_one_line(
    digits: int, size: Size, negative: bool, profile: PrinterProfile
) -> None:
    amount = Rupiah(-(10**digits) if negative else 10**digits)
    sheet = Document("title", "author", (Amount("Biaya administrasi", amount, size=size), Cut()))
    fits = len(format_rupiah(amount)) + 1 + 5 <= profile.columns
    if fits:
        lines = read(escpos.encode(sheet, profile), profile.columns).lines
        assert lines[-1].text.endswith(f" {format_rupiah(amount)}")
        assert "".join(line.text for line in lines[:-1]).count("Rp") == 0
    else:
        with pytest.raises(LayoutError, match="does not fit"):
            escpos.encode(sheet, profile)
