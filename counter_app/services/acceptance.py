"""What stops a payment before its money is taken: what nobody can allow first, then what a second person can.

Everything is looked at inside the transaction that takes the money, so that two counters cannot both be let through.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.offline import Gauge, Level, OfflineLimits, fullest, gauges_with
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.shift import Shift
from counter_app.services.approvals import one_for, use
from counter_app.services.ports import UnitOfWork
from counter_app.services.stored import stored

CLOCK_LEEWAY = timedelta(minutes=10)
"""How far behind the counter's own books a clock may be: machines are set right by minutes."""

UNCERTAIN = frozenset({PaymentState.UNKNOWN})
"""States in which nobody knows whether the host has posted it: another payment may be the same one again."""


@dataclass(frozen=True, slots=True)
class Leave:
    """A second person's leave for one payment, to be journaled with it: what it is for, and the facts of it."""

    act: Act
    facts: dict[str, Fact]

    def entry(self, payment: Payment) -> Entry:
        """The entry that tells of it, in the name of the clerk who was given it."""
        facts = {"receipt": payment.receipt_number, **self.facts}
        return Entry(payment.accepted_at, payment.clerk_id, self.act, str(payment.id), facts)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that only a second person can allow: by which deed, how it is refused without, how it is told."""

    deed: Deed
    refusal: Declined
    leave: Leave


class Acceptance:
    """``zone``: in which moments are told. ``limits``: how far the counter may go without the host."""

    def __init__(self, zone: tzinfo, limits: OfflineLimits) -> None:
        self._zone = zone
        self._limits = limits

    def store(
        self, work: UnitOfWork, payment: Payment, shift: Shift, as_of: datetime | None, approvals: Collection[UUID]
    ) -> Sequence[Leave]:
        """Store a payment with its months, if it may be taken; what a second person gave leave for comes back.

        ``as_of``: from when the data is that billed it without the host. Raises ``Declined`` with ``OFFLINE_STOPPED``,
        ``MONTH_TAKEN``, ``CLOCK_BACK``, ``PAYER_UNCERTAIN`` or ``OFFLINE_LIMIT``, or ``APPROVAL_SPENT`` where a consent
        was given that does not hold; then nothing of the transaction may be committed.
        """
        meter = () if as_of is None else self._meter(work, payment, as_of)
        if meter and fullest(meter).level is Level.STOPPED:
            raise Declined(Reason.OFFLINE_STOPPED, limit=fullest(meter).limit.value)
        findings = [
            found for found in (self._clock(work, payment, shift), _doubt(work, payment), _over(meter)) if found
        ]
        work.payments.add(payment)
        self._claim(work, payment)
        return [_leave(work, payment, finding, approvals) for finding in findings]

    def _claim(self, work: UnitOfWork, payment: Payment) -> None:
        claim = work.claims.take(payment)
        if claim is None:
            return
        holder = stored(work.payments.get(claim.payment_id), claim.payment_id)
        raise Declined(
            Reason.MONTH_TAKEN,
            month=str(claim.month),
            receipt=holder.receipt_number,
            clerk=holder.clerk_id,
            counter=holder.counter_id,
            at=self._told(holder.accepted_at),
        )

    def _meter(self, work: UnitOfWork, payment: Payment, as_of: datetime) -> tuple[Gauge, ...]:
        return gauges_with(self._limits, work.outbox.unsent(), payment.total, as_of, payment.accepted_at)

    def _clock(self, work: UnitOfWork, payment: Payment, shift: Shift) -> Finding | None:
        newest = work.payments.last()
        last = shift.opened_at if newest is None else max(newest.accepted_at, shift.opened_at)
        if payment.accepted_at >= last - CLOCK_LEEWAY:
            return None
        facts: dict[str, Fact] = {"last": last.isoformat(timespec="seconds")}
        refusal = Declined(Reason.CLOCK_BACK, last=self._told(last))
        return Finding(Deed.ACCEPT_CLOCK, refusal, Leave(Act.CLOCK_ACCEPTED, facts))

    def _told(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")


def uncertain_payments(work: UnitOfWork, nik: str) -> Sequence[Payment]:
    """The payer's payments in the office of which nobody knows yet whether they are posted, the oldest first."""
    return work.payments.of_payer(nik, UNCERTAIN)


def _leave(work: UnitOfWork, payment: Payment, finding: Finding, approvals: Collection[UUID]) -> Leave:
    clerk, deed, now = payment.clerk_id, finding.deed, payment.accepted_at
    approval_id = one_for(work, clerk, deed, payment.id, approvals, now)
    if approval_id is None:
        raise finding.refusal
    approval = use(work, clerk, deed, payment.id, approval_id, now)
    return Leave(finding.leave.act, {**finding.leave.facts, "approved_by": approval.approved_by})


def _doubt(work: UnitOfWork, payment: Payment) -> Finding | None:
    earlier = uncertain_payments(work, payment.payer.nik)
    if not earlier:
        return None
    number = earlier[-1].receipt_number
    facts: dict[str, Fact] = {"earlier": ",".join(each.receipt_number for each in earlier)}
    refusal = Declined(Reason.PAYER_UNCERTAIN, receipt=number)
    return Finding(Deed.PAY_DESPITE_DOUBT, refusal, Leave(Act.PAID_DESPITE_DOUBT, facts))


def _over(meter: Sequence[Gauge]) -> Finding | None:
    over = [gauge for gauge in meter if gauge.level is Level.OVER]
    if not over:
        return None
    facts: dict[str, Fact] = {gauge.limit.value: f"{gauge.used}/{gauge.allowed}" for gauge in over}
    refusal = Declined(Reason.OFFLINE_LIMIT, limit=fullest(tuple(over)).limit.value)
    return Finding(Deed.OVER_LIMIT, refusal, Leave(Act.OFFLINE_OVER_LIMIT, facts))
