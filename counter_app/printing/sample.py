"""A receipt of nobody, to see how the real ones will look; no proof of anything, as it says above and below."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.printer import Form
from counter_app.domain.receipt import Office, Receipt, Wording
from counter_app.printing.document import Band, Block, Cut, Document
from counter_app.printing.layout import document

if TYPE_CHECKING:
    from counter_app.printing.render import ReceiptPaper

JOB = "contoh-struk"
MARK = "CONTOH - BUKAN BUKTI"
"""*A sample, no proof*; fits the narrowest paper."""


def sample(paper: "ReceiptPaper", form: Form, office: Office, at: datetime) -> bytes:
    """The bytes for a device of this form. Raises ``LayoutError``."""
    made = sample_document(office, at)
    if form is Form.PAGE:
        from counter_app.printing import pdf

        return pdf.encode_pages(made, paper.page_size)
    from counter_app.printing import escpos

    return escpos.encode(made, paper.profile)


def sample_document(office: Office, at: datetime) -> Document:
    """A confirmed payment in cash; ``at`` is aware, in the office's zone."""
    made = document(_receipt(office, at))
    return Document(f"CONTOH {made.title}", made.author, tuple(_marked(made.blocks)))


def _marked(blocks: tuple[Block, ...]) -> Iterator[Block]:
    yield Band(MARK)
    for block in blocks:
        if isinstance(block, Cut):
            yield Band(MARK)
        yield block


def _receipt(office: Office, at: datetime) -> Receipt:
    month = Month(at.year, at.month)
    lines = tuple(
        BillLine(programme, month, Rupiah(full), None, None)
        for programme, full in ((Programme.JKK, 10_000), (Programme.JKM, 6_800))
    )
    bill, tendered = Bill(lines, Rupiah(0), BillSource.TARIFF), Rupiah(20_000)
    return Receipt(
        office=office,
        clerk_id="CONTOH",
        number="CONTOH",
        at=at,
        wording=Wording.CONFIRMED,
        host_reference="CONTOH",
        name="CONTOH BUKAN NAMA SIAPA PUN",
        masked_nik="CONTOH",
        masked_kpj="CONTOH",
        bill=bill,
        coverage=(date(at.year, at.month, 1), date(at.year, at.month, 28)),
        tender=Tender(TenderKind.CASH, tendered),
        change=Rupiah(tendered - bill.total),
        proof="CONTOH: BUKAN BUKTI ".ljust(218, "."),
    )
