"""The sandbox as a program: starting, stopping, being killed, starting again; TLS; what it logs and leaves."""

import http.client
import logging
import socket
import ssl
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.gateway import wire
from counter_app.gateway.wire import EchoRequest, ServiceCode
from counter_app.sandbox.access import SandboxAccess
from counter_app.sandbox.people import SITI
from tests.helpers.logfail import LogWatch
from tests.helpers.sandbox import SandboxHost, SandboxProcess, SnapCaller, connect
from tests.helpers.snap import a_payment, ask_status, inquire, pay


def paid(access: SandboxAccess) -> wire.PaymentRequest:
    caller = SnapCaller(access)
    request = a_payment(inquire(caller, SITI.nik))
    assert pay(caller, request).code == "2002500"
    caller.close()
    return request


def status(access: SandboxAccess, request: wire.PaymentRequest) -> str:
    caller = SnapCaller(access)
    code = ask_status(caller, request).code
    caller.close()
    return code


def test_a_posting_survives_a_kill_of_the_host(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path).start()
    port = process.settings.url.rpartition(":")[2]
    request = paid(process.settings)
    assert process.kill() == -9
    process.start("--port", port)
    assert process.settings.url.endswith(port)
    assert status(process.settings, request) == "2002600"
    assert [posting["requests"] for posting in process.postings()] == [1]
    assert process.stop() == 0


def test_faults_can_be_switched_in_a_running_program(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path, "--faults", "error-500:echo", "--participants", "12", "--plain-http").start()
    caller = SnapCaller(process.settings)
    assert caller.call(ServiceCode.ECHO, EchoRequest("one")).code == "5009700"
    process.faults("")
    assert caller.call(ServiceCode.ECHO, EchoRequest("two")).code == "2009700"
    caller.close()
    process.stop()


def test_a_port_in_use_is_said_and_not_traced(sandbox: SandboxHost, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.helpers.sandbox",
        "--dir",
        str(tmp_path),
        "--port",
        str(sandbox.server.port),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("sandbox host: ")
    assert "Traceback" not in ended.stderr


def test_the_host_comes_back_on_its_port_with_its_database(sandbox: SandboxHost) -> None:
    url = sandbox.settings.url
    request = paid(sandbox.settings)
    sandbox.stop()
    with pytest.raises(ConnectionError):
        connect_and_close(url)
    sandbox.start()
    assert sandbox.settings.url == url
    assert status(sandbox.settings, request) == "2002600"


def connect_and_close(url: str) -> None:
    access = SandboxAccess(url, "", "", "", "", "", "", "")
    line = connect(access)
    try:
        line.connect()
    finally:
        line.close()


def test_a_stop_does_not_wait_for_a_reply_that_drips(tmp_path: Path) -> None:
    host = SandboxHost(tmp_path, participants=1).start()
    caller = SnapCaller(host.settings)
    caller.log_in()
    host.faults("slow-drip=60:echo")
    body = wire.encode(EchoRequest())
    caller.line.request("POST", wire.PATHS[ServiceCode.ECHO], body, caller.headers(ServiceCode.ECHO, body))
    response = caller.line.getresponse()
    assert response.read(1) == b"{"
    host.stop()
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        response.read()
    response.close()
    caller.close()


def test_nobody_trusts_the_host_without_its_authority(sandbox: SandboxHost) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        trusting(sandbox, ssl.create_default_context())


def test_the_certificate_is_good_for_the_address_and_the_name(sandbox: SandboxHost) -> None:
    ours = ssl.create_default_context(cafile=sandbox.settings.ca_path)
    assert trusting(sandbox, ours)
    assert trusting(sandbox, ours, "localhost")
    with pytest.raises(ssl.SSLCertVerificationError):
        trusting(sandbox, ours, "bank.example")


def trusting(sandbox: SandboxHost, context: ssl.SSLContext, name: str = "127.0.0.1") -> bool:
    with (
        socket.create_connection(("127.0.0.1", sandbox.server.port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        return secure.version() in {"TLSv1.2", "TLSv1.3"}


def test_the_folder_says_how_to_reach_the_host_and_keeps_its_secrets(sandbox: SandboxHost) -> None:
    folder = Path(sandbox.settings.private_key_path).parent
    assert SandboxAccess.read(folder) == sandbox.settings
    assert Path(sandbox.settings.client_secret_path).read_text() == sandbox.settings.client_secret
    for name in ("sandbox.json", "client.key", "client-secret", "server.key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert sandbox.settings.client_secret not in repr(sandbox.settings)


def test_no_log_line_holds_a_number(sandbox: SandboxHost, caller: SnapCaller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "counter_app.sandbox")
    pay(caller, a_payment(inquire(caller, SITI.nik)))
    inquire(caller, SITI.kpj, id_type="KPJ")
    assert "payment 20000" in caplog.text
    for number in (SITI.nik, SITI.kpj, SITI.payment_code, SITI.name):
        assert number not in caplog.text


def test_an_unforeseen_error_is_a_signed_500_and_is_logged(
    sandbox: SandboxHost, caller: SnapCaller, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    caller.log_in()

    def fail(_door: object, _knock: object) -> str:
        raise RuntimeError("a bug")

    monkeypatch.setattr("counter_app.sandbox.front_door.FrontDoor._check_token", fail)
    log_watch.expects("counter_app.sandbox.app: echo failed")
    answer = caller.call(ServiceCode.ECHO, EchoRequest())
    assert (answer.code, answer.verifies) == ("5009700", True)
