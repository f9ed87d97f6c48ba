"""Every refusal has a sentence, in both languages, with its facts in it."""

import string

import pytest

from counter_app.database.errors import DiskFailedAtCommit
from counter_app.domain.anchor import JournalCut
from counter_app.domain.errors import (
    CommitUncertain,
    Declined,
    DiskFull,
    Reason,
    Service,
    Unavailable,
    Undelivered,
    Untrusted,
)
from ui.messages import sentence, sentence_of
from ui.translation import Language, Translation

FACTS: dict[str, str | int] = {
    "position": 7,
    "typed": 15,
    "expected": 16,
    "code": "99",
    "month": "2014-01",
    "months": 4,
    "offered": "1, 2, 3, 6, 12",
    "programme": "JKK",
    "allowed": "JKK, JKM, JHT",
    "left": 3,
    "user": "1001",
    "minutes": 30,
    "least": 6,
    "asked": 412,
    "most": 200,
    "clerk": "1002",
    "missing": 16_800,
    "receipt": "40115-01-000001",
    "number": "40115-01-000009",
    "counter": "02",
    "at": "22 Nov 09.15",
    "last": "23 Nov 09.15",
    "day": "21 Nov 2026",
    "row": 4,
    "rows": 5,
    "line": 6,
    "age": 14,
    "column": "amount",
    "file_fault": "value",
    "amount": 50_000,
    "giver": "1001",
    "receiver": "1002",
    "host": "192.168.1.50",
    "port": 9100,
}
CODES = ("file_fault",)
"""Facts that have words of their own in each language."""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_without_gaps(translation: Translation, language: Language, reason: Reason) -> None:
    translation.use(language)
    said = sentence(Declined(reason, **FACTS))
    assert len(said) > 10
    assert said.endswith(".")
    assert "–" not in said
    assert not [name for _, name, _, _ in string.Formatter().parse(said) if name]


@pytest.mark.parametrize("reason", Reason)
def test_the_two_languages_differ_and_tell_the_same_facts(translation: Translation, reason: Reason) -> None:
    translation.use(Language.ENGLISH)
    told = {
        name: (900 + place if isinstance(fact, int) else f"«{name}»")
        for place, (name, fact) in enumerate(FACTS.items())
        if name not in CODES
    }
    codes = {name: FACTS[name] for name in CODES}
    english = sentence(Declined(reason, **told, **codes))
    translation.use(Language.INDONESIAN)
    indonesian = sentence(Declined(reason, **told, **codes))
    assert english != indonesian
    assert [fact for fact in told.values() if str(fact) in english and str(fact) not in indonesian] == []


def test_missing_cash_is_written_as_money(translation: Translation) -> None:
    translation.use(Language.INDONESIAN)
    assert "Rp6.800" in sentence(Declined(Reason.CASH_SHORT, missing=6_800))


def test_a_fact_that_was_forgotten_does_not_cost_the_sentence(translation: Translation) -> None:
    translation.use(Language.ENGLISH)
    assert sentence(Declined(Reason.NIK_LENGTH, typed=15)).startswith("A NIK has – digits")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("service", Service)
def test_everything_that_can_be_away_has_a_sentence(
    translation: Translation, language: Language, service: Service
) -> None:
    translation.use(language)
    assert sentence(Unavailable(service, "connect timed out")).endswith(".")


def test_a_printer_that_took_half_is_a_printer(translation: Translation) -> None:
    translation.use(Language.ENGLISH)
    assert sentence(Undelivered("reset", 12)) == sentence(Unavailable(Service.PRINTER, ""))


@pytest.mark.parametrize("language", Language)
def test_a_full_disk_and_a_false_host_have_words_of_their_own(translation: Translation, language: Language) -> None:
    translation.use(language)
    said = [
        sentence(error)
        for error in (
            DiskFull("13"),
            Untrusted("no signature"),
            JournalCut("entry 7 is another one"),
            Unavailable(Service.DATABASE, ""),
            Unavailable(Service.HOST, ""),
        )
    ]
    assert len(set(said)) == len(said)
    assert all(words.endswith(".") for words in said)


def test_a_bug_is_not_put_into_words() -> None:
    with pytest.raises(ZeroDivisionError):
        sentence_of(ZeroDivisionError())


@pytest.mark.parametrize("language", Language)
def test_what_may_have_been_stored_is_never_said_not_to_have_happened(
    translation: Translation, language: Language
) -> None:
    translation.use(language)
    for uncertain in (CommitUncertain(Service.DATABASE, "the line is cut"), DiskFailedAtCommit("EIO")):
        assert sentence(uncertain) != sentence(Unavailable(Service.DATABASE, "locked"))
    again, restart = sentence(CommitUncertain(Service.DATABASE, "")), sentence(DiskFailedAtCommit(""))
    assert "Enter" in again
    assert "Enter" not in restart


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.INDONESIAN, ("Des 2026", "22 Nov 2026 09.15")), (Language.ENGLISH, ("Dec 2026", "22 Nov 2026 09:15"))],
)
def test_days_and_months_are_written_as_people_read_them(
    translation: Translation, language: Language, words: tuple[str, ...]
) -> None:
    translation.use(language)
    facts = FACTS | {"month": "2026-12", "at": "2026-11-22 09:15"}
    said = sentence(Declined(Reason.MONTH_TAKEN, **facts))
    assert [each for each in words if each not in said] == []
    assert "21 Nov 2026" in sentence(Declined(Reason.REVERSAL_TOO_LATE, **FACTS | {"day": "2026-11-21"}))
