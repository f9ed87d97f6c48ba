"""The paper a worker reads before their registration counts: nothing of it is in force yet."""

from dataclasses import dataclass, field
from datetime import datetime

from counter_app.domain.money import Rupiah
from counter_app.domain.receipt import Office


@dataclass(frozen=True, slots=True)
class RegistrationReading:
    """Names of questions and their answers, in the form's order; identity numbers masked. ``at`` is aware.

    ``cost``: rupiah a month, to which ``parts`` add up. ``consent``: the words that are read out.
    """

    office: Office
    clerk_id: str
    at: datetime
    name: str = field(repr=False)
    person: tuple[tuple[str, str], ...] = field(repr=False)
    work: tuple[tuple[str, str], ...] = field(repr=False)
    cost: Rupiah | None
    parts: tuple[tuple[str, Rupiah], ...]
    consent: str
