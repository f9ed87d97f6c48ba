"""The quote for a form that is still being filled in."""

from counter_app.domain.errors import Declined
from counter_app.domain.money import parse_rupiah
from counter_app.domain.months import Month
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_quote import Quote, quote
from counter_app.domain.tariff import Payer, Tariff, parse_sector


def quote_of(form: Form, tariff: Tariff, current: Month) -> Quote | None:
    """``None`` until income and sector can be read; the month is the current one until another can be."""
    try:
        payer = Payer(parse_rupiah(form.income), parse_sector(form.sector), employer=form.employer)
        return quote(tariff, payer, _month(form.first_period, current))
    except Declined:
        return None


def _month(typed: str, current: Month) -> Month:
    try:
        return max(Month.parse(typed), current)
    except Declined:
        return current
