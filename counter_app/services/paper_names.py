"""What a paper is called on a device that keeps files: about which receipt or shift, which document, which copy."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.paper import Paper
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.recall import RecallSlip
from counter_app.domain.receipt import Receipt
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import DepositSlip, ZReport

_ENDINGS: Mapping[Document, str] = MappingProxyType(
    {
        Document.RECEIPT: "",
        Document.CONFIRMATION: "-konfirmasi",
        Document.REFUND: "-pengembalian",
        Document.REVERSAL: "-pembalikan",
        Document.CLOSING: "-penutupan",
        Document.DEPOSIT: "-setoran",
        Document.X_REPORT: "-laporan-x",
        Document.CASH_MOVEMENT: "-kas",
        Document.HANDOVER: "-serah-terima",
        Document.REGISTRATION: "-pendaftaran",
        Document.RECALL: "-panggilan",
    }
)
"""How a slip's file is told from its receipt's, or from others of its moment."""


def file_name(job: PrintJob, paper: Paper) -> str:
    """The file's name without its ending; ``-salinan-n`` for a copy."""
    name = f"{_about(paper)}{_ENDINGS[job.document]}"
    return f"{name}-salinan-{job.copy}" if job.copy else name


def receipt_of_paper(paper: Paper) -> str | None:
    """The receipt number of a paper about a payment."""
    return paper.number if isinstance(paper, Receipt | RefundSlip | ReversalSlip) else None


def _about(paper: Paper) -> str:
    match paper:
        case Receipt() | RefundSlip() | ReversalSlip():
            return paper.number
        case RegistrationSlip():
            return f"{paper.office.id}-{paper.office.counter_id}-{paper.number}"
        case ZReport():
            at = paper.closed_at
        case DepositSlip() | XReport() | RegistrationReading() | RecallSlip():
            at = paper.at
        case CashMovementSlip():
            at = paper.movement.at
        case HandoverSlip():
            at = paper.handover.offered_at
        case _:
            assert_never(paper)
    return f"{paper.office.id}-{paper.office.counter_id}-{at:%Y%m%d-%H%M%S}"
