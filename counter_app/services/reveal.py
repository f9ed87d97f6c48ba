"""The full number behind a masked one, for whoever may see it and says why; the journal knows of it first."""

from uuid import UUID

from counter_app.domain.journal import Act, Entry
from counter_app.domain.people import Actor, Right
from counter_app.services.own import words
from counter_app.services.ports import Clock, Store
from counter_app.services.stored import stored


class Reveal:
    """Everywhere else of a stored payment only the last four digits are shown."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def nik(self, actor: Actor, payment_id: UUID, why: str) -> str:
        """The payer's NIK, once the journal holds who has seen it and why.

        Raises ``Declined`` with ``NOT_ALLOWED`` or ``WORDS_MISSING``, ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REVEAL)
        reason = words(why)
        with self._store.writing() as work:
            payment = stored(work.payments.get(payment_id), payment_id)
            facts = {"what": "NIK", "receipt": payment.receipt_number, "why": reason}
            work.journal.append(Entry(self._clock.now(), actor.id, Act.REVEALED, str(payment_id), facts))
        return payment.payer.nik
