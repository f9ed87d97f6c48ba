"""Letters and the page about benefits, as a payer holds them."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app import resources
from counter_app.benefits_file import benefit_figures
from counter_app.domain.benefits import explain
from counter_app.domain.bill import Programme
from counter_app.domain.calendar_words import day_in_words
from counter_app.domain.letter import Letter
from counter_app.domain.money import Rupiah
from counter_app.domain.receipt import Office
from counter_app.domain.reminder import cover_of
from counter_app.domain.tariff import Payer, Sector
from counter_app.reports.benefits import BenefitsPage
from counter_app.reports.letters import LetterPages
from counter_app.services import reminder_words
from tests.helpers.builders import BUSINESS_DATE

OFFICE = Office("40115", "Kantor Pos Bandung", "Jl. Asia Afrika 49, Bandung", "01", "Asia/Jakarta")


def a_letter(name: str = "Siti Rahmawati", paid: date = date(2026, 9, 30)) -> Letter:
    stake = (Rupiah(42_000_000), Rupiah(48_000_000))
    cover = cover_of(paid, BUSINESS_DATE, 3)
    return reminder_words.letter(name, OFFICE, cover, Rupiah(8_400), stake, BUSINESS_DATE)


def made(*letters: Letter) -> bytes:
    pdf = LetterPages().pdf(letters, OFFICE, lambda _done, _of: None, lambda: False)
    assert pdf is not None
    return pdf


def words(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("paid", [date(2026, 11, 30), date(2026, 9, 30), date(2026, 3, 31)])
def test_a_letter_says_who_how_it_stands_and_what_is_at_stake(paid: date) -> None:
    (page,) = words(made(a_letter(paid=paid)))
    assert "Kepada Yth. Siti Rahmawati di tempat" in page
    assert "Bandung, 22 November 2026" in page
    assert "Rp8.400" in page
    assert "Rp42.000.000" in page
    assert "Rp48.000.000" in page
    assert "tidak ingin menerima surat" in page


def test_an_address_that_is_known_stands_in_the_window_of_the_envelope() -> None:
    known = Letter(BUSINESS_DATE, "Siti", ("Jl. Braga 1", "40111 Bandung"), "Iuran", ("Isi.",))
    (page,) = words(made(known))
    assert "Siti Jl. Braga 1 40111 Bandung" in page
    assert "di tempat" not in page


def test_each_letter_is_one_page_and_has_its_own_reader_only() -> None:
    pages = words(made(a_letter("Siti"), a_letter("Budi"), a_letter("Wira" * 60)))
    assert len(pages) == 3
    assert ["Siti" in page for page in pages] == [True, False, False]


def test_the_same_letters_are_the_same_bytes() -> None:
    assert made(a_letter(), a_letter("Budi")) == made(a_letter(), a_letter("Budi"))


def test_markup_in_a_name_is_a_name() -> None:
    (page,) = words(made(a_letter("<b>Siti</b> & <para>")))
    assert "<b>Siti</b> & <para>" in page


def test_stopping_leaves_no_file_and_says_how_far_it_was() -> None:
    done: list[tuple[int, int]] = []
    pdf = LetterPages().pdf([a_letter()] * 9, OFFICE, lambda *progress: done.append(progress), lambda: len(done) == 4)
    assert pdf is None
    assert done == [(1, 9), (2, 9), (3, 9), (4, 9)]


@pytest.mark.parametrize("income", [0, 3_500_000, 2_000_000_000])
def test_the_benefits_fit_one_page_and_are_the_same_bytes(income: int) -> None:
    payer = Payer(Rupiah(income), Sector.OTHER)
    explanation = explain(payer, tuple(Programme), resources.tariff(), benefit_figures(), BUSINESS_DATE)
    pdf = BenefitsPage().pdf(explanation, OFFICE, BUSINESS_DATE)
    (page,) = words(pdf)
    assert "Rp42.000.000" in page
    assert "48 × penghasilan" in page
    assert "Rp174.000.000" in page
    assert "Angka umum menurut" in page
    assert "Dicetak 22 November 2026" in page
    assert pdf == BenefitsPage().pdf(explanation, OFFICE, BUSINESS_DATE)


def test_days_are_said_in_full() -> None:
    assert [day_in_words(date(2028, month, 29)) for month in (2, 5, 8, 10, 12)] == [
        "29 Februari 2028",
        "29 Mei 2028",
        "29 Agustus 2028",
        "29 Oktober 2028",
        "29 Desember 2028",
    ]
