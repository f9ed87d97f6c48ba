"""A sum taken out of a counted drawer: which of its notes and coins make it up exactly."""

from counter_app.domain.drawer import DENOMINATIONS, Count, Denomination, count_of
from counter_app.domain.money import Rupiah

_MOST_TRIES = 100_000
"""Steps of the search; a drawer that needs more of them is not one that a clerk can sort by hand either."""


def taken_out(count: Count, amount: Rupiah) -> Count | None:
    """Pieces of ``count`` that make ``amount`` rupiah exactly, the small ones first, for they are what a float is for.

    ``None`` where there are none, or none were found within bounds.
    """
    pieces = [(each, count.of(each)) for each in reversed(DENOMINATIONS)]
    for small in {Rupiah(amount % 100), Rupiah(0)}:
        if small > count.small or small > amount:
            continue
        found = _Search(pieces).fill(0, amount - small)
        if found is not None:
            return count_of(found, small)
    return None


class _Search:
    """Depth first, the most of a denomination first; what failed once is not tried again."""

    def __init__(self, pieces: list[tuple[Denomination, int]]) -> None:
        self._pieces = pieces
        self._rest = [sum(each.face * many for each, many in pieces[place:]) for place in range(len(pieces) + 1)]
        self._failed: set[tuple[int, int]] = set()
        self._tries = 0

    def fill(self, place: int, left: int) -> dict[Denomination, int] | None:
        if left == 0:
            return {}
        self._tries += 1
        if left > self._rest[place] or (place, left) in self._failed or self._tries > _MOST_TRIES:
            return None
        each, many = self._pieces[place]
        for number in range(min(many, left // each.face), -1, -1):
            found = self.fill(place + 1, left - number * each.face)
            if found is not None:
                return {each: number, **found}
        self._failed.add((place, left))
        return None
