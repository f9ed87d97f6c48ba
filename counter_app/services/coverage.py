"""Coverage: looks at how the participants stand, and the months as the coverage page shows them."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, tzinfo
from typing import Protocol

from counter_app.domain.coverage import NOBODY, NOTHING, SPANS, Coverage, Standing, Target, Took, span
from counter_app.domain.months import Month
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.tariff import Sector
from counter_app.services.ports import Clock, Period, Store, UnitOfWork
from counter_app.services.ports.coverage import PARTS


class CoverageRenderer(Protocol):
    """Coverage on pages."""

    def pdf(self, coverage: Coverage, sector: Sector | None, office: Office, zone: tzinfo) -> bytes:
        """The same bytes for the same coverage."""
        ...


class CoverageLooks:
    """Takes looks. Nobody asks for one, and nothing of it is about a single person."""

    def __init__(self, store: Store, clock: Clock, zone: tzinfo, grace_months: int) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._grace_months = grace_months

    def take(self) -> None:
        """Keep how everybody stands now, unless that is what the month's last look says. Raises ``Unavailable(DATABASE)``.

        Counted before the write begins: 100,000 people take tenths of a second, for which no payment should wait.
        """
        now = self._clock.now()
        month = Month.of(now.astimezone(self._zone).date())
        with self._store.reading() as work:
            standing = work.coverage.standing(month, self._grace_months)
            last = work.coverage.looks(month, month)
        known = {sector: last.get((month, sector), NOBODY) for sector in standing}
        if standing != known:
            with self._store.writing() as work:
                work.coverage.keep(month, now, standing)


class CoverageReport:
    """Reads; a year of 100,000 participants and 50,000 payments takes some seconds: not for the window's thread."""

    def __init__(
        self,
        store: Store,
        pages: CoverageRenderer,
        target: Target,
        office: Office,
        clock: Clock,
        zone: tzinfo,
        grace_months: int,
    ) -> None:
        self._store = store
        self._pages = pages
        self._target = target
        self._office = office
        self._clock = clock
        self._zone = zone
        self._grace_months = grace_months

    def read(
        self,
        actor: Actor,
        months: int = SPANS[1],
        back: int = 0,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Coverage | None:
        """``months`` months (at most the longest of ``SPANS``), the last one ``back`` months before this one.

        ``None``: cancelled. Raises ``Declined(NOT_ALLOWED)``, ``Unavailable(DATABASE)``; ``ValueError`` for months that
        nobody offers.
        """
        actor.require(Right.SEE_COVERAGE)
        if not 1 <= months <= SPANS[-1] or back < 0:
            raise ValueError(f"no such period: {months} months, {back} back")
        now = self._clock.now()
        current = Month.of(now.astimezone(self._zone).date())
        shown = span(current + -back, months)
        with self._store.reading() as work:
            looks = dict(work.coverage.looks(shown[0], shown[-1]))
            counted = self._counted(work, shown, current, progress, cancelled)
        if counted is None:
            return None
        present, took = counted
        if current in shown:
            looks |= {(current, sector): each for sector, each in present.items()}
        return Coverage(shown, looks, took, self._target, now)

    def _counted(
        self,
        work: UnitOfWork,
        shown: tuple[Month, ...],
        current: Month,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Mapping[Sector, Standing], Took] | None:
        """How everybody stands in ``current`` and what was taken in the months ``shown``, part by part of the people."""
        period = Period(shown, [self._begin(each) for each in (*shown, shown[-1] + 1)])
        present, took = dict.fromkeys(Sector, NOBODY), NOTHING
        for part in range(PARTS):
            if cancelled():
                return None
            if current in shown:
                standing = work.coverage.standing(current, self._grace_months, part)
                present = {sector: present[sector] + standing[sector] for sector in Sector}
            if cancelled():
                return None
            took += work.coverage.took(period, self._grace_months, part)
            progress(part + 1, PARTS)
        return present, took

    def pdf(self, actor: Actor, coverage: Coverage, sector: Sector | None = None) -> bytes:
        """The same on A4, plots and numbers; it names nobody. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_COVERAGE)
        return self._pages.pdf(coverage, sector, self._office, self._zone)

    def file_name(self, coverage: Coverage, kind: str) -> str:
        """What a file of it is called; ``kind`` is ``pdf`` or ``png``."""
        first, last = coverage.months[0], coverage.months[-1]
        return f"cakupan-{self._office.id}-{first}-{last}.{kind}"

    def _begin(self, month: Month) -> datetime:
        return datetime.combine(month.first_day, time(), self._zone)
