"""A reckoning to take away: on pages, and as a workbook. Made twice of the same, it is the same to the byte."""

import hashlib
from datetime import date
from typing import Protocol

from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.reckoning_paper import ReckoningPaper
from counter_app.domain.reconciliation import Reckoning
from counter_app.services.ports import Clock, Store


class ReckoningRenderer(Protocol):
    """A reckoning as a file."""

    def render(self, paper: ReckoningPaper) -> bytes:
        """The same bytes for the same paper."""
        ...


class ReckoningPapers:
    """Writes no file itself; that one was made is journaled with its SHA-256."""

    def __init__(
        self, store: Store, pages: ReckoningRenderer, workbook: ReckoningRenderer, office: Office, clock: Clock
    ) -> None:
        self._store = store
        self._pages = pages
        self._workbook = workbook
        self._office = office
        self._clock = clock

    def pdf(self, actor: Actor, reckoning: Reckoning) -> bytes:
        """On A4. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RECONCILE)
        return self._made(actor, reckoning, self._pages, "pdf")

    def xlsx(self, actor: Actor, reckoning: Reckoning) -> bytes:
        """As a workbook, every payment of the day in it. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RECONCILE)
        return self._made(actor, reckoning, self._workbook, "xlsx")

    @staticmethod
    def file_name(day: date, kind: str) -> str:
        """What the file is called; ``kind`` is ``pdf`` or ``xlsx``."""
        return f"rekonsiliasi-{day}.{kind}"

    def _made(self, actor: Actor, reckoning: Reckoning, renderer: ReckoningRenderer, kind: str) -> bytes:
        with self._store.reading() as work:
            found = work.cases.of_day(reckoning.day)
        differences = [(each.key, each.kind) for each in reckoning.differences]
        cases = tuple(found[each] for each in differences if each in found)
        made = renderer.render(ReckoningPaper(self._office, reckoning, cases))
        facts: dict[str, Fact] = {"form": kind, "sha256": hashlib.sha256(made).hexdigest()}
        with self._store.writing() as work:
            work.journal.append(
                Entry(self._clock.now(), actor.id, Act.RECKONING_WRITTEN, reckoning.day.isoformat(), facts)
            )
        return made
