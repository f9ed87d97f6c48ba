"""A line to the PostgreSQL server that is cut at the worst moment: around a COMMIT."""

import shutil
import socket
import tempfile
import threading
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

_SOCKET = ".s.PGSQL.5432"
_COMMIT = b"COMMIT\x00"
_CHUNK = 65_536
_SECONDS = 10


class Cut(StrEnum):
    """Where the next COMMIT loses the line."""

    NOWHERE = "nowhere"
    BEFORE = "before the server hears of it"
    AFTER = "after the server has done it, before it could say so"
    SILENT = "nowhere, but no answer to it ever comes"
    HANGS = "nowhere, but no answer to anything ever comes"


class CutLine:
    """Stands between a counter and the socket of its server; ``next_commit`` says what becomes of the next COMMIT, once
    so many ``before`` it have gone through.

    ``url`` is the same database by this line. Whoever made one closes it.
    """

    def __init__(self, server: Path) -> None:
        self.next_commit = Cut.NOWHERE
        self.before = 0
        self.cuts = 0
        self._folder = Path(tempfile.mkdtemp(prefix="cut-line-"))  # the path of a socket has to be short
        self._server = server / _SOCKET
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self._folder / _SOCKET))
        self._listener.listen()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, direct: str) -> str:
        """The address by this line, of a database whose ``direct`` one is given."""
        return direct.replace(str(self._server.parent), str(self._folder))

    def close(self) -> None:
        _shut(self._listener)
        shutil.rmtree(self._folder)
        for end in self._open:
            _shut(end)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                counter, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                server.settimeout(_SECONDS)
                server.connect(str(self._server))
                server.settimeout(None)
                self._open += [counter, server]
                threading.Thread(target=self._to_server, args=(counter, server), daemon=True).start()

    def _to_server(self, counter: socket.socket, server: socket.socket) -> None:
        muted = threading.Event()
        back = threading.Thread(target=self._to_counter, args=(server, counter, muted), daemon=True)
        back.start()
        with suppress(OSError):
            while said := counter.recv(_CHUNK):
                if _COMMIT in said and self._strikes():
                    self.cuts += 1
                    where, self.next_commit = self.next_commit, Cut.NOWHERE
                    if where is Cut.BEFORE:
                        break
                    muted.set()
                    server.sendall(said)
                    if where is Cut.AFTER:
                        back.join(_SECONDS)  # the server has answered: it is done
                        break
                    continue
                server.sendall(said)
        _shut(counter)
        _shut(server)

    def _strikes(self) -> bool:
        """Whether this COMMIT is the one."""
        if self.next_commit not in (Cut.BEFORE, Cut.AFTER, Cut.SILENT):
            return False
        self.before -= 1
        return self.before < 0

    def _to_counter(self, server: socket.socket, counter: socket.socket, muted: threading.Event) -> None:
        with suppress(OSError):
            while heard := server.recv(_CHUNK):
                if muted.is_set():
                    return
                if self.next_commit is not Cut.HANGS:
                    counter.sendall(heard)
        _shut(counter)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
