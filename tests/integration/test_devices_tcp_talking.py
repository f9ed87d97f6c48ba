"""What a network printer says of itself counts: before a job, while it prints and afterwards."""

import contextlib
import socket
import threading
from typing import cast

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.printing.devices import device_from_url, tcp
from counter_app.printing.devices.talking import Patience
from counter_app.printing.devices.tcp import TcpDevice
from tests.helpers import printers
from tests.helpers.firmware import Firmware
from tests.helpers.network_devices import (
    BOUND,
    HASTY,
    JOB,
    LARGE,
    SLACK,
    WRITE_TIMEOUT,
    device_at,
    hasty_at,
    receipt,
    refused,
    silent_at,
    within,
)

# --- one that answers


def test_what_a_printer_says_it_has_worked_off_with_paper_in_place_is_printed() -> None:
    with printers.network_printer(printers.talks(Firmware())) as printer:
        assert device_at(printer.port).deliver(receipt(), JOB) is Certainty.PRINTED
        assert printer.received == receipt()


@pytest.mark.parametrize(
    "firmware",
    [Firmware(), Firmware(in_turn_only=True), Firmware(reports=True), Firmware(near_end=True)],
    ids=["at once", "in turn only", "reports by itself", "paper near its end"],
)
def test_printers_that_answer_in_their_own_way_are_believed_job_after_job(firmware: Firmware) -> None:
    with printers.network_printer(printers.talks(firmware)) as printer:
        device = device_at(printer.port)
        assert [device.deliver(receipt(), JOB) for _ in range(3)] == [Certainty.PRINTED] * 3
        assert printer.received == receipt() * 3


def test_a_printer_that_answers_need_not_close() -> None:
    def serve(wire: printers.Wire, printer: printers.Printer) -> None:
        printers.talks(Firmware())(wire, printer)
        printer.stop.wait(10)

    with printers.network_printer(serve) as printer:
        assert device_at(printer.port).deliver(receipt(), JOB) is Certainty.PRINTED


def test_a_printer_that_never_says_when_it_is_done_has_taken_the_job_and_no_more() -> None:
    with printers.network_printer(printers.talks(Firmware(works_off=False))) as printer:
        assert device_at(printer.port).deliver(receipt(), JOB) is Certainty.DELIVERED


@pytest.mark.parametrize("answers", [1, 2, 3])
def test_of_a_printer_that_leaves_questions_open_it_is_never_said_that_it_printed(answers: int) -> None:
    with printers.network_printer(printers.talks(Firmware(answers=answers))) as printer:
        device = device_at(printer.port, Patience(stranger=0.5, known=0.5, at_work=0.5))
        assert [device.deliver(receipt(), JOB) for _ in range(2)] == [Certainty.DELIVERED] * 2
        assert device.status() == PrinterStatus(told=True)


def test_a_printer_that_leaves_questions_open_and_cannot_say_when_it_is_done_counts_when_it_closes() -> None:
    with printers.network_printer(printers.talks(Firmware(answers=2, works_off=False))) as printer:
        assert (
            device_at(printer.port, Patience(stranger=0.5, known=0.5, at_work=0.5)).deliver(receipt(), JOB)
            is Certainty.DELIVERED
        )
        assert printer.finished.wait(SLACK)


TROUBLES = [
    (Firmware(paper_out=True), Trouble.NO_PAPER, "paper out"),
    (Firmware(cover_open=True), Trouble.COVER_OPEN, "cover open"),
    (Firmware(cover_open=True, paper_out=True), Trouble.COVER_OPEN, "paper out"),
    (Firmware(blade_stuck=True), Trouble.FAULT, "blade stuck"),
    (Firmware(broken=True, cover_open=True), Trouble.FAULT, "fault for good"),
    (Firmware(too_hot=True), Trouble.FAULT, "too hot"),
    (Firmware(off_line=True), Trouble.OFF, "off line"),
    (Firmware(paper_out=True, reports=True), Trouble.NO_PAPER, "paper out"),
]


@pytest.mark.parametrize(("firmware", "trouble", "words"), TROUBLES)
def test_what_is_the_matter_before_a_job_keeps_every_byte_of_it_back(
    firmware: Firmware, trouble: Trouble, words: str
) -> None:
    with printers.network_printer(printers.talks(firmware)) as printer:
        device = device_at(printer.port)
        fault, status = refused(device, receipt()), device.status()
        assert (fault.bytes_out, fault.trouble) == (0, trouble)
        assert words in fault.detail
        assert (status.told, status.trouble) == (True, trouble)
        assert printer.received == b""


def test_a_printer_out_of_paper_prints_when_it_has_some() -> None:
    firmware = Firmware(paper_out=True)
    with printers.network_printer(printers.talks(firmware)) as printer:
        device = device_at(printer.port)
        assert refused(device, receipt()).trouble is Trouble.NO_PAPER
        firmware.mend()
        assert device.deliver(receipt(), JOB) is Certainty.PRINTED
        assert printer.received == receipt()


