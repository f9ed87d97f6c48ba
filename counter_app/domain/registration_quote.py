"""What taking part costs a month, before anybody has signed: income → bracket → contribution, with and without JHT."""

from dataclasses import dataclass

from counter_app.domain.bill import Bill, Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Bracket, Payer, Tariff

MANDATORY = (Programme.JKK, Programme.JKM)
ALL = (Programme.JKK, Programme.JKM, Programme.JHT)


@dataclass(frozen=True, slots=True)
class Quote:
    """One month's bill by the tariff, each line with its why. ``income`` is rupiah a month as told.

    ``without_jht`` is ``None`` for an employer, who must take it.
    """

    income: Rupiah
    bracket: Bracket
    month: Month
    with_jht: Bill
    without_jht: Bill | None

    def chosen(self, programmes: tuple[Programme, ...]) -> Bill:
        """The one of the two that these programmes come to."""
        return self.with_jht if self.without_jht is None or Programme.JHT in programmes else self.without_jht


def quote(tariff: Tariff, payer: Payer, month: Month) -> Quote:
    """Both ways to take part, for one month. Raises ``Declined(PERIOD_WITHOUT_TARIFF)`` before the tariff began."""
    without = None if payer.employer else tariff.quote(payer, MANDATORY, month, 1)
    return Quote(payer.income, tariff.bracket(payer.income), month, tariff.quote(payer, ALL, month, 1), without)
