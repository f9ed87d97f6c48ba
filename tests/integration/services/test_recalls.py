"""The recall slip: whom to call because their money waits, on paper for whoever telephones."""

import json
from dataclasses import replace

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.recall import RecallSlip
from counter_app.domain.refund import RefundCause
from counter_app.services.recalls import recall_slip
from counter_app.services.stored import stored
from tests.helpers.builders import a_participant
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench
from tests.integration.services.test_refunds import rejected, reversed_at_the_host

PHONE = "+628120000011"


def slip_of(bench: Bench, job: PrintJob) -> RecallSlip:
    with bench.store.reading() as work:
        return recall_slip(work, bench.office, stored(job.subject_id, job), job.copy)


def called(bench: Bench, payment: Payment) -> None:
    """The office has a telephone number of this payer."""
    with bench.store.writing() as work:
        participant = replace(a_participant(), nik=payment.payer.nik, phone=PHONE)
        work.participants.save([participant], bench.clock.now())


def test_everybody_whose_money_waits_is_listed_the_longest_due_first(bench: Bench) -> None:
    refused = rejected(bench)
    bench.clock.advance(minutes=7)
    undone, _ = reversed_at_the_host(bench)
    called(bench, refused)
    bench.clock.advance(minutes=3)
    slip = slip_of(bench, bench.recalls.list(CLERK))
    assert [(row.number, row.amount, row.cause) for row in slip.rows] == [
        (refused.receipt_number, refused.total, RefundCause.REJECTED),
        (undone.receipt_number, undone.total, RefundCause.REVERSED),
    ]
    assert (slip.total, slip.clerk_id, slip.at) == (refused.total + undone.total, CLERK.id, bench.clock.now())
    assert slip.rows[0].since < slip.rows[1].since
    first = slip.rows[0]
    assert (first.name, first.phone, first.masked_nik[-4:]) == (refused.payer.name, PHONE, refused.payer.nik[-4:])
    assert set(first.masked_nik[:-4]) == {"*"}


def test_the_journal_holds_what_is_due_and_nobodys_name_or_number(bench: Bench) -> None:
    payment = rejected(bench)
    called(bench, payment)
    bench.recalls.list(CLERK)
    (facts,) = bench.entries("recall.listed")
    assert (facts["payers"], facts["amount"]) == (1, payment.total)
    told = json.dumps(facts)
    assert payment.receipt_number in told
    assert not any(secret in told for secret in (payment.payer.name, payment.payer.nik, PHONE))


def test_the_list_stays_as_it_was_made_though_the_money_has_gone_back(bench: Bench) -> None:
    payment = rejected(bench)
    job = bench.recalls.list(CLERK)
    before = slip_of(bench, job)
    bench.refunds.pay_out(CLERK, payment.id)
    assert slip_of(bench, job) == before


def test_the_list_is_printed_like_every_paper_and_its_copies_say_so(bench: Bench) -> None:
    rejected(bench)
    job = bench.recalls.list(CLERK)
    assert (job.document, job.state) == (Document.RECALL, PrintState.QUEUED)
    assert bench.printing.print(job.id).is_out
    assert bench.tray.printed[-1][1].endswith(b"ASLI")
    again = bench.printing.again(CLERK, job.id)
    assert (again.copy, again.subject_id) == (1, job.subject_id)
    assert bench.printing.print(again.id).is_out
    assert bench.tray.printed[-1][1].endswith(b"SALINAN 1")


def test_two_lists_are_two_papers(bench: Bench) -> None:
    rejected(bench)
    first, second = bench.recalls.list(CLERK), bench.recalls.list(OTHER_CLERK)
    assert first.subject_id != second.subject_id
    assert (first.copy, second.copy) == (0, 0)


def test_where_nobodys_money_waits_nothing_is_printed_or_journaled(bench: Bench) -> None:
    bench.sell()
    with pytest.raises(Declined) as declined:
        bench.recalls.list(CLERK)
    assert declined.value.reason is Reason.NOBODY_TO_RECALL
    assert bench.entries("recall.listed") == []


def test_telephone_numbers_are_for_those_who_give_the_money_back(bench: Bench) -> None:
    rejected(bench)
    job = bench.recalls.list(CLERK)
    assert bench.printing.preview(OTHER_CLERK, job.id)
    for attempt in (lambda: bench.recalls.list(AUDITOR), lambda: bench.printing.preview(AUDITOR, job.id)):
        with pytest.raises(Declined) as declined:
            attempt()
        assert declined.value.reason is Reason.NOT_ALLOWED


def test_a_slip_of_no_list_is_a_bug(bench: Bench) -> None:
    rejected(bench)
    job = bench.recalls.list(CLERK)
    with bench.store.reading() as work, pytest.raises(LookupError):
        recall_slip(work, bench.office, job.id, 0)
