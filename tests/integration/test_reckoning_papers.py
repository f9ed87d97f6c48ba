"""A reckoning to take away: its sums are those of both books, and made twice it is the same to the byte."""

import hashlib
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from counter_app.domain.case import Case, CaseState, Closing, Proof, Proposal
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.reckoning_paper import ReckoningPaper
from counter_app.domain.reconciliation import Kind, Reckoning, RowKind, reckon
from counter_app.reports import reckoning as pages
from counter_app.reports.reckoning import ReckoningPages
from counter_app.reports.reckoning_sheet import ReckoningWorkbook
from counter_app.services.reckoning_papers import ReckoningPapers
from counter_app.services.reconciliation import Reconciliation
from tests.helpers.builders import NOW
from tests.helpers.clocks import ManualClock
from tests.helpers.database import fresh_store
from tests.helpers.many_payments import store_many
from tests.helpers.reply_host import RepliesHost
from tests.helpers.settlements import DAY, as_csv, as_json, line_of, lines_of, posted, undone
from tests.integration.services.conftest import OFFICE

AUDITOR = Actor("3001", "Ratna", Role.AUDITOR)
PAID_TWICE = 8


def one_of_each() -> Reckoning:
    """A day with one difference of every kind, one payment that waits, and two that agree."""
    ours = [posted(number) for number in range(1, 7)] + [undone(7), posted(PAID_TWICE)]
    waiting = posted(9, state=PaymentState.UNKNOWN, posted_on=None, host_reference=None)
    lines = {own.receipt_number[-6:]: lines_of(own) for own in [*ours, waiting]}
    changed = [
        *lines["000001"],
        *lines["000007"],
        replace(lines["000003"][0], amount=Rupiah(1)),
        replace(lines["000004"][0], business_date=DAY.replace(day=21)),
        *lines["000005"],
        line_of(ours[4], RowKind.REVERSAL),
        replace(lines["000006"][0], customer_no="3273025508920009"),
        *lines["000008"] * 2,
        line_of(posted(99, nik="3273025508920010")),
        *lines["000009"],
    ]
    return reckon(DAY, [*ours, waiting], changed)


def case_for(reckoning: Reckoning, kind: Kind, **parts: object) -> Case:
    difference = next(each for each in reckoning.differences if each.kind is kind)
    case = Case(
        id=posted(1).id,
        office_id=OFFICE.id,
        counter_id=OFFICE.counter_id,
        day=DAY,
        key=difference.key,
        kind=kind,
        receipt_number=difference.receipt_number,
        here=difference.here,
        there=difference.there,
        ours="null",
        theirs="[]",
        opened_at=NOW,
        opened_by="3001",
    )
    return replace(case, **parts)  # type: ignore[arg-type]


@pytest.fixture
def paper() -> ReckoningPaper:
    reckoning = one_of_each()
    closed = case_for(
        reckoning,
        Kind.TWICE,
        state=CaseState.CLOSED,
        owner="9001",
        proposal=Proposal("=pusat salah", Proof("surat"), "9001", NOW),
        closing=Closing("9001", "9002", NOW),
    )
    worked_on = case_for(reckoning, Kind.OTHER_AMOUNT, state=CaseState.ASSIGNED, owner="9001", gone_since=NOW)
    return ReckoningPaper(OFFICE, reckoning, (closed, worked_on, case_for(reckoning, Kind.OTHER_DAY)))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_day_has_one_difference_of_each_kind(paper: ReckoningPaper) -> None:
    assert sorted(each.kind for each in paper.reckoning.differences) == sorted(Kind)
    assert (paper.reckoning.matched, len(paper.reckoning.waiting)) == (2, 1)


def test_the_workbook_adds_up_and_holds_numbers(paper: ReckoningPaper) -> None:
    made = ReckoningWorkbook().render(paper)
    book: Any = load_workbook(io.BytesIO(made))
    sums = [[cell.value for cell in row] for row in book["Jumlah"].iter_rows(min_row=2)]
    total = paper.reckoning.total
    assert sums[-1][1:] == [total.count, total.here, total.there, total.here - total.there]
    for column in (1, 2, 3):
        assert sum(row[column] for row in sums[:-1]) == sums[-1][column]
    everything = list(book["Semua"].iter_rows(min_row=2, values_only=True))
    assert len(everything) == total.count
    assert (sum(row[3] for row in everything), sum(row[4] for row in everything)) == (total.here, total.there)
    conclusions = [row[6] for row in book["Selisih"].iter_rows(min_row=2, values_only=True)]
    assert "'=pusat salah" in conclusions


