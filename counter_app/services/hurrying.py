"""Somebody does not want to wait: what is put off is due now. What the forwarder holds at this moment is left to it."""

from dataclasses import replace
from uuid import UUID

from counter_app.domain.people import Actor, Right
from counter_app.services.ports import Clock, Store
from counter_app.services.stored import stored


class Hurrying:
    """Changes when, never whether or how: key and bytes stay what they are."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def hurry(self, actor: Actor, item_id: UUID) -> bool:
        """Have the item of a payment or a reversal taken next; false when nothing of it is left to do, or it is
        being carried right now. Raises ``Declined(NOT_ALLOWED)``, ``LookupError`` when there is none.
        """
        actor.require(Right.SELL)
        with self._store.writing() as work:
            item, now = stored(work.outbox.get(item_id), item_id), self._clock.now()
            held = item.leased_until is not None and item.leased_until > now
            if item.due_at is None or held:
                return False
            return work.outbox.save(replace(item, due_at=min(item.due_at, now)), item.leased_by)
