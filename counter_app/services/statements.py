"""A clerk's statement: what stands in the journal under a name, in words, with its place in the chain, signed.

A clerk who is accused of a shortfall can show it; whoever has the books can check it (``StatementCheck``). What is
made of the same books is the same file to the byte.
"""

from datetime import date, tzinfo
from typing import Protocol

from counter_app.domain.journal import Act, Entry, Fact, content_of
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.statement import Statement
from counter_app.services.ports import Clock, ReceiptSigner, Store
from counter_app.services.statement_reading import Asked, Reading
from counter_app.services.statement_seal import sealed


class StatementRenderer(Protocol):
    """A statement on pages."""

    def pdf(self, statement: Statement) -> bytes:
        """The same bytes for the same statement."""
        ...


class Statements:
    """Reads the whole journal once: seconds in a large one, so not on the lane of the sales."""

    def __init__(
        self,
        store: Store,
        renderer: StatementRenderer,
        signer: ReceiptSigner,
        office: Office,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._signer = signer
        self._office = office
        self._clock = clock
        self._zone = zone

    def of(self, actor: Actor, staff_number: str, since: date, until: date) -> Statement:
        """The statement of ``staff_number`` for the office's days ``since`` to ``until``, whichever comes first.

        That it was made is journaled behind what it tells of. Raises ``Declined(NOT_ALLOWED)`` or
        ``Unavailable(DATABASE)``.
        """
        actor.require(Right.OWN_STATEMENT if staff_number == actor.id else Right.ANY_STATEMENT)
        asked = Asked(staff_number, min(since, until), max(since, until))
        statement = read_statement(self._store, self._office, self._zone, asked)
        facts: dict[str, Fact] = {
            "staff": staff_number,
            "since": asked.since.isoformat(),
            "until": asked.until.isoformat(),
            "sequence": statement.head_seq,
            "head": statement.head,
        }
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, Act.STATEMENT_MADE, staff_number, facts))
        return statement

    def pdf(self, actor: Actor, staff_number: str, since: date, until: date) -> bytes:
        """As ``of``, as a signed file that ``counter-app verify --statement`` checks; also ``Unavailable`` without a key.

        ``file_name`` says what it is to be called.
        """
        statement = self.of(actor, staff_number, since, until)
        return sealed(self._renderer.pdf(statement), statement, self._signer.sign)

    @staticmethod
    def file_name(staff_number: str, since: date, until: date) -> str:
        """What the file is called."""
        return f"laporan-petugas-{staff_number}-{min(since, until)}-{max(since, until)}.pdf"


def read_statement(store: Store, office: Office, zone: tzinfo, asked: Asked, *, up_to: int | None = None) -> Statement:
    """What the journal says, as it stood with entry ``up_to`` (``None``: now). Raises ``Unavailable(DATABASE)``."""
    reading = Reading(asked, zone)
    with store.reading() as work:
        account = work.accounts.get(asked.staff_number)
        for entry in work.journal.chain():
            if up_to is not None and entry.seq > up_to:
                break
            reading.add(entry, content_of(entry))
    return reading.statement(office, account.actor.name if account else "")
