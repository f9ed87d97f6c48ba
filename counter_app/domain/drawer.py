"""The cash drawer: what is counted in it by denomination, and what moves in and out of it without a payer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.cash import NOTES
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import LARGEST, Rupiah

MOST_PIECES = 100_000
"""Of one denomination. More is a slip of the keyboard: no drawer holds it."""
MOST_SMALL = Rupiah(10_000)
"""Rupiah in coins below Rp100: what comes of change nobody wanted, not a way past counting."""


@dataclass(frozen=True, slots=True)
class Denomination:
    """One kind of note or coin; ``face`` is rupiah. Rp1.000 is both, so the two are told apart."""

    face: Rupiah
    coin: bool = False

    @property
    def code(self) -> str:
        """How journal and database name it: ``N100000``, ``C500``."""
        return f"{'C' if self.coin else 'N'}{self.face}"


COINS = tuple(Rupiah(coin) for coin in (100, 200, 500, 1_000))
"""Coins in circulation from Rp100 up, rupiah (Bank Indonesia, uang logam TE 2016)."""
DENOMINATIONS: tuple[Denomination, ...] = (
    *(Denomination(note) for note in reversed(NOTES)),
    *(Denomination(coin, coin=True) for coin in reversed(COINS)),
)
"""All of them in the order in which a drawer is counted: notes, then coins, the largest first."""
_BY_CODE: Mapping[str, Denomination] = MappingProxyType({each.code: each for each in DENOMINATIONS})
_SMALL = "S"


@dataclass(frozen=True, slots=True)
class Count:
    """Cash by denomination: each with how many pieces, in the order of ``DENOMINATIONS``, those without any left out.

    ``small``: rupiah in coins below Rp100, counted as one sum. Made by ``count_of``, which checks.
    """

    pieces: tuple[tuple[Denomination, int], ...] = ()
    small: Rupiah = Rupiah(0)

    @property
    def total(self) -> Rupiah:
        return Rupiah(sum(each.face * number for each, number in self.pieces) + self.small)

    def of(self, denomination: Denomination) -> int:
        """How many pieces of one denomination."""
        return dict(self.pieces).get(denomination, 0)

    def less(self, other: "Count") -> "Count":
        """What is left when ``other`` is taken out. Raises ``Declined(COUNT_FORMAT)`` where it holds too few pieces."""
        left = {each: self.of(each) - other.of(each) for each in DENOMINATIONS}
        return count_of(left, Rupiah(self.small - other.small))

    def written(self) -> str:
        """How journal and database keep it: ``N100000x2;C500x3;S50``. Empty for nothing."""
        parts = [f"{each.code}x{number}" for each, number in self.pieces]
        return ";".join([*parts, f"{_SMALL}{self.small}"] if self.small else parts)


NOTHING = Count()


def count_of(pieces: Mapping[Denomination, int], small: Rupiah = Rupiah(0)) -> Count:
    """A count that can be. Raises ``Declined(COUNT_FORMAT)`` for less than nothing, more than ``MOST_PIECES`` of one
    denomination, more than ``MOST_SMALL``, or money there is not.
    """
    counted = [pieces.get(each, 0) for each in DENOMINATIONS]
    possible = all(0 <= number <= MOST_PIECES for number in counted) and pieces.keys() <= set(DENOMINATIONS)
    if not (possible and 0 <= small <= MOST_SMALL):
        raise Declined(Reason.COUNT_FORMAT)
    return Count(tuple((each, number) for each, number in zip(DENOMINATIONS, counted, strict=True) if number), small)


def read_count(text: str) -> Count:
    """What ``Count.written`` wrote. Raises ``ValueError`` for any other text."""
    pieces: dict[Denomination, int] = {}
    small = 0
    for part in text.split(";") if text else ():
        if part.startswith(_SMALL):
            small = int(part.removeprefix(_SMALL))
        else:
            code, _, number = part.partition("x")
            if code not in _BY_CODE or int(number or 0) <= 0:
                raise ValueError(f"no denomination: {part!r}")
            pieces[_BY_CODE[code]] = int(number)
    count = Count(tuple((each, pieces[each]) for each in DENOMINATIONS if each in pieces), Rupiah(small))
    if count.written() != text:
        raise ValueError(f"no count of cash: {text!r}")
    return count


def in_few_pieces(amount: Rupiah) -> Count:
    """``amount`` in as few pieces as can be, the largest first; what no coin makes is ``small``."""
    pieces: dict[Denomination, int] = {}
    left = int(amount)
    for each in DENOMINATIONS:
        pieces[each], left = divmod(left, each.face)
    return count_of(pieces, Rupiah(left))


class MovementKind(StrEnum):
    """``DROP``: out of the drawer, to the vault. ``PICK_UP``: from the vault into the drawer."""

    DROP = "drop"
    PICK_UP = "pick-up"


@dataclass(frozen=True, slots=True)
class CashMovement:
    """Cash moved between a drawer and the vault. ``id`` is made by whoever asks, so that asking twice is once.

    ``clerk_id`` moved it, ``approved_by`` stood by; ``at`` is UTC.
    """

    id: UUID
    office_id: str
    counter_id: str
    shift_id: UUID
    kind: MovementKind
    count: Count
    reason: str
    clerk_id: str
    approved_by: str
    at: datetime

    @property
    def amount(self) -> Rupiah:
        return self.count.total

    @property
    def into_drawer(self) -> int:
        """What it adds to the drawer, rupiah; negative for a drop."""
        return self.amount if self.kind is MovementKind.PICK_UP else -self.amount


def require_some(count: Count) -> None:
    """Raise ``Declined(COUNT_FORMAT)`` for a movement of nothing, or of more than there can be."""
    if not 0 < count.total <= LARGEST:
        raise Declined(Reason.COUNT_FORMAT)


def moved_in(movements: Iterable[CashMovement]) -> int:
    """What all of them together add to the drawer, rupiah."""
    return sum(movement.into_drawer for movement in movements)
