"""The X and the Z report as files: pages of what the roll says, made of the same values.

That a file was made is journaled with its SHA-256; made twice of the same report, it is the same to the byte.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from counter_app.domain.closing import Close
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import ZReport
from counter_app.services.closing_papers import z_report
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.shifts import may_close
from counter_app.services.x_report import x_report

MOST = 12
"""Closes that are offered: those of some days, at a counter with three shifts."""


class DrawerRenderer(Protocol):
    """The reports on pages; the same bytes for the same report."""

    def z_report(self, report: ZReport) -> bytes: ...

    def x_report(self, report: XReport) -> bytes: ...


@dataclass(frozen=True, slots=True)
class DrawerFile:
    """A file to be: what it is called, and its bytes."""

    name: str
    content: bytes = field(repr=False)


class DrawerFiles:
    """One's own shifts; a supervisor's, everybody's. Writes no file itself."""

    def __init__(self, store: Store, renderer: DrawerRenderer, office: Office, clock: Clock) -> None:
        self._store = store
        self._renderer = renderer
        self._office = office
        self._clock = clock

    def closes(self, actor: Actor) -> Sequence[Close]:
        """The last ``MOST`` closes that ``actor`` may have, the newest first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.OPEN_SHIFT)
        with self._store.reading() as work:
            return [each for each in reversed(work.closes.all()) if _may_have(work, actor, each.shift_id)][:MOST]

    def numbered(self, actor: Actor, number: int) -> UUID:
        """The shift of Z report ``number``.

        Raises ``Declined`` with ``NOT_ALLOWED``, or with ``SHIFT_OF_ANOTHER`` also for a number that is not here.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.reading() as work:
            found = next((each for each in work.closes.all() if each.number == number), None)
        if found is None:
            raise Declined(Reason.SHIFT_OF_ANOTHER, number=number)
        return found.shift_id

    def z_pdf(self, actor: Actor, shift_id: UUID) -> DrawerFile:
        """The Z report of a closed shift. Raises ``Declined`` with ``NOT_ALLOWED`` or ``SHIFT_OF_ANOTHER``."""
        actor.require(Right.OPEN_SHIFT)
        with self._store.reading() as work:
            if not _may_have(work, actor, shift_id):
                raise Declined(Reason.SHIFT_OF_ANOTHER)
            report = z_report(work, self._office, shift_id, 0)
        made = DrawerFile(self.file_name(report.number, report.closed_at), self._renderer.z_report(report))
        return self._made(actor, shift_id, made, {"kind": "z", "z": report.number})

    def x_pdf(self, actor: Actor, report_id: UUID) -> DrawerFile:
        """An X report as it was taken, for whoever took it. Raises as ``z_pdf``."""
        actor.require(Right.OPEN_SHIFT)
        with self._store.reading() as work:
            report = x_report(work, self._office, report_id, 0)
        if actor.id != report.asked_by:
            raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=report.clerk_id)
        at = report.at.astimezone(ZoneInfo(self._office.timezone))
        made = DrawerFile(self.file_name(0, at), self._renderer.x_report(report))
        return self._made(actor, report_id, made, {"kind": "x"})

    def file_name(self, number: int, at: datetime) -> str:
        """What a file is called: of Z report ``number``, or for 0 of an X report that was taken ``at`` (local time)."""
        which = f"z-{self._office.counter_id}-{number}" if number else f"x-{self._office.counter_id}-{at:%Y%m%d-%H%M%S}"
        return f"laporan-{which}.pdf"

    def _made(self, actor: Actor, subject: UUID, file: DrawerFile, facts: dict[str, Fact]) -> DrawerFile:
        facts |= {"form": "pdf", "sha256": hashlib.sha256(file.content).hexdigest()}
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, Act.REPORT_MADE, str(subject), facts))
        return file


def _may_have(work: UnitOfWork, actor: Actor, shift_id: UUID) -> bool:
    """Whoever may close the shift, and whoever did: ``may_close`` knows both."""
    shift = work.shifts.get(shift_id)
    return shift is not None and may_close(actor, shift)
