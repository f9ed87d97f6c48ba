"""What each fault looks like from the counter, and what the host has done meanwhile."""

import http.client
import threading
import time

import pytest

from counter_app.gateway import wire
from counter_app.gateway.wire import EchoRequest, ServiceCode
from counter_app.sandbox.faults import Fault, Kind
from counter_app.sandbox.people import FISHER, SITI
from counter_app.sandbox.sabotage import HUGE_BODY, Dropped, Replies, Signed
from tests.helpers.sandbox import NewCaller, SandboxHost, SnapCaller, connect
from tests.helpers.snap import a_payment, ask_status, inquire, pay

CUT = (ConnectionError, http.client.HTTPException)


@pytest.fixture
def request_(caller: SnapCaller) -> wire.PaymentRequest:
    return a_payment(inquire(caller, SITI.nik))


def test_a_drop_before_the_commit_leaves_nothing(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest
) -> None:
    sandbox.faults("drop-before-commit:payment x1")
    with pytest.raises(CUT):
        pay(caller, request_)
    assert sandbox.postings() == []
    assert ask_status(caller, request_).code == "4042612"
    assert pay(caller, request_).code == "2002500"


def test_a_drop_after_the_commit_leaves_the_posting(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest
) -> None:
    sandbox.faults("drop-after-commit:payment x1")
    with pytest.raises(CUT):
        pay(caller, request_)
    assert len(sandbox.postings()) == 1
    assert ask_status(caller, request_).code == "2002600"
    assert pay(caller, request_).code == "2002500"
    assert [posting["requests"] for posting in sandbox.postings()] == [2]


@pytest.mark.parametrize(
    ("fault", "code", "postings"),
    [
        ("error-500", "5002500", 0),
        ("error-504", "5042500", 0),
        ("already-paid", "4042514", 0),
        ("in-progress", "2022500", 0),
        ("not-found", "4042512", 0),
        ("other-content", "4092501", 0),
        ("poison", "5002500", 0),
        ("error-500-after-commit", "5002500", 1),
        ("error-504-after-commit", "5042500", 1),
    ],
)
def test_a_fault_answers_in_the_hosts_place(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest, fault: str, code: str, postings: int
) -> None:
    sandbox.faults(f"{fault}:payment")
    answer = pay(caller, request_)
    assert (answer.code, answer.verifies) == (code, True)
    assert len(sandbox.postings()) == postings


