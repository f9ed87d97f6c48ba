"""From the registrations' outbox to the host, never twice.

As with payments: an item is leased, an attempt is committed before the socket is touched, with ``ASK`` as the next step,
and key and bytes never change. What the host examines is asked about until it has decided. One item's wait, or a bug
about one item, never holds up another.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.errors import Unavailable
from counter_app.domain.outbox import LONGEST_PAUSE, NoAnswer, Step
from counter_app.domain.registration import ON_ITS_WAY, Registration, RegistrationState
from counter_app.domain.registration_outbox import RegistrationAnswer, RegistrationItem
from counter_app.domain.tariff import Tariff
from counter_app.services.forwarding import MOST, Patience
from counter_app.services.ports import Clock, HostGateway, RegistrationHost, Store, UnitOfWork
from counter_app.services.registration_entries import attempt_entry
from counter_app.services.registration_judgement import Ended, Examined, Later, Ruling, ruling
from counter_app.services.registration_settling import RegistrationBooks
from counter_app.services.stored import stored

log = logging.getLogger(__name__)

ACTOR = "system:forwarder"


@dataclass(frozen=True, slots=True)
class _Errand:
    registration: Registration
    item: RegistrationItem
    step: Step


class RegistrationForwarder:
    """Carries applications to the host and their outcome back.

    ``owner`` names this forwarder among all that share the database. ``random`` gives floats in [0, 1).
    """

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        clock: Clock,
        owner: str,
        random: Callable[[], float],
        patience: Patience,
        tariff: Tariff,
    ) -> None:
        self._store = store
        self._host = host if isinstance(host, RegistrationHost) and host.abilities.registration else None
        self._clock = clock
        self._owner = owner
        self._random = random
        self._patience = patience
        self._books = RegistrationBooks(clock, ACTOR, tariff)
        self._silent = False

    def forward(self, registration_id: UUID) -> Registration | None:
        """Take this application one step further; ``None`` when it is not due or somebody else is at it.

        Raises ``Unavailable(DATABASE)`` only: what the host does is never an exception.
        """
        return self._step(registration_id)

    def forward_next(self) -> Registration | None:
        """Take the application that is due longest one step further; ``None`` when nothing is due. Raises as ``forward``."""
        return self._step(None)

    def forward_batch(self, most: int = MOST, more: Callable[[], bool] = lambda: True) -> Sequence[Registration]:
        """Take up to ``most`` due applications one step further, one after the other, and give back those that were.

        ``more`` is asked before each. After a host that is silent, the rest is left for later. Raises as ``forward``,
        and what is a bug about one application when the others were taken on.
        """
        taken: list[Registration] = []
        bugs: list[Exception] = []
        for _ in range(most):
            if not more():
                break
            try:
                moved = self._step(None)
            except Unavailable:
                raise
            except Exception as bug:  # noqa: BLE001 - raised again when the others had their turn
                bugs.append(bug)
                continue
            if moved is None:
                break
            taken.append(moved)
            if self._silent:
                break
        if bugs:
            raise bugs[0] if len(bugs) == 1 else ExceptionGroup("several applications of a batch", bugs)
        return taken

    def _step(self, registration_id: UUID | None) -> Registration | None:
        if self._host is None:
            return None
        with self._store.writing() as work:
            prepared = self._prepare(work, registration_id)
        if not isinstance(prepared, _Errand):
            return prepared
        answer = self._call(self._host, prepared)
        self._silent = isinstance(answer, NoAnswer) and not answer.code
        verdict = ruling(prepared.registration, prepared.step, answer)
        with self._store.writing() as work:
            return self._conclude(work, prepared, verdict)

    # --- before the call ------------------------------------------------------------------------------------------

    def _prepare(self, work: UnitOfWork, registration_id: UUID | None) -> _Errand | Registration | None:
        now = self._clock.now()  # not before: the lease begins when the wait for the database is over
        item = work.registration_outbox.lease(self._owner, now, now + self._patience.lease, registration_id)
        if item is None:
            return None
        found = stored(work.registrations.get(item.id), item.id)
        if found.state not in ON_ITS_WAY:
            work.registration_outbox.save(replace(_released(item), due_at=None), self._owner)
            return found
        if item.step is Step.SEND:
            return self._attempt(work, item, found, now)
        if found.state is RegistrationState.SENDING:
            found = self._books.doubt(work, found, "no answer was recorded")
        return _Errand(found, item, Step.ASK)

    def _attempt(self, work: UnitOfWork, item: RegistrationItem, found: Registration, now: datetime) -> _Errand:
        """From here on the host may hear of it: whoever finds the item asks before it sends."""
        if found.state is RegistrationState.SUBMITTED:
            work.registrations.move(found.id, found.state, RegistrationState.SENDING)
            found = replace(found, state=RegistrationState.SENDING)
        tried = replace(item, step=Step.ASK, attempts=item.attempts + 1, first_attempt_at=item.first_attempt_at or now)
        work.registration_outbox.save(tried, self._owner)
        work.journal.append(attempt_entry(found, ACTOR, tried.attempts, now))
        return _Errand(found, tried, Step.SEND)

    # --- the call, and after it -----------------------------------------------------------------------------------

    def _call(self, host: RegistrationHost, errand: _Errand) -> RegistrationAnswer:
        if errand.step is Step.SEND:
            return host.register(errand.item.body)
        return host.registration_status(errand.registration.id)

    def _conclude(self, work: UnitOfWork, errand: _Errand, verdict: Ruling) -> Registration | None:
        found = stored(work.registrations.get(errand.registration.id), errand.registration.id)
        held = stored(work.registration_outbox.get(errand.item.id), errand.item.id)
        if held.leased_by != self._owner or found.state not in ON_ITS_WAY:
            log.warning("an answer for registration %s came after its lease", found.number)
            self._books.contradict(work, found, verdict)
            return found
        if isinstance(verdict, Ended):
            work.registration_outbox.save(
                replace(_released(errand.item), step=Step.ASK, last_code=verdict.code, last_words=verdict.words),
                self._owner,
            )
            ended = self._books.end(work, found, verdict)
            work.registration_outbox.close(found.id)
            return ended
        later = self._put_off(work, errand, verdict)
        if isinstance(verdict, Examined):
            return self._books.examined(work, found, verdict.code)
        if later.alarm and verdict.words != errand.item.last_words:  # said once, not at every attempt
            self._books.alarm(work, found, verdict.words)
        return self._books.doubt(work, found, verdict.words) if later.doubt else found

    def _put_off(self, work: UnitOfWork, errand: _Errand, verdict: Later | Examined) -> Later:
        later = verdict if isinstance(verdict, Later) else Later(Step.ASK, verdict.code, verdict.words)
        now = self._clock.now()
        delay = timedelta() if later.at_once else self._delay(errand.item.first_attempt_at, now, later.after or 0.0)
        item = replace(
            _released(errand.item), step=later.step, due_at=now + delay, last_code=later.code, last_words=later.words
        )
        work.registration_outbox.save(item, self._owner)
        return later

    def _delay(self, since: datetime | None, now: datetime, asked_for: float) -> timedelta:
        """As long as it has been tried so far, within bounds, so that waits double; jittered by half either way."""
        elapsed = now - (since or now)
        delay = min(max(elapsed, self._patience.quiet), self._patience.longest) * (0.5 + self._random())
        return min(max(delay, timedelta(seconds=asked_for)), LONGEST_PAUSE)


def _released(item: RegistrationItem) -> RegistrationItem:
    return replace(item, leased_by="", leased_until=None)
