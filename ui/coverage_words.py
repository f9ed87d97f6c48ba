"""The clerk's words for coverage."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.coverage_plots import COLUMNS, Plot, Quantity
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector
from ui import formats
from ui.translation import QT_TRANSLATE_NOOP

_MILLION = 1_000_000
_PLOTS: Mapping[Plot, str] = MappingProxyType(
    {
        Plot.PEOPLE: QT_TRANSLATE_NOOP("Coverage", "Participants"),
        Plot.JOINED: QT_TRANSLATE_NOOP("Coverage", "New, regained"),
        Plot.AMOUNTS: QT_TRANSLATE_NOOP("Coverage", "Contributions"),
    }
)
_QUANTITIES: Mapping[Quantity, str] = MappingProxyType(
    {
        Quantity.REGISTERED: QT_TRANSLATE_NOOP("Coverage", "Registered"),
        Quantity.ACTIVE: QT_TRANSLATE_NOOP("Coverage", "Active"),
        Quantity.GRACE: QT_TRANSLATE_NOOP("Coverage", "In grace"),
        Quantity.LAPSED: QT_TRANSLATE_NOOP("Coverage", "Lapsed"),
        Quantity.PAID: QT_TRANSLATE_NOOP("Coverage", "Paid here"),
        Quantity.NEW: QT_TRANSLATE_NOOP("Coverage", "New"),
        Quantity.REGAINED: QT_TRANSLATE_NOOP("Coverage", "Regained"),
        Quantity.TOTAL: QT_TRANSLATE_NOOP("Coverage", "Together"),
    }
)
_SECTORS: Mapping[Sector | None, str] = MappingProxyType(
    {
        None: QT_TRANSLATE_NOOP("Coverage", "All sectors"),
        Sector.TRANSPORT: QT_TRANSLATE_NOOP("Coverage", "Transport"),
        Sector.OTHER: QT_TRANSLATE_NOOP("Coverage", "Other sectors"),
    }
)


def plot_words(plot: Plot) -> str:
    """What a plot is called."""
    return _said(_PLOTS[plot])


def quantity_words(quantity: Quantity) -> str:
    """A column's heading, and a name in the legend; programmes have their own in every language."""
    return _said(_QUANTITIES[quantity]) if quantity in _QUANTITIES else quantity.value


def sector_words(sector: Sector | None) -> str:
    """Whom the numbers are about."""
    return _said(_SECTORS[sector])


def value_words(value: int | None, quantity: Quantity) -> str:
    """A number in the table; a dash where nobody looked."""
    if value is None:
        return "–"
    return formats.rupiah(value) if quantity in COLUMNS[Plot.AMOUNTS] else formats.number(value)


def scale_words(value: int, plot: Plot) -> str:
    """A number beside the plot: rupiah in millions where that is shorter."""
    if plot is not Plot.AMOUNTS:
        return formats.number(value)
    if value < _MILLION or value % (_MILLION // 10):
        return formats.rupiah(value)
    whole, tenth = divmod(value // (_MILLION // 10), 10)
    point = _said(QT_TRANSLATE_NOOP("Coverage", "."))
    millions = formats.number(whole) + (f"{point}{tenth}" if tenth else "")
    return _said(QT_TRANSLATE_NOOP("Coverage", "Rp{millions} m")).format(millions=millions)


def month_words(month: Month) -> str:
    """``Nov 26``: there is little room below a plot."""
    words = formats.month(month)
    return f"{words[:-4]}{words[-2:]}"


def _said(words: str) -> str:
    return QCoreApplication.translate("Coverage", words)
