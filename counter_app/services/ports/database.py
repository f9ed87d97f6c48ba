"""The database: one transaction's view of it, repository by repository."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from counter_app.domain.approval import Approval
from counter_app.domain.bill import Programme
from counter_app.domain.identity import LookupNumber
from counter_app.domain.journal import Act, ChainedEntry, Entry
from counter_app.domain.months import Month
from counter_app.domain.offline import Unsent
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.participant import LocalParticipant, Participant
from counter_app.domain.payment import Payment, PaymentState, Posting
from counter_app.domain.people import Account
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.printer import Trouble
from counter_app.domain.refund import Refund
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.domain.shift import Shift
from counter_app.services.ports.coverage import CoverageBooks
from counter_app.services.ports.drawer import CashMovements, Closes, DrawerCounts, Handovers
from counter_app.services.ports.reckoning import Booked, Cases
from counter_app.services.ports.registration import RegistrationOutbox, Registrations
from counter_app.services.ports.reminders import Contacts, Reminders
from counter_app.services.ports.reporting import Listings, Reported
from counter_app.services.ports.retention import PersonalData


class Payments(Protocol):
    def add(self, payment: Payment) -> None: ...

    def get(self, payment_id: UUID) -> Payment | None: ...

    def by_receipt(self, number: str) -> Payment | None: ...

    def of_day(self, business_date: date) -> Sequence[Payment]:
        """The counter's payments of a business day, newest first."""
        ...

    def of_shift(self, shift_id: UUID) -> Sequence[Payment]: ...

    def get_many(self, payment_ids: Collection[UUID]) -> Sequence[Payment]:
        """The office's payments with these ids, in no order; those there are not are left out."""
        ...

    def posted_between(self, start: datetime, end: datetime) -> Sequence[Payment]:
        """The counter's payments that the host posted from ``start`` to before ``end``, by receipt number."""
        ...

    def in_states(self, states: Collection[PaymentState]) -> Sequence[Payment]:
        """The counter's payments that stand in one of these, of whatever day, in the order they were committed."""
        ...

    def of_payer(self, nik: str, states: Collection[PaymentState]) -> Sequence[Payment]:
        """The office's payments of one payer that stand in one of these, the oldest first."""
        ...

    def last(self) -> Payment | None:
        """The counter's newest payment, by sequence and not by time."""
        ...

    def all(self) -> Iterator[Payment]:
        """All payments of the counter in the order of their receipt numbers."""
        ...

    def move(self, payment_id: UUID, old: PaymentState, new: PaymentState, posting: Posting | None = None) -> bool:
        """Compare-and-set the state; false, and nothing changed, when it is no longer ``old``.

        Raises ``Declined(ILLEGAL_TRANSITION)`` for a way the table does not have.
        """
        ...


class Reversals(Protocol):
    def add(self, reversal: Reversal) -> None: ...

    def get(self, reversal_id: UUID) -> Reversal | None: ...

    def of_payment(self, payment_id: UUID) -> Reversal | None:
        """The reversal that counts: the one that has, or may yet have, an effect; else the last that had none."""
        ...

    def of_payments(self, payment_ids: Collection[UUID]) -> Mapping[UUID, Reversal]:
        """As ``of_payment``, for many at once."""
        ...

    def in_states(self, states: Collection[PaymentState]) -> Sequence[Reversal]:
        """The counter's reversals that stand in one of these, the oldest first."""
        ...

    def all(self) -> Sequence[Reversal]:
        """All reversals of the counter, the oldest first."""
        ...

    def move(self, reversal_id: UUID, old: PaymentState, new: PaymentState, undoing: Undoing | None = None) -> bool:
        """As ``Payments.move``, by the reversals' own table."""
        ...


class Refunds(Protocol):
    def add(self, refund: Refund) -> bool:
        """Store it; false, and nothing changed, when this payment's money went back already."""
        ...

    def get(self, payment_id: UUID) -> Refund | None: ...

    def of_shift(self, shift_id: UUID) -> Sequence[Refund]: ...

    def all(self) -> Sequence[Refund]:
        """All refunds of the counter, the oldest first."""
        ...


class Approvals(Protocol):
    def add(self, approval: Approval) -> None: ...

    def get(self, approval_id: UUID) -> Approval | None: ...

    def use(self, approval_id: UUID, at: datetime) -> bool:
        """Mark as used; false when it was already."""
        ...

    def all(self) -> Sequence[Approval]:
        """All consents given at the counter, the oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A month of one programme that a payment of a payer holds in the whole office."""

    programme: Programme
    month: Month
    payment_id: UUID


