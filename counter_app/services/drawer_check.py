"""The drawer's rows held against what the journal tells of them: none is missing, none is too many, none says otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

from counter_app.domain.closing import Close
from counter_app.domain.closing_count import CountTaken
from counter_app.domain.drawer import CashMovement
from counter_app.domain.handover import Handover, HandoverState
from counter_app.domain.journal import moment
from counter_app.services.drawer import ACTS, movement_facts
from counter_app.services.handovers import offered_facts, settled_facts
from counter_app.services.ports import UnitOfWork
from counter_app.services.told_drawer import Content, ToldDrawers, ToldHandover, ToldShift

Said = Mapping[str, Any]


def drawer_fault(work: UnitOfWork, told: ToldDrawers) -> str | None:
    """The first row that differs, in words an auditor can act on."""
    pairs: tuple[tuple[str, Mapping[str, Said], Mapping[str, Said]], ...] = (
        ("Z report", _closes(work.closes.all()), {str(each["facts"]["z"]): _told_close(each) for each in told.closes}),
        (
            "Z numbers given up to",
            {str(last): {} for last in work.closes.skipped()},
            {str(last): {} for last in told.skipped},
        ),
        ("count", _counts(work.counts.all()), dict(_told_counts(told.shifts))),
        (
            "cash movement",
            _movements(work.movements.all()),
            {key: _plain(each) for key, each in told.movements.items()},
        ),
        ("hand-over", _handovers(work.handovers.all()), {key: _told(each) for key, each in told.handovers.items()}),
    )
    faults = (_difference(what, stored, noted) for what, stored, noted in pairs)
    return next((fault for fault in faults if fault), None)


def _difference(what: str, stored: Mapping[str, Said], told: Mapping[str, Said]) -> str | None:
    odd = sorted(stored.keys() ^ told.keys())
    if odd:
        side = "no journal entry tells of it" if odd[0] in stored else "it is told of, but not stored"
        return f"{what} {odd[0]}: {side}"
    for key, row in stored.items():
        for name in sorted(row.keys() | told[key].keys()):
            if row.get(name) != told[key].get(name):
                return f"{what} {key}: {name}: the journal tells {told[key].get(name)}, stored is {row.get(name)}"
    return None


def _closes(rows: Iterable[Close]) -> dict[str, Said]:
    return {
        str(row.number): {
            "shift": str(row.shift_id),
            "by": row.closed_by,
            "at": moment(row.at),
            "counted": row.counted,
            "expected": row.expected,
            "stays_pieces": row.stays.written(),
            "reason": row.reason,
            "approved_by": row.approved_by,
        }
        for row in rows
    }


def _told_close(content: Content) -> Said:
    facts = content["facts"]
    told = {name: facts[name] for name in ("counted", "expected", "stays_pieces")}
    told |= {name: facts.get(name, "") for name in ("reason", "approved_by")}
    return {**told, "shift": content["subject"], "by": content["actor"], "at": content["at"]}


def _counts(rows: Iterable[CountTaken]) -> dict[str, Said]:
    return {
        f"{row.shift_id} {row.number}": {
            "by": row.counted_by,
            "at": moment(row.at),
            "pieces": row.counted.cash.written(),
            "slips": row.counted.slips_written(),
            "moves": row.moves,
            "attempt_count": row.attempt,
        }
        for row in rows
    }


def _told_counts(shifts: Mapping[str, ToldShift]) -> Iterable[tuple[str, Said]]:
    """Floats are counts as well, where the shift was opened by denomination."""
    for shift_id, shift in shifts.items():
        opened = shift.opened
        if "pieces" in opened["facts"]:
            none: Said = {"slips": "", "moves": 0, "attempt_count": 1, "pieces": opened["facts"]["pieces"]}
            yield f"{shift_id} 0", {**none, "by": opened["actor"], "at": opened["at"]}
        for number, content in shift.counts.items():
            facts = {name: content["facts"][name] for name in ("pieces", "slips", "moves", "attempt_count")}
            yield f"{shift_id} {number}", {**facts, "by": content["actor"], "at": content["at"]}


def _movements(rows: Iterable[CashMovement]) -> dict[str, Said]:
    return {
        str(row.id): {**movement_facts(row), "act": ACTS[row.kind].value, "by": row.clerk_id, "at": moment(row.at)}
        for row in rows
    }


def _plain(content: Content) -> Said:
    return {**content["facts"], "act": content["act"], "by": content["actor"], "at": content["at"]}


def _handovers(rows: Iterable[Handover]) -> dict[str, Said]:
    return {
        str(row.id): {
            **offered_facts(row),
            **(settled_facts(row) if row.state is not HandoverState.OFFERED else {}),
            "state": row.state.value,
            "at": moment(row.offered_at),
            "settled_at": None if row.settled_at is None else moment(row.settled_at),
        }
        for row in rows
    }


def _told(handover: ToldHandover) -> Said:
    settled = handover.settled
    return {
        **handover.offered["facts"],
        **(settled["facts"] if settled else {}),
        "state": handover.state.value,
        "at": handover.offered["at"],
        "settled_at": settled["at"] if settled else None,
    }
