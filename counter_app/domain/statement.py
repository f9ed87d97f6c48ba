"""A clerk's statement: everything the journal holds under one name for some days, and what others did about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.money import Rupiah
from counter_app.domain.receipt import Office

SHORT = 12
"""Letters of a hash that are printed beside its entry: enough to find it, the whole one is in the file."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One journal entry in words. ``at`` is the office's local time; ``hash`` is whole (hex SHA-256)."""

    seq: int
    hash: str
    at: datetime
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class ShiftSum:
    """One shift of the clerk's, rupiah; ``opened_at`` and ``closed_at`` (``None``: still open) are local.

    ``taken`` and ``returned`` are cash, ``other`` is what was paid by other means; ``moved`` is what came from the vault
    less what went there. ``counted`` and ``variance`` are as journaled at the close, with ``closed_by`` whose name it
    stands under.
    """

    opened_at: datetime
    float_amount: Rupiah
    taken: Rupiah
    other: Rupiah
    returned: Rupiah
    payments: int
    closed_at: datetime | None = None
    closed_by: str = ""
    counted: Rupiah | None = None
    variance: int | None = None
    moved: int = 0

    @property
    def expected(self) -> Rupiah:
        """What the drawer must hold, rupiah."""
        return Rupiah(self.float_amount + self.taken - self.returned + self.moved)


@dataclass(frozen=True, slots=True)
class Totals:
    """Over the payments accepted under the name within the days, rupiah; ``returned`` under any name, in cash."""

    payments: int
    cash: Rupiah
    other: Rupiah
    returned: Rupiah

    @property
    def total(self) -> Rupiah:
        return Rupiah(self.cash + self.other)


@dataclass(frozen=True, slots=True)
class Statement:
    """``own`` are the entries under the name, ``about`` those of others about its payments; ``since`` to ``until`` local.

    The journal is as it stood with entry ``head_seq`` (hash ``head``), written at ``as_of`` (local): no later entry
    has been looked at. ``name`` is empty where no account has the number.
    """

    office: Office
    staff_number: str
    name: str
    since: date
    until: date
    head_seq: int
    head: str
    as_of: datetime | None
    own: Sequence[StatementLine]
    about: Sequence[StatementLine]
    shifts: Sequence[ShiftSum]
    totals: Totals
