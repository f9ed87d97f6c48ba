"""A masked number is shown whole to whoever may see it and says why, and the journal knows it before they do."""

from uuid import uuid4

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor, Role
from counter_app.services.reveal import Reveal
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


@pytest.fixture
def reveal(bench: Bench) -> Reveal:
    return Reveal(bench.store, bench.clock)


def test_a_clerk_sees_the_number_and_the_journal_says_why(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    assert reveal.nik(CLERK, payment.id, " the payer asks \n which NIK was paid ") == payment.payer.nik
    (entry,) = bench.entries("number.revealed")
    assert entry == {
        "actor": CLERK.id,
        "what": "NIK",
        "receipt": payment.receipt_number,
        "why": "the payer asks which NIK was paid",
    }


def test_a_number_typed_as_the_reason_is_masked_in_the_journal(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    reveal.nik(CLERK, payment.id, f"is it {payment.payer.nik}?")
    (entry,) = bench.entries("number.revealed")
    assert payment.payer.nik not in str(entry)


def test_nothing_unseen_comes_into_the_journal_with_a_reason(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    reveal.nik(CLERK, payment.id, "the\x1b[2J payer\u202e \u2028asks\x00")
    (entry,) = bench.entries("number.revealed")
    assert entry["why"] == "the [2J payer asks"


@pytest.mark.parametrize("why", ["", "   ", "abc", " a b ", "\u202e\u202d\x1b\x00 abc"])
def test_without_a_reason_nothing_is_shown(bench: Bench, reveal: Reveal, why: str) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        reveal.nik(CLERK, payment.id, why)
    assert declined.value.reason is Reason.WORDS_MISSING
    assert bench.entries("number.revealed") == []


@pytest.mark.parametrize("actor", [AUDITOR, Actor("9001", "Nanda", Role.ADMINISTRATOR)])
def test_nobody_else_sees_it(bench: Bench, reveal: Reveal, actor: Actor) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        reveal.nik(actor, payment.id, "for the audit")
    assert declined.value.reason is Reason.NOT_ALLOWED
    assert bench.entries("number.revealed") == []


def test_of_a_payment_that_is_not_there_nothing_is_shown(bench: Bench, reveal: Reveal) -> None:
    with pytest.raises(LookupError):
        reveal.nik(CLERK, uuid4(), "the payer asks")
    assert bench.entries("number.revealed") == []
