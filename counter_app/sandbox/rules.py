"""The rules the host bills by: those the counter reads too."""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app import resources
from counter_app.domain.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Rules:
    """The tariff, and the two-digit province codes with their names."""

    tariff: Tariff
    provinces: Mapping[str, str]


def load_rules() -> Rules:
    """As delivered with the program. Raises ``counter_app.tariff_file.TariffFileError``."""
    return Rules(resources.tariff(), resources.provinces())
