"""Coverage on A4: three plots, the numbers they are drawn from, and how each is counted."""

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from counter_app.domain.coverage import Coverage
from counter_app.domain.coverage_plots import COLUMNS, Plot, Quantity, drawing_of, value_of
from counter_app.domain.receipt import Office
from counter_app.domain.tariff import Sector
from counter_app.reports.coverage_drawing import amount_words, picture
from counter_app.reports.coverage_words import HOW, PLOTS, QUANTITIES, SECTORS, TITLE, month_words
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.tables import heading, paragraph, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MONTH = 56.0
_PEOPLE = (*COLUMNS[Plot.PEOPLE], *COLUMNS[Plot.JOINED])


class CoveragePages:
    """Implements ``services.coverage.CoverageRenderer`` with reportlab."""

    def pdf(self, coverage: Coverage, sector: Sector | None, office: Office, zone: tzinfo) -> bytes:
        """The same bytes for the same coverage."""
        first, last = coverage.months[0], coverage.months[-1]
        about = f"{month_words(first.month, first.year)} – {month_words(last.month, last.year)}, {SECTORS[sector]}"
        counted = f"dihitung {coverage.at.astimezone(zone):%d-%m-%Y %H:%M}"
        story: list[Flowable] = [
            paragraph(TITLE, 14, bold=True),
            paragraph(f"{office.name}, {office.address} · kantor {office.id}, loket {office.counter_id}"),
            paragraph(f"{about}; {counted}", before=3),
        ]
        for plot in Plot:
            story += [*heading(PLOTS[plot]), picture(drawing_of(coverage, plot, sector))]
        story += [*heading("Orang per bulan"), _numbers(coverage, sector, _PEOPLE)]
        story += [*heading("Iuran per bulan, rupiah"), _numbers(coverage, sector, COLUMNS[Plot.AMOUNTS])]
        story += [paragraph(each, before=8) for each in HOW]
        foot = f"{TITLE} {first} – {last} · {SECTORS[sector]} · kantor {office.id}, loket {office.counter_id}"
        return document(story, title=f"{TITLE} {first} – {last}", author=office.name, foot=foot)


def _numbers(coverage: Coverage, sector: Sector | None, columns: tuple[Quantity, ...]) -> "Flowable":
    heads = [paragraph("Bulan", bold=True), *(paragraph(QUANTITIES[each], bold=True, right=True) for each in columns)]
    cells: list[list[Any]] = [heads]
    for row in coverage.rows(sector):
        values = [paragraph(_written(value_of(row, each), each), right=True) for each in columns]
        cells.append([paragraph(month_words(row.month.month, row.month.year)), *values])
    return table(cells, [_MONTH, *([(WIDTH - _MONTH) / len(columns)] * len(columns))])


def _written(value: int | None, quantity: Quantity) -> str:
    if value is None:
        return "–"
    return amount_words(value, Plot.AMOUNTS if quantity in COLUMNS[Plot.AMOUNTS] else Plot.PEOPLE)
