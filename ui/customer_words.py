"""What the payer reads on the second monitor: Indonesian, whatever the window speaks, because it is the payer's."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.customer_view import TAKEN, CustomerView, Showing
from counter_app.domain.money import LARGEST, format_rupiah, rupiah_in_words
from counter_app.printing.words import PROGRAMMES, SUBJECT, TENDERS, period_text
from ui.words import Mood

GREETING, THANKS, WISH = "Selamat datang", "Terima kasih", "Selamat bekerja, selamat sampai di rumah."
TOTAL, TENDERED, CHANGE, EXACT, BACK = (
    "TOTAL",
    "DIBAYAR",
    "UANG KEMBALI",
    "UANG PAS, TANPA KEMBALIAN",
    "UANG ANDA DIKEMBALIKAN",
)

_STATES: Mapping[Showing, tuple[Mood, str]] = MappingProxyType(
    {
        Showing.DUE: (Mood.OFF, "Silakan dibayar"),
        Showing.WAIT: (Mood.WAIT, "Mohon tunggu"),
        Showing.ACCEPTED: (Mood.WAIT, "Diterima, menunggu konfirmasi pusat"),
        Showing.CONFIRMED: (Mood.OK, "Berhasil, terkonfirmasi oleh pusat"),
        Showing.EXAMINED: (Mood.WAIT, "Diterima, sedang diperiksa"),
        Showing.RETURNED: (Mood.BAD, "Tidak terbayar, uang Anda dikembalikan"),
    }
)


def state_of(view: CustomerView) -> tuple[Mood, str]:
    """How the payment stands; nothing where there is none."""
    return _STATES.get(view.showing, (Mood.OFF, ""))


def heading_of(view: CustomerView) -> tuple[str, str]:
    """Between two payers: a greeting or thanks, and a line beneath it."""
    if view.showing is Showing.WELCOME:
        return GREETING, ""
    return (THANKS, WISH) if view.showing is Showing.THANKS else ("", "")


def subject_of(view: CustomerView) -> str:
    """``Iuran BPJS Ketenagakerjaan, 3 bulan: Nov 2026 - Jan 2027``."""
    return f"Iuran {SUBJECT[0]}, {len(view.months)} bulan: {period_text(view.months)}" if view.months else ""


def programmes_of(view: CustomerView) -> str:
    """Each in words: ``JKK Kecelakaan Kerja · JKM Kematian``."""
    return "  ·  ".join(PROGRAMMES[each] for each in view.programmes)


def amounts_of(view: CustomerView) -> tuple[tuple[str, str], ...]:
    """Captions and amounts; the last is the one that counts now. After cash that is what comes back."""
    total = format_rupiah(view.total)
    if view.showing is Showing.RETURNED:
        return ((BACK, total),)
    if view.showing not in TAKEN:
        return ((TOTAL, total),)
    if not view.in_cash:
        by = f" DENGAN {TENDERS[view.kind].upper()}" if view.kind else ""
        return ((f"{TENDERED}{by}", total),)
    if not view.change:
        return ((EXACT, total),)
    return (TOTAL, total), (TENDERED, format_rupiah(view.tendered)), (CHANGE, format_rupiah(view.change))


def spoken_of(view: CustomerView) -> str:
    """The amount that counts now, in words as the receipt has them; empty for one that has none."""
    comes_back = view.showing in TAKEN and view.in_cash and view.showing is not Showing.RETURNED
    counts = view.change if comes_back and view.change else view.total
    return rupiah_in_words(counts) if 0 < counts <= LARGEST else ""
