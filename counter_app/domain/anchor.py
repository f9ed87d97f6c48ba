"""How far the host says a counter's journal had come: the head it keeps where nobody at the counter can change it."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.errors import Service, Unavailable


@dataclass(frozen=True, slots=True)
class Anchor:
    """Journal entry ``sequence`` (from 1; 0: none yet, with ``GENESIS``) has the hash ``head``.

    ``at``: when the host was told, by its own clock (aware).
    """

    sequence: int
    head: str
    at: datetime


class JournalCut(Unavailable):
    """The host holds a journal entry that the books do not have: nothing is sold until somebody answers for it."""

    def __init__(self, detail: str) -> None:
        super().__init__(Service.DATABASE, detail)
