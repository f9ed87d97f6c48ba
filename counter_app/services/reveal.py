"""The full number behind a masked one, for whoever may see it, says why and has a second person's consent."""

from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.journal import Act, Entry
from counter_app.domain.people import Actor, Right
from counter_app.services.approvals import use
from counter_app.services.own import words
from counter_app.services.ports import Clock, Store
from counter_app.services.stored import stored


class Reveal:
    """Everywhere else of a stored payment only the last four digits are shown."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def nik(self, actor: Actor, payment_id: UUID, why: str, consent: UUID | None) -> str:
        """The payer's NIK, once the journal holds who has seen it, why, and who consented (``Deed.REVEAL``, the payment).

        Raises ``Declined`` with ``NOT_ALLOWED``, ``WORDS_MISSING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``, and
        ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REVEAL)
        reason, now = words(why), self._clock.now()
        with self._store.writing() as work:
            payment = stored(work.payments.get(payment_id), payment_id)
            allowed = use(work, actor.id, Deed.REVEAL, payment_id, consent, now).approved_by
            facts = {"what": "NIK", "receipt": payment.receipt_number, "why": reason, "approved_by": allowed}
            work.journal.append(Entry(now, actor.id, Act.REVEALED, str(payment_id), facts))
        return payment.payer.nik
