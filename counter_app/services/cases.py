"""Working on cases: who owns one, what was found out, and the two people who close it. Nothing is adjusted by it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.case import (
    Case,
    CaseNote,
    CaseState,
    Closing,
    NoteKind,
    Proof,
    Proposal,
    RunRecord,
    line_of_proposal,
    require_case_transition,
)
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import without_numbers
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.receipt import Office
from counter_app.services.approvals import use
from counter_app.services.case_opening import case_facts
from counter_app.services.own import require_still, words
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.stored import stored

DAYS = 60
"""How many days that were reckoned are listed."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its history, from its opening on."""

    case: Case
    notes: tuple[CaseNote, ...]


@dataclass(frozen=True, slots=True)
class DayStanding:
    """A day of the host's that was reckoned or has cases: the newest reckoning, and how many cases are not closed."""

    day: date
    run: RunRecord | None
    open: int


class Cases:
    """Whoever reckons sees them; ``Right.WORK_CASES`` works on them."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def of_day(self, actor: Actor, day: date) -> Sequence[Case]:
        """This counter's cases of one of the host's days, by receipt number. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RECONCILE)
        with self._store.reading() as work:
            cases = work.cases.of_day(day).values()
        own = [case for case in cases if case.counter_id == self._office.counter_id]
        return sorted(own, key=lambda case: (case.receipt_number, case.key, case.kind))

    def undone(self, actor: Actor) -> Sequence[Case]:
        """All that are not closed, the oldest day first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RECONCILE)
        with self._store.reading() as work:
            return [case for case in work.cases.open() if case.counter_id == self._office.counter_id]

    def days(self, actor: Actor) -> Sequence[DayStanding]:
        """The days that were reckoned, and those that still have open cases, the latest first."""
        actor.require(Right.RECONCILE)
        with self._store.reading() as work:
            runs = {run.day: run for run in work.cases.runs(DAYS)}
            own = [case for case in work.cases.open() if case.counter_id == self._office.counter_id]
        counts = Counter(case.day for case in own)
        days = sorted(runs.keys() | counts.keys(), reverse=True)
        return [DayStanding(day, runs.get(day), counts[day]) for day in days]

    def read(self, actor: Actor, case_id: UUID) -> CaseFile:
        """One case with its history. Raises ``Declined(NOT_ALLOWED)``, ``LookupError`` where there is none."""
        actor.require(Right.RECONCILE)
        with self._store.reading() as work:
            return CaseFile(self._own(work, case_id), tuple(work.cases.notes(case_id)))

    def assign(self, actor: Actor, case_id: UUID, owner_id: str) -> Case:
        """Give a case to somebody who can work on it, also from one to another.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``CASE_OWNER`` or ``CASE_MOVED`` (it waits for its second person, or is
        closed).
        """
        actor.require(Right.WORK_CASES)
        with self._store.writing() as work:
            case, owner = self._own(work, case_id), owner_id.strip()
            if case.state not in {CaseState.OPEN, CaseState.ASSIGNED}:
                raise Declined(Reason.CASE_MOVED, state=case.state.value)
            account = work.accounts.get(owner)
            if account is None or not account.active or Right.WORK_CASES not in RIGHTS[account.actor.role]:
                raise Declined(Reason.CASE_OWNER, user=without_numbers(owner) or "-")
            _held(case, moved=work.cases.assign(case_id, case.state, owner))
            self._tell(work, case, _Told(actor, NoteKind.ASSIGNED, Act.CASE_ASSIGNED, owner), {"owner": owner})
        return replace(case, state=CaseState.ASSIGNED, owner=owner)

    def note(self, actor: Actor, case_id: UUID, text: str) -> Case:
        """Write something down about a case that is not closed. Raises ``Declined`` with ``WORDS_MISSING`` or ``CASE_MOVED``."""
        actor.require(Right.WORK_CASES)
        said = words(text)
        with self._store.writing() as work:
            case = self._own(work, case_id)
            if case.is_closed:
                raise Declined(Reason.CASE_MOVED, state=case.state.value)
            self._tell(work, case, _Told(actor, NoteKind.NOTE, Act.CASE_NOTED, said), {"note": said})
        return case

    def propose(self, actor: Actor, case_id: UUID, conclusion: str, proof: Proof) -> Case:
        """The first person's conclusion, and what it rests on. Raises ``Declined`` with ``WORDS_MISSING`` or ``CASE_MOVED``."""
        actor.require(Right.WORK_CASES)
        said, proof = words(conclusion), _checked(proof)
        with self._store.writing() as work:
            case, now = self._own(work, case_id), self._clock.now()
            require_case_transition(case.state, CaseState.PROPOSED)
            proposal = Proposal(said, proof, actor.id, now)
            _held(case, moved=work.cases.propose(case_id, proposal))
            facts: dict[str, Fact] = {"conclusion": said, "evidence": proof.words}
            facts |= {"file": proof.file_name, "sha256": proof.sha256}
            told = _Told(actor, NoteKind.PROPOSED, Act.CASE_PROPOSED, line_of_proposal(said, proof), now)
            self._tell(work, case, told, facts)
        return replace(case, state=CaseState.PROPOSED, proposal=proposal)

    def give_back(self, actor: Actor, case_id: UUID, why: str) -> Case:
        """The second person is not convinced: it goes back to its owner. Raises as ``propose``."""
        actor.require(Right.WORK_CASES)
        said = words(why)
        with self._store.writing() as work:
            case = self._own(work, case_id)
            if case.state is not CaseState.PROPOSED:
                raise Declined(Reason.CASE_MOVED, state=case.state.value)
            _held(case, moved=work.cases.give_back(case_id))
            self._tell(work, case, _Told(actor, NoteKind.RETURNED, Act.CASE_RETURNED, said), {"why": said})
        return replace(case, state=CaseState.ASSIGNED)

    def close(self, actor: Actor, case_id: UUID, approval_id: UUID | None) -> Case:
        """Close a case on its proposal, with a consent to ``CLOSE_CASE`` of it by somebody who did not propose it.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``CASE_MOVED``, ``CASE_PROPOSER``, ``APPROVAL_NEEDED`` or
        ``APPROVAL_SPENT``; a consent that did not serve stays good.
        """
        actor.require(Right.WORK_CASES)
        with self._store.writing() as work:
            case, now = self._own(work, case_id), self._clock.now()
            require_case_transition(case.state, CaseState.CLOSED)
            approval = use(work, actor.id, Deed.CLOSE_CASE, case_id, approval_id, now)
            proposed_by = case.proposal.by if case.proposal else ""
            if approval.approved_by == proposed_by:
                raise Declined(Reason.CASE_PROPOSER, user=proposed_by)
            closing = Closing(actor.id, approval.approved_by, now)
            _held(case, moved=work.cases.close(case_id, closing))
            facts: dict[str, Fact] = {"approved_by": approval.approved_by, "proposed_by": proposed_by}
            told = _Told(actor, NoteKind.CLOSED, Act.CASE_CLOSED, approval.approved_by, now)
            self._tell(work, case, told, facts)
        return replace(case, state=CaseState.CLOSED, closing=closing)

    def _own(self, work: UnitOfWork, case_id: UUID) -> Case:
        """A case of this counter, whose journal answers for it."""
        case = stored(work.cases.get(case_id), case_id)
        if case.counter_id != self._office.counter_id:
            raise Declined(Reason.RECEIPT_NOT_FOUND, number=case.receipt_number)
        return case

    def _tell(self, work: UnitOfWork, case: Case, told: "_Told", facts: dict[str, Fact]) -> None:
        at, actor = told.at or self._clock.now(), told.actor
        require_still(work, actor.id, Right.WORK_CASES)
        place = len(work.cases.notes(case.id)) + 1
        work.cases.add_note(CaseNote(case.id, place, told.kind, actor.id, at, told.words))
        work.journal.append(Entry(at, actor.id, told.act, str(case.id), case_facts(case) | facts))


@dataclass(frozen=True, slots=True)
class _Told:
    """One step of a case, for its history and for the journal."""

    actor: Actor
    kind: NoteKind
    act: Act
    words: str
    at: datetime | None = None


def _held(case: Case, *, moved: bool) -> None:
    """Somebody else may have been quicker."""
    if not moved:
        raise Declined(Reason.CASE_MOVED, state=case.state.value)


def _checked(proof: Proof) -> Proof:
    """Fit for the journal. Raises ``ValueError`` for a file without its hash: that is the caller's fault, nobody's words."""
    name = "".join(each for each in proof.file_name if each.isprintable())[:_LONGEST_NAME]
    if bool(name) != bool(_SHA256.fullmatch(proof.sha256)):
        raise ValueError("a file of evidence is named with its SHA-256")
    return Proof(words(proof.words), without_numbers(name), proof.sha256 if name else "")
