"""The door to paper: a receipt or a slip in, bytes of the wanted format out."""

from dataclasses import dataclass, replace
from typing import Literal

from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.paper import AboutDrawer, Paper
from counter_app.domain.printer_settings import QrKind
from counter_app.domain.recall import RecallSlip
from counter_app.domain.receipt import Receipt
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import DepositSlip, ZReport
from counter_app.printing.closing import closing_document
from counter_app.printing.deposit import deposit_document
from counter_app.printing.document import Document, Gap
from counter_app.printing.drawer import movement_document
from counter_app.printing.handover import handover_document
from counter_app.printing.layout import document
from counter_app.printing.logo import HomeLogo
from counter_app.printing.pages import PageSize
from counter_app.printing.profile import THERMAL_80, PrinterProfile
from counter_app.printing.recall import recall_document
from counter_app.printing.registration import reading_document, slip_document
from counter_app.printing.slips import refund_document, reversal_document
from counter_app.printing.x_report import x_document

Format = Literal["txt", "escpos", "pdf", "png"]
FORMATS: tuple[Format, ...] = ("txt", "escpos", "pdf", "png")


def render(paper: Paper, profile: PrinterProfile, format: Format) -> bytes:  # noqa: A002 - the field's word
    """One piece of paper as a file. Text is UTF-8. Raises ``LayoutError`` when it does not fit the paper."""
    roll = ReceiptPaper(profile)
    match format:
        case "txt":
            return roll.txt(paper).encode()
        case "escpos":
            return roll.escpos(paper)
        case "pdf":
            return roll.pdf(paper)
        case "png":
            return roll.png(paper)


def document_of(paper: Paper) -> Document:
    """What stands on the paper, in its order. Raises ``LayoutError`` for an amount that cannot be put into words."""
    match paper:
        case Receipt():
            return document(paper)
        case RefundSlip():
            return refund_document(paper)
        case ReversalSlip():
            return reversal_document(paper)
        case RegistrationSlip():
            return slip_document(paper)
        case RegistrationReading():
            return reading_document(paper)
        case RecallSlip():
            return recall_document(paper)
        case _:
            return _drawer_document(paper)


def _drawer_document(paper: AboutDrawer) -> Document:
    match paper:
        case ZReport():
            return closing_document(paper)
        case DepositSlip():
            return deposit_document(paper)
        case XReport():
            return x_document(paper)
        case CashMovementSlip():
            return movement_document(paper)
        case HandoverSlip():
            return handover_document(paper)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """A roll of paper, or sheets of ``page_size`` (``services.ports.PaperRenderer``). Every method may raise ``LayoutError``."""

    profile: PrinterProfile
    page_size: PageSize = PageSize.A4
    logo: HomeLogo | None = None

    def txt(self, paper: Paper) -> str:
        from counter_app.printing import plain

        return plain.text(document_of(paper), self.profile.columns)

    def escpos(self, paper: Paper) -> bytes:
        from counter_app.printing import escpos

        shown = _uncoded(paper) if self.profile.qr is QrKind.NONE else paper
        return escpos.encode(self._headed(shown, self.profile.dots), self.profile)

    def pdf(self, paper: Paper) -> bytes:
        from counter_app.printing import pdf

        return pdf.encode(self._headed(paper, self.profile.dots), self.profile)

    def page(self, paper: Paper) -> bytes:
        from counter_app.printing import pdf

        return pdf.encode_pages(self._headed(paper, THERMAL_80.dots), self.page_size)

    def png(self, paper: Paper) -> bytes:
        from counter_app.printing import picture

        return picture.encode(self.escpos(paper), self.profile)

    def _headed(self, paper: Paper, dots: int) -> Document:
        """A receipt has the office's logo at its head, if there is one."""
        made = document_of(paper)
        logo = self.logo.on(dots) if self.logo is not None and isinstance(paper, Receipt) else None
        return made if logo is None else replace(made, blocks=(logo, Gap(), *made.blocks))


def _uncoded(paper: Paper) -> Paper:
    """For a printer that makes no codes: nobody is asked to scan what is not there."""
    return replace(paper, proof="") if isinstance(paper, Receipt | RegistrationSlip) else paper
