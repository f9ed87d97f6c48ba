"""What a clerk would write on paper while working: the harness's own record of the money, apart from the program's.

Each line is on its way to the system before the next act begins, so that a killed program has written all of it.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Notebook:
    file: Path

    def note(self, what: str, **facts: Any) -> None:
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, json.dumps({"what": what, **facts}).encode() + b"\n")
        finally:
            os.close(handle)

    def of(self, *whats: str) -> list[dict[str, Any]]:
        """Every note of these kinds, in order."""
        if not self.file.exists():
            return []
        return [note for note in self.read(self.file.read_bytes()) if note["what"] in whats]

    @staticmethod
    def read(content: bytes) -> list[dict[str, Any]]:
        """All notes of a notebook's content."""
        return [json.loads(line) for line in content.splitlines()]
