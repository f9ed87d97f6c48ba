"""Paper without a printer: a renderer that writes words, and a device that does what a test asks of it."""

from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.errors import Undelivered
from counter_app.domain.paper import AboutDrawer, Paper
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.domain.recall import RecallSlip
from counter_app.domain.receipt import Receipt
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import DepositSlip, ZReport


class WordsRenderer:
    """Implements ``PaperRenderer`` with the few words a service test looks for."""

    def txt(self, paper: Paper) -> str:
        copy = 0 if isinstance(paper, RegistrationReading) else paper.copy  # what is read and signed has no copies
        return f"{_words(paper)} {f'SALINAN {copy}' if copy else 'ASLI'}"

    def escpos(self, paper: Paper) -> bytes:
        return self.txt(paper).encode()

    def pdf(self, paper: Paper) -> bytes:
        return self.escpos(paper)

    def page(self, paper: Paper) -> bytes:
        return b"lembar: " + self.escpos(paper)

    def png(self, paper: Paper) -> bytes:
        return f"gambar: {self.txt(paper)}".encode()


def _words(paper: Paper) -> str:
    match paper:
        case Receipt():
            follows = " konfirmasi" if paper.confirms else ""
            return f"{paper.number} {paper.total} {paper.wording.value} {paper.host_reference or '-'}{follows}"
        case RefundSlip():
            return f"kembali {paper.number} {paper.amount} {paper.cause.value}"
        case ReversalSlip():
            return f"pembalikan {paper.number} {paper.amount} {paper.standing.value}"
        case RegistrationSlip():
            return f"pendaftaran {paper.number}"
        case RegistrationReading():
            return "ringkasan pendaftaran"
        case RecallSlip():
            return f"panggilan {len(paper.rows)} {paper.total}"
        case _:
            return _of_drawer(paper)


def _of_drawer(paper: AboutDrawer) -> str:
    match paper:
        case ZReport():
            pending = ",".join(row.pending.value for row in paper.unsettled)
            return f"tutup {paper.clerk_id} {paper.expected} {paper.counted} [{pending}] {paper.head.seq}"
        case DepositSlip():
            return f"setoran {paper.z_number} {paper.amount}"
        case XReport():
            return f"x {paper.asked_by} {sum(each.amount for _, each in paper.takings)}"
        case CashMovementSlip():
            return f"kas {paper.movement.kind.value} {paper.movement.amount}"
        case HandoverSlip():
            return f"serah {paper.handover.giver_id} {paper.handover.receiver_id} {paper.handover.state.value}"


class PaperTray:
    """Implements ``PrinterDevice``: keeps what was printed, or fails once it has let ``jams_after`` bytes out."""

    def __init__(self) -> None:
        self.name = "baki uji"
        self.form = Form.ROLL
        self.printed: list[tuple[str, bytes]] = []
        self.jams_after: int | None = None

    def deliver(self, data: bytes, job: str) -> Certainty:
        if self.jams_after is not None:
            raise Undelivered("jammed", self.jams_after, Trouble.FAULT)
        self.printed.append((job, data))
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        return PrinterStatus(trouble=None if self.jams_after is None else Trouble.FAULT)


class FakeKick:
    """Implements ``DrawerKick``: counts the pulses, or fails once told to."""

    def __init__(self) -> None:
        self.pulses = 0
        self.broken = False
        self.is_there = True

    def kick(self) -> None:
        if self.broken:
            raise Undelivered("no printer", 0)
        self.pulses += 1
