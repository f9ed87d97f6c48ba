"""Who is due, in the months of grace, or lapsed: held against an oracle that counts months on its fingers."""

from calendar import monthrange
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Protection
from counter_app.domain.receipt import Office
from counter_app.domain.reminder import (
    LISTED,
    Cover,
    Stage,
    chat_link,
    chat_number,
    cover_of,
    months_of,
    outlook,
)
from counter_app.domain.tariff import first_month_due
from counter_app.services import reminder_words
from tests.helpers.builders import BUSINESS_DATE, KPJ, NIK, a_bill, a_participant

GRACE = 3
DAYS = st.dates(date(2019, 1, 1), date(2041, 12, 31))
OFFICE = Office("40115", "Kantor Pos Bandung", "Jl. Asia Afrika 49, Bandung", "01", "Asia/Jakarta")


def month_ends_from(paid_until: date, today: date) -> int:
    """How many months have to be turned over, one by one, from the paid one to this one; below 0 for paid ahead."""
    turned, month = 0, (paid_until.year, paid_until.month)
    while month < (today.year, today.month):
        month = (month[0] + month[1] // 12, month[1] % 12 + 1)
        turned += 1
    return turned if (paid_until.year, paid_until.month) <= (today.year, today.month) else -1


def oracle(paid_until: date, today: date) -> Stage:
    behind = month_ends_from(paid_until, today)
    if behind < 0:
        return Stage.AHEAD
    return Stage.DUE if behind == 0 else Stage.GRACE if behind <= 3 else Stage.LAPSED


@given(paid_until=DAYS, today=DAYS)
@example(date(2024, 2, 29), date(2024, 5, 31))
@example(date(2024, 2, 29), date(2024, 6, 1))
@example(date(2023, 11, 30), date(2024, 2, 29))
@example(date(2023, 11, 30), date(2024, 3, 1))
@example(date(2025, 12, 31), date(2026, 1, 1))
def test_the_calendar_decides_as_somebody_counting_months_would(paid_until: date, today: date) -> None:
    assert cover_of(paid_until, today, GRACE).stage is oracle(paid_until, today)


@given(paid_until=DAYS, today=DAYS)
def test_the_last_protected_day_is_the_last_on_which_nobody_has_lapsed(paid_until: date, today: date) -> None:
    cover = cover_of(paid_until, today, GRACE)
    if cover.stage in LISTED:
        assert cover.ends is not None
        assert cover.ends.day == monthrange(cover.ends.year, cover.ends.month)[1]
        assert oracle(paid_until, cover.ends) is not Stage.LAPSED
        assert oracle(paid_until, cover.ends + timedelta(days=1)) is Stage.LAPSED
        assert (cover.stage is Stage.LAPSED) is (cover.ends < today)


@given(paid_until=DAYS, today=DAYS)
def test_each_list_holds_exactly_whom_the_calendar_puts_there(paid_until: date, today: date) -> None:
    month = Month.of(paid_until)
    lists = []
    for stage in LISTED:
        first, last = months_of(stage, today, GRACE)
        if (first is None or first <= month) and month <= last:
            lists.append(stage)
    stage = oracle(paid_until, today)
    assert lists == ([stage] if stage in LISTED else [])


@given(paid_until=DAYS, today=DAYS)
def test_whoever_is_still_protected_pays_on_and_whoever_lapsed_begins_now(paid_until: date, today: date) -> None:
    stage, due = cover_of(paid_until, today, GRACE).stage, first_month_due(paid_until, today, GRACE)
    assert due == (Month.of(today) if stage is Stage.LAPSED else Month.of(paid_until) + 1)


def test_the_hosts_word_that_it_has_lapsed_counts_more_than_the_calendar() -> None:
    cover = cover_of(date(2026, 10, 31), BUSINESS_DATE, GRACE, Protection.LAPSED)
    assert cover == Cover(Stage.LAPSED, date(2026, 10, 31), date(2026, 10, 31))
    this_month = cover_of(date(2026, 11, 30), BUSINESS_DATE, GRACE, Protection.LAPSED)
    assert this_month.ends == BUSINESS_DATE - timedelta(days=1)


def test_who_never_paid_has_nothing_that_ends() -> None:
    assert cover_of(None, BUSINESS_DATE, GRACE, Protection.NEW) == Cover(Stage.NEVER, None)


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    assert cover_of(date.max, BUSINESS_DATE, GRACE) == Cover(Stage.AHEAD, date.max)


def test_the_outlook_asks_for_what_the_bill_comes_to() -> None:
    bill = a_bill(3)
    assert outlook(a_participant(), bill, BUSINESS_DATE, GRACE).amount == bill.total == 25_200
    assert outlook(a_participant(), None, BUSINESS_DATE, GRACE).amount is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0812-0000-0001", "6281200000001"),
        ("0812 0000 0001", "6281200000001"),
        ("(0812) 00000001", "6281200000001"),
        ("+62 812 0000 0001", "6281200000001"),
        ("+62 (0)812 0000 0001", "6281200000001"),
        ("62812.0000.0001", "6281200000001"),
        ("0062 812 0000 0001", "6281200000001"),
        ("81200000001", "6281200000001"),
        ("0800-000-0001", "628000000001"),
        ("022-4200000", None),
        ("+1 812 000 0001", None),
        ("0812", None),
        ("08120000000012345", None),
        ("٠٨١٢٠٠٠٠٠٠٠١", None),
        ("", None),
    ],
)
def test_a_mobile_number_is_written_as_chats_want_it(written: str, number: str | None) -> None:
    assert chat_number(written) == number


