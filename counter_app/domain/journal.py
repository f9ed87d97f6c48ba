"""The journal: every act that touches money or trust, in one chain per counter.

An entry's canonical bytes hold everything it says, including the hash of the entry before it; its own
hash is SHA-256 over those bytes. Whoever changes, removes or swaps an entry breaks the chain at that place.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
"""What the first entry of a chain names as its predecessor."""

Fact = str | int | bool | None
"""What an entry may hold: plain values, so that its bytes are the same everywhere."""


class Act(StrEnum):
    """What an entry records."""

    COUNTER_SET_UP = "counter.set-up"
    USER_ADDED = "user.added"
    LOGIN = "login"
    LOGIN_REFUSED = "login.refused"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    WINDOW_LOCKED = "window.locked"
    WINDOW_UNLOCKED = "window.unlocked"
    SHIFT_OPENED = "shift.opened"
    SHIFT_CLOSED = "shift.closed"
    DRAWER_COUNTED = "drawer.counted"
    DRAWER_REVEALED = "drawer.revealed"
    CASH_DROPPED = "drawer.dropped"
    CASH_PICKED_UP = "drawer.picked-up"
    DRAWER_KICKED = "drawer.kicked"
    DRAWER_OPENED = "drawer.opened"
    DRAWER_STUCK = "drawer.stuck"
    HANDOVER_OFFERED = "handover.offered"
    HANDOVER_ACCEPTED = "handover.accepted"
    HANDOVER_DISPUTED = "handover.disputed"
    HANDOVER_WITHDRAWN = "handover.withdrawn"
    X_REPORTED = "x-report.taken"
    PAYMENT_ACCEPTED = "payment.accepted"
    BILL_DIFFERS = "bill.differs"
    ATTEMPT = "payment.attempt"
    OUTCOME = "payment.outcome"
    HOST_ALARM = "host.alarm"
    PRINT_BEGUN = "print.begun"
    PRINTED = "print.delivered"
    PRINT_FAILED = "print.failed"
    REPRINT = "print.reprint"
    PRINT_DISMISSED = "print.dismissed"
    PRINTER_SET = "printer.set-up"
    PRINTER_TESTED = "printer.tested"
    EXPORTED = "receipt.exported"
    DATABASE_RESTORED = "database.restored"
    DATABASE_REALIGNED = "database.realigned"
    RECOVERY_KEY_SHOWN = "recovery-key.shown"
    RECOVERY_KEY_TESTED = "recovery-key.tested"
    COUNTER_KEY_MADE = "counter.key-made"
    COUNTER_KEY_ENROLLED = "counter.key-enrolled"
    PROGRAM_STARTED = "program.started"
    PROGRAM_STOPPED = "program.stopped"
    SETTINGS_CHANGED = "settings.changed"
    LOGOUT = "logout"
    REVEALED = "number.revealed"
    APPROVED = "approval.given"
    APPROVAL_REFUSED = "approval.refused"
    OFFLINE_OVER_LIMIT = "offline.over-limit"
    CLOCK_ACCEPTED = "clock.accepted"
    PAID_DESPITE_DOUBT = "payment.despite-doubt"
    CANCELLED = "payment.cancelled"
    REFUNDED = "payment.refunded"
    EVIDENCE_ASKED = "review.evidence-asked"
    REVIEW_RESOLVED = "review.resolved"
    REVERSAL_ASKED = "reversal.asked"
    REVERSAL_ATTEMPT = "reversal.attempt"
    REVERSAL_OUTCOME = "reversal.outcome"
    REVERSAL_PAID_OUT = "reversal.paid-out"
    SLIP_ASKED = "print.slip-asked"
    RECALL_CONTACTED = "recall.contacted"
    RECALL_LISTED = "recall.listed"
    RECOVERY_ANSWERED = "recovery.answered"
    QUEUE_EXPORTED = "queue.exported"
    QUEUE_IMPORTED = "queue.imported"
    QUEUE_ANSWERED = "queue.answered"
    ANCHORED = "journal.anchored"
    RECONCILED = "settlement.reckoned"
    RECKONING_WRITTEN = "settlement.written"
    CASE_OPENED = "case.opened"
    CASE_ASSIGNED = "case.assigned"
    CASE_NOTED = "case.noted"
    CASE_PROPOSED = "case.proposed"
    CASE_RETURNED = "case.returned"
    CASE_CLOSED = "case.closed"
    CASE_GONE = "case.gone"
    CASE_BACK = "case.back"
    STATEMENT_MADE = "statement.made"
    REPORT_MADE = "report.made"
    LIST_EXPORTED = "list.exported"
    CONTACTED = "contact.noted"
    LETTERS_MADE = "letters.made"
    REGISTRATION_DRAFTED = "registration.drafted"
    REGISTRATION_CONSENTED = "registration.consented"
    REGISTRATION_SUBMITTED = "registration.submitted"
    REGISTRATION_WITHDRAWN = "registration.withdrawn"
    REGISTRATION_ATTEMPT = "registration.attempt"
    REGISTRATION_OUTCOME = "registration.outcome"
    REGISTRATION_PAID = "registration.paid"
    REGISTRATION_LIST = "registration.list-imported"
    RENAMED = "user.renamed"
    ROLE_CHANGED = "user.role-changed"
    RETIRED = "user.retired"
    BROUGHT_BACK = "user.brought-back"
    PIN_CHANGED = "pin.changed"
    PIN_RESET = "pin.reset"
    PIN_REHASHED = "pin.rehashed"
    DATA_LET_GO = "personal-data.let-go"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act before it is chained. ``actor``: a staff number, or ``system:<part>``. ``at`` is UTC."""

    at: datetime
    actor: str
    act: Act
    subject: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry in its place. ``canonical`` are the exact bytes that ``hash`` (hex SHA-256) is over.

    ``filed`` is what stands beside the bytes for people who read the database, by the names used in them.
    """

    seq: int
    canonical: bytes
    hash: str
    filed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first entry that does not hold. ``seq`` is the place in the chain, counted from 1."""

    seq: int
    what: str


