"""A reversal between the real gateway and the real host: taken back once, whatever the wire does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app.clock import SystemClock
from counter_app.domain.cash import TenderKind, tender_for
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, Posted, Refused, Reversed, Step, Wait
from counter_app.domain.payment import Payer, Payment
from counter_app.domain.reversal import Reversal
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.snap import SnapGateway
from counter_app.sandbox.people import SITI
from counter_app.services.judgement import Settled, judge_reversal
from tests.helpers.builders import a_payment
from tests.helpers.builders import a_reversal as reversal_of
from tests.helpers.sandbox import SandboxHost

HEAD = "ab" * 32
Gateways = Callable[..., SnapGateway]


@pytest.fixture
def connect(sandbox: SandboxHost) -> Iterator[Gateways]:
    opened: list[SnapGateway] = []

    def snap(**other: object) -> SnapGateway:
        access = sandbox.settings
        options = SnapOptions(
            base_url=access.url,
            client_key=access.client_key,
            client_secret=access.client_secret,
            private_key_path=Path(access.private_key_path),
            ca_path=Path(access.ca_path),
            partner_id=access.partner_id,
            channel_id="L01",
            timezone="Asia/Jakarta",
            lookup_timeout=5.0,
            payment_timeout=5.0,
        )
        opened.append(SnapGateway(replace(options, **other), SystemClock()))  # type: ignore[arg-type]
        return opened[-1]

    yield snap
    for gateway in opened:
        gateway.close()


@pytest.fixture
def snap(connect: Gateways) -> SnapGateway:
    return connect()


def sell(snap: SnapGateway, sandbox: SandboxHost) -> Payment:
    """A payment of Siti's bill, posted."""
    inquiry, now = snap.inquire(LookupNumber(NumberKind.NIK, SITI.nik), 1, None), datetime.now(UTC)
    payment = a_payment(
        office_id=sandbox.settings.partner_id,
        bill=inquiry.bill,
        payer=Payer(inquiry.participant.nik, inquiry.participant.kpj, inquiry.participant.name),
        accepted_at=now,
        business_date=now.date(),
        receipt_number=f"R-{uuid4().hex[:12]}",
        tender=tender_for(TenderKind.CASH, inquiry.bill.total, inquiry.bill.total, ""),
    )
    assert isinstance(snap.pay(snap.payment_body(payment, HEAD)), Posted)
    return payment


def a_reversal(payment: Payment, **parts: object) -> Reversal:
    return reversal_of(payment, **({"asked_at": datetime.now(UTC)} | parts))


def test_a_posting_is_taken_back_and_the_answer_is_about_this_very_reversal(
    snap: SnapGateway, sandbox: SandboxHost
) -> None:
    payment = sell(snap, sandbox)
    reversal = a_reversal(payment)
    before = payment.bill.months[0].first_day
    reply = snap.reverse(snap.reversal_body(reversal, payment, HEAD))
    assert isinstance(reply, Reversed)
    assert isinstance(judge_reversal(reversal, payment, reply, step=Step.SEND), Settled)
    assert reply.key == str(reversal.id)
    assert reply.undoing.protected_until is None or reply.undoing.protected_until < before
    again = snap.inquire(LookupNumber(NumberKind.NIK, SITI.nik), 1, None)
    assert again.bill.months == payment.bill.months, "the month is to be paid again"


def test_the_same_bytes_again_answer_what_was_answered(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = sell(snap, sandbox)
    body = snap.reversal_body(a_reversal(payment), payment, HEAD)
    assert snap.reverse(body) == snap.reverse(body)


@pytest.mark.parametrize("fault", ["drop-after-commit", "error-500-after-commit", "garbage", "wrong-signature"])
def test_a_reversal_whose_answer_is_lost_is_found_by_the_same_bytes(
    snap: SnapGateway, sandbox: SandboxHost, fault: str
) -> None:
    payment = sell(snap, sandbox)
    body = snap.reversal_body(a_reversal(payment), payment, HEAD)
    sandbox.faults(f"{fault}:reversal x1")
    assert isinstance(snap.reverse(body), NoAnswer)
    assert isinstance(snap.reverse(body), Reversed)


def test_a_reversal_that_times_out_is_no_answer_within_its_time(connect: Gateways, sandbox: SandboxHost) -> None:
    snap = connect(payment_timeout=1.0)
    payment = sell(snap, sandbox)
    sandbox.faults("delay=3:reversal x1")
    assert isinstance(snap.reverse(snap.reversal_body(a_reversal(payment), payment, HEAD)), NoAnswer)


def test_another_reversal_of_the_same_payment_undoes_nothing_more(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = sell(snap, sandbox)
    assert isinstance(snap.reverse(snap.reversal_body(a_reversal(payment), payment, HEAD)), Reversed)
    second = snap.reverse(snap.reversal_body(a_reversal(payment), payment, HEAD))
    assert isinstance(second, AlreadyPaid)
    assert second.code == "4049114"


def test_one_key_with_other_content_is_a_conflict(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = sell(snap, sandbox)
    reversal = a_reversal(payment)
    snap.reverse(snap.reversal_body(reversal, payment, HEAD))
    other = snap.reverse(snap.reversal_body(replace(reversal, reason="lain"), payment, HEAD))
    assert isinstance(other, Conflict)
    assert other.code == "4099101"


def test_a_payment_the_host_does_not_know_is_a_conflict(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = replace(sell(snap, sandbox), id=uuid4())
    reply = snap.reverse(snap.reversal_body(a_reversal(payment), payment, HEAD))
    assert isinstance(reply, Conflict)
    assert reply.code == "4049112"


def test_a_part_of_a_payment_is_never_taken_back(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = sell(snap, sandbox)
    part = a_reversal(payment, amount=Rupiah(payment.total - 1))
    reply = snap.reverse(snap.reversal_body(part, payment, HEAD))
    assert isinstance(reply, Refused)
    assert reply.code == "4049113"


def test_a_host_that_asks_to_slow_down_is_waited_for(snap: SnapGateway, sandbox: SandboxHost) -> None:
    payment = sell(snap, sandbox)
    sandbox.faults("slow-down=7:reversal x1")
    reply = snap.reverse(snap.reversal_body(a_reversal(payment), payment, HEAD))
    assert isinstance(reply, Wait)
    assert reply.retry_after == 7.0


def test_bytes_for_another_host_are_not_sent(snap: SnapGateway) -> None:
    reply = snap.reverse(b'{"key":"1"}')
    assert isinstance(reply, NoAnswer)
    assert reply.alarm
