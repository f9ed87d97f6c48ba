"""Which printers this computer knows of, and whether one listens at a given place (``services.ports.PrinterFinder``).

Every kind is asked at the same time and on a thread of its own, because a library that hangs can only be left behind.
"""

import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counter_app.domain.printer import FoundPrinter, PrinterKind
from counter_app.printing.devices.failing import left_until
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
        asked = [_Asked(kind, look) for kind, look in self.looks.items()]
        deadline = time.monotonic() + self.patience
        return [each for one in asked for each in one.found_by(deadline)]

    def at(self, host: str, port: int = RAW_PORT) -> FoundPrinter | None:
        """Connects and hangs up."""
        asked = _Asked(PrinterKind.NETWORK, lambda: network_printer(host, port))
        return next(iter(asked.found_by(time.monotonic() + self.patience)), None)


class _Asked:
    """One kind of printer, being looked for."""

    def __init__(self, kind: PrinterKind, look: Look) -> None:
        self._kind = kind
        self._look = look
        self._found: list[FoundPrinter] = []
        self._thread = threading.Thread(target=self._run, name=f"printers: {kind.value}", daemon=True)
        self._thread.start()

    def found_by(self, deadline: float) -> Sequence[FoundPrinter]:
        """What was found, nothing if that is not known by then."""
        with contextlib.suppress(TimeoutError):
            self._thread.join(left_until(deadline))
        if self._thread.is_alive():
            _LOG.warning("printers: %s: looking for them took too long", self._kind.value)
            return ()
        return self._found

    def _run(self) -> None:
        try:
            self._found = sorted(set(self._look()), key=lambda each: (each.name, each.url))
        except OSError as error:
            _LOG.info("printers: %s: %s", self._kind.value, error)
        except Exception:  # noqa: BLE001 - whatever one library stumbles over, the other kinds' printers are found
            _LOG.warning("printers: %s", self._kind.value, exc_info=True)


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
