"""What is counted when a drawer closes: the cash by denomination, and the slips of what was paid by other means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import NO_SUM, Sum
from counter_app.domain.drawer import NOTHING, Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import LARGEST, Rupiah

MOST_COUNTS = 2
"""The first one and one more: whoever may count until it fits is not counting."""
MOST_SLIPS = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """``slips``: of each means but cash how many there are and what they come to, in the order of ``TenderKind``."""

    cash: Count
    slips: tuple[tuple[TenderKind, Sum], ...] = ()

    def of(self, kind: TenderKind) -> Sum:
        """The slips of one means; none where nothing was said of it."""
        return dict(self.slips).get(kind, NO_SUM)

    def slips_written(self) -> str:
        """How journal and database keep the slips: ``QRIS 3 604800;DEBIT 1 16800``. Empty for none."""
        return written_sums({kind.value: each for kind, each in self.slips})


NOTHING_COUNTED = Counted(NOTHING)


@dataclass(frozen=True, slots=True)
class CountTaken:
    """A count of a shift's drawer: the shift's ``number``-th, from 1. ``attempt`` is 1 or 2; ``at`` is UTC.

    ``moves``: how many payments, refunds and movements the shift had then. Once it has more, the drawer holds something
    else than was counted, and it is counted anew.
    """

    shift_id: UUID
    number: int
    attempt: int
    counted: Counted
    counted_by: str
    at: datetime
    moves: int

    @property
    def again(self) -> bool:
        """Whether it may be counted once more, as long as nothing was revealed."""
        return self.attempt < MOST_COUNTS


def counted_of(cash: Count, slips: Mapping[TenderKind, Sum]) -> Counted:
    """Raises ``Declined(COUNT_FORMAT)`` for slips that cannot be: of cash, less than none, or a sum without a slip."""
    for kind, each in slips.items():
        possible = (
            0 <= each.count <= MOST_SLIPS and 0 <= each.amount <= LARGEST and bool(each.count) == bool(each.amount)
        )
        if kind is TenderKind.CASH or not possible:
            raise Declined(Reason.COUNT_FORMAT)
    return Counted(cash, tuple((kind, slips[kind]) for kind in TenderKind if kind in slips and slips[kind].count))


def read_slips(text: str) -> tuple[tuple[TenderKind, Sum], ...]:
    """What ``Counted.slips_written`` wrote. Raises ``ValueError`` for any other text."""
    return tuple((TenderKind(name), each) for name, each in read_sums(text).items())


def written_sums(sums: Mapping[str, Sum]) -> str:
    """Named sums on one line: ``NAME COUNT AMOUNT``, with semicolons between. No name has a space."""
    return ";".join(f"{name} {each.count} {each.amount}" for name, each in sums.items())


def read_sums(text: str) -> dict[str, Sum]:
    """What ``written_sums`` wrote. Raises ``ValueError`` for any other text."""
    sums: dict[str, Sum] = {}
    for part in text.split(";") if text else ():
        name, count, amount = part.split(" ")
        sums[name] = Sum(int(count), Rupiah(int(amount)))
    return sums
