"""What the daily and the monthly report have in common: their head, and one table for each question an office asks."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Pending, Sum
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.refund import RefundCause
from counter_app.domain.report import Report, ShiftOfDay
from counter_app.reports.pages import WIDTH
from counter_app.reports.tables import heading, paragraph, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MOST = 2_000
"""Returns, and payments that wait, that are written out on pages; the exported list has all of them."""
COUNT, MONEY = 60.0, 90.0
_RECEIPT, _CLERK, _AT = 118.0, 62.0, 62.0
_NOTHING = "Tidak ada."
TENDERS: Mapping[TenderKind, str] = MappingProxyType(
    {
        TenderKind.CASH: "Tunai",
        TenderKind.QRIS: "QRIS",
        TenderKind.DEBIT: "Kartu debit",
        TenderKind.POSPAY: "Pospay",
    }
)
STATES: Mapping[PaymentState, str] = MappingProxyType(
    {
        PaymentState.ACCEPTED: "Diterima, menunggu pusat",
        PaymentState.SENDING: "Sedang dikirim",
        PaymentState.UNKNOWN: "Belum pasti",
        PaymentState.CONFIRMED: "Terkonfirmasi pusat",
        PaymentState.REJECTED: "Ditolak pusat, uang belum dikembalikan",
        PaymentState.REVIEW: "Perlu pemeriksaan",
        PaymentState.CANCELLED: "Dibatalkan",
        PaymentState.REFUNDED: "Uang sudah dikembalikan",
    }
)
CAUSES: Mapping[RefundCause, str] = MappingProxyType(
    {
        RefundCause.CANCELLED: "Dibatalkan sebelum dikirim",
        RefundCause.REJECTED: "Ditolak pusat",
        RefundCause.REVERSED: "Dibalik di pusat",
    }
)
PENDING: Mapping[Pending, str] = MappingProxyType(
    {
        Pending.WAITING: "menunggu dikirim",
        Pending.SENDING: "sedang dikirim",
        Pending.UNCERTAIN: "belum pasti",
        Pending.REVIEW: "perlu pemeriksaan",
        Pending.REVERSAL_ASKED: "pembalikan diminta",
        Pending.REVERSAL_REVIEW: "pembalikan perlu pemeriksaan",
        Pending.REFUSED: "ditolak pusat, uang belum dikembalikan",
        Pending.REVERSED: "dibalik, uang belum dikembalikan",
    }
)


def head_of(report: Report, title: str) -> "list[Flowable]":
    """Office, counter, period, who made it, and the journal's head: all by which it can be made again."""
    office, head = report.office, report.head
    at = ""
    if report.as_of is not None:
        at = f" ({report.as_of.astimezone(ZoneInfo(office.timezone)):%d-%m-%Y %H.%M.%S})"
    who = f"{report.maker} ({report.made_by})" if report.maker else report.made_by
    return [
        paragraph(title, 14, bold=True),
        paragraph(f"{office.name}, {office.address} · kantor {office.id}, loket {office.counter_id}"),
        paragraph(f"Dibuat oleh {who} · dari jurnal sampai catatan {head.seq}{at}"),
        paragraph(f"Kepala jurnal {head.hash}", before=0),
    ]


def foot_of(report: Report, title: str) -> str:
    """What stands on every page."""
    office = report.office
    return f"{title} · kantor {office.id}, loket {office.counter_id} · jurnal {report.head.seq} {report.head.hash[:16]}"


def totals(report: Report) -> "list[Flowable]":
    """What was taken, what went back, and what is left of it."""
    rows = [
        ("Diterima", report.accepted.count, report.accepted.amount),
        ("  di antaranya biaya admin", None, report.fees),
        ("  di antaranya tanpa pusat", report.offline.count, report.offline.amount),
        ("Dikembalikan", report.gone_back.count, -report.gone_back.amount),
        ("Bersih", None, report.net),
    ]
    cells = [_heads("", "Pembayaran", "Jumlah")]
    for place, (label, count, amount) in enumerate(rows, 1):
        cells.append(row(label, "" if count is None else str(count), signed(amount), bold=place == len(rows)))
    return [*heading("Jumlah"), table(cells, [WIDTH - COUNT - MONEY, COUNT, MONEY])]


