"""A day's reckoning as a workbook: the sums, each difference with its case, and every payment of the day."""

from collections.abc import Iterator

from counter_app.domain.identity import without_numbers
from counter_app.domain.reckoning_paper import ReckoningPaper
from counter_app.domain.reconciliation import Kind, Reckoning, Sums, summed
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
from counter_app.sheets import COUNT, RUPIAH, Cell, Column, Sheet, workbook


class ReckoningWorkbook:
    """Implements ``services.reckoning_papers.ReckoningRenderer`` with openpyxl."""

    def render(self, paper: ReckoningPaper) -> bytes:
        """The same bytes for the same paper."""
        sheets = (
            Sheet(
                "Jumlah",
                (
                    Column(f"{TITLE} {paper.reckoning.day}, loket {paper.office.counter_id}", 44),
                    Column("Pembayaran", 12, COUNT),
                    Column("Di loket", 16, RUPIAH),
                    Column("Di pusat", 16, RUPIAH),
                    Column("Selisih", 16, RUPIAH),
                ),
                _sums(paper.reckoning),
            ),
            Sheet(
                "Selisih",
                (
                    Column("Struk", 24),
                    Column("Kunci", 40),
                    Column("Jenis", 24),
                    Column("Di loket", 14, RUPIAH),
                    Column("Di pusat", 14, RUPIAH),
                    Column("Kasus", 44),
                    Column("Kesimpulan", 60),
                ),
                _differences(paper),
            ),
            Sheet(
                "Semua",
                (
                    Column("Struk", 24),
                    Column("Kunci", 40),
                    Column("Hasil", 28),
                    Column("Di loket", 14, RUPIAH),
                    Column("Di pusat", 14, RUPIAH),
                ),
                _all(paper.reckoning),
            ),
        )
        return workbook(sheets, title=f"{TITLE} {paper.reckoning.day}")


def _sums(reckoning: Reckoning) -> Iterator[tuple[Cell, ...]]:
    yield _sum_row(AGREED, summed(reckoning.agreed))
    yield _sum_row(WAITING, summed(reckoning.waiting))
    for kind in Kind:
        yield _sum_row(f"{DIFFERENT}: {KINDS[kind].lower()}", reckoning.of_kind(kind))
    yield _sum_row(TOTAL, reckoning.total)


def _sum_row(label: str, sums: Sums) -> tuple[Cell, ...]:
    return label, sums.count, sums.here, sums.there, sums.here - sums.there


def _differences(paper: ReckoningPaper) -> Iterator[tuple[Cell, ...]]:
    for each, case in paper.rows():
        yield (
            without_numbers(each.receipt_number),
            each.key,
            KINDS[each.kind],
            each.here,
            each.there,
            case_standing(case),
            conclusion(case),
        )


def _all(reckoning: Reckoning) -> Iterator[tuple[Cell, ...]]:
    """Every payment once, by receipt number: this sheet's columns add up to the sums of the first."""
    marked = [(line, AGREED) for line in reckoning.agreed] + [(line, WAITING) for line in reckoning.waiting]
    marked += [(each, KINDS[each.kind]) for each in reckoning.differences]
    for line, words in sorted(marked, key=lambda pair: (pair[0].receipt_number, pair[0].key)):
        yield without_numbers(line.receipt_number), line.key, words, line.net_here, line.net_there
