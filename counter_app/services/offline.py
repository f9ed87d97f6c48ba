"""How far this counter has gone without the host, and how far it may."""

from counter_app.domain.offline import Gauge, Level, OfflineLimits, fullest, gauges
from counter_app.services.ports import Clock, Store


class Offline:
    """Reads only: the meter that the window shows. What it stops is stopped by ``Acceptance``."""

    def __init__(self, store: Store, clock: Clock, limits: OfflineLimits) -> None:
        self._store = store
        self._clock = clock
        self.limits = limits

    def meter(self) -> tuple[Gauge, ...]:
        """What is used now of each limit that the queue fills."""
        with self._store.reading() as work:
            return gauges(self.limits, work.outbox.unsent(), self._clock.now())

    def level(self) -> Level:
        """How full the fullest of them is."""
        return fullest(self.meter()).level
