"""A database that lacks what was in it before is taken as it is: by a supervisor, and in the journal for good."""

from dataclasses import dataclass

from counter_app.domain.anchor import Anchor
from counter_app.domain.high_water import HighWater
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.services.ports import Clock, Marks, Store


@dataclass(frozen=True, slots=True)
class HostSide:
    """What the host holds of the journal, as far as it is known here; ``asked``: it said so just now.

    ``held`` is ``None`` at a host that keeps no heads, and where it could not be asked and nothing is remembered.
    """

    held: Anchor | None
    asked: bool


@dataclass(frozen=True, slots=True)
class Realigned:
    """What the books fell short of: the receipt numbers ``first_lost`` to ``last_lost`` (none when the first is more).

    ``first_z`` and ``last_z``: the same of Z numbers. ``mark`` is what had been reached, ``None`` where nobody can tell any more; ``host`` what the host holds.
    """

    mark: HighWater | None
    first_lost: int
    last_lost: int
    host: HostSide
    first_z: int
    last_z: int

    @property
    def lost(self) -> int:
        """How many receipts have no payment here."""
        return max(0, self.last_lost - self.first_lost + 1)


class Realignment:
    """Numbers that are lost stay taken, of receipts and of Z reports: no two papers must ever have the same one."""

    def __init__(self, store: Store, marks: Marks, office: Office, clock: Clock) -> None:
        self._store = store
        self._marks = marks
        self._office = office
        self._clock = clock

    def run(self, actor: Actor, host: HostSide) -> Realigned:
        """Answer for what is lost, and for the head that the host holds besides this journal.

        Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``. A second run changes nothing but the journal.
        """
        actor.require(Right.KEEP_DATABASE)
        mark = self._marks.read()
        with self._store.writing() as work:
            receipts, closes = work.numbers.last(), work.closes.next_number() - 1
            if mark is not None:
                work.numbers.skip_to(mark.receipts)
                work.closes.skip_to(mark.closes)
            facts: dict[str, Fact] = {
                "head": work.journal.head(),
                "receipts": receipts,
                "closes": closes,
                "mark_entries": mark.entries if mark else None,
                "mark_head": mark.head if mark else None,
                "mark_receipts": mark.receipts if mark else None,
                "mark_closes": mark.closes if mark else None,
                "host_asked": host.asked,
                "host_sequence": host.held.sequence if host.held else None,
                "host_head": host.held.head if host.held else None,
            }
            entry = Entry(self._clock.now(), actor.id, Act.DATABASE_REALIGNED, self._office.counter_id, facts)
            chained = work.journal.append(entry)
            taken, closed = work.numbers.last(), work.closes.next_number() - 1
        self._marks.set(HighWater(chained.seq, chained.hash, taken, closed))
        return Realigned(mark, receipts + 1, taken, host, closes + 1, closed)
