"""The head of the journal is given to the host, where nobody at the counter can change it.

Whoever puts back an old database together with its high-water mark leaves no trace on this machine; the host then
holds an entry that the journal does not have. From that moment on nothing more is sold, until a supervisor has
answered for it (``Realignment``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Protocol, runtime_checkable

from counter_app.domain.anchor import Anchor, JournalCut
from counter_app.domain.journal import GENESIS, Act, Entry, Fact, content_of
from counter_app.domain.receipt import Office
from counter_app.services.ports import Clock, Store, UnitOfWork

ACTOR = "system:anchoring"


@runtime_checkable
class JournalAnchor(Protocol):
    """A host that keeps the heads of journals. Not every gateway has one."""

    def anchor(self, counter_id: str, sequence: int, head: str, business_date: date) -> Anchor:
        """Tell of a head, and hear what the host holds now: that head, or the later or other one it had before.

        Raises ``Unavailable(HOST)``.
        """
        ...


class AnchorMemory(Protocol):
    """What the host last said it holds, outside of the database. Both raise ``Unavailable(DATABASE)``."""

    def read(self) -> Anchor | None: ...

    def keep(self, anchor: Anchor) -> None: ...


@dataclass(frozen=True, slots=True)
class Anchored:
    """What the host ``held`` in the end, and the ``fault``, in words, when it is not of this journal."""

    held: Anchor
    fault: str | None = None


class Anchoring:
    """``register`` is ``None`` at a host that keeps no heads: then there is nothing to compare with."""

    def __init__(
        self,
        store: Store,
        register: JournalAnchor | None,
        memory: AnchorMemory,
        office: Office,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._store = store
        self._register = register
        self._memory = memory
        self._office = office
        self._clock = clock
        self._zone = zone
        self._fault: str | None = None

    def ask(self) -> Anchor | None:
        """What the host holds of this counter's journal, without telling it anything new; ``None``: it keeps no heads.

        Raises ``Unavailable``.
        """
        if self._register is None:
            return None
        known = self._memory.read()
        # Told what it holds already, or nothing at all, the host changes nothing and says what it holds.
        sequence, head = (known.sequence, known.head) if known else (0, GENESIS)
        return self._tell(self._register, sequence, head)

    def run(self) -> Anchored | None:
        """Compare what the host holds with the journal, then give it the head if anything has happened since.

        ``None`` at a host that keeps no heads. Raises ``Unavailable``.
        """
        held = self.ask()
        if held is None or self._register is None:
            return None
        fault = self._compared(held)
        head = self._news(held) if fault is None else None
        if head is not None:
            held = self._tell(self._register, *head)
            fault = self._compared(held)
            if (held.sequence, held.head) == head:
                self._note(Act.ANCHORED, {"sequence": held.sequence, "head": held.head, "host_at": held.at.isoformat()})
        self._memory.keep(held)
        self._fault = fault
        return Anchored(held, fault)

    def require_held(self) -> None:
        """Raise ``JournalCut`` when the host held, the last time it was asked, what this journal does not have."""
        if self._fault is not None:
            raise JournalCut(self._fault)

    def _tell(self, register: JournalAnchor, sequence: int, head: str) -> Anchor:
        today = self._clock.now().astimezone(self._zone).date()
        return register.anchor(self._office.counter_id, sequence, head, today)

    def _compared(self, held: Anchor) -> str | None:
        """After the host has spoken, so that whatever another program of this home gave it is in this view."""
        with self._store.reading() as work:
            own = _hash_at(work, held.sequence)
            if own == held.head or _answered_for(work, held, self._office.counter_id):
                return None
        fault = foreign(held, own)
        self._alarm(fault)
        return fault

    def _news(self, held: Anchor) -> tuple[int, str] | None:
        """The journal's head, if anything but anchoring has come since what the host holds."""
        moved, last = False, None
        with self._store.reading() as work:
            for last in work.journal.chain(after=held.sequence):
                moved = moved or content_of(last)["act"] != Act.ANCHORED
        return (last.seq, last.hash) if moved and last is not None else None

    def _alarm(self, fault: str) -> None:
        with self._store.reading() as work:
            before = work.journal.last(Act.HOST_ALARM, self._office.counter_id)
        if before is None or content_of(before)["facts"]["what"] != fault:  # said once, not at every look
            self._note(Act.HOST_ALARM, {"what": fault})

    def _note(self, act: Act, facts: dict[str, Fact]) -> None:
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), ACTOR, act, self._office.counter_id, facts))


class AnchoredStore:
    """Implements ``services.ports.Store`` over another one: refuses to write once the host holds another journal."""

    def __init__(self, store: Store, anchoring: Anchoring) -> None:
        self._store = store
        self._anchoring = anchoring

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """As the store beneath; raises ``JournalCut`` before anything is written."""
        self._anchoring.require_held()
        with self._store.writing() as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """As the store beneath."""
        with self._store.reading() as work:
            yield work


def foreign(held: Anchor, own: str | None) -> str:
    """In words: the host holds what this journal does not have; ``own`` is what stands in its place, if anything."""
    if own is None:
        return f"the host holds journal entry {held.sequence}, which is not here: the journal was cut or put back"
    return f"the host holds another journal entry {held.sequence} than the one here: the journal was replaced"


def _hash_at(work: UnitOfWork, seq: int) -> str | None:
    if seq == 0:
        return GENESIS
    entry = next(iter(work.journal.chain(after=seq - 1)), None)
    return entry.hash if entry is not None else None


def _answered_for(work: UnitOfWork, held: Anchor, counter_id: str) -> bool:
    """Whether the last re-alignment names this very head: later ones would have been anchored by this journal."""
    entry = work.journal.last(Act.DATABASE_REALIGNED, counter_id)
    facts = content_of(entry)["facts"] if entry is not None else {}
    return (facts.get("host_sequence"), facts.get("host_head")) == (held.sequence, held.head)
