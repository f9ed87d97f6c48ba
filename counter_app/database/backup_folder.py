"""The folder of backups: each a file named after its moment, with a note beside it of what it holds.

The note is written first, so that a backup never stands there without one.
"""

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from counter_app.database.backup import back_up
from counter_app.database.contents import contents_of
from counter_app.database.errors import DatabaseDamaged
from counter_app.database.folders import write_synced
from counter_app.domain.errors import Service, Unavailable
from counter_app.services.ports import Backup

_STAMP = "counter-%Y%m%dT%H%M%SZ.db"
_ABANDONED = timedelta(days=1)
"""After which an unfinished copy is surely nobody's any more."""


class BackupFolder:
    """Implements ``services.ports.Backups``. ``reserve``: bytes that a backup must leave free on its disk.

    ``key`` is asked for when a backup is made: the window need not wait for a keyring at its start.
    """

    def __init__(self, database: Path, folder: Path, key: Callable[[], bytes], reserve: int = 0) -> None:
        self._database = database
        self._folder = folder
        self._key = key
        self._reserve = reserve
        self._one_at_a_time = threading.Lock()
        self._damage: str | None = None

    def times(self) -> Sequence[datetime]:
        return sorted(at for file in self._folder.glob("counter-*.db") if (at := _moment(file)) is not None)

    def write(self, at: datetime) -> Backup:
        with self._one_at_a_time:
            try:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._require_room()
                return write_backup(self._database, self._folder / at.astimezone(UTC).strftime(_STAMP), self._key(), at)
            except DatabaseDamaged as damaged:
                self._damage = str(damaged)
                raise
            except OSError as error:
                raise Unavailable(
                    Service.DATABASE, f"no backup could be written to {self._folder} ({error})"
                ) from error

    def damage(self) -> str | None:
        return self._damage

    def remove(self, at: datetime) -> None:
        file = self._folder / at.astimezone(UTC).strftime(_STAMP)
        with suppress(OSError):  # what cannot be removed now is found again next time
            file.unlink(missing_ok=True)
            note_of(file).unlink(missing_ok=True)

    def tidy(self) -> None:
        alone = [note for note in self._folder.glob("counter-*.db.json") if not note.with_suffix("").exists()]
        for left_over in (*self._folder.glob("counter-*.unfinished*"), *alone):
            with suppress(OSError):
                if time.time() - left_over.stat().st_mtime > _ABANDONED.total_seconds():
                    left_over.unlink()

    def _require_room(self) -> None:
        free, needed = shutil.disk_usage(self._folder).free, self._database.stat().st_size
        if free - needed < self._reserve:
            detail = f"a backup needs {needed / 1e6:.0f} MB and would leave too little of {free / 1e6:.0f} MB"
            raise Unavailable(Service.DATABASE, f"{detail} at {self._folder}")


def write_backup(database: Path, target: Path, key: bytes, at: datetime) -> Backup:
    """Back the database up to ``target`` with its note beside it, and read it through.

    Raises as ``back_up`` does, and ``OSError``.
    """
    made: list[Backup] = []

    def note(unfinished: Path) -> None:
        inside = contents_of(unfinished, key)
        backup = Backup(
            file=target,
            taken_at=at,
            head=inside.head,
            entries=inside.entries,
            receipts=inside.receipts,
            sha256=digest_of(unfinished),
        )
        write_synced(note_of(target), _told(backup))
        made.append(backup)

    back_up(database, target, key, note)
    return made[0]


def note_of(backup: Path) -> Path:
    """Where the note of a backup stands."""
    return backup.with_name(f"{backup.name}.json")


def digest_of(file: Path) -> str:
    """The hex SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _told(backup: Backup) -> bytes:
    content = {
        "taken_at": backup.taken_at.astimezone(UTC).isoformat(timespec="seconds"),
        "head": backup.head,
        "entries": backup.entries,
        "receipts": backup.receipts,
        "sha256": backup.sha256,
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
