"""A journal entry as an Indonesian sentence: what was done, then every fact that a person can use."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any

from counter_app.domain.identity import without_numbers
from counter_app.domain.journal import Act
from counter_app.domain.money import format_rupiah

Content = Mapping[str, Any]

DEEDS: Mapping[Act, str] = MappingProxyType(
    {
        Act.COUNTER_SET_UP: "Loket disiapkan",
        Act.USER_ADDED: "Petugas ditambahkan",
        Act.LOGIN: "Masuk",
        Act.LOGIN_REFUSED: "Percobaan masuk ditolak",
        Act.LOCKED: "Nomor pegawai dikunci setelah PIN salah",
        Act.SHIFT_OPENED: "Membuka loket",
        Act.SHIFT_CLOSED: "Menutup loket",
        Act.DRAWER_COUNTED: "Menghitung laci",
        Act.DRAWER_REVEALED: "Hasil hitungan laci dibuka",
        Act.CASH_DROPPED: "Menyetor kas ke brankas",
        Act.CASH_PICKED_UP: "Mengambil kas dari brankas",
        Act.DRAWER_OPENED: "Membuka laci tanpa transaksi",
        Act.DRAWER_KICKED: "Laci dibuka untuk uang tunai",
        Act.DRAWER_STUCK: "Laci tidak terbuka",
        Act.HANDOVER_OFFERED: "Menyerahkan laci",
        Act.HANDOVER_ACCEPTED: "Menerima penyerahan laci",
        Act.HANDOVER_DISPUTED: "Menyanggah penyerahan laci",
        Act.HANDOVER_WITHDRAWN: "Menarik kembali penyerahan laci",
        Act.X_REPORTED: "Meminta laporan X",
        Act.PAYMENT_ACCEPTED: "Menerima pembayaran",
        Act.BILL_DIFFERS: "Tagihan pusat berbeda dari tarif",
        Act.ATTEMPT: "Pembayaran dikirim ke pusat",
        Act.OUTCOME: "Status pembayaran berubah",
        Act.HOST_ALARM: "Peringatan dari pengiriman",
        Act.PRINT_BEGUN: "Mulai dicetak",
        Act.PRINTED: "Kertas diserahkan ke printer",
        Act.PRINT_FAILED: "Kertas tidak keluar utuh",
        Act.REPRINT: "Meminta salinan",
        Act.PRINT_DISMISSED: "Kertas tidak diperlukan lagi",
        Act.PRINTER_SET: "Printer diatur",
        Act.PRINTER_TESTED: "Printer diuji",
        Act.EXPORTED: "Struk disimpan ke berkas",
        Act.DATABASE_RESTORED: "Basis data dipulihkan dari cadangan",
        Act.DATABASE_REALIGNED: "Basis data yang kurang lengkap diterima",
        Act.RECOVERY_KEY_SHOWN: "Kunci pemulihan ditampilkan",
        Act.RECOVERY_KEY_TESTED: "Kunci pemulihan diuji",
        Act.COUNTER_KEY_MADE: "Kunci struk dibuat",
        Act.COUNTER_KEY_ENROLLED: "Kunci struk terdaftar di pusat",
        Act.PROGRAM_STARTED: "Program dimulai",
        Act.PROGRAM_STOPPED: "Program berakhir",
        Act.SETTINGS_CHANGED: "Pengaturan berubah",
        Act.LOGOUT: "Keluar",
        Act.UNLOCKED: "Nomor pegawai dibuka kembali",
        Act.WINDOW_LOCKED: "Layar dikunci",
        Act.WINDOW_UNLOCKED: "Layar dibuka",
        Act.REVEALED: "Menampilkan nomor lengkap",
        Act.APPROVED: "Persetujuan diberikan",
        Act.APPROVAL_REFUSED: "Persetujuan ditolak",
        Act.OFFLINE_OVER_LIMIT: "Melampaui batas penerimaan tanpa pusat",
        Act.CLOCK_ACCEPTED: "Jam komputer diterima",
        Act.PAID_DESPITE_DOUBT: "Menerima meski pembayaran sebelumnya belum pasti",
        Act.CANCELLED: "Pembayaran dibatalkan",
        Act.REFUNDED: "Uang dikembalikan",
        Act.EVIDENCE_ASKED: "Bukti diminta dari pusat",
        Act.REVIEW_RESOLVED: "Pemeriksaan diselesaikan",
        Act.REVERSAL_ASKED: "Pembalikan diminta",
        Act.REVERSAL_ATTEMPT: "Pembalikan dikirim ke pusat",
        Act.REVERSAL_OUTCOME: "Status pembalikan berubah",
        Act.REVERSAL_PAID_OUT: "Uang dikembalikan setelah pembalikan",
        Act.SLIP_ASKED: "Meminta slip",
        Act.RECALL_CONTACTED: "Pembayar dihubungi",
        Act.RECALL_LISTED: "Mencetak daftar panggilan",
        Act.RECOVERY_ANSWERED: "Menjawab pertanyaan setelah program terhenti",
        Act.QUEUE_EXPORTED: "Antrean disimpan ke berkas",
        Act.QUEUE_IMPORTED: "Antrean dibaca dari berkas",
        Act.QUEUE_ANSWERED: "Jawaban pusat atas antrean dibaca",
        Act.ANCHORED: "Jurnal dititipkan ke pusat",
        Act.RECONCILED: "Dicocokkan dengan pembukuan pusat",
        Act.RECKONING_WRITTEN: "Hasil rekonsiliasi disimpan ke berkas",
        Act.REPORT_MADE: "Laporan dibuat",
        Act.LIST_EXPORTED: "Daftar transaksi diekspor",
        Act.CASE_OPENED: "Kasus selisih dibuka",
        Act.CASE_ASSIGNED: "Kasus selisih ditugaskan",
        Act.CASE_NOTED: "Catatan pada kasus selisih",
        Act.CASE_PROPOSED: "Kesimpulan kasus selisih diusulkan",
        Act.CASE_RETURNED: "Usulan kasus selisih dikembalikan",
        Act.CASE_CLOSED: "Kasus selisih ditutup",
        Act.CASE_GONE: "Selisih tidak ditemukan lagi",
        Act.CASE_BACK: "Selisih ditemukan kembali",
        Act.STATEMENT_MADE: "Laporan petugas dibuat",
        Act.CONTACTED: "Peserta dihubungi",
        Act.LETTERS_MADE: "Surat pengingat dibuat",
        Act.DATA_LET_GO: "Data pribadi lama dihapus",
        Act.REGISTRATION_DRAFTED: "Pendaftaran dimulai",
        Act.REGISTRATION_CONSENTED: "Persetujuan pekerja dicatat",
        Act.REGISTRATION_SUBMITTED: "Pendaftaran diajukan",
        Act.REGISTRATION_WITHDRAWN: "Pendaftaran ditarik",
        Act.REGISTRATION_ATTEMPT: "Pendaftaran dikirim ke pusat",
        Act.REGISTRATION_OUTCOME: "Status pendaftaran berubah",
        Act.REGISTRATION_PAID: "Pembayaran pertama dicatat pada pendaftaran",
        Act.REGISTRATION_LIST: "Daftar pendaftaran diimpor",
        Act.RENAMED: "Nama petugas diubah",
        Act.ROLE_CHANGED: "Peran petugas diubah",
        Act.RETIRED: "Petugas dinonaktifkan",
        Act.BROUGHT_BACK: "Petugas diaktifkan kembali",
        Act.PIN_CHANGED: "PIN diganti oleh pemiliknya",
        Act.PIN_RESET: "PIN awal diberikan",
        Act.PIN_REHASHED: "PIN disimpan dengan cara baru",
    }
)
"""What each act is called; one that is newer than this table is called by its own name."""

_STATES: Mapping[str, str] = MappingProxyType(
    {
        "ACCEPTED": "diterima, menunggu konfirmasi pusat",
        "SENDING": "sedang dikirim",
        "UNKNOWN": "belum pasti",
        "CONFIRMED": "berhasil, terkonfirmasi pusat",
        "REJECTED": "ditolak pusat",
        "REVIEW": "perlu pemeriksaan",
        "CANCELLED": "dibatalkan",
        "REFUNDED": "uang sudah dikembalikan",
        "DRAFT": "masih konsep",
        "SUBMITTED": "diajukan",
        "PENDING": "diperiksa pusat",
        "ISSUED": "KPJ terbit",
        "REFUSED": "ditolak pusat",
        "WITHDRAWN": "ditarik",
    }
)
_TENDERS: Mapping[str, str] = MappingProxyType(
    {"CASH": "tunai", "QRIS": "QRIS", "DEBIT": "kartu debit", "POSPAY": "Pospay"}
)
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "receipt": "struk",
        "confirmation": "slip konfirmasi",
        "refund": "slip pengembalian",
        "reversal": "slip pembalikan",
        "closing": "laporan Z",
        "deposit": "slip setoran",
        "cash-movement": "slip kas",
        "sold": "pembayaran tunai",
        "paid-back": "uang kembali ke pembayar",
        "vault": "kas ke atau dari brankas",
        "handover": "slip serah terima",
        "x-report": "laporan X",
        "cancelled": "dibatalkan",
        "rejected": "ditolak pusat",
        "reversed": "dibalik",
        "reverse": "pembalikan",
        "cancel": "pembatalan",
        "resolve-review": "penyelesaian pemeriksaan",
        "over-limit": "melampaui batas",
        "pay-despite-doubt": "menerima meski belum pasti",
        "accept-clock": "menerima jam komputer",
        "open-drawer": "membuka laci",
        "move-cash": "memindahkan kas",
        "dispute": "sanggahan serah terima",
        "variance": "selisih kas",
        "close-case": "penutupan kasus selisih",
        "only-here": "hanya di loket",
        "only-there": "hanya di pusat",
        "twice": "dua kali",
        "other-amount": "jumlah lain",
        "other-day": "hari lain",
        "reversed-on-one-side": "dibalik di satu pihak",
        "other-particulars": "keterangan lain",
        "call": "telepon",
        "message": "pesan",
        "letter": "surat",
        "visit": "kunjungan",
        "sent": "terkirim",
        "will-pay": "akan membayar",
        "not-reached": "tidak terhubung",
        "wrong-number": "nomor salah",
        "moved": "pindah",
        "refused": "menolak",
        "do-not-contact": "tidak ingin dihubungi",
        "clerk": "petugas",
        "supervisor": "penyelia",
        "auditor": "auditor",
        "administrator": "administrator",
        "reprint": "salinan berikutnya",
        "SPOOLED": "di antrean cetak komputer",
        "DELIVERED": "diterima printer",
        "PRINTED": "tercetak menurut printer",
        "off": "printer mati atau tidak terhubung",
        "no-paper": "kertas habis",
        "cover-open": "tutup terbuka",
        "hung": "printer tidak merespons",
        "broke-off": "sambungan terputus",
        "paused": "antrean cetak dijeda",
        "fault": "gangguan printer",
        "not-allowed": "printer tidak boleh dipakai",
        "no-room": "disk penuh",
        "unknown": "tidak diketahui",
        "half-out": "salinan sebelumnya tidak utuh",
        "paper-lost": "struk hilang",
        "paper-unreadable": "struk tidak terbaca",
        "payer-asks": "diminta pembayar",
        "for-the-file": "untuk arsip",
        "on-paper": "sudah ada di kertas",
        "overtaken": "sudah ada kertas yang lebih baru",
        "nobody-waits": "tidak ada yang menunggu",
        "reveal": "menampilkan nomor lengkap",
        "export-full": "ekspor dengan nomor lengkap",
        "daily": "harian",
        "monthly": "bulanan",
        "appoint": "perubahan petugas",
    }
)

_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "AGE_TOO_LOW": "usia di bawah batas",
        "AGE_TOO_HIGH": "usia di atas batas",
        "NIK_EXISTS": "NIK sudah terdaftar",
        "NIK_MALFORMED": "NIK tidak sah",
        "BIRTH_DATE_DIFFERS": "tanggal lahir berbeda dari NIK",
        "SEX_DIFFERS": "jenis kelamin berbeda dari NIK",
        "PROGRAMME_MANDATORY": "program wajib tidak lengkap",
        "PERIOD_PAST": "bulan pertama sudah lewat",
        "FORM": "formulir tidak dapat dibaca pusat",
        "OTHER": "alasan lain",
    }
)


def _text(value: object) -> str:
    return without_numbers(str(value))


def _word(value: object) -> str:
    return _WORDS.get(str(value), _text(value))


def _money(value: object) -> str:
    return format_rupiah(value) if isinstance(value, int) else _text(value)


def _yes(value: object) -> str:
    return "ya" if value else "tidak"


_FACTS: Mapping[str, tuple[str, Callable[[object], str]]] = MappingProxyType(
    {
        "receipt": ("struk", str),
        "document": ("kertas", _word),
        "copy": ("salinan", str),
        "payer": ("peserta", str),
        "months": ("bulan", lambda value: str(value).replace(",", ", ")),
        "month": ("bulan", str),
        "programme": ("program", str),
        "total": ("jumlah", _money),
        "amount": ("jumlah", _money),
        "JKK": ("JKK", _money),
        "JKM": ("JKM", _money),
        "JHT": ("JHT", _money),
        "fee": ("biaya admin", _money),
        "tender": ("cara bayar", lambda value: _TENDERS.get(str(value), _text(value))),
        "tendered": ("diserahkan", _money),
        "change": ("kembalian", _money),
        "reference": ("referensi", _text),
        "offline": ("tanpa pusat", _yes),
        "host": ("menurut pusat", _money),
        "tariff": ("menurut tarif", _money),
        "float": ("kas awal", _money),
        "counted": ("dihitung", _money),
        "expected": ("seharusnya", _money),
        "variance": ("selisih", _money),
        "z": ("laporan Z nomor", str),
        "attempt_count": ("hitungan ke-", str),
        "pieces": (
            "rincian",
            lambda value: str(value).replace(";", ", ").replace("N", "kertas ").replace("C", "logam "),
        ),
        "slips": ("slip bukan tunai", lambda value: str(value).replace(";", ", ")),
        "stays": ("tinggal di laci", _money),
        "deposit": ("disetor", _money),
        "receiver": ("kepada", str),
        "giver": ("dari", str),
        "difference": ("beda", _money),
        "in_cash": ("tunai", _yes),
        "cause": ("sebab", _word),
        "state": ("status", lambda value: _STATES.get(str(value), _text(value))),
        "code": ("kode pusat", _text),
        "words": ("keterangan pusat", _text),
        "attempt": ("percobaan ke-", str),
        "wording": ("bertuliskan", lambda value: str(value).upper()),
        "device": ("printer", _text),
        "device_before": ("printer sebelumnya", _text),
        "profile": ("profil", _text),
        "profile_before": ("profil sebelumnya", _text),
        "detail": ("keterangan", _text),
        "known": ("yang diketahui", _word),
        "trouble": ("kendala", _word),
        "reason": ("alasan", _word),
        "why": ("alasan", _text),
        "note": ("catatan", _text),
        "day": ("tanggal pusat", str),
        "kind": ("jenis", _word),
        "owner": ("penanggung jawab", str),
        "conclusion": ("kesimpulan", _text),
        "file": ("berkas", _text),
        "proposed_by": ("diusulkan oleh", str),
        "what": ("perihal", _text),
        "deed": ("untuk", _word),
        "asked_by": ("diminta oleh", str),
        "approved_by": ("disetujui oleh", str),
        "requested_by": ("diminta oleh", str),
        "printed": ("tercetak", _yes),
        "cash": ("uang di laci", _yes),
        "earlier": ("sebelumnya", _text),
        "evidence": ("bukti", _text),
        "failed": ("PIN salah ke-", str),
        "locked": ("sedang dikunci", _yes),
        "name": ("nama", str),
        "name_before": ("nama sebelumnya", str),
        "role": ("peran", _word),
        "role_before": ("peran sebelumnya", _word),
        "staff": ("nomor pegawai", str),
        "since": ("sejak", str),
        "until": ("sampai", str),
        "form": ("bentuk", str),
        "payments": ("pembayaran", str),
        "taken": ("diterima", _money),
        "login": ("pengguna komputer", _text),
        "business_date": ("tanggal buku", str),
        "from_counter": ("dari loket", str),
        "carried_by": ("dikirim oleh loket", str),
        "items": ("banyaknya", str),
        "number": ("nomor pendaftaran", _text),
        "registration": ("nomor pendaftaran", _text),
        "programmes": ("program", lambda value: str(value).replace(",", ", ")),
        "first_period": ("bulan pertama", str),
        "consent": ("naskah persetujuan", _text),
        "form_number": ("formulir bertanda tangan", _text),
        "warned": ("peringatan orang yang sama", str),
        "kpj": ("KPJ", _text),
        "refusal": ("alasan penolakan", lambda value: _REFUSALS.get(str(value), _text(value))),
        "was": ("sebelumnya", lambda value: _STATES.get(str(value), _text(value))),
        "rows": ("baris dalam daftar", str),
        "entered": ("baris yang diajukan", str),
        "way": ("cara", _word),
        "outcome": ("hasil", _word),
        "posted": ("dibukukan", str),
        "refused": ("ditolak", str),
        "unclear": ("perlu diperiksa", str),
        "unanswered": ("tanpa jawaban", str),
    }
)
"""Facts in the order in which they are told. What is only for machines (ids, hashes) is not among them."""

_SILENT = ("", None)
_ONLY_IF_ANY = frozenset({"warned", "fee", "copy", "offline", "JKK", "JKM", "JHT"})


def sentence(content: Content) -> str:
    """One entry in Indonesian; every number long enough to be an identity number is masked, whoever wrote it."""
    facts = content["facts"]
    told = [
        f"{label}{'' if label.endswith('-') else ' '}{write(facts[name])}"
        for name, (label, write) in _FACTS.items()
        if name in facts and _is_told(name, facts[name])
    ]
    deed = deed_of(content["act"])
    return f"{deed}: {', '.join(told)}." if told else f"{deed}."


def deed_of(act: str) -> str:
    """What an act is called."""
    return DEEDS[Act(act)] if act in _KNOWN and Act(act) in DEEDS else act


def local(content: Content, zone: tzinfo) -> datetime:
    """When an entry was written, by the office's clock, to the second."""
    return datetime.fromisoformat(content["at"]).astimezone(zone).replace(microsecond=0)


_KNOWN = frozenset(act.value for act in Act)


def _is_told(name: str, value: object) -> bool:
    """Nothing is said of what is empty, of no fee, or of an original that is no copy."""
    return value not in _SILENT and not (name in _ONLY_IF_ANY and not value)