def test_slow_down_says_for_how_long(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("slow-down=2.5:echo")
    answer = caller.call(ServiceCode.ECHO, EchoRequest())
    assert (answer.code, answer.headers["retry-after"]) == ("4299700", "3")


def test_a_delay_holds_the_answer_back(caller: SnapCaller, sandbox: SandboxHost) -> None:
    caller.log_in()
    sandbox.faults("delay=0.3:echo x1, delay-after-commit=0.3:echo x1")
    started = time.monotonic()
    caller.call(ServiceCode.ECHO, EchoRequest())
    assert time.monotonic() - started >= 0.6


def test_others_are_served_while_one_is_delayed(
    caller: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller, request_: wire.PaymentRequest
) -> None:
    other = new_caller()
    other.log_in()
    sandbox.faults("delay=1:payment x1")
    slow = threading.Thread(target=pay, args=(caller, request_))
    slow.start()
    assert sandbox.server.host.under_way.wait_for(f"payment {request_.payment_request_id}", within=10)
    assert other.call(ServiceCode.ECHO, EchoRequest()).code == "2009700"
    assert slow.is_alive()
    slow.join(20)


def test_garbage_is_a_web_page_with_200_and_the_posting_stands(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest
) -> None:
    sandbox.faults("garbage:payment")
    answer = pay(caller, request_)
    assert (answer.status, answer.body[:15]) == (200, b"<!DOCTYPE html>")
    assert len(sandbox.postings()) == 1


def test_poison_is_for_the_first_key_it_meets_and_spares_all_others(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest
) -> None:
    other = a_payment(inquire(caller, FISHER.nik))
    sandbox.faults("poison:payment")
    assert [pay(caller, each).code for each in (request_, other, request_)] == ["5002500", "2002500", "5002500"]
    sandbox.faults("")
    assert pay(caller, request_).code == "2002500"


@pytest.mark.parametrize("fault", ["other-amount", "other-payer"])
def test_what_was_posted_rightly_is_told_wrongly(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest, fault: str
) -> None:
    sandbox.faults(f"{fault}:payment x1")
    told = pay(caller, request_).read(wire.PaymentReply).virtual_account_data
    right = pay(caller, request_).read(wire.PaymentReply).virtual_account_data
    assert (told.paid_amount, told.customer_no) != (right.paid_amount, right.customer_no)
    assert [posting["amount"] for posting in sandbox.postings()] == [right.paid_amount.rupiah]


def test_poison_spares_what_has_no_key(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("poison:echo")
    assert caller.call(ServiceCode.ECHO, EchoRequest()).code == "2009700"


def test_a_stale_reply_is_the_one_before_and_verifies_for_nobody(caller: SnapCaller, sandbox: SandboxHost) -> None:
    assert caller.call(ServiceCode.ECHO, EchoRequest("one")).verifies
    sandbox.faults("stale-reply:echo x1")
    late = caller.call(ServiceCode.ECHO, EchoRequest("two"))
    assert (b"one" in late.body, late.verifies) == (True, False)
    assert caller.call(ServiceCode.ECHO, EchoRequest("three")).verifies


def test_the_first_reply_of_all_can_only_be_held_back() -> None:
    replies = Replies()
    signed = Signed(200, b"{}", {})
    with pytest.raises(Dropped):
        replies.in_turn(ServiceCode.PAYMENT, signed, [Fault(Kind.STALE_REPLY)])
    assert replies.in_turn(ServiceCode.PAYMENT, signed, ()) is signed


def test_a_reply_that_comes_twice_is_one_posting(
    caller: SnapCaller, sandbox: SandboxHost, request_: wire.PaymentRequest
) -> None:
    sandbox.faults("twice:payment x1")
    assert pay(caller, request_).code == "2002500"
    assert caller.line.sock.recv(4096).startswith(b"HTTP/1.1 200 OK")
    assert len(sandbox.postings()) == 1


def test_a_wrong_signature_does_not_verify_though_all_else_is_right(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("wrong-signature:echo")
    answer = caller.call(ServiceCode.ECHO, EchoRequest("halo"))
    assert (answer.code, answer.verifies) == ("2009700", False)


def test_a_truncated_reply_ends_halfway(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("truncated:echo")
    with pytest.raises(http.client.IncompleteRead) as caught:
        caller.call(ServiceCode.ECHO, EchoRequest("halo"))
    assert caught.value.partial.startswith(b'{"responseCode":"2009700"')
    assert caught.value.expected


def test_a_huge_reply_is_signed_and_ten_megabytes(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("huge:echo")
    answer = caller.call(ServiceCode.ECHO, EchoRequest("halo"))
    assert len(answer.body) > HUGE_BODY
    assert answer.verifies


def test_a_dripping_reply_comes_byte_by_byte(caller: SnapCaller, sandbox: SandboxHost) -> None:
    caller.log_in()
    sandbox.faults("slow-drip=0.002:echo")
    started = time.monotonic()
    answer = caller.call(ServiceCode.ECHO, EchoRequest("halo"))
    assert answer.verifies
    assert time.monotonic() - started >= 0.002 * (len(answer.body) - 1)


def test_a_fault_is_not_spent_on_a_request_that_was_turned_away(caller: SnapCaller, sandbox: SandboxHost) -> None:
    sandbox.faults("error-500:echo x1")
    body = wire.encode(EchoRequest())
    headers = {**caller.headers(ServiceCode.ECHO, body), "X-SIGNATURE": "AAAA"}
    assert caller.send(ServiceCode.ECHO, body, headers).code == "4019700"
    assert caller.call(ServiceCode.ECHO, EchoRequest()).code == "5009700"


def test_faults_are_switched_through_the_hosts_own_door(sandbox: SandboxHost, caller: SnapCaller) -> None:
    access = sandbox.settings

    def put(specification: bytes, token: str) -> tuple[int, str]:
        line = connect(access)
        line.request("PUT", "/sandbox/faults", specification, {"Authorization": f"Bearer {token}"})
        response = line.getresponse()
        said = response.status, response.read().decode()
        line.close()
        return said

    assert put(b"error-500:echo", "guessed")[0] == 401
    assert caller.call(ServiceCode.ECHO, EchoRequest("one")).code == "2009700"
    assert put(b"error-500:echo", access.control_token)[0] == 204
    assert caller.call(ServiceCode.ECHO, EchoRequest("two")).code == "5009700"
    status, said = put(b"explode", access.control_token)
    assert status == 400
    assert "allowed: already-paid" in said
