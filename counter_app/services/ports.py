"""What the services need from the world, as Protocols. Implementations are wired in ``counter_app.bootstrap``."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable
from uuid import UUID

from counter_app.domain.approval import Approval
from counter_app.domain.bill import Bill, Programme
from counter_app.domain.counter_key import CounterKey
from counter_app.domain.high_water import HighWater
from counter_app.domain.identity import LookupNumber
from counter_app.domain.journal import Act, ChainedEntry, Entry
from counter_app.domain.months import Month
from counter_app.domain.offline import Unsent
from counter_app.domain.outbox import HostReply, OutboxItem, ReversalReply
from counter_app.domain.paper import Paper
from counter_app.domain.participant import LocalParticipant, Participant
from counter_app.domain.payment import Payment, PaymentState, Posting
from counter_app.domain.people import Account
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.refund import Refund
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.domain.shift import Shift


class Clock(Protocol):
    def now(self) -> datetime:
        """The time now, aware, UTC."""
        ...


# --- the host -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The host's answer to who is it and what is owed."""

    participant: Participant
    bill: Bill


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """One page of service 95. ``total``: how many rows the host counts in all, for a progress bar."""

    participants: tuple[Participant, ...]
    next_cursor: str
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a gateway can do besides inquiry, payment and status. What it cannot is not tried, and the window says so.

    ``sync``: list the office's participants. ``echo``: be asked for its time, which checks the line. ``offline``:
    post a payment whose bill came from the local tariff.
    """

    sync: bool = True
    echo: bool = True
    reversal: bool = True
    registration: bool = True
    offline: bool = True


class HostGateway(Protocol):
    """The one door to the host. Calls block, each within its own bounded time."""

    @property
    def abilities(self) -> Abilities: ...

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        """Who is it, and what do ``months`` months cost; ``None``: the participant's own programmes.

        Raises ``Declined`` (``PARTICIPANT_NOT_FOUND``, ``ALREADY_PAID``, ``HOST_REFUSED`` with ``code``)
        or ``Unavailable(HOST)``, at the latest after the lookup time-out (1.5 s by default).
        """
        ...

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        """The exact bytes that will be sent for a payment, now and at every later attempt."""
        ...

    def pay(self, body: bytes) -> HostReply:
        """Post a payment. Never raises for what the wire or the host does: that is a ``NoAnswer``."""
        ...

    def payment_status(self, payment: Payment) -> HostReply:
        """Ask what became of a payment. Never raises for what the wire or the host does."""
        ...

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        """The exact bytes that will be sent for a reversal, now and at every later attempt."""
        ...

    def reverse(self, body: bytes) -> ReversalReply:
        """Undo a payment, or learn what came of it: the same bytes again change nothing more. Never raises for what
        the wire or the host does.
        """
        ...

    def participants(self, cursor: str) -> ParticipantPage:
        """The office's participants changed since ``cursor`` (empty: from the beginning).

        Raises ``Unavailable(HOST)``.
        """
        ...

    def host_time(self) -> datetime:
        """Ask the host for its time, which also checks the line. Raises ``Unavailable(HOST)``."""
        ...


# --- the database ---------------------------------------------------------------------------------------------


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


class Journal(Protocol):
    def append(self, entry: Entry) -> ChainedEntry: ...

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

    def lease(self, owner: str, now: datetime, until: datetime, item_id: UUID | None = None) -> OutboxItem | None:
        """Take the oldest due item that nobody holds (or the named one), for ``owner`` alone until ``until``.

        A due time or a lease more than ``LONGEST_PAUSE`` ahead of ``now`` does not hold.
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


class PrintJobs(Protocol):
    def add(self, job: PrintJob) -> None: ...

    def get(self, job_id: UUID) -> PrintJob | None: ...

    def move(self, job_id: UUID, old: PrintState, new: PrintState, detail: str = "", wording: str = "") -> bool:
        """Compare-and-set the state; false, and nothing changed, when it is no longer ``old``.

        ``wording`` is stored when it is not empty.
        """
        ...

    def of_payment(self, payment_id: UUID, document: Document = Document.RECEIPT) -> Sequence[PrintJob]:
        """One kind of a payment's papers, the original first, then its copies."""
        ...

    def of_shift(self, shift_id: UUID) -> Sequence[PrintJob]:
        """A shift's closing slips, the original first, then its copies."""
        ...

    def unconfirmed_papers(self) -> Sequence[Payment]:
        """Confirmed payments whose payer holds paper that says *diterima* only, and no confirmation slip; the oldest
        first.
        """
        ...

    def of_day(self, business_date: date) -> Mapping[UUID, Sequence[PrintJob]]:
        """The receipts of a business day's payments, by payment, each as ``of_payment`` orders them."""
        ...

    def unfinished(self) -> Sequence[PrintJob]: ...


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


