"""Papers of a registration → documents: the slip the worker takes home, and the summary they read before it counts."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from counter_app.domain.registration import Refusal
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip, RegistrationStanding
from counter_app.printing import words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Qr, Rule, Size, Text
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.text import printable

SLIP_TITLE = "BUKTI PENDAFTARAN PESERTA"
READING_TITLE = "RINGKASAN PENDAFTARAN"
STANDINGS: Mapping[RegistrationStanding, tuple[str, str, str]] = MappingProxyType(
    {
        RegistrationStanding.RECEIVED: (
            "DITERIMA",
            "menunggu keputusan pusat",
            "Nomor peserta (KPJ) menyusul. Perlindungan mulai setelah iuran pertama. Simpan slip ini.",
        ),
        RegistrationStanding.ISSUED: (
            "KPJ TERBIT",
            "terdaftar di pusat",
            "Perlindungan mulai setelah iuran pertama dibayar. Simpan slip ini bersama KTP.",
        ),
        RegistrationStanding.REFUSED: (
            "DITOLAK",
            "belum terdaftar",
            "Pendaftaran ini tidak berlaku. Tidak ada yang perlu dibayar.",
        ),
        RegistrationStanding.WITHDRAWN: (
            "DITARIK",
            "tidak dikirim ke pusat",
            "Pendaftaran ini tidak berlaku. Tidak ada yang perlu dibayar.",
        ),
    }
)
"""How it stands: in one word, in a few, and what that means for the worker."""
REFUSALS: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.AGE_TOO_LOW: "usia belum mencukupi",
        Refusal.AGE_TOO_HIGH: "usia melewati batas",
        Refusal.NIK_EXISTS: "NIK sudah menjadi peserta; bayar iuran saja",
        Refusal.NIK_MALFORMED: "NIK tidak diterima; periksa KTP",
        Refusal.BIRTH_DATE_DIFFERS: "tanggal lahir tidak sesuai NIK",
        Refusal.SEX_DIFFERS: "jenis kelamin tidak sesuai NIK",
        Refusal.PROGRAMME_MANDATORY: "program wajib belum lengkap",
        Refusal.PERIOD_PAST: "bulan pertama sudah lewat",
        Refusal.FORM: "isian tidak terbaca oleh pusat",
        Refusal.OTHER: "tanpa alasan yang dikenal; tanyakan ke kantor cabang",
    }
)


def slip_document(slip: RegistrationSlip) -> Document:
    """What the worker takes home, as the application stands."""
    state, meaning, consequence = STANDINGS[slip.standing]
    return Document(
        title=f"{SLIP_TITLE.capitalize()} {printable(slip.number)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, SLIP_TITLE, slip.copy, *words.SUBJECT),
            Gap(),
            centred(state, bold=True, size=Size.BIG),
            centred(meaning),
            Gap(),
            *_card(slip),
            *_occasion(slip),
            *_worker(slip),
            *_code(slip),
            centred(consequence, bold=slip.standing is not RegistrationStanding.ISSUED),
            Gap(),
            centred(words.FAREWELL),
            Cut(),
        ),
    )


def reading_document(reading: RegistrationReading) -> Document:
    """What the worker reads, and signs if the office wants it so, before it counts."""
    return Document(
        title=READING_TITLE.capitalize(),
        author=printable(reading.office.name),
        blocks=(
            *letterhead(reading.office, READING_TITLE, 0, *words.SUBJECT),
            Gap(),
            centred("BELUM DIKIRIM", bold=True, size=Size.BIG),
            centred("untuk dibaca dan diperiksa"),
            Gap(),
            Field("Waktu", words.moment_text(reading.at, reading.office.timezone)),
            Field("Petugas", printable(reading.clerk_id)),
            Rule(),
            Field("Nama", printable(reading.name)),
            *(Field(printable(name), printable(said)) for name, said in (*reading.person, *reading.work)),
            Rule(heavy=True),
            *(Amount(printable(name), amount) for name, amount in reading.parts),
            *((Amount("IURAN SEBULAN", reading.cost, bold=True),) if reading.cost is not None else ()),
            Rule(),
            Text("PERSETUJUAN", bold=True),
            *(Text(printable(part)) for part in reading.consent.split("\n") if part.strip()),
            *signature("Calon peserta"),
            Cut(),
        ),
    )


def _card(slip: RegistrationSlip) -> Iterator[Block]:
    if slip.standing is RegistrationStanding.ISSUED:
        yield Rule(heavy=True)
        yield centred("Nomor peserta (KPJ)")
        yield centred(printable(slip.kpj), bold=True, size=Size.BIG)
        yield Gap()
        yield Field("Kode iuran", printable(slip.payment_code))
        yield Rule(heavy=True)


def _occasion(slip: RegistrationSlip) -> Iterator[Block]:
    timezone = slip.office.timezone
    yield Field("Daftar", printable(slip.number))
    yield Field("Waktu", words.moment_text(slip.at, timezone))
    if slip.decided_at is not None:
        yield Field("Diputus", words.moment_text(slip.decided_at, timezone))
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Petugas", printable(slip.clerk_id))
    if slip.standing is RegistrationStanding.REFUSED:
        yield Field("Alasan", REFUSALS[slip.refusal or Refusal.OTHER])
    yield Rule()


def _worker(slip: RegistrationSlip) -> Iterator[Block]:
    yield Field("Nama", printable(slip.name))
    yield Field("NIK", printable(slip.masked_nik))
    yield Field("Pekerjaan", printable(slip.occupation))
    yield Field("Program", ", ".join(programme.value for programme in slip.programmes))
    yield Field("Mulai", words.month_text(slip.first_period))
    yield Field("Cabang", printable(slip.branch_office))
    yield Field("Setuju", printable(slip.consent_version))
    yield Rule()


def _code(slip: RegistrationSlip) -> Iterator[Block]:
    if slip.proof and slip.standing in {RegistrationStanding.RECEIVED, RegistrationStanding.ISSUED}:
        yield Gap()
        yield Qr(printable(slip.proof))
        yield Gap()
