"""Paper without a printer: a renderer that writes words, and a device that does what a test asks of it."""

from counter_app.domain.errors import Undelivered
from counter_app.domain.receipt import Receipt


class WordsRenderer:
    """Implements ``ReceiptRenderer`` with the few words a service test looks for."""

    def txt(self, receipt: Receipt) -> str:
        reference = receipt.host_reference or "-"
        copy = f"SALINAN {receipt.copy}" if receipt.copy else "ASLI"
        return f"{receipt.number} {receipt.total} {receipt.wording.value} {reference} {copy}"

    def escpos(self, receipt: Receipt) -> bytes:
        return self.txt(receipt).encode()

    def pdf(self, receipt: Receipt) -> bytes:
        return self.escpos(receipt)

    def png(self, receipt: Receipt, scale: int = 2) -> bytes:
        return f"{scale}x {self.txt(receipt)}".encode()


class PaperTray:
    """Implements ``PrinterDevice``: keeps what was printed, or fails once it has let ``jams_after`` bytes out."""

    def __init__(self) -> None:
        self.name = "baki uji"
        self.printed: list[tuple[str, bytes]] = []
        self.jams_after: int | None = None

    def deliver(self, data: bytes, job: str) -> None:
        self.check()
        self.printed.append((job, data))

    def check(self) -> None:
        if self.jams_after is not None:
            raise Undelivered("jammed", self.jams_after)
