"""Taking the money: the one point of no return.

``commit`` writes the payment, its journal entries, its outbox item and its print job in one transaction.
Everything before it can be dropped; everything after it can be repeated.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from counter_app.domain.bill import Bill, BillDifference, Programme
from counter_app.domain.cash import Tender, TenderKind, tender_for
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import mask
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payer, Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.services.acceptance import Acceptance, uncertain_payments
from counter_app.services.lookup import Found
from counter_app.services.own import own_shift
from counter_app.services.ports import Clock, HostGateway, Store, UnitOfWork
from counter_app.services.registration_link import link_first_payment


@dataclass(frozen=True, slots=True)
class Sale:
    """A bill about to be paid. ``id`` is made once, when the bill is shown, and becomes the idempotency key.

    ``as_of``: from when the office's own data is that billed it (UTC); ``None`` when the host did.
    """

    id: UUID
    participant: Participant
    bill: Bill
    differences: tuple[BillDifference, ...]
    as_of: datetime | None = None

    @property
    def offline(self) -> bool:
        """Whether the host had no part in the bill."""
        return self.as_of is not None

    @classmethod
    def of(cls, found: Found) -> "Sale":
        """A new sale of what a lookup found."""
        return cls(uuid4(), found.participant, found.bill, found.differences, found.local_as_of)


class Checkout:
    """Commits sales into the open shift of the clerk who sells."""

    def __init__(self, store: Store, host: HostGateway, office: Office, clock: Clock, acceptance: Acceptance) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock
        self._acceptance = acceptance

    def commit(
        self,
        actor: Actor,
        sale: Sale,
        kind: TenderKind,
        tendered: Rupiah,
        reference: str = "",
        approvals: Collection[UUID] = (),
    ) -> Payment:
        """Take the money. A second call with the same sale changes nothing and returns the same payment.

        ``tendered``: rupiah handed over (cash). ``approvals``: consents to what needs one, all for ``sale.id``; each
        refusal that a consent would lift names one thing. Raises ``Declined`` with ``NOT_ALLOWED``, ``BILL_EXPIRED``,
        ``CASH_SHORT``, ``REFERENCE_FORMAT``, ``SHIFT_NOT_OPEN``, ``SHIFT_OF_ANOTHER``, ``KEY_REUSED`` (the same sale
        with another payer, bill or means) or as ``Acceptance.store`` does; ``Unavailable(DATABASE)`` when nothing could
        be stored.
        """
        actor.require(Right.SELL)
        tender = tender_for(kind, sale.bill.total, tendered, reference)
        with self._store.writing() as work:
            earlier = work.payments.get(sale.id)
            if earlier is not None:
                return _same_sale(earlier, sale, tender)
            return self._commit(work, actor, sale, tender, approvals)

    def doubts(self, actor: Actor, sale: Sale) -> Sequence[Payment]:
        """The payer's payments that are not certain yet, the oldest first: known before any money is on the counter."""
        actor.require(Right.SELL)
        with self._store.reading() as work:
            return uncertain_payments(work, sale.participant.nik)

    def _commit(
        self, work: UnitOfWork, actor: Actor, sale: Sale, tender: Tender, approvals: Collection[UUID]
    ) -> Payment:
        now = self._clock.now()
        if sale.bill.expires_at is not None and now >= sale.bill.expires_at:
            raise Declined(Reason.BILL_EXPIRED)
        shift = own_shift(work, actor)
        payment = self._payment(work, shift, sale, tender, now)
        leaves = self._acceptance.store(work, payment, shift, sale.as_of, approvals)
        accepted = work.journal.append(accepted_entry(payment))
        for difference in sale.differences:
            work.journal.append(_difference_entry(payment, difference))
        for leave in leaves:
            work.journal.append(leave.entry(payment))
        link_first_payment(work, payment)
        body = self._host.payment_body(payment, accepted.hash)
        work.outbox.add(OutboxItem(payment.id, body, Step.SEND, attempts=0, due_at=now))
        work.prints.add(PrintJob(uuid4(), payment.id, 0, PrintState.QUEUED, actor.id, now))
        return payment

    def _payment(self, work: UnitOfWork, shift: Shift, sale: Sale, tender: Tender, now: datetime) -> Payment:
        office = self._office
        participant = sale.participant
        return Payment(
            id=sale.id,
            office_id=office.id,
            counter_id=office.counter_id,
            clerk_id=shift.clerk_id,
            shift_id=shift.id,
            business_date=shift.business_date,
            receipt_number=f"{office.id}-{office.counter_id}-{work.numbers.take():06}",
            accepted_at=now,
            payer=Payer(participant.nik, participant.kpj, participant.name),
            bill=sale.bill,
            tender=tender,
            state=PaymentState.ACCEPTED,
            offline=sale.offline,
        )


def _same_sale(earlier: Payment, sale: Sale, tender: Tender) -> Payment:
    """The payment that was stored. A clerk who now takes other means than those stored must hear of it, or the drawer
    would be short; another note does not matter, as the drawer keeps the total.
    """
    paid = (earlier.payer.nik, earlier.bill.lines, earlier.bill.fee, earlier.tender.kind, earlier.tender.reference)
    if paid != (sale.participant.nik, sale.bill.lines, sale.bill.fee, tender.kind, tender.reference):
        raise Declined(Reason.KEY_REUSED, receipt=earlier.receipt_number)
    return earlier


def accepted_entry(payment: Payment) -> Entry:
    """What the journal says of a payment when it is accepted; verification compares it with what is stored."""
    facts: dict[str, Fact] = {
        "receipt": payment.receipt_number,
        "payer": mask(payment.payer.nik),
        "months": ",".join(map(str, payment.bill.months)),
        "fee": payment.bill.fee,
        "total": payment.total,
        "tender": payment.tender.kind.value,
        "tendered": payment.tender.tendered,
        "change": payment.change,
        "reference": payment.tender.reference,
        "offline": payment.offline,
        "shift": str(payment.shift_id),
        "business_date": payment.business_date.isoformat(),
    }
    facts |= {programme.value: payment.bill.subtotal(programme) for programme in Programme}
    return Entry(payment.accepted_at, payment.clerk_id, Act.PAYMENT_ACCEPTED, str(payment.id), facts)


def _difference_entry(payment: Payment, difference: BillDifference) -> Entry:
    facts: dict[str, Fact] = {
        "receipt": payment.receipt_number,
        "programme": difference.programme.value,
        "month": str(difference.month),
        "host": difference.host,
        "tariff": difference.local,
    }
    return Entry(payment.accepted_at, payment.clerk_id, Act.BILL_DIFFERS, str(payment.id), facts)
