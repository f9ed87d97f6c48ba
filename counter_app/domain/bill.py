"""What a payer owes, month by month and programme by programme, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month


class Programme(StrEnum):
    """JKK: work accident, JKM: death, JHT: old age."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"


class BillSource(StrEnum):
    """Who computed the bill: the host (charged as it is) or the local tariff (quotes, and sales without a line)."""

    HOST = "host"
    TARIFF = "tariff"


@dataclass(frozen=True, slots=True)
class Relief:
    """A reduction of one line in rupiah, with the law it rests on."""

    id: str
    legal_basis: str
    reduction: Rupiah


@dataclass(frozen=True, slots=True)
class Why:
    """How the full amount came about: a rate of a basis (both given), or a flat amount (both ``None``)."""

    rate_per_mille: int | None
    basis: Rupiah | None
    source: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """One programme in one month. ``full`` is before relief; ``why`` is ``None`` where only the host knows."""

    programme: Programme
    month: Month
    full: Rupiah
    relief: Relief | None
    why: Why | None

    @property
    def amount(self) -> Rupiah:
        """What is charged for this line, rupiah."""
        return Rupiah(self.full - (self.relief.reduction if self.relief else 0))


@dataclass(frozen=True, slots=True)
class Bill:
    """Lines in the order they are printed, an admin fee, and until when the bill holds (``None``: today)."""

    lines: tuple[BillLine, ...]
    fee: Rupiah
    source: BillSource
    inquiry_id: str | None = None
    expires_at: datetime | None = None

    @property
    def contribution(self) -> Rupiah:
        """The lines' sum without the fee, rupiah."""
        return Rupiah(sum(line.amount for line in self.lines))

    @property
    def total(self) -> Rupiah:
        return Rupiah(self.contribution + self.fee)

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(sorted({line.month for line in self.lines}))

    @property
    def programmes(self) -> tuple[Programme, ...]:
        return tuple(programme for programme in Programme if any(line.programme is programme for line in self.lines))

    @property
    def reliefs(self) -> tuple[Relief, ...]:
        """Each legal basis once, with the reductions it gave in all, in the order of appearance."""
        totals: dict[tuple[str, str], int] = {}
        for line in self.lines:
            if line.relief:
                key = (line.relief.id, line.relief.legal_basis)
                totals[key] = totals.get(key, 0) + line.relief.reduction
        return tuple(Relief(key[0], key[1], Rupiah(total)) for key, total in totals.items())

    def subtotal(self, programme: Programme) -> Rupiah:
        """What one programme costs over all months of the bill, rupiah."""
        return Rupiah(sum(line.amount for line in self.lines if line.programme is programme))


@dataclass(frozen=True, slots=True)
class BillDifference:
    """One line on which the host and the local tariff disagree; ``None``: the line is missing on that side."""

    programme: Programme
    month: Month
    host: Rupiah | None
    local: Rupiah | None


def explained(bill: Bill, by: Bill) -> Bill:
    """The host's ``bill`` with the why of each line taken from the local quote ``by`` where the full amounts agree."""
    known = {(line.programme, line.month): line for line in by.lines}
    lines = []
    for line in bill.lines:
        local = known.get((line.programme, line.month))
        why = local.why if local is not None and local.full == line.full else line.why
        lines.append(BillLine(line.programme, line.month, line.full, line.relief, why))
    return Bill(tuple(lines), bill.fee, bill.source, bill.inquiry_id, bill.expires_at)


def differences(host: Bill, local: Bill) -> tuple[BillDifference, ...]:
    """Where the two bills disagree by line, in printing order."""
    theirs, ours = _amounts(host.lines), _amounts(local.lines)
    keys = sorted(theirs.keys() | ours.keys(), key=lambda key: (key[1], list(Programme).index(key[0])))
    return tuple(
        BillDifference(programme, month, theirs.get((programme, month)), ours.get((programme, month)))
        for programme, month in keys
        if theirs.get((programme, month)) != ours.get((programme, month))
    )


def _amounts(lines: Iterable[BillLine]) -> dict[tuple[Programme, Month], Rupiah]:
    return {(line.programme, line.month): line.amount for line in lines}
