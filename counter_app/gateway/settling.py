"""Service 94, the counter's side: the host's postings of a day, read with suspicion."""

from datetime import date, tzinfo

from counter_app.domain.reconciliation import RowKind, SettlementRow
from counter_app.gateway import wire
from counter_app.gateway.messages import utc
from counter_app.services.ports import SettlementPage


def page(reply: wire.SettlementReply, zone: tzinfo) -> SettlementPage:
    """A page in our words. Raises ``ValueError`` for a row that makes no sense: a list with holes reckons nothing."""
    return SettlementPage(
        rows=tuple(_row(row, zone) for row in reply.postings),
        next_cursor=reply.next_cursor,
        more=reply.more,
        total=reply.total,
        net=reply.net_amount.rupiah,
    )


def _row(row: wire.SettlementRow, zone: tzinfo) -> SettlementRow:
    return SettlementRow(
        kind=RowKind(row.kind),
        key=row.payment_request_id,
        receipt_number=row.reference_no,
        host_reference=row.host_reference,
        customer_no=row.customer_no,
        amount=row.amount.rupiah,
        posted_on=utc(row.posted_at).astimezone(zone).date(),
        business_date=date.fromisoformat(row.business_date),
        counter_id=row.counter_id,
    )
