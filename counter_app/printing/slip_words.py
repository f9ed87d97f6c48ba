"""The words of slips: what goes back to a payer, and what closes a shift. Indonesian, as all paper is."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.closing_slip import Pending
from counter_app.domain.refund import RefundCause
from counter_app.domain.slip import Standing

REFUND_TITLE = "BUKTI PENGEMBALIAN UANG"
REVERSAL_TITLE = "PERMINTAAN PEMBALIKAN"
CLOSING_TITLE = "SLIP PENUTUPAN LOKET"
RECALL_TITLE = "DAFTAR PANGGILAN"

CAUSES: Mapping[RefundCause, tuple[str, str]] = MappingProxyType(
    {
        RefundCause.REJECTED: ("DITOLAK", "tidak dibukukan oleh pusat"),
        RefundCause.CANCELLED: ("DIBATALKAN", "tidak dikirim ke pusat"),
        RefundCause.REVERSED: ("DIBALIK", "dibukukan, lalu dibalik oleh pusat"),
    }
)
"""Why money went back, in one word and in a few: the same that receipts say of such a payment."""

NO_PHONE = "tidak diketahui"
RECALL_CARE = "Untuk kantor, bukan untuk pembayar. Memuat nomor telepon: simpan di laci, hancurkan sesudah selesai."
"""On the recall slip: whose it is, and what becomes of it."""

RETURNED = "Iuran ini tidak terbayar. Uang sudah kembali penuh."

STANDINGS: Mapping[Standing, tuple[str, str, str]] = MappingProxyType(
    {
        Standing.ASKED: (
            "DIMINTA",
            "menunggu keputusan pusat",
            "UANG BELUM DIKEMBALIKAN. Uang diberikan setelah pusat menyetujui. Simpan slip ini.",
        ),
        Standing.AGREED: (
            "DISETUJUI",
            "pembayaran dibalik oleh pusat",
            "UANG BELUM DIKEMBALIKAN. Uang dapat diambil di loket dengan slip ini.",
        ),
        Standing.RETURNED: (
            "SELESAI",
            "pembayaran dibalik oleh pusat",
            "Uang sudah kembali penuh.",
        ),
        Standing.REFUSED: (
            "TIDAK DISETUJUI",
            "pembayaran tetap berlaku",
            "Pusat tidak membalik pembayaran ini. Iuran tetap terbayar, uang tidak dikembalikan.",
        ),
        Standing.VOID: (
            "GUGUR",
            "pembayaran tidak dibukukan",
            "Tidak ada yang perlu dibalik: pusat tidak membukukan pembayaran ini. Uang dikembalikan penuh.",
        ),
    }
)
"""What came of a reversal: in one word, in a few, and what that means for the payer's money."""

PENDING: Mapping[Pending, str] = MappingProxyType(
    {
        Pending.WAITING: "menunggu dikirim",
        Pending.SENDING: "sedang dikirim",
        Pending.UNCERTAIN: "belum pasti",
        Pending.REVIEW: "perlu pemeriksaan",
        Pending.REVERSAL_ASKED: "pembalikan diminta",
        Pending.REVERSAL_REVIEW: "pembalikan perlu pemeriksaan",
        Pending.REFUSED: "ditolak, uang belum kembali",
        Pending.REVERSED: "dibalik, uang belum kembali",
    }
)
"""What a payment that is not settled waits for."""
