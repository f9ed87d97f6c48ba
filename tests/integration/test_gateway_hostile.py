"""Whatever the far end does, a call ends in its time, takes little memory, and means what it may mean."""

import gzip
import os
import socket
import ssl
import threading
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.clock import SystemClock
from counter_app.domain.errors import Unavailable
from counter_app.domain.outbox import HostReply, NoAnswer, Posted, Wait
from counter_app.gateway import wire
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.snap import SnapGateway
from counter_app.gateway.transport import MAX_BODY
from tests.helpers.authorities import Authority
from tests.helpers.builders import a_payment
from tests.helpers.hostile_host import (
    CLIENT_KEY,
    CONNECT,
    LOOKUP,
    PAYMENT,
    SECRET,
    Behaviour,
    Heard,
    HostileHost,
    Line,
    hostile_host,
    http,
    impatient,
    patient,
    refusal,
    signed,
    token,
    write_client_key,
)

SLACK = 2.0
"""Seconds a busy machine may take on top; every hostile act here would go on for ten and more."""

BODY = b'{"paymentRequestId":"6f6c1c9a-0000-4000-8000-000000000001"}'


@pytest.fixture(scope="module")
def private_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_client_key(tmp_path_factory.mktemp("client"))


@pytest.fixture
def office(private_key: Path) -> Callable[..., SnapOptions]:
    """Options for a host; ``hurry``: with short waits, for one that makes us wait."""

    def options(url: str, ca_path: Path | None = None, *, key: Path = private_key, hurry: bool = False) -> SnapOptions:
        return (impatient if hurry else patient)(url, key, ca_path)

    return options


Office = Callable[..., SnapOptions]


@contextmanager
def gateway(options: SnapOptions) -> Iterator[SnapGateway]:
    snap = SnapGateway(options, SystemClock())
    try:
        yield snap
    finally:
        snap.close()


def posted(heard: Heard) -> bytes:
    """The true host's answer to a payment."""
    info = wire.PostingInfo("HOST-1", "2026-11-22T09:15:04+07:00", "2026-12-01", "2027-02-28", "12345678901")
    data = wire.PaymentData("key", "3273025508920002", wire.Money("50400.00"), "KB-001-000001", info)
    return signed(200, wire.PaymentReply("2002500", "Successful", data), heard.external_id)


def paid(options: SnapOptions) -> tuple[HostReply, float]:
    """What a payment came to, and how long the call took."""
    with gateway(options) as snap:
        began = time.monotonic()
        reply = snap.pay(BODY)
        return reply, time.monotonic() - began


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


def hangs_up(_line: Line, _heard: Heard) -> None:
    return


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


# --- tokens ---------------------------------------------------------------------------------------------------


def test_a_401_renews_the_token_once_and_the_call_is_made_again_under_a_new_id(office: Office) -> None:
    def only_the_second_token(line: Line, heard: Heard) -> None:
        fresh = heard.headers["authorization"] == "Bearer token-2"
        line.send(posted(heard) if fresh else refusal("4012501", heard))

    with hostile_host(Behaviour(only_the_second_token, close=False)) as host:
        reply, _ = paid(office(host.url))
        assert host.tokens == 2
        assert len({heard.external_id for heard in host.heard}) == 2
        assert {heard.body for heard in host.heard} == {BODY}
    assert isinstance(reply, Posted)


def test_a_host_that_always_says_401_is_asked_twice_and_no_more(office: Office) -> None:
    with hostile_host(Behaviour(lambda line, heard: line.send(refusal("4012501", heard)), close=False)) as host:
        reply, _ = paid(office(host.url))
        assert len(host.heard) == host.tokens == 2
    assert reply == Wait("4012501", "words")


def test_a_401_that_nobody_signed_renews_nothing(office: Office) -> None:
    unsigned = http(401, wire.encode(wire.Refusal("4012501", "words")))
    with hostile_host(lambda line, _: line.send(unsigned)) as host:
        reply, _ = paid(office(host.url))
        assert host.tokens == len(host.heard) == 1
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


def test_where_no_new_token_is_to_be_had_the_401_stands(office: Office) -> None:
    def only_once(host: HostileHost, heard: Heard) -> bytes:
        if host.tokens == 1:
            return signed(200, token(host), CLIENT_KEY)
        return signed(500, wire.Refusal("5007300", "down"), heard.headers["x-client-key"])

    with hostile_host(
        Behaviour(lambda line, heard: line.send(refusal("4012501", heard)), close=False), token_reply=only_once
    ) as host:
        reply, _ = paid(office(host.url))
        assert len(host.heard) == 1
    assert reply == Wait("4012501", "words")


def _replying(code: str, *, secret: str = SECRET, **headers: str) -> Callable[[HostileHost, Heard], bytes]:
    def reply(_: HostileHost, heard: Heard) -> bytes:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        nonce = heard.headers["x-client-key"]
        return signed(int(code[:3]), wire.Refusal(code, "words"), nonce, secret=secret, headers=fields)

    return reply


def _with_token(text: str, *, secret: str = SECRET) -> Callable[[HostileHost, Heard], bytes]:
    def reply(_: HostileHost, heard: Heard) -> bytes:
        message = wire.TokenReply("2007300", "Successful", text, "Bearer", 900)
        return signed(200, message, heard.headers["x-client-key"], secret=secret)

    return reply


