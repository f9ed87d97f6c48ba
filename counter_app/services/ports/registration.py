"""What registering needs from the world: its rows, a host that registers, occupations, near names, lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable
from uuid import UUID

from counter_app.domain.occupations import Occupation
from counter_app.domain.participant import LocalParticipant
from counter_app.domain.registration import Outcome, Registration, RegistrationState
from counter_app.domain.registration_form import Applicant, Form
from counter_app.domain.registration_outbox import RegistrationAnswer, RegistrationItem


class Registrations(Protocol):
    """The counter's applications. Of an open one (``ON_ITS_WAY``) the office has one a NIK."""

    def add(self, registration: Registration) -> None: ...

    def keep(self, registration_id: UUID, form: Form) -> bool:
        """Write a draft's answers; false, and nothing changed, when it is no draft any more."""
        ...

    def submit(self, registration: Registration) -> bool:
        """From draft to submitted, with consent, clerk and moment; false when it is no draft, or another of the same NIK
        is on its way.
        """
        ...

    def enter_all(self, registrations: Sequence[Registration]) -> bool:
        """Store submitted applications, hundreds at once; false when another of one of their NIKs is on its way. Then
        the transaction must not be committed.
        """
        ...

    def get(self, registration_id: UUID) -> Registration | None: ...

    def move(
        self, registration_id: UUID, old: RegistrationState, new: RegistrationState, outcome: Outcome | None = None
    ) -> bool:
        """Compare-and-set the state; false, and nothing changed, when it is no longer ``old``.

        Raises ``Declined(ILLEGAL_TRANSITION)`` for a way the table does not have.
        """
        ...

    def link(self, registration_id: UUID, payment_id: UUID) -> bool:
        """Name the first payment, once; false when one is named already."""
        ...

    def on_its_way(self, nik: str) -> Registration | None:
        """The one of this NIK that is on its way, at whichever counter of the office."""
        ...

    def on_their_way(self, niks: Collection[str]) -> frozenset[str]:
        """Those of ``niks`` of whom an application is on its way in the office."""
        ...

    def unpaid(self, nik: str) -> Registration | None:
        """This counter's newest one of this NIK whose KPJ is issued and whose first payment is not named: another
        counter's journal does not tell of it, nor that one's of this payment.
        """
        ...

    def last_branch(self) -> str:
        """The branch office that the counter's newest application names; empty without one."""
        ...

    def likely(self, born: date | None, phone: str) -> Sequence[LocalParticipant]:
        """The office's participants who were born that day, by their NIK, or have that telephone (``08…``)."""
        ...

    def participants_among(self, niks: Collection[str]) -> frozenset[str]:
        """Those of ``niks`` who take part already."""
        ...

    def touched_since(self, start: datetime) -> Sequence[Registration]:
        """Those drafted, submitted or decided at ``start`` or later, and all that are open; the newest first."""
        ...

    def in_states(self, states: Collection[RegistrationState]) -> Sequence[Registration]:
        """The counter's applications that stand in one of these, the oldest first."""
        ...

    def all(self) -> Sequence[Registration]:
        """All applications of the counter, the oldest first."""
        ...


class RegistrationOutbox(Protocol):
    """As ``ports.Outbox``, for applications."""

    def add(self, item: RegistrationItem) -> None: ...

    def add_all(self, items: Sequence[RegistrationItem], submitted_at: datetime) -> None:
        """As ``add``, for hundreds that were submitted in one moment."""
        ...

    def get(self, item_id: UUID) -> RegistrationItem | None: ...

    def lease(
        self, owner: str, now: datetime, until: datetime, item_id: UUID | None = None
    ) -> RegistrationItem | None: ...

    def save(self, item: RegistrationItem, owner: str) -> bool: ...

    def close(self, item_id: UUID) -> None:
        """Nothing more is to be done about it: it was taken back before it was sent."""
        ...

    def waiting(self) -> int:
        """How many still need the host."""
        ...


@runtime_checkable
class RegistrationHost(Protocol):
    """A host that registers workers. Not every gateway has one. Nothing here raises for what wire or host do."""

    def registration_body(self, registration: Registration, applicant: Applicant) -> bytes:
        """The exact bytes that will be sent for a submitted application, now and at every later attempt."""
        ...

    def register(self, body: bytes) -> RegistrationAnswer:
        """Apply, or learn what came of it: the same bytes again change nothing more."""
        ...

    def registration_status(self, registration_id: UUID) -> RegistrationAnswer:
        """Ask what became of an application."""
        ...


class Occupations(Protocol):
    """The list of occupations and the search in it."""

    def all(self) -> Sequence[Occupation]: ...

    def search(self, text: str, limit: int = 8) -> Sequence[Occupation]:
        """The best first: by beginnings of words, accents and case aside, then by what was meant and mistyped."""
        ...


@dataclass(frozen=True, slots=True)
class NearName:
    """A participant with almost the same name. ``score``: 0 to 100; ``same_phone``, ``same_birth`` (by the NIK)."""

    local: LocalParticipant
    score: float
    same_phone: bool
    same_birth: bool


class NameIndex(Protocol):
    """Near names among the office's participants; takes up to some hundred milliseconds, so never where a window waits."""

    def near(self, name: str, *, born: date | None, phone: str, limit: int = 5) -> Sequence[NearName]:
        """Who bears almost this name and was born that day or has that phone; the nearest first."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as read: its header and its rows as text. ``rows`` hold (line number in the file, cells).

    ``rounded``: the cells, by line and place from 0, of which digits may be lost. ``digest``: hex SHA-256 of the file.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    rounded: frozenset[tuple[int, int]]
    digest: str


class ListReader(Protocol):
    """Reads a collector's list, CSV or XLSX."""

    def read(self, path: Path) -> Sheet:
        """Raises ``Declined(LIST_FILE)`` with ``what`` for a file that is none, too large, or holds formulas."""
        ...
