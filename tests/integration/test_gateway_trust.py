"""Whom the gateway trusts: tokens that the host signed, and hosts that the right authority vouches for."""

import socket
import ssl
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.domain.outbox import HostReply, NoAnswer, Posted, Wait
from counter_app.gateway import wire
from tests.helpers.authorities import Authority
from tests.helpers.hostile_host import (
    BODY,
    CLIENT_KEY,
    CONNECT,
    PAYMENT,
    SECRET,
    SLACK,
    Behaviour,
    Heard,
    HostileHost,
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
    token,
    write_client_key,
)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_client_key(tmp_path_factory.mktemp("client"))


# --- tokens ---------------------------------------------------------------------------------------------------


def test_a_401_renews_the_token_once_and_the_call_is_made_again_under_a_new_id(key: Path) -> None:
    def only_the_second_token(line: Line, heard: Heard) -> None:
        fresh = heard.headers["authorization"] == "Bearer token-2"
        line.send(posted(heard) if fresh else refusal("4012501", heard))

    with hostile_host(Behaviour(only_the_second_token, close=False)) as host:
        reply, _ = paid(patient(host.url, key))
        assert host.tokens == 2
        assert len({heard.external_id for heard in host.heard}) == 2
        assert {heard.body for heard in host.heard} == {BODY}
    assert isinstance(reply, Posted)


def test_a_host_that_always_says_401_is_asked_twice_and_no_more(key: Path) -> None:
    with hostile_host(Behaviour(lambda line, heard: line.send(refusal("4012501", heard)), close=False)) as host:
        reply, _ = paid(patient(host.url, key))
        assert len(host.heard) == host.tokens == 2
    assert reply == Wait("4012501", "words")


def test_a_401_that_nobody_signed_renews_nothing(key: Path) -> None:
    unsigned = http(401, wire.encode(wire.Refusal("4012501", "words")))
    with hostile_host(lambda line, _: line.send(unsigned)) as host:
        reply, _ = paid(patient(host.url, key))
        assert host.tokens == len(host.heard) == 1
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


def test_where_no_new_token_is_to_be_had_the_401_stands(key: Path) -> None:
    def only_once(host: HostileHost, heard: Heard) -> bytes:
        if host.tokens == 1:
            return signed(200, token(host), CLIENT_KEY)
        return signed(500, wire.Refusal("5007300", "down"), heard.headers["x-client-key"])

    with hostile_host(
        Behaviour(lambda line, heard: line.send(refusal("4012501", heard)), close=False), token_reply=only_once
    ) as host:
        reply, _ = paid(patient(host.url, key))
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
    key: Path, token_reply: Callable[[HostileHost, Heard], bytes], expected: HostReply
) -> None:
    with hostile_host(hangs_up, token_reply=token_reply) as host:
        reply, _ = paid(patient(host.url, key))
        assert host.heard == []
    assert reply == expected


def test_another_process_that_asked_in_the_same_second_does_not_keep_us_out(key: Path) -> None:
    """An RSA signature over key and second is the same for both, and the host takes it once."""
    seen: set[str] = set()

    def once_a_signature(host: HostileHost, heard: Heard) -> bytes:
        signature = heard.headers["x-signature"]
        code = "4017300" if host.tokens == 1 or signature in seen else "2007300"
        seen.add(signature)
        message = token(host) if code == "2007300" else wire.Refusal(code, "used before")
        return signed(int(code[:3]), message, heard.headers["x-client-key"])

    with hostile_host(lambda line, heard: line.send(posted(heard)), token_reply=once_a_signature) as host:
        reply, _ = paid(patient(host.url, key))
        assert host.tokens == len(seen) == 2
    assert isinstance(reply, Posted)


def test_many_threads_share_one_token(key: Path) -> None:
    replies: list[HostReply] = []
    with (
        hostile_host(Behaviour(lambda line, heard: line.send(posted(heard)), close=False)) as host,
        gateway(patient(host.url, key)) as snap,
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
def test_a_private_key_that_cannot_be_used_is_named(key: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing.pem"
    if content is not None:
        path.write_bytes(content)
    with hostile_host(hangs_up) as host:
        reply, _ = paid(patient(host.url, path))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert "missing.pem" in reply.detail


# --- TLS ------------------------------------------------------------------------------------------------------


def test_a_host_with_the_right_certificate_is_believed(key: Path, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with hostile_host(lambda line, heard: line.send(posted(heard)), tls=ours.server()) as host:
        reply, _ = paid(patient(host.url, key, ours.ca_path))
    assert isinstance(reply, Posted)


def _elsewhere(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "theirs").server()


def _for_another_address(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "ours").server(address="127.0.0.2")


def _run_out(folder: Path) -> ssl.SSLContext:
    return Authority(folder, "ours").server(days=-1)


@pytest.mark.parametrize("server", [_elsewhere, _for_another_address, _run_out])
def test_a_bad_certificate_is_no_answer_and_an_alarm(
    key: Path, tmp_path: Path, server: Callable[[Path], ssl.SSLContext]
) -> None:
    Authority(tmp_path, "ours")
    tls = server(tmp_path)
    with hostile_host(hangs_up, tls=tls) as host:
        reply, took = paid(patient(host.url, key, tmp_path / "ours-ca.pem"))
        assert host.tokens == 0, "nothing is said to a stranger"
    assert isinstance(reply, NoAnswer)
    assert reply.alarm, reply.detail
    assert took < PAYMENT + SLACK


def test_a_host_that_only_speaks_old_tls_is_refused(key: Path, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    tls = ours.server()
    tls.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # deprecated is what it is here for
        tls.minimum_version = ssl.TLSVersion.TLSv1
        tls.maximum_version = ssl.TLSVersion.TLSv1_1
    with hostile_host(hangs_up, tls=tls) as host:
        reply, _ = paid(patient(host.url, key, ours.ca_path))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)


def test_a_missing_authority_is_named_and_nothing_is_sent(key: Path, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with hostile_host(hangs_up, tls=ours.server()) as host:
        reply, _ = paid(patient(host.url, key, tmp_path / "gone.pem"))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert "gone.pem" in reply.detail


def test_a_handshake_that_never_ends_is_cut_off(key: Path, tmp_path: Path) -> None:
    ours = Authority(tmp_path, "ours")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        reply, took = paid(impatient(f"https://127.0.0.1:{listener.getsockname()[1]}", key, ours.ca_path))
    assert isinstance(reply, NoAnswer)
    assert took < CONNECT + SLACK
