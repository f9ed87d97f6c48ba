"""Receipts and slips on their way to paper, printed from committed rows.

What a job may claim: what the device knows of it (``SPOOLED``, ``DELIVERED``, ``PRINTED``); ``HELD`` when nothing can be
on the paper; ``FAILED`` when something may be, so that the next piece must say SALINAN.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from uuid import UUID

from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.paper import Paper
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import OUT, WAITING, Document, PrintJob, PrintState
from counter_app.domain.printer import Form, PrinterStatus, Trouble
from counter_app.domain.receipt import Office, Receipt, Wording
from counter_app.services.own import one_line
from counter_app.services.paper_names import file_name, receipt_of_paper
from counter_app.services.paper_views import PaperViews
from counter_app.services.papers import Papers
from counter_app.services.ports import Clock, PaperRenderer, PrinterDevice, Store, UnitOfWork
from counter_app.services.print_run import INTERRUPTED, PrintRun
from counter_app.services.proofs import Proofs
from counter_app.services.same_paper import (
    COPIES_ALONE,
    Wish,
    may_read,
    next_copy,
    require_readable,
    same_paper,
    subject_of_job,
)
from counter_app.services.stored import stored

__all__ = ("COPIES_ALONE", "INTERRUPTED", "Printing")

ACTOR = "system:printer"
UNEXPECTED = "unexpected"
IN_LINE = "in line"
"""The detail of a job that found another one of this counter being printed."""


class Printing(PaperViews):
    """Prints jobs, makes copies, and shows receipts and slips as they stand on paper."""

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
        super().__init__(store, renderer, clock, Papers(store, office, zone, proofs))
        self._device = device
        self._untold: Callable[[], PrintJob] | None = None
        self.run = PrintRun(device, clock.now())

    def original(self, payment_id: UUID, document: Document = Document.RECEIPT) -> PrintJob:
        """The print job that was committed with the payment, or with what became of it: where that happened more than
        once, as with a reversal that was asked for again, the one that waits.
        """
        with self._store.reading() as work:
            jobs = work.prints.of_payment(payment_id, document)
        return next((job for job in jobs if job.copy == 0 and job.state in WAITING), jobs[0])

    def print(self, job_id: UUID) -> PrintJob:
        """Deliver a waiting job; one that is not waiting (any more) comes back as it stands.

        What is held of before and still fresh comes out first. A printer that fails is no exception: the job comes back
        ``HELD`` or ``FAILED`` with ``detail`` and ``trouble``. Raises ``Unavailable``.
        """
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
        if job.state not in WAITING:
            return job
        self.run.first_met(job_id)
        with self.run.turn():
            for before in self._held_before(job):
                tried = self._print(before.id)
                if tried.state is PrintState.HELD:
                    return self._hold(job_id, PrinterStatus(trouble=tried.trouble, detail=tried.detail))
            return self._print(job_id)

    def reprint(
        self,
        actor: Actor,
        number: str,
        document: Document = Document.RECEIPT,
        consent: UUID | None = None,
        why: str = "",
    ) -> PrintJob:
        """Ask for the next copy (SALINAN n) of a receipt or of a slip about it; it is then printed by ``print``.

        From the second copy on it takes a second person's ``consent`` to ``Deed.REPRINT`` of the payment, and a reason:
        ``domain.print_reasons.CopyReason``, or words. While the original waits, it is the original that comes back:
        printed after a copy it would look like another receipt. Raises ``Declined`` with ``NOT_ALLOWED``,
        ``RECEIPT_NOT_FOUND``, also for a slip that was never asked for, ``APPROVAL_NEEDED``, ``APPROVAL_SPENT`` or
        ``WORDS_MISSING``.
        """
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            payment = work.payments.by_receipt(number)
            jobs = work.prints.of_payment(payment.id, document) if payment else ()
            if not jobs:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
            return next_copy(work, jobs, {"receipt": number}, Wish(actor, consent, why, self._clock.now()))

    def reprint_closing(self, actor: Actor, shift_id: UUID, consent: UUID | None = None, why: str = "") -> PrintJob:
        """As ``reprint``, of a shift's closing slip; the ``consent`` is for the shift. Raises ``Declined`` likewise."""
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            jobs = work.prints.of_shift(shift_id)
            if not jobs:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=str(shift_id))
            return next_copy(work, jobs, {"shift": str(shift_id)}, Wish(actor, consent, why, self._clock.now()))

    def again(self, actor: Actor, job_id: UUID, consent: UUID | None = None, why: str = "") -> PrintJob:
        """As ``reprint``, of whatever paper the job ``job_id`` was for; the ``consent`` is for what that is about.

        Raises ``Declined(SHIFT_OF_ANOTHER)`` besides, for somebody else's X report.
        """
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            require_readable(job, actor)
            of: dict[str, Fact] = {"shift": str(job.shift_id)} if job.shift_id else {}
            return next_copy(work, same_paper(work, job), of, Wish(actor, consent, why, self._clock.now()))

    def undelivered(self, actor: Actor) -> Sequence[PrintJob]:
        """Papers that have not come out, the oldest first: each as the job to print (``HELD``) or to copy (``FAILED``).

        What followed as a copy is out; a supervisor's X report is not a clerk's to see. Raises ``Declined(NOT_ALLOWED)``.
        """
        actor.require(Right.SEE_QUEUE)
        with self._store.reading() as work:
            return [job for job in work.prints.missing() if job.is_stuck and may_read(job, actor)]

    def recover(self) -> None:
        """At start: what was being printed may be on paper; what waited is held, so that no old slips flood out.

        What this program prints meanwhile comes to its end first.
        """
        with self.run.turn():
            self._recover()

    def _recover(self) -> None:
        with self._store.reading() as work:
            left = work.prints.unfinished()
        broken = [(job, self._papers.of(job)) for job in left if job.state is PrintState.PRINTING]
        with self._store.writing() as work:
            for job, paper in broken:
                if work.prints.move(job.id, job.state, PrintState.FAILED, INTERRUPTED, _kept(PrintState.FAILED, paper)):
                    self._record(work, Act.PRINT_FAILED, job, paper, INTERRUPTED)
            for job in left:
                work.prints.move(job.id, PrintState.QUEUED, PrintState.HELD, INTERRUPTED)

    def printer_status(self) -> PrinterStatus:
        """How the printer stands now; takes seconds at most, and those of a job under way. Raises ``Unavailable``."""
        with self.run.turn():
            return self.run.status()

    def _held_before(self, job: PrintJob) -> Sequence[PrintJob]:
        """What the same person waits for since before ``job`` was asked for."""
        now = self._clock.now()
        with self._store.reading() as work:
            held = work.prints.held(job.requested_by, self.run.since)
        fresh = [each for each in held if self.run.is_fresh(each, job.requested_by, now)]
        return [each for each in fresh if each.id != job.id and each.requested_at < job.requested_at]

    def _print(self, job_id: UUID) -> PrintJob:
        """Within one's turn."""
        if self._untold is not None:
            self._untold()
            self._untold = None
        paper, data = self._rendered(job_id)
        unfit = self.run.known_trouble()
        if unfit is not None:
            return self._hold(job_id, unfit)
        job, claimed = self._claim(job_id, paper)
        if not claimed:
            return job
        try:
            known = self._device.deliver(data, file_name(job, paper))
        except Undelivered as fault:
            self.run.met(fault.trouble)
            state = PrintState.FAILED if fault.bytes_out else PrintState.HELD
            return self._finish(job, state, paper, one_line(fault.detail), fault.trouble)
        except Exception:
            # A bug, and how much is on the paper is not known. The job must not stay half way until the next start.
            self._finish(job, PrintState.FAILED, paper, UNEXPECTED, Trouble.UNKNOWN)
            raise
        self.run.met(None)
        return self._finish(job, PrintState(known.value), paper)

    def _rendered(self, job_id: UUID) -> tuple[Paper, bytes]:
        """Set the paper before the job is claimed: what cannot be set leaves the job waiting, not half done."""
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
        paper = self._papers.of(job)
        by_page = self._device.form is Form.PAGE
        return paper, self._renderer.page(paper) if by_page else self._renderer.escpos(paper)

    def _hold(self, job_id: UUID, status: PrinterStatus) -> PrintJob:
        """Nothing is begun, so nothing is journaled: the paper waits, and why."""
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            return _held(work, job, one_line(status.detail), status.trouble)

    def _claim(self, job_id: UUID, paper: Paper) -> tuple[PrintJob, bool]:
        """Journaled, because from here on paper may come out: books that do not know of it are too old to go on with.

        While another program prints a job of this counter, this one is held and waits its turn.
        """
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            if job.state in WAITING and work.prints.in_flight() is not None:
                return _held(work, job, IN_LINE, None), False
            claimed = job.state in WAITING and work.prints.move(job.id, job.state, PrintState.PRINTING)
            if claimed:
                self._record(work, Act.PRINT_BEGUN, job, paper, "")
        return job, claimed

    def _finish(
        self, job: PrintJob, state: PrintState, paper: Paper, detail: str = "", trouble: Trouble | None = None
    ) -> PrintJob:
        """Where the database is away just now, it is told before the next paper: nobody else's turn comes till then."""
        self._untold = lambda: self._tell(job, state, paper, detail, trouble)
        ended = self._untold()
        self._untold = None
        return ended

    def _tell(self, job: PrintJob, state: PrintState, paper: Paper, detail: str, trouble: Trouble | None) -> PrintJob:
        """A job that another program took for one left behind stays what that one has journaled: it may be out."""
        wording = _kept(state, paper)
        ended = replace(job, state=state, detail=detail, wording=wording or job.wording, trouble=trouble)
        with self._store.writing() as work:
            if not work.prints.move(job.id, PrintState.PRINTING, state, detail, wording, trouble):
                return stored(work.prints.get(job.id), job.id)
            self._record(work, Act.PRINTED if ended.is_out else Act.PRINT_FAILED, ended, paper, detail)
        return ended

    def _record(self, work: UnitOfWork, act: Act, job: PrintJob, paper: Paper, detail: str) -> None:
        facts: dict[str, Fact] = {
            "document": job.document.value,
            "copy": job.copy,
            "device": self._device.name,
            "requested_by": job.requested_by,
            "detail": detail,
        }
        if job.is_out:
            facts["known"] = job.state.value
        if act is Act.PRINT_FAILED:
            facts["partly"] = job.state is not PrintState.HELD
        if job.trouble is not None:
            facts["trouble"] = job.trouble.value
        if (receipt := receipt_of_paper(paper)) is not None:
            facts["receipt"] = receipt
        if isinstance(paper, Receipt):
            facts["wording"] = paper.wording.value
        work.journal.append(Entry(self._clock.now(), ACTOR, act, str(subject_of_job(job)), facts))


def _held(work: UnitOfWork, job: PrintJob, detail: str, trouble: Trouble | None) -> PrintJob:
    held = replace(job, state=PrintState.HELD, detail=detail, trouble=trouble)
    if job.state not in WAITING or job == held:
        return job
    work.prints.move(job.id, job.state, PrintState.HELD, detail, trouble=trouble)
    return held


def _kept(state: PrintState, paper: Paper) -> str:
    """What the job remembers of what its paper said of a payment."""
    if not isinstance(paper, Receipt):
        return ""
    remembered = state in OUT or (state is PrintState.FAILED and paper.wording is Wording.ACCEPTED)
    return paper.wording.value if remembered else ""
