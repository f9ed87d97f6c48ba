"""Paper without a printer: a renderer that writes words, and a device that does what a test asks of it."""

from counter_app.domain.errors import Undelivered
from counter_app.domain.paper import Paper
from counter_app.domain.receipt import Receipt
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.z_report import ZReport


class WordsRenderer:
    """Implements ``PaperRenderer`` with the few words a service test looks for."""

    def txt(self, paper: Paper) -> str:
        return f"{_words(paper)} {f'SALINAN {paper.copy}' if paper.copy else 'ASLI'}"

    def escpos(self, paper: Paper) -> bytes:
        return self.txt(paper).encode()

    def pdf(self, paper: Paper) -> bytes:
        return self.escpos(paper)

    def png(self, paper: Paper, scale: int = 2) -> bytes:
        return f"{scale}x {self.txt(paper)}".encode()


def _words(paper: Paper) -> str:
    match paper:
        case Receipt():
            follows = " konfirmasi" if paper.confirms else ""
            return f"{paper.number} {paper.total} {paper.wording.value} {paper.host_reference or '-'}{follows}"
        case RefundSlip():
            return f"kembali {paper.number} {paper.amount} {paper.cause.value}"
        case ReversalSlip():
            return f"pembalikan {paper.number} {paper.amount} {paper.standing.value}"
        case ZReport():
            pending = ",".join(row.pending.value for row in paper.unsettled)
            return f"tutup {paper.clerk_id} {paper.expected} {paper.counted} [{pending}] {paper.head.seq}"


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
