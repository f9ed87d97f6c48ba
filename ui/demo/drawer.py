"""The drawer in the middle of the day: an X report, cash to the vault, and the drawer handed over to the next clerk."""

from uuid import UUID

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import NO_SUM, takings
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.journal import Act, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.print_job import Document
from counter_app.domain.shift import Shift
from ui.demo.day import ENTER, Day

DROPPED = Rupiah(300_000)
_CTRL = Qt.KeyboardModifier.ControlModifier


def play(day: Day) -> None:
    """Ends with the other clerk at work."""
    _to_the_vault(day)
    _hand_over(day)
    _take_over(day)


def _to_the_vault(day: Day) -> None:
    clerk, shift = day.clerk, current(day)
    clerk.press(Qt.Key.Key_K, _CTRL)
    clerk.wait(lambda: clerk.focus() == "x-report", "the drawer's page")
    clerk.press(Qt.Key.Key_X)
    day.keep_about(clerk.wait_for(lambda: _x_report(day), "the X report"), Document.X_REPORT)
    clerk.press(Qt.Key.Key_S)
    clerk.wait(lambda: clerk.focus().startswith("moved-note"), "the count")
    day.count(in_few_pieces(DROPPED))
    clerk.type("Laci terlalu penuh")
    clerk.press(ENTER)
    day.supervisor_types()
    clerk.picture("cash-to-the-vault")
    clerk.press(ENTER)
    moved = clerk.wait_for(lambda: _last_moved(day, shift), "the cash to be in the vault")
    day.dropped = Rupiah(day.dropped + DROPPED)
    day.keep_about(moved, Document.CASH_MOVEMENT)
    clerk.picture("drawer")


def _x_report(day: Day) -> UUID | None:
    with day.counter.store.reading() as work:
        told = [content_of(entry) for entry in work.journal.chain()]
    return next((UUID(each["subject"]) for each in reversed(told) if each["act"] == Act.X_REPORTED), None)


def _last_moved(day: Day, shift: Shift) -> UUID | None:
    with day.counter.store.reading() as work:
        return next((movement.id for movement in work.movements.of_shift(shift.id)), None)


def _hand_over(day: Day) -> None:
    """Counted blind, as for the close; what was counted is what must be there."""
    clerk, shift = day.clerk, current(day)
    clerk.press(Qt.Key.Key_H)
    clerk.wait(lambda: clerk.focus().startswith("count-note"), "the count")
    count_all(day, shift, day.in_the_drawer)
    clerk.press(ENTER)
    wait_for_count(day, shift, 1)
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.focus() == "receiver", "to be asked who takes it over")
    clerk.type(demo_office.OTHER_CLERK.id)
    clerk.picture("hand-over")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("closed-verdict") is not None, "the drawer to be offered")
    with day.counter.store.reading() as work:
        handed = work.handovers.of_shift(shift.id)
    assert handed is not None
    day.keep_about(shift.id, Document.CLOSING)
    day.keep_about(handed.id, Document.HANDOVER)
    clerk.picture("handed-over")
    clerk.press(ENTER)


def _take_over(day: Day) -> None:
    clerk = day.clerk
    day.log_in(demo_office.OTHER_CLERK)
    clerk.wait(lambda: clerk.seen("handover-other") is not None, "the drawer that waits")
    clerk.picture("take-the-drawer-over")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("lookup") is not None, "the counter page")


def current(day: Day) -> Shift:
    """The open shift."""
    shift = day.counter.shifts.current()
    assert shift is not None
    return shift


def count_all(day: Day, shift: Shift, cash: Rupiah) -> None:
    """Cash in as few pieces as can be, then the slips of what was paid otherwise."""
    day.count(in_few_pieces(cash))
    with day.counter.store.reading() as work:
        taken = dict(takings(work.payments.of_shift(shift.id)))
    for kind in TenderKind:
        slips = taken.get(kind, NO_SUM)
        for number in (slips.count, slips.amount) if kind is not TenderKind.CASH else ():
            day.clerk.type(str(number))
            day.clerk.press(ENTER)


def wait_for_count(day: Day, shift: Shift, number: int) -> None:
    """Until the count of this number is in the books and on screen."""
    closings, clerk = day.counter.day.closings, day.clerk

    def kept() -> bool:
        return clerk.seen("counted-sums") is not None and len(closings.standing(day.actor, shift.id).counts) == number

    clerk.wait(kept, f"count {number} to be kept")
