"""Enrolling a counter's key at the real host: one key a counter, every counter's key for all of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office, hosts
from counter_app.clock import SystemClock
from counter_app.domain.counter_key import CounterKey
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.gateway import wire
from counter_app.gateway.snap import SnapGateway
from counter_app.gateway.wire import ServiceCode
from counter_app.gateway.wire_keys import CounterKeyReply, CounterKeyRequest
from counter_app.receipt_keys import FileKeyRing
from counter_app.services.ports import KeyRegister
from counter_app.services.proofs import Finding
from counter_app.settings import Settings
from tests.helpers.proofs import SeedSigner, key_of
from tests.helpers.sandbox import SandboxHost, SnapCaller

FIRST, SECOND = (key_of(SeedSigner(seed), "40115", "01") for seed in (1, 2))


@pytest.fixture
def settings(sandbox: SandboxHost, tmp_path: Path) -> Settings:
    return demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)


@pytest.fixture
def snap(settings: Settings) -> Iterator[SnapGateway]:
    gateway = hosts.open_host(settings, SystemClock())
    assert isinstance(gateway, SnapGateway)
    yield gateway
    gateway.close()


def by_key(keys: object) -> dict[bytes, CounterKey]:
    assert isinstance(keys, tuple)
    return {key.public_key: key for key in keys}


def test_the_gateway_takes_keys(snap: SnapGateway) -> None:
    assert isinstance(snap, KeyRegister)


def test_a_key_enrolled_again_changes_nothing(snap: SnapGateway) -> None:
    assert snap.enrol(FIRST) == snap.enrol(FIRST) == (FIRST,)


def test_a_new_key_retires_the_one_before_it_by_the_hosts_clock(snap: SnapGateway) -> None:
    snap.enrol(FIRST)
    keys = by_key(snap.enrol(SECOND))
    assert keys[SECOND.public_key].valid_until is None
    until = keys[FIRST.public_key].valid_until
    assert until is not None
    assert abs(until - datetime.now(UTC)) < timedelta(minutes=1)
    assert by_key(snap.enrol(FIRST)) == keys, "an old key does not come back"


def test_the_counters_of_an_office_learn_each_others_keys(snap: SnapGateway) -> None:
    snap.enrol(FIRST)
    neighbour = replace(SECOND, counter_id="02")
    assert set(by_key(snap.enrol(neighbour))) == {FIRST.public_key, SECOND.public_key}


def test_a_key_of_another_counter_is_refused(snap: SnapGateway) -> None:
    snap.enrol(FIRST)
    with pytest.raises(Declined) as declined:
        snap.enrol(replace(FIRST, counter_id="02"))
    assert (declined.value.reason, declined.value.facts) == (Reason.HOST_REFUSED, {"code": "4099801"})


def test_without_the_host_there_is_no_enrolling(snap: SnapGateway, sandbox: SandboxHost) -> None:
    sandbox.faults("error-500:counter-key")
    with pytest.raises(Unavailable):
        snap.enrol(FIRST)


def test_nobody_has_tomorrows_key(caller: SnapCaller) -> None:
    asked = CounterKeyRequest("01", FIRST.public_key.hex(), "2999-12-31T23:59:59+07:00")
    answer = caller.call(ServiceCode.COUNTER_KEY, asked)
    assert answer.code == "2009800"
    (row,) = wire.decode(answer.body, CounterKeyReply).keys
    assert datetime.fromisoformat(row.valid_from) <= datetime.now(UTC) + timedelta(seconds=1)


@pytest.mark.parametrize("valid_from", ["2026-11-31T00:00:00+07:00", "0001-01-01T00:00:00+07:00"])
def test_a_time_that_is_none_is_refused(caller: SnapCaller, valid_from: str) -> None:
    asked = CounterKeyRequest("01", FIRST.public_key.hex(), valid_from)
    assert caller.call(ServiceCode.COUNTER_KEY, asked).code == "4009801"


def test_a_new_counter_knows_its_own_key_and_enrols_it(settings: Settings) -> None:
    counter = bootstrap.build(settings)
    try:
        (own,) = FileKeyRing(settings.home / "receipt-keys.json").known()
        assert counter.enrolment.begin() == own
        assert counter.enrolment.run()
        assert counter.verification.run().fault is None
        assert counter.proofs.verify("LK1:nothing").finding is Finding.UNREADABLE
    finally:
        counter.close()
