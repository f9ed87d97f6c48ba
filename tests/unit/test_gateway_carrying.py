"""An answer that somebody brings is believed only if the host gave it, to this item, out of this file, since then."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from counter_app.domain.outbox import Conflict, NoAnswer, Refused, Wait
from counter_app.domain.queue_file import HostAnswer, ItemAnswer
from counter_app.gateway.carrying import external_id, is_about, payment_reply, reversal_reply
from counter_app.gateway.iak.gateway import IakGateway
from counter_app.gateway.signing import sign_reply
from counter_app.gateway.snap import SnapGateway
from counter_app.services.ports import QueueCarrier

SECRET = "a secret of the office"
FILE, KEY = UUID(int=1), UUID(int=2)
SINCE = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)


def answer(
    code: str, at: str = "2026-11-22T09:20:04+07:00", file_id: UUID = FILE, key: UUID = KEY, secret: str = SECRET
) -> HostAnswer:
    body, named = json.dumps({"responseCode": code, "responseMessage": "no"}).encode(), external_id(file_id, key)
    signature = sign_reply(secret, code=code, body=body, external_id=named, timestamp=at)
    return HostAnswer(int(code[:3]), body, at, signature, named)


def payment(told: HostAnswer, key: UUID = KEY) -> object:
    return payment_reply(SECRET, FILE, ItemAnswer(key, told), SINCE)


def test_an_external_id_names_its_item_and_its_file_and_is_never_the_same() -> None:
    made = {external_id(FILE, KEY) for _ in range(100)}
    assert len(made) == 100
    assert all(len(each) == 36 and each.isdigit() and is_about(each, FILE, KEY) for each in made)
    other = external_id(FILE, uuid4())
    assert not is_about(other, FILE, KEY)
    assert not is_about(external_id(uuid4(), KEY), FILE, KEY)
    assert not is_about("", FILE, KEY)


def test_the_hosts_own_answer_counts_as_if_it_had_come_down_the_line() -> None:
    assert payment(answer("4042512")) == Refused("4042512", "no")
    assert payment(answer("4042919")) == NoAnswer(
        "the reply 4042919 does not belong to PAYMENT with HTTP 404", alarm=True, code="4042919"
    )
    assert isinstance(payment(answer("2022500")), Wait)
    undone = reversal_reply(SECRET, FILE, ItemAnswer(KEY, answer("4049112")), SINCE)
    assert undone == Conflict("4049112", "no")


@pytest.mark.parametrize(
    ("told", "what"),
    [
        (answer("4042512", key=UUID(int=3)), "is to another request"),
        (answer("4042512", file_id=UUID(int=3)), "is to another request"),
        (answer("4042512", secret="guessed"), "is not the host's"),
        (replace(answer("4042512"), body=b'{"responseCode":"4042512","responseMessage":"yes"}'), "is not the host's"),
        (replace(answer("4042512"), timestamp="2026-11-22T09:20:05+07:00"), "is not the host's"),
        (replace(answer("4042512"), status=200), "does not belong"),
        (replace(answer("4042512"), body=b"\xff"), "cannot be read"),
        (answer("4042512", at="2026-11-22T09:10:03+07:00"), "is older than the question"),
        (answer("4042512", at="2026-11-22T09:20:04"), "is older than the question"),
        (answer("4042512", at="yesterday"), "is older than the question"),
    ],
)
def test_whatever_else_is_brought_is_no_answer_and_an_alarm(told: HostAnswer, what: str) -> None:
    for reply in (payment(told), reversal_reply(SECRET, FILE, ItemAnswer(KEY, told), SINCE)):
        assert isinstance(reply, NoAnswer)
        assert reply.alarm
    first = payment(told)
    assert isinstance(first, NoAnswer)
    assert what in first.detail


def test_a_host_that_does_not_sign_is_not_carried_to() -> None:
    assert isinstance(object.__new__(SnapGateway), QueueCarrier)
    assert not isinstance(object.__new__(IakGateway), QueueCarrier)


def test_clocks_may_differ_by_what_the_host_allows_and_age_does_not_matter() -> None:
    early = answer("4042512", at="2026-11-22T09:10:04+07:00")
    late = answer("4042512", at=(SINCE + timedelta(days=300)).isoformat(timespec="seconds"))
    assert payment(early) == payment(late) == Refused("4042512", "no")
