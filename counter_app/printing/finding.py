"""Which printers this computer knows of, and whether one listens at a given place (``services.ports.PrinterFinder``).

Every kind is asked at the same time and on a thread of its own, because a library that hangs can only be left behind.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial

from counter_app.domain.printer import FoundPrinter, PrinterKind
from counter_app.printing.devices.bounded import begun
from counter_app.printing.devices.tcp import RAW_PORT

_LOG = logging.getLogger(__name__)

_CONNECT_WITHIN = 2.0  # seconds, each address of a host

Look = Callable[[], Iterable[FoundPrinter]]


@dataclass(frozen=True, slots=True)
class SystemFinder:
    """Asks this computer. ``looks``: what is looked for, and how. ``patience``: seconds for all of it together."""

    looks: Mapping[PrinterKind, Look] = field(default_factory=lambda: looks_of(os.name))
    patience: float = 4.0

    def find(self) -> Sequence[FoundPrinter]:
        """By kind, each by name. What was not found in time is left out and logged."""
        asked = {kind: begun(partial(_all, look)) for kind, look in self.looks.items()}
        deadline = time.monotonic() + self.patience
        return [each for kind, found in asked.items() for each in _found(kind, found, deadline)]

    def at(self, host: str, port: int = RAW_PORT) -> FoundPrinter | None:
        """Connects and hangs up."""
        asked: Future[Sequence[FoundPrinter]] = begun(lambda: tuple(network_printer(host, port)))
        return next(iter(_found(PrinterKind.NETWORK, asked, time.monotonic() + self.patience)), None)


def _all(look: Look) -> Sequence[FoundPrinter]:
    return sorted(set(look()), key=lambda each: (each.name, each.url))


def _found(kind: PrinterKind, asked: "Future[Sequence[FoundPrinter]]", deadline: float) -> Sequence[FoundPrinter]:
    """What was found by then; nothing where that is not known."""
    try:
        return asked.result(max(0.0, deadline - time.monotonic()))
    except OSError as error:
        if not asked.done():
            _LOG.warning("printers: %s: looking for them took too long", kind.value)
        else:
            _LOG.info("printers: %s: %s", kind.value, error)
    except Exception:  # noqa: BLE001 - whatever one library stumbles over, the other kinds' printers are found
        _LOG.warning("printers: %s", kind.value, exc_info=True)
    return ()


def looks_of(system: str) -> Mapping[PrinterKind, Look]:
    """What can be looked for on a system (``os.name``): on Windows its spooler has what hangs on the USB."""
    from counter_app.printing.finding_queues import cups_queues, windows_queues
    from counter_app.printing.finding_wired import serial_ports, usb_printers

    if system == "nt":
        return {PrinterKind.WINDOWS: windows_queues, PrinterKind.SERIAL: serial_ports}
    return {PrinterKind.USB: usb_printers, PrinterKind.CUPS: cups_queues, PrinterKind.SERIAL: serial_ports}


def network_printer(host: str, port: int) -> Iterable[FoundPrinter]:
    """One if something listens there, and what can be said of it: its place."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        socket.create_connection((host, port), _CONNECT_WITHIN).close()
    except (UnicodeError, OverflowError) as error:  # no name of a host, no number of a port
        raise OSError(f"{place}: {error}") from error
    yield FoundPrinter(f"tcp://{place}", place, PrinterKind.NETWORK)
