"""The paper's words. A receipt is in Indonesian whatever the clerk's screen speaks: it is the payer's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from counter_app.domain.bill import Programme
from counter_app.domain.calendar_words import SHORT_NAMES
from counter_app.domain.cash import TenderKind
from counter_app.domain.months import Month, ranges
from counter_app.domain.receipt import Wording
from counter_app.printing.document import NO_BREAK

PROGRAMMES: Mapping[Programme, str] = MappingProxyType(
    {
        Programme.JKK: "JKK Kecelakaan Kerja",
        Programme.JKM: "JKM Kematian",
        Programme.JHT: "JHT Hari Tua",
    }
)

TITLES: Mapping[Wording, str] = MappingProxyType(
    {
        Wording.ACCEPTED: "TANDA TERIMA IURAN",
        Wording.CONFIRMED: "BUKTI PEMBAYARAN IURAN",
        Wording.REJECTED: "PEMBERITAHUAN PENOLAKAN",
        Wording.CANCELLED: "PEMBERITAHUAN PEMBATALAN",
        Wording.REVERSED: "PEMBERITAHUAN PEMBALIKAN",
    }
)

SUBJECT = ("BPJS Ketenagakerjaan", "Peserta Bukan Penerima Upah")
"""What all payments here are about."""

STATES: Mapping[Wording, tuple[str, str]] = MappingProxyType(
    {
        Wording.ACCEPTED: ("DITERIMA", "menunggu konfirmasi pusat"),
        Wording.CONFIRMED: ("BERHASIL", "terkonfirmasi oleh pusat"),
        Wording.REJECTED: ("DITOLAK", "tidak dibukukan oleh pusat"),
        Wording.CANCELLED: ("DIBATALKAN", "tidak dikirim ke pusat"),
        Wording.REVERSED: ("DIBALIK", "dibukukan, lalu dibalik oleh pusat"),
    }
)
"""The state in one word, and what it means. The rows are never mixed."""

CLOSINGS: Mapping[Wording, str] = MappingProxyType(
    {
        Wording.ACCEPTED: "Uang sudah kami terima. Simpan tanda terima ini sampai pembayaran dikonfirmasi.",
        Wording.CONFIRMED: "Simpan bukti ini bersama kartu peserta.",
        Wording.REJECTED: "Iuran ini tidak terbayar. Uang harus dikembalikan penuh kepada pembayar.",
        Wording.CANCELLED: "Iuran ini tidak terbayar. Uang harus dikembalikan penuh kepada pembayar.",
        Wording.REVERSED: "Iuran ini tidak terbayar. Uang harus dikembalikan penuh kepada pembayar.",
    }
)

CONFIRMS = "Slip konfirmasi: menggantikan tanda terima dengan nomor ini. Bukan pembayaran kedua."
"""On the paper that a payer gets when what was only taken in has been posted."""

FAREWELL = "Terima kasih. Selamat bekerja, selamat sampai di rumah."

TENDERS: Mapping[TenderKind, str] = MappingProxyType(
    {
        TenderKind.CASH: "Tunai",
        TenderKind.QRIS: "QRIS",
        TenderKind.DEBIT: "Kartu debit",
        TenderKind.POSPAY: "Pospay",
    }
)

PROTECTIONS: Mapping[Wording, str] = MappingProxyType(
    {
        Wording.ACCEPTED: "setelah dikonfirmasi pusat",
        Wording.REJECTED: "tidak oleh pembayaran ini",
        Wording.CANCELLED: "tidak oleh pembayaran ini",
        Wording.REVERSED: "tidak oleh pembayaran ini",
    }
)
"""Where the host has not said from when to when."""


_ZONES: Mapping[str, str] = MappingProxyType(
    {
        "Asia/Jakarta": "WIB",
        "Asia/Pontianak": "WIB",
        "Asia/Makassar": "WITA",
        "Asia/Ujung_Pandang": "WITA",
        "Asia/Jayapura": "WIT",
    }
)
"""Keputusan Presiden 41/1987: western, central and eastern Indonesian time."""


def month_text(month: Month) -> str:
    """``Nov 2026``, never torn apart."""
    return f"{SHORT_NAMES[month.month - 1]}{NO_BREAK}{month.year}"


def day_text(day: date) -> str:
    """``22 Nov 2026``, never torn apart."""
    return f"{day.day}{NO_BREAK}{month_text(Month.of(day))}"


def moment_text(moment: datetime, timezone: str) -> str:
    """``22 Nov 2026 09.15 WIB``: the aware ``moment`` in the IANA zone ``timezone``, hours as Indonesian writes them."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{day_text(local.date())} {local:%H.%M}{NO_BREAK}{_ZONES.get(timezone) or f'UTC{local:%z}'}"


def period_text(months: Sequence[Month]) -> str:
    """Months as unbroken runs: ``Nov 2026 - Jan 2027``, ``Jan 2026, Mar 2026 - Mei 2026``."""
    return ", ".join(_run_text(first, last) for first, last in ranges(months))


def span_text(first: date, last: date) -> str:
    """``1 Nov 2026 - 31 Jan 2027``."""
    return f"{day_text(first)}{NO_BREAK}- {day_text(last)}"


def page_text(number: int, count: int) -> str:
    """Which sheet of how many: ``halaman 1 dari 2``."""
    return f"halaman{NO_BREAK}{number} dari{NO_BREAK}{count}"


def _run_text(first: Month, last: Month) -> str:
    return month_text(first) if first == last else f"{month_text(first)}{NO_BREAK}- {month_text(last)}"
