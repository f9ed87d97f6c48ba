"""Whatever the far end does, a call ends in its time, takes little memory, and means what it may mean."""

import gzip
import os
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.clock import SystemClock
from counter_app.domain.errors import Unavailable, Untrusted
from counter_app.domain.outbox import HostReply, NoAnswer, Posted
from counter_app.gateway import wire
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.snap import SnapGateway
from counter_app.gateway.transport import MAX_BODY
from tests.helpers.builders import a_payment
from tests.helpers.hostile_host import (
    BODY,
    LOOKUP,
    PAYMENT,
    SLACK,
    Behaviour,
    Heard,
    Line,
    gateway,
    hangs_up,
    hostile_host,
    http,
    impatient,
    paid,
    patient,
    posted,
    refusal,
    signed,
    write_client_key,
)


@pytest.fixture(scope="module")
def private_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_client_key(tmp_path_factory.mktemp("client"))


@pytest.fixture
def office(private_key: Path) -> Callable[..., SnapOptions]:
    """Options for a host; ``hurry``: with short waits, for one that makes us wait."""

    def options(url: str, *, hurry: bool = False) -> SnapOptions:
        return (impatient if hurry else patient)(url, private_key)

    return options


Office = Callable[..., SnapOptions]


# --- each of them at the payment service ----------------------------------------------------------------------


def silent(line: Line, _: Heard) -> None:
    line.stopping.wait(10)


