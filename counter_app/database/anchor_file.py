"""What the host last said it holds of the journal: a small file beside the database, and what it means at opening.

The host may be away at the next start; this file then still knows. It is sealed with the database's key, as the
high-water mark is, and written before anything is sold on what the host has said.
"""

import hmac
import json
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, select

from counter_app.database.errors import DatabaseBehind, known_errors
from counter_app.database.folders import write_synced
from counter_app.database.tables import JournalRow
from counter_app.domain.anchor import Anchor
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Act

_PURPOSE = b"loket journal anchor 1"
_REMEDY = (
    "An old database was put back, or the journal was replaced. Restore a newer backup (counter-app restore FILE); "
    "where there is none, a supervisor can re-align the counter (counter-app realign)."
)

log = logging.getLogger(__name__)


class AnchorFile:
    """Implements ``services.anchoring.AnchorMemory``. ``key``: the database's, asked for when it is first needed."""

    def __init__(self, database: Path, key: Callable[[], bytes]) -> None:
        self.path = database.with_name(f"{database.name}.anchor")
        self._key = key

    def read(self) -> Anchor | None:
        """``None`` where there is nothing that can be trusted: the host will say it again."""
        try:
            told, _, seal = self.path.read_bytes().strip().rpartition(b" ")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from error
        if not hmac.compare_digest(self._sealed(told), seal):
            log.warning("%s is not as it was written, and is not believed", self.path.name)
            return None
        content = json.loads(told)
        return Anchor(content["sequence"], content["head"], datetime.fromisoformat(content["at"]))

    def keep(self, anchor: Anchor) -> None:
        if self.read() == anchor:
            return
        content = {"sequence": anchor.sequence, "head": anchor.head, "at": anchor.at.isoformat()}
        told = json.dumps(content).encode()
        try:
            write_synced(self.path, told + b" " + self._sealed(told) + b"\n")
        except OSError as error:
            raise self._unusable(error) from error

    def _sealed(self, told: bytes) -> bytes:
        return hmac.digest(self._own_key, told, "sha256").hex().encode()

    @cached_property
    def _own_key(self) -> bytes:
        return hmac.digest(self._key(), _PURPOSE, "sha256")

    def _unusable(self, error: OSError) -> Unavailable:
        return Unavailable(Service.DATABASE, f"{self.path.name} cannot be used ({error})")


def check_anchor(writer: Engine, memory: AnchorFile, office_id: str, counter_id: str) -> None:
    """Raise ``DatabaseBehind`` when the host holds an entry that the journal has not, unless that was answered for.

    Raises ``Unavailable(DATABASE)``.
    """
    held = memory.read()
    if held is None or held.sequence == 0:
        return
    row = JournalRow
    own = select(row.hash).where(row.office_id == office_id, row.counter_id == counter_id, row.seq == held.sequence)
    realigned = (
        select(row.canonical)
        .where(row.office_id == office_id, row.counter_id == counter_id, row.act == Act.DATABASE_REALIGNED.value)
        .order_by(row.seq.desc())
        .limit(1)
    )
    with known_errors(), writer.begin() as connection:
        found = connection.execute(own).scalar()
        answer = connection.execute(realigned).scalar()
    facts = json.loads(answer)["facts"] if answer is not None else {}
    if found == held.head or (facts.get("host_sequence"), facts.get("host_head")) == (held.sequence, held.head):
        return
    what = "does not have" if found is None else "has another of that number"
    raise DatabaseBehind(f"The host holds journal entry {held.sequence}, which this database {what}. {_REMEDY}")
