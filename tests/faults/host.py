"""The sandbox host as a process of its own, on the world's clock: ``python -m tests.faults.host FOLDER PEOPLE``."""

import sys
from pathlib import Path

from counter_app.sandbox.command import serve
from counter_app.sandbox.server import SandboxOptions, SandboxServer
from tests.faults.world_clock import WorldClock


def main(folder: Path, people: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    serve(SandboxServer(SandboxOptions(folder, participants=people, clock=WorldClock(folder / "moved"))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
