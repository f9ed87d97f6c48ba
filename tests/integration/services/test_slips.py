"""Slips: printed from committed rows like receipts, each with an original and copies of its own."""

from itertools import pairwise
from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.print_reasons import CopyReason
from counter_app.domain.proof import read_proof
from counter_app.domain.receipt import Wording
from counter_app.domain.refund import RefundCause
from counter_app.domain.reversal import Undoing
from tests.helpers.builders import a_print_job, a_refund, a_reversal
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench


def sold(bench: Bench) -> Payment:
    """Sold, and stored for what a test adds to it."""
    return bench.stored(bench.sell())


def confirmed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    return bench.stored(payment)


def refunded(bench: Bench, cause: RefundCause = RefundCause.REJECTED) -> tuple[Payment, PrintJob]:
    payment = sold(bench)
    job = a_print_job(payment.id, document=Document.REFUND)
    with bench.store.writing() as work:
        work.refunds.add(a_refund(payment, cause=cause))
        work.prints.add(job)
    return payment, job


def reversed_(bench: Bench, state: PaymentState = PaymentState.ACCEPTED) -> tuple[Payment, PrintJob]:
    payment = confirmed(bench)
    job = a_print_job(payment.id, document=Document.REVERSAL)
    reversal = a_reversal(payment)
    undoing = Undoing("HOST-R-0001", bench.clock.now(), None)
    ways = [PaymentState.ACCEPTED, PaymentState.SENDING, PaymentState.CONFIRMED]
    with bench.store.writing() as work:
        work.reversals.add(reversal)
        work.prints.add(job)
        for old, new in pairwise(ways[: ways.index(state) + 1]):
            assert work.reversals.move(reversal.id, old, new, undoing if new is PaymentState.CONFIRMED else None)
    return payment, job


def test_a_refund_slip_says_whose_money_went_back_and_why(bench: Bench) -> None:
    payment, job = refunded(bench)
    assert bench.printing.original(payment.id, Document.REFUND) == job
    printed = bench.printing.print(job.id)
    assert (printed.state, printed.wording) == (PrintState.DELIVERED, "")
    number = payment.receipt_number
    assert bench.tray.printed == [
        (f"{number}-pengembalian", f"kembali {number} {payment.total} rejected ASLI".encode())
    ]
    (entry,) = bench.entries("print.delivered")
    assert (entry["document"], entry["receipt"], entry["copy"]) == ("refund", number, 0)
    assert "wording" not in entry


