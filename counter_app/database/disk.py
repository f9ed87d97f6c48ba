"""How much room the disk under the database has."""

import shutil
from pathlib import Path


class HomeDisk:
    """Implements ``services.ports.DiskSpace`` for the disk that holds ``home``, or will."""

    def __init__(self, home: Path) -> None:
        self.folder = next(folder for folder in (home, *home.parents) if folder.exists())

    def free(self) -> int:
        return shutil.disk_usage(self.folder).free
