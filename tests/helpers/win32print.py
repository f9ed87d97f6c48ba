"""Windows' spooler as its documentation has it (winspool.h, and pywin32's ``win32print`` over it): a fake, faithful as far
as the program uses it. What the real one does is seen on Windows only, where these tests do not run it either.

Time passes by looks: each ``GetJob`` is a moment.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

PAUSED, ERROR, PAPER_OUT, OFFLINE, DOOR_OPEN = 0x1, 0x2, 0x10, 0x80, 0x400000
WORKS_OFFLINE = 0x400
JOB_PAUSED, JOB_DELETING, JOB_PRINTING, JOB_OFFLINE, JOB_PAPER_OUT, JOB_PRINTED = 0x1, 0x4, 0x10, 0x20, 0x40, 0x80
GONE = -1
"""In the place of a job's flags: it has left the queue."""

_PAUSE, _DELETE = 1, 5


class error(Exception):  # noqa: N801 - as pywin32 calls it
    """``pywintypes.error``: the code, the function and the system's words."""


@dataclass(slots=True)
class FakeSpooler:
    """In the place of the module ``win32print``. ``looks``: its job's flags, look by look, the last for good;
    ``statuses``: its queue's likewise. ``takes``: how many bytes it has room for. ``refuses``: a function's name and the code it fails with.
    """

    queue: str
    looks: tuple[int, ...] = (JOB_PRINTING, GONE)
    statuses: tuple[int, ...] = (0,)
    attributes: int = 0
    refuses: dict[str, int] = field(default_factory=dict)
    hangs: str = ""
    takes: int | None = None
    written: bytearray = field(default_factory=bytearray)
    document: tuple[str, str | None, str] | None = None
    deleted: bool = False
    held: bool = False
    open_handles: int = 0
    calls: list[str] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    error: type[Exception] = error
    _flags: Iterator[int] = field(init=False)
    _status: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self._flags = chain(self.looks, repeat(self.looks[-1]))
        self._status = chain(self.statuses, repeat(self.statuses[-1]))

    def OpenPrinter(self, name: str) -> int:  # noqa: N802
        self._called("OpenPrinter")
        if name != self.queue:
            raise error(1801, "OpenPrinter", "The printer name is invalid.")
        self.open_handles += 1
        return 4711

    def ClosePrinter(self, handle: int) -> None:  # noqa: N802
        self._called("ClosePrinter")
        self.open_handles -= 1

    def GetPrinter(self, handle: int, level: int) -> dict[str, Any]:  # noqa: N802
        self._called("GetPrinter")
        assert level == 2
        return {"pPrinterName": self.queue, "Status": next(self._status), "Attributes": self.attributes, "cJobs": 0}

    def StartDocPrinter(self, handle: int, level: int, document: tuple[str, str | None, str]) -> int:  # noqa: N802
        self._called("StartDocPrinter")
        assert (level, document[2]) == (1, "RAW")
        self.document = document
        return 17

    def StartPagePrinter(self, handle: int) -> None:  # noqa: N802
        self._called("StartPagePrinter")

    def WritePrinter(self, handle: int, data: bytes) -> int:  # noqa: N802
        self._called("WritePrinter")
        taken = data if self.takes is None else data[: self.takes]
        self.written += taken
        return len(taken)

    def EndPagePrinter(self, handle: int) -> None:  # noqa: N802
        self._called("EndPagePrinter")

    def EndDocPrinter(self, handle: int) -> None:  # noqa: N802
        self._called("EndDocPrinter")

    def GetJob(self, handle: int, number: int, level: int) -> dict[str, Any]:  # noqa: N802
        self._called("GetJob")
        assert (number, level) == (17, 1)
        flags = next(self._flags)
        if flags == GONE or self.deleted:
            raise error(87, "GetJob", "The parameter is incorrect.")
        return {"JobId": number, "Status": flags | (JOB_PAUSED if self.held else 0), "Position": 1, "PagesPrinted": 0}

    def SetJob(self, handle: int, number: int, level: int, info: None, command: int) -> None:  # noqa: N802
        self._called("SetJob")
        assert (number, level) == (17, 0)
        if self.deleted:
            raise error(87, "SetJob", "The parameter is incorrect.")
        self.held |= command == _PAUSE
        self.deleted |= command == _DELETE

    def _called(self, function: str) -> None:
        self.calls.append(function)
        if function == self.hangs:
            self.release.wait(10)
        if function in self.refuses:
            raise error(self.refuses[function], function, "refused")
