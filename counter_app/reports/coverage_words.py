"""The words of coverage on paper."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.calendar_words import SHORT_NAMES
from counter_app.domain.coverage_plots import Plot, Quantity
from counter_app.domain.tariff import Sector

TITLE = "Cakupan kepesertaan"
TARGET = "Target kantor"
PLOTS: Mapping[Plot, str] = MappingProxyType(
    {
        Plot.PEOPLE: "Peserta",
        Plot.JOINED: "Peserta baru dan aktif kembali",
        Plot.AMOUNTS: "Iuran per program",
    }
)
QUANTITIES: Mapping[Quantity, str] = MappingProxyType(
    {
        Quantity.REGISTERED: "Terdaftar",
        Quantity.ACTIVE: "Aktif",
        Quantity.GRACE: "Masa tenggang",
        Quantity.LAPSED: "Tidak aktif",
        Quantity.PAID: "Bayar di sini",
        Quantity.NEW: "Baru",
        Quantity.REGAINED: "Aktif kembali",
        Quantity.JKK: "JKK",
        Quantity.JKM: "JKM",
        Quantity.JHT: "JHT",
        Quantity.TOTAL: "Jumlah",
    }
)
SECTORS: Mapping[Sector | None, str] = MappingProxyType(
    {None: "semua sektor", Sector.TRANSPORT: "sektor transportasi", Sector.OTHER: "sektor lain"}
)
HOW = (
    (
        "Terdaftar: peserta yang diberitahukan pusat kepada kantor ini. Aktif: iurannya lunas sampai hari terakhir bulan itu. "
        "Masa tenggang: belum bayar satu sampai tiga bulan, masih terlindungi. Tidak aktif: lebih lama dari itu. Keempatnya "
        "dicatat menurut keadaan terakhir dalam bulannya; tanda – berarti pada bulan itu belum dicatat."
    ),
    (
        "Bayar di sini: orang yang iuran bulan itu dibayar di kantor ini dan terkonfirmasi. Baru: pembayaran pertamanya di "
        "sini, atau kartu pesertanya terbit, dalam bulan itu. Aktif kembali: membayar lagi setelah tidak aktif, menurut yang "
        "dibayar di kantor ini. Iuran: pembayaran terkonfirmasi dalam bulan itu tanpa biaya layanan, dikurangi pembalikan."
    ),
)


def month_words(number: int, year: int) -> str:
    """``Nov 26``."""
    return f"{SHORT_NAMES[number - 1]} {year % 100:02}"
