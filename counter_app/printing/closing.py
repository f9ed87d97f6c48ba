"""The Z report → document: the shift's last paper, for the office's files.

Every column of figures can be added up with a pencil: what was taken by each means and for each programme, what the
drawer had to hold, what was counted in it. The sums of different columns that must be the same are printed in both.
"""

from collections.abc import Iterator

from counter_app.domain.closing_slip import Unsettled
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.z_report import SlipCount, ZReport
from counter_app.printing import drawer_words, slip_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Note, Qr, Rule, Size, Text
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.sums import (
    counted,
    denominations,
    head_rows,
    programme_rows,
    state_rows,
    takings_rows,
)
from counter_app.printing.text import printable


def closing_document(slip: ZReport) -> Document:
    """The whole of it. A close from before they were numbered has the parts that were known then."""
    number = str(slip.number) if slip.number else printable(slip.office.counter_id)
    return Document(
        title=f"{drawer_words.Z_TITLE.title()} {number}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, drawer_words.Z_TITLE, slip.copy, "Penutupan loket"),
            *_shift(slip),
            *takings_rows(slip.takings, slip.returned_otherwise),
            *_payments(slip),
            *_drawer(slip),
            *_denominations(slip),
            *_slips(slip.slips),
            *_unsettled(slip.unsettled),
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
    if slip.number:
        yield Field("Laporan Z", str(slip.number))
    if slip.business_date is not None:
        yield Field("Tanggal", words.day_text(slip.business_date))
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Petugas", printable(slip.clerk_id))
    yield Field("Dibuka", words.moment_text(slip.opened_at, timezone))
    yield Field("Ditutup", words.moment_text(slip.closed_at, timezone))
    if slip.closed_by != slip.clerk_id:
        yield Field("Penyelia", printable(slip.closed_by))
    if slip.receipts is not None:
        first, last = map(printable, slip.receipts)
        yield Field("Kuitansi", first if first == last else f"{first} s.d. {last}")
    if slip.handed_to:
        yield Field("Diserahkan", f"kepada {printable(slip.handed_to)}")
    yield Rule()


def _payments(slip: ZReport) -> Iterator[Block]:
    if slip.programmes or slip.fees.count:
        yield from programme_rows(slip.programmes, slip.fees)
    if slip.states:
        yield from state_rows(slip.states)
        if slip.reversed.count:
            yield Note(f"di antaranya dibalik pusat: {slip.reversed.count}x, {format_rupiah(slip.reversed.amount)}")
        yield Rule()


def _drawer(slip: ZReport) -> Iterator[Block]:
    yield Text("LACI", bold=True)
    yield Amount("Kas awal", slip.float_amount)
    yield Amount("Tunai diterima", slip.cash_taken)
    yield Amount(counted("Tunai kembali", slip.returned_cash), Rupiah(-slip.returned_cash.amount))
    if slip.dropped.amount:
        yield Amount(counted("Setor ke brankas", slip.dropped), Rupiah(-slip.dropped.amount))
    if slip.picked_up.amount:
        yield Amount(counted("Ambil dari brankas", slip.picked_up), slip.picked_up.amount)
    yield Rule()
    yield Amount("Seharusnya", slip.expected, bold=True)
    yield Amount("Dihitung" if slip.attempts == 1 else f"Dihitung ({slip.attempts}x)", slip.counted, bold=True)
    yield Rule(heavy=True)
    yield Amount("SELISIH", Rupiah(slip.variance), bold=True, size=Size.BIG)
    yield centred(_verdict(slip.variance))
    yield Rule(heavy=True)
    if slip.reason:
        yield Field("Alasan", printable(slip.reason))
        yield Field("Disetujui", printable(slip.approved_by))
        yield Rule()


def _denominations(slip: ZReport) -> Iterator[Block]:
    """What was counted by note and coin, and what of it goes to the vault."""
    if slip.count is None:
        return
    yield Text("PECAHAN", bold=True)
    yield from denominations(slip.count)
    yield Amount("Jumlah", slip.count.total, bold=True)
    if slip.stays is not None:
        yield Gap()
        yield Amount("Tinggal sebagai kas awal", slip.stays.total)
        yield Amount("Disetor", Rupiah(slip.count.total - slip.stays.total), bold=True)
    yield Rule()


def _slips(slips: tuple[SlipCount, ...]) -> Iterator[Block]:
    """By each other means: what was taken, the slips that were counted for it, and what lies between."""
    if not slips:
        return
    yield Text("SLIP BUKAN TUNAI", bold=True)
    for row in slips:
        name = words.TENDERS[row.kind]
        yield Amount(counted(f"{name} tercatat", row.taken), row.taken.amount)
        yield Amount(counted(f"{name} dihitung", row.counted), row.counted.amount)
        yield Amount(f"Selisih {name}", Rupiah(row.variance), bold=True)
    yield Rule()


def _unsettled(unsettled: tuple[Unsettled, ...]) -> Iterator[Block]:
    """Every one by its number: none may be forgotten because a shift has ended."""
    if not unsettled:
        yield centred("Semua pembayaran selesai.")
        yield Rule()
        return
    yield Text(f"BELUM SELESAI: {len(unsettled)}", bold=True)
    yield Text("terbawa ke shift berikut")
    for row in unsettled:
        yield Gap()
        yield Text(printable(row.number))
        if row.name:
            yield Text(printable(row.name))
        yield Amount(slip_words.PENDING[row.pending], row.amount)
    yield Gap()
    yield Amount("Jumlah", Rupiah(sum(row.amount for row in unsettled)), bold=True)
    yield Rule()


def _journal(slip: ZReport) -> Iterator[Block]:
    yield from head_rows(slip.head)
    yield Gap()
    yield Qr(printable(head_text(slip)))
    yield Gap()
    yield centred("Simpan slip ini: kepala jurnal ini membuat setiap perubahan jurnal terlihat.")


def _signatures(slip: ZReport) -> Iterator[Block]:
    yield from signature(f"Petugas {printable(slip.clerk_id)}")
    if slip.closed_by != slip.clerk_id:
        yield from signature(f"Penyelia {printable(slip.closed_by)}")
    elif slip.approved_by:
        yield from signature(f"Penyelia {printable(slip.approved_by)}")


def _verdict(variance: int) -> str:
    if variance == 0:
        return "pas"
    return "kurang dari seharusnya" if variance < 0 else "lebih dari seharusnya"
