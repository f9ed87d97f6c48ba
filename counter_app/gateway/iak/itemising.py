"""From IAK's sums, one a programme, to the lines of a bill, one a programme and month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counter_app.domain.bill import BillLine, Programme
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Payer, Sector, Tariff


@dataclass(frozen=True, slots=True)
class Itemised:
    """The lines, and what they tell of the payer: ``None`` where several payers would owe the same."""

    lines: tuple[BillLine, ...]
    basis: Rupiah | None
    sector: Sector | None


def itemised(sums: Mapping[Programme, Rupiah], months: Sequence[Month], tariff: Tariff) -> Itemised:
    """Split ``sums``, rupiah over all of ``months``, into lines.

    IAK does not tell what each month costs, and dividing would be wrong wherever a relief begins or ends within the
    months. A split is taken from the tariff, and only if there is exactly one under which every sum comes out to the
    rupiah. Otherwise each sum stands whole in the first month, the others at zero: the months that are paid for, and
    every sum, are still right.
    """
    matches = [(payer, lines) for payer, lines in _quotes(sums, months, tariff) if _sums(lines) == sums]
    if len({_charged(lines) for _, lines in matches}) != 1:
        return Itemised(_whole(sums, months), None, None)
    bases = {payer.income for payer, _ in matches}
    sectors = {payer.sector for payer, _ in matches}
    return Itemised(
        _without_sector(matches[0][1], sectors),
        bases.pop() if len(bases) == 1 else None,
        sectors.pop() if len(sectors) == 1 else None,
    )


def _quotes(
    sums: Mapping[Programme, Rupiah], months: Sequence[Month], tariff: Tariff
) -> Iterator[tuple[Payer, tuple[BillLine, ...]]]:
    for bracket in tariff.brackets:
        for sector in Sector:
            for government_paid in (False, True):
                payer = Payer(bracket.basis, sector, government_paid=government_paid)
                try:
                    yield payer, tariff.quote(payer, tuple(sums), months[0], len(months)).lines
                except Declined:  # no tariff for these programmes or months, whoever the payer is
                    return


def _sums(lines: Sequence[BillLine]) -> Mapping[Programme, Rupiah]:
    programmes = dict.fromkeys(line.programme for line in lines)
    return {
        programme: Rupiah(sum(line.amount for line in lines if line.programme is programme)) for programme in programmes
    }


def _charged(lines: Sequence[BillLine]) -> tuple[tuple[Programme, Month, Rupiah, str, int], ...]:
    """What a payer can see of the lines: the same relief has another id in each sector, and the same law."""
    return tuple(
        (line.programme, line.month, line.full, *((relief.legal_basis, relief.reduction) if relief else ("", 0)))
        for line in lines
        for relief in (line.relief,)
    )


def _without_sector(lines: tuple[BillLine, ...], sectors: set[Sector]) -> tuple[BillLine, ...]:
    """Name a relief by its law where its id would claim a sector that nobody has told."""
    if len(sectors) == 1:
        return lines
    return tuple(
        replace(line, relief=replace(line.relief, id=line.relief.legal_basis)) if line.relief else line
        for line in lines
    )


def _whole(sums: Mapping[Programme, Rupiah], months: Sequence[Month]) -> tuple[BillLine, ...]:
    return tuple(
        BillLine(programme, month, amount if month == months[0] else Rupiah(0), relief=None, why=None)
        for month in months
        for programme, amount in sums.items()
    )