@pytest.mark.parametrize("renderer", [ReckoningPages(), ReckoningWorkbook()])
def test_made_twice_it_is_the_same_to_the_byte(
    paper: ReckoningPaper, renderer: ReckoningPages | ReckoningWorkbook
) -> None:
    assert renderer.render(paper) == renderer.render(replace(paper, reckoning=one_of_each()))


@pytest.mark.parametrize("renderer", [ReckoningPages(), ReckoningWorkbook()])
def test_no_number_of_a_payer_is_in_it(paper: ReckoningPaper, renderer: ReckoningPages | ReckoningWorkbook) -> None:
    made = renderer.render(paper)
    if made.startswith(b"PK"):
        made = json.dumps(
            [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(made))], default=str
        ).encode()
    else:
        made = text_of(made).encode()
    assert b"32730255089200" not in made


def test_the_pages_name_each_difference_and_where_it_stands(paper: ReckoningPaper) -> None:
    words = text_of(ReckoningPages().render(paper))
    for said in (
        "Hanya di loket",
        "Dua kali di pusat",
        "ditutup, 9001 dan 9002",
        "Halaman 1 dari 1",
        "belum ada kasus",
    ):
        assert said in words
    assert "selisih tidak ditemukan lagi" in words


def test_a_day_without_anything_has_pages_too() -> None:
    words = text_of(ReckoningPages().render(ReckoningPaper(OFFICE, reckon(DAY, [], []), ())))
    assert words.count("Tidak ada.") == 2


def test_of_very_many_differences_the_pages_name_the_first(
    monkeypatch: pytest.MonkeyPatch, paper: ReckoningPaper
) -> None:
    monkeypatch.setattr(pages, "MOST", 2)
    assert "dan 5 lagi" in text_of(ReckoningPages().render(paper))


@pytest.fixture
def many(tmp_path: Path) -> Iterator[tuple[Reconciliation, ReckoningPapers, list[bytes]]]:
    """Twenty thousand payments, the host's list of them, and the services over them."""
    store, clock = fresh_store(tmp_path), ManualClock()
    lines = [line_of(row) for row in store_many(store, 20_000)]
    papers = ReckoningPapers(store, ReckoningPages(), ReckoningWorkbook(), OFFICE, clock)
    yield Reconciliation(store, RepliesHost(), OFFICE, clock), papers, [as_json(lines), as_csv(lines)]
    store.close()


def test_twenty_thousand_lines_are_a_matter_of_seconds(
    many: tuple[Reconciliation, ReckoningPapers, list[bytes]],
) -> None:
    """Measured 9 to 11 times what it takes to parse the JSON and look every key up; a machine under load gets more."""
    service, _, (data, table) = many
    start = time.perf_counter()
    listed = {posting["paymentRequestId"]: posting for posting in json.loads(data)["postings"]}
    least = time.perf_counter() - start
    for content in (data, table):
        start = time.perf_counter()
        reckoning = service.run_file(AUDITOR, DAY, content)
        taken = time.perf_counter() - start
        assert (reckoning.matched, reckoning.differences) == (len(listed), ())
        assert taken < max(60 * least, 10.0)


def test_that_a_file_was_made_is_journaled_with_its_hash(tmp_path: Path) -> None:
    store, clock = fresh_store(tmp_path), ManualClock()
    papers = ReckoningPapers(store, ReckoningPages(), ReckoningWorkbook(), OFFICE, clock)
    reckoning = Reconciliation(store, RepliesHost(), OFFICE, clock).run_file(AUDITOR, DAY, as_csv([line_of(posted(1))]))
    made = papers.pdf(AUDITOR, reckoning), papers.xlsx(AUDITOR, reckoning)
    assert made == (papers.pdf(AUDITOR, reckoning), papers.xlsx(AUDITOR, reckoning))
    with store.reading() as work:
        entries = [json.loads(entry.canonical) for entry in work.journal.chain()]
    store.close()
    facts = [entry["facts"] for entry in entries if entry["act"] == Act.RECKONING_WRITTEN]
    assert facts[:2] == [
        {"form": form, "sha256": hashlib.sha256(content).hexdigest()}
        for form, content in zip(("pdf", "xlsx"), made, strict=True)
    ]
    assert papers.file_name(DAY, "pdf") == "rekonsiliasi-2026-11-22.pdf"
