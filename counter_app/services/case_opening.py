"""From differences to cases: a new one is opened, a known one is left as it stands, one that has vanished is marked."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from counter_app.domain.case import Case, CaseNote, NoteKind, as_it_stood_here, as_it_stood_there
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import without_numbers
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor
from counter_app.domain.receipt import Office
from counter_app.domain.reconciliation import Difference, Reckoning
from counter_app.services.ports import Clock, Store, UnitOfWork

AT_A_TIME = 50
"""Cases a transaction, so that whoever sells waits for a blink of it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody who looks on: ``progress(done, total)`` is told, ``cancelled()`` asked between steps."""

    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]

    def go_on(self) -> None:
        """Raise ``Declined(STOPPED)`` once it was cancelled."""
        if self.cancelled():
            raise Declined(Reason.STOPPED)


class CaseOpening:
    """What is interrupted goes on at the next reckoning of the day: what is there is not opened again."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def open(self, actor: Actor, reckoning: Reckoning, watch: Watch) -> None:
        """Open what is new, mark what has gone and what is back. Raises ``Declined(STOPPED)`` between transactions."""
        with self._store.reading() as work:
            known = work.cases.of_day(reckoning.day)
        new = [each for each in reckoning.differences if (each.key, each.kind) not in known]
        for first in range(0, len(new), AT_A_TIME):
            watch.go_on()
            with self._store.writing() as work:
                for difference in new[first : first + AT_A_TIME]:
                    self._open(work, actor, reckoning, difference)
            watch.progress(min(first + AT_A_TIME, len(new)), len(new))
        found = {(each.key, each.kind) for each in reckoning.differences}
        own = [case for case in known.values() if not case.is_closed and case.counter_id == self._office.counter_id]
        turned = [case for case in own if ((case.key, case.kind) in found) == (case.gone_since is not None)]
        self._mark(actor, turned)

    def _open(self, work: UnitOfWork, actor: Actor, reckoning: Reckoning, difference: Difference) -> None:
        case = Case(
            id=uuid4(),
            office_id=self._office.id,
            counter_id=self._office.counter_id,
            day=reckoning.day,
            key=difference.key,
            kind=difference.kind,
            receipt_number=without_numbers(difference.receipt_number),
            here=difference.here,
            there=difference.there,
            ours=as_it_stood_here(difference),
            theirs=as_it_stood_there(difference),
            opened_at=self._clock.now(),
            opened_by=actor.id,
        )
        # Another counter's reckoning may have found the same a moment ago; then it is a case already.
        if work.cases.add(case):
            work.cases.add_note(CaseNote(case.id, 1, NoteKind.OPENED, actor.id, case.opened_at, ""))
            work.journal.append(opened_entry(case))

    def _mark(self, actor: Actor, cases: Sequence[Case]) -> None:
        for first in range(0, len(cases), AT_A_TIME):
            with self._store.writing() as work:
                for case in cases[first : first + AT_A_TIME]:
                    self._turn(work, actor, case)

    def _turn(self, work: UnitOfWork, actor: Actor, case: Case) -> None:
        now, gone = self._clock.now(), case.gone_since is None
        work.cases.mark(replace(case, gone_since=now if gone else None))
        kind, act = (NoteKind.GONE, Act.CASE_GONE) if gone else (NoteKind.BACK, Act.CASE_BACK)
        place = len(work.cases.notes(case.id)) + 1
        work.cases.add_note(CaseNote(case.id, place, kind, actor.id, now, ""))
        work.journal.append(Entry(now, actor.id, act, str(case.id), case_facts(case)))


def case_facts(case: Case) -> dict[str, Fact]:
    """What every entry about a case says of it."""
    return {"receipt": case.receipt_number, "day": case.day.isoformat(), "kind": case.kind.value}


def opened_entry(case: Case) -> Entry:
    """The entry that a case begins with; what the books hold of the case is held against it."""
    facts = case_facts(case) | {"payment": without_numbers(case.key), "here": case.here, "there": case.there}
    facts["sides"] = hashlib.sha256(f"{case.ours}\n{case.theirs}".encode()).hexdigest()
    return Entry(case.opened_at, case.opened_by, Act.CASE_OPENED, str(case.id), facts)
