"""Cash to and from the vault, the drawer opened without a sale, and the X report."""

from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Sum
from counter_app.domain.drawer import NOTHING, in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.print_job import Document
from counter_app.services.drawer import Moved
from counter_app.services.x_report import x_report
from tests.integration.services.conftest import CLERK, OTHER_CLERK, SUPERVISOR, Bench

FIFTY = in_few_pieces(Rupiah(50_000))


def dropped(bench: Bench, amount: int = 50_000) -> Moved:
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    return bench.drawer.drop(CLERK, movement, in_few_pieces(Rupiah(amount)), "laci penuh", consent)


def test_a_drop_is_stored_journaled_and_has_its_slip(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    moved = dropped(bench)
    assert (moved.movement.amount, moved.movement.approved_by) == (50_000, SUPERVISOR.id)
    assert bench.drawer.movements(CLERK) == [moved.movement]
    (entry,) = bench.entries("drawer.dropped")
    assert (entry["amount"], entry["pieces"], entry["shift"]) == (50_000, "N50000x1", str(shift.id))
    bench.printing.print(moved.slip.id)
    ((_, paper),) = bench.tray.printed
    assert paper == b"kas drop 50000 ASLI"
    assert bench.shifts.close(CLERK, Rupiah(150_000)).variance == 0
    assert bench.verification.run().fault is None


def test_the_same_movement_asked_for_twice_is_one(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    moved = dropped(bench)
    again = bench.drawer.drop(CLERK, moved.movement.id, FIFTY, "laci penuh", None)
    assert again == moved
    with pytest.raises(Declined) as declined:
        bench.drawer.pick_up(CLERK, moved.movement.id, FIFTY, "laci penuh", None)
    assert (declined.value.reason, declined.value.facts) == (Reason.MOVED_ALREADY, {"amount": 50_000})


def test_nobody_moves_cash_alone_or_without_a_word(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    other = bench.consent(Deed.MOVE_CASH, uuid4())
    for count, reason, consent, expected in (
        (FIFTY, "laci penuh", None, Reason.APPROVAL_NEEDED),
        (FIFTY, "laci penuh", other, Reason.APPROVAL_SPENT),
        (FIFTY, "", None, Reason.WORDS_MISSING),
        (NOTHING, "laci penuh", None, Reason.COUNT_FORMAT),
    ):
        for act in (bench.drawer.drop, bench.drawer.pick_up):
            with pytest.raises(Declined) as declined:
                act(CLERK, movement, count, reason, consent)
            assert declined.value.reason is expected
    assert bench.drawer.movements(CLERK) == []


def test_no_more_leaves_the_drawer_than_is_in_it_and_the_refusal_does_not_say_how_much_that_is(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    with pytest.raises(Declined) as declined:
        dropped(bench, 200_100)
    assert (declined.value.reason, declined.value.facts) == (Reason.DRAWER_SHORT, {"amount": 200_100})
    assert dropped(bench, 200_000).movement.amount == 200_000


def test_cash_is_moved_in_ones_own_open_shift(bench: Bench) -> None:
    for who, reason in ((CLERK, Reason.SHIFT_NOT_OPEN), (OTHER_CLERK, Reason.SHIFT_OF_ANOTHER)):
        if who is OTHER_CLERK:
            bench.shifts.open(CLERK, Rupiah(200_000))
        with pytest.raises(Declined) as declined:
            bench.drawer.pick_up(who, uuid4(), FIFTY, "uang kembalian", None)
        assert declined.value.reason is reason


def test_while_no_shift_is_open_nothing_was_moved_in_it(bench: Bench) -> None:
    assert bench.drawer.movements(CLERK) == ()


def test_the_drawer_opens_without_a_sale_when_two_people_say_so(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    opening = uuid4()
    with pytest.raises(Declined):
        bench.drawer.open(CLERK, opening, "menukar uang", None)
    assert bench.kick.pulses == 0
    assert bench.drawer.open(CLERK, opening, "menukar uang", bench.consent(Deed.OPEN_DRAWER, opening))
    assert bench.kick.pulses == 1
    (entry,) = bench.entries("drawer.opened")
    assert (entry["actor"], entry["reason"], entry["approved_by"]) == (CLERK.id, "menukar uang", SUPERVISOR.id)
    assert bench.verification.run().fault is None


def test_a_drawer_that_stays_shut_is_told_and_journaled(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    bench.kick.broken = True
    opening = uuid4()
    assert not bench.drawer.open(CLERK, opening, "menukar uang", bench.consent(Deed.OPEN_DRAWER, opening))
    (entry,) = bench.entries("drawer.stuck")
    assert entry["detail"] == "no printer"


def test_an_x_report_tells_a_clerk_what_was_taken_and_not_what_the_drawer_holds(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    bench.sell()
    sale = bench.sale()
    bench.checkout.commit(CLERK, sale, TenderKind.QRIS, sale.bill.total, "QR-1234")
    taken = bench.x_reports.take(CLERK)
    assert dict(taken.report.takings) == {
        TenderKind.CASH: Sum(1, Rupiah(8_400)),
        TenderKind.QRIS: Sum(1, Rupiah(8_400)),
    }
    assert (taken.report.drawer, taken.report.clerk_id, taken.report.opened_at) == (None, CLERK.id, shift.opened_at)
    (entry,) = bench.entries("x-report.taken")
    assert not entry.keys() & {"expected", "float", "drawer"}


def test_an_x_report_tells_a_supervisor_the_drawer_and_says_the_same_when_it_is_printed_later(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    bench.sell()
    dropped(bench)
    taken = bench.x_reports.take(SUPERVISOR)
    drawer = taken.report.drawer
    assert drawer is not None
    assert (drawer.taken.amount, drawer.dropped.amount, drawer.expected) == (8_400, 50_000, 158_400)
    bench.sell()
    assert taken.slip.subject_id is not None
    with bench.store.reading() as work:
        assert x_report(work, bench.office, taken.slip.subject_id, 0) == taken.report
        assert work.prints.of_subject(taken.slip.subject_id, Document.X_REPORT) == [taken.slip]


def test_there_is_an_x_report_of_ones_own_open_shift_only(bench: Bench) -> None:
    for reason in (Reason.SHIFT_NOT_OPEN, Reason.SHIFT_OF_ANOTHER):
        with pytest.raises(Declined) as declined:
            bench.x_reports.take(OTHER_CLERK)
        assert declined.value.reason is reason
        if reason is Reason.SHIFT_NOT_OPEN:
            bench.shifts.open(CLERK, Rupiah(0))
