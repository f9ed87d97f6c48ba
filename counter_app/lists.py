"""Collectors' lists as files: CSV as a spreadsheet or a text editor writes it, and XLSX. Implements ``services.ports.ListReader``.

A file comes from outside. It is read within bounds, nothing in it is computed, and what was never text (a long number, of
which a spreadsheet keeps fifteen digits) is marked as such instead of being guessed at.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.registration_list import HEADER
from counter_app.services.ports import Sheet

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 50_000_000
"""Bytes."""
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 500

_EXACT = 15
"""Digits that a spreadsheet keeps of a number."""
_DELIMITERS = ",;\t"
_ZIP = b"PK\x03\x04"

Cell = tuple[str, bool]
"""The text of a cell, and whether digits of it may have been lost."""

Item = TypeVar("Item")


class _SheetCell(Protocol):
    """What is read of a cell of a workbook."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


class ListFiles:
    """Reads a list from a file, whatever its name ends in."""

    def read(self, path: Path) -> Sheet:
        """As ``ListReader.read``."""
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise _refused(f"larger than {LARGEST_FILE // 1_000_000} MB")
        lines = list(_xlsx(content) if content.startswith(_ZIP) else _csv(content))
        return _sheet(lines, hashlib.sha256(content).hexdigest())


def write_template(path: Path) -> None:
    """An empty list with the columns that are asked for: XLSX if the name ends so, else CSV. Raises ``OSError``, also
    when the file is there.
    """
    content = _template_xlsx() if path.suffix.lower() == ".xlsx" else (",".join(HEADER) + "\r\n").encode("utf-8-sig")
    with path.open("xb") as file:
        file.write(content)


def _sheet(lines: list[tuple[int, list[Cell]]], digest: str) -> Sheet:
    used = [(line, cells) for line, cells in lines if any(text.strip() for text, _ in cells)]
    if not used:
        raise _refused("empty")
    (_, header), *rows = used
    if len(rows) > MOST_ROWS:
        raise _refused(f"more than {MOST_ROWS} rows")
    if not rows:
        raise _refused("no rows below the header")
    return Sheet(
        tuple(text for text, _ in header),
        tuple((line, tuple(text for text, _ in cells)) for line, cells in rows),
        frozenset((line, place) for line, cells in rows for place, (_, lost) in enumerate(cells) if lost),
        digest,
    )


def _csv(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if reader.line_num > MOST_ROWS * 2:
                raise _refused(f"more than {MOST_ROWS} rows")
            yield reader.line_num, [(_checked(cell, reader.line_num, place), False) for place, cell in _few(cells)]
    except csv.Error as error:
        raise _refused(f"line {reader.line_num}: {error}") from None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise _refused("not a text file")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("neither UTF-8 nor Windows-1252")


def _xlsx(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    from openpyxl import load_workbook

    _require_bounded(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            for line, row in enumerate(book.worksheets[0].iter_rows(), 1):
                if line > MOST_ROWS * 2:
                    raise _refused(f"more than {MOST_ROWS} rows")
                yield line, [_cell(cell, line, place) for place, cell in _few(row)]
        finally:
            book.close()
    except Declined:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged or encrypted workbook makes its reader raise anything at all
        raise _refused(f"no readable workbook ({type(error).__name__})") from None


def _require_bounded(content: bytes) -> None:
    """Refuse a file that unpacks to more than a list can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sizes = [entry.file_size for entry in packed.infolist()]
    except zipfile.BadZipFile:
        raise _refused("no readable workbook") from None
    if sum(sizes) > LARGEST_UNPACKED or len(sizes) > 1_000:
        raise _refused("unpacks to more than a list can be")


def _cell(cell: "_SheetCell", line: int, place: int) -> Cell:
    """A cell's value as text: dates as such, whole numbers without a fraction."""
    value = cell.value
    if cell.data_type == "f":
        raise _formula(line, place)
    if value is None:
        return "", False
    if isinstance(value, datetime | date):
        return value.isoformat()[:10], False
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _checked(str(value), line, place)
    return text, isinstance(value, int) and len(text) > _EXACT


def _checked(text: str, line: int, place: int) -> str:
    if text.startswith("="):
        raise _formula(line, place)
    if len(text) > LONGEST_CELL:
        raise _refused(f"line {line}, column {place + 1}: longer than {LONGEST_CELL} characters")
    return text


def _formula(line: int, place: int) -> Declined:
    return _refused(f"line {line}, column {place + 1} holds a formula")


def _template_xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Pendaftaran"
    sheet.append(list(HEADER))
    sheet.freeze_panes = "A2"
    for column in sheet.iter_cols(min_row=1, max_row=500, max_col=len(HEADER)):
        for cell in column:
            cell.number_format = "@"  # as text, or a NIK would lose its last digit
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _few(cells: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    if len(cells) > MOST_COLUMNS:
        raise _refused(f"more than {MOST_COLUMNS} columns")
    yield from enumerate(cells)


def _refused(what: str) -> Declined:
    return Declined(Reason.LIST_FILE, what=what)
