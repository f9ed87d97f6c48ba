"""The office's participants: by number, and by name.

Names are found by an index over their words, which each kind of database makes in its own way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from counter_app.database.repositories.scope import Scope, table_of
from counter_app.database.server_errors import is_taken
from counter_app.database.tables import ParticipantRow
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.participant import LocalParticipant, Participant, fold

_FEW = 2_000
_FEW_ON_SERVER = 10_000
"""Up to so many hits are fetched and sorted; above, walking the names in order meets ``limit`` hits sooner."""

_HITS = text("SELECT printf('%016d', rowid) FROM participant_names WHERE participant_names MATCH :words LIMIT :most")
_WORDS = text("to_tsvector('simple', participants.folded_name) @@ to_tsquery('simple', :words)")
"""As the index of PostgreSQL has it: word for word, or it would not be used."""

_COLUMNS = {
    NumberKind.NIK: ParticipantRow.nik,
    NumberKind.KPJ: ParticipantRow.kpj,
    NumberKind.PAYMENT_CODE: ParticipantRow.payment_code,
}


@dataclass(frozen=True, slots=True)
class SqlParticipants:
    """Implements ``services.ports.Participants``."""

    scope: Scope

    def save(self, participants: Sequence[Participant], as_of: datetime) -> None:
        if not participants:
            return
        self._take_numbers_from_others(participants)
        table = table_of(ParticipantRow)
        fresh = postgresql.insert(table) if self.scope.on_server else sqlite.insert(table)
        renewed = {column.name: fresh.excluded[column.name] for column in table.columns if not column.primary_key}
        upsert = fresh.on_conflict_do_update(index_elements=["office_id", "nik"], set_=renewed)
        # In one order, so that two counters that fetch the same page wait for each other instead of both.
        ordered = sorted(participants, key=lambda each: each.nik)
        rows = [_columns_of(self.scope.office_id, participant, as_of) for participant in ordered]
        try:
            self.scope.session.connection().execute(upsert, rows)
        except IntegrityError as error:
            if not is_taken(error):
                raise
            detail = "another counter stored one of these participants' numbers at the same moment"
            raise Unavailable(Service.DATABASE, detail) from error
        self.scope.session.expire_all()

    def by_number(self, number: LookupNumber) -> LocalParticipant | None:
        row = self.scope.session.scalar(self._all().where(_COLUMNS[number.kind] == number.number))
        return None if row is None else local_of(row)

    def by_name(self, text: str, limit: int) -> Sequence[LocalParticipant]:
        words = fold(text).split()
        if not words:
            return []
        found = self._on_server(words) if self.scope.on_server else self._in_file(words)
        return [local_of(row) for row in self.scope.session.scalars(found.limit(limit))]

    def count(self) -> int:
        mine = select(func.count()).select_from(ParticipantRow).where(ParticipantRow.office_id == self.scope.office_id)
        return self.scope.session.scalar(mine) or 0

    def _all(self) -> Select[ParticipantRow]:
        return select(ParticipantRow).where(ParticipantRow.office_id == self.scope.office_id)

    def _in_file(self, words: Sequence[str]) -> Select[ParticipantRow]:
        # Folded words are letters and digits only; the quotes keep AND, OR and NOT from being read as the language's.
        quoted = " ".join(f'"{word}"*' for word in words)
        hits = self.scope.session.scalars(_HITS, {"words": quoted, "most": _FEW + 1}).all()
        name = ParticipantRow.folded_name
        if len(hits) > _FEW:
            return self._all().where(*_begin(words)).order_by(name, ParticipantRow.nik)
        # As an expression, or SQLite would walk all names in order instead of going to the few hits.
        return self._all().where(ParticipantRow.nik.in_(hits)).order_by(name.concat(""), ParticipantRow.nik)

    def _on_server(self, words: Sequence[str]) -> Select[ParticipantRow]:
        prefixes = " & ".join(f"'{word}':*" for word in words)
        hits = self._all().where(_WORDS.bindparams(words=prefixes))
        some = hits.with_only_columns(ParticipantRow.nik).limit(_FEW_ON_SERVER + 1).subquery()
        count = self.scope.session.scalar(select(func.count()).select_from(some)) or 0
        name = ParticipantRow.folded_name.collate("C")  # the order SQLite has, and the index there
        if count > _FEW_ON_SERVER:
            return self._all().where(*_begin(words)).order_by(name, ParticipantRow.nik)
        return hits.order_by(name.concat(""), ParticipantRow.nik)

    def _take_numbers_from_others(self, participants: Sequence[Participant]) -> None:
        # A number the host now gives to somebody else is no longer its old owner's, or the unique index would refuse
        # the page, and with it every page after it.
        for column, name in ((ParticipantRow.kpj, "kpj"), (ParticipantRow.payment_code, "payment_code")):
            owners = {getattr(each, name): each.nik for each in participants if getattr(each, name)}
            held = self.scope.session.execute(
                select(ParticipantRow.nik, column).where(
                    ParticipantRow.office_id == self.scope.office_id, column.in_(owners)
                )
            )
            losers = [nik for nik, number in held if owners[number] != nik]
            if losers:
                taken = update(ParticipantRow).where(
                    ParticipantRow.office_id == self.scope.office_id, ParticipantRow.nik.in_(losers)
                )
                self.scope.changed(taken.values({name: None}))


def _begin(words: Iterable[str]) -> list[ColumnElement[bool]]:
    name = ParticipantRow.folded_name
    return [or_(name.startswith(word), name.contains(f" {word}")) for word in words]


def _columns_of(office_id: str, participant: Participant, as_of: datetime) -> dict[str, Any]:
    return {
        "office_id": office_id,
        "nik": participant.nik,
        "kpj": participant.kpj or None,
        "payment_code": participant.payment_code or None,
        "name": participant.name,
        "folded_name": fold(participant.name),
        "status": participant.status,
        "sector": participant.sector,
        "income_basis": participant.income_basis,
        "programmes": participant.programmes,
        "branch_office": participant.branch_office,
        "protected_until": participant.protected_until,
        "phone": participant.phone,
        "government_paid": participant.government_paid,
        "employer": participant.employer,
        "as_of": as_of,
    }


def local_of(row: ParticipantRow) -> LocalParticipant:
    """A stored participant as the services see them."""
    participant = Participant(
        nik=row.nik,
        kpj=row.kpj or "",
        payment_code=row.payment_code or "",
        name=row.name,
        status=row.status,
        sector=row.sector,
        income_basis=row.income_basis,
        programmes=row.programmes,
        branch_office=row.branch_office,
        protected_until=row.protected_until,
        phone=row.phone,
        government_paid=row.government_paid,
        employer=row.employer,
    )
    return LocalParticipant(participant, row.as_of)
