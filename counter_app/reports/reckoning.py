"""A day's reckoning on A4: the sums on both sides, each difference with its case, and what nobody can say yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from counter_app.domain.case import Case
from counter_app.domain.identity import without_numbers
from counter_app.domain.money import format_rupiah
from counter_app.domain.reckoning_paper import ReckoningPaper
from counter_app.domain.reconciliation import Difference, Kind, Line, Sums, summed
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.reckoning_words import (
    AGREED,
    DIFFERENT,
    KINDS,
    TITLE,
    TOTAL,
    WAITING,
    case_standing,
    conclusion,
)
from counter_app.reports.tables import heading, paragraph, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MOST = 2_000
"""Differences, and payments that wait, that are written out on pages; the workbook has all of them."""
_COUNT, _MONEY, _RECEIPT, _KIND = 60.0, 90.0, 118.0, 92.0
_HOW = (
    "Dicocokkan menurut kunci pembayaran: daftar pembukuan pusat untuk tanggal ini dibandingkan dengan pembukuan loket. "
    "Jumlah adalah pembayaran dikurangi pembalikan. Tidak ada yang disesuaikan sendiri: setiap selisih adalah satu kasus, "
    "yang ditutup oleh dua orang."
)
_NOTHING = "Tidak ada."


class ReckoningPages:
    """Implements ``services.reckoning_papers.ReckoningRenderer`` with reportlab."""

    def render(self, paper: ReckoningPaper) -> bytes:
        """The same bytes for the same paper."""
        reckoning, office = paper.reckoning, paper.office
        story: list[Flowable] = [
            paragraph(f"{TITLE}, {reckoning.day:%d-%m-%Y}", 14, bold=True),
            paragraph(f"{office.name}, {office.address} · kantor {office.id}, loket {office.counter_id}"),
            *heading("Jumlah di kedua pihak"),
            _sums(paper),
            *heading(f"{DIFFERENT} ({len(reckoning.differences)})"),
            *_differences(paper.rows()),
            *heading(f"{WAITING} ({len(reckoning.waiting)})"),
            *_waiting(reckoning.waiting),
            paragraph(_HOW, before=12),
        ]
        foot = f"{TITLE} {reckoning.day:%d-%m-%Y} · kantor {office.id}, loket {office.counter_id}"
        return document(story, title=f"{TITLE} {reckoning.day}", author=office.name, foot=foot)


def _sums(paper: ReckoningPaper) -> "Flowable":
    reckoning = paper.reckoning
    rows = [(AGREED, summed(reckoning.agreed)), (WAITING, summed(reckoning.waiting))]
    rows += [(f"{DIFFERENT}: {KINDS[kind].lower()}", reckoning.of_kind(kind)) for kind in Kind if reckoning.count(kind)]
    heads = ("", "Pembayaran", "Di loket", "Di pusat", "Selisih")
    cells: list[list[Any]] = [[paragraph(each, bold=True, right=place > 0) for place, each in enumerate(heads)]]
    cells += [_sum_row(label, sums) for label, sums in rows]
    cells.append(_sum_row(TOTAL, reckoning.total, bold=True))
    return table(cells, [WIDTH - _COUNT - 3 * _MONEY, _COUNT, *([_MONEY] * 3)])


def _sum_row(label: str, sums: Sums, *, bold: bool = False) -> "list[Any]":
    amounts = (str(sums.count), _rupiah(sums.here), _rupiah(sums.there), _rupiah(sums.here - sums.there))
    return [paragraph(label, bold=bold), *(paragraph(each, bold=bold, right=True) for each in amounts)]


def _differences(rows: Sequence[tuple[Difference, Case | None]]) -> "list[Flowable]":
    if not rows:
        return [paragraph(_NOTHING)]
    heads = ("Struk", "Jenis", "Di loket", "Di pusat", "Kasus")
    cells: list[list[Any]] = [[paragraph(each, bold=True, right=place in {2, 3}) for place, each in enumerate(heads)]]
    for difference, case in rows[:MOST]:
        amounts = [_amount(difference.here), _amount(difference.there)]
        said = ": ".join(filter(None, (case_standing(case), conclusion(case))))
        cells.append(
            [
                paragraph(without_numbers(difference.receipt_number)),
                paragraph(KINDS[difference.kind]),
                *(paragraph(each, right=True) for each in amounts),
                paragraph(said),
            ]
        )
    rest = WIDTH - _RECEIPT - _KIND - 2 * 62.0
    return [table(cells, [_RECEIPT, _KIND, 62.0, 62.0, rest]), *_more(len(rows))]


def _waiting(lines: Sequence[Line]) -> "list[Flowable]":
    if not lines:
        return [paragraph(_NOTHING)]
    heads = ("Struk", "Dibayar di loket", "Di pusat")
    cells: list[list[Any]] = [[paragraph(each, bold=True, right=place > 0) for place, each in enumerate(heads)]]
    for line in lines[:MOST]:
        amounts = (_rupiah(line.net_here), _rupiah(line.net_there))
        cells.append([paragraph(line.receipt_number), *(paragraph(each, right=True) for each in amounts)])
    return [table(cells, [WIDTH - 2 * _MONEY, _MONEY, _MONEY]), *_more(len(lines))]


def _more(count: int) -> "list[Flowable]":
    left = count - MOST
    return [paragraph(f"… dan {left} lagi, semuanya ada di berkas XLSX.")] if left > 0 else []


def _amount(amount: int | None) -> str:
    return "tidak ada" if amount is None else _rupiah(amount)


def _rupiah(amount: int) -> str:
    return f"-{format_rupiah(-amount)}" if amount < 0 else format_rupiah(amount)
