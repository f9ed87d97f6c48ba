"""Everything there is to know after a play: the books, the clerk's notes, the paper, and what the host holds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from counter_app.domain.closing import Close
from counter_app.domain.drawer import CashMovement
from counter_app.domain.handover import Handover
from counter_app.domain.journal import Act
from counter_app.domain.offline import OfflineLimits
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.receipt import Office
from counter_app.domain.refund import Refund
from counter_app.domain.registration import Registration
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift
from counter_app.services.ports import Store, UnitOfWork
from counter_app.services.verification import Verification
from tests.faults.notebook import Notebook
from tests.faults.printer import Piece

OF_SHIFTS = frozenset({Document.CLOSING, Document.DEPOSIT})
OF_SUBJECTS = frozenset(
    {Document.CASH_MOVEMENT, Document.HANDOVER, Document.X_REPORT, Document.REGISTRATION, Document.RECALL}
)
_ABOUT_SUBJECTS = frozenset(
    {
        Act.CASH_DROPPED,
        Act.CASH_PICKED_UP,
        Act.HANDOVER_OFFERED,
        Act.X_REPORTED,
        Act.REGISTRATION_SUBMITTED,
        Act.RECALL_LISTED,
    }
)

Posting = Mapping[str, Any]
Entry = Mapping[str, Any]


class Harm(StrEnum):
    """What a fault costs: money or payment gone, posted or taken twice, never settled, a rule broken, a crash."""

    LOST = "lost"
    DOUBLED = "doubled"
    STUCK = "stuck"
    ORACLE = "oracle"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Found:
    harm: Harm
    words: str

    def __str__(self) -> str:
        return f"{self.harm}: {self.words}"


@dataclass(frozen=True, slots=True)
class Registered:
    """An application as the host holds it."""

    key: str
    nik: str
    state: str
    kpj: str


@dataclass(frozen=True, slots=True)
class DrawerRows:
    """What is stored about drawers beside their shifts."""

    movements: Sequence[CashMovement] = ()
    handovers: Sequence[Handover] = ()
    closes: Sequence[Close] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """``items`` are the outbox's, of payments and reversals by their ids; ``entries`` the journal's, as their bytes hold
    them, ``hashes`` theirs in the same order; ``clerks``: in whose names entries may stand. ``registrations`` are the
    counter's, ``registered`` the host's own.
    """

    office: Office
    payments: Sequence[Payment]
    reversals: Sequence[Reversal]
    refunds: Sequence[Refund]
    items: Mapping[str, OutboxItem | None]
    shifts: Mapping[UUID, Shift | None]
    jobs: Sequence[PrintJob]
    entries: Sequence[Entry]
    hashes: Sequence[str]
    fault: str | None
    postings: Sequence[Posting]
    pieces: Sequence[Piece]
    notebook: Notebook
    clerks: frozenset[str] = field(default=frozenset({"1001", "1002", "2001", "3001"}))
    limits: OfflineLimits = field(default=OfflineLimits())
    drawer: DrawerRows = field(default_factory=DrawerRows)
    registrations: Sequence[Registration] = ()
    registered: Sequence[Registered] = ()

    @property
    def rows(self) -> Sequence[Payment | Reversal]:
        """All that goes to the host."""
        return [*self.payments, *self.reversals]

    def posting(self, payment_id: UUID) -> Posting | None:
        """What the host holds of a payment."""
        return next((each for each in self.postings if each["paymentRequestId"] == str(payment_id)), None)

    def number(self, payment_id: UUID) -> str:
        """Its receipt's number."""
        return next(payment.receipt_number for payment in self.payments if payment.id == payment_id)


def gathered(
    store: Store, office: Office, postings: Sequence[Posting], pieces: Sequence[Piece], notebook: Notebook
) -> Evidence:
    """Read it all once."""
    with store.reading() as work:
        payments, reversals, refunds = list(work.payments.all()), work.reversals.all(), work.refunds.all()
        keys = [*(each.id for each in payments), *(each.id for each in reversals)]
        items = {str(key): work.outbox.get(key) for key in keys}
        chain = list(work.journal.chain())
        entries = [json.loads(entry.canonical) for entry in chain]
        opened = [UUID(entry["subject"]) for entry in entries if entry["act"] == Act.SHIFT_OPENED]
        shifts = {each: work.shifts.get(each) for each in opened}
        drawer = DrawerRows(work.movements.all(), work.handovers.all(), work.closes.all())
        registrations = work.registrations.all()
        subjects = [UUID(entry["subject"]) for entry in entries if entry["act"] in _ABOUT_SUBJECTS]
        jobs = [*_jobs(work, payments, opened), *_jobs_of(work, subjects)]
    return Evidence(
        office=office,
        payments=payments,
        reversals=reversals,
        refunds=refunds,
        items=items,
        shifts=shifts,
        jobs=jobs,
        entries=entries,
        hashes=[entry.hash for entry in chain],
        fault=Verification(store).run().fault,
        postings=postings,
        pieces=pieces,
        notebook=notebook,
        drawer=drawer,
        registrations=registrations,
    )


def _jobs(work: UnitOfWork, payments: Sequence[Payment], shifts: Sequence[UUID]) -> list[PrintJob]:
    about_payments = [
        job
        for payment in payments
        for document in Document
        if document not in OF_SHIFTS | OF_SUBJECTS
        for job in work.prints.of_payment(payment.id, document)
    ]
    return about_payments + [
        job for shift in shifts for document in OF_SHIFTS for job in work.prints.of_shift(shift, document)
    ]


def _jobs_of(work: UnitOfWork, subjects: Sequence[UUID]) -> list[PrintJob]:
    return [job for each in subjects for document in OF_SUBJECTS for job in work.prints.of_subject(each, document)]
