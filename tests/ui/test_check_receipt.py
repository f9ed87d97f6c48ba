"""The page that says whether a receipt is ours: by keys or scanner, without a line, in words large enough."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.proof import proof_of
from counter_app.services.proofs import Finding, Verdict
from tests.helpers import registration_slips
from tests.helpers.proofs import HEAD, SeedSigner, proven
from tests.helpers.receipts import accepted
from tests.helpers.windows import ENTER, Shell
from ui.keys import Act
from ui.pages.check_receipt import CheckReceiptPage
from ui.translation import Language, Translation
from ui.words import Mood


def page_of(shell: Shell) -> CheckReceiptPage:
    page = shell.desk.pages[Act.CHECK_RECEIPT].widget
    assert isinstance(page, CheckReceiptPage)
    return page


def own_proof(shell: Shell) -> str:
    """The text in the code of a receipt that this counter has just sold."""
    payment = shell.sell()
    counter = shell.office.counter
    counter.enrolment.begin()
    return counter.printing.receipt(payment.receipt_number).proof or ""


def checked(shell: Shell, text: str) -> CheckReceiptPage:
    """F12, the text, Enter; until there is a verdict."""
    if shell.window.desk is None:
        shell.begin()
    shell.press(Qt.Key.Key_F12)
    page = page_of(shell)
    shell.type(text)
    shell.press(ENTER)
    shell.until(page.band.isVisible)
    return page


def test_a_receipt_of_this_counter_is_genuine_while_the_host_is_away(shell: Shell) -> None:
    shell.begin()
    text = own_proof(shell)
    shell.office.host.away = True
    page = checked(shell, text)
    words = shell.words(page)
    assert page.band.mood is Mood.OK
    assert "Asli" in words
    assert "000001" in words
    assert "Rp8.400" in words
    assert "DITERIMA" in words
    assert "berakhir 0002" in words


def test_a_registration_slip_is_read_on_the_same_page(shell: Shell) -> None:
    shell.begin()
    counter = shell.office.counter
    counter.enrolment.begin()
    slip = replace(registration_slips.issued(), office=counter.office)
    text = counter.proofs.slip_text(slip, HEAD)
    page = checked(shell, text)
    words = shell.words(page)
    assert page.band.mood is Mood.OK
    assert "D-9F3A-61C2" in words
    assert "KPJ TERBIT" in words
    assert "berakhir 1234" in words
    assert "22000001234" not in words


def test_one_changed_character_is_a_forgery_and_what_it_claims_is_not_believed(shell: Shell) -> None:
    shell.begin()
    page = checked(shell, own_proof(shell).replace("*8400*", "*9400*"))
    words = shell.words(page)
    assert page.band.mood is Mood.BAD
    assert "Tidak asli" in words
    assert "JANGAN DIPERCAYA" in words
    assert "Rp9.400" in words


def test_a_counter_whose_key_has_not_arrived_is_no_forger(shell: Shell) -> None:
    page = checked(shell, proven(accepted(), SeedSigner(9)))
    assert page.band.mood is Mood.WAIT
    assert "Tidak dapat dipastikan" in shell.words(page)


def test_something_else_is_said_to_be_unreadable_and_stays_in_the_field(shell: Shell) -> None:
    page = checked(shell, "https://example.org/x")
    assert page.band.mood is Mood.OFF
    assert "Tidak terbaca" in shell.words(page)
    assert page.field.text() == "https://example.org/x"


def test_the_next_scan_takes_the_place_of_the_last(shell: Shell) -> None:
    page = checked(shell, "first")
    shell.type("second")
    assert page.field.text() == "second"


def test_a_pasted_text_with_a_line_end_is_read(shell: Shell) -> None:
    shell.begin()
    text = own_proof(shell)
    shell.press(Qt.Key.Key_F12)
    QGuiApplication.clipboard().setText(f"  {text}\n")
    shell.press(Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    shell.press(ENTER)
    page = page_of(shell)
    shell.until(page.band.isVisible)
    assert page.band.mood is Mood.OK


def test_an_empty_enter_asks_nothing(shell: Shell) -> None:
    shell.begin()
    shell.press(Qt.Key.Key_F12)
    shell.press(ENTER)
    assert not page_of(shell).band.isVisible()
    assert shell.focused is page_of(shell).field


def test_what_was_typed_stays_while_the_clerk_serves_the_next_payer(shell: Shell) -> None:
    page = checked(shell, "LK1:half")
    shell.press(Qt.Key.Key_F2)
    shell.press(Qt.Key.Key_F12)
    assert page.field.text() == "LK1:half"
    assert page.band.isVisible()


def test_keys_that_cannot_be_read_are_no_verdict(shell: Shell) -> None:
    shell.begin()
    page = page_of(shell)
    shell.press(Qt.Key.Key_F12)
    page._failed(Unavailable(Service.DATABASE, "the file is locked"))
    assert page.band.mood is Mood.OFF
    assert "Tidak dapat dipastikan" in shell.words(page)


@pytest.mark.parametrize("finding", [Finding.RETIRED_KEY, Finding.FORGED])
def test_what_is_not_genuine_says_what_to_do_with_the_paper(
    shell: Shell, translation: Translation, finding: Finding
) -> None:
    translation.use(Language.ENGLISH)
    shell.begin()
    shell.press(Qt.Key.Key_F12)
    page = page_of(shell)
    proof = proof_of(accepted(), HEAD)
    page._found(Verdict(finding, proof))
    assert "Not genuine" in shell.words(page)
    assert "Keep the paper" in shell.words(page)
    assert "ounter {1} of office {0}".format(*proof.counter) in shell.words(page)
