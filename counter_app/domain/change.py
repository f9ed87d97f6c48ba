"""A sum taken out of a counted drawer: which of its notes and coins make it up exactly."""

from collections.abc import Iterator

from counter_app.domain.drawer import Count, Denomination, count_of
from counter_app.domain.money import Rupiah

_UNIT = 100
"""Rupiah: the smallest coin that is counted by pieces; every denomination is a multiple of it."""


def taken_out(count: Count, amount: Rupiah) -> Count | None:
    """Pieces of ``count`` that make ``amount`` rupiah exactly, the small ones first, for they are what a float is for.

    ``None`` where there are none.
    """
    small = Rupiah(amount % _UNIT)
    if small > count.small or amount > count.total:
        return None
    found = _made_of(count, (amount - small) // _UNIT)
    return None if found is None else count_of(found, small)


def _made_of(count: Count, target: int) -> dict[Denomination, int] | None:
    """Which sums can be made, bundle by bundle: bit ``n`` of a row stands for ``n`` units; then the way back."""
    rows, bundles, mask = [1], list(_bundles(count)), (1 << target + 1) - 1
    for each, pieces in bundles:
        rows.append((rows[-1] | rows[-1] << each.face // _UNIT * pieces) & mask)
    if not rows[-1] >> target & 1:
        return None
    made: dict[Denomination, int] = {}
    for (each, pieces), before in zip(reversed(bundles), reversed(rows[:-1]), strict=True):
        less = target - each.face // _UNIT * pieces
        if less >= 0 and before >> less & 1:
            made[each] = made.get(each, 0) + pieces
            target = less
    return made


def _bundles(count: Count) -> Iterator[tuple[Denomination, int]]:
    """The pieces of each denomination in bundles of 1, 2, 4 … and the rest, of which any number can be put together."""
    for each, pieces in count.pieces:
        size, left = 1, pieces
        while left:
            bundle = min(size, left)
            yield each, bundle
            size, left = size * 2, left - bundle