def by_programme(report: Report) -> "list[Flowable]":
    """Contributions; a payment of two programmes counts in each, so only the amounts add up."""
    cells = [_heads("Program", "Pembayaran", "Iuran")]
    cells += [row(programme.value, str(amount.count), _rupiah(amount)) for programme, amount in report.by_programme()]
    cells.append(row("Biaya admin", "", signed(report.fees)))
    cells.append(row("Jumlah", str(report.accepted.count), _rupiah(report.accepted), bold=True))
    return [*heading("Menurut program"), table(cells, [WIDTH - COUNT - MONEY, COUNT, MONEY])]


def by_tender(report: Report) -> "list[Flowable]":
    """What was taken by each means; what went back stands with how the payer had paid."""
    rows = [(TENDERS[kind], taken, back) for kind, taken, back in report.by_tender()]
    return _both_ways("Menurut cara bayar", "Cara bayar", rows, report)


def by_clerk(report: Report) -> "list[Flowable]":
    """What each took; what went back stands with who gave it."""
    return _both_ways("Menurut petugas", "Petugas", report.by_clerk(), report)


def by_state(report: Report) -> "list[Flowable]":
    """Where the payments stand now."""
    cells = [_heads("Status", "Pembayaran", "Jumlah")]
    cells += [row(STATES[state], str(amount.count), _rupiah(amount)) for state, amount in report.by_state()]
    cells.append(row("Jumlah", str(report.accepted.count), _rupiah(report.accepted), bold=True))
    return [*heading("Menurut status"), table(cells, [WIDTH - COUNT - MONEY, COUNT, MONEY])]


def shifts(report: Report) -> "list[Flowable]":
    """Each shift with its Z report's number and what its count differed by."""
    title = heading("Shift, laporan Z dan selisih")
    if not report.shifts:
        return [*title, paragraph(_NOTHING)]
    zone = ZoneInfo(report.office.timezone)
    cells = [
        _heads("Petugas", "Dibuka", "Ditutup", "Z", "Diterima", "Kembali", "Kas seharusnya", "Kas dihitung", "Selisih")
    ]
    for each in report.shifts:
        taken, back = report.of_shift(each.id)
        closed = each.closed_at.astimezone(zone).strftime("%d-%m %H.%M") if each.closed_at else "belum"
        opened = each.opened_at.astimezone(zone).strftime("%d-%m %H.%M")
        known = each.expected is not None and each.counted is not None
        counts = [
            signed(value) if known and value is not None else "–"
            for value in (each.expected, each.counted, each.variance)
        ]
        number = str(each.number) if each.number else "–"
        cells.append(row(each.clerk_id, opened, closed, number, _rupiah(taken), _rupiah(back), *counts))
    narrow = [54.0, 50.0, 50.0, 26.0]
    rest = (WIDTH - sum(narrow)) / 5
    said = [paragraph(_explained(each)) for each in report.shifts if each.variance]
    return [*title, table(cells, [*narrow, *([rest] * 5)]), *said]


def returns(report: Report) -> "list[Flowable]":
    """What went back, by cause, and then receipt by receipt; and every reversal that was asked for."""
    cells = [_heads("Sebab", "Pembayaran", "Jumlah")]
    cells += [row(CAUSES[cause], str(amount.count), _rupiah(amount)) for cause, amount in report.by_cause()]
    cells.append(row("Jumlah", str(report.gone_back.count), _rupiah(report.gone_back), bold=True))
    story = [*heading("Pengembalian dan pembatalan"), table(cells, [WIDTH - COUNT - MONEY, COUNT, MONEY])]
    if report.returned:
        listed = [_heads("Struk", "Sebab", "Cara bayar", "Petugas", "Jumlah", right=(4,))]
        listed += [
            row(
                each.receipt_number,
                CAUSES[each.cause],
                TENDERS[each.kind],
                each.clerk_id,
                format_rupiah(each.amount),
                right=(4,),
            )
            for each in report.returned[:MOST]
        ]
        widths = [_RECEIPT, WIDTH - _RECEIPT - 2 * _CLERK - MONEY, _CLERK, _CLERK, MONEY]
        story += [paragraph("", before=4), table(listed, widths), *more(len(report.returned))]
    return [*story, *_reversals(report)]


