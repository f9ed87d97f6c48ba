"""The demo's printer, asked by the counter's own device: what the demo shows of paper is only worth as much as this."""

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Trouble
from counter_app.printing.devices.tcp import TcpDevice
from ui.demo.printer import demo_printer, whole_commands

JOB = b"\x1b@BUKTI PEMBAYARAN\n\x1dV\x01" * 400


def test_what_it_prints_is_byte_for_byte_what_it_was_sent_and_it_says_so() -> None:
    with demo_printer() as printer:
        device = TcpDevice("127.0.0.1", printer.port)
        assert [device.deliver(JOB, "one"), device.deliver(b"two\n", "two")] == [Certainty.PRINTED] * 2
        assert printer.papers == [JOB, b"two\n"]
        assert printer.place == f"127.0.0.1:{printer.port}"


def test_without_paper_nothing_comes_out_and_it_says_why_until_there_is_some() -> None:
    with demo_printer() as printer:
        device = TcpDevice("127.0.0.1", printer.port)
        printer.has_paper = False
        with pytest.raises(Undelivered) as failed:
            device.deliver(JOB, "one")
        assert (failed.value.trouble, failed.value.bytes_out) == (Trouble.NO_PAPER, 0)
        assert device.status().trouble is Trouble.NO_PAPER
        printer.has_paper = True
        assert device.status().trouble is None
        assert printer.papers == []
        assert device.deliver(JOB, "one") is Certainty.PRINTED
        assert printer.papers == [JOB]


def test_a_job_that_meets_the_end_of_the_roll_is_dropped_when_it_is_told_to() -> None:
    with demo_printer() as printer:
        said = [*printer.take(b"half a receipt")]
        printer.has_paper = False
        said += printer.take(b"\x1dr\x01\x10\x04\x04\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
        printer.has_paper = True
        printer.come_out()
        assert (said, printer.papers) == ([b"", b"\x7e", b"\x37\x25\x00"], [])


@pytest.mark.parametrize("end", [b"\x10", b"\x10\x04", b"\x10\x14\x08\x01", b"\x1d", b"\x1dr"])
def test_a_command_may_come_in_parts(end: bytes) -> None:
    assert whole_commands(b"words" + end) == len(b"words")
    assert whole_commands(b"words") == len(b"words")
