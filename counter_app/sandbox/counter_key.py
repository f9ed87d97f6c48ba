"""Service 98: keeps the public keys that the office's counters sign their receipts with, and hands them all out."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from counter_app.gateway.wire import Case, ServiceCode
from counter_app.gateway.wire_keys import CounterKeyReply, CounterKeyRequest, CounterKeyRow
from counter_app.sandbox.clock import parse_stamp, seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.service import Reply, Service, said
from counter_app.sandbox.tables import PublicKeyRow

MOST = 500
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def enrol(host: Host, asked: CounterKeyRequest) -> Reply:
    """Take a counter's key in and retire the one before it. The same key again changes nothing. Raises ``Refused``."""
    try:
        # Nobody has tomorrow's key, and the host's count of seconds begins in 1970.
        valid_from = min(max(parse_stamp(asked.valid_from), _EARLIEST), host.now())
    except ValueError:
        raise Refused(Case.BAD_FORMAT, "validFrom") from None
    with host.ledger.transaction() as session:
        known = session.get(PublicKeyRow, asked.public_key)
        if known is None:
            _retire(session, asked.counter_id, seconds(host.now()))
            session.add(
                PublicKeyRow(
                    public_key=asked.public_key,
                    counter_id=asked.counter_id,
                    valid_from=seconds(valid_from),
                    valid_until=None,
                )
            )
            session.flush()
        elif known.counter_id != asked.counter_id:
            raise Refused(Case.KEY_REUSED, "publicKey")
        return Reply(Case.DONE, CounterKeyReply(*said(Case.DONE, ServiceCode.COUNTER_KEY), keys=_keys(session)))


def _retire(session: Session, counter_id: str, now: int) -> None:
    """By the host's clock: what the counter signed until now stays good."""
    live = update(PublicKeyRow).where(PublicKeyRow.counter_id == counter_id, PublicKeyRow.valid_until.is_(None))
    session.execute(live.values(valid_until=now))


def _keys(session: Session) -> list[CounterKeyRow]:
    live_first = (PublicKeyRow.valid_until.is_not(None), PublicKeyRow.valid_from.desc(), PublicKeyRow.public_key)
    rows: Sequence[PublicKeyRow] = session.scalars(select(PublicKeyRow).order_by(*live_first).limit(MOST)).all()
    return [
        CounterKeyRow(
            counter_id=row.counter_id,
            public_key=row.public_key,
            valid_from=stamp_of(row.valid_from),
            valid_until=None if row.valid_until is None else stamp_of(row.valid_until),
        )
        for row in rows
    ]


COUNTER_KEY = Service(
    ServiceCode.COUNTER_KEY, CounterKeyRequest, enrol, lambda asked: f"counter key {asked.counter_id}"
)