@pytest.mark.parametrize(
    ("token_reply", "expected"),
    [
        (_replying("4017300"), Wait("4017300", "words")),
        (_replying("4037300"), Wait("4037300", "words")),
        (_replying("4297300", Retry_After="9"), Wait("4297300", "words", 9.0)),
        (_replying("5007300"), NoAnswer("no access token: 5007300 words", code="5007300")),
        (_replying("2007300"), NoAnswer("the reply 2007300 cannot be read as TokenReply", alarm=True, code="2007300")),
        (
            _with_token("token", secret="guessed"),
            NoAnswer("the signature of the reply 2007300 is not the host's", alarm=True, code="2007300"),
        ),
        (_with_token("a\r\nb"), NoAnswer("the access token is none", alarm=True, code="2007300")),
        (_with_token(""), NoAnswer("the access token is none", alarm=True, code="2007300")),
        (_with_token("x" * 5000), NoAnswer("the access token is none", alarm=True, code="2007300")),
    ],
)
def test_without_a_token_nothing_is_sent(
    office: Office, token_reply: Callable[[HostileHost, Heard], bytes], expected: HostReply
) -> None:
    with hostile_host(hangs_up, token_reply=token_reply) as host:
        reply, _ = paid(office(host.url))
        assert host.heard == []
    assert reply == expected


def test_another_process_that_asked_in_the_same_second_does_not_keep_us_out(office: Office) -> None:
    """An RSA signature over key and second is the same for both, and the host takes it once."""
    seen: set[str] = set()

    def once_a_signature(host: HostileHost, heard: Heard) -> bytes:
        signature = heard.headers["x-signature"]
        code = "4017300" if host.tokens == 1 or signature in seen else "2007300"
        seen.add(signature)
        message = token(host) if code == "2007300" else wire.Refusal(code, "used before")
        return signed(int(code[:3]), message, heard.headers["x-client-key"])

    with hostile_host(lambda line, heard: line.send(posted(heard)), token_reply=once_a_signature) as host:
        reply, _ = paid(office(host.url))
        assert host.tokens == len(seen) == 2
    assert isinstance(reply, Posted)


def test_many_threads_share_one_token(office: Office) -> None:
    replies: list[HostReply] = []
    with (
        hostile_host(Behaviour(lambda line, heard: line.send(posted(heard)), close=False)) as host,
        gateway(office(host.url)) as snap,
    ):
        threads = [threading.Thread(target=lambda: replies.append(snap.pay(BODY))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=10)
        assert host.tokens == 1
        assert len({heard.external_id for heard in host.heard}) == 8
    assert len(replies) == 8
    assert all(isinstance(reply, Posted) for reply in replies)


@pytest.mark.parametrize("content", [None, b"", b"no key", b"\xff" * 50])
def test_a_private_key_that_cannot_be_used_is_named(office: Office, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing.pem"
    if content is not None:
        path.write_bytes(content)
    with hostile_host(hangs_up) as host:
        reply, _ = paid(office(host.url, key=path))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert "missing.pem" in reply.detail


# --- TLS ------------------------------------------------------------------------------------------------------


def test_a_host_with_the_right_certificate_is_believed(office: Office, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with hostile_host(lambda line, heard: line.send(posted(heard)), tls=ours.server()) as host:
        reply, _ = paid(office(host.url, ours.ca_path))
    assert isinstance(reply, Posted)


def _elsewhere(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "theirs").server()


def _for_another_address(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "ours").server(address="127.0.0.2")


def _run_out(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "ours").server(days=-1)


@pytest.mark.parametrize("server", [_elsewhere, _for_another_address, _run_out])
def test_a_bad_certificate_is_no_answer_and_an_alarm(
    office: Office, tmp_path: Path, server: Callable[[Path], ssl.SSLContext]
) -> None:
    Authority(tmp_path, "ours")
    tls = server(tmp_path)
    with hostile_host(hangs_up, tls=tls) as host:
        reply, took = paid(office(host.url, tmp_path / "ours-ca.pem"))
        assert host.tokens == 0, "nothing is said to a stranger"
    assert isinstance(reply, NoAnswer)
    assert reply.alarm, reply.detail
    assert took < PAYMENT + SLACK


def test_a_host_that_only_speaks_old_tls_is_refused(office: Office, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    tls = ours.server()
    tls.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # deprecated is what it is here for
        tls.minimum_version = ssl.TLSVersion.TLSv1
        tls.maximum_version = ssl.TLSVersion.TLSv1_1
    with hostile_host(hangs_up, tls=tls) as host:
        reply, _ = paid(office(host.url, ours.ca_path))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)


def test_a_missing_authority_is_named_and_nothing_is_sent(office: Office, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with hostile_host(hangs_up, tls=ours.server()) as host:
        reply, _ = paid(office(host.url, tmp_path / "gone.pem"))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert "gone.pem" in reply.detail


def test_a_handshake_that_never_ends_is_cut_off(office: Office, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        reply, took = paid(office(f"https://127.0.0.1:{listener.getsockname()[1]}", ours.ca_path, hurry=True))
    assert isinstance(reply, NoAnswer)
    assert took < CONNECT + SLACK


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
