"""Whether a statement says what the books say: its entries, that none is missing, its pages and its signature."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from counter_app.domain.counter_key import CounterKey
from counter_app.domain.journal import ChainedEntry, first_fault
from counter_app.domain.receipt import Office
from counter_app.domain.statement import Statement
from counter_app.services.ports import KeyRing, SignatureCheck, Store, UnitOfWork
from counter_app.services.statement_reading import Asked
from counter_app.services.statement_seal import Listed, NoStatement, Seal, unsealed
from counter_app.services.statements import StatementRenderer, read_statement


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was checked, as far as it could be read; ``fault``: the first thing that does not hold, in words."""

    fault: str | None
    staff_number: str = ""
    since: str = ""
    until: str = ""
    own: int = 0
    about: int = 0
    sequence: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    office_id: str
    counter_id: str
    asked: Asked
    sequence: int
    head: str


class StatementCheck:
    """Reads the books and never writes; a statement of another counter can be checked with that counter's books only."""

    def __init__(
        self,
        store: Store,
        renderer: StatementRenderer,
        ring: KeyRing,
        check: SignatureCheck,
        office: Office,
        zone: tzinfo,
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._ring = ring
        self._check = check
        self._office = office
        self._zone = zone

    def run(self, file: bytes) -> Confirmed:
        """Check a file's bytes, whatever they are. Raises ``Unavailable``."""
        try:
            seal = unsealed(file)
            heading = _heading(seal.heading)
        except NoStatement as error:
            return Confirmed(str(error))
        asked = heading.asked
        return Confirmed(
            self._fault(seal, heading),
            asked.staff_number,
            asked.since.isoformat(),
            asked.until.isoformat(),
            len(seal.own),
            len(seal.about),
            heading.sequence,
            heading.head,
        )

    def _fault(self, seal: Seal, heading: _Heading) -> str | None:
        if (heading.office_id, heading.counter_id) != (self._office.id, self._office.counter_id):
            return f"it is of counter {heading.counter_id} of office {heading.office_id}: check it with the books there"
        with self._store.reading() as work:
            fault = _chain_fault(work, [*seal.own, *seal.about, (heading.sequence, heading.head)])
        if fault is not None:
            return fault
        books = read_statement(self._store, self._office, self._zone, heading.asked, up_to=heading.sequence)
        return _difference(seal, books) or self._pages_fault(seal, books) or self._signature_fault(seal)

    def _pages_fault(self, seal: Seal, books: Statement) -> str | None:
        if seal.pages_hold:
            return None
        place = _first_difference(seal.pages, self._renderer.pdf(books))
        return f"its pages were changed: byte {place} of the file is the first that is not as the counter wrote it"

    def _signature_fault(self, seal: Seal) -> str | None:
        own = [key for key in self._ring.known() if _counter_of(key) == (self._office.id, self._office.counter_id)]
        if any(self._check(key.public_key, seal.message, seal.signature) for key in own):
            return None
        return "its signature is not this counter's: the file was changed, or another one wrote it"


def _heading(told: Mapping[str, Any]) -> _Heading:
    try:
        asked = Asked(str(told["staff"]), date.fromisoformat(told["since"]), date.fromisoformat(told["until"]))
        return _Heading(str(told["office"]), str(told["counter"]), asked, int(told["sequence"]), str(told["head"]))
    except (KeyError, ValueError, TypeError) as error:
        raise NoStatement("the heading of its data was changed") from error


def _chain_fault(work: UnitOfWork, listed: Sequence[Listed]) -> str | None:
    """The first of the listed entries that the journal does not hold; or where the journal itself is broken."""
    wanted = dict(listed)
    found: dict[int, str] = {}

    def noting() -> Iterator[ChainedEntry]:
        for entry in work.journal.chain():
            if entry.seq in wanted:
                found[entry.seq] = entry.hash
            yield entry

    broken = first_fault(noting())
    if broken is not None:
        return f"the books do not hold: journal entry {broken.seq}: {broken.what}"
    for seq, told in listed:
        if seq and seq not in found:
            return f"journal entry {seq} is in the file and not in the books"
        if seq and found[seq] != told:
            return f"journal entry {seq}: the file says {told}, the books say {found[seq]}"
    return None


def _difference(seal: Seal, books: Statement) -> str | None:
    listed, due = {seq for seq, _ in seal.own}, {line.seq for line in books.own}
    for seq in sorted(due - listed):
        return f"journal entry {seq} is under this name within these days, and missing in the file"
    for seq in sorted(listed - due):
        return f"journal entry {seq} is not under this name within these days, but in the file"
    return None


def _first_difference(one: bytes, other: bytes) -> int:
    """Counted from 1; a file that only ends earlier differs behind its end."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs, 1) if a != b), min(len(one), len(other)) + 1)


def _counter_of(key: CounterKey) -> tuple[str, str]:
    return key.office_id, key.counter_id
