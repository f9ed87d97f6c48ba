"""What ``doctor`` says of what no forwarder will ever settle: payments and reversals that wait for people."""

from typing import TYPE_CHECKING

from counter_app.cli.health import Finding, Level
from counter_app.domain.payment import PaymentState

if TYPE_CHECKING:
    from counter_app.database.unit_of_work import SqlStore


def tasks(store: "SqlStore") -> Finding:
    """How much of this counter's is to be examined by two people, and how often money is still to be given back."""
    with store.reading() as work:
        payments = work.payments.in_states({PaymentState.REVIEW, PaymentState.REJECTED})
        reversals = work.reversals.in_states({PaymentState.REVIEW, PaymentState.CONFIRMED})
    states = [*(each.state for each in payments), *(each.state for each in reversals)]
    if not states:
        return Finding("tasks", Level.OK, "nothing waits for a person")
    examined = states.count(PaymentState.REVIEW)
    words = f"{examined} to be examined by two people, {len(states) - examined} whose money is to be given back"
    return Finding("tasks", Level.WARN, words, "open the window, and there the queue (F4)")
