"""Invented slips: one of each kind a counter hands out or files."""

from datetime import timedelta

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Head, Pending, Sum, Unsettled
from counter_app.domain.money import Rupiah
from counter_app.domain.refund import RefundCause
from counter_app.domain.slip import RefundSlip, ReversalSlip, Standing
from counter_app.domain.z_report import ZReport
from tests.helpers.proofs import HEAD
from tests.helpers.receipts import AT, OFFICE


def refund() -> RefundSlip:
    """Cash, because the host refused."""
    return RefundSlip(
        office=OFFICE,
        number="40111-03-000128",
        clerk_id="920415",
        at=AT + timedelta(hours=2),
        cause=RefundCause.REJECTED,
        amount=Rupiah(11_900),
        means=TenderKind.CASH,
        name="BUDI SANTOSO",
        masked_nik="************0002",
    )


def reversal() -> ReversalSlip:
    """Just asked for."""
    return ReversalSlip(
        office=OFFICE,
        number="40111-03-000127",
        clerk_id="920415",
        approved_by="880101",
        at=AT + timedelta(minutes=10),
        reason="salah peserta, pembayar menunjukkan kartu yang lain",
        amount=Rupiah(289_600),
        name="SITI AMINAH BINTI ABDULLAH",
        masked_nik="************0002",
        host_reference="BPU2026112200004711",
        standing=Standing.ASKED,
    )


def closing() -> ZReport:
    """A day with everything in it: two means, cash that went back, a shortfall, and three that go on."""
    return ZReport(
        office=OFFICE,
        clerk_id="920415",
        closed_by="920415",
        opened_at=AT - timedelta(hours=1),
        closed_at=AT + timedelta(hours=6),
        float_amount=Rupiah(200_000),
        takings=((TenderKind.CASH, Sum(41, Rupiah(1_284_300))), (TenderKind.QRIS, Sum(3, Rupiah(604_800)))),
        returned_cash=Sum(1, Rupiah(11_900)),
        returned_otherwise=Sum(),
        counted=Rupiah(1_471_400),
        unsettled=(
            Unsettled("40111-03-000102", Rupiah(8_400), Pending.REFUSED),
            Unsettled("40111-03-000127", Rupiah(289_600), Pending.REVERSAL_ASKED),
            Unsettled("40111-03-000141", Rupiah(16_800), Pending.UNCERTAIN),
        ),
        head=Head(1_204, HEAD),
    )
