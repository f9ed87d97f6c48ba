"""An invented recall slip: two who wait for their money, one of whom the office cannot telephone."""

from datetime import timedelta
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.recall import RecallRow, RecallSlip
from counter_app.domain.refund import RefundCause
from tests.helpers.receipts import AT, OFFICE


def recall() -> RecallSlip:
    """Refused in the morning, and undone the day before."""
    refused = RecallRow(
        number="40111-03-000128",
        name="BUDI SANTOSO",
        masked_nik="************0002",
        phone="+628120000011",
        amount=Rupiah(11_900),
        cause=RefundCause.REJECTED,
        since=AT - timedelta(hours=1),
    )
    undone = RecallRow(
        number="40111-03-000127",
        name="SITI AMINAH BINTI ABDULLAH",
        masked_nik="************0014",
        phone="",
        amount=Rupiah(289_600),
        cause=RefundCause.REVERSED,
        since=AT - timedelta(days=1),
    )
    list_id = UUID("0ca11ba0-0000-4000-8000-000000000007")
    return RecallSlip(OFFICE, list_id, "920415", AT, (undone, refused))
