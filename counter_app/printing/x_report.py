"""The X report → document: an open shift so far. It says that it closes nothing, so that nobody files it for a Z."""

from collections.abc import Iterator

from counter_app.domain.closing_slip import Sum
from counter_app.domain.money import Rupiah
from counter_app.domain.x_report import DrawerSums, XReport
from counter_app.printing import drawer_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Rule, Text
from counter_app.printing.parts import centred, letterhead
from counter_app.printing.sums import counted, head_rows, programme_rows, state_rows, takings_rows
from counter_app.printing.text import printable


def x_document(report: XReport) -> Document:
    """The paper of whoever wants to know how the shift stands."""
    return Document(
        title=f"{drawer_words.X_TITLE.title()} {printable(report.office.counter_id)}",
        author=printable(report.office.name),
        blocks=(
            *letterhead(report.office, drawer_words.X_TITLE, report.copy, "Sementara, loket belum ditutup"),
            *_shift(report),
            *takings_rows(report.takings, Sum()),
            *_returned(report.returned),
            *programme_rows(report.programmes, report.fees),
            *state_rows(report.states),
            Rule(),
            *_drawer(report.drawer),
            *head_rows(report.head),
            Gap(),
            centred("Bukan laporan Z. Tidak menutup loket."),
            Cut(),
        ),
    )


def drawer_rows(sums: DrawerSums) -> Iterator[Block]:
    """What makes up the cash in the drawer, down to what it must hold."""
    yield Text("LACI", bold=True)
    yield Amount("Kas awal", sums.float_amount)
    yield Amount(counted("Tunai diterima", sums.taken), sums.taken.amount)
    yield Amount(counted("Tunai kembali", sums.returned), Rupiah(-sums.returned.amount))
    if sums.dropped.amount:
        yield Amount(counted("Setor ke brankas", sums.dropped), Rupiah(-sums.dropped.amount))
    if sums.picked_up.amount:
        yield Amount(counted("Ambil dari brankas", sums.picked_up), sums.picked_up.amount)
    yield Rule()
    yield Amount("Seharusnya", sums.expected, bold=True)


def _shift(report: XReport) -> Iterator[Block]:
    timezone = report.office.timezone
    yield Gap()
    yield Field("Loket", printable(report.office.counter_id))
    yield Field("Petugas", printable(report.clerk_id))
    yield Field("Tanggal", words.day_text(report.business_date))
    yield Field("Dibuka", words.moment_text(report.opened_at, timezone))
    yield Field("Dibaca", words.moment_text(report.at, timezone))
    if report.asked_by != report.clerk_id:
        yield Field("Oleh", printable(report.asked_by))
    yield Rule()


def _returned(returned: Sum) -> Iterator[Block]:
    if returned.count:
        yield Amount(counted("Uang kembali", returned), returned.amount)
        yield Rule()


def _drawer(sums: DrawerSums | None) -> Iterator[Block]:
    if sums is None:
        yield centred(drawer_words.UNTOLD)
    else:
        yield from drawer_rows(sums)
    yield Rule()
