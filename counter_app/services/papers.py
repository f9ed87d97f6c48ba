"""From committed rows to what stands on paper: a print job's receipt or slip as things are now."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import tzinfo
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.journal import Act, ChainedEntry
from counter_app.domain.paper import Paper
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.receipt import Office, Receipt, confirmation_of, receipt_of
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.slip import refund_slip, reversal_slip
from counter_app.services.closing_papers import deposit_slip, z_report
from counter_app.services.drawer import movement_slip
from counter_app.services.handovers import handover_slip
from counter_app.services.ports import Store, UnitOfWork
from counter_app.services.proofs import Proofs
from counter_app.services.recalls import recall_slip
from counter_app.services.registration_papers import slip_of
from counter_app.services.stored import stored
from counter_app.services.x_report import x_report

log = logging.getLogger(__name__)

_SLIPS: Mapping[Document, Callable[[UnitOfWork, Office, UUID, int], Paper]] = MappingProxyType(
    {
        Document.CLOSING: z_report,
        Document.DEPOSIT: deposit_slip,
        Document.CASH_MOVEMENT: movement_slip,
        Document.HANDOVER: handover_slip,
        Document.X_REPORT: x_report,
        Document.RECALL: recall_slip,
    }
)
"""Papers about no payment, by what makes them of the shift or the subject that the job names."""
_RECEIPTS = frozenset({Document.RECEIPT, Document.CONFIRMATION})


class Papers:
    """Puts receipts and slips together. Nothing is printed here, and nothing changed."""

    def __init__(self, store: Store, office: Office, zone: tzinfo, proofs: Proofs) -> None:
        self._store = store
        self._office = office
        self._zone = zone
        self._proofs = proofs

    def receipt(self, number: str, copy: int) -> Receipt:
        """The receipt of a committed payment. Raises ``Declined(RECEIPT_NOT_FOUND)``."""
        with self._store.reading() as work:
            payment = work.payments.by_receipt(number)
            if payment is None:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
            receipt, accepted = self._receipt(work, payment.id, copy)
        return self._proven(receipt, accepted)

    def of(self, job: PrintJob) -> Paper:
        """What the job is to print. Raises ``LookupError``, a bug, when its rows are not there."""
        with self._store.reading() as work:
            if job.document is Document.REGISTRATION:
                return self._application(work, stored(job.subject_id, job), job.copy)
            if job.document in _SLIPS:
                about = stored(job.shift_id or job.subject_id, job)
                return _SLIPS[job.document](work, self._office, about, job.copy)
            payment_id = stored(job.payment_id, job)
            if job.document not in _RECEIPTS:
                return self._slip(work, job.document, payment_id, job.copy)
            receipt, accepted = self._receipt(work, payment_id, job.copy)
        proven = self._proven(receipt, accepted)
        return confirmation_of(proven) if job.document is Document.CONFIRMATION else proven

    def _slip(self, work: UnitOfWork, document: Document, payment_id: UUID, copy: int) -> Paper:
        payment = stored(work.payments.get(payment_id), payment_id)
        if document is Document.REFUND:
            return refund_slip(stored(work.refunds.get(payment_id), payment_id), payment, self._office, copy)
        reversal = stored(work.reversals.of_payment(payment_id), payment_id)
        return reversal_slip(reversal, payment, self._office, copy)

    def _receipt(self, work: UnitOfWork, payment_id: UUID, copy: int) -> tuple[Receipt, ChainedEntry | None]:
        payment = stored(work.payments.get(payment_id), payment_id)
        at = payment.accepted_at.astimezone(self._zone)
        receipt = receipt_of(payment, self._office, at, copy, work.reversals.of_payment(payment_id))
        return receipt, work.journal.first(Act.PAYMENT_ACCEPTED, str(payment_id))

    def _application(self, work: UnitOfWork, registration_id: UUID, copy: int) -> RegistrationSlip:
        slip = slip_of(work, self._office, registration_id, copy)
        counted = work.journal.first(Act.REGISTRATION_SUBMITTED, str(registration_id))
        try:
            return replace(slip, proof=self._proofs.slip_text(slip, counted.hash) if counted else "")
        except Unavailable as away:
            log.warning("slip %s is printed without its code: %s", slip.number, away.detail)
            return slip

    def _proven(self, receipt: Receipt, accepted: ChainedEntry | None) -> Receipt:
        """With its signed text; without it when it cannot be signed now: the payer's paper never waits for a key."""
        try:
            return replace(receipt, proof=self._proofs.text(receipt, accepted.hash) if accepted else "")
        except Unavailable as away:
            log.warning("receipt %s is printed without its code: %s", receipt.number, away.detail)
            return receipt
