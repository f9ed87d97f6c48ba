"""The receipts and slips whose bytes are kept in ``tests/data/receipts``, and how to renew them after a wanted change:

    python -m tests.helpers.golden_receipts

Then look at every difference before committing it.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import MovementKind
from counter_app.domain.handover import HandoverState
from counter_app.domain.paper import Paper
from counter_app.domain.receipt import confirmation_of
from counter_app.domain.refund import RefundCause
from counter_app.domain.registration_slip import RegistrationStanding
from counter_app.domain.slip import Standing
from counter_app.domain.training import MARK
from counter_app.printing.profile import THERMAL_58, THERMAL_58_BASIC, THERMAL_80, THERMAL_80_42, PrinterProfile
from counter_app.printing.render import render
from tests.helpers import registration_slips
from tests.helpers.drawer_slips import deposit, handover, movement, x_report, z_report
from tests.helpers.recalls import recall
from tests.helpers.receipts import accepted, by_qris, cancelled, confirmed, copy_of, rejected, undone
from tests.helpers.slips import closing, refund, reversal

FOLDER = Path(__file__).resolve().parents[1] / "data" / "receipts"


def cases() -> Iterator[tuple[str, Paper, PrinterProfile]]:
    """Every document in every wording on both rolls; some on the printer that was made for 42 columns, one on the simplest."""
    for profile in (THERMAL_58, THERMAL_80, THERMAL_80_42):
        yield "confirmed", confirmed(), profile
        yield "accepted", accepted(), profile
        yield "qris", by_qris(), profile
        yield "copy", copy_of(confirmed(), 2), profile
    yield "confirmed", confirmed(), THERMAL_58_BASIC
    for profile in (THERMAL_58, THERMAL_80):
        for name, paper in (*_about_payments(), *_about_drawers(), *_about_registrations()):
            yield name, paper, profile


def _about_payments() -> Iterator[tuple[str, Paper]]:
    yield "rejected", rejected()
    yield "cancelled", cancelled()
    yield "undone", undone()
    yield "unproven", replace(confirmed(), proof="")
    yield "training", replace(confirmed(), office=replace(confirmed().office, name=f"{MARK} {confirmed().office.name}"))
    yield "confirmation", confirmation_of(confirmed())
    yield "refund", refund()
    yield "refund-otherwise", replace(refund(), means=TenderKind.QRIS, copy=1)
    for cause in (RefundCause.CANCELLED, RefundCause.REVERSED):
        yield f"refund-{cause}", replace(refund(), cause=cause)
    yield "reversal", reversal()
    for standing in Standing:
        if standing is not Standing.ASKED:
            yield f"reversal-{standing.name.lower()}", replace(reversal(), standing=standing)
    yield "recall", recall()
    yield "recall-copy", replace(recall(), copy=1)


def _about_drawers() -> Iterator[tuple[str, Paper]]:
    yield "closing", closing()
    yield "z-report", z_report()
    yield "x-report", x_report()
    yield "x-report-clerk", replace(x_report(), drawer=None, asked_by=x_report().clerk_id)
    yield "cash-movement", movement()
    yield "cash-pick-up", movement(MovementKind.PICK_UP)
    yield "handover", handover()
    for state in (HandoverState.ACCEPTED, HandoverState.DISPUTED, HandoverState.WITHDRAWN):
        yield f"handover-{state.name.lower()}", handover(state)
    yield "deposit", deposit()


def _about_registrations() -> Iterator[tuple[str, Paper]]:
    yield "registration-received", registration_slips.received()
    yield "registration-issued", registration_slips.issued()
    yield "registration-refused", registration_slips.refused()
    yield "registration-withdrawn", replace(registration_slips.received(), standing=RegistrationStanding.WITHDRAWN)
    yield "registration-reading", registration_slips.reading()


def path_of(name: str, profile: PrinterProfile, ending: str) -> Path:
    return FOLDER / f"{name}-{profile.name}.{ending}"


def renew() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, paper, profile in cases():
        path_of(name, profile, "bin").write_bytes(render(paper, profile, "escpos"))
        path_of(name, profile, "txt").write_bytes(render(paper, profile, "txt"))


if __name__ == "__main__":
    renew()
