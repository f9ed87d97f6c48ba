"""The receipts and slips whose bytes are kept in ``tests/data/receipts``, and how to renew them after a wanted change:

    python -m tests.helpers.golden_receipts

Then look at every difference before committing it.
"""

from collections.abc import Iterator
from pathlib import Path

from counter_app.domain.handover import HandoverState
from counter_app.domain.paper import Paper
from counter_app.domain.receipt import confirmation_of
from counter_app.printing.profile import THERMAL_58, THERMAL_58_BASIC, THERMAL_80, THERMAL_80_42, PrinterProfile
from counter_app.printing.render import render
from tests.helpers import registration_slips
from tests.helpers.drawer_slips import deposit, handover, movement, x_report, z_report
from tests.helpers.recalls import recall
from tests.helpers.receipts import accepted, by_qris, confirmed, copy_of, rejected, undone
from tests.helpers.slips import closing, refund, reversal

FOLDER = Path(__file__).resolve().parents[1] / "data" / "receipts"


def cases() -> Iterator[tuple[str, Paper, PrinterProfile]]:
    for profile in (THERMAL_58, THERMAL_80, THERMAL_80_42):
        yield "confirmed", confirmed(), profile
        yield "accepted", accepted(), profile
        yield "qris", by_qris(), profile
        yield "copy", copy_of(confirmed(), 2), profile
    yield "confirmed", confirmed(), THERMAL_58_BASIC
    yield "rejected", rejected(), THERMAL_58
    for profile in (THERMAL_58, THERMAL_80):
        yield "undone", undone(), profile
        yield "confirmation", confirmation_of(confirmed()), profile
        yield "refund", refund(), profile
        yield "reversal", reversal(), profile
        yield "closing", closing(), profile
        yield "z-report", z_report(), profile
        yield "x-report", x_report(), profile
        yield "cash-movement", movement(), profile
        yield "handover", handover(), profile
        yield "handover-disputed", handover(HandoverState.DISPUTED), profile
        yield "deposit", deposit(), profile
        yield "registration-received", registration_slips.received(), profile
        yield "registration-issued", registration_slips.issued(), profile
        yield "registration-refused", registration_slips.refused(), profile
        yield "registration-reading", registration_slips.reading(), profile
        yield "recall", recall(), profile


def path_of(name: str, profile: PrinterProfile, ending: str) -> Path:
    return FOLDER / f"{name}-{profile.name}.{ending}"


def renew() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, paper, profile in cases():
        path_of(name, profile, "bin").write_bytes(render(paper, profile, "escpos"))
        path_of(name, profile, "txt").write_bytes(render(paper, profile, "txt"))


if __name__ == "__main__":
    renew()
