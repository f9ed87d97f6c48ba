"""Whether the network printer behind a spooler's queue is there: CUPS knows only when a job waits for it.

A connection is made and hung up, before a job exists, so that one for a printer that is off never gets into the queue.
"""

import errno
from urllib.parse import urlsplit

_PORTS = {"socket": 9100, "ipp": 631, "ipps": 631, "lpd": 515}
"""The backends that connect to a place, and where when their address does not say."""

_AWAY = {errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ETIMEDOUT}
_WITHIN = 4.0  # seconds: a network takes three to find out that nobody has an address


async def is_away(device: str) -> bool:
    """Whether nothing answers at the place that a queue's device address names. What is not known is not away: an
    address of another kind, a name that only the spooler can look up.
    """
    import asyncio

    place = _place(device)
    if place is None:
        return False
    try:
        async with asyncio.timeout(_WITHIN):
            _, writer = await asyncio.open_connection(*place)
    except TimeoutError:
        return True
    except OSError as error:
        return error.errno in _AWAY
    except ValueError:  # no name of a host, which only the attempt to look it up tells
        return False
    writer.close()
    return False


def _place(device: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(device)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port and parts.scheme in _PORTS else None
