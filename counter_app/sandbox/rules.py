"""The rules the host bills by, read from the same files the counter reads."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Bracket, ProgrammeRule, ReliefRule, Sector, Tariff

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Rules:
    """The tariff, and the two-digit province codes with their names."""

    tariff: Tariff
    provinces: Mapping[str, str]


def load_rules(resources: Path = RESOURCES) -> Rules:
    """Read tariff and provinces below ``resources``. Raises ``OSError`` or ``ValueError`` for a damaged folder."""
    raw = json.loads((resources / "tariff" / "tariff.json").read_text("utf-8"))
    brackets = rows(resources / "tariff" / raw["income_brackets"])
    tariff = Tariff(
        programmes=tuple(_programme(rule) for rule in raw["programmes"]),
        reliefs=tuple(_relief(rule) for rule in raw["adjustments"]),
        brackets=tuple(Bracket(Rupiah(int(r["income_from"])), Rupiah(int(r["income_basis"]))) for r in brackets),
        months_offered=tuple(raw["months_offered"]),
        grace_months=int(raw["lapse"]["grace_months"]),
    )
    provinces = {row["code"]: row["name"] for row in rows(resources / "regions" / "provinces.csv")}
    return Rules(tariff, provinces)


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _programme(rule: Mapping[str, Any]) -> ProgrammeRule:
    flat = rule["kind"] == "flat"
    return ProgrammeRule(
        programme=Programme(rule["code"]),
        name=rule["name"],
        rate_per_mille=None if flat else int(rule["rate_per_mille"]),
        flat=Rupiah(int(rule["amount"])) if flat else None,
        mandatory=rule["mandatory"],
        mandatory_for_employers="pemberi_kerja" in rule.get("mandatory_for", ()),
        valid_from=date.fromisoformat(rule["valid_from"]),
        source=rule["source"],
    )


def _relief(rule: Mapping[str, Any]) -> ReliefRule:
    first, last = rule["contribution_months"]
    sectors = frozenset(Sector) if rule["sectors"] == "all" else frozenset(Sector(code) for code in rule["sectors"])
    return ReliefRule(
        id=rule["id"],
        programmes=frozenset(Programme(code) for code in rule["programmes"]),
        multiplier_per_mille=int(rule["multiplier_per_mille"]),
        sectors=sectors,
        first_month=Month.parse(first),
        last_month=Month.parse(last),
        for_government_paid="not_for" not in rule,
        source=rule["source"],
    )
