"""Paper: printed from the committed row, and never called printed when it may not be."""

from collections.abc import Callable

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Service, Unavailable, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.print_reasons import CopyReason
from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.domain.proof import ReceiptProof, read_proof
from counter_app.services.proofs import Finding
from tests.helpers.builders import a_payment
from tests.helpers.database import pay
from tests.helpers.logfail import LogWatch
from tests.helpers.paper import WordsRenderer
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench


def test_before_the_host_has_answered_the_paper_says_diterima(bench: Bench) -> None:
    payment = bench.sell()
    job = bench.printing.print(bench.printing.original(payment.id).id)
    assert job.state is PrintState.DELIVERED
    assert bench.tray.printed == [
        (payment.receipt_number, f"{payment.receipt_number} {payment.total} diterima - ASLI".encode())
    ]
    (entry,) = bench.entries("print.delivered")
    assert (entry["actor"], entry["wording"], entry["copy"]) == ("system:printer", "diterima", 0)


def test_after_the_host_has_answered_it_says_berhasil_and_the_reference(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.printing.print(bench.printing.original(payment.id).id)
    assert bench.tray.printed[0][1].endswith(b"berhasil HOST-0001 ASLI")


def test_what_the_host_refused_is_not_said_to_be_awaited(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [Refused("4042519", "bill expired")]
    bench.forwarder.forward(payment.id)
    bench.printing.print(bench.printing.original(payment.id).id)
    ((_, paper),) = bench.tray.printed
    assert b"ditolak" in paper
    assert b"diterima" not in paper


def test_a_device_with_a_bug_leaves_no_job_half_way(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    payment = bench.sell()
    job = bench.printing.original(payment.id)

    def broken(_data: bytes, _job: str) -> None:
        raise UnicodeError("label empty or too long")

    monkeypatch.setattr(bench.tray, "deliver", broken)
    with pytest.raises(UnicodeError):
        bench.printing.print(job.id)
    stored = bench.printing.original(payment.id)
    assert (stored.state, stored.detail) == (PrintState.FAILED, "unexpected")
    assert [fact["detail"] for fact in bench.entries("print.failed")] == ["unexpected"]


def test_a_job_is_printed_once(bench: Bench) -> None:
    job = bench.printing.original(bench.sell().id)
    bench.printing.print(job.id)
    assert bench.printing.print(job.id).state is PrintState.DELIVERED
    assert len(bench.tray.printed) == 1


def test_a_receipt_that_cannot_be_set_leaves_its_job_waiting(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    job = bench.printing.original(bench.sell().id)

    def no_room(*_: object) -> bytes:
        raise ValueError("a money row does not fit")

    with monkeypatch.context() as narrow:
        narrow.setattr(WordsRenderer, "escpos", no_room)
        with pytest.raises(ValueError, match="does not fit"):
            bench.printing.print(job.id)
    assert bench.printing.print(job.id).state is PrintState.DELIVERED


def test_a_printer_that_is_off_holds_the_original_until_it_is_back(bench: Bench) -> None:
    job = bench.printing.original(bench.sell().id)
    bench.tray.jams_after = 0
    held = bench.printing.print(job.id)
    assert (held.state, held.detail) == (PrintState.HELD, "jammed")
    assert bench.printing.printer_status().trouble is Trouble.FAULT
    bench.tray.jams_after = None
    assert bench.printing.print(job.id).state is PrintState.DELIVERED
    assert bench.tray.printed[0][1].endswith(b"ASLI")


def test_a_slip_that_may_be_half_printed_is_followed_by_a_copy_only(bench: Bench) -> None:
    payment = bench.sell()
    job = bench.printing.original(payment.id)
    bench.tray.jams_after = 40
    assert bench.printing.print(job.id).state is PrintState.FAILED
    bench.tray.jams_after = None
    assert bench.printing.print(job.id).state is PrintState.FAILED
    assert bench.tray.printed == []
    copy = bench.printing.reprint(CLERK, payment.receipt_number)
    bench.printing.print(copy.id)
    assert bench.tray.printed[0][1].endswith(b"SALINAN 1")
    assert [entry["reason"] for entry in bench.entries("print.reprint")] == ["half-out"]


def test_a_reason_that_was_said_stands_in_the_journal_whatever_the_program_knows(bench: Bench) -> None:
    payment = sold_and_printed(bench)
    bench.printing.reprint(CLERK, payment.receipt_number, why="pembayar minta untuk arsip")
    assert [entry["reason"] for entry in bench.entries("print.reprint")] == ["pembayar minta untuk arsip"]


def sold_and_printed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.printing.print(bench.printing.original(payment.id).id)
    return payment


def test_while_the_original_waits_no_copy_comes_before_it(bench: Bench) -> None:
    payment = bench.sell()
    original = bench.printing.original(payment.id)
    assert bench.printing.reprint(CLERK, payment.receipt_number) == original
    bench.tray.jams_after = 0
    held = bench.printing.print(original.id)
    assert bench.printing.reprint(CLERK, payment.receipt_number) == held
    bench.tray.jams_after = None
    bench.printing.print(held.id)
    assert bench.printing.reprint(CLERK, payment.receipt_number).copy == 1
    assert len(bench.entries("print.reprint")) == 1


def copied(bench: Bench, payment: Payment) -> PrintJob:
    """The next copy, with a supervisor beside the clerk."""
    consent = bench.consent(Deed.REPRINT, payment.id)
    return bench.printing.reprint(CLERK, payment.receipt_number, consent=consent, why=CopyReason.LOST)


def test_copies_are_counted_and_named_after_who_asked_and_who_allowed(bench: Bench) -> None:
    payment = sold_and_printed(bench)
    first = bench.printing.reprint(CLERK, payment.receipt_number)
    assert [first.copy, copied(bench, payment).copy, copied(bench, payment).copy] == [1, 2, 3]
    assert [(fact["actor"], fact["copy"], fact.get("approved_by")) for fact in bench.entries("print.reprint")] == [
        (CLERK.id, 1, None),
        (CLERK.id, 2, SUPERVISOR.id),
        (CLERK.id, 3, SUPERVISOR.id),
    ]
    assert bench.verification.run().fault is None


def test_a_second_copy_takes_a_second_person_for_this_payment_and_this_copy(bench: Bench) -> None:
    payment, other = sold_and_printed(bench), sold_and_printed(bench)
    bench.printing.reprint(CLERK, payment.receipt_number)
    for_another = bench.consent(Deed.REPRINT, other.id)
    for consent, reason in ((None, Reason.APPROVAL_NEEDED), (for_another, Reason.APPROVAL_SPENT)):
        with pytest.raises(Declined) as declined:
            bench.printing.reprint(CLERK, payment.receipt_number, consent=consent)
        assert declined.value.reason is reason
    good = bench.consent(Deed.REPRINT, payment.id)
    assert bench.printing.reprint(CLERK, payment.receipt_number, consent=good, why=CopyReason.LOST).copy == 2
    with pytest.raises(Declined):
        bench.printing.reprint(CLERK, payment.receipt_number, consent=good)


def test_a_copy_that_says_who_allowed_it_and_nobody_did_is_found(bench: Bench) -> None:
    payment = sold_and_printed(bench)
    bench.consent(Deed.REPRINT, payment.id)
    copied(bench, payment)
    facts: dict[str, Fact] = {"receipt": payment.receipt_number, "copy": 2, "approved_by": "9009"}
    with bench.store.writing() as work:
        work.journal.append(Entry(bench.clock.now(), CLERK.id, Act.REPRINT, str(payment.id), facts))
    assert (bench.verification.run().fault or "").endswith("names 9009, who had not allowed it")


def test_a_clock_that_was_set_back_does_not_put_a_copy_before_the_original(bench: Bench) -> None:
    payment = sold_and_printed(bench)
    original = bench.printing.original(payment.id)
    bench.clock.advance(minutes=-90)
    assert bench.printing.reprint(CLERK, payment.receipt_number).copy == 1
    assert bench.printing.original(payment.id) == original


def test_a_copy_has_a_file_name_of_its_own(bench: Bench) -> None:
    payment = sold_and_printed(bench)
    bench.printing.print(bench.printing.reprint(CLERK, payment.receipt_number).id)
    assert bench.tray.printed[-1][0] == f"{payment.receipt_number}-salinan-1"


def test_after_a_crash_nothing_is_printed_by_itself(bench: Bench) -> None:
    first, second, third = (bench.printing.original(bench.sell().id) for _ in range(3))
    bench.printing.print(first.id)
    bench.tray.jams_after = 0
    fourth = bench.printing.original(bench.sell().id)
    bench.printing.print(fourth.id)
    with bench.store.writing() as work:
        work.prints.move(second.id, PrintState.QUEUED, PrintState.PRINTING)
    bench.printing.recover()
    with bench.store.reading() as work:
        states = [job.state for job in (work.prints.get(j.id) for j in (first, second, third, fourth)) if job]
    assert states == [PrintState.DELIVERED, PrintState.FAILED, PrintState.HELD, PrintState.HELD]
    assert [fact["detail"] for fact in bench.entries("print.failed")] == ["jammed", "interrupted"]


def test_a_picture_is_the_receipt_as_it_stands(bench: Bench) -> None:
    payment = bench.sell()
    assert bench.printing.picture(CLERK, payment.receipt_number).startswith(b"gambar: JKT-0042-L01-000001")
    assert bench.printing.picture(AUDITOR, payment.receipt_number, copy=2).endswith(b"SALINAN 2")


def test_a_receipt_taken_out_of_the_counter_is_journaled(bench: Bench) -> None:
    payment = bench.sell()
    taken = bench.printing.export(payment.receipt_number, 0, "pdf", "dewi")
    assert taken == bench.printing.receipt(payment.receipt_number)
    assert bench.entries("receipt.exported") == [
        {
            "actor": "system:command-line",
            "receipt": payment.receipt_number,
            "copy": 0,
            "form": "pdf",
            "login": "dewi",
        }
    ]
    assert bench.verification.run().fault is None


def test_every_paper_about_a_payment_carries_the_same_proof(bench: Bench) -> None:
    payment = bench.sell()
    number = payment.receipt_number
    proof = bench.printing.receipt(number).proof
    assert bench.printing.receipt(number, copy=2).proof == proof
    verdict = bench.proofs.verify(proof)
    assert verdict.finding is Finding.GENUINE
    assert isinstance(verdict.proof, ReceiptProof)
    assert (verdict.proof.number, verdict.proof.wording.value) == (number, "diterima")
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    assert "*BERHASIL*HOST-0001*" in bench.printing.receipt(number).proof


def test_a_proof_names_the_entry_that_accepted_the_payment(bench: Bench) -> None:
    bench.sell()
    payment = bench.sell()
    bench.sell()
    proof, _ = read_proof(bench.printing.receipt(payment.receipt_number).proof)
    with bench.store.reading() as work:
        (accepted,) = (entry for entry in work.journal.chain() if f'"{payment.id}"'.encode() in entry.canonical)
    assert accepted.hash.startswith(proof.head)


def test_a_key_that_cannot_be_used_keeps_no_payer_from_their_paper(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def locked(_message: bytes) -> bytes:
        raise Unavailable(Service.DATABASE, "the keyring is locked")

    log_watch.expects("printed without its code: the keyring is locked")
    payment = bench.sell()
    monkeypatch.setattr(bench.signer, "sign", locked)
    assert bench.printing.receipt(payment.receipt_number).proof == ""


def test_a_payment_the_journal_does_not_know_is_not_vouched_for(bench: Bench) -> None:
    payment, _ = pay(bench.store)
    assert read_proof(bench.printing.receipt(payment.receipt_number).proof)
    stranger = a_payment(2)
    with bench.store.writing() as work:
        work.numbers.take()
        work.payments.add(stranger)
    assert bench.printing.receipt(stranger.receipt_number).proof == ""


ACTS: dict[str, Callable[[Bench, str], object]] = {
    "look": lambda bench, number: bench.printing.receipt(number),
    "export": lambda bench, number: bench.printing.export(number, 0, "txt", "dewi"),
    "copy": lambda bench, number: bench.printing.reprint(CLERK, number),
    "show": lambda bench, number: bench.printing.picture(CLERK, number),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_receipt_that_does_not_exist_is_said_so(bench: Bench, act: Callable[[Bench, str], object]) -> None:
    with pytest.raises(Declined) as declined:
        act(bench, "JKT-0042-L01-999999")
    assert declined.value.reason is Reason.RECEIPT_NOT_FOUND


def test_an_auditor_looks_but_does_not_copy(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(Declined):
        bench.printing.reprint(AUDITOR, payment.receipt_number)


def test_a_job_nobody_asked_for_is_a_bug(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(LookupError):
        bench.printing.print(payment.id)


def test_how_a_paper_ended_is_told_later_if_the_database_was_away_and_holds_no_other_up(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = bench.sell(), bench.sell()
    deliver = bench.tray.deliver

    def then_the_database_is_away(data: bytes, name: str) -> Certainty:
        known = deliver(data, name)
        monkeypatch.setattr(SqlStore, "writing", away)
        return known

    def away(_store: SqlStore) -> None:
        raise Unavailable(Service.DATABASE, "busy")

    with monkeypatch.context() as patched:
        patched.setattr(bench.tray, "deliver", then_the_database_is_away)
        with pytest.raises(Unavailable):
            bench.printing.print(bench.printing.original(first.id).id)
    monkeypatch.undo()
    assert bench.printing.original(first.id).state is PrintState.PRINTING
    assert bench.printing.print(bench.printing.original(second.id).id).state is PrintState.DELIVERED
    assert bench.printing.original(first.id).state is PrintState.DELIVERED
    assert [name for name, _ in bench.tray.printed] == [first.receipt_number, second.receipt_number]
    assert bench.verification.run().fault is None


def test_whatever_a_spooler_says_the_journal_keeps_one_line_of_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "antrean:\r\n2026-11-22 INFO forged\x1b[2J\u202e" + "x" * 100_000

    def refuses(_data: bytes, _name: str) -> Certainty:
        raise Undelivered(said, 0, Trouble.PAUSED)

    monkeypatch.setattr(bench.tray, "deliver", refuses)
    monkeypatch.setattr(bench.tray, "status", lambda: PrinterStatus(trouble=Trouble.PAUSED, detail=said))
    for payment in (bench.sell(), bench.sell()):
        job = bench.printing.print(bench.printing.original(payment.id).id)
        assert job.detail.startswith("antrean: 2026-11-22 INFO forged [2J x")
        assert len(job.detail) <= 300
    (entry,) = bench.entries("print.failed")
    assert entry["detail"] == job.detail
