"""The X report: an open shift so far, at any time and as often as wanted.

One's own says what was taken, by means and by programme, and not what the drawer must hold: that sum is said once, after
the blind count, to a supervisor who sells as to any clerk. Whoever adds up their own receipts can reckon it; the program does not do it for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import read_sums, written_sums
from counter_app.domain.closing_slip import NO_SUM, Head, Sum, takings
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, ChainedEntry, Entry, Fact, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.three_way import DrawerBook
from counter_app.domain.x_report import DrawerSums, XReport
from counter_app.services.closing_act import by_state
from counter_app.services.closing_papers import fees, programmes
from counter_app.services.drawer_books import book_of, sums_of
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.shifts import may_close
from counter_app.services.stored import stored

_DRAWER = ("taken", "returned", "dropped", "picked_up")


@dataclass(frozen=True, slots=True)
class XTaken:
    """The report, and the job that prints it."""

    report: XReport
    slip: PrintJob


class XReports:
    """Of one's own open shift; a supervisor's, of whosever it is, and of another's with what the drawer must hold."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def take(self, actor: Actor) -> XTaken:
        """Read the shift so far; journaled with all it says, and ready to be printed.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``SHIFT_NOT_OPEN`` or ``SHIFT_OF_ANOTHER``.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            shift = work.shifts.current()
            if shift is None:
                raise Declined(Reason.SHIFT_NOT_OPEN)
            if not may_close(actor, shift):
                raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=shift.clerk_id)
            now, report_id = self._clock.now(), uuid4()
            others = shift.clerk_id != actor.id and Right.APPROVE in RIGHTS[actor.role]
            facts = _facts(book_of(work, shift), with_drawer=others)
            entry = work.journal.append(Entry(now, actor.id, Act.X_REPORTED, str(report_id), facts))
            slip = PrintJob(
                uuid4(), None, 0, PrintState.QUEUED, actor.id, now, document=Document.X_REPORT, subject_id=report_id
            )
            work.prints.add(slip)
        return XTaken(_report(self._office, entry, 0), slip)


def x_report(work: UnitOfWork, office: Office, report_id: UUID, copy: int) -> XReport:
    """The report as it was taken, from its journal entry. Raises ``LookupError``, a bug, when there is none."""
    return _report(office, stored(work.journal.last(Act.X_REPORTED, str(report_id)), report_id), copy)


def _facts(book: DrawerBook, *, with_drawer: bool) -> dict[str, Fact]:
    shift = book.shift
    facts: dict[str, Fact] = {
        "shift": str(shift.id),
        "clerk": shift.clerk_id,
        "business_date": shift.business_date.isoformat(),
        "opened_at": shift.opened_at.isoformat(),
        "takings": _written(takings(book.payments)),
        "sent_back": written_sums({"returned": _returned(book)}),
        "programmes": _written(programmes(book.payments)),
        "fees": written_sums({"fees": fees(book.payments)}),
        "states": _written(by_state(book).items()),
    }
    if with_drawer:
        sums = sums_of(book)
        rows = {name: getattr(sums, name) for name in _DRAWER}
        facts |= {"float": sums.float_amount, "drawer": written_sums(rows)}
    return facts


def _report(office: Office, entry: ChainedEntry, copy: int) -> XReport:
    content = content_of(entry)
    facts: Mapping[str, Any] = content["facts"]
    return XReport(
        office=office,
        clerk_id=facts["clerk"],
        asked_by=content["actor"],
        business_date=date.fromisoformat(facts["business_date"]),
        opened_at=datetime.fromisoformat(facts["opened_at"]),
        at=datetime.fromisoformat(content["at"]),
        takings=tuple((TenderKind(name), each) for name, each in read_sums(facts["takings"]).items()),
        returned=read_sums(facts["sent_back"]).get("returned", NO_SUM),
        programmes=tuple((Programme(name), each) for name, each in read_sums(facts["programmes"]).items()),
        fees=read_sums(facts["fees"]).get("fees", NO_SUM),
        states=tuple((PaymentState(name), each) for name, each in read_sums(facts["states"]).items()),
        drawer=_drawer(facts),
        head=Head(entry.seq, entry.hash),
        copy=copy,
    )


def _drawer(facts: Mapping[str, Any]) -> DrawerSums | None:
    if "drawer" not in facts:
        return None
    rows = read_sums(facts["drawer"])
    return DrawerSums(Rupiah(facts["float"]), *(rows[name] for name in _DRAWER))


def _returned(book: DrawerBook) -> Sum:
    return Sum(len(book.refunds), Rupiah(sum(refund.amount for refund in book.refunds)))


def _written(rows: Any) -> str:
    return written_sums({name.value: each for name, each in rows})
