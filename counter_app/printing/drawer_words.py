"""The words of papers about the drawer. Indonesian, as all paper is."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.drawer import MovementKind
from counter_app.domain.handover import HandoverState
from counter_app.domain.payment import PaymentState

Z_TITLE = "LAPORAN Z"
X_TITLE = "LAPORAN X"
DEPOSIT_TITLE = "BUKTI SETORAN"
HANDOVER_TITLE = "SERAH TERIMA LACI"

MOVEMENTS: Mapping[MovementKind, tuple[str, str]] = MappingProxyType(
    {
        MovementKind.DROP: ("SETOR KE BRANKAS", "uang keluar dari laci"),
        MovementKind.PICK_UP: ("AMBIL DARI BRANKAS", "uang masuk ke laci"),
    }
)
"""Which way cash went, as a title and in a few words."""

HANDOVERS: Mapping[HandoverState, tuple[str, str]] = MappingProxyType(
    {
        HandoverState.OFFERED: ("DISERAHKAN", "menunggu penerima"),
        HandoverState.ACCEPTED: ("DITERIMA", "isi laci diterima seluruhnya"),
        HandoverState.DISPUTED: ("BERBEDA", "penerima menghitung jumlah lain"),
        HandoverState.WITHDRAWN: ("DITARIK", "laci tidak jadi diserahkan"),
    }
)
"""How a hand-over stands, in one word and in a few."""

STATES: Mapping[PaymentState, str] = MappingProxyType(
    {
        PaymentState.ACCEPTED: "Menunggu dikirim",
        PaymentState.SENDING: "Sedang dikirim",
        PaymentState.UNKNOWN: "Belum pasti",
        PaymentState.CONFIRMED: "Berhasil",
        PaymentState.REJECTED: "Ditolak",
        PaymentState.REVIEW: "Perlu pemeriksaan",
        PaymentState.CANCELLED: "Dibatalkan",
        PaymentState.REFUNDED: "Ditolak, uang kembali",
    }
)
"""How payments stand, a row of a report each."""

UNTOLD = "Isi laci tidak disebut: laci dihitung dahulu."
"""On a clerk's X report, in the place of what the drawer must hold."""
