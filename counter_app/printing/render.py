"""The door to paper: a receipt in, bytes of the wanted format out."""

from dataclasses import dataclass
from typing import Literal

from counter_app.domain.receipt import Receipt
from counter_app.printing.layout import document
from counter_app.printing.profile import PrinterProfile

Format = Literal["txt", "escpos", "pdf", "png"]
FORMATS: tuple[Format, ...] = ("txt", "escpos", "pdf", "png")


def render(receipt: Receipt, profile: PrinterProfile, format: Format) -> bytes:  # noqa: A002 - the field's word
    """One receipt as a file. Text is UTF-8. Raises ``LayoutError`` when it does not fit the paper."""
    paper = ReceiptPaper(profile)
    match format:
        case "txt":
            return paper.txt(receipt).encode()
        case "escpos":
            return paper.escpos(receipt)
        case "pdf":
            return paper.pdf(receipt)
        case "png":
            return paper.png(receipt)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Receipts on one kind of paper (``services.ports.ReceiptRenderer``). Every method may raise ``LayoutError``."""

    profile: PrinterProfile

    def txt(self, receipt: Receipt) -> str:
        from counter_app.printing import plain

        return plain.text(document(receipt), self.profile.columns)

    def escpos(self, receipt: Receipt) -> bytes:
        from counter_app.printing import escpos

        return escpos.encode(document(receipt), self.profile)

    def pdf(self, receipt: Receipt) -> bytes:
        from counter_app.printing import pdf

        return pdf.encode(document(receipt), self.profile)

    def png(self, receipt: Receipt, scale: int = 2) -> bytes:
        from counter_app.printing import image

        return image.encode(document(receipt), self.profile, scale)
