"""A counter's key becomes known: here first, then at the host, once each however often it is tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from counter_app.domain.counter_key import CounterKey
from counter_app.domain.errors import Service, Unavailable
from counter_app.services.enrolment import Enrolment
from counter_app.services.ports import KeyRegister
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.proofs import PocketRing, SeedSigner, key_of
from tests.integration.services.conftest import OFFICE, Bench

NEIGHBOUR = key_of(SeedSigner(9), OFFICE_ID, "L02")


@dataclass
class HostRegister:
    """Implements ``KeyRegister``: keeps what it is told, knows a neighbour, and goes away when told to."""

    known: list[CounterKey] = field(default_factory=lambda: [NEIGHBOUR])
    away: bool = False
    deaf: bool = False

    def enrol(self, own: CounterKey) -> Sequence[CounterKey]:
        if self.away:
            raise Unavailable(Service.HOST, "no line")
        if own not in self.known and not self.deaf:
            self.known.append(own)
        return self.known


def enrolment(bench: Bench, ring: PocketRing, register: KeyRegister | None) -> Enrolment:
    return Enrolment(bench.store, bench.signer, ring, register, OFFICE, bench.clock)


def test_the_key_is_known_here_before_any_host_has_heard_of_it(bench: Bench) -> None:
    ring = PocketRing()
    made = enrolment(bench, ring, None).begin()
    assert list(ring.known()) == [made]
    assert (made.office_id, made.counter_id, made.public_key) == (OFFICE_ID, COUNTER_ID, bench.signer.public_key())
    (entry,) = bench.entries("counter.key-made")
    assert entry == {"actor": "system:enrolment", "office": OFFICE_ID, "counter": COUNTER_ID}


def test_enrolling_teaches_the_neighbours_keys_and_is_journaled_once(bench: Bench) -> None:
    ring, register = PocketRing(), HostRegister()
    for _ in range(3):
        assert enrolment(bench, ring, register).run()
    assert {key.counter_id for key in ring.known()} == {COUNTER_ID, "L02"}
    assert len(register.known) == 2
    assert len(bench.entries("counter.key-made")) == len(bench.entries("counter.key-enrolled")) == 1
    assert bench.verification.run().fault is None


def test_without_a_line_it_is_tried_again_later(bench: Bench) -> None:
    ring, register = PocketRing(), HostRegister(away=True)
    with pytest.raises(Unavailable):
        enrolment(bench, ring, register).run()
    assert bench.entries("counter.key-enrolled") == []
    register.away = False
    assert enrolment(bench, ring, register).run()


def test_a_host_that_takes_no_keys_is_not_asked(bench: Bench) -> None:
    assert not enrolment(bench, PocketRing(), None).run()
    assert bench.entries("counter.key-enrolled") == []


def test_a_host_that_does_not_name_the_key_has_not_got_it(bench: Bench) -> None:
    assert not enrolment(bench, PocketRing(), HostRegister(deaf=True)).run()
    assert bench.entries("counter.key-enrolled") == []


def test_a_ring_that_was_lost_is_filled_again_and_the_journal_not(bench: Bench) -> None:
    enrolment(bench, PocketRing(), None).begin()
    again = PocketRing()
    enrolment(bench, again, None).begin()
    assert len(again.known()) == len(bench.entries("counter.key-made")) == 1


def test_what_the_host_says_of_a_key_counts(bench: Bench) -> None:
    ring = PocketRing()
    own = enrolment(bench, ring, None).begin()
    retired = replace(own, valid_until=bench.clock.now())
    enrolment(bench, ring, HostRegister([retired], deaf=True)).run()
    assert retired in ring.known()
