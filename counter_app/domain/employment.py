"""What the journals of an office say of one person who works there: role, name, whether they still do, and their PIN."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.domain.journal import Act
from counter_app.domain.people import Role

Content = Mapping[str, Any]

STAFF_ACTS = frozenset(
    {
        Act.USER_ADDED,
        Act.RENAMED,
        Act.ROLE_CHANGED,
        Act.RETIRED,
        Act.BROUGHT_BACK,
        Act.PIN_CHANGED,
        Act.PIN_RESET,
        Act.PIN_REHASHED,
    }
)
"""The acts whose subject is a staff number and that say how that person stands since."""


@dataclass(frozen=True, slots=True)
class Employment:
    """How somebody stands, as told. ``name``: ``None`` where no entry says it, as before names were journaled.

    ``marks``: of the PIN's stored hash (see ``people.pin_mark``), as each counter that knows told it last; none where no
    counter does. ``given``: the marks of PINs that somebody else gave them to begin with.
    """

    role: Role
    active: bool = True
    name: str | None = None
    marks: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


def employment_of(contents: Iterable[Content]) -> Employment | None:
    """Read the entries of ``STAFF_ACTS`` about one person, each chain's in its order; ``None`` where nobody saw them come.

    Chains are brought together by their entries' moments. Within a chain no entry counts as earlier than the one before
    it, whatever the clock said.
    """
    role: Role | None = None
    active, name = True, None
    marks: dict[str, str] = {}
    given: set[str] = set()
    for content in _in_order(contents):
        act, facts = content["act"], content["facts"]
        if act in (Act.USER_ADDED, Act.ROLE_CHANGED):
            role = Role(facts["role"])
        if act in (Act.RETIRED, Act.BROUGHT_BACK):
            active = act == Act.BROUGHT_BACK
        name = facts.get("name", name)
        if "mark" in facts:
            marks[content["counter"]] = facts["mark"]
            if act == Act.PIN_RESET or facts.get("mark_before") in given:
                given.add(facts["mark"])
    return None if role is None else Employment(role, active, name, frozenset(marks.values()), frozenset(given))


def _in_order(contents: Iterable[Content]) -> Iterable[Content]:
    latest: dict[str, str] = {}
    placed: list[tuple[str, Content]] = []
    for content in contents:
        counter = content["counter"]
        latest[counter] = max(latest.get(counter, ""), content["at"])
        placed.append((latest[counter], content))
    return [content for _, content in sorted(placed, key=lambda each: each[0])]
