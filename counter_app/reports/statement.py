"""A clerk's statement on A4: who and when, the sums, each shift, each entry under the name, and what others did."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.money import format_rupiah
from counter_app.domain.statement import SHORT, ShiftSum, Statement, StatementLine
from counter_app.reports.pages import WIDTH, document
from counter_app.reports.typeface import BOLD, REGULAR, inert, markup

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

TITLE = "Laporan Petugas Loket"
_SIZE, _LEADING = 7.0, 9.2
"""Points; so are the widths of columns."""
_NUMBER, _TIME, _HASH, _BY = 38.0, 88.0, 60.0, 74.0
_LABEL = 118.0
_ROOM = 90.0
"""Points below a heading: itself, a table's head, and a row."""
_HEAD, _LINE = 0.92, 0.8
_EMPTY = "Tidak ada."
_OWN = "1. Dicatat atas nama petugas ini"
_ABOUT = "2. Dicatat oleh sistem atau orang lain tentang petugas, loket, dan pembayarannya"
_SHIFTS = "Loket yang dibuka"
_HOW = (
    "Setiap baris adalah satu entri jurnal loket; huruf dan angka di ujungnya adalah awal sidik entri itu. Yang tidak "
    "tercantum di bagian 1 tidak dicatat atas nama petugas ini pada masa tersebut. Berkas ini ditandatangani oleh "
    "loket; keasliannya diperiksa dengan: counter-app verify --statement BERKAS"
)


class StatementPages:
    """Implements ``services.statements.StatementRenderer`` with reportlab."""

    def pdf(self, statement: Statement) -> bytes:
        """The same bytes for the same statement."""
        from reportlab.platypus import Spacer

        story: list[Flowable] = [
            _paragraph(TITLE, 14, bold=True),
            _paragraph(_place(statement), _SIZE),
            Spacer(0, 8),
            _facts(statement),
            *_heading(_SHIFTS),
            *_shifts(statement.shifts),
            *_heading(f"{_OWN} ({len(statement.own)} entri)"),
            *_entries(statement.own, who=False),
            *_heading(f"{_ABOUT} ({len(statement.about)} entri)"),
            *_entries(statement.about, who=True),
            Spacer(0, 12),
            _paragraph(_HOW, _SIZE),
        ]
        foot = f"Petugas {inert(statement.staff_number)}, {_days(statement)} · kepala rantai {statement.head[:SHORT]}"
        return document(story, title=f"{TITLE} {statement.staff_number}", author=statement.office.name, foot=foot)


def _place(statement: Statement) -> str:
    office = statement.office
    return f"{office.name}, {office.address} · kantor {office.id}, loket {office.counter_id}"


def _facts(statement: Statement) -> "Flowable":
    own, totals = statement.own, statement.totals
    first_last = f"{own[0].seq} sampai {own[-1].seq}" if own else "tidak ada"
    as_of = (
        "jurnal masih kosong"
        if statement.as_of is None
        else f"entri {statement.head_seq}, {_time(statement.as_of)} {statement.as_of.tzname()}"
    )
    rows = [
        ("Petugas", f"{statement.staff_number} {statement.name or '(tidak terdaftar di loket ini)'}"),
        ("Masa", _days(statement)),
        ("Pembayaran diterima", f"{totals.payments}, sejumlah {format_rupiah(totals.total)}"),
        ("– tunai", format_rupiah(totals.cash)),
        ("– cara lain", format_rupiah(totals.other)),
        ("Dikembalikan tunai", format_rupiah(totals.returned)),
        ("Entri atas nama ini", f"{len(own)} (nomor {first_last})"),
        ("Keadaan jurnal", as_of),
        ("Kepala rantai", statement.head),
    ]
    cells = [[_paragraph(label, _SIZE, bold=True), _paragraph(value, _SIZE)] for label, value in rows]
    return _table(cells, [_LABEL, WIDTH - _LABEL], heads=0)


