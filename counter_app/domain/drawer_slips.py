"""Slips about the drawer as data: cash moved to or from the vault, and a drawer handed over."""

from dataclasses import dataclass

from counter_app.domain.drawer import CashMovement
from counter_app.domain.handover import Handover
from counter_app.domain.receipt import Office


@dataclass(frozen=True, slots=True)
class CashMovementSlip:
    """Cash between drawer and vault, signed by the two who moved it. ``copy`` as on a receipt."""

    office: Office
    movement: CashMovement
    copy: int = 0


@dataclass(frozen=True, slots=True)
class HandoverSlip:
    """A drawer from one clerk to the next, as the hand-over stands when it is printed.

    ``z_number``: the Z report that closed the giver's shift.
    """

    office: Office
    handover: Handover
    z_number: int
    copy: int = 0
