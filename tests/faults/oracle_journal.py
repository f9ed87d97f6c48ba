"""The journal, read as an auditor would: by its entries alone, each following from those before it.

It says who did each thing; along it no state takes a way that the table does not have, no month is held twice, and what
takes a second person had one.
"""

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from counter_app.domain.approval import Deed
from counter_app.domain.journal import Act
from counter_app.domain.payment import LIVE, TRANSITIONS, UNSETTLED, Payment, PaymentState
from counter_app.domain.reversal import REVERSAL_TRANSITIONS, TOOK_EFFECT
from tests.faults.evidence import Entry, Evidence, Found, Harm

AUDITOR = "3001"
BY_HAND = {
    Act.PAYMENT_ACCEPTED, Act.REVERSAL_ASKED, Act.CANCELLED, Act.REFUNDED, Act.REVERSAL_PAID_OUT, Act.REVIEW_RESOLVED,
    Act.APPROVED, Act.SHIFT_OPENED, Act.SHIFT_CLOSED, Act.CASH_DROPPED, Act.CASH_PICKED_UP, Act.DRAWER_COUNTED,
    Act.DRAWER_REVEALED, Act.HANDOVER_OFFERED, Act.HANDOVER_ACCEPTED, Act.HANDOVER_DISPUTED, Act.X_REPORTED,
    Act.REGISTRATION_SUBMITTED, Act.RECALL_LISTED,
}  # fmt: skip
"""Acts that are somebody's who sells or supervises, and never an auditor's or a machine's."""
LEEWAY = timedelta(minutes=10)
CONSENTED = {
    Act.CANCELLED: Deed.CANCEL, Act.REVERSAL_ASKED: Deed.REVERSE, Act.REVIEW_RESOLVED: Deed.RESOLVE_REVIEW,
    Act.OFFLINE_OVER_LIMIT: Deed.OVER_LIMIT, Act.PAID_DESPITE_DOUBT: Deed.PAY_DESPITE_DOUBT,
    Act.CLOCK_ACCEPTED: Deed.ACCEPT_CLOCK, Act.CASH_DROPPED: Deed.MOVE_CASH, Act.CASH_PICKED_UP: Deed.MOVE_CASH,
    Act.HANDOVER_DISPUTED: Deed.DISPUTE,
}  # fmt: skip
"""Acts that one person alone must not do."""

_MOVES = {
    Act.ATTEMPT, Act.REVERSAL_ATTEMPT, Act.OUTCOME, Act.REVERSAL_OUTCOME, Act.REVIEW_RESOLVED, Act.CANCELLED, Act.REFUNDED, Act.REVERSAL_PAID_OUT,
}  # fmt: skip
_TO_BE_SETTLED = UNSETTLED | {PaymentState.REVIEW}


@dataclass(slots=True)
class Books:
    """What the entries so far come to. ``undoing``: each reversal's payment; ``open_at``: what each close left open."""

    states: dict[str, PaymentState] = field(default_factory=dict)
    undoing: dict[str, str] = field(default_factory=dict)
    open_at: dict[str, frozenset[str]] = field(default_factory=dict)
    consents: Tally[tuple[str, str, str, str]] = field(default_factory=Tally)
    days: dict[str, str] = field(default_factory=dict)
    last_taken: datetime | None = None

    def undone(self, payment: str) -> bool:
        return any(self.states[each] in TOOK_EFFECT for each, of in self.undoing.items() if of == payment)

    def holds_months(self, payment: str) -> bool:
        return self.states.get(payment) in LIVE and not self.undone(payment)

    def unsettled(self) -> frozenset[str]:
        """The payments of which something is still to be done: by the host, by people, or money that is to go back."""
        payments = self.states.keys() - self.undoing.keys()
        due = {each for each in payments if self.states[each] in {*_TO_BE_SETTLED, PaymentState.REJECTED}}
        open_reversals = {*_TO_BE_SETTLED, PaymentState.CONFIRMED}
        return frozenset(due | {of for each, of in self.undoing.items() if self.states[each] in open_reversals})


def always(seen: Evidence) -> Iterator[Found]:
    if seen.fault is not None:
        yield Found(Harm.ORACLE, f"verification: {seen.fault}")
    for entry in seen.entries:
        if entry["actor"] not in seen.clerks and not entry["actor"].startswith("system:"):
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']} names nobody: {entry['actor']}")
        if entry["act"] in BY_HAND and entry["actor"] not in seen.clerks - {AUDITOR}:
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: {entry['actor']} did {entry['act']}")
    books = Books()
    for entry in seen.entries:
        for words in _read(seen, books, entry):
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: {words}")
    for row in seen.rows:
        if books.states.get(str(row.id)) is not row.state:
            told = books.states.get(str(row.id))
            yield Found(Harm.ORACLE, f"{row.receipt_number} is {row.state}, its journal {told}")


def read(seen: Evidence) -> Books:
    """The whole journal, whatever is wrong with it."""
    books = Books()
    for entry in seen.entries:
        for _words in _read(seen, books, entry):
            pass
    return books


def _read(seen: Evidence, books: Books, entry: Entry) -> Iterator[str]:
    act, subject, facts = entry["act"], entry["subject"], entry["facts"]
    deed = _takes_two(entry)
    if deed is not None:
        yield from _consented(books, entry, deed)
    if act == Act.APPROVED:
        books.consents[facts["deed"], subject, facts["asked_by"], entry["actor"]] += 1
    elif act == Act.PAYMENT_ACCEPTED:
        yield from _accepted(seen, books, entry)
        books.states[subject] = PaymentState.ACCEPTED
        books.last_taken = datetime.fromisoformat(entry["at"])
    elif act == Act.REVERSAL_ASKED:
        books.states[subject] = PaymentState.ACCEPTED
        books.undoing[subject] = facts["payment"]
    elif act == Act.SHIFT_OPENED:
        books.days[subject] = facts["business_date"]
    elif act == Act.SHIFT_CLOSED:
        yield from _closed(seen, books, entry)
    elif act in _MOVES:
        yield from _moved(books, entry)


