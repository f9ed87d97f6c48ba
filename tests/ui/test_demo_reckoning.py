"""The demo's reckoning is of use only if it finds what does not add up."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import counted_of
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.shift import Shift
from counter_app.services.checkout import Sale
from tests.helpers.builders import NIK
from tests.helpers.counters import CLERK, PIN, TestCounter
from tests.helpers.people import OTHER, SUPERVISOR, hire
from ui.demo.clerk import Clerk, DemoStuck
from ui.demo.papers import keep_receipt, keep_slip
from ui.demo.power_cut import Left
from ui.demo.reckoning import Posting, Seen, reckon
from ui.dialogs.bug import BugDialog
from ui.two_line_model import CellRole

FLOAT = Rupiah(50_000)
Index = QModelIndex | QPersistentModelIndex


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
    return {"paymentRequestId": str(payment.id), "amount": payment.total, "reversed": False}


def test_what_adds_up_has_no_fault(office: TestCounter) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, [posting_of(payment)], Seen(payment.total))
    assert reckoning.faults == []
    seen = {"taken": payment.total, "returned": 0, "dropped": 0, "missing": 0}
    assert reckoning.summary["cash"] == {"float": FLOAT, **seen, "expected": FLOAT + payment.total, "counted": None}
    assert reckoning.summary["payments"][0]["number"] == payment.receipt_number


Twist = Callable[[list[Posting]], list[Posting]]


@pytest.mark.parametrize(
    ("twist", "words"),
    [
        (lambda postings: [], "the host posted 0 times"),
        (lambda postings: postings * 2, "the host posted 2 times"),
        (lambda postings: [{**postings[0], "amount": 1}], "the host posted 1 times"),
        (lambda postings: [*postings, {"paymentRequestId": "x", "amount": 1}], "1 payments to be posted here, 2"),
        (lambda postings: [{**postings[0], "reversed": True}], "CONFIRMED: the host posted 1 times"),
    ],
    ids=["lost", "doubled", "other amount", "not ours", "undone without us"],
)
def test_what_the_host_posted_otherwise_is_found(office: TestCounter, twist: Twist, words: str) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, twist([posting_of(payment)]), Seen(payment.total))
    assert any(words in fault for fault in reckoning.faults), reckoning.faults


def test_cash_that_is_missing_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, [posting_of(payment)], Seen(Rupiah(payment.total - 100)))
    assert any("the payers handed over" in fault for fault in reckoning.faults), reckoning.faults


def test_cash_that_went_back_and_is_in_no_book_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    reckoning = reckon(office.counter, shift, [posting_of(payment)], Seen(payment.total, Rupiah(100)))
    assert any("100 went back" in fault for fault in reckoning.faults), reckoning.faults


def closed(office: TestCounter, shift: Shift, cash: int) -> None:
    """Counted, shown, and closed as counted, with whatever that makes of a variance."""
    hire(office, SUPERVISOR)
    closings = office.counter.day.closings
    closings.count(CLERK, shift.id, counted_of(in_few_pieces(Rupiah(cash)), {}))
    ways = closings.reveal(CLERK, shift.id).ways
    consent = office.counter.approvals.give(CLERK, Deed.VARIANCE, shift.id, SUPERVISOR.id, PIN)
    closings.close(CLERK, shift.id, reason="less than there was", approval_id=consent.id if ways.has_variance else None)


def test_a_count_that_is_short_of_something_else_than_was_seen_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    closed(office, shift, FLOAT + payment.total - 2_000)
    postings = [posting_of(payment)]
    short = [reckon(office.counter, shift, postings, Seen(payment.total, missing=Rupiah(less))) for less in (2_000, 0)]
    assert short[0].summary["cash"]["counted"] == FLOAT + payment.total - 2_000
    assert [any("was counted where" in fault for fault in each.faults) for each in short] == [False, True]


def test_cash_that_went_to_the_vault_and_is_in_no_book_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    seen = Seen(payment.total, dropped=Rupiah(10_000))
    reckoning = reckon(office.counter, shift, [posting_of(payment)], seen)
    assert any("10000 to the vault" in fault for fault in reckoning.faults), reckoning.faults


def test_a_drawer_is_followed_to_the_clerk_who_took_it_over(office: TestCounter) -> None:
    shift, payment = sold(office)
    hire(office, OTHER)
    handovers, cash = office.counter.day.handovers, Rupiah(FLOAT + payment.total)
    office.counter.day.closings.count(CLERK, shift.id, counted_of(in_few_pieces(cash), {}))
    office.counter.day.closings.reveal(CLERK, shift.id)
    handovers.accept(OTHER, handovers.offer(CLERK, OTHER.id).handover.id)
    summary = reckon(office.counter, shift, [posting_of(payment)], Seen(payment.total)).summary
    assert summary["shifts"] == [{"clerk": CLERK.id, "float": FLOAT}, {"clerk": OTHER.id, "float": cash}]
    assert summary["cash"]["expected"] == cash


def test_a_reversal_whose_money_is_not_back_is_found(office: TestCounter) -> None:
    shift, payment = sold(office)
    counter = office.counter
    hire(office, SUPERVISOR)
    consent = counter.approvals.give(CLERK, Deed.REVERSE, payment.id, SUPERVISOR.id, PIN)
    counter.reversals.ask(CLERK, payment.id, "another person", consent.id)
    counter.forwarder.forward_reversal(consent.id)
    undone = {**posting_of(payment), "reversed": True}
    open_ = reckon(counter, shift, [undone], Seen(payment.total))
    assert open_.faults == [
        *(fault for fault in open_.faults if "paper that never came out" in fault),
        f"the reversal of {payment.receipt_number} is CONFIRMED, not REFUNDED",
    ]
    counter.refunds.pay_out(CLERK, payment.id)
    settled = reckon(counter, shift, [undone], Seen(payment.total, payment.total))
    assert settled.faults == []
    assert settled.summary["payments"][0]["reversal"] == "REFUNDED"


def test_a_slip_is_kept_as_it_was_printed(office: TestCounter, tmp_path: Path) -> None:
    _, payment = sold(office)
    counter, folder = office.counter, tmp_path / "kept"
    slip = counter.confirmations.ask(CLERK, payment.id)
    name = f"{payment.receipt_number}-konfirmasi.bin"
    assert "never reached the printer" in str(keep_slip(counter, slip, folder))
    printed = counter.settings.home / "printer" / name
    printed.parent.mkdir()
    printed.write_bytes((folder / name).read_bytes())
    assert keep_slip(counter, slip, folder) is None


def test_a_payment_left_open_is_found(office: TestCounter) -> None:
    shift = office.counter.shifts.open(CLERK, FLOAT)
    found = office.counter.lookup.exact(CLERK, office.counter.lookup.parse(NIK))
    office.counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)
    reckoning = reckon(office.counter, shift, [], Seen(found.bill.total))
    assert any("is ACCEPTED, not at rest" in fault for fault in reckoning.faults), reckoning.faults


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


def test_a_fault_that_the_window_shows_stops_the_demo(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = Clerk(window, tmp_path)
    bug = BugDialog(window)
    qtbot.addWidget(bug)
    clerk.picture("well")
    bug.show()
    with pytest.raises(DemoStuck, match="a fault of the program"):
        clerk.picture("not well")


def test_a_summary_tells_no_full_number(office: TestCounter) -> None:
    shift, payment = sold(office)
    summary: dict[str, Any] = reckon(office.counter, shift, [posting_of(payment)], Seen(payment.total)).summary
    assert NIK not in str(summary)


def test_pictures_are_numbered_on_from_those_that_are_there(window: QWidget, tmp_path: Path) -> None:
    Clerk(window, tmp_path).picture("before")
    clerk = Clerk(window, tmp_path)
    clerk.picture("after")
    assert clerk.pictures == ["01-before.png", "02-after.png"]


class _Rows(QAbstractTableModel):
    """Three payments, of which only the id is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.ids = [uuid4() for _ in range(3)]

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return len(self.ids)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 1

    def data(self, index: Index, role: int = 0) -> object:
        if role == CellRole.ROW:
            return SimpleNamespace(payment=SimpleNamespace(id=self.ids[index.row()]))
        return None


def test_the_demos_clerk_finds_a_row_with_the_arrow_keys(qtbot: QtBot, tmp_path: Path) -> None:
    rows, window = _Rows(), QWidget()
    table = QTableView(window)
    table.setObjectName("queue")
    table.setModel(rows)
    qtbot.addWidget(window)
    window.show()
    clerk = Clerk(window, tmp_path)
    table.setFocus()
    for place in (2, 0):
        clerk.wait(lambda place=place: clerk.goes_to("queue", rows.ids[place]), "the row")  # type: ignore[misc]
        assert table.currentIndex().row() == place
    assert not clerk.goes_to("queue", uuid4())
    assert not clerk.goes_to("journal", rows.ids[0])


def test_what_one_process_of_the_demo_leaves_reads_back_in_the_next() -> None:
    left = Left(7, 3, ("paper",), "40115-01-000011", "40115-01-000012", 8_400, "2026-11-22T02:12:42+00:00")
    assert Left.read(left.written()) == left