@given(st.text(max_size=40))
def test_whatever_stands_in_the_telephone_field_is_a_mobile_number_or_none(text: str) -> None:
    number = chat_number(text)
    assert number is None or (number.isascii() and number.isdigit() and number.startswith("628"))


@given(st.text(max_size=80))
def test_a_chat_link_carries_its_words_unharmed(words: str) -> None:
    link = urlsplit(chat_link("6281200000001", words))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/6281200000001")
    assert parse_qs(link.query, keep_blank_values=True, strict_parsing=True) == {"text": [words]}


@pytest.mark.parametrize("paid", [date(2026, 11, 30), date(2026, 9, 30), date(2026, 5, 31)])
def test_a_message_reproaches_nobody_and_holds_no_number_of_theirs(paid: date) -> None:
    cover = cover_of(paid, BUSINESS_DATE, GRACE)
    words = reminder_words.message("Siti Rahmawati", OFFICE, cover, Rupiah(8_400))
    assert words.startswith("Yth. Bapak/Ibu Siti Rahmawati, salam dari Kantor Pos Bandung.")
    assert "Rp8.400 untuk satu bulan" in words
    assert NIK not in words
    assert KPJ not in words
    assert len(words) < 300
    assert "{" not in words


def test_a_message_says_the_days_of_each_stage() -> None:
    said = {
        paid: reminder_words.message("Siti", OFFICE, cover_of(paid, BUSINESS_DATE, GRACE), None)
        for paid in (date(2026, 11, 30), date(2026, 9, 30), date(2026, 5, 31))
    }
    assert [day in words for words, day in zip(said.values(), _DAYS_SAID, strict=True)] == [True] * 3
    assert all("Rp" not in words for words in said.values())


_DAYS_SAID = ("sampai 30 November 2026", "berakhir 31 Desember 2026", "sejak 1 September 2026")


def test_a_name_with_unseen_characters_or_without_end_stays_on_its_line() -> None:
    assert reminder_words.plain(" Siti\n\u202eAminah\t ") == "Siti Aminah"
    assert len(reminder_words.plain("Wira" * 60)) == reminder_words.LONGEST_NAME
