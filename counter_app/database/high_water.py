"""The high-water mark: a small file beside the database that says how far the books had come.

An old backup put back, or a lost ``-wal`` file, leaves a database that is whole and yet lacks payments. Only something
outside of it can tell, and this is the nearest such thing.

The mark moves after the commit it tells of, so it may be behind the database and never ahead. It is not synced: that
would cost every sale a second wait for the disk. A killed program loses nothing by it; after a power cut the mark may
be some seconds old, which is behind, and so does no harm. Of two slots, one disk sector each, the lower is written in
place: a torn write leaves the other, one commit lower, and a full disk has nothing to refuse.
"""

import hmac
import json
import logging
import threading
from dataclasses import asdict
from pathlib import Path

from counter_app.database.folders import write_synced
from counter_app.domain.high_water import HighWater

_SLOT = 512
_PURPOSE = b"loket high-water mark 1"

log = logging.getLogger(__name__)


class MarkFile:
    """Implements ``services.ports.Marks``. Sealed with the database's key: nobody without it can lower the mark."""

    def __init__(self, database: Path, key: bytes) -> None:
        self.path = mark_of(database)
        self._key = hmac.digest(key, _PURPOSE, "sha256")
        self._lock = threading.Lock()
        self._reached = -1
        self._failed = False

    def read(self) -> HighWater | None:
        """The mark, or ``None`` where there is none that can be trusted. Raises ``OSError`` for an unreadable file."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        return max(filter(None, self._slots(content)), key=lambda each: each.entries, default=None)

    def set(self, mark: HighWater) -> None:
        """Put the mark where ``mark`` says, lower than it was as well; on the disk when this returns. Raises ``OSError``."""
        with self._lock:
            write_synced(self.path, 2 * self._sealed(mark))
            self._reached = mark.entries

    def rise(self, mark: HighWater) -> None:
        """Move the mark up after a commit. Never raises: the commit stands, and a mark that stays behind does no harm."""
        if mark.entries <= self._reached:
            return
        try:
            self._write(mark)
        except OSError as error:
            if not self._failed:
                log.warning("the high-water mark stays behind: %s", error)
            self._failed = True

    def _write(self, mark: HighWater) -> None:
        try:
            with self._lock, self.path.open("r+b", buffering=0) as file:
                heights = [-1 if each is None else each.entries for each in self._slots(file.read())]
                if mark.entries > max(heights):
                    file.seek(heights.index(min(heights)) * _SLOT)
                    file.write(self._sealed(mark))
                self._reached = max(mark.entries, *heights)
        except FileNotFoundError:
            self.set(mark)

    def _slots(self, content: bytes) -> list[HighWater | None]:
        return [self._opened(content[start : start + _SLOT]) for start in (0, _SLOT)]

    def _sealed(self, mark: HighWater) -> bytes:
        told = json.dumps(asdict(mark)).encode()
        return (told + b" " + self._seal(told)).ljust(_SLOT - 1) + b"\n"

    def _opened(self, slot: bytes) -> HighWater | None:
        told, _, seal = slot.strip().rpartition(b" ")
        if not hmac.compare_digest(self._seal(told), seal):
            return None
        content = json.loads(told)
        return HighWater(content["entries"], content["head"], content["receipts"], content.get("closes", 0))

    def _seal(self, told: bytes) -> bytes:
        return hmac.digest(self._key, told, "sha256").hex().encode()


def mark_of(database: Path) -> Path:
    """Where a database's mark stands."""
    return database.with_name(f"{database.name}.mark")
