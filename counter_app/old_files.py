"""Files of the program's own log that have outlived their period."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OldLogs:
    """Implements ``services.ports.OldFiles`` over the home's folder of logs: by when a file was last written to."""

    folder: Path

    def count(self, before: datetime) -> int:
        return len(self._old(before))

    def let_go(self, before: datetime) -> int:
        gone = 0
        for file in self._old(before):
            try:
                file.unlink()
                gone += 1
            except OSError as error:
                log.warning("an old log stays for the next time: %s", error)
        return gone

    def _old(self, before: datetime) -> list[Path]:
        if not self.folder.is_dir():
            return []
        files = (each for each in self.folder.iterdir() if each.is_file() and ".log" in each.suffixes)
        return sorted(each for each in files if each.stat().st_mtime < before.timestamp())
