"""What a journal tells of drawers: counted, revealed, moved, handed over, closed by number. As in ``told.py``, an entry
that follows from nothing before it, or that no rule allows, is named by what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counter_app.domain.closing_count import read_sums
from counter_app.domain.closing_slip import NO_SUM, Sum
from counter_app.domain.drawer import read_count
from counter_app.domain.handover import HandoverState
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah

Content = Mapping[str, Any]
Fault = str | None

MOVEMENTS = {Act.CASH_DROPPED: -1, Act.CASH_PICKED_UP: 1}
"""Cash between drawer and vault, by what it does to the drawer."""
_SETTLED = {
    Act.HANDOVER_ACCEPTED: HandoverState.ACCEPTED,
    Act.HANDOVER_DISPUTED: HandoverState.DISPUTED,
    Act.HANDOVER_WITHDRAWN: HandoverState.WITHDRAWN,
}


@dataclass(slots=True)
class ToldShift:
    """A shift: the entries that opened and closed it, and the cash that went in and out of its drawer, rupiah.

    ``counts``: those before the close, by number; ``revealed``: whether somebody was told what must be in it. ``slips``:
    what was taken by each other means.
    """

    opened: Content
    closed: Content | None = None
    cash: int = 0
    counts: dict[int, Content] = field(default_factory=dict)
    revealed: bool = False
    slips: dict[str, Sum] = field(default_factory=dict)

    def take(self, kind: str, amount: int) -> None:
        """Count a payment by other means than cash."""
        before = self.slips.get(kind, NO_SUM)
        self.slips[kind] = Sum(before.count + 1, Rupiah(before.amount + amount))

    @property
    def expected(self) -> int:
        """What the drawer must hold by the entries so far, rupiah."""
        return int(self.opened["facts"]["float"]) + self.cash


@dataclass(slots=True)
class ToldHandover:
    """A hand-over: its offer, and the entry that settled it."""

    offered: Content
    settled: Content | None = None

    @property
    def state(self) -> HandoverState:
        return HandoverState.OFFERED if self.settled is None else _SETTLED[Act(self.settled["act"])]

    @property
    def cash(self) -> int:
        """What the receiver's shift begins with, rupiah."""
        facts = (self.settled or self.offered)["facts"]
        return int(facts.get("found", facts["amount"]))