def test_the_slip_of_money_that_was_paid_out_is_printed_as_it_was_asked_for(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [Refused("4042519", "bill expired")]
    bench.forwarder.forward(payment.id)
    bench.refunds.pay_out(CLERK, payment.id)
    bench.printing.print(bench.printing.original(payment.id, Document.REFUND).id)
    ((_, paper),) = bench.tray.printed
    assert paper == f"kembali {payment.receipt_number} {payment.total} rejected ASLI".encode()
    assert bench.printing.receipt(payment.receipt_number).wording is Wording.REJECTED


def test_a_reversal_slip_says_how_the_reversal_stands_when_it_is_printed(bench: Bench) -> None:
    payment, job = reversed_(bench)
    bench.printing.print(job.id)
    with bench.store.writing() as work:
        (reversal,) = work.reversals.all()
        work.reversals.move(reversal.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        work.reversals.move(
            reversal.id, PaymentState.SENDING, PaymentState.CONFIRMED, Undoing("R-1", bench.clock.now(), None)
        )
    bench.printing.print(bench.printing.reprint(CLERK, payment.receipt_number, Document.REVERSAL).id)
    number = payment.receipt_number
    assert bench.tray.printed == [
        (f"{number}-pembalikan", f"pembalikan {number} {payment.total} asked ASLI".encode()),
        (f"{number}-pembalikan-salinan-1", f"pembalikan {number} {payment.total} agreed SALINAN 1".encode()),
    ]


def test_copies_are_counted_for_each_document(bench: Bench) -> None:
    payment, job = refunded(bench)
    bench.printing.print(bench.printing.original(payment.id).id)
    bench.printing.print(job.id)
    number = payment.receipt_number
    wanted = (Document.RECEIPT, Document.REFUND, Document.REFUND)
    consents = (None, None, bench.consent(Deed.REPRINT, payment.id))
    copies = [
        bench.printing.reprint(CLERK, number, document, consent, CopyReason.LOST)
        for document, consent in zip(wanted, consents, strict=True)
    ]
    assert [(each.document, each.copy) for each in copies] == list(zip(wanted, (1, 1, 2), strict=True))
    assert [(fact["document"], fact["copy"]) for fact in bench.entries("print.reprint")] == [
        ("receipt", 1),
        ("refund", 1),
        ("refund", 2),
    ]


def test_a_slip_that_waits_comes_before_its_copies(bench: Bench) -> None:
    payment, job = refunded(bench)
    assert bench.printing.reprint(CLERK, payment.receipt_number, Document.REFUND) == job
    assert bench.entries("print.reprint") == []


@pytest.mark.parametrize("document", [Document.CONFIRMATION, Document.REFUND, Document.REVERSAL])
def test_there_is_no_copy_of_a_slip_that_never_was(bench: Bench, document: Document) -> None:
    payment = sold(bench)
    with pytest.raises(Declined) as declined:
        bench.printing.reprint(CLERK, payment.receipt_number, document)
    assert declined.value.reason is Reason.RECEIPT_NOT_FOUND


def test_a_receipt_of_what_was_reversed_says_so_and_proves_it(bench: Bench) -> None:
    payment, _ = reversed_(bench, PaymentState.CONFIRMED)
    receipt = bench.printing.receipt(payment.receipt_number, copy=1)
    assert receipt.wording is Wording.REVERSED
    assert receipt.undoing is not None
    assert read_proof(receipt.proof)[0].wording is Wording.REVERSED


def test_while_a_reversal_is_under_way_the_receipt_says_what_is_still_so(bench: Bench) -> None:
    payment, _ = reversed_(bench)
    assert bench.printing.receipt(payment.receipt_number).wording is Wording.CONFIRMED


def test_a_slip_that_was_interrupted_is_journaled_and_one_that_waited_is_held(bench: Bench) -> None:
    _, broken = refunded(bench)
    _, waiting = refunded(bench, RefundCause.CANCELLED)
    bench.shifts.close(CLERK, Rupiah(0))
    with bench.store.writing() as work:
        work.prints.move(broken.id, PrintState.QUEUED, PrintState.PRINTING)
    bench.printing.recover()
    with bench.store.reading() as work:
        states = {job.document: job.state for job in work.prints.unfinished() if job.id != waiting.id}
        held = work.prints.get(waiting.id)
    assert states[Document.REFUND] is PrintState.FAILED
    assert states[Document.CLOSING] is PrintState.HELD
    assert held is not None
    assert held.state is PrintState.HELD
    assert [(fact["document"], fact["detail"]) for fact in bench.entries("print.failed")] == [("refund", "interrupted")]


def test_a_job_that_another_start_has_dealt_with_is_journaled_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = bench.printing.original(sold(bench).id)
    with bench.store.writing() as work:
        work.prints.move(job.id, PrintState.QUEUED, PrintState.PRINTING)
    sign = bench.signer.sign

    def meanwhile(message: bytes) -> bytes:
        with bench.store.writing() as work:
            work.prints.move(job.id, PrintState.PRINTING, PrintState.FAILED, "interrupted")
        return sign(message)

    monkeypatch.setattr(bench.signer, "sign", meanwhile)
    bench.printing.recover()
    assert bench.entries("print.failed") == []


def test_a_receipt_remembers_what_it_said(bench: Bench) -> None:
    first = bench.sell()
    job = bench.printing.print(bench.printing.original(first.id).id)
    assert job.wording == "diterima"
    assert bench.printing.original(first.id) == job
    second = confirmed(bench)
    assert bench.printing.print(bench.printing.original(second.id).id).wording == "berhasil"


@pytest.mark.parametrize(("posts", "wording"), [(False, "diterima"), (True, "")])
def test_of_paper_that_may_be_out_only_the_lesser_promise_is_remembered(
    bench: Bench, posts: bool, wording: str
) -> None:
    payment = confirmed(bench) if posts else sold(bench)
    bench.tray.jams_after = 40
    job = bench.printing.print(bench.printing.original(payment.id).id)
    assert (job.state, job.wording) == (PrintState.FAILED, wording)


def test_paper_that_never_began_remembers_nothing(bench: Bench) -> None:
    bench.tray.jams_after = 0
    job = bench.printing.print(bench.printing.original(sold(bench).id).id)
    assert (job.state, job.wording) == (PrintState.HELD, "")


def test_a_preview_shows_what_a_job_prints(bench: Bench) -> None:
    payment, job = refunded(bench)
    shown = bench.printing.preview(AUDITOR, job.id)
    assert shown == f"gambar: kembali {payment.receipt_number} {payment.total} rejected ASLI".encode()
    assert bench.tray.printed == []
    with pytest.raises(LookupError):
        bench.printing.preview(AUDITOR, uuid4())


def test_a_slip_without_its_rows_is_a_bug_and_leaves_the_job_waiting(bench: Bench) -> None:
    job = a_print_job(sold(bench).id, document=Document.REVERSAL)
    with bench.store.writing() as work:
        work.prints.add(job)
    with pytest.raises(LookupError):
        bench.printing.print(job.id)
    with bench.store.reading() as work:
        assert work.prints.get(job.id) == job


def test_papers_that_have_not_come_out_are_listed_until_they_or_a_copy_have(bench: Bench) -> None:
    payment, refund = refunded(bench)
    receipt = bench.printing.original(payment.id)
    bench.tray.jams_after = 40
    broken = bench.printing.print(receipt.id)
    bench.tray.jams_after = 0
    closing = bench.shifts.close(CLERK, Rupiah(0))
    held = [bench.printing.print(job.id) for job in (refund, closing.slip)]
    assert sorted(bench.printing.undelivered(AUDITOR), key=str) == sorted([broken, *held], key=str)
    bench.tray.jams_after = None
    bench.printing.print(bench.printing.reprint(CLERK, payment.receipt_number).id)
    bench.printing.print(refund.id)
    bench.printing.print(closing.slip.id)
    assert bench.printing.undelivered(AUDITOR) == []


# --- the closing slip


def test_a_close_leaves_a_slip_with_the_head_of_the_journal(bench: Bench) -> None:
    sold(bench)
    closing = bench.shifts.close(CLERK, Rupiah(208_400))
    with bench.store.reading() as work:
        *_, entry = work.journal.chain()
        assert work.prints.of_shift(closing.shift.id) == [closing.slip]
    assert (closing.head.seq, closing.head.hash) == (entry.seq, entry.hash)
    bench.printing.print(closing.slip.id)
    ((name, paper),) = bench.tray.printed
    assert name == "JKT-0042-L01-20261122-021504-penutupan"
    assert paper == f"tutup {CLERK.id} 208400 208400 [waiting] {entry.seq} ASLI".encode()
    (delivered,) = bench.entries("print.delivered")
    assert delivered["document"] == "closing"
    assert "receipt" not in delivered


def test_a_close_names_every_payment_that_goes_on(bench: Bench) -> None:
    waiting = sold(bench)
    settled = confirmed(bench)
    undone, _ = reversed_(bench, PaymentState.CONFIRMED)
    closing = bench.shifts.close(CLERK, Rupiah(0))
    assert [(row.number, row.amount, row.pending.value) for row in closing.unsettled] == [
        (waiting.receipt_number, waiting.total, "waiting"),
        (undone.receipt_number, undone.total, "reversed"),
    ]
    assert settled.receipt_number not in {row.number for row in closing.unsettled}


def test_what_the_next_shift_finds_unsettled_it_carries_on(bench: Bench) -> None:
    first = sold(bench)
    bench.shifts.close(CLERK, Rupiah(0))
    second = sold(bench)
    closing = bench.shifts.close(CLERK, Rupiah(0))
    assert [row.number for row in closing.unsettled] == [first.receipt_number, second.receipt_number]


def test_a_copy_of_the_closing_slip_says_what_the_original_said(bench: Bench) -> None:
    payment = sold(bench)
    closing = bench.shifts.close(CLERK, Rupiah(1))
    assert bench.printing.reprint_closing(CLERK, closing.shift.id) == closing.slip
    bench.printing.print(closing.slip.id)
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    copy = bench.printing.reprint_closing(SUPERVISOR, closing.shift.id)
    bench.printing.print(copy.id)
    (_, original), (name, paper) = bench.tray.printed
    assert name.endswith("-penutupan-salinan-1")
    assert paper == original.replace(b"ASLI", b"SALINAN 1")
    (asked,) = bench.entries("print.reprint")
    assert (asked["document"], asked["shift"], asked["actor"]) == ("closing", str(closing.shift.id), SUPERVISOR.id)


def test_an_open_shift_has_no_closing_slip(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.printing.reprint_closing(CLERK, shift.id)
    assert declined.value.reason is Reason.RECEIPT_NOT_FOUND
    with pytest.raises(Declined) as declined:
        bench.printing.reprint_closing(AUDITOR, shift.id)
    assert declined.value.reason is Reason.NOT_ALLOWED


def test_a_close_that_comes_to_nothing_leaves_no_slip(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(0))
    monkeypatch.setattr("counter_app.services.closing_act.shift_job", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bench.shifts.close(CLERK, Rupiah(0))
    assert bench.shifts.current() == shift
    with bench.store.reading() as work:
        assert work.prints.of_shift(shift.id) == []
    assert bench.entries("shift.closed") == []


def test_what_went_back_in_a_shift_is_on_its_slip(bench: Bench) -> None:
    refunded(bench)
    closing = bench.shifts.close(CLERK, Rupiah(200_000))
    assert closing.expected == 200_000
    bench.printing.print(closing.slip.id)
    assert f"tutup {CLERK.id} 200000 200000".encode() in bench.tray.printed[0][1]