def drips_headers(line: Line, heard: Heard) -> None:
    line.drip(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-Pad-%d: x\r\n" % n for n in range(500)) + posted(heard))


def drips_body(line: Line, heard: Heard) -> None:
    head, _, body = posted(heard).partition(b"\r\n\r\n")
    line.send(head + b"\r\n\r\n")
    line.drip(body)


def goes_on_with_interim_replies(line: Line, _: Heard) -> None:
    while not line.stopping.wait(0.001):
        line.send(b"HTTP/1.1 102 Processing\r\n\r\n")


def resets(line: Line, _: Heard) -> None:
    line.reset()


def breaks_off(line: Line, heard: Heard) -> None:
    line.send(posted(heard)[:-20])


def announces_ten_megabytes(line: Line, _: Heard) -> None:
    line.send(http(200, b"", {"Content-Length": str(10**7)}))
    pours(line)


def pours_ten_megabytes(line: Line, _: Heard) -> None:
    line.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    pours(line)


def pours(line: Line) -> None:
    for _ in range(160):
        line.send(b'"' + b"x" * 65533 + b'",')


def pours_headers(line: Line, _: Heard) -> None:
    line.send(b"HTTP/1.1 200 OK\r\n")
    for place in range(100_000):
        line.send(b"X-Pad-%d: %s\r\n" % (place, b"x" * 100))


def speaks_no_http(line: Line, _: Heard) -> None:
    line.send(b"220 mail.example ESMTP\r\n\r\n")


def sends_html(line: Line, _: Heard) -> None:
    line.send(http(200, b"<html><body>Log in to the network</body></html>", {"Content-Type": "text/html"}))


def sends_nothing_at_length(line: Line, _: Heard) -> None:
    line.send(http(200, b""))


def sends_truncated_json(line: Line, heard: Heard) -> None:
    head, _, body = posted(heard).partition(b"\r\n\r\n")
    cut = body[:-20]
    line.send(head.replace(b"Content-Length: %d" % len(body), b"Content-Length: %d" % len(cut)) + b"\r\n\r\n" + cut)


def sends_bottomless_json(line: Line, _: Heard) -> None:
    line.send(http(200, b'{"x":' + b"[" * 200_000))


def sends_bad_utf8(line: Line, _: Heard) -> None:
    line.send(http(200, b'{"responseCode":"\xff\xfe","responseMessage":""}'))


def sends_an_odd_code(line: Line, heard: Heard) -> None:
    line.send(signed(200, wire.Refusal("２００2500", ""), heard.external_id))


def signs_with_another_secret(line: Line, heard: Heard) -> None:
    line.send(signed(404, wire.Refusal("4042512", "no such bill"), heard.external_id, secret="guessed"))


def does_not_sign(line: Line, _: Heard) -> None:
    line.send(http(404, wire.encode(wire.Refusal("4042512", "no such bill"))))


def signs_twice(line: Line, heard: Heard) -> None:
    reply = refusal("4042512", heard)
    line.send(reply.replace(b"\r\n\r\n", b"\r\nX-SIGNATURE: AAAA\r\n\r\n", 1))


def changes_a_digit_after_signing(line: Line, heard: Heard) -> None:
    line.send(posted(heard).replace(b"50400.00", b"50500.00"))


def answers_for_another_service(line: Line, heard: Heard) -> None:
    line.send(refusal("4042612", heard))


def says_one_thing_in_http_and_another_in_json(line: Line, heard: Heard) -> None:
    line.send(signed(200, wire.Refusal("4042512", "no such bill"), heard.external_id))


def packs_its_reply(line: Line, heard: Heard) -> None:
    head, _, body = posted(heard).partition(b"\r\n\r\n")
    packed = gzip.compress(body)
    head = head.replace(b"Content-Length: %d" % len(body), b"Content-Length: %d" % len(packed))
    line.send(head + b"\r\nContent-Encoding: gzip\r\n\r\n" + packed)


def is_overloaded(line: Line, _: Heard) -> None:
    line.send(http(502, b"<html>Bad Gateway</html>", {"Content-Type": "text/html"}))


LINE_TROUBLE = [silent, resets, hangs_up]
SLOW = [silent, drips_headers, drips_body, goes_on_with_interim_replies]
ABSURD = [
    drips_headers,
    drips_body,
    breaks_off,
    announces_ten_megabytes,
    pours_ten_megabytes,
    pours_headers,
    speaks_no_http,
    sends_html,
    sends_nothing_at_length,
    sends_truncated_json,
    sends_bottomless_json,
    sends_bad_utf8,
    sends_an_odd_code,
    signs_with_another_secret,
    does_not_sign,
    signs_twice,
    changes_a_digit_after_signing,
    answers_for_another_service,
    says_one_thing_in_http_and_another_in_json,
    packs_its_reply,
    is_overloaded,
    goes_on_with_interim_replies,
]
Act = Callable[[Line, Heard], None]


@pytest.mark.parametrize("act", LINE_TROUBLE, ids=lambda act: act.__name__)
def test_trouble_on_the_line_is_no_answer_and_no_alarm(office: Office, act: Act) -> None:
    with hostile_host(act) as host:
        reply, took = paid(office(host.url, hurry=act in SLOW))
    assert isinstance(reply, NoAnswer)
    assert not reply.alarm
    assert took < PAYMENT + SLACK


@pytest.mark.parametrize("act", ABSURD, ids=lambda act: act.__name__)
def test_what_cannot_be_believed_is_no_answer_and_an_alarm_in_time(office: Office, act: Act) -> None:
    with hostile_host(act) as host:
        reply, took = paid(office(host.url, hurry=act in SLOW))
        assert len(host.heard) == 1, "a payment is sent once a call"
    assert isinstance(reply, NoAnswer)
    assert reply.alarm, reply.detail
    assert took < PAYMENT + SLACK


def test_a_status_query_that_is_not_answered_says_nothing(office: Office) -> None:
    with hostile_host(sends_html) as host, gateway(office(host.url)) as snap:
        reply = snap.payment_status(a_payment())
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


def test_the_true_answer_is_believed(office: Office) -> None:
    with hostile_host(lambda line, heard: line.send(posted(heard))) as host:
        reply, _ = paid(office(host.url))
        assert host.heard[0].body == BODY
    assert isinstance(reply, Posted)


@pytest.mark.parametrize("act", [announces_ten_megabytes, pours_ten_megabytes, pours_headers])
def test_a_flood_is_not_kept_in_memory(office: Office, act: Act) -> None:
    with hostile_host(lambda line, heard: line.send(posted(heard))) as host, gateway(office(host.url)) as snap:
        snap.pay(BODY)  # loads the libraries
        host.behaviour = Behaviour(act)
        tracemalloc.start()
        try:
            snap.pay(BODY)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 4 * MAX_BODY


def test_a_reply_recorded_earlier_does_not_verify_again(office: Office) -> None:
    recorded: list[bytes] = []

    def replays(line: Line, heard: Heard) -> None:
        recorded.append(posted(heard))
        line.send(recorded[0])

    with hostile_host(Behaviour(replays, close=False)) as host, gateway(office(host.url)) as snap:
        assert isinstance(snap.pay(BODY), Posted)
        again = snap.pay(BODY)
    assert isinstance(again, NoAnswer)
    assert again.alarm
    assert again.code == "2002500"


def test_a_redirect_is_not_followed(office: Office) -> None:
    with hostile_host(hangs_up) as elsewhere:
        location = {"Location": f"{elsewhere.url}/v1.0/transfer-va/payment"}
        with hostile_host(lambda line, _: line.send(http(307, b"", location))) as host:
            reply, _ = paid(office(host.url))
        assert elsewhere.heard == []
    assert isinstance(reply, NoAnswer)


def test_no_cookie_is_kept(office: Office) -> None:
    def sets_cookie(line: Line, heard: Heard) -> None:
        line.send(posted(heard).replace(b"\r\n\r\n", b"\r\nSet-Cookie: follow=me; Path=/\r\n\r\n", 1))

    with hostile_host(Behaviour(sets_cookie, close=False)) as host, gateway(office(host.url)) as snap:
        snap.pay(BODY)
        assert isinstance(snap.pay(BODY), Posted)
        assert all("cookie" not in heard.headers for heard in host.heard)


def test_an_answer_that_comes_too_late_is_dropped_and_the_next_call_gets_its_own(office: Office) -> None:
    gave_up = threading.Event()

    def late_at_first(line: Line, heard: Heard) -> None:
        if len(host.heard) == 1:
            gave_up.wait(10)
        line.send(posted(heard))

    with hostile_host(Behaviour(late_at_first, close=False)) as host, gateway(office(host.url, hurry=True)) as snap:
        first = snap.pay(BODY)
        gave_up.set()
        second = snap.pay(BODY)
    assert isinstance(first, NoAnswer)
    assert isinstance(second, Posted)


def test_one_connection_serves_many_calls_and_no_signature_is_used_twice(office: Office) -> None:
    with (
        hostile_host(Behaviour(lambda line, heard: line.send(posted(heard)), close=False)) as host,
        gateway(office(host.url)) as snap,
    ):
        replies = [snap.pay(BODY) for _ in range(5)]
        assert len(host.lines) == 1
        assert len({heard.headers["x-signature"] for heard in host.heard}) == 5
        assert len({heard.external_id for heard in host.heard}) == 5
        assert host.tokens == 1
    assert all(isinstance(reply, Posted) for reply in replies)


def test_a_request_carries_every_header_of_the_interface(office: Office) -> None:
    with hostile_host(lambda line, heard: line.send(posted(heard))) as host:
        paid(office(host.url))
    headers = host.heard[0].headers
    assert headers["authorization"] == "Bearer token-1"
    assert headers["x-partner-id"] == "KB-001"
    assert headers["channel-id"] == "C01"
    assert headers["x-timestamp"].endswith("+07:00")
    assert headers["x-external-id"].isdigit()
    assert len(headers["x-external-id"]) == 36
    assert headers["content-type"] == "application/json"
    assert headers["accept-encoding"] == "identity"


# --- lookups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [silent, drips_headers, drips_body, resets, sends_html, pours_ten_megabytes])
def test_a_lookup_ends_in_its_own_shorter_time(office: Office, act: Act) -> None:
    with hostile_host(act) as host, gateway(office(host.url, hurry=True)) as snap:
        began = time.monotonic()
        with pytest.raises(Unavailable):
            snap.host_time()
        assert time.monotonic() - began < LOOKUP + SLACK


@pytest.mark.parametrize(("act", "false"), [(silent, False), (resets, False), (sends_html, True)])
def test_a_lookup_tells_a_false_host_from_a_bad_line(office: Office, act: Act, false: bool) -> None:
    with hostile_host(act) as host, gateway(office(host.url, hurry=True)) as snap:
        with pytest.raises(Unavailable) as away:
            snap.host_time()
        assert isinstance(away.value, Untrusted) is false


# --- what stays -----------------------------------------------------------------------------------------------


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count, not paths


def test_nobody_at_home_is_known_at_once(office: Office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    reply, took = paid(office(f"http://127.0.0.1:{port}"))
    assert isinstance(reply, NoAnswer)
    assert not reply.alarm
    assert took < PAYMENT + SLACK


def test_closing_ends_a_call_that_waits_and_later_calls_get_no_answer(office: Office) -> None:
    replies: list[HostReply] = []
    reached = threading.Event()

    def waits(line: Line, _: Heard) -> None:
        reached.set()
        line.stopping.wait(10)

    with hostile_host(waits) as host:
        snap = SnapGateway(office(host.url), SystemClock())
        waiting = threading.Thread(target=lambda: replies.append(snap.pay(BODY)))
        waiting.start()
        assert reached.wait(5)
        snap.close()
        waiting.join(timeout=5)
        replies.append(snap.pay(BODY))
        snap.close()
    assert replies == [NoAnswer("the connection to the host was closed here")] * 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files the Linux way")
def test_no_thread_and_no_socket_stays_behind(office: Office) -> None:
    def round_of_calls() -> None:
        for act in (resets, drips_body, breaks_off, pours_ten_megabytes, hangs_up):
            with hostile_host(act) as host:
                paid(office(host.url, hurry=True))

    round_of_calls()  # whatever a library opens once and for all
    threads, files = threading.active_count(), _open_files()
    round_of_calls()
    assert threading.active_count() == threads
    assert _open_files() == files


@pytest.mark.parametrize("body", [b'{"commands":"pay-pasca","tr_id":9900}', b'{"paymentRequestId":""}', b"\xff", b""])
def test_what_was_committed_for_another_host_is_not_sent_to_this_one(office: Office, body: bytes) -> None:
    with hostile_host(lambda line, heard: line.send(posted(heard))) as host, gateway(office(host.url)) as snap:
        assert snap.pay(body) == NoAnswer("this payment was made for another host", alarm=True)
        assert host.heard == []