class MonthClaims(Protocol):
    """Which months a payer has paid, or may have, anywhere in the office. No month can be held twice."""

    def take(self, payment: Payment) -> Claim | None:
        """Claim every line's month for the payment; the first one that another payment holds, if there is one.

        Then the transaction must not be committed. Two counters that claim at once: one waits for the other.
        """
        ...

    def release(self, payment_id: UUID) -> None:
        """Give back what a payment held, because it has come to nothing."""
        ...

    def of_payment(self, payment_id: UUID) -> Sequence[Claim]: ...

    def holders(self) -> Mapping[tuple[str, Programme, Month], UUID]:
        """Which payment holds what, in the whole office, by the payer's NIK, programme and month."""
        ...


class ReceiptNumbers(Protocol):
    def take(self) -> int:
        """The counter's next number, from 1, without gaps: a rolled-back transaction gives it back."""
        ...

    def last(self) -> int:
        """The last number taken; 0 before the first."""
        ...

    def skip_to(self, number: int) -> None:
        """Count the numbers up to ``number`` as taken: they stand on receipts whose payments are lost here."""
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """Which entries of the counter's journal: by or about one person, of these acts, from ``since`` to before ``until`` (UTC),
    with a number below ``before``; whatever is ``None`` is any. ``numbers``: these and no others.
    """

    actor: str | None = None
    acts: frozenset[Act] | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    numbers: tuple[int, ...] | None = None


class Journal(Protocol):
    def append(self, entry: Entry) -> ChainedEntry: ...

    def append_all(self, entries: Sequence[Entry]) -> None:
        """As ``append``, for hundreds at once."""
        ...

    def head(self) -> str:
        """The hash of the last entry, or ``GENESIS``."""
        ...

    def chain(self, after: int = 0) -> Iterator[ChainedEntry]:
        """All entries of the counter's chain, in order; those behind number ``after`` only."""
        ...

    def first(self, act: Act, subject: str) -> ChainedEntry | None:
        """The earliest entry of one act about one subject."""
        ...

    def last(self, act: Act, subject: str) -> ChainedEntry | None:
        """The latest entry of one act about one subject."""
        ...

    def found(self, search: Search, limit: int) -> Sequence[ChainedEntry]:
        """The latest entries that fit, the newest first, ``limit`` at most."""
        ...

    def about(self, subject: str, acts: Collection[Act]) -> Sequence[ChainedEntry]:
        """All entries of these acts about one subject in every chain of the office, each chain's in its order."""
        ...

    def anywhere(self, act: Act, subject: str) -> ChainedEntry | None:
        """The latest entry of one act about one subject in any chain of the office, by the entries' own moments."""
        ...


@dataclass(frozen=True, slots=True)
class Queue:
    """How many payments still need the host, how many of them nobody can be sure of, and since when (UTC)."""

    waiting: int
    unknown: int
    oldest_at: datetime | None


class Outbox(Protocol):
    def add(self, item: OutboxItem) -> None: ...

    def get(self, item_id: UUID) -> OutboxItem | None:
        """The item of a payment or of a reversal, by its id."""
        ...

    def lease(
        self, owner: str, now: datetime, until: datetime, item_id: UUID | None = None, *, early: bool = False
    ) -> OutboxItem | None:
        """Take the oldest due item that nobody holds (or the named one), for ``owner`` alone until ``until``.

        ``early``: also one that is put off until later. A due time or a lease more than ``LONGEST_PAUSE`` ahead of
        ``now`` does not hold.
        """
        ...

    def save(self, item: OutboxItem, owner: str) -> bool:
        """Write an item back; false, and nothing changed, when ``owner`` no longer holds its lease.

        What is written of the lease is what ``item`` says of it.
        """
        ...

    def of_day(self, business_date: date) -> Mapping[UUID, OutboxItem]:
        """The items of a business day's payments, by payment; those of reversals are left out."""
        ...

    def get_many(self, item_ids: Collection[UUID]) -> Mapping[UUID, OutboxItem]:
        """As ``get``, for many at once."""
        ...

    def unsent(self) -> Unsent:
        """What the host has not settled of the counter's payments (``UNSETTLED``), counted."""
        ...

    def queue(self) -> Queue:
        """What still needs the forwarder, counted."""
        ...


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """One print job as the books are checked: what it is about, which document and copy, and its state."""

    subject: UUID
    document: Document
    copy: int
    state: PrintState


