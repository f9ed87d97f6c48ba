"""What stands on papers about the drawer: the Z and X reports, cash to and from the vault, hand-over, deposit."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Sum
from counter_app.domain.drawer import DENOMINATIONS, NOTHING, Count, MovementKind, count_of
from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.handover import HandoverState
from counter_app.domain.money import LARGEST, Rupiah, format_rupiah, parse_rupiah, rupiah_in_words
from counter_app.domain.paper import AboutDrawer
from counter_app.domain.payment import PaymentState
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import DepositSlip, SlipCount, ZReport
from counter_app.printing import drawer_words
from counter_app.printing.document import Amount
from counter_app.printing.flow import Line, lines
from counter_app.printing.picture import width_px
from counter_app.printing.profile import PROFILES, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import FORMATS, document_of, render
from tests.helpers.drawer_slips import COUNTED, STAYS, deposit, handover, movement, x_report, z_report

MONEY_AT_END = re.compile(r"(-?)(Rp[\d.]+)$")
PAPERS: dict[str, AboutDrawer] = {
    "z": z_report(),
    "x": x_report(),
    "movement": movement(),
    "handover": handover(),
    "deposit": deposit(),
}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
HOSTILE = "\x1b@\x1dV\x00\u202eBUDI\u2066 \N{WOMAN}<img src=x>=cmd()\n\x9b2J"
UP_TO_A_TRILLION = st.integers(0, 10**12).map(Rupiah)
SUMS = st.builds(Sum, st.integers(0, 9_999), UP_TO_A_TRILLION)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    pieces = draw(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 100_000)))
    return count_of(pieces, Rupiah(draw(st.integers(0, 9_999))))


@st.composite
def z_reports(draw: st.DrawFn) -> ZReport:
    count = draw(counts())
    return replace(
        z_report(),
        dropped=draw(SUMS),
        picked_up=draw(SUMS),
        count=count,
        counted=count.total,
        stays=draw(st.just(NOTHING) | st.just(count)),
        slips=tuple(SlipCount(kind, draw(SUMS), draw(SUMS)) for kind in TenderKind if kind is not TenderKind.CASH),
        reason=draw(st.text(max_size=200)),
    )


@st.composite
def others(draw: st.DrawFn) -> AboutDrawer:
    count = draw(counts())
    moved = movement(draw(st.sampled_from(MovementKind)))
    offered = handover(draw(st.sampled_from(HandoverState)))
    papers: tuple[AboutDrawer, ...] = (
        replace(moved, movement=replace(moved.movement, count=count)),
        replace(offered, handover=replace(offered.handover, count=count)),
        replace(deposit(), counted=count, stays=NOTHING),
    )
    return draw(st.sampled_from(papers))


def texts_of(paper: AboutDrawer, profile: PrinterProfile) -> list[str]:
    return read(render(paper, profile, "escpos")).texts


def words_of(paper: AboutDrawer, profile: str = "thermal-80") -> str:
    return " ".join(" ".join(texts_of(paper, PROFILES[profile])).split())


def amounts(texts: list[str], first: str, last: str) -> list[int]:
    """The money between two lines, the second one's own included."""
    start = next(index for index, text in enumerate(texts) if text.startswith(first))
    end = next(index for index in range(start + 1, len(texts)) if texts[index].startswith(last))
    found = [MONEY_AT_END.search(text) for text in texts[start : end + 1]]
    return [(-1 if match[1] else 1) * parse_rupiah(match[2]) for match in found if match]


@given(z_reports(), st.sampled_from(list(PROFILES.values())))
def test_whoever_adds_up_the_z_report_gets_its_sums(report: ZReport, profile: PrinterProfile) -> None:
    texts = texts_of(report, profile)
    *drawer, expected = amounts(texts, "LACI", "Seharusnya")
    assert sum(drawer) == expected == report.expected
    *pieces, counted = amounts(texts, "PECAHAN", "Jumlah")
    assert sum(pieces) == counted == report.counted
    assert report.stays is not None
    assert amounts(texts, "Jumlah", "Disetor")[-1] == counted - report.stays.total
    slips = amounts(texts, "SLIP BUKAN TUNAI", "BELUM SELESAI")
    assert [slips[at + 1] - slips[at] for at in range(0, len(slips), 3)] == slips[2::3]


def test_means_programmes_and_states_are_three_ways_to_the_same_sum() -> None:
    texts = texts_of(z_report(), PROFILES["thermal-58"])
    for heading in ("PENERIMAAN", "PROGRAM", "STATUS PEMBAYARAN"):
        *rows, whole = amounts(texts, heading, "Jumlah")
        assert sum(rows) == whole == 1_889_100


