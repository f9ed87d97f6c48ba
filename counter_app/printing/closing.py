"""The slip that closes a shift → document.

Two columns of figures can be added up with a pencil: what was taken by each means, and what the drawer had to hold.
"""

from collections.abc import Iterator

from counter_app.domain.closing_slip import Sum
from counter_app.domain.money import Rupiah
from counter_app.domain.z_report import ZReport
from counter_app.printing import slip_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Qr, Rule, Size, Text
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.text import printable

_GROUP = 8
"""Hex digits of the hash that stand together: a person compares them with another sheet."""


def closing_document(slip: ZReport) -> Document:
    """The shift's last paper, for the office's files."""
    return Document(
        title=f"{slip_words.CLOSING_TITLE.capitalize()} {printable(slip.office.counter_id)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, slip_words.CLOSING_TITLE, slip.copy),
            *_shift(slip),
            *_takings(slip),
            *_drawer(slip),
            *_unsettled(slip),
            *_journal(slip),
            *_signatures(slip),
            Cut(),
        ),
    )


def head_text(slip: ZReport) -> str:
    """What the code holds: ``LJ1:OFFICE*COUNTER*SEQ*HASH``, the end of the counter's journal at the close."""
    office = slip.office
    return f"LJ1:{office.id}*{office.counter_id}*{slip.head.seq}*{slip.head.hash.upper()}"


def _shift(slip: ZReport) -> Iterator[Block]:
    timezone = slip.office.timezone
    yield Gap()
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Petugas", printable(slip.clerk_id))
    yield Field("Dibuka", words.moment_text(slip.opened_at, timezone))
    yield Field("Ditutup", words.moment_text(slip.closed_at, timezone))
    if slip.closed_by != slip.clerk_id:
        yield Field("Penyelia", printable(slip.closed_by))
    yield Rule()


def _takings(slip: ZReport) -> Iterator[Block]:
    yield Text("PENERIMAAN", bold=True)
    for kind, taken in slip.takings:
        yield Amount(_counted(words.TENDERS[kind], taken), taken.amount)
    yield Amount("Jumlah", Rupiah(sum(taken.amount for _, taken in slip.takings)), bold=True)
    if slip.returned_otherwise.count:
        yield Gap()
        yield Amount(_counted("Kembali bukan tunai", slip.returned_otherwise), slip.returned_otherwise.amount)
    yield Rule()


def _drawer(slip: ZReport) -> Iterator[Block]:
    yield Text("LACI", bold=True)
    yield Amount("Kas awal", slip.float_amount)
    yield Amount("Tunai diterima", slip.cash_taken)
    yield Amount(_counted("Tunai kembali", slip.returned_cash), Rupiah(-slip.returned_cash.amount))
    yield Rule()
    yield Amount("Seharusnya", slip.expected, bold=True)
    yield Amount("Dihitung", slip.counted, bold=True)
    yield Rule(heavy=True)
    yield Amount("SELISIH", Rupiah(slip.variance), bold=True, size=Size.BIG)
    yield centred(_verdict(slip.variance))
    yield Rule(heavy=True)


def _unsettled(slip: ZReport) -> Iterator[Block]:
    """Every one by its number: none may be forgotten because a shift has ended."""
    if not slip.unsettled:
        yield centred("Semua pembayaran selesai.")
        yield Rule()
        return
    yield Text(f"BELUM SELESAI: {len(slip.unsettled)}", bold=True)
    yield Text("terbawa ke shift berikut")
    for row in slip.unsettled:
        yield Gap()
        yield Text(printable(row.number))
        yield Amount(slip_words.PENDING[row.pending], row.amount)
    yield Gap()
    yield Amount("Jumlah", Rupiah(sum(row.amount for row in slip.unsettled)), bold=True)
    yield Rule()


def _journal(slip: ZReport) -> Iterator[Block]:
    digits = slip.head.hash
    groups = (digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
    yield Text("JURNAL", bold=True)
    yield Field("Entri", str(slip.head.seq))
    yield Field("Hash", " ".join(groups))
    yield Gap()
    yield Qr(printable(head_text(slip)))
    yield Gap()
    yield centred("Simpan slip ini: kepala jurnal ini membuat setiap perubahan jurnal terlihat.")


def _signatures(slip: ZReport) -> Iterator[Block]:
    yield from signature(f"Petugas {printable(slip.clerk_id)}")
    if slip.closed_by != slip.clerk_id:
        yield from signature(f"Penyelia {printable(slip.closed_by)}")


def _verdict(variance: int) -> str:
    if variance == 0:
        return "pas"
    return "kurang dari seharusnya" if variance < 0 else "lebih dari seharusnya"


def _counted(label: str, what: Sum) -> str:
    return f"{label} ({what.count}x)"
