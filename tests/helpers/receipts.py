"""Invented receipts: one of each kind a counter hands out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.receipt import Office, Receipt, Wording
from counter_app.domain.reversal import Undoing
from tests.helpers.proofs import proven

OFFICE = Office("40111", "Kantor Pos Bandung Cikapundung", "Jl. Asia Afrika 49, Bandung 40111", "03", "Asia/Jakarta")
AT = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC).astimezone(ZoneInfo("Asia/Jakarta"))
PP50 = "PP 50/2025"


def line(programme: Programme, month: Month, full: int, reduction: int = 0) -> BillLine:
    relief = Relief("pp50-2025-other", PP50, Rupiah(reduction)) if reduction else None
    return BillLine(programme, month, Rupiah(full), relief, None)


def market_trader_bill() -> Bill:
    """Three months over the end of a relief: 289,600 rupiah."""
    lines: list[BillLine] = []
    for month in run_of(Month(2026, 11), 3):
        relieved = month < Month(2027, 1)
        lines.append(line(Programme.JKK, month, 34_500, 17_250 if relieved else 0))
        lines.append(line(Programme.JKM, month, 6_800, 3_400 if relieved else 0))
        lines.append(line(Programme.JHT, month, 69_000))
    return Bill(tuple(lines), fee=Rupiah(0), source=BillSource.HOST, inquiry_id="inq-1")


def confirmed() -> Receipt:
    bill = market_trader_bill()
    return _with_code(
        Receipt(
            office=OFFICE,
            clerk_id="920415",
            number="40111-03-000127",
            at=AT,
            wording=Wording.CONFIRMED,
            host_reference="BPU2026112200004711",
            name="SITI AMINAH BINTI ABDULLAH",
            masked_nik="************0002",
            masked_kpj="*******4417",
            bill=bill,
            coverage=(date(2026, 11, 1), date(2027, 1, 31)),
            tender=Tender(TenderKind.CASH, Rupiah(300_000)),
            change=Rupiah(300_000 - bill.total),
        )
    )


def accepted() -> Receipt:
    """One month of an ojek driver, in cash, the host away."""
    month = Month(2026, 2)
    lines = (line(Programme.JKK, month, 10_000, 5_000), line(Programme.JKM, month, 6_800, 3_400))
    bill = Bill(lines, fee=Rupiah(3_500), source=BillSource.TARIFF)
    return _with_code(
        replace(
            confirmed(),
            number="40111-03-000128",
            wording=Wording.ACCEPTED,
            host_reference=None,
            name="BUDI SANTOSO",
            bill=bill,
            coverage=None,
            tender=Tender(TenderKind.CASH, Rupiah(20_000)),
            change=Rupiah(20_000 - bill.total),
        )
    )


def rejected() -> Receipt:
    """The same, refused by the host."""
    return _with_code(replace(accepted(), wording=Wording.REJECTED))


def cancelled() -> Receipt:
    """The same, called off before it was sent."""
    return _with_code(replace(accepted(), wording=Wording.CANCELLED))


def undone() -> Receipt:
    """The market trader's, reversed by the host an hour later."""
    undoing = Undoing("BPUR2026112200000093", AT + timedelta(hours=1), None)
    return _with_code(replace(confirmed(), wording=Wording.REVERSED, undoing=undoing))


def by_qris() -> Receipt:
    """The whole year in Jayapura, paid by QRIS, no relief."""
    lines = tuple(
        line(programme, month, full)
        for month in run_of(Month(2027, 4), 12)
        for programme, full in ((Programme.JKK, 10_000), (Programme.JKM, 6_800))
    )
    bill = Bill(lines, fee=Rupiah(0), source=BillSource.HOST, inquiry_id="inq-2")
    office = replace(OFFICE, name="Kantor Pos Jayapura", address="Jl. Koti 3, Jayapura", timezone="Asia/Jayapura")
    return _with_code(
        replace(
            confirmed(),
            office=office,
            number="99111-01-000001",
            name="Yosefina Wanggai-Rumbiak",
            bill=bill,
            coverage=(date(2027, 4, 1), date(2028, 3, 31)),
            tender=Tender(TenderKind.QRIS, bill.total, "QR-20261122-778812"),
            change=Rupiah(0),
        )
    )


def copy_of(receipt: Receipt, number: int) -> Receipt:
    return replace(receipt, copy=number)


def _with_code(receipt: Receipt) -> Receipt:
    return replace(receipt, proof=proven(receipt))