def chain(entry: Entry, *, office_id: str, counter_id: str, seq: int, previous: str) -> ChainedEntry:
    """Put an entry in its place: ``seq`` counts from 1, ``previous`` is the predecessor's hash or ``GENESIS``."""
    content = {
        "v": 1,
        "office": office_id,
        "counter": counter_id,
        "seq": seq,
        "at": moment(entry.at),
        "actor": entry.actor,
        "act": entry.act.value,
        "subject": entry.subject,
        "facts": dict(entry.facts),
        "prev": previous,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return ChainedEntry(seq, canonical, hashlib.sha256(canonical).hexdigest())


def moment(at: datetime) -> str:
    """A UTC moment as it stands in an entry's bytes: to the millisecond, with its zone."""
    return at.isoformat(timespec="milliseconds")


def content_of(entry: ChainedEntry) -> Mapping[str, Any]:
    """What an entry that is known to hold says, by the names in its bytes (see ``chain``)."""
    content: Mapping[str, Any] = json.loads(entry.canonical)
    return content


def holds(entry: ChainedEntry) -> bool:
    """Whether an entry's own bytes are those its hash is over, and say what it is filed under.

    Its place in the chain is not looked at: ``first_fault`` does, from the first entry on.
    """
    return hashlib.sha256(entry.canonical).hexdigest() == entry.hash and not _misfiled(entry, content_of(entry))


def first_fault(entries: Iterable[ChainedEntry]) -> ChainFault | None:
    """Walk a chain from its beginning and name the first entry that does not hold, or ``None``."""
    previous, expected_seq = GENESIS, 1
    for entry in entries:
        what = _fault(entry, expected_seq, previous)
        if what is not None:
            return ChainFault(expected_seq, what)
        previous, expected_seq = entry.hash, expected_seq + 1
    return None


def _fault(entry: ChainedEntry, expected_seq: int, previous: str) -> str | None:
    if entry.seq != expected_seq:
        return f"entry {expected_seq} is missing; entry {entry.seq} stands in its place"
    if hashlib.sha256(entry.canonical).hexdigest() != entry.hash:
        return "its bytes do not match its hash"
    try:
        content = json.loads(entry.canonical)
        named, own_seq = content["prev"], content["seq"]
    except (ValueError, KeyError, TypeError):
        return "its bytes cannot be read"
    if own_seq != entry.seq:
        return f"its bytes say it is entry {own_seq}"
    if named != previous:
        return "it does not follow the entry before it"
    wrong = _misfiled(entry, content)
    return f"it is filed under another {', '.join(wrong)} than its bytes say" if wrong else None


def _misfiled(entry: ChainedEntry, content: Mapping[str, Any]) -> list[str]:
    return [name for name, value in entry.filed if content.get(name) != value]
