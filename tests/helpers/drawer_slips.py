"""Invented papers about one drawer and its day: what is printed while it is open, when it closes, and between people."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Sum
from counter_app.domain.drawer import (
    CashMovement,
    Count,
    Denomination,
    MovementKind,
    count_of,
    in_few_pieces,
)
from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.handover import Handover, HandoverState
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.x_report import DrawerSums, XReport
from counter_app.domain.z_report import DepositSlip, SlipCount, ZReport
from tests.helpers.receipts import AT, OFFICE
from tests.helpers.slips import closing

CLERK, NEXT, SUPERVISOR = "920415", "930228", "880101"
SHIFT = UUID("c0ffee00-0000-4000-8000-000000000001")
DAY = date(2026, 11, 22)
QRIS_TAKEN = Sum(3, Rupiah(604_800))
PROGRAMMES = (
    (Programme.JKK, Sum(44, Rupiah(812_500))),
    (Programme.JKM, Sum(44, Rupiah(299_200))),
    (Programme.JHT, Sum(9, Rupiah(667_400))),
)
STATES = (
    (PaymentState.CONFIRMED, Sum(41, Rupiah(1_852_000))),
    (PaymentState.UNKNOWN, Sum(1, Rupiah(16_800))),
    (PaymentState.REJECTED, Sum(1, Rupiah(8_400))),
    (PaymentState.REFUNDED, Sum(1, Rupiah(11_900))),
)


def pieces(*notes: tuple[int, int], coins: tuple[tuple[int, int], ...] = ()) -> Count:
    """``(face, how many)``, the notes first."""
    counted = {Denomination(Rupiah(face)): many for face, many in notes}
    counted |= {Denomination(Rupiah(face), coin=True): many for face, many in coins}
    return count_of(counted)


COUNTED = pieces(
    *((100_000, 6), (50_000, 5), (20_000, 3), (10_000, 4), (5_000, 2), (2_000, 3), (1_000, 2)),
    coins=((1_000, 2), (500, 2), (200, 1), (100, 2)),
)
"""Rp971.400."""
STAYS = pieces((50_000, 2), (20_000, 3), (10_000, 3), (5_000, 2))
"""Rp200.000 of them."""


def z_report() -> ZReport:
    """A day with everything in it: a drop, a shortfall with its reason, slips, and three payments that go on."""
    return replace(
        closing(),
        number=17,
        business_date=DAY,
        receipts=("40111-03-000101", "40111-03-000144"),
        dropped=Sum(1, Rupiah(500_000)),
        counted=COUNTED.total,
        count=COUNTED,
        stays=STAYS,
        slips=(SlipCount(TenderKind.QRIS, QRIS_TAKEN, QRIS_TAKEN),),
        attempts=2,
        programmes=PROGRAMMES,
        fees=Sum(44, Rupiah(110_000)),
        states=STATES,
        reason="kembalian satu pembayar salah hitung",
        approved_by=SUPERVISOR,
        unsettled=tuple(
            replace(row, name=name)
            for row, name in zip(closing().unsettled, ("BU** SA**", "SI** AM** BI** AB**", "NY**"), strict=True)
        ),
    )


def x_report() -> XReport:
    """As a supervisor sees it, with what the drawer must hold."""
    return XReport(
        office=OFFICE,
        clerk_id=CLERK,
        asked_by=SUPERVISOR,
        business_date=DAY,
        opened_at=AT - timedelta(hours=1),
        at=AT + timedelta(hours=3),
        takings=closing().takings,
        returned=Sum(1, Rupiah(11_900)),
        programmes=PROGRAMMES,
        fees=Sum(44, Rupiah(110_000)),
        states=STATES,
        drawer=DrawerSums(
            Rupiah(200_000),
            Sum(41, Rupiah(1_284_300)),
            Sum(1, Rupiah(11_900)),
            Sum(1, Rupiah(500_000)),
            Sum(),
        ),
        head=closing().head,
    )


def movement(kind: MovementKind = MovementKind.DROP) -> CashMovementSlip:
    """Half a million on its way to the vault, or from it."""
    moved = CashMovement(
        id=UUID("5e7d0a11-1b2c-4d3e-8f90-a1b2c3d4e5f6"),
        office_id=OFFICE.id,
        counter_id=OFFICE.counter_id,
        shift_id=SHIFT,
        kind=kind,
        count=pieces((100_000, 4), (50_000, 2)),
        reason="laci terlalu penuh",
        clerk_id=CLERK,
        approved_by=SUPERVISOR,
        at=AT + timedelta(hours=2),
    )
    return CashMovementSlip(OFFICE, moved)


def handover(state: HandoverState = HandoverState.OFFERED) -> HandoverSlip:
    """From one clerk to the next; a dispute is about Rp1.000."""
    disputed = state is HandoverState.DISPUTED
    offered = Handover(
        id=UUID("ab5c0de0-0000-4000-8000-00000000cafe"),
        office_id=OFFICE.id,
        counter_id=OFFICE.counter_id,
        shift_id=SHIFT,
        giver_id=CLERK,
        receiver_id=NEXT,
        count=COUNTED,
        offered_at=AT + timedelta(hours=4),
        state=state,
        settled_at=None if state is HandoverState.OFFERED else AT + timedelta(hours=4, minutes=6),
        found=in_few_pieces(Rupiah(970_400)) if disputed else None,
        reason="satu koin Rp1.000 tidak ada" if disputed else "",
        approved_by=SUPERVISOR if disputed else "",
    )
    return HandoverSlip(OFFICE, offered, 17)


def deposit() -> DepositSlip:
    """What of the counted cash goes to the vault."""
    return DepositSlip(OFFICE, 17, CLERK, CLERK, DAY, AT + timedelta(hours=6), COUNTED, STAYS)
