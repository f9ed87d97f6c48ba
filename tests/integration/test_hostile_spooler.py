"""A spooler that answers nonsense, without an end, or packed into nothing: it is none, within seconds."""

import gzip
from collections.abc import Callable

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Trouble
from counter_app.printing.devices.cups import CupsDevice
from counter_app.printing.finding_queues import cups_queues
from tests.helpers.printers import NetworkPrinter, Printer, Wire, network_printer

HEAD = bytes((2, 0, 0, 0, 0, 0, 0, 1))
CHARSET = b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
PLAIN, PACKED = b"", b"Content-Encoding: gzip\r\n"

NONSENSE = {
    "a length below zero": (PLAIN, HEAD + CHARSET + b"\x04\x41\x00\x01x\xff\xfayyyyyyyyyyy\x03"),
    "a number longer than numbers are": (PLAIN, HEAD + CHARSET + b"\x04\x21\x00\x01x\x00\x06\0\0\0\0\xff\xf7\x03"),
    "words with a length of their own": (PLAIN, HEAD + CHARSET + b"\x04\x35\x00\x01x\x00\x04\xff\xf0\xff\xf0\x03"),
    "no end": (PLAIN, HEAD + CHARSET),
    "nothing": (PLAIN, b""),
    "another protocol": (PLAIN, b"<html>hello</html>"),
    "a group that nobody knows": (PLAIN, HEAD + CHARSET + b"\x07\x41\x00\x01x\x00\x01y\x03"),
    "no queue": (PLAIN, HEAD + CHARSET + b"\x03"),
    "ten megabytes": (PLAIN, HEAD + CHARSET + b"\x04" + (b"\x41\x00\x01x\x7f\xff" + b"y" * 0x7FFF) * 320 + b"\x03"),
    "a bomb": (PACKED, gzip.compress(bytes(100_000_000))),
}


def answers(headers: bytes, body: bytes) -> Callable[[Wire, Printer], None]:
    def serve(wire: Wire, _printer: Printer) -> None:
        wire.recv(65536)
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\n")
        wire.sendall(headers + b"\r\n" + body)

    return serve


def never_ends(wire: Wire, printer: Printer) -> None:
    answers(PLAIN, HEAD)(wire, printer)
    while not printer.stop.is_set():
        wire.sendall(bytes(65536))


def _is_none(spooler: NetworkPrinter) -> None:
    device = CupsDevice("kasir", "127.0.0.1", spooler.port)
    assert device.status().trouble is Trouble.OFF
    with pytest.raises(Undelivered) as caught:
        device.deliver(b"receipt", "POS-1")
    assert (caught.value.bytes_out, caught.value.trouble) == (0, Trouble.OFF)
    with pytest.raises(OSError, match=f"127.0.0.1:{spooler.port}"):
        list(cups_queues("127.0.0.1", spooler.port))


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_no_answer(said: tuple[bytes, bytes]) -> None:
    with network_printer(answers(*said)) as spooler:
        if said == NONSENSE["no queue"]:
            assert CupsDevice("kasir", "127.0.0.1", spooler.port).status().trouble is Trouble.OFF
            assert list(cups_queues("127.0.0.1", spooler.port)) == []
        else:
            _is_none(spooler)


def test_an_answer_without_an_end_is_given_up() -> None:
    with network_printer(never_ends) as spooler:
        _is_none(spooler)
