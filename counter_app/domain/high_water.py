"""How far a counter's books had come: what a database that is opened again must not fall short of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HighWater:
    """The journal's last entry by number and hash, the last receipt number taken, and the last Z number.

    ``entries`` counts from 1; 0 with ``GENESIS`` as ``head`` is a journal that has not begun. ``closes`` is 0 as well
    in a mark from before it knew them.
    """

    entries: int
    head: str
    receipts: int
    closes: int = 0
