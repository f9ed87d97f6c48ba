"""What a form is held against, but for the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.domain.registration_form import FormRules
from counter_app.domain.tariff import Sector, Tariff


@dataclass(frozen=True, slots=True)
class Rules:
    """``provinces``: two-digit codes to names. ``sectors``: by folded occupation."""

    provinces: Mapping[str, str]
    tariff: Tariff
    sectors: Mapping[str, Sector]

    def on(self, today: date) -> FormRules:
        """The rules of one day."""
        return FormRules(today, self.provinces, self.tariff, self.sectors)
