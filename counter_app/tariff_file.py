"""From the tariff's file to the rules: read strictly, because a wrong figure here is a wrong bill everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import PER_MILLE, Bracket, ProgrammeRule, ReliefRule, Sector, Tariff


class TariffFileError(ValueError):
    """The tariff cannot be used; the text names the file and what is wrong in it."""


def tariff_of(content: Mapping[str, Any], brackets: Sequence[Mapping[str, str]]) -> Tariff:
    """Build the tariff from the parsed ``content`` and the bracket rows.

    Raises ``ValueError``, ``LookupError`` or ``TypeError`` for anything missing, unknown or impossible.
    """
    return Tariff(
        programmes=_programmes(content["programmes"]),
        reliefs=tuple(_relief(rule) for rule in content["adjustments"]),
        brackets=_brackets(brackets),
        months_offered=_months_offered(content["months_offered"]),
        grace_months=_whole(content["lapse"]["grace_months"], least=0),
    )


def _programmes(rules: Sequence[Mapping[str, Any]]) -> tuple[ProgrammeRule, ...]:
    programmes = tuple(_programme(rule) for rule in rules)
    if [rule.programme for rule in programmes] != list(Programme):
        raise ValueError(f"programmes must be {', '.join(Programme)}, once each and in this order")
    return programmes


def _programme(rule: Mapping[str, Any]) -> ProgrammeRule:
    kind = rule["kind"]
    if kind not in {"rate", "flat"}:
        raise ValueError(f"a programme's kind must be rate or flat, not {kind!r}")
    return ProgrammeRule(
        programme=Programme(rule["code"]),
        name=rule["name"],
        rate_per_mille=_whole(rule["rate_per_mille"], least=1, most=PER_MILLE) if kind == "rate" else None,
        flat=Rupiah(_whole(rule["amount"], least=1)) if kind == "flat" else None,
        mandatory=rule["mandatory"] is True,
        mandatory_for_employers="pemberi_kerja" in rule.get("mandatory_for", ()),
        valid_from=date.fromisoformat(rule["valid_from"]),
        source=rule["source"],
    )


def _relief(rule: Mapping[str, Any]) -> ReliefRule:
    first, last = (_month(text) for text in rule["contribution_months"])
    if last < first:
        raise ValueError(f"{rule['id']}: the relief ends before it begins")
    sectors = list(Sector) if rule["sectors"] == "all" else [Sector(code) for code in rule["sectors"]]
    return ReliefRule(
        id=rule["id"],
        programmes=frozenset(Programme(code) for code in rule["programmes"]),
        multiplier_per_mille=_whole(rule["multiplier_per_mille"], least=0, most=PER_MILLE),
        sectors=frozenset(sectors),
        first_month=first,
        last_month=last,
        for_government_paid="not_for" not in rule,
        source=rule["source"],
    )


def _brackets(rows: Sequence[Mapping[str, str]]) -> tuple[Bracket, ...]:
    brackets = tuple(Bracket(Rupiah(int(row["income_from"])), Rupiah(int(row["income_basis"]))) for row in rows)
    if not brackets or brackets[0].income_from != 0:
        raise ValueError("the first bracket must begin at an income of 0")
    for lower, upper in pairwise(brackets):
        if not (lower.income_from < upper.income_from and lower.basis < upper.basis):
            raise ValueError(f"the brackets must ascend, but {upper.income_from} follows {lower.income_from}")
    return brackets


def _months_offered(offered: Sequence[Any]) -> tuple[int, ...]:
    months = tuple(_whole(count, least=1) for count in offered)
    if not months or list(months) != sorted(set(months)):
        raise ValueError("months_offered must ascend and hold at least one")
    return months


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except Declined:
        raise ValueError(f"a month reads 2026-11, not {text!r}") from None


def _whole(value: object, *, least: int, most: int | None = None) -> int:
    if type(value) is not int or value < least or (most is not None and value > most):
        bounds = f"at least {least}" if most is None else f"{least} to {most}"
        raise ValueError(f"{value!r} must be a whole number, {bounds}")
    return value
