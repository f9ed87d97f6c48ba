"""Domain values for tests: sound by default, each part replaceable by name. All people are invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief, Why
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.journal import Act, Entry
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.payment import Payer, Payment, PaymentState, Posting
from counter_app.domain.people import Account, Actor, Role
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.refund import Refund, RefundCause
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift
from counter_app.domain.tariff import Sector

NOW = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
"""09:15 in Jakarta, on the day the tests live in."""

BUSINESS_DATE = date(2026, 11, 22)
OFFICE_ID, COUNTER_ID, CLERK_ID, SUPERVISOR_ID = "JKT-0042", "L01", "P-1001", "P-9001"
SHIFT_ID = UUID("5f000000-0000-4000-8000-000000000001")
NIK, KPJ, PAYMENT_CODE = "3273025508920002", "26012345678", "880012345678"


def a_line(programme: Programme = Programme.JKK, month: Month | None = None, **parts: Any) -> BillLine:
    """One line: a market trader's JKK of November 2026 at half by PP 50/2025."""
    line = BillLine(
        programme=programme,
        month=month or Month(2026, 11),
        full=Rupiah(10_000 if programme is Programme.JKK else 6_800),
        relief=Relief("pp50-2025-other", "PP 50/2025", Rupiah(5_000 if programme is Programme.JKK else 3_400)),
        why=Why(10, Rupiah(1_000_000), "PP 44/2015, Lampiran II")
        if programme is Programme.JKK
        else Why(None, None, "PP 44/2015"),
    )
    return replace(line, **parts)


def a_bill(months: int = 1, *, first: Month | None = None, fee: int = 0, **parts: Any) -> Bill:
    """JKK and JKM for ``months`` months of 8,400 rupiah each."""
    lines = tuple(
        a_line(programme, month)
        for month in run_of(first or Month(2026, 11), months)
        for programme in (Programme.JKK, Programme.JKM)
    )
    bill = Bill(lines, Rupiah(fee), BillSource.HOST, inquiry_id="INQ-1", expires_at=NOW + timedelta(hours=12))
    return replace(bill, **parts)


def a_posting(**parts: Any) -> Posting:
    posting = Posting("BPJS-000123", NOW + timedelta(seconds=2), date(2026, 11, 22), date(2026, 11, 30))
    return replace(posting, **parts)


def a_payment(number: int = 1, **parts: Any) -> Payment:
    """A cash payment, just accepted; ``number`` makes the receipt number, the id is new each time."""
    bill: Bill = parts.pop("bill", None) or a_bill()
    payment = Payment(
        id=uuid4(),
        office_id=OFFICE_ID,
        counter_id=COUNTER_ID,
        clerk_id=CLERK_ID,
        shift_id=SHIFT_ID,
        business_date=BUSINESS_DATE,
        receipt_number=f"{OFFICE_ID}-{COUNTER_ID}-{number:06}",
        accepted_at=NOW,
        payer=Payer(NIK, KPJ, "Siti Rahmawati"),
        bill=bill,
        tender=Tender(TenderKind.CASH, Rupiah(-(-bill.total // 10_000) * 10_000)),
        state=PaymentState.ACCEPTED,
        offline=False,
    )
    return replace(payment, **parts)


def a_refund(payment: Payment, **parts: Any) -> Refund:
    """The payment's money, back out of the drawer of its own shift."""
    refund = Refund(
        office_id=payment.office_id,
        counter_id=payment.counter_id,
        payment_id=payment.id,
        shift_id=payment.shift_id,
        clerk_id=payment.clerk_id,
        cause=RefundCause.REJECTED,
        amount=payment.total,
        in_cash=payment.tender.kind is TenderKind.CASH,
        at=NOW + timedelta(minutes=5),
    )
    return replace(refund, **parts)


def a_reversal(payment: Payment, **parts: Any) -> Reversal:
    """A reversal of the payment, just asked for by its clerk and approved by a supervisor."""
    reversal = Reversal(
        id=uuid4(),
        office_id=payment.office_id,
        counter_id=payment.counter_id,
        payment_id=payment.id,
        receipt_number=payment.receipt_number,
        amount=payment.total,
        reason="salah peserta",
        clerk_id=payment.clerk_id,
        approved_by=SUPERVISOR_ID,
        shift_id=payment.shift_id,
        business_date=payment.business_date,
        asked_at=NOW + timedelta(minutes=3),
    )
    return replace(reversal, **parts)


def an_outbox_item(payment_id: UUID, **parts: Any) -> OutboxItem:
    """An item that is due at once and has never been tried."""
    return replace(OutboxItem(payment_id, b'{"paidAmount":"8400.00"}', Step.SEND, attempts=0, due_at=NOW), **parts)


def a_print_job(payment_id: UUID, **parts: Any) -> PrintJob:
    return replace(PrintJob(uuid4(), payment_id, 0, PrintState.QUEUED, CLERK_ID, NOW), **parts)


def an_entry(subject: str = "", **facts: str | int | bool | None) -> Entry:
    return Entry(NOW, CLERK_ID, Act.PAYMENT_ACCEPTED, subject, facts)


def a_participant(index: int = 0, **parts: Any) -> Participant:
    """A participant; ``index`` makes another person, with numbers of their own."""
    participant = Participant(
        nik=NIK if index == 0 else f"327302010190{index:04}" if index < 10_000 else f"32{index:014}",
        kpj=KPJ if index == 0 else f"27{index:09}",
        payment_code=PAYMENT_CODE if index == 0 else f"8801{index:08}",
        name="Siti Rahmawati" if index == 0 else f"Peserta {index}",
        status=Protection.ACTIVE,
        sector=Sector.OTHER,
        income_basis=Rupiah(1_000_000),
        programmes=(Programme.JKK, Programme.JKM),
        branch_office="Bandung",
        protected_until=date(2026, 10, 31),
        phone="081200000000",
    )
    return replace(participant, **parts)


def participants_named(names: Sequence[str]) -> list[Participant]:
    """One participant for each name."""
    return [a_participant(index, name=name) for index, name in enumerate(names, 1)]


def a_shift(**parts: Any) -> Shift:
    """An open shift with 200,000 rupiah in the drawer."""
    shift = Shift(SHIFT_ID, OFFICE_ID, COUNTER_ID, CLERK_ID, BUSINESS_DATE, NOW - timedelta(hours=1), Rupiah(200_000))
    return replace(shift, **parts)


def an_account(role: Role = Role.CLERK, **parts: Any) -> Account:
    return replace(Account(Actor(CLERK_ID, "Budi Hartono", role), "argon2id-of-nothing"), **parts)
