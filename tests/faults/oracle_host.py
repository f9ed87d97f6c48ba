"""The host: one posting a key, of ours, tried before; undone only by a reversal that somebody asked for."""

import json
from collections import Counter as Tally
from collections.abc import Iterator

from counter_app.domain.journal import Act
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.reversal import TOOK_EFFECT, WITHOUT_EFFECT, Reversal
from tests.faults.evidence import Evidence, Found, Harm

_NOT_POSTED = frozenset({PaymentState.REJECTED, PaymentState.REFUNDED, PaymentState.CANCELLED})


def always(seen: Evidence) -> Iterator[Found]:
    yield from _postings(seen)
    yield from _undone(seen)
    yield from _on_their_way(seen)


def _postings(seen: Evidence) -> Iterator[Found]:
    """At most one posting a key, for a payment of ours, of its amount, and none that the counter had not tried."""
    rows = {str(payment.id): payment for payment in seen.payments}
    tried = {entry["subject"] for entry in seen.entries if entry["act"] == Act.ATTEMPT}
    for key, times in Tally(posting["paymentRequestId"] for posting in seen.postings).items():
        if times > 1:
            yield Found(Harm.DOUBLED, f"key {key} was posted or undone {times} times")
    for posting in seen.postings:
        key = posting["paymentRequestId"]
        if key not in rows:
            number = posting["referenceNo"]
            yield Found(Harm.DOUBLED, f"the host has {number} under key {key}, which is no payment here")
        elif posting["amount"] != rows[key].total:
            yield Found(Harm.ORACLE, f"the host posted {posting['amount']} for {rows[key].receipt_number}")
        elif key not in tried:
            yield Found(Harm.ORACLE, f"{rows[key].receipt_number} was posted before any attempt was committed")
        elif rows[key].state is PaymentState.CANCELLED:
            yield Found(Harm.LOST, f"{rows[key].receipt_number} is CANCELLED and the host has posted it")


def _undone(seen: Evidence) -> Iterator[Found]:
    """What the host took back was asked for here, and tried only after that was committed."""
    tried = {entry["subject"] for entry in seen.entries if entry["act"] == Act.REVERSAL_ATTEMPT}
    reversals = {str(reversal.id): reversal for reversal in seen.reversals}
    for posting in seen.postings:
        key = posting["reversalRequestId"]
        if key is None:
            continue
        reversal = reversals.get(key)
        if reversal is None:
            yield Found(Harm.LOST, f"the host took {posting['referenceNo']} back by a reversal that nobody asked for")
        elif str(reversal.payment_id) != posting["paymentRequestId"]:
            yield Found(Harm.LOST, f"the reversal of {reversal.receipt_number} undid {posting['referenceNo']}")
        elif key not in tried:
            yield Found(Harm.ORACLE, f"{reversal.receipt_number} was undone before any attempt was committed")


def _on_their_way(seen: Evidence) -> Iterator[Found]:
    """Nothing unsent is missing, and each goes under its own key."""
    for row in seen.rows:
        item, name = seen.items[str(row.id)], _name(row)
        if item is None or (row.state in UNSETTLED and item.due_at is None):
            yield Found(Harm.LOST, f"{name} is {row.state} and nothing will send it")
            continue
        field = "reversalRequestId" if isinstance(row, Reversal) else "paymentRequestId"
        if json.loads(item.body)[field] != str(row.id):
            yield Found(Harm.DOUBLED, f"{name} is sent under another key than its own")


def at_rest(seen: Evidence, allowed: frozenset[PaymentState]) -> Iterator[Found]:
    """Everything is decided, and host and counter agree about it."""
    states = {payment.id: payment.state for payment in seen.payments}
    for payment in seen.payments:
        yield from _ended(seen, payment, allowed)
    for reversal in seen.reversals:
        waits_for_people = states[reversal.payment_id] is PaymentState.REVIEW
        posting = seen.posting(reversal.payment_id)
        undone = posting is not None and posting["reversalRequestId"] == str(reversal.id)
        if reversal.state in UNSETTLED and not waits_for_people:
            yield Found(Harm.STUCK, f"{_name(reversal)} is still {reversal.state}: {_last(seen, reversal)}")
        if reversal.state in TOOK_EFFECT and not undone:
            yield Found(Harm.LOST, f"{_name(reversal)} is {reversal.state} and the host has not undone it")
        if reversal.state in WITHOUT_EFFECT and undone:
            yield Found(Harm.LOST, f"{_name(reversal)} is {reversal.state} and the host has undone it")


def _ended(seen: Evidence, payment: Payment, allowed: frozenset[PaymentState]) -> Iterator[Found]:
    number, state, posting = payment.receipt_number, payment.state, seen.posting(payment.id)
    if state in UNSETTLED:
        yield Found(Harm.STUCK, f"{number} is still {state}: {_last(seen, payment)}")
    elif state not in allowed:
        yield Found(Harm.ORACLE, f"{number} ended as {state}: {_last(seen, payment)}")
    if state is PaymentState.CONFIRMED and posting is None:
        yield Found(Harm.LOST, f"{number} is CONFIRMED and the host has no posting")
    if state in _NOT_POSTED and posting is not None:
        yield Found(Harm.LOST, f"{number} is {state}, its cash goes back, and the host has posted it")


def _name(row: Payment | Reversal) -> str:
    return f"the reversal of {row.receipt_number}" if isinstance(row, Reversal) else row.receipt_number


def _last(seen: Evidence, row: Payment | Reversal) -> str:
    item = seen.items[str(row.id)]
    if item is None:
        return "no outbox item"
    return f"{item.step}, {item.attempts} sends, {item.last_code} {item.last_words}"
