"""What a failing device means for the clerk, and how long it is waited for."""

import errno
import time

from counter_app.domain.printer import Trouble

_TROUBLES = {
    errno.ENOSPC: Trouble.NO_ROOM,
    errno.EDQUOT: Trouble.NO_ROOM,
    errno.EACCES: Trouble.NOT_ALLOWED,
    errno.EPERM: Trouble.NOT_ALLOWED,
    errno.EBUSY: Trouble.NOT_ALLOWED,
    errno.ENODEV: Trouble.BROKE_OFF,
    errno.ENXIO: Trouble.BROKE_OFF,
    errno.EPIPE: Trouble.BROKE_OFF,
    errno.ECONNRESET: Trouble.BROKE_OFF,
    errno.ECONNABORTED: Trouble.BROKE_OFF,
}

_REFUSED_HERE = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN}
"""Rights, and another program that has it: a serial port that is locked says ``EAGAIN``."""


def left_until(deadline: float) -> float:
    """Seconds until ``deadline`` of the monotonic clock, more than 0. Raises ``TimeoutError`` when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def reason_of(error: OSError) -> str:
    """For the log: what the system says."""
    return "time ran out" if isinstance(error, TimeoutError) else (error.strerror or str(error) or type(error).__name__)


def trouble_of(error: OSError, *, at_hand: bool = True) -> Trouble:
    """For the clerk. ``at_hand``: it had been reached before it failed; otherwise it is off, whatever the system says,
    unless this computer itself refused.
    """
    if not at_hand:
        return Trouble.NOT_ALLOWED if error.errno in _REFUSED_HERE else Trouble.OFF
    if isinstance(error, TimeoutError):
        return Trouble.HUNG
    return _TROUBLES.get(error.errno or 0, Trouble.UNKNOWN)
