"""Answers that nobody can vouch for: journaled once a day for each kind, and remembered for the window's lamp.

A payment's own alarms stand in the journal under the payment. This is for the rest: lookups, echoes, lists.
"""

import hashlib
from datetime import datetime, tzinfo
from uuid import UUID

from counter_app.domain.errors import Untrusted
from counter_app.domain.journal import Act, Entry
from counter_app.services.ports import Clock, Store

ACTOR = "system:gateway"


class HostAlarms:
    """Safe to call from several threads; each call is one short transaction."""

    def __init__(self, store: Store, clock: Clock, zone: tzinfo) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self.raised_at: datetime | None = None
        """When something last answered in the host's place since this program began (UTC)."""

    def note(self, alarm: Untrusted) -> bool:
        """Journal it; false where the same thing was journaled today already. Raises ``Unavailable(DATABASE)``."""
        now = self.raised_at = self._clock.now()
        subject = self._subject(alarm, now)
        with self._store.reading() as work:
            if work.journal.first(Act.HOST_ALARM, subject) is not None:
                return False
        with self._store.writing() as work:
            if work.journal.first(Act.HOST_ALARM, subject) is not None:
                return False  # somebody else was quicker
            work.journal.append(Entry(now, ACTOR, Act.HOST_ALARM, subject, {"what": alarm.detail}))
        return True

    def note_payment(self, payment_id: UUID) -> bool:
        """Whether the journal has an alarm about this payment, which then counts as raised now."""
        with self._store.reading() as work:
            told = work.journal.last(Act.HOST_ALARM, str(payment_id)) is not None
        if told:
            self.raised_at = self._clock.now()
        return told

    def _subject(self, alarm: Untrusted, now: datetime) -> str:
        kind = hashlib.sha256(alarm.detail.encode()).hexdigest()[:12]
        return f"host/{now.astimezone(self._zone).date().isoformat()}/{kind}"
