"""What the drawer's services need from the database, and the one thing they need from the drawer itself."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from counter_app.domain.closing import Close
from counter_app.domain.closing_count import CountTaken
from counter_app.domain.drawer import CashMovement
from counter_app.domain.handover import Handover


class DrawerCounts(Protocol):
    """What was counted in drawers. Number 0 is the float that a shift began with, where it was counted by denomination."""

    def add(self, count: CountTaken) -> None: ...

    def float_of(self, shift_id: UUID) -> CountTaken | None: ...

    def of_shift(self, shift_id: UUID) -> Sequence[CountTaken]:
        """The counts before the close, the first one first; the float is not among them."""
        ...

    def all(self) -> Sequence[CountTaken]:
        """All counts of the counter, floats too, by shift and number."""
        ...


class CashMovements(Protocol):
    def add(self, movement: CashMovement) -> None: ...

    def get(self, movement_id: UUID) -> CashMovement | None: ...

    def of_shift(self, shift_id: UUID) -> Sequence[CashMovement]:
        """In the order in which they happened."""
        ...

    def all(self) -> Sequence[CashMovement]:
        """All movements of the counter, the oldest first."""
        ...


class Handovers(Protocol):
    def add(self, handover: Handover) -> None: ...

    def get(self, handover_id: UUID) -> Handover | None: ...

    def offered(self) -> Handover | None:
        """The one that is offered at the counter and not settled."""
        ...

    def of_shift(self, shift_id: UUID) -> Handover | None:
        """The one by which a shift was closed."""
        ...

    def settle(self, handover: Handover) -> bool:
        """Store what became of it; false, and nothing changed, when it is not offered any more."""
        ...

    def all(self) -> Sequence[Handover]:
        """All hand-overs of the counter, the oldest first."""
        ...


class Closes(Protocol):
    def next_number(self) -> int:
        """The counter's next Z number, from 1. It is taken by ``add``, so a rolled-back close gives it back."""
        ...

    def skip_to(self, number: int) -> None:
        """Give up the numbers up to ``number`` that are not used here: they stand on Z reports that are lost."""
        ...

    def skipped(self) -> Sequence[int]:
        """Up to where numbers were given up, each time it was done, ascending."""
        ...

    def add(self, close: Close) -> None:
        """Store a close under its number, which no other one has."""
        ...

    def of_shift(self, shift_id: UUID) -> Close | None: ...

    def all(self) -> Sequence[Close]:
        """All closes of the counter by their numbers."""
        ...


class DrawerKick(Protocol):
    """The cable from the printer to the drawer's lock."""

    @property
    def is_there(self) -> bool:
        """Whether there is a drawer at its end, as far as the settings say."""
        ...

    def kick(self) -> None:
        """Open the drawer. Raises ``Undelivered`` when the printer did not take the pulse."""
        ...
