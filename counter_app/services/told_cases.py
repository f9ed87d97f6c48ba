"""What a journal tells of cases, and whether the books hold them as told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from counter_app.domain.case import Case, CaseState
from counter_app.domain.journal import Act, moment
from counter_app.services.case_opening import opened_entry

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


@dataclass(slots=True)
class ToldCase:
    """The entry that opened a case, and where the entries since have brought it."""

    begun: Content
    state: CaseState = CaseState.OPEN
    owner: str | None = None
    proposal: Content | None = None
    closing: Content | None = None
    gone: bool = False


def note_case(cases: dict[str, ToldCase], content: Content) -> str | None:
    """Take in the next entry, if it is about a case; what is wrong with it, in words an auditor can act on."""
    act, subject = content["act"], content["subject"]
    if not act.startswith("case."):
        return None
    if act == Act.CASE_OPENED:
        cases[subject] = ToldCase(content)
        return None
    case = cases.get(subject)
    if case is None:
        return "tells of a case that no entry opened"
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
        "proposed_by": proposal.by if proposal else None,
        "approved_by": closing.approved_by if closing else None,
    }


def _told_people(told: ToldCase) -> dict[str, object]:
    proposal, closing = told.proposal, told.closing
    return {
        "conclusion": proposal["facts"]["conclusion"] if proposal else None,
        "evidence": proposal["facts"]["evidence"] if proposal else None,
        "sha256": proposal["facts"]["sha256"] if proposal else None,
        "proposed_by": proposal["actor"] if proposal else None,
        "approved_by": closing["facts"]["approved_by"] if closing else None,
    }
