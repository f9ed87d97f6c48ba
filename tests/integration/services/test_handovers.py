"""A drawer from one clerk to the next, with the counter held for the receiver in between."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from counter_app.domain.approval import Deed
from counter_app.domain.closing_count import Counted
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.handover import HandoverState
from counter_app.domain.money import Rupiah
from counter_app.domain.print_job import Document
from counter_app.services.closing_papers import z_report
from counter_app.services.handovers import HandedOver
from counter_app.services.shifts import new_shift
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, PIN, SUPERVISOR, ZONE, Bench


def offered(bench: Bench, counted: int = 200_000) -> HandedOver:
    if bench.shifts.current() is None:
        for person in (CLERK, OTHER_CLERK, AUDITOR):
            bench.log_in.add(SUPERVISOR, person.id, person.name, person.role, PIN)
        bench.shifts.open(CLERK, in_few_pieces(Rupiah(200_000)))
    shift = bench.shifts.current()
    assert shift is not None
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(counted))))
    seen = bench.closings.reveal(CLERK, shift.id)
    consent = bench.consent(Deed.VARIANCE, shift.id) if seen.variance else None
    return bench.handovers.offer(CLERK, OTHER_CLERK.id, reason="tetap kurang", approval_id=consent)


def reason_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(Declined) as declined:
        call()
    return declined.value.reason


def test_the_givers_shift_closes_by_the_offer_with_a_z_number_of_its_own(bench: Bench) -> None:
    over = offered(bench)
    assert bench.shifts.current() is None
    assert bench.handovers.offered() == over.handover
    assert (over.closing.number, over.closing.deposit) == (1, None)
    with bench.store.reading() as work:
        z = z_report(work, bench.office, over.handover.shift_id, 0)
        assert work.prints.of_subject(over.handover.id, Document.HANDOVER) == [over.slip]
    assert (z.handed_to, z.stays) == (OTHER_CLERK.id, in_few_pieces(Rupiah(200_000)))
    bench.printing.print(over.slip.id)
    assert bench.tray.printed[-1][1] == b"serah 1001 1002 offered ASLI"
    assert bench.verification.run().fault is None


def test_the_receiver_takes_the_drawer_as_it_was_counted(bench: Bench) -> None:
    over = offered(bench)
    shift = bench.handovers.accept(OTHER_CLERK, over.handover.id)
    assert (shift.clerk_id, shift.float_amount) == (OTHER_CLERK.id, 200_000)
    with bench.store.reading() as work:
        settled, float_ = work.handovers.get(over.handover.id), work.counts.float_of(shift.id)
    assert settled is not None
    assert (settled.state, settled.next_shift_id) == (HandoverState.ACCEPTED, shift.id)
    assert float_ is not None
    assert float_.counted.cash == over.handover.count
    assert bench.handovers.offered() is None
    assert bench.verification.run().fault is None


def test_in_between_nobody_else_opens_the_counter(bench: Bench) -> None:
    over = offered(bench)
    for somebody in (CLERK, SUPERVISOR, OTHER_CLERK):
        with pytest.raises(Declined) as declined:
            bench.shifts.open(somebody, Rupiah(0))
        assert declined.value.reason is Reason.HANDOVER_WAITING
        assert declined.value.facts == {"giver": CLERK.id, "receiver": OTHER_CLERK.id}
    assert reason_of(lambda: bench.handovers.accept(SUPERVISOR, over.handover.id)) is Reason.HANDOVER_OF_ANOTHER
    with pytest.raises(IntegrityError, match="opened by its receiver"), bench.store.writing() as work:
        work.shifts.add(new_shift(bench.office, SUPERVISOR, Rupiah(0), bench.clock, ZONE))


def test_a_receiver_who_finds_less_says_so_and_no_sum_is_changed_for_it(bench: Bench) -> None:
    over = offered(bench)
    found = in_few_pieces(Rupiah(195_000))
    dispute = bench.handovers.dispute
    assert reason_of(lambda: dispute(OTHER_CLERK, over.handover.id, found, "", None)) is Reason.WORDS_MISSING
    alone = reason_of(lambda: dispute(OTHER_CLERK, over.handover.id, found, "kurang selembar", None))
    assert alone is Reason.APPROVAL_NEEDED
    consent = bench.consent(Deed.DISPUTE, over.handover.id, OTHER_CLERK)
    shift = dispute(OTHER_CLERK, over.handover.id, found, "kurang selembar", consent)
    assert shift.float_amount == 195_000
    (entry,) = bench.entries("handover.disputed")
    assert (entry["difference"], entry["giver"], entry["approved_by"]) == (-5_000, CLERK.id, SUPERVISOR.id)
    with bench.store.reading() as work:
        settled = work.handovers.get(over.handover.id)
        giver = work.shifts.get(over.handover.shift_id)
    assert settled is not None
    assert giver is not None
    assert (settled.state, settled.difference, giver.counted) == (HandoverState.DISPUTED, -5_000, 200_000)
    assert bench.verification.run().fault is None


def test_the_giver_takes_an_offer_back_with_a_supervisor_and_the_counter_is_free(bench: Bench) -> None:
    over = offered(bench)
    withdraw = bench.handovers.withdraw
    not_theirs = reason_of(lambda: withdraw(OTHER_CLERK, over.handover.id, "sakit, tidak datang", None))
    assert not_theirs is Reason.HANDOVER_OF_ANOTHER
    assert reason_of(lambda: withdraw(CLERK, over.handover.id, "sakit", None)) is Reason.APPROVAL_NEEDED
    consent = bench.consent(Deed.DISPUTE, over.handover.id)
    assert withdraw(CLERK, over.handover.id, "sakit, tidak datang", consent).state is HandoverState.WITHDRAWN
    assert bench.shifts.open(CLERK, Rupiah(200_000)).clerk_id == CLERK.id
    assert bench.verification.run().fault is None


def test_a_hand_over_is_settled_once(bench: Bench) -> None:
    over = offered(bench)
    bench.handovers.accept(OTHER_CLERK, over.handover.id)
    assert reason_of(lambda: bench.handovers.accept(OTHER_CLERK, over.handover.id)) is Reason.HANDOVER_NOT_OPEN
    with bench.store.writing() as work:
        assert not work.handovers.settle(over.handover)


@pytest.mark.parametrize(
    ("receiver", "reason"),
    [
        ("7777", Reason.PERSON_UNKNOWN),
        (CLERK.id, Reason.HANDOVER_RECEIVER),
        (AUDITOR.id, Reason.HANDOVER_RECEIVER),
    ],
)
def test_a_drawer_is_handed_to_another_who_may_sell(bench: Bench, receiver: str, reason: Reason) -> None:
    for person in (CLERK, AUDITOR):
        bench.log_in.add(SUPERVISOR, person.id, person.name, person.role, PIN)
    shift = bench.shifts.open(CLERK, Rupiah(0))
    assert reason_of(lambda: bench.handovers.offer(CLERK, receiver)) is reason
    assert bench.shifts.current() == shift


def test_a_drawer_is_counted_before_it_is_handed_over(bench: Bench) -> None:
    bench.log_in.add(SUPERVISOR, OTHER_CLERK.id, OTHER_CLERK.name, OTHER_CLERK.role, PIN)
    shift = bench.shifts.open(CLERK, Rupiah(0))
    assert reason_of(lambda: bench.handovers.offer(CLERK, OTHER_CLERK.id)) is Reason.NOT_COUNTED
    assert bench.shifts.current() == shift


def test_a_variance_at_a_hand_over_is_explained_as_at_any_close(bench: Bench) -> None:
    over = offered(bench, 190_000)
    (entry,) = bench.entries("shift.closed")
    assert (entry["variance"], entry["reason"], entry["handed_to"]) == (-10_000, "tetap kurang", OTHER_CLERK.id)
    assert over.handover.amount == 190_000
    assert bench.verification.run().fault is None


def test_a_hand_over_that_another_transaction_settled_is_not_settled_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = offered(bench)
    monkeypatch.setattr("counter_app.database.repositories.drawer_closes.SqlHandovers.settle", lambda *_: False)
    assert reason_of(lambda: bench.handovers.accept(OTHER_CLERK, over.handover.id)) is Reason.HANDOVER_NOT_OPEN
    assert bench.shifts.current() is None


def test_a_supervisor_takes_the_offer_back_for_a_giver_who_is_not_there(bench: Bench) -> None:
    over = offered(bench)
    back = bench.handovers.withdraw(SUPERVISOR, over.handover.id, "keduanya tidak datang", None)
    assert (back.state, back.approved_by) == (HandoverState.WITHDRAWN, "")
    (entry,) = bench.entries("handover.withdrawn")
    assert (entry["actor"], entry["giver"]) == (SUPERVISOR.id, CLERK.id)
    bench.shifts.open(SUPERVISOR, Rupiah(200_000))
    assert bench.verification.run().fault is None
