"""A collector's list becomes applications: every row is checked first, then all that were chosen are entered, or none.

A list brings signed paper forms: the number of each row's form stands for the words that were read out. It asks for no
slips; the clerk prints those that are wanted.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import Step
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.registration import SIGNED_FORM, Consent, Registration, RegistrationState
from counter_app.domain.registration_form import FormRules, applicant, faults
from counter_app.domain.registration_list import (
    FORM_NUMBER,
    ListRow,
    RowFault,
    column_of,
    form_number_of,
    form_of,
    own_faults,
    places,
)
from counter_app.domain.registration_outbox import RegistrationItem
from counter_app.domain.registration_record import nik_digits
from counter_app.services.ports import Clock, HostGateway, ListReader, RegistrationHost, Sheet, Store, UnitOfWork
from counter_app.services.registration_entries import consented_entry, submitted_entry
from counter_app.services.registration_rules import Rules
from counter_app.services.stored import stored

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

EVERY = 50
"""Rows that are checked between two looks at whether it was called off."""

AT_A_TIME = 250
"""Rows that are entered between two such looks."""


@dataclass(frozen=True, slots=True)
class ListReport:
    """A list as it was found. ``digest``: hex SHA-256 of the file. ``rows``: all of them, good and faulty, by line."""

    digest: str
    rows: tuple[ListRow, ...]

    @property
    def good(self) -> tuple[ListRow, ...]:
        return tuple(row for row in self.rows if row.good)

    @property
    def faulty(self) -> tuple[ListRow, ...]:
        return tuple(row for row in self.rows if not row.good)


class _CalledOff(Exception):
    """Somebody pressed Esc: the transaction ends with nothing in it."""


class RegistrationLists:
    """Reads lists and enters them."""

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        office: Office,
        clock: Clock,
        zone: tzinfo,
        rules: Rules,
        reader: ListReader,
    ) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock
        self._zone = zone
        self._rules = rules
        self._reader = reader

    def read(
        self,
        actor: Actor,
        path: Path,
        progress: Progress = lambda _done, _all: None,
        cancelled: Callable[[], bool] = bool,
    ) -> ListReport | None:
        """Check every row of a file; nothing is stored. ``None`` when ``cancelled`` said so between two rows.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``HOST_CANNOT`` or ``LIST_FILE`` (``what``); ``Unavailable(DATABASE)``;
        ``OSError`` for a file that cannot be opened.
        """
        actor.require(Right.REGISTER)
        self._registrar()
        sheet = self._reader.read(path)
        rows: list[ListRow] = []
        for row in self._rows(sheet):
            if len(rows) % EVERY == 0:
                progress(len(rows), len(sheet.rows))
                if cancelled():
                    return None
            rows.append(row)
        progress(len(sheet.rows), len(sheet.rows))
        with self._store.reading() as work:
            return ListReport(sheet.digest, tuple(_held_against(work, _without_twins(rows))))

    def enter(
        self,
        actor: Actor,
        report: ListReport,
        chosen: Collection[int] | None = None,
        progress: Progress = lambda _done, _all: None,
        cancelled: Callable[[], bool] = bool,
    ) -> Sequence[Registration]:
        """Submit the good rows, or those of them whose lines were ``chosen``, in one transaction: all, or none.

        Nothing is given back, and nothing stored, when ``cancelled`` said so. Raises ``Declined`` with ``NOT_ALLOWED``,
        ``HOST_CANNOT``, or ``LIST_FAULTY`` (``rows``) when a chosen row has a fault, if only since it was read;
        ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REGISTER)
        host = self._registrar()
        wanted = [row for row in report.rows if (row.good if chosen is None else row.line in chosen)]
        try:
            with self._store.writing() as work:
                return self._enter(work, host, actor, report, wanted, progress, cancelled)
        except _CalledOff:
            return ()

    # --- checking -------------------------------------------------------------------------------------------------

    def _registrar(self) -> RegistrationHost:
        if not (self._host.abilities.registration and isinstance(self._host, RegistrationHost)):
            raise Declined(Reason.HOST_CANNOT, what="registration")
        return self._host

    def _form_rules(self) -> FormRules:
        return self._rules.on(self._clock.now().astimezone(self._zone).date())

    def _rows(self, sheet: Sheet) -> Iterator[ListRow]:
        where, rules = places(sheet.header), self._form_rules()
        for line, texts in sheet.rows:
            cells = {name: texts[place] if place < len(texts) else "" for name, place in where.items()}
            rounded = [name for name, place in where.items() if (line, place) in sheet.rounded]
            yield self._row(line, cells, rounded, rules)

    def _row(self, line: int, cells: Mapping[str, str], rounded: Sequence[str], rules: FormRules) -> ListRow:
        form = form_of(cells, self._rules.sectors)
        found = [RowFault(name, Reason.LIST_NUMBER) for name in rounded]
        found += [RowFault(column_of(each.field, each.row), each.reason, each.facts) for each in faults(form, rules)]
        found += own_faults(cells)
        return ListRow(line, form, form_number_of(cells), tuple(found))

    # --- entering -------------------------------------------------------------------------------------------------

    def _enter(
        self,
        work: UnitOfWork,
        host: RegistrationHost,
        actor: Actor,
        report: ListReport,
        wanted: Sequence[ListRow],
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> Sequence[Registration]:
        faulty = [row for row in _held_against(work, wanted) if not row.good]
        if faulty or not wanted:
            raise Declined(Reason.LIST_FAULTY, rows=len(faulty))
        now = self._clock.now()
        facts: dict[str, Fact] = {"digest": report.digest, "rows": len(report.rows), "entered": len(wanted)}
        work.journal.append(Entry(now, actor.id, Act.REGISTRATION_LIST, report.digest[:16], facts))
        entered: list[Registration] = []
        for start in range(0, len(wanted), AT_A_TIME):
            progress(start, len(wanted))
            if cancelled():
                raise _CalledOff
            entered += self._enter_some(work, host, actor, wanted[start : start + AT_A_TIME], now)
        progress(len(wanted), len(wanted))
        return entered

    def _enter_some(
        self, work: UnitOfWork, host: RegistrationHost, actor: Actor, rows: Sequence[ListRow], now: datetime
    ) -> Sequence[Registration]:
        submitted = [self._submitted(actor, row, now) for row in rows]
        rules = self._form_rules()
        try:
            bodies = [host.registration_body(each, applicant(each.form, rules)) for each in submitted]
        except Declined:  # it was good when it was read: midnight has passed since
            raise Declined(Reason.LIST_FAULTY, rows=1) from None
        if not work.registrations.enter_all(submitted):
            raise Declined(Reason.LIST_FAULTY, rows=1)
        work.journal.append_all([entry for each in submitted for entry in _entries(each, stored(each.consent, each))])
        items = [
            RegistrationItem(each.id, body, Step.SEND, attempts=0, due_at=now)
            for each, body in zip(submitted, bodies, strict=True)
        ]
        work.registration_outbox.add_all(items, now)
        return submitted

    def _submitted(self, actor: Actor, row: ListRow, now: datetime) -> Registration:
        consent = Consent(SIGNED_FORM.version, SIGNED_FORM.digest, now, actor.id, row.form_number)
        return Registration(
            uuid4(),
            self._office.id,
            self._office.counter_id,
            actor.id,
            row.form,
            now,
            RegistrationState.SUBMITTED,
            consent=consent,
            submitted_at=now,
        )


def _entries(registration: Registration, consent: Consent) -> Sequence[Entry]:
    return consented_entry(registration, consent), submitted_entry(registration, consent.given_at, warned=0)


def _without_twins(rows: Sequence[ListRow]) -> Iterator[ListRow]:
    """Of rows with the same NIK, or the same signed form, each but the first is faulty and names the first."""
    niks: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        found = list(row.faults)
        for seen, key, column in ((niks, nik_digits(row.form), "nik"), (numbers, row.form_number, FORM_NUMBER)):
            if key and key in seen:
                found.append(RowFault(column, Reason.LIST_TWICE, (("line", seen[key]),)))
            seen.setdefault(key, row.line)
        yield replace(row, faults=tuple(found))


def _held_against(work: UnitOfWork, rows: Iterator[ListRow] | Sequence[ListRow]) -> Iterator[ListRow]:
    """With what the office knows: who takes part already, and who is being registered."""
    listed = list(rows)
    niks = {nik_digits(row.form) for row in listed}
    known, under_way = work.registrations.participants_among(niks), work.registrations.on_their_way(niks)
    for row in listed:
        nik = nik_digits(row.form)
        found = list(row.faults)
        if nik in known:
            found.append(RowFault("nik", Reason.ALREADY_PARTICIPANT))
        elif nik in under_way:
            found.append(RowFault("nik", Reason.REGISTRATION_OPEN, (("number", "–"),)))
        yield replace(row, faults=tuple(found))