class PrintJobs(Protocol):
    def add(self, job: PrintJob) -> None: ...

    def get(self, job_id: UUID) -> PrintJob | None: ...

    def move(
        self,
        job_id: UUID,
        old: PrintState,
        new: PrintState,
        detail: str = "",
        wording: str = "",
        trouble: Trouble | None = None,
    ) -> bool:
        """Compare-and-set the state; false, and nothing changed, when it is no longer ``old``.

        ``wording`` is stored when it is not empty, ``trouble`` always.
        """
        ...

    def of_payment(self, payment_id: UUID, document: Document = Document.RECEIPT) -> Sequence[PrintJob]:
        """One kind of a payment's papers, the original first, then its copies."""
        ...

    def of_shift(self, shift_id: UUID, document: Document = Document.CLOSING) -> Sequence[PrintJob]:
        """One kind of a shift's papers, the original first, then its copies."""
        ...

    def of_subject(self, subject_id: UUID, document: Document) -> Sequence[PrintJob]:
        """One kind of papers about something that is neither payment nor shift, ordered likewise."""
        ...

    def unconfirmed_papers(self) -> Sequence[Payment]:
        """Confirmed payments whose payer holds paper that says *diterima* only, and no confirmation slip; the oldest
        first.
        """
        ...

    def of_day(self, business_date: date) -> Mapping[UUID, Sequence[PrintJob]]:
        """The receipts of a business day's payments, by payment, each as ``of_payment`` orders them."""
        ...

    def unfinished(self) -> Sequence[PrintJob]:
        """Every job whose payer may still be without it, the oldest first; also what a later copy has made good."""
        ...

    def missing(self) -> Sequence[PrintJob]:
        """Of ``unfinished``, what no later copy has made good."""
        ...

    def held(self, requested_by: str, since: datetime) -> Sequence[PrintJob]:
        """What is held of what somebody asked for since then (UTC), the oldest first."""
        ...

    def in_flight(self) -> PrintJob | None:
        """The counter's one job that is being printed."""
        ...

    def recent(self, limit: int) -> Sequence[PrintJob]:
        """What was handed over or dismissed, the last that was asked for first."""
        ...

    def standings(self) -> Iterable[PaperStanding]:
        """How every job of the counter stands, in no order."""
        ...


class Participants(Protocol):
    def save(self, participants: Sequence[Participant], as_of: datetime) -> None:
        """Insert or renew by NIK, index included."""
        ...

    def by_number(self, number: LookupNumber) -> LocalParticipant | None: ...

    def by_name(self, text: str, limit: int) -> Sequence[LocalParticipant]:
        """Whose name has a word beginning with each word of ``text``, accents and case aside, by name."""
        ...

    def count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SyncState:
    """How far the participants have arrived. ``finished_at`` (UTC) is ``None`` while a run is under way."""

    cursor: str = ""
    received: int = 0
    total: int = 0
    finished_at: datetime | None = None


class SyncStates(Protocol):
    def get(self) -> SyncState: ...

    def save(self, state: SyncState) -> None: ...


class Accounts(Protocol):
    def get(self, user_id: str) -> Account | None: ...

    def add(self, account: Account) -> bool:
        """Store somebody new; false, and nothing changed, when that staff number is taken anywhere in the office."""
        ...

    def save(self, account: Account) -> None: ...

    def count(self) -> int: ...

    def all(self) -> Sequence[Account]:
        """Everybody of the office, by staff number."""
        ...


class Shifts(Protocol):
    def add(self, shift: Shift) -> None: ...

    def get(self, shift_id: UUID) -> Shift | None: ...

    def current(self) -> Shift | None:
        """The counter's open shift, if there is one."""
        ...

    def open_in_office(self) -> Sequence[Shift]:
        """The open shifts of every counter of the office, the oldest first."""
        ...

    def close(self, shift: Shift) -> bool:
        """Store a closed shift; false, and nothing changed, when it is not open any more."""
        ...


class UnitOfWork(Protocol):
    """One transaction's view of the database, scoped to the office and the counter."""

    @property
    def payments(self) -> Payments: ...
    @property
    def reversals(self) -> Reversals: ...
    @property
    def refunds(self) -> Refunds: ...
    @property
    def approvals(self) -> Approvals: ...
    @property
    def claims(self) -> MonthClaims: ...
    @property
    def numbers(self) -> ReceiptNumbers: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def prints(self) -> PrintJobs: ...
    @property
    def participants(self) -> Participants: ...
    @property
    def sync(self) -> SyncStates: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def counts(self) -> DrawerCounts: ...
    @property
    def movements(self) -> CashMovements: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def closes(self) -> Closes: ...
    @property
    def booked(self) -> Booked: ...
    @property
    def coverage(self) -> CoverageBooks: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def registrations(self) -> Registrations: ...
    @property
    def registration_outbox(self) -> RegistrationOutbox: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def personal_data(self) -> PersonalData: ...
    @property
    def reported(self) -> Reported: ...
    @property
    def listings(self) -> Listings: ...


class Store(Protocol):
    """The database. Both ways raise ``Unavailable(DATABASE)`` when it cannot be used now."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """One write transaction: committed when the block ends, rolled back when it raises."""
        ...

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """One consistent view; writing through it is an error."""
        ...
