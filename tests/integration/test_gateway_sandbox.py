"""The gateway against the real host: what is asked, posted once, found again, and refused."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app.clock import SystemClock
from counter_app.domain.bill import Bill, BillSource, Programme
from counter_app.domain.cash import TenderKind, tender_for
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, NotKnown, Posted, Refused, Wait
from counter_app.domain.participant import Protection
from counter_app.domain.payment import Payer, Payment
from counter_app.domain.tariff import Sector
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.snap import SnapGateway
from counter_app.sandbox.people import CREDITED, FARMER, PAID_AHEAD, SITI, TRADER, Person
from counter_app.services.ports import Clock, HostGateway, Inquiry
from tests.helpers.builders import a_payment
from tests.helpers.clocks import ManualClock
from tests.helpers.sandbox import SandboxHost

TODAY = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
HEAD = "ab" * 32


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxHost]:
    host = SandboxHost(tmp_path_factory.mktemp("host")).start()
    yield host
    host.stop()


@pytest.fixture
def host(running: SandboxHost) -> SandboxHost:
    """As new: the people as invented, nothing posted, no faults."""
    running.reset()
    return running


def options_for(host: SandboxHost, **other: object) -> SnapOptions:
    access = host.settings
    options = SnapOptions(
        base_url=access.url,
        client_key=access.client_key,
        client_secret=access.client_secret,
        private_key_path=Path(access.private_key_path),
        ca_path=Path(access.ca_path),
        partner_id=access.partner_id,
        channel_id="L01",
        timezone="Asia/Jakarta",
        payment_timeout=5.0,
    )
    return replace(options, **other)  # type: ignore[arg-type]


@pytest.fixture
def connect(host: SandboxHost) -> Iterator[Callable[..., SnapGateway]]:
    """Gateways with settings of their own, closed at the end."""
    opened: list[SnapGateway] = []

    def snap(clock: Clock | None = None, **other: object) -> SnapGateway:
        opened.append(SnapGateway(options_for(host, **other), clock or SystemClock()))
        return opened[-1]

    yield snap
    for gateway in opened:
        gateway.close()


@pytest.fixture
def snap(connect: Callable[..., SnapGateway]) -> SnapGateway:
    # The lookup time of a real counter, 1.5 s, has its own test; the others must not fail on a busy machine.
    return connect(lookup_timeout=5.0)


Connect = Callable[..., SnapGateway]


def by_nik(person: Person) -> LookupNumber:
    return LookupNumber(NumberKind.NIK, person.nik)


def payment_for(inquiry: Inquiry, host: SandboxHost, **parts: object) -> Payment:
    """A payment of the inquired bill, taken now."""
    payer = Payer(inquiry.participant.nik, inquiry.participant.kpj, inquiry.participant.name)
    now = datetime.now(UTC)
    payment = a_payment(
        office_id=host.settings.partner_id,
        bill=inquiry.bill,
        payer=payer,
        accepted_at=now,
        business_date=now.date(),
        receipt_number=f"R-{uuid4().hex[:12]}",
        tender=tender_for(TenderKind.CASH, inquiry.bill.total, inquiry.bill.total, ""),
    )
    return replace(payment, **parts)  # type: ignore[arg-type]


def test_the_gateway_is_what_the_services_ask_for(snap: SnapGateway) -> None:
    port: HostGateway = snap
    assert port.host_time().tzinfo is UTC


# --- who is it, and what is owed ------------------------------------------------------------------------------


def test_a_lookup_brings_the_participant_and_a_bill_that_adds_up(snap: SnapGateway) -> None:
    found = snap.inquire(by_nik(SITI), 3, None)
    who, bill = found.participant, found.bill
    assert (who.nik, who.kpj, who.payment_code) == (SITI.nik, SITI.kpj, SITI.payment_code)
    assert (who.name, who.status, who.sector) == ("Siti Rahmawati", Protection.ACTIVE, Sector.TRANSPORT)
    assert who.income_basis == 1_000_000
    assert who.programmes == (Programme.JKK, Programme.JKM)
    assert bill.source is BillSource.HOST
    assert bill.inquiry_id is not None
    assert bill.expires_at is not None
    assert bill.expires_at > datetime.now(UTC)
    assert len(bill.months) == 3
    assert all(line.why is None for line in bill.lines), "only the local tariff explains a line"
    assert bill.total == sum(line.amount for line in bill.lines) + bill.fee


def test_relief_is_taken_off_the_full_amount(host: SandboxHost, connect: Connect) -> None:
    """DOMAIN's fourth row: 17,250 + 17,250 + 34,500 and 3,400 + 3,400 + 6,800 and three times 69,000."""
    host.clock.set(TODAY)
    bill = connect(ManualClock(TODAY), lookup_timeout=5.0).inquire(by_nik(TRADER), 3, None).bill
    assert bill.months == run_of(Month(2026, 11), 3)
    assert bill.total == 289_600
    assert [line.amount for line in bill.lines if line.programme is Programme.JKK] == [17_250, 17_250, 34_500]
    assert [line.full for line in bill.lines if line.programme is Programme.JKK] == [34_500] * 3
    assert bill.subtotal(Programme.JHT) == 3 * 69_000
    assert [relief.reduction for relief in bill.reliefs] == [2 * 17_250 + 2 * 3_400]


