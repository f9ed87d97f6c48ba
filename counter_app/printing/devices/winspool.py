"""What Windows' spooler says of its queues and jobs, in flags (winspool.h), and what they mean for the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from types import MappingProxyType
from typing import Any

from counter_app.domain.printer import Trouble

PAUSE_JOB = 1  # JOB_CONTROL_PAUSE
DELETE_JOB = 5  # JOB_CONTROL_DELETE
_WORKS_OFFLINE = 0x400  # PRINTER_ATTRIBUTE_WORK_OFFLINE


class QueueFlag(IntFlag):
    """``PRINTER_STATUS_…``."""

    PAUSED = 0x1
    ERROR = 0x2
    PENDING_DELETION = 0x4
    PAPER_JAM = 0x8
    PAPER_OUT = 0x10
    PAPER_PROBLEM = 0x40
    OFFLINE = 0x80
    OUTPUT_BIN_FULL = 0x800
    NOT_AVAILABLE = 0x1000
    NO_TONER = 0x40000
    USER_INTERVENTION = 0x100000
    OUT_OF_MEMORY = 0x200000
    DOOR_OPEN = 0x400000
    SERVER_UNKNOWN = 0x800000


class JobFlag(IntFlag):
    """``JOB_STATUS_…``."""

    PAUSED = 0x1
    ERROR = 0x2
    DELETING = 0x4
    SPOOLING = 0x8
    PRINTING = 0x10
    OFFLINE = 0x20
    PAPER_OUT = 0x40
    PRINTED = 0x80
    DELETED = 0x100
    BLOCKED = 0x200
    USER_INTERVENTION = 0x400
    RESTART = 0x800
    COMPLETE = 0x1000
    RETAINED = 0x2000


_BY_PRINTER: Mapping[QueueFlag, Trouble] = MappingProxyType(
    {
        QueueFlag.DOOR_OPEN: Trouble.COVER_OPEN,
        QueueFlag.PAPER_OUT: Trouble.NO_PAPER,
        QueueFlag.PAPER_PROBLEM: Trouble.NO_PAPER,
        QueueFlag.PAPER_JAM: Trouble.FAULT,
        QueueFlag.OUTPUT_BIN_FULL: Trouble.FAULT,
        QueueFlag.NO_TONER: Trouble.FAULT,
        QueueFlag.OUT_OF_MEMORY: Trouble.FAULT,
        QueueFlag.USER_INTERVENTION: Trouble.FAULT,
        QueueFlag.ERROR: Trouble.FAULT,
    }
)
"""What a printer, or its driver, has told the spooler; of several, the first here is said."""

_BY_QUEUE: Mapping[QueueFlag, Trouble] = MappingProxyType(
    {
        QueueFlag.PAUSED: Trouble.PAUSED,
        QueueFlag.PENDING_DELETION: Trouble.PAUSED,
        QueueFlag.OFFLINE: Trouble.OFF,
        QueueFlag.NOT_AVAILABLE: Trouble.OFF,
        QueueFlag.SERVER_UNKNOWN: Trouble.OFF,
    }
)

_BY_JOB: Mapping[JobFlag, Trouble] = MappingProxyType(
    {
        JobFlag.PAPER_OUT: Trouble.NO_PAPER,
        JobFlag.OFFLINE: Trouble.OFF,
        JobFlag.PAUSED: Trouble.PAUSED,
        JobFlag.USER_INTERVENTION: Trouble.FAULT,
        JobFlag.ERROR: Trouble.FAULT,
        JobFlag.BLOCKED: Trouble.NOT_ALLOWED,
    }
)


@dataclass(frozen=True, slots=True)
class Queue:
    """How a queue stands. ``told``: its printer said so, and not the spooler of itself."""

    trouble: Trouble | None
    told: bool
    flags: QueueFlag

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Queue":
        """From ``PRINTER_INFO_2``."""
        flags = QueueFlag(said["Status"] & _KNOWN_OF_QUEUES)
        told = next((trouble for flag, trouble in _BY_PRINTER.items() if flag in flags), None)
        own = next((trouble for flag, trouble in _BY_QUEUE.items() if flag in flags), None)
        offline = Trouble.OFF if said["Attributes"] & _WORKS_OFFLINE else None
        return cls(told or own or offline, told is not None, flags)


@dataclass(frozen=True, slots=True)
class Job:
    """How a job stands."""

    flags: JobFlag
    trouble: Trouble | None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Job":
        """From ``JOB_INFO_1``."""
        flags = JobFlag(said["Status"] & _KNOWN_OF_JOBS)
        return cls(flags, next((trouble for flag, trouble in _BY_JOB.items() if flag in flags), None))

    @property
    def is_out(self) -> bool:
        """The spooler has sent all of it."""
        return bool(self.flags & (JobFlag.PRINTED | JobFlag.COMPLETE)) and not self.is_deleted

    @property
    def is_deleted(self) -> bool:
        """Somebody took it out of the queue."""
        return bool(self.flags & (JobFlag.DELETED | JobFlag.DELETING))

    @property
    def is_touched(self) -> bool:
        """Its turn has come once: whatever else it says of its printer, it says because it tried."""
        return bool(self.flags & ~(JobFlag.PAUSED | JobFlag.SPOOLING))


_KNOWN_OF_QUEUES = sum(QueueFlag)
_KNOWN_OF_JOBS = sum(JobFlag)
