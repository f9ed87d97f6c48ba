"""A host that signs what it says, and says what cannot be: it is not believed either."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from counter_app.clock import SystemClock
from counter_app.domain.errors import Declined, Reason, Unavailable, Untrusted
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.outbox import NoAnswer
from counter_app.gateway import wire
from counter_app.gateway.answers import Unheard
from counter_app.gateway.snap import SnapGateway
from counter_app.gateway.token import TokenSource
from counter_app.gateway.transport import Deadline, HttpCall, Transport, TransportFailure
from tests.helpers.builders import NIK, a_payment
from tests.helpers.hostile_host import (
    Behaviour,
    Heard,
    HostileHost,
    Line,
    good_token,
    hostile_host,
    patient,
    refusal,
    signed,
    token,
    write_client_key,
)
from tests.helpers.logfail import LogWatch

NUMBER = LookupNumber(NumberKind.NIK, NIK)
GOOD_ROW = wire.ParticipantRow(NIK, "", "", "Siti", "NEW", "other", wire.Money("1000000.00"), ["JKK"], "Bandung", None)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_client_key(tmp_path_factory.mktemp("client"))


@pytest.fixture
def says(key: Path) -> "Says":
    @contextmanager
    def host(reply: Callable[[Heard], wire.Message]) -> Iterator[SnapGateway]:
        def act(line: Line, heard: Heard) -> None:
            line.send(signed(200, reply(heard), heard.external_id))

        with hostile_host(Behaviour(act, close=False)) as hostile:
            snap = SnapGateway(patient(hostile.url, key), SystemClock())
            try:
                yield snap
            finally:
                snap.close()

    return host


Says = Callable[[Callable[[Heard], wire.Message]], AbstractContextManager[SnapGateway]]


def page(*rows: wire.ParticipantRow, cursor: str = "next", more: bool = True) -> wire.ParticipantsReply:
    return wire.ParticipantsReply("2009500", "Successful", list(rows), cursor, more, len(rows))


@pytest.mark.parametrize("cursor", ["", "here"])
def test_pages_that_lead_back_to_themselves_are_not_followed_for_ever(says: Says, cursor: str) -> None:
    with says(lambda _: page(GOOD_ROW, cursor=cursor)) as snap, pytest.raises(Unavailable, match="back to itself"):
        snap.participants("here")


@pytest.mark.parametrize(("counted", "told"), [(-1, 0), (10**30, 10**9)])
def test_a_count_that_cannot_be_is_bounded(says: Says, counted: int, told: int) -> None:
    with says(lambda _: msgspec.structs.replace(page(GOOD_ROW), total=counted)) as snap:
        assert snap.participants("").total == told


def test_a_row_that_makes_no_sense_is_left_out_and_the_others_arrive(says: Says, log_watch: LogWatch) -> None:
    log_watch.expects("1 of 3 participants of a page were left out")
    odd = msgspec.structs.replace(GOOD_ROW, sector="space")
    with says(lambda _: page(GOOD_ROW, odd, GOOD_ROW)) as snap:
        assert len(snap.participants("").participants) == 2


@pytest.mark.parametrize(
    ("host_time", "text"),
    [
        ("0001-01-01T00:00:00+07:00", None),
        ("2026-11-22T09:15:04", None),
        ("noon", None),
        ("2026-11-22T09:15:04+07:00", "another echo"),
    ],
)
def test_an_echo_of_something_else_is_no_line_check(says: Says, host_time: str, text: str | None) -> None:
    def reply(heard: Heard) -> wire.Message:
        asked = wire.decode(heard.body, wire.EchoRequest)
        return wire.EchoReply("2009700", "Successful", host_time, asked.text if text is None else text)

    with says(reply) as snap, pytest.raises(Unavailable, match="ECHO makes no sense"):
        snap.host_time()


def test_a_done_without_its_content_is_unavailable(says: Says) -> None:
    with (
        says(lambda _: wire.Refusal("2002400", "Successful")) as snap,
        pytest.raises(Untrusted, match="InquiryReply"),
    ):
        snap.inquire(NUMBER, 1, None)


def test_a_bill_that_does_not_add_up_is_not_shown_and_names_nobody(says: Says) -> None:
    def reply(heard: Heard) -> wire.Message:
        asked = wire.decode(heard.body, wire.InquiryRequest)
        info = wire.InquiredParticipant(
            asked.customer_no,
            "",
            "NEW",
            "other",
            wire.Money("1000000.00"),
            "Bandung",
            None,
            "2026-11-01",
            "2026-11-30",
            "2026-11-22T23:59:59+07:00",
        )
        details = [wire.BillDetail("JKK", "JKK", "2026-11", wire.Money("10000.00"))]
        data = wire.InquiryData(
            "Siti", NIK, asked.inquiry_request_id, wire.Money("9000.00"), wire.Money("0.00"), details, info
        )
        return wire.InquiryReply("2002400", "Successful", data)

    with says(reply) as snap, pytest.raises(Unavailable, match="10000, its total says 9000") as unavailable:
        snap.inquire(NUMBER, 1, None)
    assert NIK not in str(unavailable.value)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("4042412", Reason.PARTICIPANT_NOT_FOUND),
        ("4042414", Reason.ALREADY_PAID),
        ("4002401", Reason.HOST_REFUSED),
        ("4002402", Reason.HOST_REFUSED),
        ("4042413", Reason.HOST_REFUSED),
        ("4042418", Reason.HOST_REFUSED),
        ("4042419", Reason.HOST_REFUSED),
    ],
)
def test_a_lookup_is_declined_by_the_listed_codes(key: Path, code: str, reason: Reason) -> None:
    with hostile_host(lambda line, heard: line.send(refusal(code, heard))) as host:
        snap = SnapGateway(patient(host.url, key), SystemClock())
        with pytest.raises(Declined) as declined:
            snap.inquire(NUMBER, 1, None)
        snap.close()
    assert declined.value.reason is reason
    assert declined.value.facts == {"code": code}


@pytest.mark.parametrize(
    "code", ["4012401", "4032401", "4292400", "2022400", "4092400", "4092401", "5002400", "4042499"]
)
def test_any_other_code_makes_the_host_unavailable_to_a_lookup(key: Path, code: str) -> None:
    with hostile_host(Behaviour(lambda line, heard: line.send(refusal(code, heard)), close=False)) as host:
        snap = SnapGateway(patient(host.url, key), SystemClock())
        with pytest.raises(Unavailable, match=code):
            snap.inquire(NUMBER, 1, None)
        snap.close()


def test_no_log_line_holds_a_number_a_secret_or_a_token(key: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    payment = a_payment()
    with hostile_host(Behaviour(lambda line, heard: line.send(refusal("4042512", heard)), close=False)) as host:
        options = patient(host.url, key)
        snap = SnapGateway(options, SystemClock())
        snap.pay(snap.payment_body(payment, "ab" * 32))
        with pytest.raises(Unavailable):
            snap.inquire(NUMBER, 1, None)
        snap.close()
    logged = caplog.text
    assert "PAYMENT" in logged
    for secret in (payment.payer.nik, payment.payer.name, options.client_secret, "token-1"):
        assert secret not in logged


# --- the life of a token --------------------------------------------------------------------------------------


class Ticks:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@contextmanager
def tokens(
    key: Path, ticks: Ticks, reply: Callable[[HostileHost, Heard], bytes] = good_token, clock: timedelta = timedelta()
) -> Iterator[tuple[TokenSource, HostileHost]]:
    with hostile_host(lambda _line, _heard: None, token_reply=reply) as host:
        options = patient(host.url, key)
        transport = Transport(options)
        try:
            yield TokenSource(options, transport, lambda: datetime.now(UTC) + clock, ticks), host
        finally:
            transport.close()


def soon() -> Deadline:
    return Deadline.after(5)


def test_a_token_is_kept_and_renewed_before_it_ends(key: Path) -> None:
    ticks = Ticks()
    with tokens(key, ticks) as (source, host):
        assert source.get(soon()) == "token-1"
        ticks.at += 809
        assert source.get(soon()) == "token-1"
        ticks.at += 2
        assert source.get(soon()) == "token-2"
        assert host.tokens == 2


def test_only_the_token_that_was_refused_is_given_up(key: Path) -> None:
    """Two threads with the same stale token: the second finds that it has been renewed already."""
    with tokens(key, Ticks()) as (source, host):
        stale = source.get(soon())
        renewed = source.get(soon(), refused=stale)
        assert source.get(soon(), refused=stale) == renewed == "token-2"
        assert host.tokens == 2


@pytest.mark.parametrize("expires_in", [0, -5])
def test_a_token_without_a_life_is_used_once_and_not_kept(key: Path, expires_in: int) -> None:
    def short(host: HostileHost, heard: Heard) -> bytes:
        return signed(200, token(host, expires_in), heard.headers["x-client-key"])

    with tokens(key, Ticks(), short) as (source, host):
        assert [source.get(soon()), source.get(soon())] == ["token-1", "token-2"]
        assert host.tokens == 2


def test_a_token_reply_from_another_time_is_not_taken(key: Path) -> None:
    """It has no external id, so it is its age that keeps a recorded one out."""
    with tokens(key, Ticks(), clock=timedelta(seconds=400)) as (source, _), pytest.raises(Unheard) as unheard:
        source.get(soon())
    assert isinstance(unheard.value.reply, NoAnswer)
    assert unheard.value.detail == "the host's clock and ours are more than 300 s apart"


def test_a_token_reply_without_a_time_is_not_taken(key: Path) -> None:
    def timeless(host: HostileHost, heard: Heard) -> bytes:
        return signed(200, token(host), heard.headers["x-client-key"], stamp="whenever")

    with tokens(key, Ticks(), timeless) as (source, _), pytest.raises(Unheard, match="has no time"):
        source.get(soon())


def test_a_caller_goes_on_alone_where_even_the_loop_hangs(key: Path) -> None:
    released = threading.Event()
    call = HttpCall("POST", "/", {}, b"")
    with hostile_host(lambda line, heard: line.send(refusal("4042512", heard))) as host:
        transport = Transport(patient(host.url, key))
        transport.request(call, soon())
        assert transport._loop is not None
        transport._loop.call_soon_threadsafe(released.wait, 20)
        with pytest.raises(TransportFailure, match="did not end in its time"):
            transport.request(call, Deadline.after(0.05))
        released.set()
        transport.close()


def test_whoever_waits_for_a_token_waits_no_longer_than_it_may(key: Path) -> None:
    with tokens(key, Ticks()) as (source, _):
        source._lock.acquire()
        try:
            with pytest.raises(Unheard, match="no access token within the time"):
                source.get(Deadline.after(0.05))
        finally:
            source._lock.release()
