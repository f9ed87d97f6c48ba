"""A case: one difference between our books and the host's, until two people have closed it.

What a person finds out is written down; nothing is adjusted by it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import mask
from counter_app.domain.money import Rupiah
from counter_app.domain.reconciliation import Difference, Kind, OwnRow, SettlementRow


class CaseState(StrEnum):
    """Where a case stands. The value is what the database holds."""

    OPEN = "OPEN"
    ASSIGNED = "ASSIGNED"
    PROPOSED = "PROPOSED"
    CLOSED = "CLOSED"


CASE_TRANSITIONS: Mapping[CaseState, frozenset[CaseState]] = MappingProxyType(
    {
        CaseState.OPEN: frozenset({CaseState.ASSIGNED}),
        CaseState.ASSIGNED: frozenset({CaseState.PROPOSED}),
        CaseState.PROPOSED: frozenset({CaseState.ASSIGNED, CaseState.CLOSED}),
        CaseState.CLOSED: frozenset(),
    }
)
"""The whole table. Back from PROPOSED to ASSIGNED: the second person was not convinced."""


def require_case_transition(old: CaseState, new: CaseState) -> None:
    """Raise ``Declined(CASE_MOVED)`` unless the table has it."""
    if new not in CASE_TRANSITIONS[old]:
        raise Declined(Reason.CASE_MOVED, state=old.value)


class NoteKind(StrEnum):
    """What a line of a case's history tells. ``GONE`` and ``BACK``: what a later reckoning found."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    NOTE = "note"
    PROPOSED = "proposed"
    RETURNED = "returned"
    CLOSED = "closed"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a conclusion rests on: what it is, and, of a file, its name and SHA-256 (hex); the file stays where it is."""

    words: str
    file_name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The first person's conclusion. ``at`` is UTC."""

    conclusion: str
    proof: Proof
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """``by`` asked for the closing, ``approved_by`` is the second person. ``at`` is UTC."""

    by: str
    approved_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """``day`` is the host's; with ``key`` and ``kind`` it tells a case from all others of the office.

    ``here`` and ``there``: rupiah, ``None`` where there was no row. ``ours`` and ``theirs``: both sides as they stood when
    the case was opened, as JSON with the payer's number masked. ``gone_since`` (UTC): a later reckoning of the day
    found the difference no more; that closes nothing.
    """

    id: UUID
    office_id: str
    counter_id: str
    day: date
    key: str
    kind: Kind
    receipt_number: str
    here: Rupiah | None
    there: Rupiah | None
    ours: str
    theirs: str
    opened_at: datetime
    opened_by: str
    state: CaseState = CaseState.OPEN
    owner: str | None = None
    proposal: Proposal | None = None
    closing: Closing | None = None
    gone_since: datetime | None = None

    @property
    def is_closed(self) -> bool:
        return self.state is CaseState.CLOSED


@dataclass(frozen=True, slots=True)
class CaseNote:
    """One line of a case's history, which only grows. ``place`` counts from 1; ``at`` is UTC."""

    case_id: UUID
    place: int
    kind: NoteKind
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A reckoning that was run, by numbers: the newest of a day says how the day stands. ``at`` is UTC.

    ``source``: ``host``, or the SHA-256 of the settlement file (hex).
    """

    id: UUID
    day: date
    at: datetime
    by: str
    source: str
    matched: int
    waiting: int
    different: int
    net_here: int
    net_there: int


def line_of_proposal(conclusion: str, proof: Proof) -> str:
    """A conclusion and its evidence in one line, for the history: a later conclusion takes their place in the case."""
    file = f", {proof.file_name} ({proof.sha256})" if proof.file_name else ""
    return f"{conclusion} [{proof.words}{file}]"


def as_it_stood_here(difference: Difference) -> str:
    """Our side as JSON; ``null`` where there was nothing."""
    return _written(None if difference.own is None else _own(difference.own))


def as_it_stood_there(difference: Difference) -> str:
    """The host's lines as JSON, none where there was nothing."""
    return _written([_line(line) for line in difference.lines])


def _own(row: OwnRow) -> dict[str, object]:
    reversal = row.reversal
    return {
        "counter": row.counter_id,
        "receipt": row.receipt_number,
        "business_date": row.business_date.isoformat(),
        "payer": mask(row.nik),
        "amount": row.amount,
        "state": row.state.value,
        "posted_on": row.posted_on.isoformat() if row.posted_on else None,
        "reference": row.host_reference,
        "reversal": None if reversal is None else {"state": reversal.state.value, "reference": reversal.host_reference},
    }


def _line(line: SettlementRow) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "counter": line.counter_id,
        "receipt": line.receipt_number,
        "business_date": line.business_date.isoformat(),
        "payer": mask(line.customer_no),
        "amount": line.amount,
        "posted_on": line.posted_on.isoformat(),
        "reference": line.host_reference,
    }


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
