"""A counter to learn on: known by its number, marked on all its paper, and proving nothing."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import counter_app.printing.document as document_module
from counter_app import training
from counter_app.domain.paper import Paper
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.proof import UnreadableProof, read_proof
from counter_app.domain.training import MARK, OFFICE_ID, WARNING
from counter_app.printing.document import Band, Cut, Document, Gap, Qr, Text
from counter_app.printing.profile import profile_by_name
from counter_app.printing.recovery_paper import recovery_document
from counter_app.printing.render import FORMATS, Format, document_of, render
from counter_app.receipt_keys import check_signature
from counter_app.reports import pages
from counter_app.services.proofs import Finding, Proofs
from counter_app.settings import HostSettings, ServerSettings, Settings
from counter_app.settings_file import SettingsError, parse
from counter_app.settings_keys import PROFILES
from counter_app.settings_writing import written
from tests.helpers import receipts, slips
from tests.helpers.proofs import HEAD, PocketRing, SeedSigner, key_of

LATIHAN = training.OFFICE


def settings(**changes: object) -> Settings:
    host = HostSettings(
        "https://127.0.0.1:8443", "key", Path("/h/s"), "40115", private_key_file=Path("/h/k"), ca_file=Path("/h/ca")
    )
    return replace(
        Settings(Path("/h"), LATIHAN, host, PrinterSettings("file:///h/printer")),
        **changes,  # type: ignore[arg-type]
    )


def of_training(paper: Paper) -> Paper:
    return replace(paper, office=LATIHAN)


PAPERS: dict[str, Paper] = {
    "confirmed": receipts.confirmed(),
    "accepted": receipts.accepted(),
    "copy": receipts.copy_of(receipts.by_qris(), 2),
    "refund": slips.refund(),
    "reversal": slips.reversal(),
    "closing": slips.closing(),
}


# --- paper ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAPERS)
def test_every_slip_says_latihan_above_and_below_and_a_real_one_never_does(name: str) -> None:
    for profile in map(profile_by_name, PROFILES):
        lines = render(of_training(PAPERS[name]), profile, "txt").decode().strip().splitlines()
        assert WARNING in lines[0]
        assert WARNING in lines[-1]
        assert MARK not in render(PAPERS[name], profile, "txt").decode()


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_leaves_it_out(name: str, form: Format) -> None:
    profile = profile_by_name("thermal-58")
    assert render(of_training(PAPERS[name]), profile, form) != render(PAPERS[name], profile, form)
    if form == "escpos":
        assert render(of_training(PAPERS[name]), profile, form).count(WARNING.encode()) == 2


def test_every_code_on_training_paper_begins_with_latihan() -> None:
    for paper in PAPERS.values():
        codes = [block.text for block in document_of(of_training(paper)).blocks if isinstance(block, Qr)]
        assert all(code.startswith(f"{MARK}:") for code in codes)
    assert any(isinstance(block, Qr) for block in document_of(of_training(slips.closing())).blocks)


def test_a_document_of_a_training_office_cannot_exist_without_it() -> None:
    document = Document("t", LATIHAN.name, (Text("x"), Cut()))
    assert document.blocks == (Band(WARNING), Text("x"), Gap(), Band(WARNING), Cut())
    assert replace(document, title="again").blocks == document.blocks
    assert Band(WARNING) in recovery_document(LATIHAN, ["ABCD"], "22 November 2026").blocks
    assert Document("t", "Kantor Pos Melati", (Text("x"),)).blocks == (Text("x"),)


def test_every_printed_document_is_known_by_its_office() -> None:
    """``author`` is what the mark goes by: whoever writes another document gives the office's name there."""
    folder = Path(document_module.__file__).parent
    authors = re.compile(r"author=([^\n]*)")
    named = {
        f"{file.name}: {match[1]}"
        for file in folder.glob("*.py")
        for match in authors.finditer(file.read_text(encoding="utf-8"))
    }
    assert len(named) >= 5
    assert [each for each in named if "office.name" not in each and "document.author" not in each] == []


def test_every_report_is_known_by_its_office() -> None:
    folder = Path(pages.__file__).parent
    calls = [
        match[1]
        for file in folder.rglob("*.py")
        if file.name != "pages.py"
        for match in re.finditer(r"author=([^\n]*)", file.read_text(encoding="utf-8"))
    ]
    assert calls
    assert [each for each in calls if "office" not in each] == []


