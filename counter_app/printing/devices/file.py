"""A folder in the place of a printer: for trying things out, and for offices that print elsewhere."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.printing.devices.failing import reason_of, trouble_of

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileDevice:
    """A folder that takes each job as ``<job>.bin``: whole, on disk, or not at all."""

    folder: Path

    @property
    def name(self) -> str:
        return str(self.folder)

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Write one job; the same job again replaces it. Raises ``Undelivered``."""
        target = self.folder / f"{_file_name(job)}.bin"
        bytes_out = 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_whole(target, data)
            bytes_out = len(data)
            _sync_folder(self.folder)
        except OSError as error:
            raise Undelivered(f"{target}: {reason_of(error)}", bytes_out, trouble_of(error)) from error
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        """Write and remove an empty file."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            return PrinterStatus(trouble=trouble_of(error), detail=f"{self.folder}: {reason_of(error)}")
        return PrinterStatus()


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, bring it to the disk, then rename: nobody ever sees half a job."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can open folders (Windows cannot and does not need it)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file_name(job: str) -> str:
    """A job's name as no file system can misread it."""
    return _NOT_IN_A_NAME.sub("_", job).lstrip(".")[:_NAME_LENGTH] or "job"