def pending(report: Report) -> "list[Flowable]":
    """What is not settled, by receipt number; of the payer only what they are known by."""
    title = heading(f"Belum selesai ({len(report.pending)})")
    if not report.pending:
        return [*title, paragraph(_NOTHING)]
    cells = [_heads("Struk", "Peserta", "Keadaan", "Jumlah", right=(3,))]
    cells += [
        row(each.number, each.name, PENDING[each.pending], format_rupiah(each.amount), right=(3,))
        for each in report.pending[:MOST]
    ]
    rest = WIDTH - _RECEIPT - MONEY
    return [*title, table(cells, [_RECEIPT, rest * 0.45, rest * 0.55, MONEY]), *more(len(report.pending))]


def row(*texts: str, bold: bool = False, right: Sequence[int] | None = None) -> "list[Any]":
    """A table's row; what is not said of ``right``, all but the first stand at the right."""
    return [
        paragraph(text, bold=bold, right=place > 0 if right is None else place in right)
        for place, text in enumerate(texts)
    ]


def more(count: int) -> "list[Flowable]":
    """That there is more than pages hold."""
    left = count - MOST
    return [paragraph(f"… dan {left} lagi, semuanya ada di daftar transaksi.")] if left > 0 else []


def signed(amount: int) -> str:
    """Rupiah, with a sign before what is missing."""
    return f"-{format_rupiah(-amount)}" if amount < 0 else format_rupiah(amount)


def _both_ways(title: str, first: str, rows: Iterable[tuple[str, Sum, Sum]], report: Report) -> "list[Flowable]":
    """What was taken and what went back, and what is left; the last row is everything."""
    cells = [_heads(first, "Pembayaran", "Diterima", "Dikembalikan", "Bersih")]
    for label, taken, back in rows:
        cells.append(row(label, str(taken.count), _rupiah(taken), _rupiah(back), signed(taken.amount - back.amount)))
    taken, back = report.accepted, report.gone_back
    cells.append(row("Jumlah", str(taken.count), _rupiah(taken), _rupiah(back), signed(report.net), bold=True))
    return [*heading(title), table(cells, [WIDTH - COUNT - 3 * MONEY, COUNT, *([MONEY] * 3)])]


def _reversals(report: Report) -> "list[Flowable]":
    if not report.undone:
        return []
    cells = [_heads("Pembalikan diminta", "Petugas", "Disetujui", "Keadaan", "Jumlah", right=(4,))]
    cells += [
        row(
            each.receipt_number,
            each.clerk_id,
            each.approved_by,
            STATES[each.state],
            format_rupiah(each.amount),
            right=(4,),
        )
        for each in report.undone[:MOST]
    ]
    widths = [_RECEIPT, _CLERK, _CLERK, WIDTH - _RECEIPT - 2 * _CLERK - MONEY, MONEY]
    return [paragraph("", before=4), table(cells, widths), *more(len(report.undone))]


def _explained(shift: ShiftOfDay) -> str:
    """Why a count differed, and who agreed that it did."""
    agreed = f", disetujui {shift.approved_by}" if shift.approved_by else ""
    which = f"Z {shift.number}" if shift.number else shift.clerk_id
    return f"Selisih {which}: {signed(shift.variance or 0)}, alasan: {shift.reason or 'tidak ada'}{agreed}."


def _heads(*titles: str, right: Sequence[int] | None = None) -> "list[Any]":
    return row(*titles, bold=True, right=right)


def _rupiah(amount: Sum) -> str:
    return format_rupiah(amount.amount)
