"""What a journal may tell of drawers: each rule with the entry that breaks it."""

from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.domain.journal import Act
from counter_app.services.told import Told

SHIFT, NEXT, OVER = "shift-1", "shift-2", "handover-1"
CLERK, RECEIVER, SUPERVISOR = "1001", "1002", "2001"
FLOAT = 200_000
PIECES = "N100000x2"
Content = Mapping[str, Any]


def entry(act: Act, subject: str = SHIFT, actor: str = CLERK, **facts: Any) -> Content:
    return {"act": act.value, "subject": subject, "actor": actor, "seq": 1, "at": "2026-11-22", "facts": facts}


def approved(deed: str, subject: str, asked_by: str = CLERK) -> Content:
    return entry(Act.APPROVED, subject, SUPERVISOR, deed=deed, asked_by=asked_by, approval=f"{deed} {subject}")


def counted(number: int = 1, cash: int = FLOAT, pieces: str = PIECES, slips: str = "") -> Content:
    facts: dict[str, Any] = {
        "count": number,
        "counted": cash,
        "pieces": pieces,
        "slips": slips,
        "moves": 0,
        "attempt_count": number,
    }
    return entry(Act.DRAWER_COUNTED, **facts)


def revealed(expected: int = FLOAT) -> Content:
    return entry(Act.DRAWER_REVEALED, count=1, expected=expected)


def closed(number: int = 1, **facts: Any) -> Content:
    usual = {"count": 1, "counted": FLOAT, "expected": FLOAT, "variance": 0, "pieces": PIECES, "slips": ""}
    return entry(Act.SHIFT_CLOSED, **{"z": number, **usual, **facts})


def dropped(amount: int = 50_000, pieces: str = "N50000x1", actor: str = CLERK) -> Content:
    facts = {"shift": SHIFT, "amount": amount, "pieces": pieces, "reason": "penuh", "approved_by": SUPERVISOR}
    return entry(Act.CASH_DROPPED, "movement-1", actor, **facts)


def offered(amount: int = FLOAT, subject: str = OVER) -> Content:
    return entry(
        Act.HANDOVER_OFFERED, subject, shift=SHIFT, giver=CLERK, receiver=RECEIVER, amount=amount, pieces=PIECES
    )


def accepted(actor: str = RECEIVER) -> Content:
    return entry(Act.HANDOVER_ACCEPTED, OVER, actor, giver=CLERK, receiver=RECEIVER, amount=FLOAT, next_shift=NEXT)


def disputed(found: int, difference: int) -> Content:
    facts = {"giver": CLERK, "receiver": RECEIVER, "amount": FLOAT, "found": found, "difference": difference}
    return entry(Act.HANDOVER_DISPUTED, OVER, RECEIVER, **facts, approved_by=SUPERVISOR)


def begun(float_: int = FLOAT, actor: str = RECEIVER, handover: str = OVER) -> Content:
    return entry(Act.SHIFT_OPENED, NEXT, actor, float=float_, handover=handover)


def withdrawn(actor: str) -> Content:
    return entry(Act.HANDOVER_WITHDRAWN, OVER, actor, giver=CLERK, receiver=RECEIVER, amount=FLOAT, reason="x")


def put_back(closes: int, reached: int) -> Content:
    return entry(Act.DATABASE_REALIGNED, "L01", SUPERVISOR, closes=closes, mark_closes=reached)


OPENED = entry(Act.SHIFT_OPENED, float=FLOAT)
AS_CLERK = entry(Act.USER_ADDED, "1003", SUPERVISOR, role="clerk")
CLOSED = (OPENED, counted(), revealed(), closed())
LET = approved("move-cash", "movement-1")
SHORT: dict[str, Any] = {"counted": 100_000, "pieces": "N100000x1", "variance": -100_000}
SHORT_COUNT = counted(1, 100_000, "N100000x1")
WITHDRAWN = entry(
    Act.HANDOVER_WITHDRAWN, OVER, CLERK, giver=CLERK, receiver=RECEIVER, amount=FLOAT, approved_by=SUPERVISOR
)
BY_SUPERVISOR = withdrawn(SUPERVISOR)
TAKEN = entry(Act.PAYMENT_ACCEPTED, "payment-1", tender="QRIS", total=1, shift=SHIFT, receipt="R-1")


def first_fault(*entries: Content) -> str | None:
    told = Told()
    return next((fault for fault in map(told.note, entries) if fault), None)


