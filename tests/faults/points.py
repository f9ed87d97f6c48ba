"""The points at which a program can be cut off: each side of every commit, and of every use of a socket.

They are not chosen. A play that runs to its end counts them; the same play is then cut off at any of them. A point
is named by its kind and its number within that kind, as in ``after commit 7``.
"""

import contextlib
import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

_ON_SOCKETS = ("connect", "send", "sendmsg", "recv", "recv_into")


@dataclass(slots=True)
class Points:
    """Writes what is crossed into ``trace``, each kind counted from 1; at the point ``cut`` the process is no more."""

    cut: str | None
    trace: Path
    crossed: list[str] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def cross(self, name: str) -> None:
        with self.lock:
            self.times[name] += 1
            point = f"{name} {self.times[name]}"
            self.crossed.append(point)
            if point == self.cut:
                self.write()
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()  # the signal is on its way: nothing more happens on this thread

    def write(self) -> None:
        self.trace.write_text("\n".join(self.crossed), encoding="utf-8")


def watch(points: Points, ports: Mapping[int, str]) -> None:
    """Let ``points`` see everything this process does from now on. ``ports`` names who listens where."""

    def far_end(connection: socket.socket, *arguments: Any) -> str | None:
        if connection.family != socket.AF_INET:
            return None  # the event loop talks to itself
        with contextlib.suppress(OSError):
            return ports.get(connection.getpeername()[1])
        address = arguments[0] if arguments else None
        return ports.get(address[1]) if isinstance(address, tuple) else None

    _surround(DefaultDialect, "do_commit", points, lambda *_: "commit")
    for verb in _ON_SOCKETS:
        if hasattr(socket.socket, verb):
            _surround(socket.socket, verb, points, far_end)


def _surround(owner: type, verb: str, points: Points, whom: Callable[..., str | None]) -> None:
    original = getattr(owner, verb)

    def watched(self: Any, *arguments: Any, **named: Any) -> Any:
        name = whom(self, *arguments)
        if name is None:
            return original(self, *arguments, **named)
        what = name if name == "commit" else f"{name} {verb}"
        points.cross(f"before {what}")
        result = original(self, *arguments, **named)
        points.cross(f"after {what}")
        return result

    setattr(owner, verb, watched)
