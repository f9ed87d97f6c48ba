"""The words of the counter page alone: participation, sector, and why a line of a bill costs what it does."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.bill import BillLine
from counter_app.domain.money import format_rupiah
from counter_app.domain.offline import Limit
from counter_app.domain.participant import Protection
from counter_app.domain.tariff import Sector
from ui.translation import QT_TRANSLATE_NOOP
from ui.words import Mood

_PROTECTIONS: Mapping[Protection, tuple[str, Mood]] = MappingProxyType(
    {
        Protection.ACTIVE: (QT_TRANSLATE_NOOP("SaleWords", "Active"), Mood.OK),
        Protection.LAPSED: (QT_TRANSLATE_NOOP("SaleWords", "Lapsed"), Mood.BAD),
        Protection.NEW: (QT_TRANSLATE_NOOP("SaleWords", "New, never paid"), Mood.WAIT),
    }
)
_SECTORS: Mapping[Sector, str] = MappingProxyType(
    {
        Sector.TRANSPORT: QT_TRANSLATE_NOOP("SaleWords", "Transport"),
        Sector.OTHER: QT_TRANSLATE_NOOP("SaleWords", "Other than transport"),
    }
)
_LIMITS: Mapping[Limit, str] = MappingProxyType(
    {
        Limit.PAYMENT: QT_TRANSLATE_NOOP("SaleWords", "One payment"),
        Limit.TOTAL: QT_TRANSLATE_NOOP("SaleWords", "Worth in all"),
        Limit.COUNT: QT_TRANSLATE_NOOP("SaleWords", "Payments"),
        Limit.BILL_AGE: QT_TRANSLATE_NOOP("SaleWords", "Age of the data"),
        Limit.QUEUE_AGE: QT_TRANSLATE_NOOP("SaleWords", "Oldest one"),
    }
)

UNTOLD = "–"
"""For what the host does not tell."""


def protection_words(status: Protection | None) -> str:
    """``Aktif``, ``Tidak aktif``, …; ``UNTOLD`` for ``None``."""
    return UNTOLD if status is None else _translated(_PROTECTIONS[status][0])


def protection_mood(status: Protection | None) -> Mood:
    """How a participation stands at a glance."""
    return Mood.OFF if status is None else _PROTECTIONS[status][1]


def sector_words(sector: Sector | None) -> str:
    """The payer's work by the sectors that relief distinguishes; ``UNTOLD`` for ``None``."""
    return UNTOLD if sector is None else _translated(_SECTORS[sector])


def limit_words(limit: Limit) -> str:
    """What is limited while the host is away."""
    return _translated(_LIMITS[limit])


def line_why(line: BillLine) -> str:
    """Rate, basis and law of a line's full amount: ``1% × Rp1.000.000 · PP 44/2015``."""
    why = line.why
    if why is None:
        return QCoreApplication.translate("SaleWords", "as the host bills it")
    if why.rate_per_mille is None or why.basis is None:
        rule = QCoreApplication.translate("SaleWords", "flat")
    else:
        rule = f"{_percent(why.rate_per_mille)} × {format_rupiah(why.basis)}"
    return f"{rule} · {why.source}"


def relief_why(line: BillLine) -> str:
    """What relief takes off, and by which law: ``Keringanan −50% · PP 50/2025``."""
    if line.relief is None:
        return ""
    per_mille, rest = divmod(line.relief.reduction * 1000, line.full) if line.full else (0, 1)
    share = "" if rest else f" −{_percent(per_mille)}"
    relief = QCoreApplication.translate("SaleWords", "Relief")  # in an f-string lupdate would not see it
    return f"{relief}{share} · {line.relief.legal_basis}"


def _percent(per_mille: int) -> str:
    whole, tenth = divmod(per_mille, 10)
    return f"{whole},{tenth}%" if tenth else f"{whole}%"


def _translated(words: str) -> str:
    return QCoreApplication.translate("SaleWords", words)
