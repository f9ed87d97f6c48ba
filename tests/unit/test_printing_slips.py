"""What stands on slips, at every width and in every format."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Pending, Sum, Unsettled
from counter_app.domain.money import LARGEST, Rupiah, format_rupiah, parse_rupiah, rupiah_in_words
from counter_app.domain.paper import Paper
from counter_app.domain.refund import RefundCause
from counter_app.domain.slip import RefundSlip, ReversalSlip, Standing
from counter_app.domain.z_report import ZReport
from counter_app.printing import slip_words
from counter_app.printing.closing import head_text
from counter_app.printing.document import Amount, LayoutError
from counter_app.printing.flow import Line, lines
from counter_app.printing.picture import width_px
from counter_app.printing.profile import PROFILES, PrinterProfile
from counter_app.printing.reader import read
from counter_app.printing.render import FORMATS, document_of, render
from tests.helpers.slips import closing, refund, reversal

UP_TO_A_TRILLION = st.integers(0, 10**12).map(Rupiah)
MONEY_AT_END = re.compile(r"(-?)(Rp[\d.]+)$")
SLIPS = {"refund": refund(), "reversal": reversal(), "closing": closing()}
every_slip = pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
HOSTILE = "\x1b@\x1dV\x00\x10\x14\x01\x00\x05\u202eBUDI\u2066 \N{WOMAN}<img src=x>=cmd()\n\x9b2J"


@st.composite
def refunds(draw: st.DrawFn) -> RefundSlip:
    return replace(
        refund(),
        amount=draw(UP_TO_A_TRILLION),
        cause=draw(st.sampled_from(RefundCause)),
        means=draw(st.sampled_from(TenderKind)),
        name=draw(st.text(min_size=1, max_size=200)),
        copy=draw(st.integers(0, 99)),
    )


@st.composite
def reversals(draw: st.DrawFn) -> ReversalSlip:
    return replace(
        reversal(),
        amount=draw(UP_TO_A_TRILLION),
        standing=draw(st.sampled_from(Standing)),
        reason=draw(st.text(min_size=1, max_size=200)),
        host_reference=draw(st.none() | st.text(max_size=60)),
        name=draw(st.text(min_size=1, max_size=200)),
        copy=draw(st.integers(0, 99)),
    )


@st.composite
def closings(draw: st.DrawFn) -> ZReport:
    sums = st.builds(Sum, st.integers(0, 9_999), UP_TO_A_TRILLION)
    kinds = draw(st.sets(st.sampled_from(TenderKind))) | {TenderKind.CASH}
    open_ = draw(
        st.lists(
            st.builds(Unsettled, st.just("40111-03-000102"), UP_TO_A_TRILLION, st.sampled_from(Pending)), max_size=4
        )
    )
    return replace(
        closing(),
        closed_by=draw(st.sampled_from(("920415", "880101"))),
        float_amount=draw(UP_TO_A_TRILLION),
        takings=tuple((kind, draw(sums)) for kind in TenderKind if kind in kinds),
        returned_cash=draw(sums),
        returned_otherwise=draw(sums),
        counted=draw(UP_TO_A_TRILLION),
        unsettled=tuple(open_),
        copy=draw(st.integers(0, 99)),
    )


def texts_of(paper: Paper, profile: PrinterProfile) -> list[str]:
    return read(render(paper, profile, "escpos")).texts


def words_of(paper: Paper, profile: str = "thermal-80") -> str:
    return " ".join(" ".join(texts_of(paper, PROFILES[profile])).split())


def amounts(texts: list[str], first: str, last: str) -> list[int]:
    """The money between two lines, the second one's own included."""
    start = next(index for index, text in enumerate(texts) if text.startswith(first))
    end = next(index for index in range(start + 1, len(texts)) if texts[index].startswith(last))
    found = [MONEY_AT_END.search(text) for text in texts[start : end + 1]]
    return [(-1 if match[1] else 1) * parse_rupiah(match[2]) for match in found if match]


@given(closings(), st.sampled_from(list(PROFILES.values())))
def test_whoever_adds_up_the_closing_slip_gets_its_sums(slip: ZReport, profile: PrinterProfile) -> None:
    texts = texts_of(slip, profile)
    *drawer, expected = amounts(texts, "LACI", "Seharusnya")
    assert sum(drawer) == expected == slip.expected
    expected, counted, variance = amounts(texts, "Seharusnya", "SELISIH")
    assert counted - expected == variance == slip.variance
    *taken, whole = amounts(texts, "PENERIMAAN", "Jumlah")
    assert sum(taken) == whole == sum(each.amount for _, each in slip.takings)
    if slip.unsettled:
        *rows, whole = amounts(texts, "BELUM SELESAI", "Jumlah")
        assert sum(rows) == whole == sum(row.amount for row in slip.unsettled)


