"""What stands on a receipt, and that a payer can add it up."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief
from counter_app.domain.money import Rupiah, format_rupiah, parse_rupiah, rupiah_in_words
from counter_app.domain.months import Month, run_of
from counter_app.domain.receipt import Receipt, Wording, confirmation_of
from counter_app.printing.document import Amount, LayoutError
from counter_app.printing.flow import Line, lines
from counter_app.printing.layout import document, money_rows
from counter_app.printing.profile import PROFILES, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import ReceiptPaper
from tests.helpers.receipts import accepted, by_qris, confirmed, copy_of, market_trader_bill, rejected, undone

MONEY_AT_END = re.compile(r"(-?)(Rp[\d.]+)$")
UP_TO_A_TRILLION = st.integers(0, 10**12)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    months = run_of(
        Month(draw(st.integers(2015, 2035)), draw(st.integers(1, 12))), draw(st.sampled_from((1, 2, 3, 6, 12)))
    )
    chosen = draw(st.sets(st.sampled_from(list(Programme)), min_size=1))
    lines_: list[BillLine] = []
    for month in months:
        for programme in sorted(chosen):
            full = draw(UP_TO_A_TRILLION)
            basis = draw(st.sampled_from(("", "PP 49/2020", "PP 50/2025")))
            relief = Relief(basis, basis, Rupiah(draw(st.integers(0, full)))) if basis else None
            lines_.append(BillLine(programme, month, Rupiah(full), relief, None))
    return Bill(tuple(lines_), Rupiah(draw(UP_TO_A_TRILLION)), BillSource.HOST)


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    bill = draw(bills())
    cancelled = replace(accepted(), wording=Wording.CANCELLED)
    receipt = draw(st.sampled_from((confirmed(), accepted(), by_qris(), rejected(), cancelled, undone())))
    change = draw(UP_TO_A_TRILLION)
    return replace(
        receipt,
        bill=bill,
        name=draw(st.text(min_size=1, max_size=300)),
        tender=replace(receipt.tender, tendered=Rupiah(bill.total + change)),
        change=Rupiah(change),
        copy=draw(st.integers(0, 999)),
    )


def text_of(receipt: Receipt, profile: str = "thermal-80") -> str:
    return ReceiptPaper(PROFILES[profile]).txt(receipt)


def words_of(receipt: Receipt, profile: str = "thermal-80") -> str:
    return " ".join(text_of(receipt, profile).split())


def amount_at_end(text: str) -> int | None:
    match = MONEY_AT_END.search(text)
    return None if match is None else (-1 if match[1] else 1) * parse_rupiah(match[2])


def added_up(texts: list[str]) -> tuple[int, int]:
    """What a payer with a pencil gets from the rows, and what the total row says."""
    end = next(i for i, text in enumerate(texts) if text.lstrip().startswith("TOTAL"))
    start = max(i for i, text in enumerate(texts) if text.lstrip().startswith("Dilindungi"))
    summands = [amount for text in texts[start:end] if (amount := amount_at_end(text)) is not None]
    total = amount_at_end(texts[end])
    assert total is not None
    return sum(summands), total


@given(receipts(), st.sampled_from(list(PROFILES.values())))
def test_whoever_adds_up_the_printed_rows_gets_the_printed_total(receipt: Receipt, profile: PrinterProfile) -> None:
    paper = read(ReceiptPaper(profile).escpos(receipt))
    assert added_up(paper.texts) == (receipt.total, receipt.total)


@given(receipts(), st.sampled_from((32, 42, 48)))
def test_no_line_is_wider_than_the_paper_and_no_money_is_cut(receipt: Receipt, columns: int) -> None:
    paper = document(receipt)
    rows = [row for row in lines(paper, columns) if isinstance(row, Line)]
    assert all(len(row.text) * row.size.across <= columns for row in rows)
    due = [format_rupiah(block.rupiah) for block in paper.blocks if isinstance(block, Amount)]
    ends = [match[0] for row in rows if (match := MONEY_AT_END.search(row.text))]
    assert ends == due


@given(bills())
def test_every_row_of_the_bill_is_a_summand_of_the_total(bill: Bill) -> None:
    assert sum(block.rupiah for block in money_rows(bill) if isinstance(block, Amount)) == bill.total


@given(receipts())
def test_a_receipt_says_one_of_the_wordings_and_never_two(receipt: Receipt) -> None:
    said = words_of(replace(receipt, name="SITI", copy=0)).lower()
    meanings = {
        Wording.CONFIRMED: ("berhasil", "terkonfirmasi oleh pusat"),
        Wording.ACCEPTED: ("diterima", "menunggu konfirmasi pusat"),
        Wording.REJECTED: ("ditolak", "tidak dibukukan oleh pusat"),
        Wording.CANCELLED: ("dibatalkan", "tidak dikirim ke pusat"),
        Wording.REVERSED: ("dibalik", "lalu dibalik oleh pusat"),
    }
    assert {wording for wording, both in meanings.items() if any(word in said for word in both)} == {receipt.wording}
    assert all(word in said for word in meanings[receipt.wording])


@pytest.mark.parametrize("profile", PROFILES)
def test_all_that_must_stand_on_a_receipt_stands_on_it(profile: str) -> None:
    said = words_of(confirmed(), profile)
    for fact in (
        "Kantor Pos Bandung Cikapundung",
        "Jl. Asia Afrika 49, Bandung 40111",
        "Nomor 40111-03-000127",
        "Waktu 22 Nov 2026 09.15 WIB",
        "Loket 03",
        "Petugas 920415",
        "Ref. pusat BPU2026112200004711",
        "Nama SITI AMINAH BINTI ABDULLAH",
        "NIK ************0002",
        "KPJ *******4417",
        "Iuran Nov 2026 - Jan 2027 (3 bulan)",
        "Dilindungi 1 Nov 2026 - 31 Jan 2027",
        "JKK Kecelakaan Kerja Rp103.500 Rp34.500 x 3 bulan",
        "JKM Kematian Rp20.400 Rp6.800 x 3 bulan",
        "JHT Hari Tua Rp207.000 Rp69.000 x 3 bulan",
        "Keringanan PP 50/2025 -Rp41.300 JKK, JKM: Nov 2026 - Des 2026",
        "Biaya administrasi Rp0",
        "TOTAL Rp289.600",
        f"Terbilang {rupiah_in_words(289_600)}",
        "Tunai Rp300.000 Kembali Rp10.400",
    ):
        assert fact in said
    assert "SALINAN" not in said


def test_an_accepted_receipt_promises_nothing_the_host_has_not_said() -> None:
    receipt = replace(accepted(), host_reference="BPU1", coverage=confirmed().coverage)
    said = words_of(receipt)
    assert "BPU1 " not in said
    assert "31 Jan 2027" not in said
    assert "Dilindungi setelah dikonfirmasi pusat" in said


def test_what_was_reversed_names_both_references_and_promises_no_protection() -> None:
    said = words_of(undone())
    for fact in (
        "Ref. pusat BPU2026112200004711",
        "Ref. balik BPUR2026112200000093",
        "Dibalik 22 Nov 2026 10.15 WIB",
        "Dilindungi tidak oleh pembayaran ini",
        "Uang harus dikembalikan penuh",
    ):
        assert fact in said
    assert "31 Jan 2027" not in said


@pytest.mark.parametrize("profile", PROFILES)
def test_a_confirmation_slip_says_what_it_replaces_and_that_nothing_was_paid_twice(profile: str) -> None:
    said = words_of(confirmation_of(confirmed()), profile)
    assert "menggantikan tanda terima dengan nomor ini. Bukan pembayaran kedua." in said
    assert "BERHASIL" in said
    assert "Slip konfirmasi" not in words_of(confirmed(), profile)


def test_only_what_is_posted_is_confirmed_by_a_slip() -> None:
    for receipt in (accepted(), rejected(), undone()):
        assert document(confirmation_of(receipt)) == document(receipt)


def test_a_payment_without_cash_names_its_reference_and_no_change() -> None:
    said = words_of(by_qris())
    assert "QRIS Rp201.600 Referensi QR-20261122-778812" in said
    assert "Kembali" not in said


def test_every_copy_says_so_with_its_number() -> None:
    assert "SALINAN 1" in text_of(copy_of(confirmed(), 1))
    assert "SALINAN 12" in text_of(copy_of(confirmed(), 12))


def test_months_that_cost_differently_are_explained_one_by_one() -> None:
    first, *rest = market_trader_bill().lines
    bill = replace(market_trader_bill(), lines=(replace(first, full=Rupiah(40_000)), *rest))
    said = words_of(replace(confirmed(), bill=bill))
    assert "JKK Kecelakaan Kerja Rp109.000 Rp40.000 x 1 bulan Rp34.500 x 2 bulan" in said


def test_markup_in_a_name_stays_text() -> None:
    name = '<img src="x"> <b>BUDI</b> =cmd()'
    assert name in words_of(replace(confirmed(), name=name))


@pytest.mark.parametrize("fee", [-(10**9), 10**15])
def test_a_total_that_cannot_be_said_in_words_is_refused_before_printing(fee: int) -> None:
    receipt = replace(confirmed(), bill=replace(market_trader_bill(), fee=Rupiah(fee)))
    with pytest.raises(LayoutError):
        document(receipt)
