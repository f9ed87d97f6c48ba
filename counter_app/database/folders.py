"""Folders: a file that was put in place is only there for good when its folder has been written too."""

import os
from pathlib import Path


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