@pytest.mark.parametrize(
    ("state", "trouble"),
    [("paper_out", Trouble.NO_PAPER), ("cover_open", Trouble.COVER_OPEN), ("blade_stuck", Trouble.FAULT)],
)
def test_what_happens_during_the_job_is_told_and_nothing_of_it_comes_out_when_it_is_mended(
    state: str, trouble: Trouble
) -> None:
    firmware = Firmware().after(100, **{state: True})
    with printers.network_printer(printers.talks(firmware)) as printer:
        fault = refused(device_at(printer.port), receipt())
        assert (fault.bytes_out, fault.trouble) == (len(receipt()), trouble)
        assert firmware.forgot.wait(SLACK)
        firmware.mend()
        assert printer.received == receipt()[:100]


def test_a_head_that_cools_down_in_time_is_no_trouble() -> None:
    firmware = Firmware().after(100, too_hot=True)

    def cools_down_when_asked_again(wire: printers.Wire, printer: printers.Printer) -> None:
        firmware.paper, firmware.asked = printer.received, printer.asked
        while chunk := wire.recv(4096):
            said = firmware.take(chunk)
            if firmware.too_hot and len(firmware.asked) > 10:
                said += firmware.mend()
            if said:
                wire.sendall(said)

    with printers.network_printer(cools_down_when_asked_again) as printer:
        assert device_at(printer.port).deliver(receipt(), JOB) is Certainty.PRINTED
        assert printer.received == receipt()


def test_a_head_that_stays_hot_is_a_trouble_in_time() -> None:
    firmware = Firmware().after(100, too_hot=True)
    with printers.network_printer(printers.talks(firmware)) as printer:
        fault = refused(device_at(printer.port), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.FAULT, len(receipt()))


def test_a_printer_that_stops_answering_during_a_job_hangs() -> None:
    with printers.network_printer(printers.talks(Firmware(ignores=100))) as printer:
        fault = refused(device_at(printer.port), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.HUNG, len(receipt()))


def test_a_printer_that_works_on_and_on_has_at_least_taken_the_job() -> None:
    class NeverDone(Firmware):
        def _in_turn(self) -> bytes:
            return b"" if len(self.paper) else super()._in_turn()

    with printers.network_printer(printers.talks(NeverDone())) as printer:
        assert device_at(printer.port).deliver(receipt(), JOB) is Certainty.DELIVERED


def test_a_printer_that_takes_no_more_is_asked_why() -> None:
    firmware = Firmware().after(1000, paper_out=True)
    with printers.network_printer(printers.stops_reading_after(firmware, 2000)) as printer:
        fault = refused(device_at(printer.port, write_timeout=WRITE_TIMEOUT), LARGE)
        assert fault.trouble is Trouble.NO_PAPER
        assert 0 < fault.bytes_out < len(LARGE)


def test_a_printer_that_is_unplugged_during_a_job_broke_off() -> None:
    unplugged = printers.breaks_off_after(Firmware(), 100, printers.resets)
    with printers.network_printer(unplugged) as printer:
        fault = refused(device_at(printer.port), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.BROKE_OFF, len(receipt()))


def test_a_printer_that_closes_before_it_said_that_it_is_done_broke_off() -> None:
    closes = printers.breaks_off_after(Firmware(), 100, printers.hangs_up)
    with printers.network_printer(closes) as printer:
        fault = refused(device_at(printer.port), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.BROKE_OFF, len(receipt()))


def test_a_printer_that_hangs_up_on_a_question_took_nothing() -> None:
    with printers.network_printer(printers.breaks_off_after(Firmware(), 0, printers.hangs_up)) as printer:
        device = device_at(printer.port)
        fault, status = refused(device, receipt()), device.status()
        assert (fault.trouble, fault.bytes_out) == (Trouble.BROKE_OFF, 0)
        assert status.trouble is Trouble.BROKE_OFF
        assert "asking it" in status.detail


@pytest.mark.parametrize("garbage", [b"\x00", b"\xff", b"OK\r\n", b"\x37", b"\x92", b"\x52\x10"])
def test_rubbish_is_no_answer(garbage: bytes) -> None:
    with printers.network_printer(printers.talks(Firmware(garbles=garbage, works_off=False))) as printer:
        device = silent_at(printer.port)
        assert device.deliver(receipt(), JOB) is Certainty.DELIVERED
        assert printer.finished.wait(SLACK)
        assert printer.received == receipt()


def test_a_printer_that_only_reports_by_itself_has_answered_nothing() -> None:
    with printers.network_printer(printers.mutters) as printer:
        device = hasty_at(printer.port)
        with within(HASTY.stranger):
            assert device.status() == PrinterStatus()
        assert refused(device, receipt()).trouble is Trouble.HUNG


def test_paper_near_its_end_is_told_and_stops_nothing() -> None:
    with printers.network_printer(printers.talks(Firmware(near_end=True))) as printer:
        status = device_at(printer.port).status()
        assert (status.told, status.trouble, status.paper_low) == (True, None, True)


