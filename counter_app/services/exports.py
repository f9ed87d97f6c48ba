"""The list of payments, with its sums; and the list as a file, masked unless two people agreed that it is not.

A file's bytes are journaled, by their SHA-256 and with what is in them, before anybody has them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.report_list import Listed, ListSums, Wanted
from counter_app.services.approvals import use
from counter_app.services.own import words
from counter_app.services.ports import Clock, Store
from counter_app.services.reports import own_name

PAGE = 100
"""Lines of the list that are read at a time."""
_TOLD_EVERY = 500


def _unseen(_done: int, _total: int) -> None:
    """For whoever does not look."""


def _never() -> bool:
    return False


class Form(StrEnum):
    """What kind of file; the value ends its name."""

    CSV = "csv"
    XLSX = "xlsx"


class ListRenderer(Protocol):
    """A list as a file whose cells are inert."""

    def render(self, rows: Iterable[Listed]) -> bytes:
        """The same bytes for the same rows."""
        ...


@dataclass(frozen=True, slots=True)
class FullNumbers:
    """That nothing is to be masked: ``why``, and the ``consent`` to ``Deed.EXPORT_FULL`` about ``export_id``."""

    export_id: UUID
    why: str
    consent: UUID | None


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to be: what it is called, its bytes, and how many payments are in it."""

    name: str
    content: bytes = field(repr=False)
    payments: int


class _Stopped(Exception):
    """Nobody wants the file any more."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How somebody looks at work under way: it is told ``progress``, and asked whether it is ``cancelled``."""

    progress: Callable[[int, int], None] = _unseen
    cancelled: Callable[[], bool] = _never

    def over(self, rows: Iterable[Listed], total: int) -> Iterator[Listed]:
        """The same rows, looked at. Raises ``_Stopped`` between two of them."""
        for place, row in enumerate(rows, 1):
            yield row
            if place % _TOLD_EVERY == 0:
                self.progress(place, total)
                if self.cancelled():
                    raise _Stopped
        self.progress(total, total)


class Transactions:
    """The counter's payments, shown: numbers masked, the newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, actor: Actor, wanted: Wanted, before: int | None = None) -> Sequence[Listed]:
        """``PAGE`` lines at most, of those committed before the one of sequence ``before``. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_REPORTS)
        with self._store.reading() as work:
            return [each.masked() for each in work.listings.page(wanted, PAGE, before)]

    def sums(self, actor: Actor, wanted: Wanted) -> ListSums:
        """Of everything that is asked for. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_REPORTS)
        with self._store.reading() as work:
            return work.listings.sums(wanted)


class Exports:
    """Writes no file itself."""

    def __init__(self, store: Store, csv: ListRenderer, xlsx: ListRenderer, office: Office, clock: Clock) -> None:
        self._store = store
        self._renderers = {Form.CSV: csv, Form.XLSX: xlsx}
        self._office = office
        self._clock = clock

    def make(
        self, actor: Actor, wanted: Wanted, form: Form, watch: Watch | None = None, full: FullNumbers | None = None
    ) -> Exported | None:
        """What is asked for, as a file; ``None``, and nothing journaled, where it was cancelled.

        Masked: the last four digits of numbers, the beginnings of names; not so with ``full``. Raises ``Declined`` with
        ``NOT_ALLOWED``, ``WORDS_MISSING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.EXPORT)
        reason = words(full.why) if full else ""
        if full is not None:
            self._require_consent(actor, full)
        with self._store.reading() as work:
            sums = work.listings.sums(wanted)
            lines = (watch or Watch()).over(work.listings.all(wanted), sums.taken.count)
            try:
                made = self._renderers[form].render(lines if full else (each.nameless() for each in lines))
            except _Stopped:
                return None
        facts = _facts(wanted, form, sums, made)
        self._journal(actor, facts, full, reason)
        return Exported(self.file_name(wanted, form, full=full is not None), made, sums.taken.count)

    def file_name(self, wanted: Wanted, form: Form, *, full: bool = False) -> str:
        """What the file is called: it names office, counter, period, and whether anything is masked."""
        whole = "-lengkap" if full else ""
        return f"transaksi-{own_name(self._office)}-{wanted.since}-{wanted.until}{whole}.{form.value}"

    def _require_consent(self, actor: Actor, full: FullNumbers) -> None:
        """Before a minute's work: whether there is a consent that would do. It is spent when the file is made."""
        with self._store.reading() as work:
            given = work.approvals.get(full.consent) if full.consent else None
        if full.consent is None:
            raise Declined(Reason.APPROVAL_NEEDED, deed=Deed.EXPORT_FULL.value)
        if given is None or not given.covers(Deed.EXPORT_FULL, full.export_id, actor.id, self._clock.now()):
            raise Declined(Reason.APPROVAL_SPENT, deed=Deed.EXPORT_FULL.value)

    def _journal(self, actor: Actor, facts: dict[str, Fact], full: FullNumbers | None, reason: str) -> None:
        now, subject = self._clock.now(), full.export_id if full else uuid4()
        with self._store.writing() as work:
            if full is not None:
                given = use(work, actor.id, Deed.EXPORT_FULL, subject, full.consent, now)
                facts |= {"why": reason, "approved_by": given.approved_by}
            work.journal.append(Entry(now, actor.id, Act.LIST_EXPORTED, str(subject), facts))


def _facts(wanted: Wanted, form: Form, sums: ListSums, made: bytes) -> dict[str, Fact]:
    asked: dict[str, Fact] = {
        "staff": wanted.clerk or None,
        "state": wanted.state.value if wanted.state else None,
        "tender": wanted.tender.value if wanted.tender else None,
        "least": wanted.least,
        "most": wanted.most,
        "offline": wanted.offline,
        "by_text": bool(wanted.text.strip()) or None,
    }
    return {
        "form": form.value,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "payments": sums.taken.count,
        "taken": sums.taken.amount,
        "sha256": hashlib.sha256(made).hexdigest(),
        **{name: value for name, value in asked.items() if value is not None},
    }
