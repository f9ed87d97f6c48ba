"""What answers in the host's place: told once a day for each kind, and nothing that it says is used."""

from contextlib import AbstractContextManager
from uuid import uuid4

from counter_app.domain.errors import Untrusted
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.outbox import NoAnswer
from counter_app.services.alarms import HostAlarms
from counter_app.services.ports import UnitOfWork
from tests.helpers.builders import a_participant
from tests.helpers.clocks import MORNING
from tests.integration.services.conftest import CLERK, ZONE, Bench

FORGED = Untrusted("the signature of the reply 2002400 is not the host's")
STRANGER = Untrusted("ConnectError: certificate verify failed")


def test_a_false_answer_at_a_lookup_is_journaled_and_the_offices_own_data_is_used(bench: Bench) -> None:
    participant = a_participant()
    with bench.store.writing() as work:
        work.participants.save([participant], MORNING)
    bench.host.inquiries = [FORGED]
    found = bench.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, participant.nik))
    assert found.local_as_of == MORNING
    (entry,) = bench.entries("host.alarm")
    assert (entry["actor"], entry["what"]) == ("system:gateway", FORGED.detail)
    assert bench.alarms.raised_at == bench.clock.now()


def test_a_bad_line_is_no_alarm(bench: Bench) -> None:
    participant = a_participant()
    with bench.store.writing() as work:
        work.participants.save([participant], MORNING)
    bench.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, participant.nik))
    assert bench.entries("host.alarm") == []
    assert bench.alarms.raised_at is None


def test_each_kind_is_journaled_once_a_day(bench: Bench) -> None:
    assert [bench.alarms.note(alarm) for alarm in (FORGED, FORGED, STRANGER, FORGED)] == [True, False, True, False]
    bench.clock.advance(minutes=24 * 60)
    assert bench.alarms.note(FORGED)
    assert [entry["what"] for entry in bench.entries("host.alarm")] == [FORGED.detail, STRANGER.detail, FORGED.detail]
    assert bench.alarms.raised_at == bench.clock.now()


def test_a_day_ends_where_the_counter_is(bench: Bench) -> None:
    bench.clock.advance(minutes=14 * 60 + 40)  # 23:55 in Jakarta
    assert bench.alarms.note(FORGED)
    bench.clock.advance(minutes=10)
    assert bench.alarms.note(FORGED)


class _Interrupted:
    """A store into which another thread's alarm comes just before what is written next."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        return self._bench.store.reading()

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        self._bench.alarms.note(FORGED)
        return self._bench.store.writing()


def test_two_threads_tell_the_same_thing_once(bench: Bench) -> None:
    late = HostAlarms(_Interrupted(bench), bench.clock, ZONE)
    assert not late.note(FORGED)
    assert len(bench.entries("host.alarm")) == 1


def test_a_payments_alarm_counts_as_raised_when_it_is_met(bench: Bench) -> None:
    payment = bench.sell()
    assert not bench.alarms.note_payment(payment.id)
    bench.host.replies = [NoAnswer("the signature is not the host's", alarm=True)]
    bench.forwarder.forward(payment.id)
    assert bench.alarms.raised_at is None
    assert bench.alarms.note_payment(payment.id)
    assert bench.alarms.raised_at == bench.clock.now()
    assert not bench.alarms.note_payment(uuid4())