@given(z_reports() | others(), st.sampled_from((32, 42, 48)))
def test_no_line_is_wider_than_the_paper_and_no_money_is_cut(paper: AboutDrawer, columns: int) -> None:
    document = document_of(paper)
    rows = [row for row in lines(document, columns) if isinstance(row, Line)]
    assert all(len(row.text) * row.size.across <= columns for row in rows)
    due = [format_rupiah(block.rupiah) for block in document.blocks if isinstance(block, Amount)]
    ends = [match[0] for row in rows if (match := MONEY_AT_END.search(row.text))]
    assert [end for end in ends if end in due] == due


@every_paper
@every_profile
def test_every_format_holds_the_paper_and_a_printer_cuts_it_once(paper: AboutDrawer, profile: PrinterProfile) -> None:
    out = read(render(paper, profile, "escpos"))
    assert len(out.cuts) == (0 if profile.name == "thermal-58-basic" else 1)
    (page,) = PdfReader(BytesIO(render(paper, profile, "pdf"))).pages
    said = "".join(page.extract_text().split())
    blocks = document_of(paper).blocks
    assert all(format_rupiah(block.rupiah) in said for block in blocks if isinstance(block, Amount))
    assert Image.open(BytesIO(render(paper, profile, "png"))).width == width_px(profile.paper_mm)
    assert all(render(paper, profile, wanted) == render(paper, profile, wanted) for wanted in FORMATS)


@every_paper
def test_every_copy_says_so_and_none_passes_for_a_receipt(paper: AboutDrawer) -> None:
    assert "SALINAN" not in words_of(paper)
    assert "SALINAN 3" in words_of(replace(paper, copy=3))
    for word in ("Nomor", "BUKTI PEMBAYARAN", "TANDA TERIMA"):
        assert word not in words_of(paper)


@every_profile
def test_a_z_report_says_its_number_who_approved_and_what_goes_to_the_vault(profile: PrinterProfile) -> None:
    said = words_of(z_report(), profile.name)
    for fact in (
        "LAPORAN Z Penutupan loket Laporan Z 17 Tanggal 22 Nov 2026",
        "Kuitansi 40111-03-000101 s.d. 40111-03-000144",
        "Setor ke brankas (1x) -Rp500.000",
        "Seharusnya Rp972.400 Dihitung (2x) Rp971.400",
        "SELISIH -Rp1.000 kurang dari seharusnya",
        "Alasan kembalian satu pembayar salah hitung Disetujui 880101",
        "100.000 x 6 Rp600.000",
        "koin 100 x 2 Rp200 Jumlah Rp971.400",
        "Tinggal sebagai kas awal Rp200.000 Disetor Rp771.400",
        "QRIS tercatat (3x) Rp604.800 QRIS dihitung (3x) Rp604.800 Selisih QRIS Rp0",
        "40111-03-000127 SI** AM** BI** AB** pembalikan diminta Rp289.600",
        "Entri 1204",
    ):
        assert fact in said
    assert said.endswith("Penyelia 880101")


def test_a_z_report_says_what_of_its_payments_the_host_took_back_and_who_has_the_drawer_now() -> None:
    said = words_of(replace(z_report(), reversed=Sum(1, Rupiah(289_600)), handed_to="930228"))
    assert "di antaranya dibalik pusat: 1x, Rp289.600" in said
    assert "Diserahkan kepada 930228" in said


def test_one_receipt_is_no_range() -> None:
    said = words_of(replace(z_report(), receipts=("40111-03-000101", "40111-03-000101")))
    assert "Kuitansi 40111-03-000101 \u2500" in said


@every_profile
def test_an_x_report_closes_nothing_and_says_so(profile: PrinterProfile) -> None:
    said = words_of(x_report(), profile.name)
    for fact in (
        "LAPORAN X Sementara, loket belum ditutup",
        "Dibaca 22 Nov 2026 12.15 WIB Oleh 880101",
        "Uang kembali (1x) Rp11.900",
        "Setor ke brankas (1x) -Rp500.000",
        "Seharusnya Rp972.400",
        "Bukan laporan Z. Tidak menutup loket.",
    ):
        assert fact in said
    assert "Dihitung" not in said


def test_a_clerks_x_report_does_not_say_what_the_drawer_must_hold() -> None:
    said = words_of(replace(x_report(), drawer=None, asked_by="920415"))
    assert drawer_words.UNTOLD in said
    assert "Seharusnya" not in said
    assert "Kas awal" not in said
    assert "Oleh" not in said