@pytest.mark.parametrize(
    "entries",
    [
        CLOSED,
        (OPENED, counted(), counted(2), revealed(), closed(count=2)),
        (OPENED, LET, dropped(), counted(1, 150_000, "N50000x3"), revealed(150_000)),
        (OPENED, SHORT_COUNT, revealed(), closed(reason="hilang", clerk="1001", **SHORT)),
        (
            OPENED,
            SHORT_COUNT,
            revealed(),
            approved("variance", SHIFT),
            closed(reason="hilang", approved_by=SUPERVISOR, **SHORT),
        ),
        (*CLOSED, offered(), accepted(), begun()),
        (*CLOSED, offered(), approved("dispute", OVER, RECEIVER), disputed(195_000, -5_000), begun(195_000)),
        (*CLOSED, offered(), approved("dispute", OVER), WITHDRAWN, entry(Act.SHIFT_OPENED, NEXT, float=0)),
        (*CLOSED, offered(), BY_SUPERVISOR, entry(Act.SHIFT_OPENED, NEXT, float=0)),
        (OPENED, TAKEN, counted(slips="QRIS 1 1"), revealed(), closed(slips="QRIS 1 1")),
        (OPENED, TAKEN, counted(), revealed(), approved("variance", SHIFT), closed(reason="x", approved_by=SUPERVISOR)),
        (approved("open-drawer", "opening-1"), entry(Act.DRAWER_OPENED, "opening-1", approved_by=SUPERVISOR)),
        (put_back(0, 6), OPENED, counted(), revealed(), closed(7)),
    ],
)
def test_a_drawer_by_the_rules_is_read_without_a_word(entries: tuple[Content, ...]) -> None:
    assert first_fault(*entries) is None


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((counted(),), "counts a drawer that is not open"),
        ((*CLOSED, counted(2)), "counts a drawer that is not open"),
        ((OPENED, counted(), revealed(), counted(2)), "counts a drawer again after its sum was shown"),
        ((OPENED, counted(2)), "is no count that follows"),
        ((OPENED, counted(1, 1)), "is no count that follows"),
        ((OPENED, revealed()), "that nobody had counted"),
        ((OPENED, counted(), revealed(1)), "shows 1, where the entries before it make 200000"),
        ((OPENED, counted(), revealed(), TAKEN), "moves money of R-1 in a drawer whose sum was shown"),
        ((OPENED, dropped()), "who had not allowed it"),
        ((LET, dropped()), "not open, or another's"),
        ((*CLOSED, LET, dropped()), "not open, or another's"),
        ((OPENED, approved("move-cash", "movement-1", RECEIVER), dropped(actor=RECEIVER)), "not open, or another's"),
        ((OPENED, counted(), revealed(), LET, dropped()), "moves cash of a drawer whose sum was shown"),
        ((OPENED, LET, dropped(50_000, "N100000x1")), "another sum than its pieces make"),
        ((OPENED, LET, dropped(300_000, "N100000x3")), "more out of the drawer than was in it"),
        ((entry(Act.DRAWER_OPENED, "opening-1", approved_by=SUPERVISOR),), "who had not allowed it"),
        ((closed(),), "closes a shift that no entry opened"),
        ((OPENED, counted(), revealed(), closed(expected=1)), "expects 1 in the drawer"),
        ((OPENED, counted(), revealed(), closed(2)), "has Z number 2, where 1 is the next"),
        ((put_back(0, 6), OPENED, counted(), revealed(), closed()), "has Z number 1, where 7 is the next"),
        ((*CLOSED, put_back(0, 6)), "says that the last Z number was 0, where it was 1"),
        ((OPENED, counted(), closed()), "never shown"),
        ((OPENED, counted(), counted(2), revealed(), closed()), "not the last"),
        ((OPENED, counted(), revealed(), closed(count=7)), "not the last"),
        ((OPENED, counted(), revealed(), closed(slips="QRIS 1 1")), "on another sum than was counted"),
        ((OPENED, counted(), revealed(), closed(variance=1)), "on another sum than was counted"),
        ((OPENED, SHORT_COUNT, revealed(), closed(**SHORT)), "nobody explained to a second person"),
        ((OPENED, SHORT_COUNT, revealed(), closed(reason="hilang", **SHORT)), "nobody explained to a second person"),
        (
            (OPENED, SHORT_COUNT, revealed(), closed(reason="hilang", approved_by=SUPERVISOR, **SHORT)),
            "who had not allowed it",
        ),
        ((offered(),), "not closed on this sum"),
        ((OPENED, offered()), "not closed on this sum"),
        ((*CLOSED, offered(1)), "not closed on this sum"),
        ((*CLOSED, offered(), offered(subject="handover-2")), "not closed on this sum"),
        ((accepted(),), "settles a hand-over that is not open"),
        ((*CLOSED, offered(), accepted(), accepted()), "settles a hand-over that is not open"),
        ((*CLOSED, offered(), accepted(CLERK)), "lets 1001 settle a hand-over between 1001 and 1002"),
        ((*CLOSED, offered(), approved("dispute", OVER, RECEIVER), disputed(195_000, 0)), "another difference"),
        ((*CLOSED, offered(), disputed(195_000, -5_000)), "who had not allowed it"),
        ((*CLOSED, offered(), WITHDRAWN), "who had not allowed it"),
        ((*CLOSED, offered(), withdrawn(CLERK)), "no second person knew"),
        ((*CLOSED, offered(), withdrawn(RECEIVER)), "no second person knew"),
        ((AS_CLERK, *CLOSED, offered(), withdrawn("1003")), "lets 1003 act for 1001, who came here as clerk"),
        ((AS_CLERK, OPENED, counted(), revealed(), {**closed(), "actor": "1003"}), "lets 1003 act for 1001"),
        ((OPENED, TAKEN, counted(), revealed(), closed()), "nobody explained to a second person"),
        ((*CLOSED, offered(), begun()), "opens a drawer that is being handed over"),
        ((begun(),), "that nobody handed over so"),
        ((*CLOSED, offered(), accepted(), begun(1)), "that nobody handed over so"),
        ((*CLOSED, offered(), accepted(), begun(actor=CLERK)), "that nobody handed over so"),
    ],
)
def test_what_no_rule_allows_is_named(entries: tuple[Content, ...], words: str) -> None:
    before = entries[:-1]
    assert first_fault(*before) is None, "all but the last entry are by the rules"
    fault = first_fault(*entries)
    assert fault is not None
    assert words in fault