def test_every_page_of_a_report_says_latihan() -> None:
    from reportlab.platypus import PageBreak, Spacer

    def words(author: str) -> list[str]:
        story = [Spacer(1, 10), PageBreak(), Spacer(1, 10)]
        report = pages.document(story, title="Laporan", author=author, foot="Loket 01")
        return [page.extract_text() for page in PdfReader(BytesIO(report)).pages]

    assert [MARK in page for page in words("Kantor Pos Melati")] == [False, False]
    assert [WARNING in page and page.count(MARK) == 4 for page in words(LATIHAN.name)] == [True, True]


def test_a_report_that_draws_its_own_pages_draws_the_mark_on_them() -> None:
    drawn = [
        file.read_text(encoding="utf-8")
        for file in Path(pages.__file__).parent.rglob("*.py")
        if "Canvas(" in file.read_text(encoding="utf-8")
    ]
    assert len(drawn) >= 2
    assert all("draw_mark(canvas)" in text or "draw_mark(self)" in text for text in drawn)


# --- proof ----------------------------------------------------------------------------------------------------


def training_code(signer: SeedSigner) -> str:
    receipt = replace(receipts.confirmed(), office=LATIHAN, number="LATIHAN-L1-000001")
    return Proofs(signer, PocketRing(), check_signature).text(receipt, HEAD)


def test_a_training_code_is_never_genuine_not_even_where_its_key_is_known() -> None:
    signer = SeedSigner()
    code = training_code(signer)
    assert code.startswith("LATIHAN:LK1:")
    ring = PocketRing(key_of(signer, "LATIHAN", "L1"))
    for text in (code, code.removeprefix("LATIHAN:"), f"  {code}\n"):
        assert Proofs(signer, ring, check_signature).verify(text).finding is Finding.TRAINING


def test_a_training_code_is_no_text_that_a_counter_prints() -> None:
    with pytest.raises(UnreadableProof):
        read_proof(training_code(SeedSigner()))


def test_what_is_left_when_the_mark_is_taken_off_was_signed_by_nobody() -> None:
    signer = SeedSigner()
    proof, signature = read_proof(training_code(signer).removeprefix("LATIHAN:"))
    assert not check_signature(signer.public_key(), proof.statement.encode(), signature)


def test_the_longest_training_code_still_fits_the_narrowest_paper() -> None:
    receipt = replace(
        receipts.confirmed(), office=LATIHAN, number="LATIHAN-L1-000001", host_reference="B" * 40, proof=""
    )
    coded = replace(receipt, proof=Proofs(SeedSigner(), PocketRing(), check_signature).text(receipt, HEAD))
    for profile in map(profile_by_name, PROFILES):
        assert render(coded, profile, "escpos")


# --- settings -------------------------------------------------------------------------------------------------


def faults(changed: Settings) -> str:
    with pytest.raises(SettingsError) as refused:
        parse(written(changed), changed.home)
    return str(refused.value)


def test_the_training_offices_own_settings_are_read_back() -> None:
    assert parse(written(settings()), Path("/h")).office.is_training


def test_a_training_office_is_never_sent_to_a_host_elsewhere() -> None:
    far = replace(settings().host, base_url="https://host.example.org")
    assert "host.base_url" in faults(settings(host=far))


def test_a_training_office_has_neither_the_aggregator_nor_a_server() -> None:
    assert "host.adapter" in faults(settings(host=replace(settings().host, adapter="iak")))
    server = ServerSettings("postgresql+psycopg://loket@127.0.0.1/loket")
    assert "server.url" in faults(settings(server=server))


def test_no_real_office_is_called_latihan_and_no_training_office_is_called_otherwise() -> None:
    assert "office.name" in faults(settings(office=replace(LATIHAN, id="40115")))
    assert "office.name" in faults(settings(office=replace(LATIHAN, name="Kantor Pos Melati")))
    assert "office.name" in faults(settings(office=replace(LATIHAN, id=OFFICE_ID.lower(), name="Kantor Pos")))


def test_the_training_of_a_training_home_is_that_home(tmp_path: Path) -> None:
    folder = training.folder_of(tmp_path)
    assert folder == tmp_path / "training"
    assert training.folder_of(folder / "home") == folder
