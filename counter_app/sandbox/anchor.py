"""Service 96: keeps the heads of the counters' journal chains, so that a chain put back can be noticed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from counter_app.gateway.wire import AnchorReply, AnchorRequest, Case, ServiceCode
from counter_app.sandbox.clock import seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.service import Reply, Service, said
from counter_app.sandbox.tables import AnchorRow


def anchor(host: Host, asked: AnchorRequest) -> Reply:
    """Keep a head that goes on from the last; otherwise refuse, and say which one is kept. Raises ``Refused``."""
    try:
        date.fromisoformat(asked.business_date)
    except ValueError:
        raise Refused(Case.BAD_FORMAT, "businessDate") from None
    with host.ledger.transaction() as session:
        last = _last(session, asked.counter_id)
        if last is None or asked.sequence > last.sequence:
            last = AnchorRow(
                counter_id=asked.counter_id,
                sequence=asked.sequence,
                head=asked.head,
                anchored_at=seconds(host.now()),
            )
            session.add(last)
            return _reply(Case.DONE, last)
        same = (last.sequence, last.head) == (asked.sequence, asked.head)
        return _reply(Case.DONE if same else Case.KEY_REUSED, last)


def _last(session: Session, counter_id: str) -> AnchorRow | None:
    heads = select(AnchorRow).where(AnchorRow.counter_id == counter_id)
    return session.scalars(heads.order_by(AnchorRow.sequence.desc()).limit(1)).one_or_none()


def _reply(case: Case, row: AnchorRow) -> Reply:
    reply = AnchorReply(
        *said(case, ServiceCode.ANCHOR),
        counter_id=row.counter_id,
        sequence=row.sequence,
        head=row.head,
        anchored_at=stamp_of(row.anchored_at),
    )
    return Reply(case, reply)


ANCHOR = Service(ServiceCode.ANCHOR, AnchorRequest, anchor, lambda asked: f"anchor {asked.counter_id}")
