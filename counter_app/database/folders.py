"""Folders: a file that was put in place is only there for good when its folder has been written too."""

import os
from contextlib import suppress
from pathlib import Path

LOG_SUFFIXES = ("-wal", "-shm")
"""What SQLite keeps beside a database that is open, or was when its program ended."""


def put_in_place(unfinished: Path, path: Path) -> None:
    """Move a finished file to where it belongs, in place of what is there, so that it survives a power cut."""
    unfinished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk. Windows does so by itself, and cannot be asked to."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all, survives a power cut, and replaces an older one.

    Raises ``OSError``; then nothing of it is left.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(unfinished, path)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def remove_database(path: Path) -> None:
    """Remove a database that nobody needs, and its logs first: SQLite would play them into the next one of the name."""
    for suffix in (*LOG_SUFFIXES, ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
