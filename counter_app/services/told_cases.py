"""What a journal tells of cases, and whether the books hold them as told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from counter_app.domain.case import CASE_TRANSITIONS, Case, CaseState
from counter_app.domain.journal import Act, moment
from counter_app.services.case_opening import opened_entry

Content = Mapping[str, Any]

_MOVES: Mapping[str, CaseState] = MappingProxyType(
    {
        Act.CASE_ASSIGNED: CaseState.ASSIGNED,
        Act.CASE_PROPOSED: CaseState.PROPOSED,
        Act.CASE_RETURNED: CaseState.ASSIGNED,
        Act.CASE_CLOSED: CaseState.CLOSED,
    }
)


@dataclass(slots=True)
class ToldCase:
    """The entry that opened a case, and where the entries since have brought it; ``entries`` counts them all."""

    begun: Content
    state: CaseState = CaseState.OPEN
    owner: str | None = None
    proposal: Content | None = None
    closing: Content | None = None
    gone: bool = False
    entries: int = 1


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
    case.entries += 1
    if act in _MOVES:
        return _moved(case, content)
    if act != Act.CASE_NOTED:
        case.gone = act == Act.CASE_GONE
    return None


def _moved(case: ToldCase, content: Content) -> str | None:
    act, state = content["act"], _MOVES[content["act"]]
    again = act == Act.CASE_ASSIGNED and case.state is CaseState.ASSIGNED
    if state not in CASE_TRANSITIONS[case.state] and not again:
        return f"moves a case of {content['facts']['receipt']} from {case.state} to {state}, which no rule allows"
    case.state = state
    if act == Act.CASE_ASSIGNED:
        case.owner = content["facts"]["owner"]
    elif act == Act.CASE_PROPOSED:
        case.proposal = content
    elif act == Act.CASE_CLOSED:
        case.closing = content
        if case.proposal is None or content["facts"]["approved_by"] == case.proposal["actor"]:
            return f"closes a case of {content['facts']['receipt']} without a second person"
    return None


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
