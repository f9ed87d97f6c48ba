"""How far a counter's books had come: what a database that is opened again must not fall short of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HighWater:
    """The journal's last entry by number and hash, and the last receipt number taken.

    ``entries`` counts from 1; 0 with ``GENESIS`` as ``head`` is a journal that has not begun.
    """

    entries: int
    head: str
    receipts: int