@pytest.mark.parametrize("kind", list(NumberKind))
@pytest.mark.parametrize("person", [SITI, CREDITED])
def test_whatever_number_a_payer_brings_the_payment_is_theirs(
    snap: SnapGateway, host: SandboxHost, kind: NumberKind, person: Person
) -> None:
    number = {NumberKind.NIK: person.nik, NumberKind.KPJ: person.kpj, NumberKind.PAYMENT_CODE: person.payment_code}
    payment = payment_for(snap.inquire(LookupNumber(kind, number[kind]), 1, None), host)
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, Posted), reply
    assert reply.customer_no == person.nik


def test_only_the_programmes_asked_for_are_billed(snap: SnapGateway) -> None:
    chosen = (Programme.JKK, Programme.JKM, Programme.JHT)
    assert snap.inquire(by_nik(SITI), 1, chosen).bill.programmes == chosen


@pytest.mark.parametrize(
    ("number", "months", "reason"),
    [
        (LookupNumber(NumberKind.NIK, "3273025508920999"), 1, Reason.PARTICIPANT_NOT_FOUND),
        (LookupNumber(NumberKind.KPJ, "99999999999"), 1, Reason.PARTICIPANT_NOT_FOUND),
        (by_nik(PAID_AHEAD), 1, Reason.ALREADY_PAID),
        (by_nik(SITI), 5, Reason.HOST_REFUSED),
    ],
)
def test_what_the_host_refuses_at_a_lookup_has_a_reason(
    snap: SnapGateway, number: LookupNumber, months: int, reason: Reason
) -> None:
    with pytest.raises(Declined) as declined:
        snap.inquire(number, months, None)
    assert declined.value.reason is reason
    assert str(declined.value.facts["code"])[3:5] == "24"


@pytest.mark.parametrize(
    "fault", ["error-500", "error-504", "garbage", "truncated", "wrong-signature", "drop-before-commit", "slow-down"]
)
def test_a_lookup_that_fails_is_unavailable_and_not_a_no(snap: SnapGateway, host: SandboxHost, fault: str) -> None:
    host.faults(f"{fault}:inquiry")
    with pytest.raises(Unavailable):
        snap.inquire(by_nik(SITI), 1, None)


def test_a_slow_host_does_not_hold_a_lookup_for_longer_than_it_may(host: SandboxHost, connect: Connect) -> None:
    snap = connect(lookup_timeout=0.5)
    host.faults("delay=30:inquiry")
    began = datetime.now(UTC)
    with pytest.raises(Unavailable):
        snap.inquire(by_nik(SITI), 1, None)
    assert datetime.now(UTC) - began < timedelta(seconds=3)


# --- posting --------------------------------------------------------------------------------------------------


