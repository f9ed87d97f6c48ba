"""The cash of a closed drawer on its way to the vault (*setoran*) → document, with the lines of who gives and takes."""

from collections.abc import Iterator

from counter_app.domain.money import Rupiah
from counter_app.domain.z_report import DepositSlip
from counter_app.printing import drawer_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Rule
from counter_app.printing.parts import letterhead, signature
from counter_app.printing.sums import counted_whole
from counter_app.printing.text import printable


def deposit_document(slip: DepositSlip) -> Document:
    """What goes with the bag of money. Raises ``LayoutError`` for a sum that cannot be put into words."""
    return Document(
        title=f"{drawer_words.DEPOSIT_TITLE.capitalize()} {slip.z_number}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, drawer_words.DEPOSIT_TITLE, slip.copy),
            *_occasion(slip),
            Amount("Dihitung di laci", slip.counted.total),
            Amount("Tinggal sebagai kas awal", Rupiah(-slip.stays.total)),
            Rule(),
            *counted_whole("PECAHAN YANG DISETOR", slip.count, "SETORAN"),
            *signature(f"Penyetor {printable(slip.closed_by)}"),
            *signature("Penerima"),
            Cut(),
        ),
    )


def _occasion(slip: DepositSlip) -> Iterator[Block]:
    yield Gap()
    yield Field("Laporan Z", str(slip.z_number))
    yield Field("Tanggal", words.day_text(slip.business_date))
    yield Field("Ditutup", words.moment_text(slip.at, slip.office.timezone))
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Petugas", printable(slip.clerk_id))
    if slip.closed_by != slip.clerk_id:
        yield Field("Penyelia", printable(slip.closed_by))
    yield Rule()
