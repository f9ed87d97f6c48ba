"""What each benefit is called on the payer's page, in Indonesian: one sentence about when, the sum beside it."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.benefits import Benefit, Gain
from counter_app.domain.bill import Programme

PROGRAMMES: Mapping[Programme, str] = MappingProxyType(
    {
        Programme.JKK: "Jaminan Kecelakaan Kerja (JKK)",
        Programme.JKM: "Jaminan Kematian (JKM)",
        Programme.JHT: "Jaminan Hari Tua (JHT)",
    }
)
_WORDS: Mapping[Gain, str] = MappingProxyType(
    {
        Gain.CARE: "Perawatan akibat kecelakaan kerja, sampai sembuh",
        Gain.ACCIDENT_DEATH: "Meninggal karena kecelakaan kerja: {count} × penghasilan, untuk ahli waris",
        Gain.DISABILITY: "Cacat total tetap karena kecelakaan kerja: {count} × penghasilan",
        Gain.ACCIDENT_SCHOLARSHIP: "Beasiswa {count} anak bila meninggal atau cacat total karena kecelakaan kerja, paling banyak",
        Gain.DEATH: "Meninggal bukan karena kecelakaan kerja: santunan untuk ahli waris, seluruhnya",
        Gain.DEATH_SCHOLARSHIP: "Beasiswa {count} anak bila sudah membayar iuran {years} tahun, paling banyak",
        Gain.SAVINGS: "Tabungan setelah {count} tahun iuran, belum termasuk hasil pengembangan",
    }
)


def benefit_words(benefit: Benefit) -> str:
    """What is given, and when."""
    return _WORDS[benefit.gain].format(count=benefit.count, years=benefit.years)