@dataclass(slots=True)
class ToldDrawers:
    """``closes`` are the numbered ones, in their order; ``last_z`` the last Z number that is not free any more.

    ``skipped``: the Z numbers up to which a supervisor answered for what was lost.
    """

    shifts: dict[str, ToldShift] = field(default_factory=dict)
    movements: dict[str, Content] = field(default_factory=dict)
    handovers: dict[str, ToldHandover] = field(default_factory=dict)
    closes: list[Content] = field(default_factory=list)
    last_z: int = 0
    skipped: list[int] = field(default_factory=list)

    def note(self, content: Content) -> Fault:
        """Take in the next entry; those that are not about a drawer say nothing here."""
        match content["act"]:
            case Act.SHIFT_OPENED:
                return self._opened(content)
            case Act.DRAWER_COUNTED:
                return self._counted(content)
            case Act.DRAWER_REVEALED:
                return self._revealed(content)
            case Act.CASH_DROPPED | Act.CASH_PICKED_UP:
                return self._moved(content)
            case Act.SHIFT_CLOSED:
                return self._closed(content)
            case Act.DATABASE_REALIGNED:
                return self._realigned(content)
        return self._handed_over(content)

    def _opened(self, content: Content) -> Fault:
        self.shifts[content["subject"]] = ToldShift(content)
        facts = content["facts"]
        if any(handover.settled is None for handover in self.handovers.values()):
            return "opens a drawer that is being handed over"
        if "handover" not in facts:
            return None
        taken = self.handovers.get(facts["handover"])
        own = taken is not None and taken.settled is not None and taken.settled["actor"] == content["actor"]
        if taken is None or not own or taken.cash != facts["float"]:
            return "begins with a drawer that nobody handed over so"
        return None

    def _counted(self, content: Content) -> Fault:
        shift, facts = self.shifts.get(content["subject"]), content["facts"]
        if shift is None or shift.closed is not None:
            return "counts a drawer that is not open"
        if shift.revealed:
            return "counts a drawer again after its sum was shown"
        if facts["count"] != len(shift.counts) + 1 or read_count(facts["pieces"]).total != facts["counted"]:
            return "is no count that follows the one before it"
        shift.counts[facts["count"]] = content
        return None

    def _revealed(self, content: Content) -> Fault:
        shift = self.shifts.get(content["subject"])
        if shift is None or not shift.counts:
            return "shows the sum of a drawer that nobody had counted"
        shift.revealed = True
        told = content["facts"]["expected"]
        return None if told == shift.expected else f"shows {told}, where the entries before it make {shift.expected}"

    def _moved(self, content: Content) -> Fault:
        facts = content["facts"]
        shift, amount = self.shifts.get(facts["shift"]), facts["amount"] * MOVEMENTS[Act(content["act"])]
        self.movements[content["subject"]] = content
        if shift is None or shift.closed is not None or shift.opened["actor"] != content["actor"]:
            return "moves cash of a drawer that is not open, or another's"
        if shift.revealed:
            return "moves cash of a drawer whose sum was shown"
        if read_count(facts["pieces"]).total != facts["amount"]:
            return "moves another sum than its pieces make"
        shift.cash += amount
        return "takes more out of the drawer than was in it" if amount < 0 and shift.expected < 0 else None

    def _closed(self, content: Content) -> Fault:
        shift, facts = self.shifts.get(content["subject"]), content["facts"]
        if shift is None:
            return "closes a shift that no entry opened"
        shift.closed = content
        if facts["expected"] != shift.expected:
            return f"expects {facts['expected']} in the drawer, where the entries before it make {shift.expected}"
        return self._numbered(content, shift) if "z" in facts else None

    def _numbered(self, content: Content, shift: ToldShift) -> Fault:
        facts = content["facts"]
        self.closes.append(content)
        self.last_z += 1
        if facts["z"] != self.last_z:
            return f"has Z number {facts['z']}, where {self.last_z} is the next"
        count = shift.counts.get(facts["count"])
        if count is None or not shift.revealed or facts["count"] != len(shift.counts):
            return "closes on a count that was not the last, or never shown"
        same = all(facts[name] == count["facts"][name] for name in ("counted", "pieces", "slips"))
        if not same or facts["variance"] != facts["counted"] - facts["expected"]:
            return "closes on another sum than was counted"
        differs = facts["variance"] or read_sums(facts["slips"]) != shift.slips
        if differs and not (facts.get("reason") and (facts.get("approved_by") or facts.get("clerk"))):
            return "closes on a variance that nobody explained to a second person"
        return None

    def _realigned(self, content: Content) -> Fault:
        """Entries from before Z numbers were given up say nothing of them."""
        facts = content["facts"]
        if facts.get("closes", self.last_z) != self.last_z:
            return f"says that the last Z number was {facts['closes']}, where it was {self.last_z}"
        if (reached := facts.get("mark_closes") or 0) > self.last_z:
            self.skipped.append(reached)
            self.last_z = reached
        return None

    def _handed_over(self, content: Content) -> Fault:
        match content["act"]:
            case Act.HANDOVER_OFFERED:
                return self._offered(content)
            case Act.HANDOVER_ACCEPTED | Act.HANDOVER_DISPUTED | Act.HANDOVER_WITHDRAWN:
                return self._settled(content)
        return None

    def _offered(self, content: Content) -> Fault:
        facts = content["facts"]
        shift = self.shifts.get(facts["shift"])
        waiting = any(handover.settled is None for handover in self.handovers.values())
        self.handovers[content["subject"]] = ToldHandover(content)
        if shift is None or shift.closed is None or shift.closed["facts"]["counted"] != facts["amount"] or waiting:
            return "offers a drawer that was not closed on this sum"
        return None

    def _settled(self, content: Content) -> Fault:
        handover, by = self.handovers.get(content["subject"]), content["actor"]
        if handover is None or handover.settled is not None:
            return "settles a hand-over that is not open"
        handover.settled = content
        offered, facts = handover.offered["facts"], content["facts"]
        if content["act"] == Act.HANDOVER_WITHDRAWN:
            alone = by == offered["giver"] and not facts.get("approved_by")
            return "withdraws a hand-over, and no second person knew" if alone or by == offered["receiver"] else None
        if by != offered["receiver"]:
            return f"lets {by} settle a hand-over between {offered['giver']} and {offered['receiver']}"
        if facts.get("difference", 0) != facts.get("found", offered["amount"]) - offered["amount"]:
            return "tells another difference than the two counts make"
        return None
