"""A connection that gives up on a server that neither answers nor hangs up.

The server's own time-outs end what takes too long, and the network's end what leads nowhere. Neither helps against a
server whose machine is alive and whose process stands still.
"""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

Answer = TypeVar("Answer")

_LOOK_EVERY = 0.1
CONNECTING_SECONDS = 5.0


class Patient(psycopg.Connection[tuple[Any, ...]]):
    """Waits ``seconds`` for each answer, ``None`` for ever; then it is closed and raises ``OperationalError``."""

    seconds: float | None = CONNECTING_SECONDS

    def wait(self, gen: PQGen[Answer], interval: float = _LOOK_EVERY, timeout: float | None = None) -> Answer:
        """As the driver's, within a bounded time."""
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as error:  # noqa: SLF001 - the driver's manual: catch it, and say it otherwise
            self.close()
            raise psycopg.OperationalError("the server does not answer") from error
