"""Receipts and slips shown or written to a file, as they stand on paper. Nothing is printed here."""

from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Receipt
from counter_app.services.papers import Papers
from counter_app.services.ports import Clock, PaperRenderer, Store
from counter_app.services.same_paper import require_readable
from counter_app.services.stored import stored

EXPORTED_BY = "system:command-line"


class PaperViews:
    """What ``Printing`` can show without a printer."""

    def __init__(self, store: Store, renderer: PaperRenderer, clock: Clock, papers: Papers) -> None:
        self._store = store
        self._renderer = renderer
        self._clock = clock
        self._papers = papers

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
        require_readable(job, actor)
        return self._renderer.png(self._papers.of(job))
