"""What somebody does not want to wait for is taken next, and nothing else about it changes."""

from datetime import timedelta

import pytest

from counter_app.domain.errors import Declined
from counter_app.domain.outbox import NoAnswer
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.services.hurrying import Hurrying
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import CLERK, Bench


@pytest.fixture
def hurrying(bench: Bench) -> Hurrying:
    return Hurrying(bench.store, bench.clock)


def test_what_was_put_off_is_taken_next(bench: Bench, hurrying: Hurrying) -> None:
    payment = bench.sell()
    bench.host.replies = [NoAnswer("away")]
    bench.forwarder.forward(payment.id)
    assert bench.forwarder.forward_next() is None
    assert hurrying.hurry(CLERK, payment.id)
    bench.host.replies = [posted(payment)]
    asked = bench.forwarder.forward_next()
    assert asked is not None
    assert asked.state is PaymentState.CONFIRMED


def test_what_is_being_carried_or_done_is_left_alone(bench: Bench, hurrying: Hurrying) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        now = bench.clock.now()
        assert work.outbox.lease("another", now, now + timedelta(seconds=60)) is not None
    assert not hurrying.hurry(CLERK, payment.id)
    bench.clock.advance(61)
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    assert not hurrying.hurry(CLERK, payment.id)


def test_an_administrator_hurries_nothing(bench: Bench, hurrying: Hurrying) -> None:
    payment = bench.sell()
    with pytest.raises(Declined):
        hurrying.hurry(Actor("9", "Rudi", Role.ADMINISTRATOR), payment.id)
