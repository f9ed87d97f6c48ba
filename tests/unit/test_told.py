"""Reading a journal is judging it: what no rule allows is named, whoever wrote it there."""

from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.domain.journal import Act
from counter_app.domain.payment import PaymentState
from counter_app.services.told import Told

PAYMENT, REVERSAL, SHIFT = "payment-1", "reversal-1", "shift-1"
CLERK, SUPERVISOR = "1001", "2001"
TOTAL = 16_800


def entry(act: Act, subject: str = PAYMENT, actor: str = CLERK, **facts: Any) -> Mapping[str, Any]:
    return {"act": act.value, "subject": subject, "actor": actor, "seq": 1, "facts": {"receipt": "R-1", **facts}}


OPENED = entry(Act.SHIFT_OPENED, SHIFT, float=200_000)
ACCEPTED = entry(Act.PAYMENT_ACCEPTED, tender="CASH", total=TOTAL, shift=SHIFT)
TRIED = entry(Act.ATTEMPT, actor="system:forwarder", attempt=1)
BACK: dict[str, Any] = {"payment": PAYMENT, "amount": TOTAL, "in_cash": True, "shift": SHIFT}


def outcome(state: PaymentState, act: Act = Act.OUTCOME, subject: str = PAYMENT) -> Mapping[str, Any]:
    return entry(act, subject, "system:forwarder", state=state.value, words="BPJS-1", code="")


def approved(deed: str, subject: str = PAYMENT) -> Mapping[str, Any]:
    return entry(Act.APPROVED, subject, SUPERVISOR, deed=deed, asked_by=CLERK, approval="consent-1")


def closed(expected: int) -> Mapping[str, Any]:
    return entry(Act.SHIFT_CLOSED, SHIFT, expected=expected, counted=expected)


CANCELLED = entry(Act.CANCELLED, state="CANCELLED", approved_by=SUPERVISOR, **BACK)
ASKED = entry(Act.REVERSAL_ASKED, REVERSAL, payment=PAYMENT, amount=TOTAL, approved_by=SUPERVISOR)
CONFIRMED = outcome(PaymentState.CONFIRMED)
REVERSAL_TRIED = entry(Act.REVERSAL_ATTEMPT, REVERSAL, "system:forwarder")
REVERSED = outcome(PaymentState.CONFIRMED, Act.REVERSAL_OUTCOME, REVERSAL)
PAID_OUT = entry(Act.REVERSAL_PAID_OUT, REVERSAL, state="REFUNDED", **BACK)


def first_fault(*entries: Mapping[str, Any]) -> str | None:
    told = Told()
    return next((fault for fault in map(told.note, entries) if fault), None)


def test_a_day_by_the_rules_is_read_without_a_word() -> None:
    assert first_fault(OPENED, ACCEPTED, TRIED, TRIED, CONFIRMED, entry(Act.LOGIN), closed(216_800)) is None


def test_a_reversal_by_the_rules_takes_the_cash_out_of_the_drawer() -> None:
    told = Told()
    whole = (OPENED, ACCEPTED, TRIED, CONFIRMED, approved("reverse"), ASKED, REVERSAL_TRIED, REVERSED, PAID_OUT)
    assert [told.note(each) for each in (*whole, closed(200_000))] == [None] * 10
    assert told.reversals[REVERSAL].state is PaymentState.REFUNDED
    assert (told.payments[PAYMENT].state, told.payments[PAYMENT].reference) == (PaymentState.CONFIRMED, "BPJS-1")


def test_a_review_that_two_people_resolved_ends_with_their_reference() -> None:
    told = Told()
    resolved = entry(Act.REVIEW_RESOLVED, state="CONFIRMED", reference="SURAT-7", approved_by=SUPERVISOR)
    entries = (OPENED, ACCEPTED, TRIED, outcome(PaymentState.REVIEW), approved("resolve-review"), resolved)
    assert [told.note(each) for each in entries] == [None] * 6
    assert told.payments[PAYMENT].reference == "SURAT-7"


