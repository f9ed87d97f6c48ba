"""Receipts on their way to paper, printed from the committed row.

What a job may claim: ``DELIVERED`` when the device took every byte; ``HELD`` when nothing can be on the paper;
``FAILED`` when something may be, so that the next piece must say SALINAN.
"""

import logging
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID, uuid4

from counter_app.domain.errors import Declined, Reason, Unavailable, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.receipt import Office, Receipt, receipt_of
from counter_app.services.ports import Clock, PaperRenderer, PrinterDevice, Store, UnitOfWork
from counter_app.services.proofs import Proofs
from counter_app.services.stored import stored

log = logging.getLogger(__name__)

ACTOR = "system:printer"
EXPORTED_BY = "system:command-line"
INTERRUPTED = "interrupted"

_WAITING = frozenset({PrintState.QUEUED, PrintState.HELD})
"""States in which a job has not begun to come out."""
UNEXPECTED = "unexpected"


class Printing:
    """Prints jobs, makes copies, and shows receipts as they stand on paper."""

    def __init__(
        self,
        store: Store,
        renderer: PaperRenderer,
        device: PrinterDevice,
        office: Office,
        clock: Clock,
        zone: tzinfo,
        proofs: Proofs,
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._device = device
        self._office = office
        self._clock = clock
        self._zone = zone
        self._proofs = proofs

    def receipt(self, number: str, copy: int = 0) -> Receipt:
        """The receipt of a committed payment as it stands now. Raises ``Declined(RECEIPT_NOT_FOUND)``."""
        with self._store.reading() as work:
            payment = work.payments.by_receipt(number)
        if payment is None:
            raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
        return self._receipt(payment, copy)

    def export(self, number: str, copy: int, form: str, login: str) -> Receipt:
        """The receipt for a file outside the counter, journaled before it is given out.

        Nobody has typed a PIN for it: ``login`` is what the machine calls whoever asks. Raises as ``receipt`` does,
        and ``Unavailable(DATABASE)``.
        """
        with self._store.writing() as work:
            payment = work.payments.by_receipt(number)
            if payment is None:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
            facts: dict[str, Fact] = {"receipt": number, "copy": copy, "form": form, "login": login}
            work.journal.append(Entry(self._clock.now(), EXPORTED_BY, Act.EXPORTED, str(payment.id), facts))
        return self._receipt(payment, copy)

    def picture(self, actor: Actor, number: str, copy: int = 0) -> bytes:
        """The receipt as PNG, as shown on paper. Raises ``Declined``."""
        actor.require(Right.SEE_JOURNAL)
        return self._renderer.png(self.receipt(number, copy))

    def original(self, payment_id: UUID) -> PrintJob:
        """The print job that was committed with the payment."""
        with self._store.reading() as work:
            return work.prints.of_payment(payment_id)[0]

    def print(self, job_id: UUID) -> PrintJob:
        """Deliver a waiting job; one that is not waiting (any more) comes back as it stands.

        A printer that fails is no exception: the job comes back ``HELD`` or ``FAILED`` with the ``detail``.
        """
        receipt, data = self._rendered(job_id)
        job, claimed = self._claim(job_id)
        if not claimed:
            return job
        try:
            self._device.deliver(data, _file_name(receipt))
        except Undelivered as fault:
            state = PrintState.FAILED if fault.bytes_out else PrintState.HELD
            return self._finish(job, state, Act.PRINT_FAILED, receipt, fault.detail)
        except Exception:
            # A bug, and how much is on the paper is not known. The job must not stay half way until the next start.
            self._finish(job, PrintState.FAILED, Act.PRINT_FAILED, receipt, UNEXPECTED)
            raise
        return self._finish(job, PrintState.DELIVERED, Act.PRINTED, receipt, "")

    def reprint(self, actor: Actor, number: str) -> PrintJob:
        """Ask for the next copy (SALINAN n) of a receipt; it is then printed by ``print``. Raises ``Declined``.

        While the original waits, it is the original that comes back: printed after a copy it would look like another
        receipt.
        """
        actor.require(Right.REPRINT)
        now = self._clock.now()
        with self._store.writing() as work:
            payment = work.payments.by_receipt(number)
            if payment is None:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
            original, *copies = work.prints.of_payment(payment.id)
            if original.state in _WAITING:
                return original
            copy = copies[-1].copy + 1 if copies else 1
            job = PrintJob(uuid4(), payment.id, copy, PrintState.QUEUED, actor.id, now)
            work.prints.add(job)
            facts: dict[str, Fact] = {"receipt": number, "copy": copy}
            work.journal.append(Entry(now, actor.id, Act.REPRINT, str(payment.id), facts))
        return job

    def recover(self) -> None:
        """At start: what was being printed may be on paper; what waited is held, so that no old slips flood out."""
        with self._store.writing() as work:
            for job in work.prints.unfinished():
                if job.state is PrintState.PRINTING:
                    work.prints.move(job.id, PrintState.PRINTING, PrintState.FAILED, INTERRUPTED)
                    payment = stored(work.payments.get(stored(job.payment_id, job)), job)
                    self._record(work, Act.PRINT_FAILED, job, self._receipt(payment, job.copy), INTERRUPTED)
                elif job.state is PrintState.QUEUED:
                    work.prints.move(job.id, PrintState.QUEUED, PrintState.HELD, INTERRUPTED)

    def check_printer(self) -> None:
        """Raise ``Unavailable(PRINTER)`` when the printer could not take a job now."""
        self._device.check()

    def _rendered(self, job_id: UUID) -> tuple[Receipt, bytes]:
        """Set the receipt before the job is claimed: what cannot be set leaves the job waiting, not half done."""
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
            payment = stored(work.payments.get(stored(job.payment_id, job)), job)
        receipt = self._receipt(payment, job.copy)
        return receipt, self._renderer.escpos(receipt)

    def _claim(self, job_id: UUID) -> tuple[PrintJob, bool]:
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            waiting = job.state in _WAITING
            return job, waiting and work.prints.move(job.id, job.state, PrintState.PRINTING)

    def _finish(self, job: PrintJob, state: PrintState, act: Act, receipt: Receipt, detail: str) -> PrintJob:
        with self._store.writing() as work:
            work.prints.move(job.id, PrintState.PRINTING, state, detail)
            self._record(work, act, job, receipt, detail)
        return replace(job, state=state, detail=detail)

    def _record(self, work: UnitOfWork, act: Act, job: PrintJob, receipt: Receipt, detail: str) -> None:
        facts: dict[str, Fact] = {
            "receipt": receipt.number,
            "copy": job.copy,
            "wording": receipt.wording.value,
            "device": self._device.name,
            "requested_by": job.requested_by,
            "detail": detail,
        }
        work.journal.append(Entry(self._clock.now(), ACTOR, act, str(job.payment_id), facts))

    def _receipt(self, payment: Payment, copy: int) -> Receipt:
        receipt = receipt_of(payment, self._office, self._local(payment.accepted_at), copy)
        return replace(receipt, proof=self._proof(receipt, payment.id))

    def _proof(self, receipt: Receipt, payment_id: UUID) -> str:
        """Its signed text; empty when it cannot be signed now: the payer's paper never waits for a key."""
        with self._store.reading() as work:
            accepted = work.journal.first(Act.PAYMENT_ACCEPTED, str(payment_id))
        try:
            return self._proofs.text(receipt, accepted.hash) if accepted else ""
        except Unavailable as away:
            log.warning("receipt %s is printed without its code: %s", receipt.number, away.detail)
            return ""

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)


def _file_name(receipt: Receipt) -> str:
    return f"{receipt.number}-salinan-{receipt.copy}" if receipt.copy else receipt.number