def test_a_picture_that_reads_like_a_question_confuses_no_answer() -> None:
    picture = receipt() + b"\x10\x04\x04" * 5 + receipt()
    with printers.network_printer(printers.talks(Firmware())) as printer:
        assert device_at(printer.port).deliver(picture, JOB) is Certainty.PRINTED


# --- what is remembered


def test_a_printer_that_never_answered_is_asked_once_and_again_when_its_status_is_wanted() -> None:
    with printers.network_printer(printers.takes_everything) as printer:
        device = silent_at(printer.port)
        for _ in range(3):
            assert device.deliver(receipt(), JOB) is Certainty.DELIVERED
        assert printer.asked == [1]
        assert device.status() == PrinterStatus()
        assert printer.finished.wait(SLACK)
        assert printer.asked == [1, 1]


def test_a_printer_that_begins_to_talk_is_heard() -> None:
    firmware = Firmware(answers=0)
    with printers.network_printer(printers.talks(firmware)) as printer:
        device = silent_at(printer.port)
        assert device.deliver(receipt(), JOB) is Certainty.DELIVERED
        firmware.answers = 4
        assert device.status().told
        assert device.deliver(receipt(), JOB) is Certainty.PRINTED


def test_a_printer_that_has_talked_and_falls_silent_is_given_no_job() -> None:
    firmware = Firmware()
    with printers.network_printer(printers.talks(firmware)) as printer:
        device = device_at(printer.port)
        assert device.deliver(receipt(), JOB) is Certainty.PRINTED
        firmware.answers = 0
        fault, status = refused(device, receipt()), device.status()
        assert (fault.trouble, fault.bytes_out, status.trouble) == (Trouble.HUNG, 0, Trouble.HUNG)
        firmware.answers = 4
        assert device.deliver(receipt(), JOB) is Certainty.PRINTED
        assert printer.received == receipt() * 2


def test_a_printer_that_must_not_be_asked_is_not() -> None:
    with printers.network_printer(printers.talks(Firmware(paper_out=True))) as printer:
        device = device_at(printer.port, asks=False)
        assert device.status() == PrinterStatus()
        assert device.deliver(b"for later", JOB) is Certainty.DELIVERED
        assert printer.finished.wait(SLACK)
        assert printer.asked == []


def test_two_devices_of_one_address_are_the_same_whatever_they_have_heard() -> None:
    with printers.network_printer(printers.talks(Firmware())) as printer:
        url = f"tcp://127.0.0.1:{printer.port}"
        device = device_from_url(url)
        assert device.status().told
        assert device == device_from_url(url)


# --- one that never stops talking


def chatters(wire: printers.Wire, printer: printers.Printer) -> None:
    """Whatever it is sent, and whether or not anything is, answers come without an end."""
    reader = threading.Thread(target=_swallow, args=(wire,), daemon=True)
    reader.start()
    while not printer.stop.is_set():
        wire.sendall(b"\x12" * 65536)


def _swallow(wire: printers.Wire) -> None:
    with contextlib.suppress(OSError):
        while wire.recv(65536):
            pass


@pytest.mark.parametrize("closes", [True, False])
@pytest.mark.parametrize("asks", [True, False])
def test_a_printer_that_never_stops_talking_is_done_with_in_time(asks: bool, closes: bool) -> None:
    with printers.network_printer(chatters) as printer:
        device = device_at(printer.port, HASTY, asks=asks, closes=closes, write_timeout=WRITE_TIMEOUT)
        ended = threading.Event()

        def talk() -> None:
            with contextlib.suppress(Undelivered):
                device.deliver(receipt(), JOB)
            device.status()
            ended.set()

        threading.Thread(target=talk, daemon=True).start()
        assert ended.wait(BOUND + SLACK)


class EndlessSocket:
    """There is always more to be read."""

    def __init__(self) -> None:
        self.read = 0

    def shutdown(self, _how: int) -> None:
        pass

    def settimeout(self, _seconds: float) -> None:
        pass

    def recv(self, count: int) -> bytes:
        self.read += count
        assert self.read < 100_000_000, "it is read for ever"
        return bytes(count)


def test_what_never_ends_is_not_read_to_its_end_when_a_line_is_hung_up() -> None:
    tcp._hang_up(cast("socket.socket", EndlessSocket()))


def test_an_address_that_is_a_number_is_looked_up_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.printing.devices.tcp.within", lambda *_: pytest.fail("a thread for a number"))
    with printers.network_printer(printers.talks(Firmware())) as printer:
        assert TcpDevice("127.0.0.1", printer.port).deliver(receipt(), JOB) is Certainty.PRINTED


def test_a_name_that_nobody_looks_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_place, **_kind: over.wait())
    try:
        error = refused(TcpDevice("printer.kantor", connect_timeout=0.2), receipt())
    finally:
        over.set()
    assert (error.bytes_out, error.trouble) == (0, Trouble.OFF)