def test_what_was_paid_by_other_means_leaves_the_drawer_alone() -> None:
    by_qris = entry(Act.PAYMENT_ACCEPTED, tender="QRIS", total=TOTAL, shift=SHIFT)
    refused = (TRIED, outcome(PaymentState.REJECTED))
    given_back = entry(Act.REFUNDED, state="REFUNDED", **BACK | {"in_cash": False})
    assert first_fault(OPENED, by_qris, *refused, given_back, closed(200_000)) is None


def test_cash_of_a_shift_before_this_journal_is_nobodys_here() -> None:
    assert first_fault(ACCEPTED, approved("cancel"), CANCELLED) is None


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((TRIED,), "no entry accepted"),
        ((CONFIRMED,), "no entry accepted"),
        ((ACCEPTED, CONFIRMED), "from ACCEPTED to CONFIRMED, which no rule allows"),
        ((ACCEPTED, TRIED, CONFIRMED, outcome(PaymentState.REJECTED)), "from CONFIRMED to REJECTED"),
        ((OPENED, ACCEPTED, CANCELLED), "had not allowed it"),
        ((OPENED, ACCEPTED, approved("reverse"), CANCELLED), "had not allowed it"),
        ((OPENED, ACCEPTED, approved("cancel", "payment-2"), CANCELLED), "had not allowed it"),
        ((ACCEPTED, approved("cancel"), entry(Act.CANCELLED, approved_by=CLERK, **BACK)), "had not allowed it"),
        ((ACCEPTED, TRIED, CONFIRMED, ASKED), "had not allowed it"),
        ((approved("reverse"), ASKED), "undoes a payment that no entry accepted"),
        ((entry(Act.REFUNDED, state="REFUNDED", **BACK),), "gives back money that no entry accepted"),
        ((ACCEPTED, entry(Act.REFUNDED, state="REFUNDED", **BACK)), "from ACCEPTED to REFUNDED"),
        ((ACCEPTED, entry(Act.REFUNDED, state="REFUNDED", **BACK | {"amount": 1})), "gives back 1 of the 16800"),
        (
            (entry(Act.USER_ADDED, SUPERVISOR, role="clerk"), approved("cancel")),
            "lets 2001 consent, who came here as clerk",
        ),
        ((entry(Act.SHIFT_OPENED, SHIFT, "1002", float=0), ACCEPTED), "moves money of R-1 in the drawer of 1002"),
        ((OPENED, closed(200_000), ACCEPTED), "moves money of R-1 in a shift that was closed"),
        (
            (OPENED, ACCEPTED, closed(216_800), approved("cancel"), CANCELLED),
            "moves money of R-1 in a shift that was closed",
        ),
        ((closed(0),), "closes a shift that no entry opened"),
        ((OPENED, ACCEPTED, closed(200_000)), "expects 200000 in the drawer, where the entries before it make 216800"),
    ],
)
def test_what_no_rule_allows_is_named(entries: tuple[Mapping[str, Any], ...], words: str) -> None:
    fault = first_fault(*entries)
    assert fault is not None
    assert words in fault


def test_a_supervisor_who_came_as_one_may_consent() -> None:
    assert first_fault(entry(Act.USER_ADDED, SUPERVISOR, role="supervisor"), approved("cancel")) is None


def test_a_consent_is_good_once() -> None:
    given_back = (OPENED, ACCEPTED, approved("cancel"), CANCELLED)
    assert "had not allowed it" in (first_fault(*given_back, CANCELLED) or "")


def test_money_goes_back_once() -> None:
    refused = (ACCEPTED, TRIED, outcome(PaymentState.REJECTED))
    given_back = entry(Act.REFUNDED, state="REFUNDED", **BACK)
    assert "a second time" in (first_fault(*refused, given_back, given_back) or "")


def test_a_part_of_a_payment_is_never_undone() -> None:
    part = entry(Act.REVERSAL_ASKED, REVERSAL, payment=PAYMENT, amount=1, approved_by=SUPERVISOR)
    assert "not the whole of it" in (first_fault(ACCEPTED, approved("reverse"), part) or "")