def test_a_drawer_that_was_filled_from_the_vault_says_so_on_both_reports() -> None:
    report = x_report()
    assert report.drawer is not None
    filled = replace(report, drawer=replace(report.drawer, picked_up=Sum(1, Rupiah(300_000)), dropped=Sum()))
    assert "Ambil dari brankas (1x) Rp300.000" in words_of(filled)
    assert "Setor ke brankas" not in words_of(filled)
    assert "Ambil dari brankas (1x) Rp300.000" in words_of(replace(z_report(), picked_up=Sum(1, Rupiah(300_000))))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (MovementKind.DROP, "SETOR KE BRANKAS uang keluar dari laci"),
        (MovementKind.PICK_UP, "AMBIL DARI BRANKAS uang masuk ke laci"),
    ],
)
def test_cash_to_and_from_the_vault_is_signed_by_both(kind: MovementKind, title: str) -> None:
    said = words_of(movement(kind))
    for fact in (
        title,
        "Bukti 5e7d0a11 Waktu 22 Nov 2026 11.15 WIB Loket 03 Petugas 920415 Penyelia 880101",
        "Alasan laci terlalu penuh",
        "100.000 x 4 Rp400.000 50.000 x 2 Rp100.000",
        f"JUMLAH Rp500.000 Terbilang {rupiah_in_words(500_000)}",
    ):
        assert fact in said
    assert said.index("Petugas 920415", said.index("Terbilang")) < said.rindex("Penyelia 880101")


@pytest.mark.parametrize("state", HandoverState)
def test_a_hand_over_says_in_one_word_how_it_stands(state: HandoverState) -> None:
    said = words_of(handover(state))
    assert [each for each, (word, _) in drawer_words.HANDOVERS.items() if f" {word} " in said] == [state]
    assert ("Yang menerima 930228" in said) == (state is not HandoverState.WITHDRAWN)
    assert ("BEDA -Rp1.000" in said) == (state is HandoverState.DISPUTED)


def test_a_dispute_keeps_both_counts_and_three_signatures() -> None:
    said = words_of(handover(HandoverState.DISPUTED))
    assert "JUMLAH Rp971.400" in said
    assert "DIHITUNG YANG MENERIMA 100.000 x 9 Rp900.000" in said
    assert "Alasan satu koin Rp1.000 tidak ada" in said
    assert said.endswith("Penyelia 880101")


def test_the_deposit_slip_is_what_was_counted_less_what_stays() -> None:
    said = words_of(deposit())
    assert "Dihitung di laci Rp971.400 Tinggal sebagai kas awal -Rp200.000" in said
    assert f"SETORAN Rp771.400 Terbilang {rupiah_in_words(771_400)}" in said
    assert COUNTED.total - STAYS.total == deposit().amount == 771_400
    *pieces, whole = amounts(texts_of(deposit(), PROFILES["thermal-80"]), "PECAHAN YANG DISETOR", "SETORAN")
    assert sum(pieces) == whole
    assert "Penyelia 880101" in words_of(replace(deposit(), closed_by="880101"))


def test_coins_below_a_hundred_are_one_row() -> None:
    count = count_of({}, Rupiah(50))
    assert "koin di bawah 100 Rp50" in words_of(replace(deposit(), counted=count, stays=NOTHING))


def test_every_state_of_a_payment_has_its_word() -> None:
    assert drawer_words.STATES.keys() == set(PaymentState)
    assert len(set(drawer_words.STATES.values())) == len(PaymentState)


@every_profile
def test_hostile_words_command_nothing(profile: PrinterProfile) -> None:
    moved, offered = movement(), handover(HandoverState.DISPUTED)
    papers: tuple[ZReport | XReport | CashMovementSlip | HandoverSlip | DepositSlip, ...] = (
        replace(z_report(), clerk_id=HOSTILE, reason=HOSTILE, approved_by=HOSTILE, handed_to=HOSTILE),
        replace(x_report(), clerk_id=HOSTILE, asked_by=HOSTILE),
        replace(moved, movement=replace(moved.movement, reason=HOSTILE, clerk_id=HOSTILE)),
        replace(offered, handover=replace(offered.handover, reason=HOSTILE, receiver_id=HOSTILE)),
        replace(deposit(), clerk_id=HOSTILE, closed_by=HOSTILE),
    )
    for paper in papers:
        out = read(render(paper, profile, "escpos"))
        assert len(out.cuts) == (0 if profile.name == "thermal-58-basic" else 1)
        assert "<imgsrc=x>=cmd()" in "".join("".join(out.texts).split())


def test_no_drawer_holds_more_than_can_be_put_into_words() -> None:
    most = count_of(dict.fromkeys(DENOMINATIONS, 100_000))
    assert most.total <= LARGEST
    assert rupiah_in_words(most.total) in words_of(replace(deposit(), counted=most, stays=NOTHING))
