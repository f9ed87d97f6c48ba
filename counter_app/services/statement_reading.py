"""Reading the journal for one clerk's statement: entry by entry, from the first on.

An entry belongs to its own day, and to the day on which the shift was opened that was open then: a clock that is turned
away for a moment takes nothing out of a statement, and only in a shift does money move.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import Any

from counter_app.domain.cash import TenderKind
from counter_app.domain.journal import GENESIS, Act, ChainedEntry
from counter_app.domain.money import Rupiah
from counter_app.domain.receipt import Office
from counter_app.domain.statement import ShiftSum, Statement, StatementLine, Totals
from counter_app.services.statement_words import local, sentence
from counter_app.services.told_drawer import MOVEMENTS

Content = Mapping[str, Any]

_GIVEN_BACK = frozenset({Act.CANCELLED, Act.REFUNDED, Act.REVERSAL_PAID_OUT})


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose statement, and for which of the office's days, both included."""

    staff_number: str
    since: date
    until: date


@dataclass(slots=True)
class Reading:
    """Filled by ``add``, each entry once, in order; ``statement`` is what has been read so far."""

    asked: Asked
    zone: tzinfo
    head_seq: int = 0
    head: str = GENESIS
    as_of: datetime | None = None
    own: list[StatementLine] = field(default_factory=list)
    about: list[StatementLine] = field(default_factory=list)
    _payments: set[str] = field(default_factory=set)
    _receipts: set[str] = field(default_factory=set)
    _shifts: dict[str, ShiftSum] = field(default_factory=dict)
    _cash: int = 0
    _other: int = 0
    _returned: int = 0
    _shift_day: date | None = None
    _accepted: int = 0

    def add(self, entry: ChainedEntry, content: Content) -> None:
        """Take in the next entry, whose ``content`` has been read."""
        at = local(content, self.zone)
        self.head_seq, self.head, self.as_of = entry.seq, entry.hash, at
        if content["act"] == Act.SHIFT_OPENED:
            self._shift_day = at.date()
        within = self._is_asked(at.date()) or self._is_asked(self._shift_day)
        if content["act"] == Act.SHIFT_CLOSED:
            self._shift_day = None
        self._follow(content, at, within=within)
        if within and content["actor"] == self.asked.staff_number:
            self.own.append(self._line(entry, content, at))
        elif within and self._concerns(content):
            self.about.append(self._line(entry, content, at))

    def statement(self, office: Office, name: str) -> Statement:
        """The statement, under the ``name`` that the account has."""
        shifts = [each for each in self._shifts.values() if self._touches(each)]
        totals = Totals(self._accepted, Rupiah(self._cash), Rupiah(self._other), Rupiah(self._returned))
        asked = self.asked
        return Statement(
            office=office,
            staff_number=asked.staff_number,
            name=name,
            since=asked.since,
            until=asked.until,
            head_seq=self.head_seq,
            head=self.head,
            as_of=self.as_of,
            own=tuple(self.own),
            about=tuple(self.about),
            shifts=tuple(shifts),
            totals=totals,
        )

    def _line(self, entry: ChainedEntry, content: Content, at: datetime) -> StatementLine:
        usual = ("business_date", at.date().isoformat())  # which goes without saying
        facts = {name: value for name, value in content["facts"].items() if (name, value) != usual}
        return StatementLine(entry.seq, entry.hash, at, content["actor"], sentence({**content, "facts": facts}))

    def _is_asked(self, day: date | None) -> bool:
        return day is not None and self.asked.since <= day <= self.asked.until

    def _concerns(self, content: Content) -> bool:
        """Whether an entry of somebody else's is about the person, their payments or their shifts."""
        facts, subject = content["facts"], content["subject"]
        return (
            subject == self.asked.staff_number
            or subject in self._payments
            or subject in self._shifts
            or facts.get("receipt") in self._receipts
            or self.asked.staff_number in {facts.get("asked_by"), facts.get("requested_by"), facts.get("approved_by")}
        )

    def _follow(self, content: Content, at: datetime, *, within: bool) -> None:
        act, facts, subject = content["act"], content["facts"], content["subject"]
        if act == Act.PAYMENT_ACCEPTED:
            self._follow_payment(content, within=within)
        elif act == Act.SHIFT_OPENED and content["actor"] == self.asked.staff_number:
            nothing = Rupiah(0)
            self._shifts[subject] = ShiftSum(at, Rupiah(facts["float"]), nothing, nothing, nothing, 0)
        elif act == Act.SHIFT_CLOSED and subject in self._shifts:
            self._shifts[subject] = replace(
                self._shifts[subject],
                closed_at=at,
                closed_by=content["actor"],
                counted=Rupiah(facts["counted"]),
                variance=facts["variance"],
            )
        elif act in MOVEMENTS and facts["shift"] in self._shifts:
            shift = self._shifts[facts["shift"]]
            self._shifts[facts["shift"]] = replace(shift, moved=shift.moved + facts["amount"] * MOVEMENTS[Act(act)])
        elif act in _GIVEN_BACK and facts.get("in_cash"):
            self._follow_return(facts, within=within)

    def _follow_payment(self, content: Content, *, within: bool) -> None:
        facts, total = content["facts"], content["facts"]["total"]
        in_cash = facts["tender"] == TenderKind.CASH
        shift = self._shifts.get(facts["shift"])
        if shift is not None:
            self._shifts[facts["shift"]] = replace(
                shift,
                payments=shift.payments + 1,
                taken=Rupiah(shift.taken + (total if in_cash else 0)),
                other=Rupiah(shift.other + (0 if in_cash else total)),
            )
        if content["actor"] != self.asked.staff_number:
            return
        self._payments.add(content["subject"])
        self._receipts.add(facts["receipt"])
        if within:
            self._accepted += 1
            self._cash += total if in_cash else 0
            self._other += 0 if in_cash else total

    def _follow_return(self, facts: Content, *, within: bool) -> None:
        shift = self._shifts.get(facts["shift"])
        if shift is not None:
            self._shifts[facts["shift"]] = replace(shift, returned=Rupiah(shift.returned + facts["amount"]))
        if within and facts["receipt"] in self._receipts:
            self._returned += facts["amount"]

    def _touches(self, shift: ShiftSum) -> bool:
        closed = shift.closed_at is None or shift.closed_at.date() >= self.asked.since
        return closed and shift.opened_at.date() <= self.asked.until
