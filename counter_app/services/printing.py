"""Receipts and slips on their way to paper, printed from committed rows.

What a job may claim: what the device knows of it (``SPOOLED``, ``DELIVERED``, ``PRINTED``); ``HELD`` when nothing can be
on the paper; ``FAILED`` when something may be, so that the next piece must say SALINAN.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.paper import Paper
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import OUT, WAITING, Document, PrintJob, PrintState
from counter_app.domain.printer import Form, PrinterStatus, Trouble
from counter_app.domain.receipt import Office, Receipt, Wording
from counter_app.services.approvals import use
from counter_app.services.paper_names import file_name, receipt_of_paper
from counter_app.services.papers import Papers
from counter_app.services.ports import Clock, PaperRenderer, PrinterDevice, Store, UnitOfWork
from counter_app.services.proofs import Proofs
from counter_app.services.stored import stored

ACTOR = "system:printer"
EXPORTED_BY = "system:command-line"
INTERRUPTED = "interrupted"
UNEXPECTED = "unexpected"

COPIES_ALONE = 1
"""Copies of a paper that one person makes alone. A printer that stops half-way each time has the supervisor look at it."""


class Printing:
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
        self._store = store
        self._renderer = renderer
        self._device = device
        self._clock = clock
        self._papers = Papers(store, office, zone, proofs)

    def receipt(self, number: str, copy: int = 0) -> Receipt:
        """The receipt of a committed payment as it stands now. Raises ``Declined(RECEIPT_NOT_FOUND)``."""
        return self._papers.receipt(number, copy)

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
        return self.receipt(number, copy)

    def picture(self, actor: Actor, number: str, copy: int = 0) -> bytes:
        """The receipt as PNG, as shown on paper. Raises ``Declined``."""
        actor.require(Right.SEE_JOURNAL)
        return self._renderer.png(self.receipt(number, copy))

    def preview(self, actor: Actor, job_id: UUID) -> bytes:
        """What a job prints, as PNG. Raises ``Declined`` with ``NOT_ALLOWED`` or ``SHIFT_OF_ANOTHER`` (an X report)."""
        actor.require(Right.SEE_JOURNAL)
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
        _require_readable(job, actor)
        return self._renderer.png(self._papers.of(job))

    def original(self, payment_id: UUID, document: Document = Document.RECEIPT) -> PrintJob:
        """The print job that was committed with the payment, or with what became of it: where that happened more than
        once, as with a reversal that was asked for again, the one that waits.
        """
        with self._store.reading() as work:
            jobs = work.prints.of_payment(payment_id, document)
        return next((job for job in jobs if job.copy == 0 and job.state in WAITING), jobs[0])

    def print(self, job_id: UUID) -> PrintJob:
        """Deliver a waiting job; one that is not waiting (any more) comes back as it stands.

        A printer that fails is no exception: the job comes back ``HELD`` or ``FAILED`` with the ``detail``.
        """
        paper, data = self._rendered(job_id)
        job, claimed = self._claim(job_id, paper)
        if not claimed:
            return job
        try:
            known = self._device.deliver(data, file_name(job, paper))
        except Undelivered as fault:
            state = PrintState.FAILED if fault.bytes_out else PrintState.HELD
            return self._finish(job, state, paper, fault.detail, fault.trouble)
        except Exception:
            # A bug, and how much is on the paper is not known. The job must not stay half way until the next start.
            self._finish(job, PrintState.FAILED, paper, UNEXPECTED, Trouble.UNKNOWN)
            raise
        return self._finish(job, PrintState(known.value), paper)

    def reprint(
        self, actor: Actor, number: str, document: Document = Document.RECEIPT, consent: UUID | None = None
    ) -> PrintJob:
        """Ask for the next copy (SALINAN n) of a receipt or of a slip about it; it is then printed by ``print``.

        From the second copy on it takes a second person's ``consent`` to ``Deed.REPRINT`` of the payment. While the
        original waits, it is the original that comes back: printed after a copy it would look like another receipt.
        Raises ``Declined`` with ``NOT_ALLOWED``, ``RECEIPT_NOT_FOUND``, also for a slip that was never asked for,
        ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            payment = work.payments.by_receipt(number)
            jobs = work.prints.of_payment(payment.id, document) if payment else ()
            if not jobs:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=number)
            return self._next_copy(work, actor, jobs, {"receipt": number}, consent)

    def reprint_closing(self, actor: Actor, shift_id: UUID, consent: UUID | None = None) -> PrintJob:
        """As ``reprint``, of a shift's closing slip; the ``consent`` is for the shift. Raises ``Declined`` likewise."""
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            jobs = work.prints.of_shift(shift_id)
            if not jobs:
                raise Declined(Reason.RECEIPT_NOT_FOUND, number=str(shift_id))
            return self._next_copy(work, actor, jobs, {"shift": str(shift_id)}, consent)

    def again(self, actor: Actor, job_id: UUID, consent: UUID | None = None) -> PrintJob:
        """As ``reprint``, of whatever paper the job ``job_id`` was for; the ``consent`` is for what that is about.

        Raises ``Declined(SHIFT_OF_ANOTHER)`` besides, for somebody else's X report.
        """
        actor.require(Right.REPRINT)
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            _require_readable(job, actor)
            of: dict[str, Fact] = {"shift": str(job.shift_id)} if job.shift_id else {}
            return self._next_copy(work, actor, _same_paper(work, job), of, consent)

    def undelivered(self, actor: Actor) -> Sequence[PrintJob]:
        """Papers that have not come out, the oldest first: each as the job to print (``HELD``) or to copy (``FAILED``).

        What followed as a copy is out; a supervisor's X report is not a clerk's to see. Raises ``Declined(NOT_ALLOWED)``.
        """
        actor.require(Right.SEE_QUEUE)
        with self._store.reading() as work:
            stuck = (job for job in work.prints.unfinished() if job.is_stuck and _may_read(job, actor))
            return [job for job in stuck if not _is_out(work, job)]

    def recover(self) -> None:
        """At start: what was being printed may be on paper; what waited is held, so that no old slips flood out."""
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
        """How the printer stands now; takes seconds at most."""
        return self._device.status()

    def _next_copy(
        self, work: UnitOfWork, actor: Actor, jobs: Sequence[PrintJob], of: dict[str, Fact], consent: UUID | None
    ) -> PrintJob:
        waiting = next((job for job in jobs if job.copy == 0 and job.state in WAITING), None)
        if waiting is not None:
            return waiting
        job = replace(
            jobs[-1],
            id=uuid4(),
            copy=jobs[-1].copy + 1,
            state=PrintState.QUEUED,
            requested_by=actor.id,
            requested_at=self._clock.now(),
            detail="",
            wording="",
        )
        facts: dict[str, Fact] = {**of, "document": job.document.value, "copy": job.copy}
        if job.copy > COPIES_ALONE:
            about = stored(job.payment_id or job.shift_id or job.subject_id, job)
            allowed = use(work, actor.id, Deed.REPRINT, about, consent, job.requested_at)
            facts["approved_by"] = allowed.approved_by
        work.prints.add(job)
        work.journal.append(Entry(job.requested_at, actor.id, Act.REPRINT, _subject(job), facts))
        return job

    def _rendered(self, job_id: UUID) -> tuple[Paper, bytes]:
        """Set the paper before the job is claimed: what cannot be set leaves the job waiting, not half done."""
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
        paper = self._papers.of(job)
        by_page = self._device.form is Form.PAGE
        return paper, self._renderer.page(paper) if by_page else self._renderer.escpos(paper)

    def _claim(self, job_id: UUID, paper: Paper) -> tuple[PrintJob, bool]:
        """Journaled, because from here on paper may come out: books that do not know of it are too old to go on with."""
        with self._store.writing() as work:
            job = stored(work.prints.get(job_id), job_id)
            claimed = job.state in WAITING and work.prints.move(job.id, job.state, PrintState.PRINTING)
            if claimed:
                self._record(work, Act.PRINT_BEGUN, job, paper, "")
        return job, claimed

    def _finish(
        self, job: PrintJob, state: PrintState, paper: Paper, detail: str = "", trouble: Trouble | None = None
    ) -> PrintJob:
        wording = _kept(state, paper)
        ended = replace(job, state=state, detail=detail, wording=wording or job.wording, trouble=trouble)
        with self._store.writing() as work:
            work.prints.move(job.id, PrintState.PRINTING, state, detail, wording, trouble)
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
        if job.trouble is not None:
            facts["trouble"] = job.trouble.value
        if (receipt := receipt_of_paper(paper)) is not None:
            facts["receipt"] = receipt
        if isinstance(paper, Receipt):
            facts["wording"] = paper.wording.value
        work.journal.append(Entry(self._clock.now(), ACTOR, act, _subject(job), facts))


