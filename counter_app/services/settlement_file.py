"""The host's settlement of a day from a file: CSV, or the JSON of service 94's pages. ``docs/settlement-file.md`` is the
contract; a file that does not keep to it, or whose totals do not agree with its lines, is not used at all.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from counter_app.domain.money import Rupiah
from counter_app.domain.reconciliation import RowKind, SettlementRow
from counter_app.domain.settlement_file import FileFault, unusable

MOST_BYTES = 64_000_000
MOST_ROWS = 200_000
"""Far more than an office's busiest day, and little enough to be held in memory."""

DONE = "2009400"
_REQUIRED = (
    "kind",
    "paymentRequestId",
    "referenceNo",
    "hostReference",
    "customerNo",
    "amount",
    "postedAt",
    "businessDate",
    "counterId",
)
_OPTIONAL = ("requestId", "clerkId", "tender")
_COLUMNS = frozenset(_REQUIRED) | frozenset(_OPTIONAL)
_TOTAL = "TOTAL"
_OF_TOTAL = ("referenceNo", "amount", "businessDate")
"""The cells of the last line of a CSV: how many lines, their net amount, the day."""

_AMOUNT = re.compile(r"[0-9]{1,13}(\.00)?")
_NET = re.compile(r"-?[0-9]{1,15}(\.00)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
_NUMBER = re.compile(r"[0-9]{1,20}")
_TEXT = re.compile(r"[!-~]([ -~]{0,62}[!-~])?")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a file says of itself: how many lines, and their net amount in rupiah."""

    count: int
    net: int


def read_settlement(data: bytes, day: date, zone: tzinfo) -> Sequence[SettlementRow]:
    """The lines of a settlement of ``day``; ``zone`` is where the host's days begin.

    Raises ``Declined(SETTLEMENT_FILE)`` naming the first line (a CSV's, or a JSON's posting, from 1) and column at fault.
    """
    if len(data) > MOST_BYTES:
        raise unusable(FileFault.TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unusable(FileFault.ENCODING, row=data.count(b"\n", 0, error.start) + 1) from None
    if not text.strip() or "\0" in text:
        raise unusable(FileFault.SHAPE if text.strip() else FileFault.EMPTY)
    rows, told = _from_json(text, day, zone) if text.lstrip()[0] in "{[" else _from_csv(text, day, zone)
    if len(rows) != told.count:
        raise unusable(FileFault.COUNT, len(rows), "total")
    if sum(row.signed_amount for row in rows) != told.net:
        raise unusable(FileFault.SUM, len(rows), "netAmount")
    return rows


# --- CSV --------------------------------------------------------------------------------------------------------------


def _from_csv(text: str, day: date, zone: tzinfo) -> tuple[Sequence[SettlementRow], _Told]:
    lines = _csv_lines(text)
    _, header = next(lines)
    names = _names(header)
    rows: list[SettlementRow] = []
    for number, cells in lines:
        if len(cells) != len(names):
            raise unusable(FileFault.CELLS, number)
        values = dict(zip(names, cells, strict=True))
        if values["kind"] == _TOTAL:
            told = _told(values, number, day)
            after = next(lines, None)
            if after is not None:
                raise unusable(FileFault.SHAPE, after[0], "kind")
            return rows, told
        if len(rows) >= MOST_ROWS:
            raise unusable(FileFault.TOO_MANY, number)
        rows.append(_row(values, number, zone))
    raise unusable(FileFault.NO_TOTAL, len(rows) + 1, "kind")


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number. Which of the two separators it is, the header tells."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",", strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error:
        raise unusable(FileFault.SHAPE, reader.line_num) from None


def _names(header: Sequence[str]) -> Sequence[str]:
    for place, name in enumerate(header):
        if name not in _COLUMNS:
            raise unusable(FileFault.COLUMN_UNKNOWN, 1, _quoted(name))
        if name in header[:place]:
            raise unusable(FileFault.COLUMN_TWICE, 1, name)
    for name in _REQUIRED:
        if name not in header:
            raise unusable(FileFault.COLUMN_MISSING, 1, name)
    return header


def _told(values: Mapping[str, str], number: int, day: date) -> _Told:
    for name, value in values.items():
        if value and name not in {"kind", *_OF_TOTAL}:
            raise unusable(FileFault.VALUE, number, name)
    count, net = values["referenceNo"], values["amount"]
    if not _NUMBER.fullmatch(count):
        raise unusable(FileFault.VALUE, number, "referenceNo")
    if _day(values["businessDate"], number, "businessDate") != day:
        raise unusable(FileFault.OTHER_DAY, number, "businessDate")
    return _Told(int(count), _net(net, number, "amount"))


# --- JSON -------------------------------------------------------------------------------------------------------------


def _from_json(text: str, day: date, zone: tzinfo) -> tuple[Sequence[SettlementRow], _Told]:
    """One page of service 94, or a list of all the pages of a day."""
    read = _parsed(text)
    pages = read if isinstance(read, list) else [read]
    rows: list[SettlementRow] = []
    told: _Told | None = None
    for place, page in enumerate(pages, 1):
        postings, of_page = _page(page, len(rows) + 1, day)
        if told is not None and of_page != told:
            raise unusable(FileFault.SUM, len(rows) + 1, "netAmount")
        if page.get("more") is not (place < len(pages)):
            raise unusable(FileFault.COUNT, len(rows) + len(postings), "more")
        if len(rows) + len(postings) > MOST_ROWS:
            raise unusable(FileFault.TOO_MANY, MOST_ROWS + 1)
        told = of_page
        rows += [_row(_flat(posting, number), number, zone) for number, posting in enumerate(postings, len(rows) + 1)]
    if told is None:
        raise unusable(FileFault.EMPTY)
    return rows, told


def _parsed(text: str) -> Any:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(found)
        if len(values) != len(found):
            names = [name for name, _ in found]
            raise unusable(FileFault.COLUMN_TWICE, 0, _quoted(next(name for name in names if names.count(name) > 1)))
        return values

    def refused(_: str) -> Any:
        raise ValueError("a number that a settlement does not have")

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=refused, parse_float=refused)
    except (ValueError, RecursionError) as error:
        raise unusable(FileFault.SHAPE, getattr(error, "lineno", 0)) from None


def _page(page: Any, first: int, day: date) -> tuple[list[Any], _Told]:
    if not isinstance(page, dict) or page.get("responseCode", DONE) != DONE:
        raise unusable(FileFault.SHAPE, first, "responseCode" if isinstance(page, dict) else "-")
    for name, kind in (("settlementDate", str), ("postings", list), ("total", int), ("more", bool)):
        if name not in page:
            raise unusable(FileFault.COLUMN_MISSING, first, name)
        if not isinstance(page[name], kind) or (kind is int and isinstance(page[name], bool)):
            raise unusable(FileFault.VALUE, first, name)
    if _day(page["settlementDate"], first, "settlementDate") != day:
        raise unusable(FileFault.OTHER_DAY, first, "settlementDate")
    return page["postings"], _Told(page["total"], _net(_rupiah(page, first, "netAmount"), first, "netAmount"))


def _flat(posting: Any, number: int) -> Mapping[str, str]:
    if not isinstance(posting, dict):
        raise unusable(FileFault.SHAPE, number)
    values = {name: posting[name] for name in _COLUMNS & posting.keys() if name != "amount"}
    for name in _REQUIRED:
        if name not in posting:
            raise unusable(FileFault.COLUMN_MISSING, number, name)
    for name, value in values.items():
        if not isinstance(value, str):
            raise unusable(FileFault.VALUE, number, name)
    return {**values, "amount": _rupiah(posting, number, "amount")}


def _rupiah(holder: Mapping[str, Any], number: int, name: str) -> str:
    money = holder.get(name)
    if name not in holder:
        raise unusable(FileFault.COLUMN_MISSING, number, name)
    if not isinstance(money, dict) or money.get("currency") != "IDR" or not isinstance(money.get("value"), str):
        raise unusable(FileFault.VALUE, number, name)
    return str(money["value"])


# --- one line, whatever it was written in -----------------------------------------------------------------------------


def _row(values: Mapping[str, str], number: int, zone: tzinfo) -> SettlementRow:
    kind, amount = values["kind"], values["amount"]
    if kind not in set(RowKind):
        raise unusable(FileFault.VALUE, number, "kind")
    if not (_AMOUNT.fullmatch(amount) and int(amount.partition(".")[0])):
        raise unusable(FileFault.VALUE, number, "amount")
    if not _NUMBER.fullmatch(values["customerNo"]):
        raise unusable(FileFault.VALUE, number, "customerNo")
    for name in ("paymentRequestId", "referenceNo", "hostReference", "counterId"):
        if not _TEXT.fullmatch(values[name]):
            raise unusable(FileFault.VALUE, number, name)
    return SettlementRow(
        kind=RowKind(kind),
        key=values["paymentRequestId"],
        receipt_number=values["referenceNo"],
        host_reference=values["hostReference"],
        customer_no=values["customerNo"],
        amount=Rupiah(int(amount.partition(".")[0])),
        posted_on=_posted_on(values["postedAt"], number, zone),
        business_date=_day(values["businessDate"], number, "businessDate"),
        counter_id=values["counterId"],
    )


def _net(text: str, number: int, column: str) -> int:
    if not _NET.fullmatch(text):
        raise unusable(FileFault.VALUE, number, column)
    return int(text.partition(".")[0])


def _day(text: str, number: int, column: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a 31st of November is answered below, as everything is that is no day
    raise unusable(FileFault.VALUE, number, column)


def _posted_on(text: str, number: int, zone: tzinfo) -> date:
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(zone).date()
    except (ValueError, OverflowError):
        pass  # an hour 25, or a moment before the first year, is answered below
    raise unusable(FileFault.VALUE, number, "postedAt")


def _quoted(name: str) -> str:
    """A column's name as somebody wrote it: short, and with nothing in it that moves what stands beside it."""
    return "".join(each if each.isprintable() else " " for each in name[:40]) or "-"
