"""From the benefits' file to its figures: read strictly, because families will rely on what it says."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from counter_app.domain.benefits import Figures
from counter_app.domain.money import Rupiah
from counter_app.resources import FOLDER


class BenefitsFileError(ValueError):
    """The benefits cannot be used; the text names the file and what is wrong in it."""


@cache
def benefit_figures() -> tuple[Figures, ...]:
    """The figures as delivered. Raises ``BenefitsFileError``."""
    file = FOLDER / "benefits.json"
    try:
        return figures_of(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BenefitsFileError(f"{file}: {error!r}") from error


def figures_of(content: Mapping[str, Any]) -> tuple[Figures, ...]:
    """Build the figures from the parsed ``content``, the oldest first.

    Raises ``ValueError``, ``LookupError`` or ``TypeError`` for anything missing, impossible or out of order.
    """
    figures = tuple(_figures(row) for row in content["figures"])
    days = [each.valid_from for each in figures]
    if not days or days != sorted(set(days)):
        raise ValueError("the figures' days must ascend, and there must be at least one")
    return figures


def _figures(row: Mapping[str, Any]) -> Figures:
    if not (isinstance(row["confirm"], bool) and isinstance(row["source"], str) and row["source"]):
        raise ValueError("each row says its source, and whether it is still to be confirmed")
    return Figures(
        valid_from=date.fromisoformat(row["valid_from"]),
        source=row["source"],
        confirm=row["confirm"],
        jkk_death_months=_whole(row["jkk_death_months"]),
        jkk_disability_months=_whole(row["jkk_disability_months"]),
        jkm=Rupiah(_whole(row["jkm"])),
        jkm_scholarship_after_years=_whole(row["jkm_scholarship_after_years"]),
        scholarship=Rupiah(_whole(row["scholarship"])),
        children=_whole(row["children"]),
    )


def _whole(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(f"{value!r} must be a whole number, at least 1")
    return value
