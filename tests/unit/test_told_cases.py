"""What a journal tells of cases is judged entry by entry."""

from typing import Any

import pytest

from counter_app.domain.case import CaseState
from counter_app.domain.journal import Act
from counter_app.services.told_cases import ToldCase, cases_fault, note_case


def entry(act: Act, actor: str = "9001", **facts: Any) -> dict[str, Any]:
    return {"act": act.value, "subject": "case-1", "actor": actor, "facts": {"receipt": "R-1", **facts}, "seq": 1}


OPENED = entry(Act.CASE_OPENED)
ASSIGNED = entry(Act.CASE_ASSIGNED, owner="9001")
PROPOSED = entry(Act.CASE_PROPOSED, conclusion="c", evidence="e", sha256="")
RETURNED = entry(Act.CASE_RETURNED, why="w")
NOTED = entry(Act.CASE_NOTED, note="n")


def closed(approved_by: str) -> dict[str, Any]:
    return entry(Act.CASE_CLOSED, approved_by=approved_by)


def told(*entries: dict[str, Any]) -> tuple[dict[str, ToldCase], list[str]]:
    cases: dict[str, ToldCase] = {}
    faults = [note_case(cases, each) for each in entries]
    return cases, [fault for fault in faults if fault]


def test_a_case_is_followed_to_its_end() -> None:
    cases, faults = told(OPENED, NOTED, ASSIGNED, ASSIGNED, PROPOSED, RETURNED, PROPOSED, closed("9002"))
    assert faults == []
    assert (cases["case-1"].state, cases["case-1"].owner) == (CaseState.CLOSED, "9001")


def test_what_is_not_about_a_case_is_left_to_others() -> None:
    assert told(entry(Act.LOGIN)) == ({}, [])


@pytest.mark.parametrize("first", [ASSIGNED, NOTED, entry(Act.CASE_GONE)])
def test_a_case_that_nobody_opened_is_named(first: dict[str, Any]) -> None:
    assert told(first)[1] == ["tells of a case that no entry opened"]


@pytest.mark.parametrize(
    "entries",
    [(PROPOSED,), (RETURNED,), (closed("9002"),), (ASSIGNED, PROPOSED, ASSIGNED), (ASSIGNED, PROPOSED, PROPOSED)],
)
def test_a_way_that_no_rule_allows_is_named(entries: tuple[dict[str, Any], ...]) -> None:
    (fault,) = told(OPENED, *entries)[1]
    assert "which no rule allows" in fault


def test_whoever_wrote_the_conclusion_is_no_second_person() -> None:
    (fault,) = told(OPENED, ASSIGNED, PROPOSED, closed("9001"))[1]
    assert fault == "closes a case of R-1 with the consent of 9001, who wrote the conclusion"


def test_gone_and_back_are_what_the_last_reckoning_found() -> None:
    gone, back = entry(Act.CASE_GONE), entry(Act.CASE_BACK)
    assert told(OPENED, gone)[0]["case-1"].gone
    assert not told(OPENED, gone, back)[0]["case-1"].gone


def test_a_case_that_is_told_of_has_to_be_stored() -> None:
    assert cases_fault([], told(OPENED)[0]) == "case case-1: it is told of, but not stored"
    assert cases_fault([], {}) is None
