"""A host at the far end of a wire that a test holds in its hand: it answers what it is told to, in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.identity import LookupNumber
from counter_app.domain.outbox import HostReply, Posted, ReversalReply, Reversed
from counter_app.domain.payment import Payment, Posting
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.services.ports import Abilities, Inquiry, ParticipantPage


@dataclass
class RepliesHost:
    """Implements ``HostGateway``. What it was not told to answer is away. ``undoings`` are the answers to reversals."""

    inquiries: list[Inquiry | Exception] = field(default_factory=list)
    replies: list[HostReply | Callable[[], HostReply]] = field(default_factory=list)
    undoings: list[ReversalReply | Callable[[], ReversalReply]] = field(default_factory=list)
    pages: dict[str, ParticipantPage] = field(default_factory=dict)
    calls: list[tuple[str, object]] = field(default_factory=list)
    abilities: Abilities = field(default_factory=Abilities)

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        self.calls.append(("inquire", (number, months, programmes)))
        if not self.inquiries:
            raise Unavailable(Service.HOST, "no line")
        answer = self.inquiries.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        return f"{payment.id} {payment.total} {journal_head}".encode()

    def pay(self, body: bytes) -> HostReply:
        return self._reply("pay", body)

    def payment_status(self, payment: Payment) -> HostReply:
        return self._reply("status", payment.id)

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        return f"{reversal.id} {payment.id} {reversal.amount} {journal_head}".encode()

    def reverse(self, body: bytes) -> ReversalReply:
        self.calls.append(("reverse", body))
        reply = self.undoings.pop(0)
        return reply() if callable(reply) else reply

    def participants(self, cursor: str) -> ParticipantPage:
        self.calls.append(("participants", cursor))
        if cursor not in self.pages:
            raise Unavailable(Service.HOST, "no line")
        return self.pages[cursor]

    def host_time(self) -> datetime:
        raise Unavailable(Service.HOST, "no line")

    def said(self, what: str) -> list[object]:
        """What was sent under a name, in order."""
        return [content for name, content in self.calls if name == what]

    def _reply(self, name: str, content: object) -> HostReply:
        self.calls.append((name, content))
        reply = self.replies.pop(0)
        return reply() if callable(reply) else reply


def posted(payment: Payment, **other: object) -> Posted:
    """The host's answer to ``payment``, or one that differs in what ``other`` names."""
    posting = Posting(
        "HOST-0001",
        datetime(2026, 11, 22, 2, 15, 6, tzinfo=UTC),
        payment.bill.months[0].first_day,
        payment.bill.months[-1].last_day,
    )
    facts: dict[str, object] = {
        "key": str(payment.id),
        "amount": payment.total,
        "customer_no": payment.payer.nik,
        "receipt_number": payment.receipt_number,
        "posting": posting,
    }
    return Posted(**(facts | other))  # type: ignore[arg-type]


def taken_back(reversal: Reversal, payment: Payment, **other: object) -> Reversed:
    """The host's answer to ``reversal``, or one that differs in what ``other`` names."""
    facts: dict[str, object] = {
        "key": str(reversal.id),
        "payment_key": str(payment.id),
        "amount": reversal.amount,
        "customer_no": payment.payer.nik,
        "undoing": Undoing("REV-0001", datetime(2026, 11, 22, 3, 15, 6, tzinfo=UTC), None),
    }
    return Reversed(**(facts | other))  # type: ignore[arg-type]
