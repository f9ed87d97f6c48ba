"""One window a home. Whoever starts a second one is shown the first, instead of two programs sharing a drawer.

The lock decides, a file beside the database that dies with its program. The door is only how the second one knocks:
a local socket named after the home, that takes no words and answers every knock by coming to the front.
"""

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE = 1_000
"""Milliseconds a second window waits for the first to open its door."""


class OnlyOne(QObject):
    """``knocked``: somebody has started a second window of this home."""

    knocked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)  # only a dead program's lock is stale, however long the day
        self._name = _door(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def claim(self) -> bool:
        """Be the one, or find that there is one already."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # what a killed program has left behind; nobody else holds the lock
        if not self._server.listen(self._name):
            log.warning("a second window could not bring this one to the front: %s", self._server.errorString())
        return True

    def knock(self) -> bool:
        """Ask the one that is open to come to the front; whether it heard. Takes ``PATIENCE`` at the longest."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(PATIENCE)
        socket.abort()
        return heard

    def release(self) -> None:
        """Close the door, then give up the lock."""
        self._server.close()
        self._lock.unlock()

    def _let_in(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.abort()
            visitor.deleteLater()
            self.knocked.emit()


def _door(home: Path) -> str:
    """Short, because a socket's path may not be long, and nobody's name for another home."""
    return "loket-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
