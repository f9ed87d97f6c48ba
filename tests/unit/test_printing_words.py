"""Days, months and zones as an Indonesian receipt says them."""

from datetime import UTC, date, datetime

import pytest

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.months import Month, run_of
from counter_app.domain.receipt import Wording
from counter_app.printing import words

MORNING = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)


def read(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Jakarta", "22 Nov 2026 01.05 WIB"),
        ("Asia/Pontianak", "22 Nov 2026 01.05 WIB"),
        ("Asia/Makassar", "22 Nov 2026 02.05 WITA"),
        ("Asia/Jayapura", "22 Nov 2026 03.05 WIT"),
        ("Asia/Dili", "22 Nov 2026 03.05 UTC+0900"),
    ],
)
def test_the_time_is_the_offices_and_names_its_zone(zone: str, said: str) -> None:
    assert read(words.moment_text(MORNING, zone)) == said


def test_all_twelve_months_have_indonesian_names() -> None:
    said = [read(words.month_text(month)).split()[0] for month in run_of(Month(2026, 1), 12)]
    assert said == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


def test_months_in_a_row_are_a_range() -> None:
    assert read(words.period_text(run_of(Month(2026, 11), 3))) == "Nov 2026 - Jan 2027"


def test_a_month_alone_and_months_apart_are_named_one_by_one() -> None:
    assert read(words.period_text([Month(2026, 5)])) == "Mei 2026"
    assert read(words.period_text([Month(2026, 1), Month(2026, 3), Month(2026, 4)])) == "Jan 2026, Mar 2026 - Apr 2026"


def test_protection_names_both_days() -> None:
    assert read(words.span_text(date(2026, 11, 1), date(2027, 1, 31))) == "1 Nov 2026 - 31 Jan 2027"


def test_nothing_that_can_stand_on_a_receipt_lacks_its_words() -> None:
    assert set(words.PROGRAMMES) == set(Programme)
    assert set(words.TENDERS) == set(TenderKind)
    assert set(words.TITLES) == set(words.STATES) == set(words.CLOSINGS) == set(Wording)
