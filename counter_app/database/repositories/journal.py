"""The counter's journal chain."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, LargeBinary, Select, cast, insert, select

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import CounterIdentityRow, JournalRow
from counter_app.domain.journal import GENESIS, Act, ChainedEntry, Entry, chain, moment
from counter_app.services.ports import Search

_AT_A_TIME = 500
_BY_SUBJECT = JournalRow.seq + 0
"""In order, and not by the index that is in order: SQLite would walk the whole chain where there is no such entry."""


@dataclass(frozen=True, slots=True)
class SqlJournal:
    """Implements ``services.ports.Journal``. Entries are read by column: a chain of years never fills the memory."""

    scope: Scope

    def append(self, entry: Entry) -> ChainedEntry:
        last = self._last()
        seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
        office_id, counter_id = self.scope.office_id, self.scope.counter_id
        chained = chain(entry, office_id=office_id, counter_id=counter_id, seq=seq, previous=previous)
        self.scope.add(
            JournalRow(
                office_id=office_id,
                counter_id=counter_id,
                seq=seq,
                at=entry.at,
                actor=entry.actor,
                act=entry.act.value,
                subject=entry.subject,
                canonical=chained.canonical,
                hash=chained.hash,
            )
        )
        return chained

    def append_all(self, entries: Sequence[Entry]) -> None:
        last = self._last()
        seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
        own = {"office_id": self.scope.office_id, "counter_id": self.scope.counter_id}
        rows: list[dict[str, object]] = []
        for entry in entries:
            chained = chain(entry, **own, seq=(seq := seq + 1), previous=previous)
            previous = chained.hash
            told = {"at": entry.at, "actor": entry.actor, "act": entry.act.value, "subject": entry.subject}
            rows.append(own | told | {"seq": seq, "canonical": chained.canonical, "hash": chained.hash})
        if rows:
            self.scope.session.execute(insert(JournalRow), rows)

    def head(self) -> str:
        last = self._last()
        return last.hash if last else GENESIS

    def chain(self, after: int = 0) -> Iterator[ChainedEntry]:
        ordered = self._entries().where(JournalRow.seq > after).order_by(JournalRow.seq)
        # Closed even when whoever walks stops on the way: a server keeps its end of the walk open until then.
        with self.scope.session.execute(ordered, execution_options={"yield_per": _AT_A_TIME}) as rows:
            for found in rows:
                yield _chained(*found)

    def first(self, act: Act, subject: str) -> ChainedEntry | None:
        return self._one(self._about(act, subject).order_by(_BY_SUBJECT))

    def last(self, act: Act, subject: str) -> ChainedEntry | None:
        return self._one(self._about(act, subject).order_by(_BY_SUBJECT.desc()))

    def found(self, search: Search, limit: int) -> Sequence[ChainedEntry]:
        row = JournalRow
        wanted: list[ColumnElement[bool]] = []
        if search.actor is not None:
            wanted.append((row.actor == search.actor) | (row.subject == search.actor))
        if search.acts is not None:
            wanted.append(row.act.in_([act.value for act in search.acts]))
        if search.since is not None:
            wanted.append(row.at >= search.since)
        if search.until is not None:
            wanted.append(row.at < search.until)
        if search.before is not None:
            wanted.append(row.seq < search.before)
        if search.numbers is not None:
            wanted.append(row.seq.in_(search.numbers))
        newest = self._entries().where(*wanted).order_by(row.seq.desc()).limit(limit)
        return [_chained(*found) for found in self.scope.session.execute(newest)]

    def about(self, subject: str, acts: Collection[Act]) -> Sequence[ChainedEntry]:
        row, office_id = JournalRow, self.scope.office_id
        # The counters are named, because the index leads with them, and the order is made here, because the database
        # would rather walk the whole journal in order than sort a handful of entries.
        counters = select(CounterIdentityRow.counter_id).where(CounterIdentityRow.office_id == office_id)
        wanted = select(row.counter_id, row.seq, cast(row.canonical, LargeBinary), row.hash).where(
            row.office_id == office_id,
            row.counter_id.in_(counters),
            row.subject == subject,
            row.act.in_([act.value for act in acts]),
        )
        rows = self.scope.session.execute(wanted)
        found = sorted((counter_id, seq, canonical, own_hash) for counter_id, seq, canonical, own_hash in rows)
        return [ChainedEntry(seq, canonical, own_hash) for _, seq, canonical, own_hash in found]

    def anywhere(self, act: Act, subject: str) -> ChainedEntry | None:
        row = JournalRow
        about = select(row.seq, cast(row.canonical, LargeBinary), row.hash).where(
            row.office_id == self.scope.office_id, row.subject == subject, row.act == act.value
        )
        found = self.scope.session.execute(about.order_by(row.at.desc(), row.seq.desc()).limit(1)).one_or_none()
        return None if found is None else ChainedEntry(*found)

    def _last(self) -> ChainedEntry | None:
        return self._one(self._entries().order_by(JournalRow.seq.desc()))

    def _one(self, ordered: Select[int, bytes, str, datetime, str, str, str]) -> ChainedEntry | None:
        row = self.scope.session.execute(ordered.limit(1)).one_or_none()
        return None if row is None else ChainedEntry(row[0], row[1], row[2])

    def _about(self, act: Act, subject: str) -> Select[int, bytes, str, datetime, str, str, str]:
        return self._entries().where(JournalRow.subject == subject, JournalRow.act == act.value)

    def _entries(self) -> Select[int, bytes, str, datetime, str, str, str]:
        # SQLite keeps whatever it is given: bytes that were edited into text are still to be read as bytes.
        canonical = cast(JournalRow.canonical, LargeBinary)
        row = JournalRow
        return select(row.seq, canonical, row.hash, row.at, row.actor, row.act, row.subject).where(
            row.office_id == self.scope.office_id, row.counter_id == self.scope.counter_id
        )


def _chained(
    seq: int, canonical: bytes, own_hash: str, at: datetime, actor: str, act: str, subject: str
) -> ChainedEntry:
    filed = (("at", moment(at)), ("actor", actor), ("act", act), ("subject", subject))
    return ChainedEntry(seq, canonical, own_hash, filed)
