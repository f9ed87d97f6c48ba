"""A masked number is shown whole to whoever may see it and says why, and the journal knows it before they do."""

from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Role
from counter_app.services.reveal import Reveal
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench


@pytest.fixture
def reveal(bench: Bench) -> Reveal:
    return Reveal(bench.store, bench.clock)


def seen(bench: Bench, reveal: Reveal, payment: Payment, why: str) -> str:
    """With a supervisor beside the clerk."""
    return reveal.nik(CLERK, payment.id, why, bench.consent(Deed.REVEAL, payment.id))


def test_a_clerk_sees_the_number_and_the_journal_says_why(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    assert seen(bench, reveal, payment, " the payer asks \n which NIK was paid ") == payment.payer.nik
    (entry,) = bench.entries("number.revealed")
    assert entry == {
        "actor": CLERK.id,
        "what": "NIK",
        "receipt": payment.receipt_number,
        "why": "the payer asks which NIK was paid",
        "approved_by": SUPERVISOR.id,
    }


def test_a_number_typed_as_the_reason_is_masked_in_the_journal(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    seen(bench, reveal, payment, f"is it {payment.payer.nik}?")
    (entry,) = bench.entries("number.revealed")
    assert payment.payer.nik not in str(entry)


def test_nothing_unseen_comes_into_the_journal_with_a_reason(bench: Bench, reveal: Reveal) -> None:
    payment = bench.sell()
    seen(bench, reveal, payment, "the\x1b[2J payer\u202e \u2028asks\x00")
    (entry,) = bench.entries("number.revealed")
    assert entry["why"] == "the [2J payer asks"


@pytest.mark.parametrize("why", ["", "   ", "abc", " a b ", "\u202e\u202d\x1b\x00 abc"])
def test_without_a_reason_nothing_is_shown(bench: Bench, reveal: Reveal, why: str) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        seen(bench, reveal, payment, why)
    assert declined.value.reason is Reason.WORDS_MISSING
    assert bench.entries("number.revealed") == []


@pytest.mark.parametrize("actor", [AUDITOR, Actor("9001", "Nanda", Role.ADMINISTRATOR)])
def test_nobody_else_sees_it(bench: Bench, reveal: Reveal, actor: Actor) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        reveal.nik(actor, payment.id, "for the audit", None)
    assert declined.value.reason is Reason.NOT_ALLOWED
    assert bench.entries("number.revealed") == []


def test_of_a_payment_that_is_not_there_nothing_is_shown(bench: Bench, reveal: Reveal) -> None:
    with pytest.raises(LookupError):
        reveal.nik(CLERK, uuid4(), "the payer asks", None)
    assert bench.entries("number.revealed") == []


def test_nobody_sees_it_alone_and_a_consent_shows_one_number_once(bench: Bench, reveal: Reveal) -> None:
    payment, other = bench.sell(), bench.sell()
    consent = bench.consent(Deed.REVEAL, payment.id)
    for given, asked, reason in (
        (None, payment, Reason.APPROVAL_NEEDED),
        (consent, other, Reason.APPROVAL_SPENT),
        (bench.consent(Deed.REPRINT, payment.id), payment, Reason.APPROVAL_SPENT),
    ):
        with pytest.raises(Declined) as declined:
            reveal.nik(CLERK, asked.id, "the payer asks", given)
        assert declined.value.reason is reason
    assert bench.entries("number.revealed") == []
    assert reveal.nik(CLERK, payment.id, "the payer asks", consent) == payment.payer.nik
    with pytest.raises(Declined):
        reveal.nik(CLERK, payment.id, "the payer asks", consent)
    assert len(bench.entries("number.revealed")) == 1
    assert bench.verification.run().fault is None
