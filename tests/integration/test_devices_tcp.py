"""A network printer takes a job whole, or it is an error within seconds."""

import socket
import sys
import time

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Trouble
from counter_app.printing.devices import tcp
from counter_app.printing.devices.tcp import TcpDevice
from tests.helpers import printers
from tests.helpers.network_devices import (
    JOB,
    LARGE,
    SLACK,
    WRITE_TIMEOUT,
    closed_port,
    hasty_at,
    receipt,
    refused,
    silent_at,
)

# --- one that says nothing


@pytest.mark.parametrize("temper", [printers.takes_everything, printers.reports_its_status_first])
def test_a_job_reaches_the_network_printer_whole(temper: printers.Temper) -> None:
    with printers.network_printer(temper) as printer:
        silent_at(printer.port).deliver(receipt(), JOB)
        assert printer.finished.wait(SLACK)
        assert printer.received == receipt()


@pytest.mark.parametrize(
    "temper", [printers.never_reads, printers.drips, printers.resets_halfway, printers.closes_halfway]
)
def test_a_printer_that_does_not_take_the_whole_job_is_an_error_in_time(temper: printers.Temper) -> None:
    with printers.network_printer(temper) as printer:
        start = time.monotonic()
        with pytest.raises(Undelivered, match=rf"of {len(LARGE)} bytes went out") as caught:
            hasty_at(printer.port).deliver(LARGE, JOB)
        assert time.monotonic() - start < WRITE_TIMEOUT + SLACK
        assert 0 < caught.value.bytes_out < len(LARGE)


@pytest.mark.parametrize(
    "temper", [printers.never_reads, printers.reads_but_never_closes, printers.resets_halfway, printers.closes_halfway]
)
def test_a_receipt_in_the_buffers_of_a_printer_that_hangs_is_not_delivered(temper: printers.Temper) -> None:
    with printers.network_printer(temper) as printer:
        start = time.monotonic()
        with pytest.raises(Undelivered) as caught:
            hasty_at(printer.port).deliver(receipt(), JOB)
        assert time.monotonic() - start < WRITE_TIMEOUT + SLACK
        assert caught.value.bytes_out == len(receipt())
        assert f"{len(receipt())} of {len(receipt())} bytes went out" in caught.value.detail


def test_what_still_waited_when_a_job_was_given_up_does_not_come_out_later() -> None:
    with printers.network_printer(printers.wakes_up_when_told) as printer:
        with pytest.raises(Undelivered) as caught:
            hasty_at(printer.port).deliver(LARGE, JOB)
        printer.stop.set()
        assert printer.finished.wait(SLACK)
        assert len(printer.received) < caught.value.bytes_out


def test_a_printer_that_is_off_took_nothing() -> None:
    device = hasty_at(closed_port())
    with pytest.raises(Undelivered, match="cannot connect") as failed:
        device.deliver(b"x", JOB)
    status = device.status()
    assert failed.value.bytes_out == 0
    assert failed.value.trouble is status.trouble is Trouble.OFF
    assert device.name in status.detail


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves a full queue unanswered")
def test_a_printer_that_does_not_answer_the_call_is_given_up_in_time() -> None:
    with socket.socket() as listener, socket.socket() as first:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        first.connect(listener.getsockname())
        start = time.monotonic()
        status = silent_at(listener.getsockname()[1]).status()
        assert status.trouble is Trouble.OFF
        assert "time ran out" in status.detail
        assert time.monotonic() - start < 0.5 + SLACK


def test_a_printer_that_listens_is_well() -> None:
    with printers.network_printer(printers.takes_everything) as printer:
        assert silent_at(printer.port).status().trouble is None
        assert printer.finished.wait(SLACK)
        assert printer.received == b""


def test_a_printer_without_an_address_is_said_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [])
    assert "no address" in TcpDevice("printer.invalid").status().detail


def test_time_that_ran_out_before_the_first_byte_is_told() -> None:
    with printers.network_printer(printers.takes_everything) as printer:
        with pytest.raises(Undelivered, match="0 of 4 bytes went out, then time ran out") as caught:
            TcpDevice("127.0.0.1", printer.port, write_timeout=0.0).deliver(b"late", JOB)
        assert caught.value.bytes_out == 0
        assert printer.finished.wait(SLACK)
        assert printer.received == b""


# --- one that never closes


def test_the_log_says_what_helps_with_a_printer_that_never_hangs_up() -> None:
    with printers.network_printer(printers.reads_but_never_closes) as printer:
        fault = refused(hasty_at(printer.port), receipt())
        assert fault.detail.endswith(
            "time ran out before it hung up; for a printer that never does, the address ends in ?closes=no"
        )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what the other side has acknowledged")
def test_where_it_never_closes_what_it_acknowledged_counts() -> None:
    with printers.network_printer(printers.reads_but_never_closes) as printer:
        assert silent_at(printer.port, closes=False).deliver(receipt(), JOB) is Certainty.DELIVERED


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what the other side has acknowledged")
def test_one_that_never_closes_and_never_reads_is_not_believed() -> None:
    with printers.network_printer(printers.never_reads) as printer:
        fault = refused(hasty_at(printer.port, closes=False), LARGE)
        assert (fault.trouble, fault.bytes_out > 0) == (Trouble.HUNG, True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what the other side has acknowledged")
def test_what_was_not_acknowledged_when_time_ran_out_is_not_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "_unacknowledged", lambda connection: 1)
    with printers.network_printer(printers.reads_but_never_closes) as printer:
        fault = refused(hasty_at(printer.port, closes=False), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.HUNG, len(receipt()))


def test_where_nobody_says_what_was_acknowledged_no_more_is_claimed_than_that_the_computer_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tcp, "_unacknowledged", lambda connection: None)
    with printers.network_printer(printers.takes_everything) as printer:
        assert silent_at(printer.port, closes=False).deliver(receipt(), JOB) is Certainty.SPOOLED
        assert printer.finished.wait(SLACK)
        assert printer.received == receipt()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what the other side has acknowledged")
def test_one_that_breaks_off_is_not_believed_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "_unacknowledged", lambda connection: 1)
    with printers.network_printer(printers.resets_halfway) as printer:
        fault = refused(hasty_at(printer.port, closes=False), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.BROKE_OFF, len(receipt()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what the other side has acknowledged")
def test_a_printer_that_closes_before_it_took_the_end_has_not_taken_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "_unacknowledged", lambda connection: 1)
    with printers.network_printer(printers.takes_everything) as printer:
        fault = refused(hasty_at(printer.port), receipt())
        assert fault.bytes_out == len(receipt())
