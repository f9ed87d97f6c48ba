"""Service 94: what the host posted and reversed for an office on one of its days, in the order it did so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, Subquery, func, literal, select, union_all
from sqlalchemy.orm import Session

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import Case, Money, ServiceCode, SettlementReply, SettlementRequest, SettlementRow
from counter_app.sandbox.clock import day_bounds, stamp_of
from counter_app.sandbox.cursor import read_cursor
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.service import Reply, Service, require_office, said
from counter_app.sandbox.tables import PaymentRow, ReversalRow


def settle(host: Host, asked: SettlementRequest) -> Reply:
    """A page of the day's postings. Raises ``Refused``."""
    place = read_cursor(asked.cursor)
    try:
        bounds = day_bounds(date.fromisoformat(asked.settlement_date))
    except (ValueError, OverflowError):
        raise Refused(Case.BAD_FORMAT, "settlementDate") from None
    require_office(host, asked.office_id)
    with host.ledger.transaction() as session:
        if host.mistold.is_quiet:
            return Reply(Case.DONE, _page(session, asked, place, bounds))
        day = _of_day(asked, bounds)
        lines = [_row(values) for values in session.execute(select(day).order_by(day.c.number)).mappings()]
    return Reply(Case.DONE, _mistold(host.mistold.told(lines), asked, place))


def _mistold(lines: Sequence[SettlementRow], asked: SettlementRequest, place: int) -> SettlementReply:
    """A page of a list that is not what was posted, but whole in itself; ``place`` counts its lines."""
    page = lines[place : place + asked.page_size]
    net = sum(line.amount.rupiah if line.kind == "PAYMENT" else -line.amount.rupiah for line in lines)
    return SettlementReply(
        *said(Case.DONE, ServiceCode.SETTLEMENT),
        settlement_date=asked.settlement_date,
        postings=list(page),
        next_cursor=str(place + len(page)),
        more=place + len(page) < len(lines),
        total=len(lines),
        net_amount=Money.of(Rupiah(net)),
    )


def _of_day(asked: SettlementRequest, bounds: tuple[int, int]) -> Subquery:
    return union_all(_payments(asked.office_id, bounds), _reversals(asked.office_id, bounds)).subquery()


def _page(session: Session, asked: SettlementRequest, place: int, bounds: tuple[int, int]) -> SettlementReply:
    day = _of_day(asked, bounds)
    wanted = select(day).where(day.c.number > place).order_by(day.c.number).limit(asked.page_size + 1)
    found = session.execute(wanted).mappings().all()
    page = found[: asked.page_size]
    sign = func.sum(day.c.amount * day.c.sign)
    total, net = session.execute(select(func.count(), func.coalesce(sign, 0)).select_from(day)).one()
    return SettlementReply(
        *said(Case.DONE, ServiceCode.SETTLEMENT),
        settlement_date=asked.settlement_date,
        postings=[_row(values) for values in page],
        next_cursor=str(page[-1]["number"]) if page else asked.cursor,
        more=len(found) > len(page),
        total=total,
        net_amount=Money.of(Rupiah(int(net))),
    )


def _payments(office_id: str, bounds: tuple[int, int]) -> Select[*tuple[Any, ...]]:
    return select(
        PaymentRow.number,
        literal("PAYMENT").label("kind"),
        literal(1).label("sign"),
        PaymentRow.payment_request_id.label("request_id"),
        PaymentRow.payment_request_id,
        PaymentRow.reference_no,
        PaymentRow.host_reference,
        PaymentRow.customer_no,
        PaymentRow.amount,
        PaymentRow.posted_at.label("at"),
        PaymentRow.business_date,
        PaymentRow.counter_id,
        PaymentRow.clerk_id,
        PaymentRow.tender,
    ).where(_posted(), PaymentRow.office_id == office_id, PaymentRow.posted_at.between(bounds[0], bounds[1] - 1))


def _reversals(office_id: str, bounds: tuple[int, int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReversalRow.number,
            literal("REVERSAL").label("kind"),
            literal(-1).label("sign"),
            ReversalRow.reversal_request_id.label("request_id"),
            ReversalRow.payment_request_id,
            PaymentRow.reference_no,
            ReversalRow.host_reference,
            ReversalRow.customer_no,
            ReversalRow.amount,
            ReversalRow.reversed_at.label("at"),
            ReversalRow.business_date,
            ReversalRow.counter_id,
            ReversalRow.clerk_id,
            PaymentRow.tender,
        )
        .join(PaymentRow, PaymentRow.payment_request_id == ReversalRow.payment_request_id)
        .where(PaymentRow.office_id == office_id, ReversalRow.reversed_at.between(bounds[0], bounds[1] - 1))
    )


def _posted() -> Any:
    return PaymentRow.case == Case.DONE.value


def _row(values: Any) -> SettlementRow:
    return SettlementRow(
        kind=values["kind"],
        request_id=values["request_id"],
        payment_request_id=values["payment_request_id"],
        reference_no=values["reference_no"],
        host_reference=values["host_reference"],
        customer_no=values["customer_no"],
        amount=Money.of(Rupiah(values["amount"])),
        posted_at=stamp_of(values["at"]),
        business_date=values["business_date"],
        counter_id=values["counter_id"],
        clerk_id=values["clerk_id"],
        tender=values["tender"],
    )


SETTLEMENT = Service(ServiceCode.SETTLEMENT, SettlementRequest, settle)
