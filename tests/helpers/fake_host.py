"""A host without a wire: it knows a list of participants, bills by the tariff, and goes away when told to."""

import json
import threading
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from counter_app import resources
from counter_app.domain.bill import Bill, BillSource, Programme
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import Conflict, HostReply, NoAnswer, NotKnown, Posted, ReversalReply, Reversed
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment, Posting
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.domain.tariff import Payer, first_month_due
from counter_app.services.ports import Abilities, Clock, Inquiry, ParticipantPage

PATIENCE = 10.0  # seconds a held call waits before it gives up on the test


class ScriptedHost:
    """Implements ``HostGateway``.

    ``away``: nothing is reached. ``refuses``: number → reason, at inquiry. ``replies``: answers to the next
    payments, before it begins to answer by itself; ``undoings``: to the next reversals. ``dearer``: rupiah by which
    the host's first line is above the tariff. ``hold()`` makes every call wait until ``let_go()``. ``calls`` counts,
    ``posted`` holds what was posted, by its key, ``taken_back`` what was reversed, by the reversal's.
    """

    def __init__(self, people: Iterable[Participant], clock: Clock) -> None:
        self.people = list(people)
        self.clock = clock
        self.abilities = Abilities()
        self.away = False
        self.refuses: dict[str, Reason] = {}
        self.replies: list[HostReply] = []
        self.undoings: list[ReversalReply] = []
        self.taken_back: dict[str, Reversed] = {}
        self.dearer = 0
        self.calls: Tally[str] = Tally()
        self.asked: list[tuple[str, int, tuple[Programme, ...] | None]] = []
        self.threads: set[int] = set()
        self.posted: dict[str, Posted] = {}
        self._open = threading.Event()
        self._open.set()

    def hold(self) -> None:
        """From now on calls wait."""
        self._open.clear()

    def let_go(self) -> None:
        """Those that wait go on."""
        self._open.set()

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        """Bill by the tariff, with the host's name on it."""
        self.asked.append((number.number, months, None if programmes is None else tuple(programmes)))
        self._reach("inquire")
        if reason := self.refuses.get(number.number):
            raise Declined(reason, code="4042499") if reason is Reason.HOST_REFUSED else Declined(reason)
        participant = next((person for person in self.people if _number(person, number.kind) == number.number), None)
        if participant is None:
            raise Declined(Reason.PARTICIPANT_NOT_FOUND)
        bill = self._bill(participant, months, programmes)
        return Inquiry(replace(participant, programmes=bill.programmes), bill)

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        """What ``pay`` needs to know."""
        months = payment.bill.months
        return json.dumps(
            {
                "key": str(payment.id),
                "amount": payment.total,
                "nik": payment.payer.nik,
                "receipt": payment.receipt_number,
                "from": months[0].first_day.isoformat(),
                "to": months[-1].last_day.isoformat(),
                "head": journal_head,
            }
        ).encode()

    def pay(self, body: bytes) -> HostReply:
        """Answer as scripted, else post; the same key is answered as before."""
        try:
            self._reach("pay")
        except Unavailable as away:
            return NoAnswer(away.detail)
        request = json.loads(body)
        if self.replies:
            return self.replies.pop(0)
        posting = Posting(
            f"BPU20261122{len(self.posted) + 1:06}",
            self.clock.now(),
            datetime.fromisoformat(request["from"]).date(),
            datetime.fromisoformat(request["to"]).date(),
        )
        reply = Posted(request["key"], Rupiah(request["amount"]), request["nik"], request["receipt"], posting)
        return self.posted.setdefault(request["key"], reply)

    def payment_status(self, payment: Payment) -> HostReply:
        """What became of it."""
        try:
            self._reach("payment_status")
        except Unavailable as away:
            return NoAnswer(away.detail)
        return self.posted.get(str(payment.id)) or NotKnown("4042612")

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        """What ``reverse`` needs to know."""
        return json.dumps({"key": str(reversal.id), "payment": str(payment.id), "head": journal_head}).encode()

    def reverse(self, body: bytes) -> ReversalReply:
        """Answer as scripted, else take the posting back; the same key is answered as before."""
        try:
            self._reach("reverse")
        except Unavailable as away:
            return NoAnswer(away.detail)
        if self.undoings:
            return self.undoings.pop(0)
        request = json.loads(body)
        posting = self.posted.get(request["payment"])
        if posting is None:
            return Conflict("4049112", "no such posting")
        undoing = Undoing(f"REV261122{len(self.taken_back) + 1:08}", self.clock.now(), None)
        reply = Reversed(request["key"], request["payment"], posting.amount, posting.customer_no, undoing)
        return self.taken_back.setdefault(request["key"], reply)

    def participants(self, cursor: str) -> ParticipantPage:
        """Pages of two; the cursor is how many were fetched before."""
        self._reach("participants")
        begin = int(cursor or 0)
        page = tuple(self.people[begin : begin + 2])
        end = begin + len(page)
        return ParticipantPage(page, str(end), more=end < len(self.people), total=len(self.people))

    def host_time(self) -> datetime:
        """The clock's time."""
        self._reach("host_time")
        return self.clock.now()

    def _reach(self, call: str) -> None:
        self.calls[call] += 1
        self.threads.add(threading.get_ident())
        if not self._open.wait(PATIENCE):
            raise AssertionError(f"{call} was held and never let go")
        if self.away:
            raise Unavailable(Service.HOST, "connection refused")

    def _bill(self, person: Participant, months: int, programmes: Sequence[Programme] | None) -> Bill:
        tariff = resources.tariff()
        first: Month = first_month_due(person.protected_until, self.clock.now().date(), tariff.grace_months)
        assert person.income_basis is not None
        assert person.sector is not None
        payer = Payer(
            person.income_basis, person.sector, government_paid=person.government_paid, employer=person.employer
        )
        quote = tariff.quote(payer, person.programmes if programmes is None else programmes, first, months)
        head, *rest = quote.lines
        lines = (replace(head, full=Rupiah(head.full + self.dearer)), *rest)
        bare = tuple(replace(line, why=None) for line in lines)
        return Bill(bare, quote.fee, BillSource.HOST, inquiry_id=f"INQ-{self.calls['inquire']}")


def _number(person: Participant, kind: NumberKind) -> str:
    return {NumberKind.NIK: person.nik, NumberKind.KPJ: person.kpj, NumberKind.PAYMENT_CODE: person.payment_code}[kind]
