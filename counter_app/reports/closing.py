"""The X and the Z report on A4: what the roll says, for the office's files."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Head, Sum, Unsettled
from counter_app.domain.drawer import Count
from counter_app.domain.money import Rupiah, format_digits, format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.receipt import Office
from counter_app.domain.x_report import DrawerSums, XReport
from counter_app.domain.z_report import SlipCount, ZReport
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.period_parts import COUNT, MONEY, PENDING, STATES, TENDERS, row, signed
from counter_app.reports.tables import heading, paragraph, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Line = tuple[str, int | None, int]
"""Label, how many (``None``: not counted), rupiah."""
_LABEL, _RECEIPT = 90.0, 118.0
_SIGN_HIGH, _SIGN_WIDE, _SIGN_APART = 46.0, 170.0, 30.0


class ClosingPages:
    """Implements ``services.drawer_files.DrawerRenderer`` with reportlab."""

    def z_report(self, report: ZReport) -> bytes:
        """The whole of it. A close from before they were numbered has the parts that were known then."""
        title = f"Laporan Z {report.number}" if report.number else "Laporan Z"
        story = [
            *_head(report.office, title, "Penutupan loket"),
            *_facts(_about_z(report)),
            *_money("Penerimaan", _takings(report.takings), "Jumlah"),
            *_otherwise(report.returned_otherwise),
            *_programmes(report.programmes, report.fees),
            *_states(report.states, report.reversed),
            *_drawer_of_z(report),
            *_pieces(report.count, report.stays),
            *_slips(report.slips),
            *_unsettled(report.unsettled),
            *_journal(report.head),
            *_signatures(_signers(report)),
        ]
        return document(story, title=title, author=report.office.name, foot=_foot(report.office, title, report.head))

    def x_report(self, report: XReport) -> bytes:
        """It says that it closes nothing, so that nobody files it for a Z."""
        title = "Laporan X"
        story = [
            *_head(report.office, title, "Sementara, loket belum ditutup. Bukan laporan Z."),
            *_facts(_about_x(report)),
            *_money("Penerimaan", _takings(report.takings), "Jumlah"),
            *_money("Uang kembali", [("Dikembalikan", report.returned.count, report.returned.amount)], ""),
            *_programmes(report.programmes, report.fees),
            *_states(report.states, Sum()),
            *_drawer_of_x(report.drawer),
            *_journal(report.head),
            *_signatures([f"Petugas {report.asked_by}"]),
        ]
        return document(story, title=title, author=report.office.name, foot=_foot(report.office, title, report.head))


def _head(office: Office, title: str, about: str) -> "list[Flowable]":
    return [
        paragraph(title, 14, bold=True),
        paragraph(f"{office.name}, {office.address} · kantor {office.id}, loket {office.counter_id}"),
        paragraph(about, before=0),
    ]


def _foot(office: Office, title: str, head: Head) -> str:
    return f"{title} · kantor {office.id}, loket {office.counter_id} · jurnal {head.seq} {head.hash[:16]}"


def _about_z(report: ZReport) -> list[tuple[str, str]]:
    rows = [("Tanggal", f"{report.business_date:%d-%m-%Y}" if report.business_date else "")]
    rows += [("Petugas", report.clerk_id), ("Dibuka", _moment(report.office, report.opened_at))]
    rows += [("Ditutup", _moment(report.office, report.closed_at))]
    if report.closed_by != report.clerk_id:
        rows.append(("Ditutup oleh", f"penyelia {report.closed_by}"))
    if report.receipts is not None:
        rows.append(("Kuitansi", " s.d. ".join(dict.fromkeys(report.receipts))))
    if report.handed_to:
        rows.append(("Laci diserahkan", f"kepada {report.handed_to}"))
    return [(label, value) for label, value in rows if value]


def _about_x(report: XReport) -> list[tuple[str, str]]:
    rows = [("Tanggal", f"{report.business_date:%d-%m-%Y}"), ("Petugas", report.clerk_id)]
    rows += [("Dibuka", _moment(report.office, report.opened_at)), ("Dibaca", _moment(report.office, report.at))]
    return rows if report.asked_by == report.clerk_id else [*rows, ("Dibaca oleh", report.asked_by)]


def _moment(office: Office, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(office.timezone)):%d-%m-%Y %H.%M.%S}"


def _facts(rows: Iterable[tuple[str, str]]) -> "list[Flowable]":
    cells = [row(label, value, right=()) for label, value in rows]
    return [paragraph("", before=6), table(cells, [_LABEL, WIDTH - _LABEL], heads=0)]


def _money(title: str, lines: Sequence[Line], total: str) -> "list[Flowable]":
    """A column of figures; where it has a ``total``, that is the sum of the figures above it."""
    cells = [row("", "Banyaknya", "Jumlah", bold=True)]
    cells += [row(label, "" if count is None else str(count), signed(amount)) for label, count, amount in lines]
    if total:
        cells.append(row(total, "", signed(sum(amount for *_, amount in lines)), bold=True))
    return [*heading(title), table(cells, [WIDTH - COUNT - MONEY, COUNT, MONEY])]


def _takings(takings: Iterable[tuple[TenderKind, Sum]]) -> list[Line]:
    return [(TENDERS[kind], each.count, each.amount) for kind, each in takings]


def _otherwise(returned: Sum) -> "list[Flowable]":
    if not returned.count:
        return []
    return [paragraph(f"Kembali bukan tunai: {returned.count}x, {format_rupiah(returned.amount)}", before=3)]


def _programmes(programmes: Sequence[tuple[Programme, Sum]], fees: Sum) -> "list[Flowable]":
    if not programmes and not fees.count:
        return []
    lines: list[Line] = [(programme.value, each.count, each.amount) for programme, each in programmes]
    return _money("Menurut program", [*lines, ("Biaya admin", fees.count, fees.amount)], "Jumlah")


def _states(states: Sequence[tuple[PaymentState, Sum]], undone: Sum) -> "list[Flowable]":
    if not states:
        return []
    story = _money("Menurut status", [(STATES[state], each.count, each.amount) for state, each in states], "Jumlah")
    if undone.count:
        story.append(
            paragraph(f"di antaranya dibalik pusat: {undone.count}x, {format_rupiah(undone.amount)}", before=3)
        )
    return story


def _drawer_of_z(report: ZReport) -> "list[Flowable]":
    lines = _cash(report.float_amount, _cash_taken(report), report.returned_cash, report.dropped, report.picked_up)
    counted = f"Dihitung {report.attempts}x" if report.attempts > 1 else "Dihitung"
    found = [row(counted, "", format_rupiah(report.counted)), row("Selisih", "", signed(report.variance), bold=True)]
    story = [*_money("Laci", lines, "Seharusnya"), table(found, [WIDTH - COUNT - MONEY, COUNT, MONEY], heads=0)]
    if report.reason:
        by = f" · disetujui {report.approved_by}" if report.approved_by else ""
        story.append(paragraph(f"Alasan selisih: {report.reason}{by}", before=3))
    return story


def _cash_taken(report: ZReport) -> Sum:
    return next((each for kind, each in report.takings if kind is TenderKind.CASH), Sum())


def _drawer_of_x(sums: DrawerSums | None) -> "list[Flowable]":
    if sums is None:
        return [*heading("Laci"), paragraph("Isi laci dinyatakan sesudah dihitung, saat loket ditutup.")]
    return _money(
        "Laci", _cash(sums.float_amount, sums.taken, sums.returned, sums.dropped, sums.picked_up), "Seharusnya"
    )


def _cash(float_amount: Rupiah, taken: Sum, returned: Sum, dropped: Sum, picked_up: Sum) -> list[Line]:
    return [
        ("Kas awal", None, float_amount),
        ("Tunai diterima", taken.count, taken.amount),
        ("Tunai kembali", returned.count, -returned.amount),
        ("Setor ke brankas", dropped.count, -dropped.amount),
        ("Ambil dari brankas", picked_up.count, picked_up.amount),
    ]


def _pieces(count: Count | None, stays: Count | None) -> "list[Flowable]":
    """What was counted by note and coin, and what of it goes to the vault."""
    if count is None:
        return []
    lines: list[Line] = [
        (f"{'Koin' if each.coin else 'Lembar'} {format_digits(each.face)}", pieces, each.face * pieces)
        for each, pieces in count.pieces
    ]
    if count.small:
        lines.append(("Koin di bawah 100", None, count.small))
    story = _money("Pecahan", lines, "Jumlah")
    if stays is not None:
        leaves = format_rupiah(Rupiah(count.total - stays.total))
        stay = format_rupiah(stays.total)
        story.append(paragraph(f"Tinggal sebagai kas awal {stay} · disetor {leaves}", before=3))
    return story


def _slips(slips: Sequence[SlipCount]) -> "list[Flowable]":
    if not slips:
        return []
    cells = [row("Slip bukan tunai", "Tercatat", "Jumlah", "Dihitung", "Jumlah", "Selisih", bold=True)]
    for each in slips:
        both = [value for part in (each.taken, each.counted) for value in (str(part.count), format_rupiah(part.amount))]
        cells.append(row(TENDERS[each.kind], *both, signed(each.variance)))
    rest = WIDTH - 2 * COUNT - 3 * MONEY
    return [*heading("Slip bukan tunai"), table(cells, [rest, COUNT, MONEY, COUNT, MONEY, MONEY])]


def _unsettled(unsettled: Sequence[Unsettled]) -> "list[Flowable]":
    """Every one by its number: none may be forgotten because a shift has ended."""
    title = heading(f"Belum selesai ({len(unsettled)})")
    if not unsettled:
        return [*title, paragraph("Semua pembayaran selesai.")]
    cells = [row("Struk", "Peserta", "Keadaan", "Jumlah", bold=True, right=(3,))]
    cells += [
        row(each.number, each.name, PENDING[each.pending], format_rupiah(each.amount), right=(3,)) for each in unsettled
    ]
    total = sum(each.amount for each in unsettled)
    cells.append(row("Jumlah", "", "", format_rupiah(Rupiah(total)), bold=True, right=(3,)))
    rest = WIDTH - _RECEIPT - MONEY
    return [*title, table(cells, [_RECEIPT, rest * 0.45, rest * 0.55, MONEY])]


def _journal(head: Head) -> "list[Flowable]":
    return [
        *heading("Kepala jurnal"),
        paragraph(f"Catatan {head.seq} · {head.hash}"),
        paragraph("Simpan lembar ini: kepala jurnal ini membuat setiap perubahan jurnal terlihat."),
    ]


def _signers(report: ZReport) -> list[str]:
    second = report.closed_by if report.closed_by != report.clerk_id else report.approved_by
    return [f"Petugas {report.clerk_id}", *([f"Penyelia {second}"] if second else [])]


def _signatures(names: Sequence[str]) -> "list[Flowable]":
    """A line to sign on for each, beside each other and never apart."""
    from reportlab.platypus import Table, TableStyle

    columns = [column for name in names for column in (("", paragraph(name)), ("", ""))]
    signed_on = [("LINEBELOW", (place, 0), (place, 0), 0.5, "black") for place in range(0, len(columns), 2)]
    lines = Table(
        [list(each) for each in zip(*columns, strict=True)],
        colWidths=[_SIGN_WIDE, _SIGN_APART] * len(names),
        rowHeights=[_SIGN_HIGH, None],
        style=TableStyle(signed_on),
        hAlign="LEFT",
    )
    return [lines]