class Store(Protocol):
    """The database. Both ways raise ``Unavailable(DATABASE)`` when it cannot be used now."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """One write transaction: committed when the block ends, rolled back when it raises."""
        ...

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """One consistent view; writing through it is an error."""
        ...


# --- care of the database -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole, encrypted copy in ``file``, taken at ``taken_at`` (UTC) and read through since.

    It ends at journal entry ``entries``, whose hash is ``head``; ``receipts`` is the last receipt number in it,
    ``sha256`` the hex digest of the file.
    """

    file: Path
    taken_at: datetime
    head: str
    entries: int
    receipts: int
    sha256: str


class Backups(Protocol):
    """Where backups are kept, each by the second it was taken at (UTC)."""

    def times(self) -> Sequence[datetime]:
        """Of which moments there are backups, the oldest first."""
        ...

    def write(self, at: datetime) -> Backup:
        """Make one. Raises ``Unavailable(DATABASE)``, or what opening the database raises when it is damaged."""
        ...

    def remove(self, at: datetime) -> None:
        """Remove one; that it is gone already or cannot be removed now is no error."""
        ...

    def tidy(self) -> None:
        """Remove what backups that were never finished have left behind."""
        ...

    def damage(self) -> str | None:
        """What the last backup found wrong with the database it was to copy, in words, or ``None``."""
        ...


class Marks(Protocol):
    """The high-water mark, kept outside of the database."""

    def read(self) -> HighWater | None:
        """The mark, or ``None`` where there is none that can be trusted."""
        ...

    def set(self, mark: HighWater) -> None:
        """Put it where ``mark`` says, lower than it was as well."""
        ...


class DiskSpace(Protocol):
    def free(self) -> int:
        """How many bytes the disk that holds the database has left for this program."""
        ...


# --- paper ----------------------------------------------------------------------------------------------------


class PaperRenderer(Protocol):
    """One receipt or slip, the same words and amounts in every form."""

    def txt(self, paper: Paper) -> str: ...

    def escpos(self, paper: Paper) -> bytes: ...

    def pdf(self, paper: Paper) -> bytes: ...

    def png(self, paper: Paper, scale: int = 2) -> bytes: ...


class PrinterDevice(Protocol):
    """Something that puts bytes on paper. ``name`` is what the clerk reads of it."""

    @property
    def name(self) -> str: ...

    def deliver(self, data: bytes, job: str) -> None:
        """Hand over one whole job. Raises ``Undelivered`` unless every byte was taken, within seconds."""
        ...

    def check(self) -> None:
        """Raise ``Unavailable(PRINTER)`` when a job could not be delivered now."""
        ...


class PinHasher(Protocol):
    """One-way hashing of PINs (argon2id)."""

    def hash(self, pin: str) -> str: ...

    def verify(self, pin_hash: str, pin: str) -> bool: ...


# --- keys -----------------------------------------------------------------------------------------------------

SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""Public key, message, signature → whether it is that key's. Never raises, whatever the bytes are."""


class ReceiptSigner(Protocol):
    """This counter's own key, made when it is first needed. Both raise ``Unavailable`` when it cannot be used."""

    def public_key(self) -> bytes:
        """The half that everybody may know, ``PUBLIC_KEY_LENGTH`` bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519; the same for the same message."""
        ...


@runtime_checkable
class KeyRegister(Protocol):
    """A host that keeps the counters' public keys. Not every gateway has one."""

    def enrol(self, own: CounterKey) -> Sequence[CounterKey]:
        """Tell the host of this counter's key, and learn the office's. The same key again changes nothing.

        Raises ``Unavailable(HOST)``, or ``Declined(HOST_REFUSED)`` with the ``code`` when it will not have the key.
        """
        ...


class KeyRing(Protocol):
    """The public keys known here: this counter's own, and those the host told of. Both raise ``Unavailable``."""

    def known(self) -> Sequence[CounterKey]: ...

    def keep(self, keys: Sequence[CounterKey]) -> None:
        """Add keys; what is said anew of a key takes the place of what was known. Nothing is ever forgotten."""
        ...
