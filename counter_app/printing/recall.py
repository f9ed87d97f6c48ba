"""The recall slip → document: a list for whoever telephones. It holds telephone numbers, and says what to do with it."""

from collections.abc import Iterator

from counter_app.domain.money import LARGEST, rupiah_in_words
from counter_app.domain.recall import RecallRow, RecallSlip
from counter_app.printing import slip_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, LayoutError, Rule, Size
from counter_app.printing.drawer import short
from counter_app.printing.parts import centred, letterhead
from counter_app.printing.text import printable


def recall_document(slip: RecallSlip) -> Document:
    """Paper for the office, not for a payer. Raises ``LayoutError`` for a sum that cannot be put into words."""
    return Document(
        title=f"{slip_words.RECALL_TITLE.capitalize()} {short(slip.id)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, slip_words.RECALL_TITLE, slip.copy, "uang menunggu pembayar"),
            *_occasion(slip),
            *(block for row in slip.rows for block in _payer(row, slip.office.timezone)),
            *_total(slip),
            Gap(),
            centred(slip_words.RECALL_CARE),
            Cut(),
        ),
    )


def _occasion(slip: RecallSlip) -> Iterator[Block]:
    yield Gap()
    yield Field("Bukti", short(slip.id))
    yield Field("Waktu", words.moment_text(slip.at, slip.office.timezone))
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Petugas", printable(slip.clerk_id))
    yield Field("Pembayar", f"{len(slip.rows)} orang")
    yield Rule()


def _payer(row: RecallRow, timezone: str) -> Iterator[Block]:
    state, _meaning = slip_words.CAUSES[row.cause]
    yield Field("Nama", printable(row.name))
    yield Field("Telepon", printable(row.phone) if row.phone else slip_words.NO_PHONE)
    yield Field("NIK", printable(row.masked_nik))
    yield Field("Kuitansi", printable(row.number))
    yield Field("Sebab", state.lower())
    yield Field("Sejak", words.moment_text(row.since, timezone))
    yield Amount("Dikembalikan", row.amount, bold=True)
    yield Rule()


def _total(slip: RecallSlip) -> Iterator[Block]:
    if not 0 <= slip.total <= LARGEST:
        raise LayoutError(f"a slip's amount is 0 to {LARGEST} rupiah, not {slip.total}")
    yield Amount("JUMLAH", slip.total, bold=True, size=Size.BIG)
    yield Gap()
    yield Field("Terbilang", rupiah_in_words(slip.total))
    yield Rule()