def _closed(seen: Evidence, books: Books, entry: Entry) -> Iterator[str]:
    left = books.open_at[entry["subject"]] = books.unsettled()
    named = {part.split(" ")[0] for part in entry["facts"]["unsettled"].split(";") if part}
    numbers = {payment.receipt_number for payment in seen.payments if str(payment.id) in left}
    if named != numbers:
        yield f"the close names {sorted(named)}, not settled were {sorted(numbers)}"


def _takes_two(entry: Entry) -> Deed | None:
    """What a second person had to allow: a difference at a close, and each copy after the first, as well."""
    act, facts = entry["act"], entry["facts"]
    if act == Act.SHIFT_CLOSED and facts["variance"] and "clerk" not in facts:
        return Deed.VARIANCE
    if act == Act.REPRINT and facts["copy"] > 1:
        return Deed.REPRINT
    return CONSENTED.get(act)


def _consented(books: Books, entry: Entry, deed: Deed) -> Iterator[str]:
    """Somebody else had allowed exactly this, to whoever did it, and not for another time."""
    facts = entry["facts"]
    if not facts.get("approved_by"):
        yield f"{entry['actor']} did it without a second person"
        return
    about = facts["payment"] if entry["act"] == Act.REVERSAL_ASKED else entry["subject"]
    consent = (deed.value, about, entry["actor"], facts["approved_by"])
    if facts["approved_by"] == entry["actor"]:
        yield f"{entry['actor']} allowed it to themselves"
    if books.consents[consent] < 1:
        yield f"{facts['approved_by']} had not allowed it, or for another time"
    books.consents[consent] -= 1


def _moved(books: Books, entry: Entry) -> Iterator[str]:
    subject, facts = entry["subject"], entry["facts"]
    old = books.states.get(subject)
    if entry["act"] in {Act.ATTEMPT, Act.REVERSAL_ATTEMPT}:
        if books.states.get(books.undoing.get(subject, "")) in _TO_BE_SETTLED:
            yield f"the reversal of {facts['receipt']} was sent before its payment was decided"
        if old is not PaymentState.ACCEPTED:
            return  # tried again, in the state that the first try led to
        new = PaymentState.SENDING
    else:
        new = PaymentState(facts["state"])
    ways = REVERSAL_TRANSITIONS if subject in books.undoing else TRANSITIONS
    if old is None or new not in ways[old]:
        yield f"from {old} to {new}"
    books.states[subject] = new


def _accepted(seen: Evidence, books: Books, entry: Entry) -> Iterator[str]:
    """What must not be taken at all, and what only with a second person."""
    payment = next((each for each in seen.payments if str(each.id) == entry["subject"]), None)
    if payment is None:
        yield f"{entry['facts']['receipt']} is not among the payments"
        return
    leaves = {each["act"] for each in seen.entries if each["subject"] == entry["subject"]}
    if entry["facts"]["business_date"] != books.days.get(entry["facts"]["shift"]):
        yield f"{payment.receipt_number} is of another day than its shift"
    at = datetime.fromisoformat(entry["at"])
    if books.last_taken is not None and at < books.last_taken - LEEWAY and Act.CLOCK_ACCEPTED not in leaves:
        yield f"{payment.receipt_number} is dated back behind {books.last_taken}"
    for other in seen.payments:
        if other.id == payment.id or other.payer.nik != payment.payer.nik or str(other.id) not in books.states:
            continue
        doubted = books.states[str(other.id)] is PaymentState.UNKNOWN
        if doubted and Act.PAID_DESPITE_DOUBT not in leaves:
            yield f"{payment.receipt_number} was taken though {other.receipt_number} of the same payer was UNKNOWN"
        if books.holds_months(str(other.id)) and _months(payment) & _months(other):
            yield f"{payment.receipt_number} is for months that {other.receipt_number} holds"
    if payment.offline:
        yield from _within_limits(seen, books, payment, Act.OFFLINE_OVER_LIMIT in leaves)


def _within_limits(seen: Evidence, books: Books, payment: Payment, supervised: bool) -> Iterator[str]:
    """Twice a limit is for nobody, more than the limit for a supervisor."""
    waiting = [each for each in seen.payments if books.states.get(str(each.id)) in UNSETTLED]
    total = payment.total + sum(each.total for each in waiting)
    limits = seen.limits
    oldest = min((each.accepted_at for each in waiting), default=payment.accepted_at)
    waited, longest = payment.accepted_at - oldest, limits.queue_age
    if waited > 2 * longest or (waited > longest and not supervised):
        yield f"{payment.receipt_number} was taken without the host while another had waited for {waited}"
    used = ((payment.total, limits.payment), (total, limits.total), (len(waiting) + 1, limits.count))
    for amount, limit in used:
        if amount > 2 * limit:
            yield f"{payment.receipt_number} brings the offline meter to {amount} of {limit}"
        elif amount > limit and not supervised:
            yield f"{payment.receipt_number} is over a limit ({amount} of {limit}), and nobody allowed it"


def _months(payment: Payment) -> set[tuple[object, object]]:
    return {(line.programme, line.month) for line in payment.bill.lines}
