"""From the outbox to the host, exactly once.

Each item is leased, so that two forwarders never send one twice. A send is committed as an attempt *before* the
socket is touched, with ``ASK`` as the next step: whoever finds the item after a crash asks what became of it
instead of sending blindly. The key and the bytes never change.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import LONGEST_PAUSE, HostReply, OutboxItem, Step
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.services.judgement import Again, Settled, Verdict, forgotten, judge
from counter_app.services.ports import Clock, HostGateway, Store, UnitOfWork
from counter_app.services.stored import stored

log = logging.getLogger(__name__)

ACTOR = "system:forwarder"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what. ``lease`` must outlast the longest call to the host."""

    quiet: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=5)
    lease: timedelta = timedelta(seconds=60)
    host_remembers: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Errand:
    """A leased item, its payment, and the step that is about to be taken; the ``last`` one may not end in a resend."""

    item: OutboxItem
    payment: Payment
    step: Step
    last: bool = False


class Forwarder:
    """Carries items of the outbox to the host and their outcome back.

    ``owner`` names this forwarder among all that share the database. ``random`` gives floats in [0, 1).
    """

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        clock: Clock,
        owner: str,
        random: Callable[[], float],
        patience: Patience,
    ) -> None:
        self._store = store
        self._host = host
        self._clock = clock
        self._owner = owner
        self._random = random
        self._patience = patience

    def forward(self, payment_id: UUID) -> Payment | None:
        """Take this payment one step further; ``None`` when it is not due or somebody else is at it.

        Raises ``Unavailable(DATABASE)`` only: what the host does is never an exception.
        """
        return self._take(payment_id)

    def forward_next(self) -> Payment | None:
        """Take the oldest due payment one step further; ``None`` when nothing is due. Raises as ``forward``."""
        return self._take(None)

    def _take(self, payment_id: UUID | None) -> Payment | None:
        errand = self._prepare(payment_id)
        if errand is None or isinstance(errand, Payment):
            return errand
        verdict = judge(errand.payment, self._call(errand), step=errand.step, attempts=errand.item.attempts)
        return self._conclude(errand, forgotten(verdict) if errand.last else verdict)

    def _prepare(self, payment_id: UUID | None) -> Errand | Payment | None:
        """Lease an item and commit what is about to be tried; a payment comes back if nothing is to be tried."""
        with self._store.writing() as work:
            now = self._clock.now()  # not before: the lease begins when the wait for the database is over
            item = work.outbox.lease(self._owner, now, now + self._patience.lease, payment_id)
            if item is None:
                return None
            payment = stored(work.payments.get(item.payment_id), item)
            if payment.state not in UNSETTLED:
                work.outbox.save(_closed(item), self._owner)
                return payment
            # A key the host may have forgotten is never sent again, but asked about: it may be the clock that is wrong.
            old = item.first_attempt_at is not None and now - item.first_attempt_at >= self._patience.host_remembers
            if item.step is Step.SEND and not old:
                return self._commit_attempt(work, item, payment, now)
            return Errand(item, self._doubt(work, payment, "no answer was recorded"), Step.ASK, last=old)

    def _commit_attempt(self, work: UnitOfWork, item: OutboxItem, payment: Payment, now: datetime) -> Errand:
        if payment.state is PaymentState.ACCEPTED:
            payment = _move(work, payment, PaymentState.SENDING)
        tried = replace(item, step=Step.ASK, attempts=item.attempts + 1, first_attempt_at=item.first_attempt_at or now)
        work.outbox.save(tried, self._owner)
        work.journal.append(_entry(now, Act.ATTEMPT, payment, {"attempt": tried.attempts}))
        return Errand(tried, payment, Step.SEND)

    def _call(self, errand: Errand) -> HostReply:
        if errand.step is Step.SEND:
            return self._host.pay(errand.item.body)
        return self._host.payment_status(errand.payment)

    def _conclude(self, errand: Errand, verdict: Verdict) -> Payment:
        with self._store.writing() as work:
            payment = stored(work.payments.get(errand.item.payment_id), errand.item)
            held = stored(work.outbox.get(payment.id), payment.id)
            if held.leased_by != self._owner or payment.state not in UNSETTLED:
                # The lease ran out and another forwarder took over: what it finds out stands.
                log.warning("an answer for %s came after its lease", payment.receipt_number)
                self._contradict(work, payment, verdict)
                return payment
            if isinstance(verdict, Settled):
                return self._settle(work, errand.item, payment, verdict)
            return self._postpone(work, errand.item, payment, verdict)

    def _settle(self, work: UnitOfWork, item: OutboxItem, payment: Payment, verdict: Settled) -> Payment:
        now = self._clock.now()
        moved = _move(work, payment, verdict.state, verdict)
        work.outbox.save(replace(_closed(item), last_code=verdict.code, last_words=verdict.words), self._owner)
        facts: dict[str, Fact] = {"state": verdict.state.value, "code": verdict.code, "words": verdict.words}
        work.journal.append(_entry(now, Act.OUTCOME, payment, facts))
        return moved

    def _contradict(self, work: UnitOfWork, payment: Payment, late: Verdict) -> None:
        """No state goes back, but a host that says two things about one payment is not passed over in silence."""
        if isinstance(late, Settled) and payment.state not in UNSETTLED and late.state is not payment.state:
            what = f"a late answer makes it {late.state}: {late.code} {late.words}"
            work.journal.append(_entry(self._clock.now(), Act.HOST_ALARM, payment, {"what": what}))

    def _postpone(self, work: UnitOfWork, item: OutboxItem, payment: Payment, verdict: Again) -> Payment:
        now = self._clock.now()
        if verdict.alarm and verdict.words != item.last_words:  # said once, not at every attempt
            work.journal.append(_entry(now, Act.HOST_ALARM, payment, {"what": verdict.words}))
        due_at = now if verdict.at_once else now + self._delay(item, now, verdict.after or 0.0)
        later = replace(
            _released(item), step=verdict.step, due_at=due_at, last_code=verdict.code, last_words=verdict.words
        )
        work.outbox.save(later, self._owner)
        return self._doubt(work, payment, verdict.words) if verdict.doubt else payment

    def _doubt(self, work: UnitOfWork, payment: Payment, words: str) -> Payment:
        """From the moment the host may have posted it, a payment that is on its way is UNKNOWN."""
        if payment.state is not PaymentState.SENDING:
            return payment
        facts: dict[str, Fact] = {"state": PaymentState.UNKNOWN.value, "code": "", "words": words}
        work.journal.append(_entry(self._clock.now(), Act.OUTCOME, payment, facts))
        return _move(work, payment, PaymentState.UNKNOWN)

    def _delay(self, item: OutboxItem, now: datetime, asked_for: float) -> timedelta:
        """As long as it has been tried so far, within bounds, so that waits double; jittered by half either way."""
        patience = self._patience
        elapsed = now - (item.first_attempt_at or now)
        delay = min(max(elapsed, patience.quiet), patience.longest) * (0.5 + self._random())
        return min(max(delay, timedelta(seconds=asked_for)), LONGEST_PAUSE)


def _move(work: UnitOfWork, payment: Payment, state: PaymentState, verdict: Settled | None = None) -> Payment:
    posting = verdict.posting if verdict else None
    if not work.payments.move(payment.id, payment.state, state, posting):
        raise LookupError(f"{payment.receipt_number} left {payment.state} within its own transaction")
    return replace(payment, state=state, posting=posting)


def _released(item: OutboxItem) -> OutboxItem:
    return replace(item, leased_by="", leased_until=None)


def _closed(item: OutboxItem) -> OutboxItem:
    return replace(_released(item), due_at=None)


def _entry(at: datetime, act: Act, payment: Payment, facts: dict[str, Fact]) -> Entry:
    return Entry(at, ACTOR, act, str(payment.id), {"receipt": payment.receipt_number, **facts})
