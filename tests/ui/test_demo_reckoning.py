"""The demo's reckoning is of use only if it finds what does not add up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.shift import Shift
from counter_app.services.checkout import Sale
from tests.helpers.builders import NIK
from tests.helpers.counters import CLERK, TestCounter
from ui.demo.clerk import Clerk, DemoStuck
from ui.demo.reckoning import Posting, keep_receipt, reckon

FLOAT = Rupiah(50_000)


def sold(office: TestCounter) -> tuple[Shift, Payment]:
    """One payment, confirmed by the host and printed."""
    counter = office.counter
    shift = counter.shifts.open(CLERK, FLOAT)
    found = counter.lookup.exact(CLERK, counter.lookup.parse(NIK))
    payment = counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)
    confirmed = counter.forwarder.forward(payment.id)
    assert confirmed is not None
    return shift, confirmed


def posting_of(payment: Payment) -> Posting:
    return {"paymentRequestId": str(payment.id), "amount": payment.total}


def test_what_adds_up_has_no_fault(office: TestCounter) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, [posting_of(payment)], payment.total)
    assert reckoning.faults == []
    assert reckoning.summary["cash"] == {"float": FLOAT, "taken": payment.total, "expected": FLOAT + payment.total}
    assert reckoning.summary["payments"][0]["number"] == payment.receipt_number


Twist = Callable[[list[Posting]], list[Posting]]


@pytest.mark.parametrize(
    ("twist", "words"),
    [
        (lambda postings: [], "the host posted 0 times"),
        (lambda postings: postings * 2, "the host posted 2 times"),
        (lambda postings: [{**postings[0], "amount": 1}], "the host posted 1 times"),
        (lambda postings: [*postings, {"paymentRequestId": "x", "amount": 1}], "1 payments here, 2 postings"),
    ],
    ids=["lost", "doubled", "other amount", "not ours"],
)
def test_what_the_host_posted_otherwise_is_found(office: TestCounter, twist: Twist, words: str) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, twist([posting_of(payment)]), payment.total)
    assert any(words in fault for fault in reckoning.faults), reckoning.faults


def test_cash_that_is_missing_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, [posting_of(payment)], Rupiah(payment.total - 100))
    assert any("the payers handed over" in fault for fault in reckoning.faults), reckoning.faults


def test_a_payment_left_open_is_found(office: TestCounter) -> None:
    shift = office.counter.shifts.open(CLERK, FLOAT)
    found = office.counter.lookup.exact(CLERK, office.counter.lookup.parse(NIK))
    office.counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)
    reckoning = reckon(office.counter, shift, [], found.bill.total)
    assert any("is ACCEPTED, not CONFIRMED" in fault for fault in reckoning.faults), reckoning.faults


def test_paper_that_never_came_or_differs_is_found(office: TestCounter, tmp_path: Path) -> None:
    _, payment = sold(office)
    counter = office.counter
    receipt = counter.printing.receipt(payment.receipt_number)
    folder = tmp_path / "kept"
    assert keep_receipt(counter, receipt, folder) == f"receipt {payment.receipt_number} never reached the printer"
    printed = counter.settings.home / "printer" / f"{payment.receipt_number}.bin"
    printed.parent.mkdir()
    printed.write_bytes(b"another")
    assert "differs" in str(keep_receipt(counter, receipt, folder))
    printed.write_bytes((folder / f"{payment.receipt_number}.bin").read_bytes())
    assert keep_receipt(counter, receipt, folder) is None


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    field = QLineEdit(window)
    field.setObjectName("field")
    button = QPushButton("press", window)
    button.setObjectName("button")
    button.move(0, 40)
    button.clicked.connect(lambda: field.setText("clicked"))
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    return window


def test_the_demos_clerk_types_clicks_and_keeps_pictures(window: QWidget, tmp_path: Path) -> None:
    clerk = Clerk(window, tmp_path / "pictures")
    clerk.type("4")
    clerk.press(Qt.Key.Key_2)
    clerk.wait(lambda: clerk.words("field") == "42", "what was typed")
    clerk.click("button")
    assert clerk.words("field") == "clicked"
    clerk.picture("done")
    assert clerk.pictures == ["01-done.png"]
    assert (tmp_path / "pictures" / "01-done.png").exists()


def test_a_window_that_does_not_follow_stops_the_demo_with_a_picture(window: QWidget, tmp_path: Path) -> None:
    clerk = Clerk(window, tmp_path)
    with pytest.raises(DemoStuck, match="in vain for a miracle"):
        clerk.wait(lambda: False, "a miracle", seconds=0.05)
    assert clerk.pictures == ["01-stuck.png"]
    with pytest.raises(DemoStuck, match="no lever to click"):
        clerk.click("lever")
    assert clerk.words("lever") == ""
    assert not clerk.sees_paper()


def test_a_summary_tells_no_full_number(office: TestCounter) -> None:
    shift, payment = sold(office)
    summary: dict[str, Any] = reckon(office.counter, shift, [posting_of(payment)], payment.total).summary
    assert NIK not in str(summary)
