"""Workbooks whose cells are inert and whose bytes are the same for the same rows.

A spreadsheet takes a text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and whoever saves it as CSV and
opens that has it computed: a payer's name must not be able to do that (OWASP, CSV injection). Numbers stay numbers.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Cell = str | int | date | None

LONGEST = 32_767
"""Characters a cell of a workbook can hold."""
RUPIAH, COUNT, DAY = "#,##0", "0", "yyyy-mm-dd"
"""Number formats, as a workbook writes them."""

_STARTERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive can name."""
_MOMENTS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; ``form`` is the number format, for numbers and days only."""

    title: str
    width: int
    form: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a heading in bold, which stays in sight, and the rows under it."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def safe_text(text: str) -> str:
    """``text`` on one line that no spreadsheet takes for a formula: an apostrophe stands before one that would be."""
    plain = text.isascii() and text.isprintable() and len(text) < LONGEST and "  " not in text
    if plain and text == text.strip() and not text.startswith(_STARTERS):
        return text  # as nearly all are; what follows takes a character at a time
    shown = (each if unicodedata.category(each)[0] != "C" and not each.isspace() else " " for each in text[:LONGEST])
    line = " ".join("".join(shown).split())
    return f"'{line}"[:LONGEST] if line.startswith(_STARTERS) or text[:1] in {"\t", "\r", "\n"} else line


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The sheets as an XLSX file, the same bytes for the same rows on every day and machine."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = safe_text(title), "Loket"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def comma_separated(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The same rows as text (RFC 4180), with the mark by which spreadsheets know that it is UTF-8; texts as ``safe_text``."""
    target = io.StringIO(newline="")
    lines = csv.writer(target)
    lines.writerow([safe_text(title) for title in titles])
    for row in rows:
        lines.writerow([safe_text(value) if isinstance(value, str) else value for value in row])
    return target.getvalue().encode("utf-8-sig", "replace")


def _fill(page: Any, sheet: Sheet) -> None:
    """``page`` is a write-only worksheet, of whose parts the stubs know only some."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    heads = [WriteOnlyCell(page, safe_text(column.title)) for column in sheet.columns]
    for head in heads:
        head.font = Font(bold=True)
    page.append(heads)
    # One cell a column, filled anew in each row: a row is written at once, and a style costs ten times what a value does.
    cells: list[Any] = [WriteOnlyCell(page) for _ in sheet.columns]
    try:
        for row in sheet.rows:
            page.append(
                [_put(cell, value, column) for cell, value, column in zip(cells, row, sheet.columns, strict=True)]
            )
    except BaseException:
        # What was written so far lies in a file of the system's; whoever stopped does not want it there.
        page.close()
        page._writer.cleanup()  # noqa: SLF001 - there is no other way to have it removed before the program ends
        raise


def _put(cell: Any, value: Cell, column: Column) -> Any:
    """The text itself, or ``cell`` with the number or day in it."""
    if value is None or isinstance(value, str):
        return safe_text(value) if value else None
    cell.value = value
    if cell.number_format != column.form:
        cell.number_format = column.form
    return cell


def _timeless(made: bytes) -> bytes:
    """The same archive without the moment at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MOMENTS.sub(_FIXED, content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, content)
    return out.getvalue()
