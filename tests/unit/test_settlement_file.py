"""A settlement from a file: read whole, or refused with the line and the column at fault."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.reconciliation import SettlementRow
from counter_app.domain.settlement_file import FileFault
from counter_app.services import settlement_file
from counter_app.services.settlement_file import read_settlement
from tests.helpers.settlements import DAY, as_csv, as_json, as_page, lines_of, posted, undone

ZONE = ZoneInfo("Asia/Jakarta")
LINES = [line for own in (posted(1), undone(2), posted(3)) for line in lines_of(own)]


def read(data: bytes) -> list[SettlementRow]:
    return list(read_settlement(data, DAY, ZONE))


def refused(data: bytes) -> tuple[FileFault, int, str]:
    with pytest.raises(Declined) as declined:
        read(data)
    assert declined.value.reason is Reason.SETTLEMENT_FILE
    facts = declined.value.facts
    return FileFault(str(facts["file_fault"])), int(facts["row"]), str(facts["column"])


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_a_csv_is_read_as_it_was_written(mark: str, before: bytes) -> None:
    assert read(before + as_csv(LINES, mark=mark)) == LINES


def test_empty_lines_of_a_csv_say_nothing() -> None:
    assert read(as_csv(LINES).replace(b"\n", b"\n\n", 1)) == LINES


def test_a_json_is_read_as_the_host_answers() -> None:
    assert read(as_json(LINES)) == LINES


def test_all_pages_of_a_day_are_one_settlement() -> None:
    whole = as_page(LINES)
    first = {**whole, "postings": whole["postings"][:3], "more": True}
    last = {**whole, "postings": whole["postings"][3:]}
    assert read(json.dumps([first, last]).encode()) == LINES
    assert refused(json.dumps([last, first]).encode())[0] is FileFault.COUNT
    assert refused(json.dumps(first).encode())[0] is FileFault.COUNT
    assert refused(json.dumps([first, {**last, "total": 5}]).encode())[0] is FileFault.SUM


def test_a_day_without_postings_is_a_settlement_too() -> None:
    assert read(as_csv([])) == read(as_json([])) == []


def test_a_moment_belongs_to_the_hosts_day() -> None:
    data = as_csv(LINES[:1]).replace(b"T09:15:04+07:00", b"T23:30:00Z")
    (row,) = read(data)
    assert (row.posted_on - DAY).days == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"kind,", b"kind,kind,", (FileFault.COLUMN_TWICE, 1, "kind")),
        (b"hostReference", b"hostRef", (FileFault.COLUMN_UNKNOWN, 1, "hostRef")),
        (b"hostReference", b"=cmd()", (FileFault.COLUMN_UNKNOWN, 1, "=cmd()")),
        (b",tender", b"", (FileFault.CELLS, 2, "-")),
        (b"hostReference", b"tender", (FileFault.COLUMN_TWICE, 1, "tender")),
        (b"16800", b"16.800", (FileFault.VALUE, 2, "amount")),
        (b"16800", b"0", (FileFault.VALUE, 2, "amount")),
        (b"16800", b"-16800", (FileFault.VALUE, 2, "amount")),
        (b"16800", b"16800.50", (FileFault.VALUE, 2, "amount")),
        (b"16800", b"16801", (FileFault.SUM, 4, "netAmount")),
        (b"REVERSAL", b"reversal", (FileFault.VALUE, 4, "kind")),
        (b"3273025508920002", b"32730255O8920002", (FileFault.VALUE, 2, "customerNo")),
        (b"BPU000001", b"BPU\xc2\xa0001", (FileFault.VALUE, 2, "hostReference")),
        (b"BPU000001", b"", (FileFault.VALUE, 2, "hostReference")),
        (b"+07:00", b"", (FileFault.VALUE, 2, "postedAt")),
        (b"T09:15:04", b"T25:15:04", (FileFault.VALUE, 2, "postedAt")),
        (b"2026-11-22T", b"0001-01-01T", (FileFault.SUM, 0, "")),
        (b",2026-11-22,", b",2026-11-31,", (FileFault.VALUE, 2, "businessDate")),
        (b"TOTAL,,4", b"TOTAL,,3", (FileFault.COUNT, 4, "total")),
        (b"TOTAL,,4", b"TOTAL,,four", (FileFault.VALUE, 6, "referenceNo")),
        (b"TOTAL,,4,", b"TOTAL,,4,x", (FileFault.VALUE, 6, "hostReference")),
        (b",,25200,", b",,25.200,", (FileFault.VALUE, 6, "amount")),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_column(
    old: bytes, new: bytes, fault: tuple[FileFault, int, str]
) -> None:
    data = as_csv(LINES)
    assert old in data
    if fault[2] == "":  # a day long ago is a day: the comparison says what is wrong with it
        assert read(data.replace(old, new, 1))[0].posted_on.year == 1
    else:
        assert refused(data.replace(old, new, 1)) == fault


def test_a_csv_that_was_cut_off_is_noticed() -> None:
    data = as_csv(LINES)
    assert refused(data[: data.index(b"TOTAL")]) == (FileFault.NO_TOTAL, 5, "kind")
    assert refused(data + data.splitlines()[1])[:2] == (FileFault.SHAPE, 7)
    assert refused(data.replace(b"2026-11-22,,,\r\n", b"2026-11-21,,,\r\n"))[0] is FileFault.OTHER_DAY


def test_a_csv_without_a_column_that_is_needed() -> None:
    data = "\n".join(line.rpartition(",")[0] for line in as_csv(LINES).decode().splitlines())
    assert refused(data.replace("counterId", "tender").encode())[:1] == (FileFault.COLUMN_MISSING,)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b" \n\n", FileFault.EMPTY),
        (b"kind\0", FileFault.SHAPE),
        (b"PK\x03\x04\xff", FileFault.ENCODING),
        ("kind".encode("utf-16"), FileFault.ENCODING),
        (b'"kind', FileFault.SHAPE),
        (b"{", FileFault.SHAPE),
        (b"[]", FileFault.EMPTY),
        (b"[1]", FileFault.SHAPE),
        (b"[" * 100_000, FileFault.SHAPE),
        (b'{"total": NaN}', FileFault.SHAPE),
        (b'{"total": 1.5}', FileFault.SHAPE),
        (b'{"total": 1, "total": 2}', FileFault.COLUMN_TWICE),
        (b"{}", FileFault.COLUMN_MISSING),
    ],
)
def test_what_is_no_settlement_at_all(data: bytes, fault: FileFault) -> None:
    assert refused(data)[0] is fault


Page = dict[str, Any]


def _put(**parts: Any) -> Callable[[Page], Page]:
    return lambda page: {**page, **parts}


def _in_first(**parts: Any) -> Callable[[Page], Page]:
    return lambda page: {**page, "postings": [{**page["postings"][0], **parts}, *page["postings"][1:]]}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_put(total=True), (FileFault.VALUE, 1, "total")),
        (_put(total=3), (FileFault.COUNT, 4, "total")),
        (_put(more="no"), (FileFault.VALUE, 1, "more")),
        (_put(postings={}), (FileFault.VALUE, 1, "postings")),
        (_put(postings=[1]), (FileFault.SHAPE, 1, "-")),
        (_put(settlementDate="2026-11-21"), (FileFault.OTHER_DAY, 1, "settlementDate")),
        (_put(netAmount={"value": "1.00", "currency": "IDR"}), (FileFault.SUM, 4, "netAmount")),
        (_put(netAmount={"value": "1.00", "currency": "USD"}), (FileFault.VALUE, 1, "netAmount")),
        (_put(netAmount=None), (FileFault.VALUE, 1, "netAmount")),
        (_put(responseCode="5009400"), (FileFault.SHAPE, 1, "responseCode")),
        (_in_first(counterId=1), (FileFault.VALUE, 1, "counterId")),
        (_in_first(amount="8400"), (FileFault.VALUE, 1, "amount")),
        (_in_first(amount={"value": "8400.5", "currency": "IDR"}), (FileFault.VALUE, 1, "amount")),
    ],
)
def test_what_is_wrong_in_a_json_is_said_too(change: Callable[[Page], Page], fault: tuple[FileFault, int, str]) -> None:
    assert refused(json.dumps(change(as_page(LINES))).encode()) == fault


@pytest.mark.parametrize("name", ["amount", "counterId", "netAmount"])
def test_a_json_without_something_that_is_needed(name: str) -> None:
    page = as_page(LINES)
    (page if name in page else page["postings"][1]).pop(name)
    assert refused(json.dumps(page).encode())[::2] == (FileFault.COLUMN_MISSING, name)


def test_more_than_any_settlement_has_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement_file, "MOST_ROWS", 3)
    assert refused(as_csv(LINES)) == (FileFault.TOO_MANY, 5, "-")
    assert refused(as_json(LINES))[0] is FileFault.TOO_MANY
    monkeypatch.setattr(settlement_file, "MOST_BYTES", 10)
    assert refused(as_csv(LINES))[0] is FileFault.TOO_LARGE


def test_a_column_named_by_a_stranger_moves_no_cursor() -> None:
    assert refused(as_csv(LINES).replace(b"hostReference", b"\x1b[2J" + b"x" * 60, 1))[2] == " [2J" + "x" * 36


def outcome(data: bytes) -> list[SettlementRow] | Reason:
    """The lines, or why there are none; anything else that is raised is a bug."""
    try:
        return read(data)
    except Declined as declined:
        return declined.reason


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    assert outcome(data) in ([], Reason.SETTLEMENT_FILE)


@given(st.integers(0, len(as_csv(LINES)) - 1), st.binary(min_size=1, max_size=1))
def test_a_byte_that_was_changed_never_changes_what_the_lines_make(at: int, byte: bytes) -> None:
    data = as_csv(LINES)
    found = outcome(data[:at] + byte + data[at + 1 :])
    if found is not Reason.SETTLEMENT_FILE:
        assert isinstance(found, list)
        assert sum(row.signed_amount for row in found) == sum(line.signed_amount for line in LINES)


def test_the_example_in_the_manual_is_a_settlement() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "settlement-file.md").read_text(encoding="utf-8")
    example = manual.split("```")[1].strip().encode()
    rows = read_settlement(example, DAY, ZONE)
    assert [row.signed_amount for row in rows] == [8_400, -8_400]
    assert replace(rows[0], amount=rows[1].amount) == rows[0]
