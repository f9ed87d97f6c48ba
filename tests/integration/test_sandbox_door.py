"""Who is let in: token, signature, timestamp, external id, size."""

import http.client
from datetime import timedelta

import pytest

from counter_app.gateway import wire
from counter_app.gateway.signing import sign_token_request
from counter_app.gateway.wire import EchoRequest, ServiceCode
from counter_app.sandbox.app import LARGEST_BODY
from counter_app.sandbox.clock import stamp
from tests.helpers.sandbox import Answer, NewCaller, SandboxHost, SnapCaller, connect

BODY = wire.encode(EchoRequest("halo"))


def echo(caller: SnapCaller, **changes: str | None) -> Answer:
    """An echo with some headers changed (``_`` for ``-``), or left out where they are ``None``."""
    headers: dict[str, str | None] = dict(caller.headers(ServiceCode.ECHO, BODY))
    headers |= {name.replace("_", "-"): value for name, value in changes.items()}
    kept = {name: value for name, value in headers.items() if value is not None}
    return caller.send(ServiceCode.ECHO, BODY, kept)


def ask_token(caller: SnapCaller, body: bytes = b'{"grantType":"client_credentials"}', **changes: str) -> Answer:
    now = stamp(caller.now())
    key = caller.access.client_key
    headers = {
        "X-CLIENT-KEY": key,
        "X-TIMESTAMP": now,
        "X-SIGNATURE": sign_token_request(caller.key, client_key=key, timestamp=now),
    }
    return caller.send(ServiceCode.TOKEN, body, headers | {n.replace("_", "-"): v for n, v in changes.items()})


def test_a_signed_request_is_answered_with_a_signed_reply(caller: SnapCaller) -> None:
    answer = echo(caller)
    assert answer.verifies
    assert answer.read(wire.EchoReply).text == "halo"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Authorization": None}, "4019701"),
        ({"Authorization": "Bearer nobody-gave-this-out"}, "4019701"),
        ({"Authorization": "Basic YTpi"}, "4019701"),
        ({"X_SIGNATURE": None}, "4009702"),
        ({"X_SIGNATURE": "AAAA"}, "4019700"),
        ({"X_TIMESTAMP": None}, "4009702"),
        ({"X_TIMESTAMP": "2026-11-22 09:15:04"}, "4009701"),
        ({"X_TIMESTAMP": "2026-02-31T09:15:04+07:00"}, "4009701"),
        ({"X_TIMESTAMP": "0001-01-01T00:00:00+07:00"}, "4009701"),
        ({"X_TIMESTAMP": "2020-01-01T00:00:00+07:00"}, "4019700"),
        ({"X_PARTNER_ID": None}, "4009702"),
        ({"X_PARTNER_ID": "99999"}, "4039701"),
        ({"X_EXTERNAL_ID": None}, "4009702"),
        ({"X_EXTERNAL_ID": "not digits"}, "4009701"),
        ({"X_EXTERNAL_ID": "1" * 37}, "4009701"),
        ({"CHANNEL_ID": None}, "4009702"),
        ({"CHANNEL_ID": "six666"}, "4009701"),
    ],
)
def test_a_request_that_lacks_something_is_turned_away_with_a_signed_reply(
    caller: SnapCaller, changes: dict[str, str | None], code: str
) -> None:
    answer = echo(caller, **changes)
    assert answer.code == code
    assert answer.verifies


@pytest.mark.parametrize(
    ("seconds", "code"), [(-290, "2009700"), (290, "2009700"), (-310, "4019700"), (310, "4019700")]
)
def test_a_timestamp_may_be_five_minutes_off(caller: SnapCaller, seconds: int, code: str) -> None:
    caller.log_in()
    caller.offset = timedelta(seconds=seconds)
    assert echo(caller).code == code


def test_a_token_ends_after_fifteen_minutes(caller: SnapCaller, sandbox: SandboxHost) -> None:
    caller.log_in()
    sandbox.clock.advance(timedelta(seconds=890))
    caller.offset = sandbox.clock.apart
    assert echo(caller).code == "2009700"
    sandbox.clock.advance(timedelta(seconds=11))
    caller.offset = sandbox.clock.apart
    assert echo(caller).code == "4019701"


def test_another_body_than_was_signed_is_turned_away(caller: SnapCaller) -> None:
    headers = caller.headers(ServiceCode.ECHO, BODY)
    assert caller.send(ServiceCode.ECHO, b'{"text":"hallo"}', headers).code == "4019700"


def test_a_signature_is_taken_once(caller: SnapCaller) -> None:
    headers = caller.headers(ServiceCode.ECHO, BODY)
    assert caller.send(ServiceCode.ECHO, BODY, headers).code == "2009700"
    assert caller.send(ServiceCode.ECHO, BODY, {**headers, "X-EXTERNAL-ID": "77"}).code == "4019700"


def test_an_external_id_is_taken_once_a_day(caller: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller) -> None:
    assert echo(caller, X_EXTERNAL_ID="4711").code == "2009700"
    assert echo(caller, X_EXTERNAL_ID="4711").code == "4099700"
    sandbox.clock.advance(timedelta(days=1))
    assert echo(new_caller(), X_EXTERNAL_ID="4711").code == "2009700"


def test_an_external_id_stays_taken_over_a_restart(sandbox: SandboxHost, new_caller: NewCaller) -> None:
    assert echo(new_caller(), X_EXTERNAL_ID="4711").code == "2009700"
    sandbox.stop()
    sandbox.start()
    assert echo(new_caller(), X_EXTERNAL_ID="4711").code == "4099700"


def test_only_the_private_key_gets_a_token(caller: SnapCaller) -> None:
    assert ask_token(caller).code == "2007300"
    assert ask_token(caller, X_SIGNATURE="AAAA").code == "4017300"
    assert ask_token(caller, X_SIGNATURE="not base64!").code == "4017300"
    assert ask_token(caller, X_CLIENT_KEY="somebody else").code == "4017300"
    assert ask_token(caller, b'{"grantType":"password"}').code == "4007301"
    assert ask_token(caller, b"{}").code == "4007302"


def test_a_body_is_bounded(caller: SnapCaller) -> None:
    body = b'{"text":"' + b"x" * LARGEST_BODY + b'"}'
    try:
        answer = caller.send(ServiceCode.ECHO, body, caller.headers(ServiceCode.ECHO, body))
    except (BrokenPipeError, ConnectionResetError, http.client.HTTPException):
        return
    assert answer.code == "4009701"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"text":1}', b'{"text":"' + b"x" * 65 + b'"}'])
def test_a_body_that_is_not_the_message_is_a_bad_format(caller: SnapCaller, body: bytes) -> None:
    answer = caller.send(ServiceCode.ECHO, body, caller.headers(ServiceCode.ECHO, body))
    assert answer.code == "4009701"


def test_a_body_nested_out_of_all_measure_is_a_bad_format(caller: SnapCaller) -> None:
    body = b'{"other":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    answer = caller.send(ServiceCode.ECHO, body, caller.headers(ServiceCode.ECHO, body))
    assert answer.code == "4009701"


def test_unknown_paths_and_methods_are_answered_in_the_contracts_form(sandbox: SandboxHost) -> None:
    line = connect(sandbox.settings)
    for method, path, status in (("POST", "/v1.0/nothing", 404), ("GET", wire.PATHS[ServiceCode.ECHO], 405)):
        line.request(method, path)
        response = line.getresponse()
        refusal = wire.decode(response.read(), wire.Refusal)
        assert (response.status, refusal.response_code) == (status, f"{status}0000")
        assert response.getheader("X-SIGNATURE")
    line.close()