def _shifts(shifts: Sequence[ShiftSum]) -> "list[Flowable]":
    if not shifts:
        return [_paragraph(_EMPTY, _SIZE)]
    titles = ("Dibuka / ditutup", "Kas awal", "Tunai masuk", "Kembali", "Seharusnya", "Dihitung", "Selisih")
    money = (WIDTH - 124) / 6
    cells = [[_paragraph(title, _SIZE, bold=True, right=place > 0) for place, title in enumerate(titles)]]
    for shift in shifts:
        counted, variance = shift.counted, shift.variance
        amounts = (
            format_rupiah(shift.float_amount),
            format_rupiah(shift.taken),
            format_rupiah(shift.returned),
            "-" if counted is None else format_rupiah(shift.expected),  # nobody is told before they have counted
            "-" if counted is None else format_rupiah(counted),
            "-" if variance is None else format_rupiah(variance),
        )
        cells.append([_paragraph(_hours(shift), _SIZE), *(_paragraph(each, _SIZE, right=True) for each in amounts)])
    return [_table(cells, [124, *([money] * 6)], heads=1)]


def _hours(shift: ShiftSum) -> str:
    closed = "belum ditutup" if shift.closed_at is None else f"{_time(shift.closed_at)} oleh {shift.closed_by}"
    return f"{_time(shift.opened_at)} / {closed}; {shift.payments} pembayaran, cara lain {format_rupiah(shift.other)}{_moved(shift)}"


def _moved(shift: ShiftSum) -> str:
    return f", dari brankas {format_rupiah(shift.moved)}" if shift.moved else ""


def _entries(lines: Sequence[StatementLine], *, who: bool) -> "list[Flowable]":
    if not lines:
        return [_paragraph(_EMPTY, _SIZE)]
    by = [_BY] if who else []
    widths = [_NUMBER, _TIME, *by, WIDTH - _NUMBER - _TIME - _HASH - sum(by), _HASH]
    titles = ("Entri", "Waktu", *(("Oleh",) if who else ()), "Keterangan", "Sidik")
    cells: list[list[Any]] = [[_paragraph(title, _SIZE, bold=True) for title in titles]]
    for line in lines:
        actor = [_paragraph(line.actor, _SIZE)] if who else []
        cells.append([str(line.seq), _time(line.at), *actor, _paragraph(line.words, _SIZE), line.hash[:SHORT]])
    return [_table(cells, widths, heads=1)]


def _table(cells: list[list[Any]], widths: list[float], *, heads: int) -> "Flowable":
    from reportlab.lib.colors import Color
    from reportlab.platypus import LongTable, TableStyle

    grey, line = Color(_HEAD, _HEAD, _HEAD), Color(_LINE, _LINE, _LINE)
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, _SIZE, _LEADING),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, line),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if heads:
        style.append(("BACKGROUND", (0, 0), (-1, heads - 1), grey))
    return LongTable(cells, colWidths=widths, repeatRows=heads, style=TableStyle(style), hAlign="LEFT")


def _heading(text: str) -> "list[Flowable]":
    """On the next page where nothing of what it heads would fit below it."""
    from reportlab.platypus import CondPageBreak

    return [CondPageBreak(_ROOM), _paragraph(text, 9, bold=True, before=10)]


def _paragraph(text: str, size: float, *, bold: bool = False, right: bool = False, before: float = 0) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(markup(text), _style(size, bold=bold, right=right, before=before))


def _style(size: float, *, bold: bool, right: bool, before: float) -> "ParagraphStyle":
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    from counter_app.reports.typeface import register

    register()
    return ParagraphStyle(
        "report",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.31,
        alignment=TA_RIGHT if right else TA_LEFT,
        spaceBefore=before,
        spaceAfter=3 if before else 0,
        splitLongWords=True,
    )


def _days(statement: Statement) -> str:
    if statement.since == statement.until:
        return _day(statement.since)
    return f"{_day(statement.since)} sampai {_day(statement.until)}"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _time(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H:%M:%S}"
