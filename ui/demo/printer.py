"""The demo's network printer: a port of this machine behind which paper comes out, runs out, and is put in again."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")
_FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_WORKED_OFF = b"\x1dr\x01"
_COMMANDS = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(_FORGET) + rb"|" + re.escape(_WORKED_OFF))
_BEGINNINGS = tuple(whole[:end] for whole in (b"\x10\x04\x01", _FORGET, _WORKED_OFF) for end in range(1, len(whole)))
_FORGOTTEN = b"\x37\x25\x00"
_READY = 0x12
_NO_PAPER = {1: 0x08, 2: 0x20, 3: 0x00, 4: 0x6C}
"""By question, the bits that are set while there is no paper: off line, stopped without paper, no error, the roll's end."""
_LONGEST_SILENCE = 30.0
"""Seconds after which a line on which nothing comes is given up."""


class DemoPrinter:
    """Answers how it stands as receipt printers do. While ``has_paper`` is off, nothing comes out of it.

    ``papers``: the jobs that came out, the first one first; a pulse for the drawer is one as well.
    """

    def __init__(self) -> None:
        self.port = 0
        self.has_paper = True
        self.papers: list[bytes] = []
        self._waiting = bytearray()

    @property
    def place(self) -> str:
        """As somebody types it who sets the printer up."""
        return f"127.0.0.1:{self.port}"

    def come_out(self) -> None:
        """What has come is on paper, if there is any; else it waits."""
        if self.has_paper and self._waiting:
            self.papers.append(bytes(self._waiting))
            self._waiting.clear()

    def take(self, data: bytes) -> Iterator[bytes]:
        """What it says, in order, to bytes that came and that end with no beginning of a command."""
        at = 0
        for command in _COMMANDS.finditer(data):
            self._waiting += data[at : command.start()]
            at = command.end()
            yield self._answer(command[0])
        self._waiting += data[at:]

    def _answer(self, command: bytes) -> bytes:
        if command == _FORGET:
            self._waiting.clear()
            return _FORGOTTEN
        if asked := _QUESTION.fullmatch(command):
            return bytes((_READY | (0 if self.has_paper else _NO_PAPER[asked[1][0]]),))
        self.come_out()
        return b"\x00" if self.has_paper else b""


def whole_commands(data: bytes) -> int:
    """How many bytes of ``data`` can be read before more has come: it may end within a command."""
    return len(data) - max((len(start) for start in _BEGINNINGS if data.endswith(start)), default=0)


@contextmanager
def demo_printer() -> Iterator[DemoPrinter]:
    """Plugged in, with paper, until the end. Raises ``OSError`` when this machine has no port for it."""
    printer = DemoPrinter()

    class Conversation(socketserver.BaseRequestHandler):
        """One connection, until the counter hangs up."""

        def handle(self) -> None:
            self.request.settimeout(_LONGEST_SILENCE)
            rest = b""
            while came := self.request.recv(4096):
                data = rest + came
                end = whole_commands(data)
                rest = data[end:]
                for said in printer.take(data[:end]):
                    self.request.sendall(said)
            for said in printer.take(rest):
                self.request.sendall(said)
            printer.come_out()

    class Port(socketserver.TCPServer):
        """A counter that hung up in the middle is no fault of the printer's."""

        def handle_error(self, request: object, client_address: object) -> None:
            """What came so far stays where it is."""

    with Port(("127.0.0.1", 0), Conversation) as port:
        printer.port = port.server_address[1]
        served = threading.Thread(target=port.serve_forever, args=(0.05,), name="demo printer", daemon=True)
        served.start()
        try:
            yield printer
        finally:
            port.shutdown()
            served.join(_LONGEST_SILENCE)
