"""Daily and monthly reports: read in one view of the books, written on pages, and journaled with what they said.

Whoever reads the same books makes the same file, to the byte: a report names the journal's head and not the clock.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from counter_app.domain.closing_slip import Head
from counter_app.domain.journal import GENESIS, Act, Entry, Fact, content_of
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.report import Period, Report, ReportKind
from counter_app.services.ports import Clock, Search, Store, UnitOfWork

_NAMES = {ReportKind.DAILY: "laporan-harian", ReportKind.MONTHLY: "laporan-bulanan"}


def _unseen(_done: int, _total: int) -> None:
    """For whoever does not look."""


def _never() -> bool:
    return False


class ReportRenderer(Protocol):
    """A report on pages."""

    def render(self, report: Report) -> bytes:
        """The same bytes for the same report."""
        ...


class Reports:
    """Of this counter. Writes no file itself."""

    def __init__(
        self, store: Store, renderers: Mapping[ReportKind, ReportRenderer], office: Office, clock: Clock
    ) -> None:
        self._store = store
        self._renderers = renderers
        self._office = office
        self._clock = clock

    def read(
        self,
        actor: Actor,
        period: Period,
        progress: Callable[[int, int], None] = _unseen,
        cancelled: Callable[[], bool] = _never,
    ) -> Report | None:
        """The books of ``period`` as they stand now; ``None`` where it was ``cancelled``. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_REPORTS)
        wanted, days = period.days(), []
        with self._store.reading() as work:
            head, as_of = _head(work)
            for place, day in enumerate(wanted, 1):
                if cancelled():
                    return None
                days.append(work.reported.of_day(day))
                progress(place, len(wanted))
        return Report(self._office, period, actor.id, actor.name, head, as_of, tuple(days))

    def pdf(self, actor: Actor, report: Report) -> bytes:
        """On A4, in the actor's name; that it was made, and what it said, is journaled. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_REPORTS)
        own = replace(report, made_by=actor.id, maker=actor.name)
        made = self._renderers[report.period.kind].render(own)
        with self._store.writing() as work:
            period = own.period
            subject = f"{period.since}/{period.until}"
            work.journal.append(Entry(self._clock.now(), actor.id, Act.REPORT_MADE, subject, _facts(own, made)))
        return made

    def file_name(self, period: Period) -> str:
        """What the file is called: it names office, counter and period."""
        of = f"{period.since:%Y-%m}" if period.kind is ReportKind.MONTHLY else period.since.isoformat()
        return f"{_NAMES[period.kind]}-{own_name(self._office)}-{of}.pdf"


def own_name(office: Office) -> str:
    """Office and counter, as part of a file's name on any system."""
    return re.sub(r"[^0-9A-Za-z]+", "-", f"{office.id}-{office.counter_id}").strip("-")


def _head(work: UnitOfWork) -> tuple[Head, datetime | None]:
    last = next(iter(work.journal.found(Search(), 1)), None)
    if last is None:
        return Head(0, GENESIS), None
    return Head(last.seq, last.hash), datetime.fromisoformat(content_of(last)["at"])


def _facts(report: Report, made: bytes) -> dict[str, Fact]:
    return {
        "kind": report.period.kind.value,
        "since": report.period.since.isoformat(),
        "until": report.period.until.isoformat(),
        "payments": report.accepted.count,
        "taken": report.accepted.amount,
        "returned": report.gone_back.amount,
        "sequence": report.head.seq,
        "head": report.head.hash,
        "sha256": hashlib.sha256(made).hexdigest(),
    }
