"""Only the table's transitions exist."""

from itertools import product

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import CASH_RETURNED, TRANSITIONS, UNSETTLED, PaymentState, require_transition
from counter_app.domain.print_job import OUT, PRINT_TRANSITIONS, UNFINISHED, PrintState
from counter_app.domain.reversal import REVERSAL_TRANSITIONS, require_reversal_transition


@pytest.mark.parametrize(("old", "new"), list(product(PaymentState, PaymentState)))
def test_every_move_is_either_in_the_table_or_declined(old: PaymentState, new: PaymentState) -> None:
    if new in TRANSITIONS[old]:
        require_transition(old, new)
    else:
        with pytest.raises(Declined) as declined:
            require_transition(old, new)
        assert declined.value.reason is Reason.ILLEGAL_TRANSITION
        assert declined.value.facts == {"old": old.value, "new": new.value}


@pytest.mark.parametrize(("old", "new"), list(product(PaymentState, PaymentState)))
def test_a_reversal_moves_by_its_own_table(old: PaymentState, new: PaymentState) -> None:
    if new in REVERSAL_TRANSITIONS[old]:
        require_reversal_transition(old, new)
    else:
        with pytest.raises(Declined) as declined:
            require_reversal_transition(old, new)
        assert declined.value.reason is Reason.ILLEGAL_TRANSITION
        assert declined.value.facts == {"old": old.value, "new": new.value}


def reachable(state: PaymentState) -> set[PaymentState]:
    found: set[PaymentState] = set()
    frontier = set(TRANSITIONS[state])
    while frontier:
        following = frontier.pop()
        if following not in found:
            found.add(following)
            frontier |= TRANSITIONS[following]
    return found


@pytest.mark.parametrize("state", PaymentState)
def test_no_state_is_ever_entered_again(state: PaymentState) -> None:
    assert state not in reachable(state)


def test_cash_goes_back_only_without_a_posting() -> None:
    assert CASH_RETURNED.isdisjoint(reachable(PaymentState.CONFIRMED))
    assert PaymentState.CANCELLED not in reachable(PaymentState.SENDING)


def test_what_is_unsettled_can_still_be_confirmed() -> None:
    assert all(PaymentState.CONFIRMED in reachable(state) for state in UNSETTLED)


def test_only_paper_that_is_out_or_that_nobody_needs_is_finished() -> None:
    assert set(PrintState) - UNFINISHED == OUT | {PrintState.DISMISSED}


def test_what_is_finished_goes_nowhere() -> None:
    assert {state for state, after in PRINT_TRANSITIONS.items() if not after} == set(PrintState) - UNFINISHED