def test_a_payment_is_posted_and_the_answer_names_it(snap: SnapGateway, host: SandboxHost) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 3, None), host)
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, Posted)
    assert (reply.key, reply.amount, reply.customer_no) == (str(payment.id), payment.total, SITI.nik)
    assert reply.receipt_number == payment.receipt_number
    assert reply.posting.host_reference
    assert reply.posting.coverage_from == payment.bill.months[0].first_day
    assert reply.posting.coverage_to == payment.bill.months[-1].last_day
    assert abs(reply.posting.posted_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert [posting["paymentRequestId"] for posting in host.postings()] == [str(payment.id)]


def test_the_same_bytes_again_are_answered_as_before_and_post_nothing(snap: SnapGateway, host: SandboxHost) -> None:
    payment = payment_for(snap.inquire(by_nik(FARMER), 1, None), host)
    body = snap.payment_body(payment, HEAD)
    assert body == snap.payment_body(payment, HEAD)
    first, second, found = snap.pay(body), snap.pay(body), snap.payment_status(payment)
    assert isinstance(first, Posted)
    assert first == second == found
    assert len(host.postings()) == 1


def test_the_same_key_with_other_content_is_a_conflict(snap: SnapGateway, host: SandboxHost) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(snap.pay(snap.payment_body(payment, "cd" * 32)), Conflict)


def test_months_that_somebody_has_paid_are_already_paid(snap: SnapGateway, host: SandboxHost) -> None:
    inquired = snap.inquire(by_nik(SITI), 1, None)
    ours, theirs = payment_for(inquired, host), payment_for(inquired, host)
    assert isinstance(snap.pay(snap.payment_body(theirs, HEAD)), Posted)
    assert isinstance(snap.pay(snap.payment_body(ours, HEAD)), AlreadyPaid)
    assert isinstance(snap.payment_status(ours), AlreadyPaid)


def test_a_payment_that_never_arrived_is_not_known(snap: SnapGateway, host: SandboxHost) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    host.faults("drop-before-commit:payment")
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, NoAnswer)
    assert not reply.alarm
    assert snap.payment_status(payment) == NotKnown("4042612")


@pytest.mark.parametrize(
    ("fault", "alarm"),
    [
        ("drop-after-commit", False),
        ("error-500-after-commit", False),
        ("garbage", True),
        ("truncated", True),
        ("wrong-signature", True),
        ("huge", True),
    ],
)
def test_an_answer_that_was_lost_or_spoilt_is_found_by_status(
    snap: SnapGateway, host: SandboxHost, fault: str, alarm: bool
) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    host.faults(f"{fault}:payment")
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, NoAnswer)
    assert reply.alarm is alarm, reply.detail
    assert isinstance(snap.payment_status(payment), Posted)


def test_a_slow_drip_ends_with_an_alarm(host: SandboxHost, connect: Connect) -> None:
    snap = connect(connect_timeout=0.4, read_timeout=0.4, payment_timeout=1.2, lookup_timeout=5.0)
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    host.faults("slow-drip=0.1:payment")
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, NoAnswer)
    assert reply.alarm, reply.detail


@pytest.mark.parametrize(
    ("fault", "code", "pause"), [("in-progress", "2022500", None), ("slow-down=7", "4292500", 7.0)]
)
def test_a_host_that_asks_for_time_gets_it(
    snap: SnapGateway, host: SandboxHost, fault: str, code: str, pause: float | None
) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    kind, _, seconds = fault.partition("=")
    host.faults(f"{kind}={seconds}:payment" if seconds else f"{kind}:payment")
    reply = snap.pay(snap.payment_body(payment, HEAD))
    assert isinstance(reply, Wait)
    assert (reply.code, reply.retry_after) == (code, pause)


def _one_rupiah_more(payment: Payment) -> Payment:
    return replace(payment, bill=replace(payment.bill, fee=Rupiah(payment.bill.fee + 1)))


def _another_inquiry(payment: Payment) -> Payment:
    return replace(payment, bill=replace(payment.bill, inquiry_id=str(uuid4())))


def _an_unknown_payer(payment: Payment) -> Payment:
    return replace(payment, payer=replace(payment.payer, nik="3273025508920999"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_one_rupiah_more, "4042513"),
        (_another_inquiry, "4042518"),
        (_an_unknown_payer, "4042512"),
    ],
)
def test_a_definitive_refusal_stays_one_however_often_it_is_asked_for(
    snap: SnapGateway, host: SandboxHost, change: Callable[[Payment], Payment], code: str
) -> None:
    payment = change(payment_for(snap.inquire(by_nik(SITI), 1, None), host))
    body = snap.payment_body(payment, HEAD)
    replies = [snap.pay(body), snap.pay(body)]
    found = snap.payment_status(payment)
    assert [reply.code for reply in replies if isinstance(reply, Refused)] == [code, code]
    assert isinstance(found, Refused | NotKnown)
    assert host.postings() == []


def test_a_bill_that_had_expired_when_it_was_paid_is_refused(
    snap: SnapGateway, host: SandboxHost, connect: Connect
) -> None:
    bill = (inquired := snap.inquire(by_nik(SITI), 1, None)).bill
    assert bill.expires_at is not None
    too_late = bill.expires_at + timedelta(seconds=2)
    host.clock.set(too_late)
    late = connect(ManualClock(too_late))
    payment = payment_for(inquired, host, accepted_at=too_late)
    assert late.pay(late.payment_body(payment, HEAD)) == Refused("4042519", "Bill expired")
    assert late.payment_status(payment) == Refused("4042619", "Bill expired")


