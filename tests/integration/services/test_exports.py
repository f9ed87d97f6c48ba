"""The list of payments, what of it is found, and the list as a file: inert, masked, counted and journaled."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.report_list import Wanted
from counter_app.reports.transactions import TransactionsCsv, TransactionsWorkbook
from counter_app.services.exports import Exported, Exports, Form, FullNumbers, Transactions, Watch
from tests.helpers.builders import a_participant
from tests.integration.services.conftest import AUDITOR, CLERK, SUPERVISOR, Bench

ZONE = ZoneInfo("Asia/Jakarta")
EVIL = '=HYPERLINK("http://x")\u202e\tSITI'


def exports_of(bench: Bench) -> Exports:
    return Exports(bench.store, TransactionsCsv(ZONE), TransactionsWorkbook(ZONE), bench.office, bench.clock)


@pytest.fixture
def sold(bench: Bench) -> list[Payment]:
    """Three payments: in cash by SITI, by QRIS by BUDI, and a cancelled one of somebody with a name that is a formula."""
    bench.shifts.open(CLERK, Rupiah(200_000))
    made = []
    for name, kind, months in (
        ("SITI AMINAH", TenderKind.CASH, 1),
        ("BUDI SANTOSO", TenderKind.QRIS, 3),
        (EVIL, TenderKind.CASH, 6),
    ):
        sale = bench.sale(a_participant(next(bench.payers), name=name), months)
        made.append(bench.checkout.commit(CLERK, sale, kind, sale.bill.total, "QR-1234"))
    bench.cancelling.cancel(CLERK, made[2].id, "salah peserta", bench.consent(Deed.CANCEL, made[2].id))
    return made


def today(sold: list[Payment]) -> Wanted:
    return Wanted(sold[0].business_date, sold[0].business_date)


def made(bench: Bench, wanted: Wanted, form: Form = Form.CSV, full: FullNumbers | None = None) -> Exported:
    exported = exports_of(bench).make(AUDITOR, wanted, form, full=full)
    assert exported is not None
    return exported


def consented(bench: Bench, why: str = "permintaan pengadilan") -> FullNumbers:
    export_id = uuid4()
    return FullNumbers(export_id, why, bench.consent(Deed.EXPORT_FULL, export_id, AUDITOR))


def rows_of(exported: Exported) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (lambda wanted: wanted, [2, 1, 0]),
        (lambda wanted: replace(wanted, tender=TenderKind.QRIS), [1]),
        (lambda wanted: replace(wanted, state=PaymentState.CANCELLED), [2]),
        (lambda wanted: replace(wanted, text="aminah"), [0]),
        (lambda wanted: replace(wanted, text="budi 000002"), [1]),
        (lambda wanted: replace(wanted, text="%"), []),
        (lambda wanted: replace(wanted, clerk=CLERK.id), [2, 1, 0]),
        (lambda wanted: replace(wanted, clerk="7777"), []),
        (lambda wanted: replace(wanted, offline=True), []),
        (lambda wanted: replace(wanted, offline=False), [2, 1, 0]),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(
    bench: Bench, sold: list[Payment], narrowed: Callable[[Wanted], Wanted], found: list[int]
) -> None:
    wanted = narrowed(today(sold))
    page = Transactions(bench.store).page(AUDITOR, wanted)
    assert [each.id for each in page] == [sold[place].id for place in found]
    sums = Transactions(bench.store).sums(AUDITOR, wanted)
    assert (sums.taken.count, sums.taken.amount) == (len(found), sum(sold[place].total for place in found))


def test_amounts_are_found_from_and_to_both_included(bench: Bench, sold: list[Payment]) -> None:
    exact = replace(today(sold), least=sold[1].total, most=sold[1].total)
    assert [each.id for each in Transactions(bench.store).page(AUDITOR, exact)] == [sold[1].id]
    above = replace(today(sold), least=sold[1].total + 1)
    assert [each.id for each in Transactions(bench.store).page(AUDITOR, above)] == [sold[2].id]


def test_pages_follow_each_other_and_numbers_are_masked(bench: Bench, sold: list[Payment]) -> None:
    first = Transactions(bench.store).page(AUDITOR, today(sold))
    rest = Transactions(bench.store).page(AUDITOR, today(sold), before=first[0].sequence)
    assert list(rest) == list(first[1:])
    assert all(each.nik.startswith("************") for each in first)
    assert first[0].returned == sold[2].total


def test_a_file_is_masked_and_nothing_in_it_is_a_formula(bench: Bench, sold: list[Payment]) -> None:
    exported = made(bench, today(sold))
    assert [row["Struk"] for row in rows_of(exported)] == [payment.receipt_number for payment in sold]
    for payment in sold:
        for secret in (payment.payer.nik, payment.payer.kpj):
            assert secret.encode() not in exported.content
    assert b"AMINAH" not in exported.content, "of a name only what its payer is known by"
    assert [int(row["Jumlah"]) for row in rows_of(exported)] == [payment.total for payment in sold]
    assert [int(row["Dikembalikan"]) for row in rows_of(exported)] == [0, 0, sold[2].total]
    whole = made(bench, today(sold), full=consented(bench))
    name = rows_of(whole)[2]["Peserta"]
    assert name.startswith("'=HYPERLINK")
    assert not {"\u202e", "\t"} & set(name)


def test_a_workbook_says_the_same_with_numbers_as_numbers(bench: Bench, sold: list[Payment]) -> None:
    exported = made(bench, today(sold), Form.XLSX)
    sheet = load_workbook(io.BytesIO(exported.content)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert [row[head.index("Jumlah")] for row in rows] == [payment.total for payment in sold]
    text = zipfile.ZipFile(io.BytesIO(exported.content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in text
    assert made(bench, today(sold), Form.XLSX).content == exported.content


def test_an_export_is_journaled_with_counts_and_the_files_hash(bench: Bench, sold: list[Payment]) -> None:
    exported = made(bench, replace(today(sold), text="siti", tender=TenderKind.CASH))
    (facts,) = bench.entries(Act.LIST_EXPORTED)
    assert facts["sha256"] == hashlib.sha256(exported.content).hexdigest()
    assert (facts["payments"], facts["form"], facts["tender"], facts["actor"]) == (2, "csv", "CASH", AUDITOR.id)
    assert "siti" not in str(facts).lower(), "whom somebody looked for is nobody's business"


def test_full_numbers_need_a_reason_and_a_second_person_each_time(bench: Bench, sold: list[Payment]) -> None:
    full = consented(bench)
    exported = made(bench, today(sold), full=full)
    assert sold[0].payer.nik in {row["NIK"] for row in rows_of(exported)}
    assert exported.name.endswith("-lengkap.csv")
    (facts,) = bench.entries(Act.LIST_EXPORTED)
    assert (facts["why"], facts["approved_by"]) == ("permintaan pengadilan", SUPERVISOR.id)
    assert bench.verification.run().fault is None
    for other, reason in (
        (full, Reason.APPROVAL_SPENT),
        (replace(full, consent=None), Reason.APPROVAL_NEEDED),
        (replace(consented(bench), export_id=uuid4()), Reason.APPROVAL_SPENT),
        (consented(bench, "ya"), Reason.WORDS_MISSING),
    ):
        with pytest.raises(Declined) as refused:
            made(bench, today(sold), full=other)
        assert refused.value.reason is reason
    assert len(bench.entries(Act.LIST_EXPORTED)) == 1


def test_a_cancelled_export_leaves_nothing(bench: Bench, sold: list[Payment], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.services.exports._TOLD_EVERY", 1)
    far: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: far.append((done, total)), lambda: len(far) == 2)
    assert exports_of(bench).make(AUDITOR, today(sold), Form.XLSX, watch) is None
    assert far == [(1, 3), (2, 3)]
    assert bench.entries(Act.LIST_EXPORTED) == []


def test_whoever_does_not_look_gets_the_whole_list(
    bench: Bench, sold: list[Payment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.services.exports._TOLD_EVERY", 1)
    made = exports_of(bench).make(AUDITOR, today(sold), Form.CSV)
    assert made is not None
    assert all(payment.receipt_number.encode() in made.content for payment in sold)


def test_a_clerk_takes_no_list_away(bench: Bench, sold: list[Payment]) -> None:
    with pytest.raises(Declined) as refused:
        exports_of(bench).make(CLERK, today(sold), Form.CSV)
    assert refused.value.reason is Reason.NOT_ALLOWED
