"""The store: one transaction, one unit of work, and every repository scoped to the counter."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from counter_app.database.errors import DiskFailed, commit_errors, known_errors
from counter_app.database.high_water import MarkFile
from counter_app.database.reached import reached
from counter_app.database.repositories.accounts import SqlAccounts
from counter_app.database.repositories.approvals import SqlApprovals
from counter_app.database.repositories.booked import SqlBooked
from counter_app.database.repositories.cases import SqlCases
from counter_app.database.repositories.contacts import SqlContacts, SqlReminders
from counter_app.database.repositories.coverage import SqlCoverageBooks
from counter_app.database.repositories.drawer import SqlCashMovements, SqlDrawerCounts
from counter_app.database.repositories.drawer_closes import SqlCloses, SqlHandovers
from counter_app.database.repositories.journal import SqlJournal
from counter_app.database.repositories.listings import SqlListings
from counter_app.database.repositories.month_claims import SqlMonthClaims
from counter_app.database.repositories.outbox import SqlOutbox
from counter_app.database.repositories.participants import SqlParticipants
from counter_app.database.repositories.payments import SqlPayments
from counter_app.database.repositories.personal_data import SqlPersonalData
from counter_app.database.repositories.print_jobs import SqlPrintJobs
from counter_app.database.repositories.receipt_numbers import SqlReceiptNumbers
from counter_app.database.repositories.refunds import SqlRefunds
from counter_app.database.repositories.registration_outbox import SqlRegistrationOutbox
from counter_app.database.repositories.registrations import SqlRegistrations
from counter_app.database.repositories.reported import SqlReported
from counter_app.database.repositories.reversals import SqlReversals
from counter_app.database.repositories.scope import Scope
from counter_app.database.repositories.shifts import SqlShifts
from counter_app.database.repositories.sync_states import SqlSyncStates


class SqlUnitOfWork:
    """Implements ``services.ports.UnitOfWork``."""

    def __init__(self, scope: Scope) -> None:
        self.payments = SqlPayments(scope)
        self.reversals = SqlReversals(scope)
        self.refunds = SqlRefunds(scope)
        self.approvals = SqlApprovals(scope)
        self.claims = SqlMonthClaims(scope)
        self.numbers = SqlReceiptNumbers(scope)
        self.journal = SqlJournal(scope)
        self.outbox = SqlOutbox(scope)
        self.prints = SqlPrintJobs(scope)
        self.participants = SqlParticipants(scope)
        self.sync = SqlSyncStates(scope)
        self.accounts = SqlAccounts(scope)
        self.shifts = SqlShifts(scope)
        self.registrations = SqlRegistrations(scope)
        self.registration_outbox = SqlRegistrationOutbox(scope)
        self.counts = SqlDrawerCounts(scope)
        self.movements = SqlCashMovements(scope)
        self.handovers = SqlHandovers(scope)
        self.closes = SqlCloses(scope)
        self.booked = SqlBooked(scope)
        self.cases = SqlCases(scope)
        self.reminders = SqlReminders(scope)
        self.contacts = SqlContacts(scope)
        self.personal_data = SqlPersonalData(scope)
        self.coverage = SqlCoverageBooks(scope)
        self.reported = SqlReported(scope)
        self.listings = SqlListings(scope)


@dataclass(frozen=True, slots=True)
class SqlStore:
    """Implements ``services.ports.Store``. The engines differ in what a transaction of theirs may do.

    ``mark`` rises with every commit; without one, the database is open to be re-aligned with its mark.
    """

    writer: Engine
    reader: Engine
    office_id: str
    counter_id: str
    mark: MarkFile | None = None
    failures: list[DiskFailed] = field(default_factory=list)

    @contextmanager
    def writing(self) -> Iterator[SqlUnitOfWork]:
        """One write transaction. Not to be nested: the inner one would wait for the outer one.

        After the disk has failed once, every further one is refused: an operating system may report a failed
        write a single time and forget it.
        """
        if self.failures:
            raise type(self.failures[0])(self.failures[0].detail)
        try:
            with self._session() as session:
                yield SqlUnitOfWork(Scope(session, self.office_id, self.counter_id, writing=True))
                now = None if self.mark is None else reached(session.connection(), self.office_id, self.counter_id)
            if self.mark is not None and now is not None:
                self.mark.rise(now)
        except DiskFailed as failure:
            self.failures.append(failure)
            raise

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with known_errors(), Session(self.writer, autoflush=False) as session:
            session.connection()  # a session is lazy; the write lock is wanted before anything is read
            yield session
            session.flush()
            with commit_errors():
                session.commit()

    @contextmanager
    def reading(self) -> Iterator[SqlUnitOfWork]:
        with known_errors(writing=False), Session(self.reader, autoflush=False) as session:
            yield SqlUnitOfWork(Scope(session, self.office_id, self.counter_id))

    def close(self) -> None:
        """Give the files back. The last connection to go folds the write-ahead log into the database."""
        self.reader.dispose()
        self.writer.dispose()
