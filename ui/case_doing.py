"""What can be done about a case, by whom, and the doing of it off the window's thread."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.case import Case, CaseState, Proof
from counter_app.domain.people import RIGHTS, Actor, Right
from ui.jobs import Jobs, Lane

NO_PROOF = Proof("")
_PIECE = 1 << 20
"""Bytes of a file of evidence that are read at once."""


class CaseDoing(StrEnum):
    """What a person does about a case."""

    ASSIGN = "assign"
    NOTE = "note"
    PROPOSE = "propose"
    CLOSE = "close"
    GIVE_BACK = "give-back"


_POSSIBLE: Mapping[CaseState, tuple[CaseDoing, ...]] = MappingProxyType(
    {
        CaseState.OPEN: (CaseDoing.ASSIGN, CaseDoing.NOTE),
        CaseState.ASSIGNED: (CaseDoing.PROPOSE, CaseDoing.NOTE, CaseDoing.ASSIGN),
        CaseState.PROPOSED: (CaseDoing.CLOSE, CaseDoing.GIVE_BACK, CaseDoing.NOTE),
        CaseState.CLOSED: (),
    }
)


def possible(case: Case, actor: Actor) -> tuple[CaseDoing, ...]:
    """What ``actor`` can do about it now; the services ask again."""
    return _POSSIBLE[case.state] if Right.WORK_CASES in RIGHTS[actor.role] else ()


@dataclass(frozen=True, slots=True)
class CaseFilled:
    """What was typed: a note, a conclusion or a reason in ``words``, the evidence, the new owner, the second person."""

    words: str = ""
    proof: Proof = NO_PROOF
    owner: str = ""
    supervisor: str = ""
    pin: str = ""


class CaseDoings(QObject):
    """``done``: it is stored. ``refused``: why not. ``hashed``: a file's name and SHA-256, or why it cannot be read."""

    done = Signal(object)
    refused = Signal(object)
    hashed = Signal(str, str, str)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases = counter.day.cases
        self._approvals = counter.approvals
        self._jobs = jobs
        self._actor = actor

    def do(self, doing: CaseDoing, case_id: UUID, filled: CaseFilled) -> None:
        """Do it; exactly one of ``done`` and ``refused`` follows."""
        self._jobs.submit(
            Lane.JOURNAL,
            self._call(doing, case_id, filled),
            done=lambda _case: self.done.emit(doing),
            failed=self.refused.emit,
            owner=self,
        )

    def take_hash(self, file: Path) -> None:
        """Read a file of evidence; ``hashed`` follows. The file stays where it is."""
        self._jobs.submit(
            Lane.BACKGROUND,
            lambda: _hash_of(file),
            done=lambda found: self.hashed.emit(file.name, *found),
            owner=self,
        )

    def _call(self, doing: CaseDoing, case_id: UUID, filled: CaseFilled) -> Callable[[], Case]:
        cases, actor = self._cases, self._actor
        match doing:
            case CaseDoing.ASSIGN:
                return lambda: cases.assign(actor, case_id, filled.owner)
            case CaseDoing.NOTE:
                return lambda: cases.note(actor, case_id, filled.words)
            case CaseDoing.PROPOSE:
                return lambda: cases.propose(actor, case_id, filled.words, filled.proof)
            case CaseDoing.GIVE_BACK:
                return lambda: cases.give_back(actor, case_id, filled.words)
            case CaseDoing.CLOSE:
                return lambda: self._close(case_id, filled)

    def _close(self, case_id: UUID, filled: CaseFilled) -> Case:
        consent = self._approvals.give(self._actor, Deed.CLOSE_CASE, case_id, filled.supervisor, filled.pin)
        return self._cases.close(self._actor, case_id, consent.id)


def _hash_of(file: Path) -> tuple[str, str]:
    """The SHA-256, or nothing and why."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as content:
            while piece := content.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        return "", error.strerror or str(error)
    return digest.hexdigest(), ""
