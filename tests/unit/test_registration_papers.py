"""What a worker reads before it counts, and the slip they take home: every word, at every width, in every format."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import resources
from counter_app.consent_file import consent_text
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.identity import Sex
from counter_app.domain.months import Month
from counter_app.domain.paper import Paper
from counter_app.domain.people import Actor, Role
from counter_app.domain.printer import Form as PaperForm
from counter_app.domain.registration import Refusal
from counter_app.domain.registration_form import Form, HeirForm
from counter_app.domain.registration_slip import RegistrationStanding
from counter_app.domain.tariff import Sector
from counter_app.domain.training import OFFICE_ID
from counter_app.printing.document import Qr
from counter_app.printing.flow import Line, lines
from counter_app.printing.profile import PROFILES, THERMAL_58, PrinterProfile
from counter_app.printing.registration import REFUSALS, STANDINGS, slip_document
from counter_app.printing.render import FORMATS, ReceiptPaper, document_of, render
from counter_app.services.registration_papers import RegistrationPapers
from counter_app.services.registration_quoting import quote_of
from counter_app.services.registration_summary import Summary, summary_of
from tests.helpers.clocks import ManualClock
from tests.helpers.counters import CLERK, Drawer
from tests.helpers.receipts import OFFICE
from tests.helpers.registration_slips import issued, reading, received, refused, signed
from tests.helpers.registrations import WOMAN, a_form

PAPERS: dict[str, Paper] = {"received": received(), "issued": issued(), "refused": refused(), "reading": reading()}
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
HOSTILE = "\x1b@\x1dV\x00\u202eRATNA\u2066<img src=x>\n\x9b2J"
NOVEMBER = Month(2026, 11)


def summary(form: Form) -> Summary:
    return summary_of(form, quote_of(form, resources.tariff(), NOVEMBER))


def text(profile: PrinterProfile, name: str) -> str:
    return render(PAPERS[name], profile, "txt").decode()


# --- the summary ---------------------------------------------------------------------------------------------------


def test_the_worker_reads_every_answer_in_their_own_language_and_no_full_nik() -> None:
    read = summary(a_form(email="ratna@contoh.id", employer=True))
    assert read.name == "Ratna Kusumawati"
    assert dict(read.person) == {
        "NIK": "************0011",
        "Lahir": "Jakarta, 5 April 1990",
        "Kelamin": "perempuan",
        "Alamat": "Jl. Kemanggisan Raya 12, Jakarta Barat",
        "Nama ibu": "Sulastri",
        "Telepon": "0812 3456 7890",
        "Surel": "ratna@contoh.id",
    }
    assert dict(read.work) == {
        "Pekerjaan": "Pedagang pasar (sektor lain)",
        "Tempat": "Pasar Palmerah",
        "Jam": "06.00-14.00",
        "Pendapatan": "Rp3.500.000 sebulan",
        "Majikan": "ya, pemberi kerja: JHT wajib",
        "Mulai": "November 2026",
        "Cabang": "Jakarta Barat",
        "Ahli waris": "Bagas Kusuma (suami)",
    }


def test_what_a_month_costs_is_the_sum_of_its_parts_and_each_relief_is_named() -> None:
    read = summary(a_form())
    assert read.cost == sum(amount for _, amount in read.parts) == 89_650
    assert [name for name, _ in read.parts] == [
        "Kecelakaan Kerja (JKK) (keringanan PP 50/2025)",
        "Kematian (JKM) (keringanan PP 50/2025)",
        "Hari Tua (JHT)",
    ]


def test_an_heirs_nik_is_masked_and_each_heir_has_a_line() -> None:
    heirs = (HeirForm("Bagas", "suami", "3173064504900099"), HeirForm("Citra", "anak"))
    said = [words for name, words in summary(a_form(heirs=heirs)).work if name == "Ahli waris"]
    assert said == ["Bagas (suami), NIK ************0099", "Citra (anak)"]


def test_a_form_that_cannot_be_read_is_shown_as_it_was_typed_and_costs_nothing_yet() -> None:
    read = summary(Form(nik="12a4567", income="banyak", birth_date="besok", first_period="nanti"))
    assert read.cost is None
    assert read.parts == ()
    assert dict(read.person)["NIK"] == "***4567"
    assert dict(read.person)["Lahir"] == "-, besok"
    assert dict(read.work)["Pendapatan"] == "banyak sebulan"
    assert dict(read.work)["Mulai"] == "nanti"


def test_every_name_fits_the_left_column_of_narrow_paper() -> None:
    read = summary(a_form(employer=True, email="a@b.id", sex=Sex.MALE.value, sector=Sector.TRANSPORT.value))
    assert max(len(name) for name, _ in (*read.person, *read.work)) <= 10


# --- the papers ----------------------------------------------------------------------------------------------------


@every_profile
@pytest.mark.parametrize("name", PAPERS)
def test_no_line_is_wider_than_the_paper_and_every_format_comes_out(name: str, profile: PrinterProfile) -> None:
    for row in lines(document_of(PAPERS[name]), profile.columns):
        if isinstance(row, Line):
            assert len(row.text) * row.size.across <= profile.columns
    for form in FORMATS:
        assert render(PAPERS[name], profile, form)


@every_profile
def test_the_numbers_that_are_the_workers_stand_whole_and_the_nik_does_not(profile: PrinterProfile) -> None:
    said = text(profile, "issued")
    assert "KPJ TERBIT" in said
    assert "22000001234" in said
    assert "881000001234" in said
    assert "************0011" in said
    assert WOMAN not in said


def test_received_and_issued_are_never_mixed_up() -> None:
    assert "DITERIMA" in text(THERMAL_58, "received")
    assert "menyusul" in text(THERMAL_58, "received")
    assert "TERBIT" not in text(THERMAL_58, "received")
    assert "DITERIMA" not in text(THERMAL_58, "issued")


def test_a_refusal_has_its_reason_in_words_and_no_code() -> None:
    said = text(THERMAL_58, "refused")
    assert "DITOLAK" in said
    assert "tanggal lahir tidak" in said
    assert "LD1:" not in said


def test_the_code_is_the_signed_text_and_without_a_signature_there_is_none() -> None:
    codes = [block.text for block in slip_document(issued()).blocks if isinstance(block, Qr)]
    assert codes == [issued().proof]
    assert not any(isinstance(block, Qr) for block in slip_document(replace(issued(), proof="")).blocks)


def test_a_training_offices_code_is_no_code() -> None:
    slip = signed(replace(issued(), office=replace(OFFICE, id=OFFICE_ID)))
    codes = [block.text for block in slip_document(slip).blocks if isinstance(block, Qr)]
    assert [code.partition("*")[0] for code in codes] == [f"LATIHAN:LD1:{OFFICE_ID}"]


def test_every_standing_and_every_refusal_has_its_words() -> None:
    assert set(STANDINGS) == set(RegistrationStanding)
    assert set(REFUSALS) == set(Refusal)
    for reason in (*Refusal, None):
        assert "Alasan" in render(replace(refused(), refusal=reason), THERMAL_58, "txt").decode()
    withdrawn = render(replace(received(), standing=RegistrationStanding.WITHDRAWN), THERMAL_58, "txt").decode()
    assert "DITARIK" in withdrawn


def test_a_copy_says_so() -> None:
    assert "SALINAN 2" in render(replace(issued(), copy=2), THERMAL_58, "txt").decode()


def test_the_summary_on_paper_says_that_nothing_counts_yet_and_has_room_to_sign() -> None:
    said = text(THERMAL_58, "reading")
    assert "BELUM DIKIRIM" in said
    assert "Calon peserta" in said
    assert "UU 27/2022" in " ".join(said.split())
    assert "Rp89.650" in said
    assert "Rp89.650" not in render(replace(reading(), cost=None), THERMAL_58, "txt").decode()


@given(name=st.text(min_size=1, max_size=120), occupation=st.text(max_size=80))
def test_no_answer_steers_the_printer(name: str, occupation: str) -> None:
    paper = render(replace(issued(), name=name + HOSTILE, occupation=occupation + HOSTILE), THERMAL_58, "txt").decode()
    assert all(character.isprintable() or character == "\n" for character in paper)


# --- printing it ---------------------------------------------------------------------------------------------------


def papers(printer: Drawer) -> RegistrationPapers:
    clock = ManualClock()
    zone = clock.now().tzinfo
    assert zone is not None
    return RegistrationPapers(ReceiptPaper(THERMAL_58), printer, OFFICE, clock, zone)


def test_the_summary_is_printed_for_whoever_may_register() -> None:
    printer = Drawer()
    papers(printer).print_summary(CLERK, summary(a_form()), consent_text().words)
    ((name, paper),) = printer.papers
    assert name == "ringkasan-pendaftaran"
    assert b"Ratna Kusumawati" in paper
    auditor = Actor("P-9", "Agus", Role.AUDITOR)
    with pytest.raises(Declined) as refusal:
        papers(printer).print_summary(auditor, summary(a_form()), "")
    assert refusal.value.reason is Reason.NOT_ALLOWED


def test_on_a_printer_of_pages_the_summary_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Drawer, "form", PaperForm.PAGE)
    printer = Drawer()
    papers(printer).print_summary(CLERK, summary(a_form()), consent_text().words)
    ((_, paper),) = printer.papers
    assert paper.startswith(b"%PDF-")


def test_a_printer_without_paper_is_told() -> None:
    printer = Drawer()
    printer.broken = True
    with pytest.raises(Undelivered):
        papers(printer).print_summary(CLERK, summary(a_form()), "")


# --- the words -----------------------------------------------------------------------------------------------------


def test_the_words_name_the_law_what_is_processed_and_who_receives_it() -> None:
    text_of_consent = consent_text()
    assert text_of_consent.version == "BPU-2026-11"
    for words in ("NIK", "penghasilan", "ahli waris", "BPJS Ketenagakerjaan", "mencabut", "UU 27/2022"):
        assert words in text_of_consent.words
    assert len(text_of_consent.digest) == 64


def test_words_without_a_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    (tmp_path / "consent.txt").write_text("V-1\n\n", encoding="utf-8")
    consent_text.cache_clear()
    with pytest.raises(RuntimeError, match="version"):
        consent_text()
    consent_text.cache_clear()


def test_programmes_are_named_in_full() -> None:
    assert len(summary(a_form(programmes=tuple(Programme))).parts) == len(Programme)
