"""Network devices on loopback, hasty and patient, and what a test asks of each of their jobs."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.printing.devices.talking import Patience
from counter_app.printing.devices.tcp import TcpDevice
from counter_app.printing.profile import THERMAL_58
from counter_app.printing.render import render
from tests.helpers.receipts import confirmed

JOB = "40111-03-000127"
LARGE = b"x" * 32_000_000  # more than the buffers of both ends hold
WRITE_TIMEOUT = 0.4
PATIENT = Patience(stranger=3.0, known=2.0, at_work=0.5)
HASTY = Patience(stranger=0.1, known=0.5, at_work=0.5)  # for printers that say nothing, or not everything
BOUND = 6.0  # seconds in which any job ends, with the patience that is had here
SLACK = 4.0  # seconds a busy machine may add


def device_at(
    port: int, patience: Patience = PATIENT, *, asks: bool = True, closes: bool = True, write_timeout: float = 3.0
) -> TcpDevice:
    return TcpDevice(
        "127.0.0.1", port, connect_timeout=0.5, write_timeout=write_timeout, asks=asks, closes=closes, patience=patience
    )


def silent_at(port: int, *, closes: bool = True) -> TcpDevice:
    return device_at(port, HASTY, closes=closes)


def hasty_at(port: int, *, closes: bool = True) -> TcpDevice:
    return device_at(port, HASTY, closes=closes, write_timeout=WRITE_TIMEOUT)


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def receipt() -> bytes:
    return render(confirmed(), THERMAL_58, "escpos")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """However it ends, it ends in time."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds + SLACK


def refused(device: TcpDevice, data: bytes) -> Undelivered:
    with within(BOUND), pytest.raises(Undelivered) as caught:
        device.deliver(data, JOB)
    return caught.value