@given(refunds() | reversals() | closings(), st.sampled_from((32, 42, 48)))
def test_no_line_is_wider_than_the_paper_and_no_money_is_cut(slip: Paper, columns: int) -> None:
    paper = document_of(slip)
    rows = [row for row in lines(paper, columns) if isinstance(row, Line)]
    assert all(len(row.text) * row.size.across <= columns for row in rows)
    due = [format_rupiah(block.rupiah) for block in paper.blocks if isinstance(block, Amount)]
    ends = [match[0] for row in rows if (match := MONEY_AT_END.search(row.text))]
    assert [end for end in ends if end in due] == due


@given(refunds() | reversals() | closings(), st.sampled_from(list(PROFILES.values())))
def test_every_slip_is_bytes_that_a_printer_knows_and_is_cut_once(slip: Paper, profile: PrinterProfile) -> None:
    paper = read(render(slip, profile, "escpos"))
    assert paper.code_page == "cp437"
    assert len(paper.cuts) == (0 if profile.name == "thermal-58-basic" else 1)


@every_profile
def test_a_refund_slip_says_why_how_much_and_who_signs(profile: PrinterProfile) -> None:
    said = words_of(refund(), profile.name)
    for fact in (
        "BUKTI PENGEMBALIAN UANG",
        "DITOLAK tidak dibukukan oleh pusat",
        "Kuitansi 40111-03-000128",
        "Waktu 22 Nov 2026 11.15 WIB",
        "Loket 03 Petugas 920415",
        "Nama BUDI SANTOSO NIK ************0002",
        "JUMLAH Rp11.900",
        f"Terbilang {rupiah_in_words(11_900)}",
        "Cara tunai dari laci loket",
        "Uang sudah kembali penuh.",
        "Penerima uang",
    ):
        assert fact in said
    assert said.endswith("Petugas 920415")


def test_what_goes_back_by_other_means_is_not_signed_for_as_cash() -> None:
    said = words_of(replace(refund(), means=TenderKind.QRIS))
    assert "lewat QRIS, bukan tunai" in said
    assert "Penerima uang" not in said


@pytest.mark.parametrize("cause", RefundCause)
def test_every_cause_has_one_word_of_its_own(cause: RefundCause) -> None:
    said = words_of(replace(refund(), cause=cause))
    assert [each for each, (word, _) in slip_words.CAUSES.items() if word in said] == [cause]


@every_profile
def test_a_reversal_slip_says_that_the_money_is_not_back_yet(profile: PrinterProfile) -> None:
    said = words_of(reversal(), profile.name)
    for fact in (
        "PERMINTAAN PEMBALIKAN",
        "DIMINTA menunggu keputusan pusat",
        "Kuitansi 40111-03-000127",
        "Petugas 920415 Penyelia 880101",
        "Alasan salah peserta, pembayar menunjukkan kartu yang lain",
        "Ref. pusat BPU2026112200004711",
        "Nama SITI AMINAH BINTI ABDULLAH NIK ************0002",
        "JUMLAH Rp289.600",
        "UANG BELUM DIKEMBALIKAN.",
    ):
        assert fact in said


@pytest.mark.parametrize("standing", Standing)
def test_only_while_it_is_so_a_slip_says_the_money_is_not_back(standing: Standing) -> None:
    said = words_of(replace(reversal(), standing=standing))
    assert ("BELUM DIKEMBALIKAN" in said) == (standing in {Standing.ASKED, Standing.AGREED})
    assert ("sudah kembali" in said) == (standing is Standing.RETURNED)


def test_a_reversal_of_what_is_not_posted_yet_names_no_reference() -> None:
    assert "Ref. pusat" not in words_of(replace(reversal(), host_reference=None))


