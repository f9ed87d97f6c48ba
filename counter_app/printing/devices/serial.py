"""A printer on a serial line."""

import contextlib
import time
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.failing import reason_of, trouble_of
from counter_app.printing.devices.serial_line import SerialLine, SerialPort, opened, serial_port
from counter_app.printing.devices.talking import InTrouble, Memory, Patience, Talk


@dataclass(frozen=True, slots=True)
class SerialDevice:
    """A printer on a serial line, which is opened for each job and nobody else's meanwhile.

    ``write_timeout``: seconds beyond what the bytes themselves take on the line. One that ``asks`` may ask is asked
    before and after the job, as a network printer is. Of one that answers nothing it is known that every byte has left
    this computer and, where there is flow control, that the printer let it.
    """

    port: SerialPort
    write_timeout: float = 5.0
    asks: bool = True
    patience: Patience = field(default_factory=Patience)
    _memory: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)

    @property
    def name(self) -> str:
        return self.port.path

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Send one job. Raises ``Undelivered`` with how many bytes may have gone out."""
        line: SerialLine | None = None
        with self._memory.turn:
            try:
                with opened(self.port, self.write_timeout) as line:
                    return self._deliver(line, data)
            except InTrouble as said:
                raise self._failed(job, line, data, str(said), said.status.trouble or Trouble.UNKNOWN) from said
            except OSError as error:
                trouble = trouble_of(error, at_hand=line is not None)
                raise self._failed(job, line, data, reason_of(error), trouble) from error

    def status(self) -> PrinterStatus:
        """Open, ask if it may be asked, and close."""
        line = None
        with self._memory.turn:
            try:
                with opened(self.port, self.write_timeout) as line:
                    line.await_leave(time.monotonic() + self.patience.known)
                    return self._talk(line).ask(anew=True) if self.asks else PrinterStatus()
            except OSError as error:
                detail = f"{self.name}: {reason_of(error)}"
                return PrinterStatus(trouble=trouble_of(error, at_hand=line is not None), detail=detail)

    def _deliver(self, line: SerialLine, data: bytes) -> Certainty:
        line.await_leave(time.monotonic() + self.patience.known)
        talk = self._talk(line)
        status = talk.ask() if self.asks else PrinterStatus()
        if status.trouble is not None:
            raise InTrouble(status)
        deadline = time.monotonic() + self.write_timeout + self.port.seconds_for(len(data))
        try:
            line.send(data, deadline, job=True)
            line.drain(deadline)
            return (talk.see_off(data) if self.asks else None) or Certainty.DELIVERED
        except TimeoutError as error:
            line.drop()
            raise self._why(line) or error from error
        except InTrouble:
            with contextlib.suppress(OSError):
                talk.forget()
                line.drain(time.monotonic() + self.patience.known)
            raise

    def _why(self, line: SerialLine) -> InTrouble | None:
        """Why a printer that answers took no more, if it says so; it may then drop what it has."""
        if not self._memory.tells_all:
            return None
        with contextlib.suppress(OSError):
            talk = self._talk(line)
            status = talk.ask()
            if status.trouble is not None:
                talk.forget()
                return InTrouble(status)
        return None

    def _talk(self, line: SerialLine) -> Talk:
        return Talk(line, self._memory, self.patience)

    def _failed(self, job: str, line: SerialLine | None, data: bytes, why: str, trouble: Trouble) -> Undelivered:
        out = line.handed_over if line else 0
        progress = f"{out} of {len(data)} bytes went out, then " if line else "cannot open: "
        return Undelivered(f"{self.name}: {job}: {progress}{why}", out, trouble)


def serial_device(parts: SplitResult) -> SerialDevice:
    """``serial:///dev/PORT`` or ``serial:COM3``, ``[?baud=9600&flow=none&status=no]``. Raises ``ValueError``."""
    port, options = serial_port(parts, {"status": ("yes", "no")})
    return SerialDevice(port, asks=options["status"] == "yes")
