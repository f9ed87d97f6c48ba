"""Files for one person's eyes: for their owner only (0600), and there whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def write_private(path: Path, content: bytes, *, over: bool = False) -> None:
    """Write ``content``; a file of that name is written over only with ``over``.

    It is never there in part, not even after a power cut. Raises ``OSError``, ``FileExistsError`` among them; then
    nothing was left behind.
    """
    if not over and path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink()