@every_profile
def test_a_closing_slip_says_everything_a_supervisor_compares(profile: PrinterProfile) -> None:
    said = words_of(closing(), profile.name)
    for fact in (
        "LAPORAN Z Penutupan loket",
        "Loket 03 Petugas 920415 Dibuka 22 Nov 2026 08.15 WIB Ditutup 22 Nov 2026 15.15 WIB",
        "Tunai (41x) Rp1.284.300 QRIS (3x) Rp604.800 Jumlah Rp1.889.100",
        "Kas awal Rp200.000 Tunai diterima Rp1.284.300 Tunai kembali (1x) -Rp11.900",
        "Seharusnya Rp1.472.400 Dihitung Rp1.471.400",
        "SELISIH -Rp1.000 kurang dari seharusnya",
        "BELUM SELESAI: 3 terbawa ke shift berikut",
        "40111-03-000102 ditolak, uang belum kembali Rp8.400",
        "40111-03-000127 pembalikan diminta Rp289.600",
        "40111-03-000141 belum pasti Rp16.800",
        "Jumlah Rp314.800",
        "Entri 1204 Hash 5f2c9f0c 1a7d4f2b 8e6a3d9c 0b1e7f4a 5d6c8b9a 0e1f2d3c 4b5a6978 8796a5b4",
    ):
        assert fact in said
    assert said.endswith("Petugas 920415")
    assert "Penyelia" not in said
    assert "Kembali bukan tunai" not in said


@pytest.mark.parametrize(
    ("counted", "verdict"), [(1_472_400, "SELISIH Rp0 pas"), (1_472_900, "SELISIH Rp500 lebih dari seharusnya")]
)
def test_a_variance_is_named_with_its_direction(counted: int, verdict: str) -> None:
    assert verdict in words_of(replace(closing(), counted=Rupiah(counted)))


def test_a_shift_that_somebody_else_closed_is_signed_by_both() -> None:
    said = words_of(replace(closing(), closed_by="880101", returned_otherwise=Sum(1, Rupiah(8_400))))
    assert said.endswith("Petugas 920415 " + "\u2500" * 48 + " Penyelia 880101")
    assert "Kembali bukan tunai (1x) Rp8.400" in said


def test_a_shift_with_nothing_left_open_says_so() -> None:
    said = words_of(replace(closing(), unsettled=()))
    assert "Semua pembayaran selesai." in said
    assert "BELUM SELESAI" not in said


@every_profile
def test_the_code_on_the_closing_slip_holds_the_journals_head(profile: PrinterProfile) -> None:
    slip = closing()
    assert head_text(slip) == f"LJ1:40111*03*1204*{slip.head.hash.upper()}"
    paper = read(render(slip, profile, "escpos"))
    assert paper.qr == [head_text(slip)] or paper.rasters


@every_slip
def test_every_copy_of_a_slip_says_so(slip: RefundSlip | ReversalSlip | ZReport) -> None:
    assert "SALINAN" not in words_of(slip)
    assert "SALINAN 3" in words_of(replace(slip, copy=3))


@every_slip
def test_a_slip_never_passes_for_the_receipt_it_is_about(slip: RefundSlip | ReversalSlip | ZReport) -> None:
    said = words_of(slip)
    assert "Nomor" not in said
    assert "BUKTI PEMBAYARAN" not in said
    assert "TANDA TERIMA" not in said


@every_profile
def test_hostile_words_command_nothing(profile: PrinterProfile) -> None:
    hostile = (
        replace(refund(), name=HOSTILE, clerk_id=HOSTILE),
        replace(reversal(), name=HOSTILE, reason=HOSTILE, host_reference=HOSTILE, approved_by=HOSTILE),
        replace(closing(), clerk_id=HOSTILE, closed_by=HOSTILE),
    )
    for slip in hostile:
        paper = read(render(slip, profile, "escpos"))
        assert len(paper.cuts) == (0 if profile.name == "thermal-58-basic" else 1)
        assert "<imgsrc=x>=cmd()" in "".join("".join(paper.texts).split())


@every_slip
@every_profile
def test_every_format_holds_the_slip(slip: Paper, profile: PrinterProfile) -> None:
    (page,) = PdfReader(BytesIO(render(slip, profile, "pdf"))).pages
    said = "".join(page.extract_text().split())
    blocks = document_of(slip).blocks
    assert all(format_rupiah(block.rupiah) in said for block in blocks if isinstance(block, Amount))
    assert Image.open(BytesIO(render(slip, profile, "png"))).width == width_px(profile.paper_mm)
    assert all(render(slip, profile, wanted) == render(slip, profile, wanted) for wanted in FORMATS)


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_an_amount_that_cannot_be_said_in_words_is_refused_before_printing(amount: int) -> None:
    for slip in (replace(refund(), amount=Rupiah(amount)), replace(reversal(), amount=Rupiah(amount))):
        with pytest.raises(LayoutError):
            document_of(slip)
