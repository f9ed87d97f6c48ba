"""A statement is believed when the books say the same; whoever changed a byte of it, or of them, is found out."""

import io
from collections.abc import Callable

import pypdf
import pytest

from counter_app.domain.money import Rupiah
from counter_app.services.statement_seal import NoStatement, unsealed
from tests.helpers.builders import a_participant
from tests.helpers.proofs import SeedSigner
from tests.helpers.reply_host import posted
from tests.helpers.statements import TODAY, statement_check, statements
from tests.integration.services.conftest import CLERK, OTHER_CLERK, Bench
from tests.integration.services.test_verification import behind_the_back, edit_an_entry


@pytest.fixture
def file(bench: Bench) -> bytes:
    """Of a shift with three sales, the first of them confirmed."""
    payments = [bench.sell(bench.sale(a_participant(number))) for number in range(3)]
    bench.host.replies = [posted(payments[0])]
    bench.forwarder.forward(payments[0].id)
    bench.shifts.close(CLERK, Rupiah(200_000))
    return statements(bench).pdf(CLERK, CLERK.id, TODAY, TODAY)


def fault(bench: Bench, file: bytes) -> str:
    found = statement_check(bench).run(file).fault
    assert found is not None
    return found


def line_of(file: bytes, start: bytes) -> bytes:
    return next(line for line in file.splitlines(keepends=True) if line.startswith(start))


def test_a_statement_as_it_was_written_holds(bench: Bench, file: bytes) -> None:
    confirmed = statement_check(bench).run(file)
    assert confirmed.fault is None
    assert (confirmed.staff_number, confirmed.since, confirmed.own, confirmed.about) == ("1001", "2026-11-22", 7, 3)
    assert confirmed.sequence == 11


def test_it_goes_on_holding_when_the_books_go_on(bench: Bench, file: bytes) -> None:
    bench.sell(bench.sale(a_participant(7)))
    bench.shifts.close(CLERK, Rupiah(0))
    assert statement_check(bench).run(file).fault is None


def test_readers_of_pdf_do_not_mind_what_machines_read(file: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(file), strict=True)
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Laporan Petugas Loket 1001"


def test_any_byte_that_is_changed_is_found(bench: Bench, file: bytes) -> None:
    """Every third byte of the data, and one of each stretch of the pages."""
    data = file.index(b"%LOKET-STATEMENT-1")
    check = statement_check(bench)
    for place in [*range(0, data, 997), *range(data, len(file), 3)]:
        changed = bytearray(file)
        changed[place] ^= 1
        assert check.run(bytes(changed)).fault is not None, f"byte {place} of {len(file)}"


def test_a_changed_page_is_told_by_its_byte(bench: Bench, file: bytes) -> None:
    changed = bytearray(file)
    changed[1_000] ^= 1
    assert fault(bench, bytes(changed)) == (
        "its pages were changed: byte 1001 of the file is the first that is not as the counter wrote it"
    )


def test_a_page_that_was_cut_short_is_told_by_where_it_ends(bench: Bench, file: bytes) -> None:
    ending = file.index(b"startxref")
    pages = file[: file.index(b"%LOKET-STATEMENT-1")]
    doubled = pages[:-1] + b" \n" + file[len(pages) :]
    assert f"byte {len(pages)} of the file" in fault(bench, doubled)
    assert ending < len(pages)


def test_a_changed_hash_is_told_by_its_entry(bench: Bench, file: bytes) -> None:
    line = line_of(file, b"%= 3 ")
    changed = file.replace(line, line[:-2] + (b"0" if line[-2:-1] != b"0" else b"1") + b"\n")
    assert fault(bench, changed).startswith("journal entry 3: the file says")


def test_an_entry_left_out_is_named(bench: Bench, file: bytes) -> None:
    without = file.replace(line_of(file, b"%= 3 "), b"")
    assert fault(bench, without) == "journal entry 3 is under this name within these days, and missing in the file"


