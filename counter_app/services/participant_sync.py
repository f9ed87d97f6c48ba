"""The office's participants, fetched from the host in pages so that the counter can serve without a line."""

from collections.abc import Callable
from dataclasses import replace

from counter_app.services.ports import Clock, HostGateway, Store, SyncState


class ParticipantSync:
    """Fetches what changed since the last run. Each page and its cursor are stored together: a stop loses nothing."""

    def __init__(
        self, store: Store, host: HostGateway, clock: Clock, arrived: Callable[[], None] = lambda: None
    ) -> None:
        """``arrived`` is called whenever a run has come to the end of the list, after all of it is stored."""
        self._store = store
        self._host = host
        self._clock = clock
        self._arrived = arrived

    def state(self) -> SyncState:
        """How far the participants have arrived."""
        with self._store.reading() as work:
            return work.sync.get()

    def run(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> SyncState:
        """Fetch page after page from where the last run stopped, until there is no more or ``cancelled()``.

        ``progress(received, total)`` is called after each page, on the calling thread.
        Where the host has no list of them, there never is more: nothing is asked, and nothing stored.
        Raises ``Unavailable(HOST)`` when the host goes away; what has arrived stays.
        """
        if not self._host.abilities.sync:
            return replace(self.state(), finished_at=self._clock.now())
        state = self._begun()
        while state.finished_at is None and not cancelled():
            state = self._fetch_page(state)
            progress(state.received, state.total)
        if state.finished_at is not None:
            self._arrived()
        return state

    def _begun(self) -> SyncState:
        state = self.state()
        if state.finished_at is None:
            return state
        return replace(state, received=0, total=0, finished_at=None)

    def _fetch_page(self, state: SyncState) -> SyncState:
        page = self._host.participants(state.cursor)
        now = self._clock.now()
        received = state.received + len(page.participants)
        fetched = SyncState(page.next_cursor, received, max(page.total, received), None if page.more else now)
        with self._store.writing() as work:
            work.participants.save(page.participants, now)
            work.sync.save(fetched)
        return fetched
