"""The drawer opens by itself when notes go in or out: once, after the commit, and only while somebody stands there."""

from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment
from counter_app.services.drawer_kicks import FRESH, LATE, DrawerKicks, Opening
from counter_app.services.printing import Printing
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


def paid_by(bench: Bench, kind: TenderKind) -> Payment:
    bench.shifts.open(CLERK, Rupiah(200_000))
    sale = bench.sale()
    return bench.checkout.commit(CLERK, sale, kind, sale.bill.total, "QR-1234")


def refused(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies[:] = [Refused("4042513", "wrong amount")]
    bench.forwarder.forward(payment.id)
    return payment


def test_it_opens_for_cash_and_the_journal_says_for_what(bench: Bench) -> None:
    payment = bench.sell()
    assert bench.kicks.sold(CLERK, payment.id) is Opening.OPENED
    assert bench.kick.pulses == 1
    (entry,) = bench.entries("drawer.kicked")
    assert entry == {
        "cause": "sold",
        "receipt": payment.receipt_number,
        "requested_by": CLERK.id,
        "actor": "system:drawer",
    }
    assert bench.verification.run().fault is None


@pytest.mark.parametrize("kind", [TenderKind.QRIS, TenderKind.DEBIT, TenderKind.POSPAY])
def test_it_stays_shut_where_no_notes_moved(bench: Bench, kind: TenderKind) -> None:
    payment = paid_by(bench, kind)
    assert bench.kicks.sold(CLERK, payment.id) is Opening.NOT_DUE
    assert (bench.kick.pulses, bench.entries("drawer.kicked")) == (0, [])


def test_it_opens_once_for_a_payment_whoever_asks_again(bench: Bench) -> None:
    payment = bench.sell()
    assert bench.kicks.sold(CLERK, payment.id) is Opening.OPENED
    another_run = DrawerKicks(bench.store, bench.kick, bench.office, bench.clock)
    assert another_run.sold(CLERK, payment.id) is Opening.NOT_DUE
    assert bench.kick.pulses == 1


def test_a_reprint_opens_nothing(bench: Bench) -> None:
    payment = bench.sell()
    bench.kicks.sold(CLERK, payment.id)
    printing: Printing = bench.printing
    printing.print(printing.original(payment.id).id)
    printing.print(printing.reprint(CLERK, payment.receipt_number).id)
    assert bench.kick.pulses == 1
    assert len(bench.tray.printed) == 2


def test_a_printer_that_fails_leaves_the_payment_and_is_not_tried_again(bench: Bench) -> None:
    payment = bench.sell()
    bench.kick.broken = True
    assert bench.kicks.sold(CLERK, payment.id) is Opening.STUCK
    bench.kick.broken = False
    assert bench.kicks.sold(CLERK, payment.id) is Opening.NOT_DUE
    assert bench.kick.pulses == 0
    (stuck,) = bench.entries("drawer.stuck")
    assert (stuck["cause"], stuck["detail"]) == ("sold", "no printer")
    assert bench.stored(payment) == payment


def test_what_comes_too_late_opens_nothing(bench: Bench) -> None:
    payment = bench.sell()
    bench.clock.advance(FRESH.total_seconds() + 1)
    assert bench.kicks.sold(CLERK, payment.id) is Opening.STUCK
    assert (bench.kick.pulses, bench.entries("drawer.kicked")) == (0, [])
    (stuck,) = bench.entries("drawer.stuck")
    assert stuck["detail"] == LATE
    assert bench.kicks.sold(CLERK, payment.id) is Opening.NOT_DUE


def test_a_counter_without_a_drawer_on_its_printer_says_nothing(bench: Bench) -> None:
    bench.kick.is_there = False
    payment = bench.sell()
    assert bench.kicks.sold(CLERK, payment.id) is Opening.NOT_DUE
    assert (bench.kick.pulses, bench.entries("drawer.kicked")) == (0, [])


def test_it_opens_again_when_the_cash_goes_back(bench: Bench) -> None:
    payment = refused(bench)
    assert bench.kicks.returned(CLERK, payment.id) is Opening.NOT_DUE
    assert bench.kicks.sold(CLERK, payment.id) is Opening.OPENED
    bench.refunds.pay_out(CLERK, payment.id)
    assert bench.kicks.returned(CLERK, payment.id) is Opening.OPENED
    assert bench.kicks.returned(CLERK, payment.id) is Opening.NOT_DUE
    assert [entry["cause"] for entry in bench.entries("drawer.kicked")] == ["sold", "paid-back"]


def test_it_opens_when_a_payment_is_called_off(bench: Bench) -> None:
    payment = bench.sell()
    bench.cancelling.cancel(CLERK, payment.id, "salah peserta", bench.consent(Deed.CANCEL, payment.id))
    assert bench.kicks.returned(CLERK, payment.id) is Opening.OPENED


def test_it_stays_shut_when_what_goes_back_is_no_cash(bench: Bench) -> None:
    payment = paid_by(bench, TenderKind.QRIS)
    bench.cancelling.cancel(CLERK, payment.id, "salah peserta", bench.consent(Deed.CANCEL, payment.id))
    assert bench.kicks.returned(CLERK, payment.id) is Opening.NOT_DUE


def test_it_opens_for_cash_to_the_vault_once(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement, some = uuid4(), in_few_pieces(Rupiah(50_000))
    consent = bench.consent(Deed.MOVE_CASH, movement)
    moved = bench.drawer.drop(CLERK, movement, some, "laci penuh", consent).movement
    assert bench.kicks.moved(CLERK, moved.id) is Opening.OPENED
    assert bench.kicks.moved(CLERK, moved.id) is Opening.NOT_DUE
    (entry,) = bench.entries("drawer.kicked")
    assert (entry["cause"], entry["amount"]) == ("vault", 50_000)
    assert bench.verification.run().fault is None


def test_nobody_opens_it_for_another_counters_payment_or_without_the_right(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        bench.kicks.sold(AUDITOR, payment.id)
    assert declined.value.reason is Reason.NOT_ALLOWED
    with pytest.raises(LookupError):
        bench.kicks.sold(CLERK, uuid4())
    assert bench.kick.pulses == 0


def test_it_opens_once_in_and_once_out_however_often_either_is_asked_for(bench: Bench) -> None:
    payment = refused(bench)
    assert bench.kicks.sold(CLERK, payment.id) is Opening.OPENED
    bench.refunds.pay_out(CLERK, payment.id)
    assert bench.kicks.returned(CLERK, payment.id) is Opening.OPENED
    assert bench.kicks.sold(CLERK, payment.id) is Opening.NOT_DUE
    assert bench.kicks.returned(CLERK, payment.id) is Opening.NOT_DUE
    assert bench.kick.pulses == 2
