"""What must stand beside payments and reversals: their way to the host, the months they hold, the consents, the people.

None of it is money, and without it money goes astray: what nothing takes to the host is never posted, a month that
nobody holds is sold twice, and a consent or a supervisor that nobody entered lets one person do what takes two.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from counter_app.domain.approval import Approval
from counter_app.domain.bill import Programme
from counter_app.domain.employment import Employment
from counter_app.domain.months import Month
from counter_app.domain.payment import LIVE, UNSETTLED, Payment
from counter_app.domain.people import Account, pin_mark
from counter_app.domain.reversal import TOOK_EFFECT, Reversal
from counter_app.services.appointing import employment
from counter_app.services.ports import UnitOfWork
from counter_app.services.told import Content, Told

Holders = Mapping[tuple[str, Programme, Month], UUID]


def beside_fault(work: UnitOfWork, payments: Sequence[Payment], told: Told) -> str | None:
    """The first thing that is missing or that nobody entered, in words an auditor can act on."""
    reversals = work.reversals.all()
    fault = _unsent_fault(work, payments, reversals) or _months_fault(work, payments, reversals)
    return fault or _consents_fault(work, told) or _people_fault(work, told)


def _unsent_fault(work: UnitOfWork, payments: Sequence[Payment], reversals: Sequence[Reversal]) -> str | None:
    for what, rows in (("receipt", payments), ("the reversal of", reversals)):
        waiting = [row for row in rows if row.state in UNSETTLED]
        items = work.outbox.get_many([row.id for row in waiting])
        for row in waiting:
            item = items.get(row.id)
            if item is None or item.due_at is None:
                return f"{what} {row.receipt_number}: stored as {row.state}, and nothing takes it to the host"
    return None


def _months_fault(work: UnitOfWork, payments: Sequence[Payment], reversals: Sequence[Reversal]) -> str | None:
    undone = {reversal.payment_id for reversal in reversals if reversal.state in TOOK_EFFECT}
    counting = {payment.id for payment in payments if payment.state in LIVE} - undone
    holders = work.claims.holders()
    holding = set(holders.values())
    for payment in payments:
        if payment.id not in counting and payment.id in holding:
            return f"receipt {payment.receipt_number}: holds months, though it has come to nothing"
        free = _month_let_go(work, payment, holders) if payment.id in counting else None
        if free is not None:
            return f"receipt {payment.receipt_number}: does not hold {free}, which could be sold again"
    return None


def _month_let_go(work: UnitOfWork, payment: Payment, holders: Holders) -> Month | None:
    """The first month of a payment that counts and that it does not hold. Payments from before months were held may
    share one: then the earliest has it.
    """
    for line in payment.bill.lines:
        holder_id = holders.get((payment.payer.nik, line.programme, line.month))
        if holder_id == payment.id:
            continue
        holder = work.payments.get(holder_id) if holder_id is not None else None
        if holder is None or holder.receipt_number > payment.receipt_number:
            return line.month
    return None


def _consents_fault(work: UnitOfWork, told: Told) -> str | None:
    stored = {str(approval.id): approval for approval in work.approvals.all()}
    odd = sorted(stored.keys() ^ told.given.keys())
    if odd:
        side = "no journal entry tells of it" if odd[0] in stored else "it is told of, but not stored"
        return f"consent {odd[0]}: {side}"
    for approval_id, approval in stored.items():
        if _given(approval) != _told(told.given[approval_id]):
            return f"journal entry {told.given[approval_id]['seq']}: the consent it tells of is stored otherwise"
    return None


def _given(approval: Approval) -> tuple[str, str, str, str]:
    return approval.deed.value, str(approval.subject), approval.asked_by, approval.approved_by


def _told(content: Content) -> tuple[str, str, str, str]:
    return content["facts"]["deed"], content["subject"], content["facts"]["asked_by"], content["actor"]


def _people_fault(work: UnitOfWork, told: Told) -> str | None:
    """Everybody came by an entry, at this counter or at another of the office, and stands as the entries since then say.
    Nobody who came is missing: who left is retired and not deleted.
    """
    accounts = work.accounts.all()
    missing = sorted(told.roles.keys() - {account.actor.id for account in accounts})
    if missing:
        return f"person {missing[0]}: they are told of, but not stored"
    faults = (_person_fault(account, employment(work, account.actor.id)) for account in accounts)
    return next((fault for fault in faults if fault), None)


def _person_fault(account: Account, told: Employment | None) -> str | None:
    person = account.actor
    if told is None:
        return f"person {person.id}: no journal entry tells of them"
    if told.role is not person.role:
        return f"person {person.id}: stored as {person.role}, the journal says {told.role}"
    if told.active is not account.active:
        side = ("may work here", "does not any more") if account.active else ("does not work here", "may")
        return f"person {person.id}: stored as one who {side[0]}, the journal says {side[1]}"
    if told.name not in (None, person.name):
        return f"person {person.id}: stored under another name than the journal says"
    if told.marks and pin_mark(account.pin_hash) not in told.marks:
        return f"person {person.id}: the PIN is another one than the journal knows of"
    return None