def test_an_entry_of_somebody_else_put_under_the_name_is_named(bench: Bench, file: bytes) -> None:
    line = line_of(file, b"%~ 5 ")
    assert "journal entry 5 is not under this name" in fault(bench, file.replace(line, line.replace(b"~", b"=")))


def test_an_entry_the_books_never_had_is_named(bench: Bench, file: bytes) -> None:
    line = line_of(file, b"%= 3 ")
    assert fault(bench, file.replace(line, line + line.replace(b" 3 ", b" 99 "))) == (
        "journal entry 99 is in the file and not in the books"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file: b"", "this is no statement"),
        (lambda file: b"%PDF-1.4\nstartxref\n1\n%%EOF\n", "this is no statement"),
        (lambda file: file + b"\n", "the end of the file was changed"),
        (lambda file: file.replace(b'%{"counter"', b'%["counter"'), "its data cannot be read"),
        (lambda file: file.replace(b'"staff": "1001"', b'"staffs": "1001"'), "the heading of its data was changed"),
        (lambda file: file.replace(line_of(file, b'%{"counter"'), b"%[]\n"), "the heading of its data was changed"),
        (lambda file: file.replace(b'"since": "2026-11-22"', b'"since": "2026-11-32"'), "the heading of its data"),
        (lambda file: file.replace(b"%= 3 ", b"%? 3 "), "its data cannot be read at: %? 3 "),
        (lambda file: file.replace(b"%= 3 ", b"%= \xff "), "its data cannot be read: they were changed"),
        (
            lambda file: file.replace(b'"counter": "L01"', b'"counter": "L02"'),
            "it is of counter L02 of office JKT-0042",
        ),
        (lambda file: file.replace(b'"since": "2026-11-22"', b'"since": "2026-11-21"'), "its signature is not this"),
    ],
)
def test_a_file_of_another_form_is_told_what_is_wrong(
    bench: Bench, file: bytes, change: Callable[[bytes], bytes], words: str
) -> None:
    changed = change(file)
    assert changed != file
    assert words in fault(bench, changed)


def test_pages_without_an_end_are_no_pages() -> None:
    with pytest.raises(NoStatement, match="the end of the file"):
        unsealed(b"%PDF\n%LOKET-STATEMENT-1\n%SIGNATURE 00\nstartxref\n1\n%%EOF\n")


def test_data_that_end_at_once_are_none() -> None:
    with pytest.raises(NoStatement, match="its data cannot be read"):
        unsealed(b"startxref\n1\n%%EOF\n%LOKET-STATEMENT-1\n%SIGNATURE 00\nstartxref\n1\n%%EOF\n")


def test_a_statement_that_another_machine_signed_is_not_believed(bench: Bench, file: bytes) -> None:
    assert "its signature is not this counter's" in (statement_check(bench, SeedSigner(9)).run(file).fault or "")
    assert statement_check(bench, SeedSigner(9), bench.signer).run(file).fault is None, "a key of before will do"


def test_books_that_were_rewritten_no_longer_confirm_it(bench: Bench, file: bytes) -> None:
    behind_the_back(bench, edit_an_entry)
    assert fault(bench, file) == "the books do not hold: journal entry 3: its bytes do not match its hash"


def test_a_statement_of_nothing_proves_that_nothing_was_done(bench: Bench) -> None:
    bench.sell()
    supervisor_file = statements(bench).pdf(OTHER_CLERK, OTHER_CLERK.id, TODAY, TODAY)
    confirmed = statement_check(bench).run(supervisor_file)
    assert (confirmed.fault, confirmed.own, confirmed.about) == (None, 0, 0)


def test_a_statement_of_an_empty_journal_holds(bench: Bench) -> None:
    assert statement_check(bench).run(statements(bench).pdf(CLERK, CLERK.id, TODAY, TODAY)).fault is None
