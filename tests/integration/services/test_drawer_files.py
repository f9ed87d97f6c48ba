"""The X and the Z report as files: who may have them, what is in them, and that the journal knows of each."""

import hashlib
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.training import MARK, WARNING
from counter_app.reports.closing import ClosingPages
from counter_app.services.drawer_files import DrawerFiles
from counter_app.services.x_report import XReports
from tests.helpers.drawer_slips import x_report, z_report
from tests.integration.services.conftest import CLERK, OTHER_CLERK, SUPERVISOR, Bench

FLOAT = Rupiah(200_000)


@pytest.fixture
def files(bench: Bench) -> DrawerFiles:
    return DrawerFiles(bench.store, ClosingPages(), bench.office, bench.clock)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def close_one(bench: Bench) -> None:
    bench.shifts.open(CLERK, in_few_pieces(FLOAT))
    bench.shifts.close(CLERK, FLOAT)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_a_z_report_on_pages_says_all_that_the_roll_says() -> None:
    report = z_report()
    said = text_of(ClosingPages().z_report(report))
    for words in (
        "Laporan Z 17",
        "40111-03-000101 s.d. 40111-03-000144",
        "Rp1.889.100",
        "Terkonfirmasi pusat",
        "Seharusnya",
        "Rp972.400",
        "-Rp1.000",
        "Alasan selisih: kembalian satu pembayar salah hitung · disetujui 880101",
        "Lembar 100.000",
        "Koin 1.000",
        "Tinggal sebagai kas awal Rp200.000 · disetor Rp771.400",
        "Slip bukan tunai",
        "Belum selesai (3)",
        "SI** AM** BI** AB**",
        report.head.hash,
        "Petugas 920415",
        "Penyelia 880101",
        "Halaman 1 dari 2",
        "Halaman 2 dari 2",
    ):
        assert words in said, words


def test_the_same_report_is_the_same_file() -> None:
    pages = ClosingPages()
    assert pages.z_report(z_report()) == pages.z_report(z_report())
    assert pages.x_report(x_report()) == pages.x_report(x_report())


def test_a_close_from_before_it_was_numbered_has_the_parts_that_were_known() -> None:
    report = replace(z_report(), number=0, count=None, stays=None, slips=(), programmes=(), states=(), unsettled=())
    report = replace(report, fees=replace(report.fees, count=0), reason="", approved_by="")
    said = text_of(ClosingPages().z_report(report))
    assert "Laporan Z\n" in said
    assert "Semua pembayaran selesai." in said
    for absent in ("Pecahan", "Slip bukan tunai", "Menurut status", "Menurut program", "Penyelia", "Alasan"):
        assert absent not in said, absent


def test_a_drawer_handed_over_by_somebody_else_is_named() -> None:
    said = text_of(ClosingPages().z_report(replace(z_report(), closed_by="880101", handed_to="930228")))
    assert "penyelia 880101" in said
    assert "kepada 930228" in said


def test_an_x_report_on_pages_says_that_it_closes_nothing_and_hides_what_it_hid() -> None:
    whole = text_of(ClosingPages().x_report(x_report()))
    assert "Bukan laporan Z" in whole
    assert "Rp972.400" in whole
    blind = text_of(ClosingPages().x_report(replace(x_report(), drawer=None)))
    assert "Rp972.400" not in blind
    assert "Isi laci dinyatakan sesudah dihitung" in blind


def test_reports_of_a_training_office_say_so_on_every_page() -> None:
    office = replace(z_report().office, id=MARK, name=f"{MARK} Kantor")
    for content in (
        ClosingPages().z_report(replace(z_report(), office=office)),
        ClosingPages().x_report(replace(x_report(), office=office)),
    ):
        assert all(WARNING in page.extract_text() for page in PdfReader(BytesIO(content)).pages)


# --- who may have them ------------------------------------------------------------------------------------------------


def test_a_clerk_saves_the_z_report_of_their_shift_and_the_journal_knows_the_file(
    bench: Bench, files: DrawerFiles
) -> None:
    close_one(bench)
    (close,) = files.closes(CLERK)
    made = files.z_pdf(CLERK, close.shift_id)
    assert made.name == f"laporan-z-{bench.office.counter_id}-1.pdf"
    assert "Laporan Z 1" in text_of(made.content)
    (entry,) = bench.entries(Act.REPORT_MADE)
    digest = hashlib.sha256(made.content).hexdigest()
    assert entry == {"kind": "z", "z": 1, "form": "pdf", "sha256": digest, "actor": CLERK.id}
    assert files.z_pdf(CLERK, close.shift_id) == made
    assert bench.verification.run().fault is None


def test_another_clerk_is_offered_and_given_nothing_a_supervisor_everything(bench: Bench, files: DrawerFiles) -> None:
    close_one(bench)
    close_one(bench)
    assert [each.number for each in files.closes(SUPERVISOR)] == [2, 1]
    assert files.closes(OTHER_CLERK) == []
    shift = files.numbered(SUPERVISOR, 1)
    with pytest.raises(Declined) as refused:
        files.z_pdf(OTHER_CLERK, shift)
    assert refused.value.reason is Reason.SHIFT_OF_ANOTHER
    assert "Laporan Z 1" in text_of(files.z_pdf(SUPERVISOR, shift).content)


def test_a_number_that_is_not_here_is_refused(bench: Bench, files: DrawerFiles) -> None:
    with pytest.raises(Declined) as refused:
        files.numbered(CLERK, 9)
    assert refused.value.reason is Reason.SHIFT_OF_ANOTHER
    assert bench.entries(Act.REPORT_MADE) == []


def test_an_x_report_is_saved_as_it_was_taken_by_whoever_took_it(bench: Bench, files: DrawerFiles) -> None:
    bench.shifts.open(CLERK, in_few_pieces(FLOAT))
    slip = XReports(bench.store, bench.office, bench.clock).take(CLERK).slip
    assert slip.subject_id is not None
    before = files.x_pdf(CLERK, slip.subject_id)
    bench.sell()
    assert files.x_pdf(CLERK, slip.subject_id) == before
    with pytest.raises(Declined):
        files.x_pdf(OTHER_CLERK, slip.subject_id)
    assert (
        bench.entries(Act.REPORT_MADE)
        == [{"kind": "x", "form": "pdf", "sha256": hashlib.sha256(before.content).hexdigest(), "actor": CLERK.id}] * 2
    )
