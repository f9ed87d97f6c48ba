"""Between the domain's counter keys and the wire's. Pure: no line, no clock."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from counter_app.domain.counter_key import CounterKey
from counter_app.gateway.wire_keys import CounterKeyReply, CounterKeyRequest, CounterKeyRow

_COUNTER = re.compile(r"[0-9A-Za-z]{1,5}")


def request(own: CounterKey, zone: tzinfo) -> CounterKeyRequest:
    """Tell of a counter's own key."""
    valid_from = own.valid_from.astimezone(zone).isoformat(timespec="seconds")
    return CounterKeyRequest(own.counter_id, own.public_key.hex(), valid_from)


def keys(reply: CounterKeyReply, office_id: str) -> Sequence[CounterKey]:
    """The keys of the office's counters; a row that makes no sense is left out, and proves nothing."""
    return tuple(key for row in reply.keys if (key := _key(row, office_id)) is not None)


def _key(row: CounterKeyRow, office_id: str) -> CounterKey | None:
    try:
        valid_from = _moment(row.valid_from)
        valid_until = None if row.valid_until is None else _moment(row.valid_until)
    except (ValueError, OverflowError):
        return None
    if _COUNTER.fullmatch(row.counter_id) is None:
        return None
    return CounterKey(office_id, row.counter_id, bytes.fromhex(row.public_key), valid_from, valid_until)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    return moment.astimezone(UTC)
