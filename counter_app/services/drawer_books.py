"""What the books have of one shift's drawer."""

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Sum
from counter_app.domain.drawer import MovementKind
from counter_app.domain.money import Rupiah
from counter_app.domain.shift import Shift, expected_cash
from counter_app.domain.three_way import DrawerBook
from counter_app.domain.x_report import DrawerSums
from counter_app.services.ports import UnitOfWork


def book_of(work: UnitOfWork, shift: Shift) -> DrawerBook:
    """All of one shift, read in this transaction."""
    payments, refunds = work.payments.of_shift(shift.id), work.refunds.of_shift(shift.id)
    refunded = work.payments.get_many([refund.payment_id for refund in refunds])
    return DrawerBook(
        shift=shift,
        payments=payments,
        refunds=refunds,
        refunded={payment.id: payment for payment in refunded},
        movements=work.movements.of_shift(shift.id),
        reversals=work.reversals.of_payments([payment.id for payment in payments]),
    )


def in_drawer(book: DrawerBook) -> Rupiah:
    """What the drawer must hold, rupiah."""
    return expected_cash(book.shift, book.payments, book.refunds, book.movements)


def sums_of(book: DrawerBook) -> DrawerSums:
    """The same, row by row."""
    cash = [refund.amount for refund in book.refunds if refund.in_cash]
    return DrawerSums(
        float_amount=book.shift.float_amount,
        taken=book.taken(TenderKind.CASH),
        returned=Sum(len(cash), Rupiah(sum(cash))),
        dropped=moved(book, MovementKind.DROP),
        picked_up=moved(book, MovementKind.PICK_UP),
    )


def moved(book: DrawerBook, kind: MovementKind) -> Sum:
    """All movements of one kind."""
    amounts = [movement.amount for movement in book.movements if movement.kind is kind]
    return Sum(len(amounts), Rupiah(sum(amounts)))
