"""The sandbox host as a process of its own, on the world's clock: ``python -m tests.faults.host FOLDER PEOPLE``."""

import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import update

from counter_app.sandbox.command import serve
from counter_app.sandbox.server import SandboxOptions, SandboxServer
from counter_app.sandbox.tables import ParticipantRow
from tests.faults.mornings import NIKS
from tests.faults.people import HOSTILE, NAMES, payers
from tests.faults.world_clock import WorldClock


def main(folder: Path, people: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    server = SandboxServer(SandboxOptions(folder, participants=people, clock=WorldClock(folder / "moved")))
    rename(server, payers(people)[HOSTILE::NIKS])
    serve(server)


def rename(server: SandboxServer, niks: Sequence[str]) -> None:
    """Give these people names that are meant for a machine."""
    with server.host.ledger.transaction() as session:
        for number, nik in enumerate(niks):
            name = NAMES[number % len(NAMES)]
            session.execute(update(ParticipantRow).where(ParticipantRow.nik == nik).values(name=name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
