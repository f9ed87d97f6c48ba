"""Counter keys on the wire: told to the second, and what makes no sense proves nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from counter_app.gateway import key_messages
from counter_app.gateway.wire_keys import CounterKeyReply, CounterKeyRequest, CounterKeyRow
from tests.helpers.proofs import SINCE, SeedSigner, key_of

OURS = key_of(SeedSigner())
ROW = CounterKeyRow("03", OURS.public_key.hex(), "2026-11-01T07:00:00+07:00", None)


def told(*rows: CounterKeyRow) -> CounterKeyReply:
    return CounterKeyReply("2009800", "Successful", list(rows))


def test_a_key_is_told_in_the_offices_time() -> None:
    own = replace(OURS, valid_from=SINCE + timedelta(microseconds=5))
    request = key_messages.request(own, ZoneInfo("Asia/Jakarta"))
    assert (request.counter_id, request.valid_from) == ("03", "2026-11-01T07:00:00+07:00")
    assert msgspec.json.decode(msgspec.json.encode(request), type=CounterKeyRequest) == request


def test_the_keys_of_the_office_come_back() -> None:
    retired = msgspec.structs.replace(ROW, counter_id="04", valid_until="2026-11-22T09:00:00+07:00")
    first, second = key_messages.keys(told(ROW, retired), "40111")
    assert first == OURS
    assert (second.counter_id, second.valid_until) == ("04", datetime(2026, 11, 22, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    "row",
    [
        msgspec.structs.replace(ROW, valid_from="yesterday"),
        msgspec.structs.replace(ROW, valid_from="2026-11-01T07:00:00"),
        msgspec.structs.replace(ROW, valid_from="0001-01-01T00:00:00+07:00"),
        msgspec.structs.replace(ROW, valid_until="never"),
        msgspec.structs.replace(ROW, counter_id="40111-03"),
        msgspec.structs.replace(ROW, counter_id="03\n"),
    ],
)
def test_a_row_that_makes_no_sense_is_left_out(row: CounterKeyRow) -> None:
    assert list(key_messages.keys(told(row, ROW), "40111")) == [OURS]