def test_a_sale_without_a_line_is_posted_against_the_tariff(snap: SnapGateway, host: SandboxHost) -> None:
    bill = snap.inquire(by_nik(SITI), 1, None).bill
    local = Bill(bill.lines, Rupiah(0), BillSource.TARIFF)
    inquired = Inquiry(snap.inquire(by_nik(SITI), 1, None).participant, local)
    payment = payment_for(inquired, host, offline=True)
    sent = json.loads(snap.payment_body(payment, HEAD))
    assert sent["inquiryRequestId"] == ""
    assert sent["additionalInfo"]["offline"] is True
    assert isinstance(snap.pay(snap.payment_body(payment, HEAD)), Posted)


# --- tokens and clocks ----------------------------------------------------------------------------------------


def test_a_restarted_host_that_forgot_our_token_is_given_a_new_one(snap: SnapGateway, host: SandboxHost) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    host.stop()
    host.start()
    assert isinstance(snap.pay(snap.payment_body(payment, HEAD)), Posted)


def test_while_the_host_is_down_nothing_is_known_and_afterwards_all_goes_on(
    snap: SnapGateway, host: SandboxHost
) -> None:
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    body = snap.payment_body(payment, HEAD)
    host.stop()
    assert isinstance(snap.pay(body), NoAnswer)
    with pytest.raises(Unavailable):
        snap.host_time()
    host.start()
    assert snap.payment_status(payment) == NotKnown("4042612")
    assert isinstance(snap.pay(body), Posted)


def test_a_counter_whose_clock_is_wrong_is_not_let_in(host: SandboxHost, connect: Connect) -> None:
    snap = connect(ManualClock(datetime.now(UTC) - timedelta(minutes=10)), lookup_timeout=5.0)
    with pytest.raises(Unavailable, match="401"):
        snap.host_time()
    reply = snap.pay(snap.payment_body(a_payment(), HEAD))
    assert isinstance(reply, Wait)


def test_a_counter_with_another_secret_believes_nothing(host: SandboxHost, connect: Connect) -> None:
    snap = connect(client_secret="not the secret")
    reply = snap.pay(snap.payment_body(a_payment(), HEAD))
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


def test_two_programs_of_one_office_start_in_the_same_second(host: SandboxHost, connect: Connect) -> None:
    clock = ManualClock(datetime.now(UTC))
    first, second = connect(clock, lookup_timeout=5.0), connect(clock, lookup_timeout=5.0)
    assert abs(first.host_time() - second.host_time()) < timedelta(seconds=30)


# --- participants and time ------------------------------------------------------------------------------------


def pages(snap: SnapGateway, cursor: str = "") -> Iterator[tuple[Sequence[str], str, int]]:
    for _ in range(20):
        page = snap.participants(cursor)
        cursor = page.next_cursor
        yield [participant.nik for participant in page.participants], cursor, page.total
        if not page.more:
            return
    raise AssertionError("the pages do not end")


def test_all_participants_of_the_office_arrive_in_pages_and_once_each(snap: SnapGateway) -> None:
    arrived = list(pages(snap))
    niks = [nik for page, _, _ in arrived for nik in page]
    assert len(arrived) > 1
    assert len(niks) == len(set(niks)) == arrived[0][2] == 1000
    assert niks[0] == SITI.nik
    assert all(len(page) == len(arrived[0][0]) for page, _, _ in arrived[:-1])
    assert all(before != after for (_, before, _), (_, after, _) in pairwise(arrived))


def test_whoever_changed_since_comes_with_the_next_cursor(snap: SnapGateway, host: SandboxHost) -> None:
    *_, (_, cursor, _) = pages(snap)
    assert snap.participants(cursor).participants == ()
    payment = payment_for(snap.inquire(by_nik(SITI), 1, None), host)
    snap.pay(snap.payment_body(payment, HEAD))
    changed = snap.participants(cursor).participants
    assert [participant.nik for participant in changed] == [SITI.nik]
    assert changed[0].protected_until == payment.bill.months[-1].last_day


def test_a_cursor_the_host_does_not_know_is_unavailable(snap: SnapGateway) -> None:
    with pytest.raises(Unavailable):
        snap.participants("not a cursor")


def test_the_host_says_what_time_it_is(snap: SnapGateway, host: SandboxHost) -> None:
    host.clock.advance(timedelta(seconds=120))
    apart = snap.host_time() - datetime.now(UTC)
    assert timedelta(seconds=60) < apart < timedelta(seconds=180)
