"""What a journal says of its own past: which of its heads are kept elsewhere, and which losses were answered for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counter_app.domain.anchor import Anchor
from counter_app.domain.journal import GENESIS, Act

_HASH = 32
"""Bytes of a SHA-256."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers ``first`` to ``last`` that were given out to receipts or Z reports, and lost before ``how``."""

    first: int
    last: int
    how: str

    @property
    def words(self) -> str:
        """The gap in words an auditor can act on."""
        one = self.first == self.last
        numbers = f"receipt number {self.first} was" if one else f"receipt numbers {self.first} to {self.last} were"
        return f"{numbers} given out before {self.how}; the payments are not in these books, the host knows those it posted"

    @property
    def z_words(self) -> str:
        """The same, where they are Z numbers."""
        one = self.first == self.last
        numbers = f"Z number {self.first} was" if one else f"Z numbers {self.first} to {self.last} were"
        return f"{numbers} given out before {self.how}; the shifts are not in these books, their Z reports are on paper"


@dataclass(slots=True)
class Remembered:
    """Filled by reading a chain from its first entry on, each entry once, in order."""

    hashes: bytearray = field(default_factory=bytearray)
    gaps: list[Gap] = field(default_factory=list)
    z_gaps: list[Gap] = field(default_factory=list)
    accepted: set[tuple[int, str]] = field(default_factory=set)
    anchored: tuple[int, str] | None = None
    restored: str | None = None

    @property
    def entries(self) -> int:
        return len(self.hashes) // _HASH

    def hash_at(self, seq: int) -> str | None:
        """The hash of entry ``seq`` as hex, ``GENESIS`` for 0, ``None`` where the journal ends before it."""
        if seq == 0:
            return GENESIS
        return self.hashes[(seq - 1) * _HASH : seq * _HASH].hex() if 0 < seq <= self.entries else None

    def add(self, own_hash: str, content: Mapping[str, Any]) -> str | None:
        """Take in the next entry; says what is wrong when it tells of a past that is not this journal's."""
        self.hashes += bytes.fromhex(own_hash)
        act, facts = content["act"], content["facts"]
        if act == Act.DATABASE_RESTORED:
            self.restored = content["at"]
        elif act == Act.DATABASE_REALIGNED:
            self._realigned(content["at"], facts)
        elif act == Act.ANCHORED:
            self.anchored = (facts["sequence"], facts["head"])
            if self.hash_at(facts["sequence"]) != facts["head"]:
                return f"says that the host was given another entry {facts['sequence']}"
        return None

    def contradicts(self, anchors: Iterable[tuple[str, Anchor]]) -> str | None:
        """The first of the ``anchors``, each with who keeps it, that this journal does not hold; in words."""
        for keeper, anchor in anchors:
            own = self.hash_at(anchor.sequence)
            if own == anchor.head or (anchor.sequence, anchor.head) in self.accepted:
                continue
            if own is None:
                return f"{keeper} holds journal entry {anchor.sequence}, but the journal ends at {self.entries}"
            return f"journal entry {anchor.sequence}: {keeper} holds another one"
        return None

    def _realigned(self, at: str, facts: Mapping[str, Any]) -> None:
        """``receipts``: the last number in the books; ``mark_receipts``: the last one that had been given out.

        ``closes`` and ``mark_closes``: the same of Z numbers, which older entries do not know.
        """
        how = f"the restore of {self.restored}" if self.restored else f"the re-alignment of {at}"
        for gaps, name in ((self.gaps, "receipts"), (self.z_gaps, "closes")):
            reached = facts.get(f"mark_{name}")
            if reached is not None and reached > facts[name]:
                gaps.append(Gap(facts[name] + 1, reached, how))
        if facts.get("host_head") is not None:
            self.accepted.add((facts["host_sequence"], facts["host_head"]))
        self.restored = None


def number_fault(numbers: Sequence[int], last: int, gaps: Sequence[Gap]) -> str | None:
    """What is wrong with the receipt ``numbers`` (ascending) when ``last`` was the last one given out; ``gaps`` may be."""
    excused = {number for gap in gaps for number in range(gap.first, gap.last + 1)}
    expected = 1
    for number in numbers:
        while expected in excused and expected < number:
            expected += 1
        if number != expected:
            return f"receipt numbers: {expected} is missing, {number} follows {expected - 1}"
        expected += 1
    while expected in excused:
        expected += 1
    if last != expected - 1:
        return f"receipt numbers: {last} were given out, {len(numbers)} are stored"
    return None