def _may_read(job: PrintJob, actor: Actor) -> bool:
    """A supervisor's X report says what a clerk's drawer must hold, which the clerk has yet to count."""
    own = job.document is not Document.X_REPORT or job.requested_by == actor.id
    return own or Right.APPROVE in RIGHTS[actor.role]


def _require_readable(job: PrintJob, actor: Actor) -> None:
    if not _may_read(job, actor):
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=job.requested_by)


def _is_out(work: UnitOfWork, job: PrintJob) -> bool:
    """Whether the same paper, or a later copy of it, was delivered whole."""
    return any(each.is_out and each.copy > job.copy for each in _same_paper(work, job))


def _same_paper(work: UnitOfWork, job: PrintJob) -> Sequence[PrintJob]:
    """Every job for the same paper, the original first."""
    if job.payment_id is not None:
        return work.prints.of_payment(job.payment_id, job.document)
    if job.shift_id is not None:
        return work.prints.of_shift(job.shift_id, job.document)
    return work.prints.of_subject(stored(job.subject_id, job), job.document)


def _subject(job: PrintJob) -> str:
    return str(job.payment_id or job.shift_id or job.subject_id)


def _kept(state: PrintState, paper: Paper) -> str:
    """What the job remembers of what its paper said of a payment."""
    if not isinstance(paper, Receipt):
        return ""
    remembered = state in OUT or (state is PrintState.FAILED and paper.wording is Wording.ACCEPTED)
    return paper.wording.value if remembered else ""
