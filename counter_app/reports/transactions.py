"""The list of payments as a file for other programs (CSV) and as a workbook (XLSX); no text in it is ever a formula."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counter_app.domain.report_list import Listed
from counter_app.reports.period_parts import STATES, TENDERS
from counter_app.sheets import COUNT, DAY, RUPIAH, Cell, Column, Sheet, comma_separated, workbook

_COLUMNS = (
    Column("Nomor", 8, COUNT),
    Column("Struk", 24),
    Column("Tanggal buku", 12, DAY),
    Column("Waktu", 20),
    Column("Petugas", 12),
    Column("NIK", 18),
    Column("KPJ", 14),
    Column("Peserta", 28),
    Column("Iuran", 14, RUPIAH),
    Column("Biaya admin", 12, RUPIAH),
    Column("Jumlah", 14, RUPIAH),
    Column("Cara bayar", 12),
    Column("Referensi bayar", 20),
    Column("Tanpa pusat", 10),
    Column("Status", 30),
    Column("Referensi pusat", 22),
    Column("Dikembalikan", 14, RUPIAH),
)


@dataclass(frozen=True, slots=True)
class TransactionsCsv:
    """Implements ``services.exports.ListRenderer``: UTF-8, commas, lines as RFC 4180 ends them."""

    zone: ZoneInfo

    def render(self, rows: Iterable[Listed]) -> bytes:
        """The same bytes for the same rows."""
        return comma_separated([column.title for column in _COLUMNS], _cells(rows, self.zone))


@dataclass(frozen=True, slots=True)
class TransactionsWorkbook:
    """Implements ``services.exports.ListRenderer`` with openpyxl."""

    zone: ZoneInfo

    def render(self, rows: Iterable[Listed]) -> bytes:
        """The same bytes for the same rows."""
        return workbook([Sheet("Transaksi", _COLUMNS, _cells(rows, self.zone))], title="Daftar transaksi")


def _cells(rows: Iterable[Listed], zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    for each in rows:
        yield (
            each.sequence,
            each.receipt_number,
            each.business_date,
            each.accepted_at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            each.clerk_id,
            each.nik,
            each.kpj,
            each.name,
            each.contribution,
            each.fee,
            each.total,
            TENDERS[each.tender],
            each.reference,
            "ya" if each.offline else "tidak",
            STATES[each.state],
            each.host_reference,
            each.returned,
        )
