"""What a reckoning reads of our books, and where its cases are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, tzinfo
from typing import Protocol
from uuid import UUID

from counter_app.domain.case import Case, CaseNote, CaseState, Closing, Proposal, RunRecord
from counter_app.domain.reconciliation import Kind, OwnRow

CaseKey = tuple[str, Kind]
"""What tells a case from the others of its day: the payment's key, and how the books differ."""


class Booked(Protocol):
    """Payments as a reckoning needs them, without their bills: twenty thousand are read in a second."""

    def posted_on(self, day: date, zone: tzinfo) -> Sequence[OwnRow]:
        """The counter's payments that the host posted on ``day``, which begins and ends in ``zone``."""
        ...

    def named(self, payment_ids: Collection[UUID], zone: tzinfo) -> Sequence[OwnRow]:
        """The office's payments with these ids, in no order; those there are not are left out."""
        ...


class Cases(Protocol):
    """The office's cases. Nothing but where they stand ever changes in them."""

    def add(self, case: Case) -> bool:
        """Store a new one; false, and nothing changed, when the office has one of this day, key and kind."""
        ...

    def get(self, case_id: UUID) -> Case | None: ...

    def of_day(self, day: date) -> Mapping[CaseKey, Case]:
        """All cases of one of the host's days, also those of other counters."""
        ...

    def open(self) -> Sequence[Case]:
        """All that are not closed, the oldest day first."""
        ...

    def all(self) -> Sequence[Case]:
        """All cases that this counter's reckonings opened, in the order in which they were opened."""
        ...

    def assign(self, case_id: UUID, old: CaseState, owner: str) -> bool:
        """Give it an owner, and the state ASSIGNED; false when it is no longer ``old``."""
        ...

    def propose(self, case_id: UUID, proposal: Proposal) -> bool:
        """From ASSIGNED to PROPOSED; false when it is no longer ASSIGNED."""
        ...

    def give_back(self, case_id: UUID) -> bool:
        """From PROPOSED to ASSIGNED; false when it is no longer PROPOSED."""
        ...

    def close(self, case_id: UUID, closing: Closing) -> bool:
        """From PROPOSED to CLOSED; false when it is no longer PROPOSED."""
        ...

    def mark(self, case: Case) -> None:
        """Store since when its difference is gone, as ``case`` says; nothing of one that is closed."""
        ...

    def add_note(self, note: CaseNote) -> None: ...

    def notes(self, case_id: UUID) -> Sequence[CaseNote]:
        """A case's history, from its opening on."""
        ...

    def all_notes(self) -> Sequence[CaseNote]:
        """The history of all cases that this counter's reckonings opened, each from its opening on."""
        ...

    def add_run(self, run: RunRecord) -> None: ...

    def runs(self, limit: int) -> Sequence[RunRecord]:
        """The newest reckoning of each day of this counter, the latest day first."""
        ...

    def all_runs(self) -> Sequence[RunRecord]:
        """Every reckoning of this counter."""
        ...
