"""What a journal tells of cases, and whether the books hold them as told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from counter_app.domain.case import Case, CaseState, NoteKind, Proof, RunRecord, line_of_proposal
from counter_app.domain.journal import Act, moment
from counter_app.domain.reconciliation import Kind
from counter_app.services.case_opening import opened_entry
from counter_app.services.ports import UnitOfWork

Content = Mapping[str, Any]

_WAYS: Mapping[str, tuple[frozenset[CaseState], CaseState]] = MappingProxyType(
    {
        Act.CASE_ASSIGNED: (frozenset({CaseState.OPEN, CaseState.ASSIGNED}), CaseState.ASSIGNED),
        Act.CASE_PROPOSED: (frozenset({CaseState.ASSIGNED}), CaseState.PROPOSED),
        Act.CASE_RETURNED: (frozenset({CaseState.PROPOSED}), CaseState.ASSIGNED),
        Act.CASE_CLOSED: (frozenset({CaseState.PROPOSED}), CaseState.CLOSED),
    }
)
"""The entries that move a case: from which states, and to which."""


_NOTES: Mapping[str, NoteKind] = MappingProxyType(
    {
        Act.CASE_OPENED: NoteKind.OPENED,
        Act.CASE_ASSIGNED: NoteKind.ASSIGNED,
        Act.CASE_NOTED: NoteKind.NOTE,
        Act.CASE_PROPOSED: NoteKind.PROPOSED,
        Act.CASE_RETURNED: NoteKind.RETURNED,
        Act.CASE_CLOSED: NoteKind.CLOSED,
        Act.CASE_GONE: NoteKind.GONE,
        Act.CASE_BACK: NoteKind.BACK,
    }
)
"""The entries about a case, each with the line of its history that stands beside it."""


@dataclass(slots=True)
class ToldCase:
    """The entry that opened a case, where the entries since have brought it, and all of them in their order."""

    begun: Content
    state: CaseState = CaseState.OPEN
    owner: str | None = None
    proposal: Content | None = None
    closing: Content | None = None
    gone: bool = False
    entries: list[Content] = field(default_factory=list)


def note_case(cases: dict[str, ToldCase], content: Content) -> str | None:
    """Take in the next entry, if it is about a case; what is wrong with it, in words an auditor can act on."""
    act, subject = content["act"], content["subject"]
    if not act.startswith("case."):
        return None
    if act == Act.CASE_OPENED:
        cases[subject] = ToldCase(content, entries=[content])
        return None
    case = cases.get(subject)
    if case is None:
        return "tells of a case that no entry opened"
    case.entries.append(content)
    if act in _WAYS:
        return _moved(case, content)
    if act != Act.CASE_NOTED:
        case.gone = act == Act.CASE_GONE
    return None


def _moved(case: ToldCase, content: Content) -> str | None:
    act, (before, state) = content["act"], _WAYS[content["act"]]
    if case.state not in before:
        return f"moves a case of {content['facts']['receipt']} from {case.state} to {state}, which no rule allows"
    case.state = state
    match act:
        case Act.CASE_ASSIGNED:
            case.owner = content["facts"]["owner"]
        case Act.CASE_PROPOSED:
            case.proposal = content
        case Act.CASE_CLOSED:
            return _closed(case, content)
    return None


def _closed(case: ToldCase, content: Content) -> str | None:
    case.closing = content
    proposed_by = case.proposal and case.proposal["actor"]
    if content["facts"]["approved_by"] != proposed_by:
        return None
    return f"closes a case of {content['facts']['receipt']} with the consent of {proposed_by}, who wrote the conclusion"


def cases_fault(stored: Sequence[Case], noted: Mapping[str, ToldCase]) -> str | None:
    """The first case that is not stored as told, or that nobody told of."""
    own = {str(case.id): case for case in stored}
    odd = sorted(own.keys() ^ noted.keys())
    if odd:
        side = "no journal entry tells of it" if odd[0] in own else "it is told of, but not stored"
        return f"case {odd[0]}: {side}"
    faults = (_fault(case, noted[case_id]) for case_id, case in own.items())
    return next((fault for fault in faults if fault), None)


def _fault(case: Case, told: ToldCase) -> str | None:
    entry, seq = opened_entry(case), told.begun["seq"]
    opened = {"by": entry.actor, "at": moment(entry.at), **entry.facts}
    noted = {"by": told.begun["actor"], "at": told.begun["at"], **told.begun["facts"]}
    now = {"state": case.state, "owner": case.owner, "gone": case.gone_since is not None, **_people(case)}
    tells = {"state": told.state, "owner": told.owner, "gone": told.gone, **_told_people(told)}
    for name, value in (noted | tells).items():
        if (opened | now).get(name) != value:
            return f"journal entry {seq}: the case it opens, {name}: the journal tells {value}, stored is otherwise"
    return None


def _people(case: Case) -> dict[str, object]:
    proposal, closing = case.proposal, case.closing
    return {
        "conclusion": proposal.conclusion if proposal else None,
        "evidence": proposal.proof.words if proposal else None,
        "sha256": proposal.proof.sha256 if proposal else None,
        "file": proposal.proof.file_name if proposal else None,
        "proposed_by": proposal.by if proposal else None,
        "proposed_at": moment(proposal.at) if proposal else None,
        "closed_by": closing.by if closing else None,
        "approved_by": closing.approved_by if closing else None,
        "closed_at": moment(closing.at) if closing else None,
    }


def _told_people(told: ToldCase) -> dict[str, object]:
    proposal, closing = told.proposal, told.closing
    return {
        "conclusion": proposal["facts"]["conclusion"] if proposal else None,
        "evidence": proposal["facts"]["evidence"] if proposal else None,
        "sha256": proposal["facts"]["sha256"] if proposal else None,
        "file": proposal["facts"].get("file", "") if proposal else None,
        "proposed_by": proposal["actor"] if proposal else None,
        "proposed_at": proposal["at"] if proposal else None,
        "closed_by": closing["actor"] if closing else None,
        "approved_by": closing["facts"]["approved_by"] if closing else None,
        "closed_at": closing["at"] if closing else None,
    }


def case_books_fault(work: UnitOfWork, cases: Mapping[str, ToldCase], reckonings: Sequence[Content]) -> str | None:
    """The first line of a case's history, or the first reckoning, that is not stored as it was told."""
    stored: dict[str, list[tuple[str, ...]]] = {}
    for note in work.cases.all_notes():
        stored.setdefault(str(note.case_id), []).append((note.kind.value, note.by, moment(note.at), note.words))
    for case_id, case in cases.items():
        if stored.pop(case_id, []) != [_line(entry) for entry in case.entries]:
            return f"case {case_id}: its history is not as the journal tells it"
    if stored:
        return f"case {min(stored)}: it has a history, and no journal entry tells of it"
    runs = Counter((run.day.isoformat(), run.by, moment(run.at), *_numbers(run)) for run in work.cases.all_runs())
    # Before reckonings were rows, their entries named no source.
    kept = [entry for entry in reckonings if "source" in entry["facts"]]
    told = Counter((entry["subject"], entry["actor"], entry["at"], *_told_numbers(entry)) for entry in kept)
    odd = (runs - told) or (told - runs)
    return f"the reckoning of {min(map(str, odd))}: the journal and what is stored are not the same" if odd else None


def _line(entry: Content) -> tuple[str, ...]:
    facts, kind = entry["facts"], _NOTES[entry["act"]]
    words = {
        NoteKind.ASSIGNED: "owner",
        NoteKind.NOTE: "note",
        NoteKind.RETURNED: "why",
        NoteKind.CLOSED: "approved_by",
    }
    said = facts[words[kind]] if kind in words else ""
    if kind is NoteKind.PROPOSED:
        said = line_of_proposal(facts["conclusion"], Proof(facts["evidence"], facts.get("file", ""), facts["sha256"]))
    return kind.value, entry["actor"], entry["at"], said


def _numbers(run: RunRecord) -> tuple[object, ...]:
    return run.source, run.matched, run.waiting, run.different, run.net_here, run.net_there


def _told_numbers(entry: Content) -> tuple[object, ...]:
    facts = entry["facts"]
    different = sum(facts[kind.value] for kind in Kind)
    return facts["source"], facts["matched"], facts["pending"], different, facts["net_here"], facts["net_there"]
