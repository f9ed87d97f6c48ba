"""What the payer sees follows the sale, on pole and second monitor alike; nobody waits for either, and nobody is named."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

import ui.customer_side
from counter_app.domain.cash import TenderKind
from counter_app.domain.customer_view import BLANK, THANKS, WELCOME, CustomerView, Showing
from counter_app.domain.errors import CommitUncertain, Declined, Reason, Service
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.receipt import Office
from tests.helpers.builders import a_bill
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from tests.helpers.inline_jobs import HeldJobs, InlineJobs
from tests.helpers.logfail import LogWatch
from tests.helpers.poles import FakePole
from ui.customer_side import CustomerSide
from ui.jobs import Jobs
from ui.sale_flow import Place, Refusal, SaleFlow, Stage
from ui.top_bar import TopBar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        yield desk


class Watched:
    """A side that follows a desk's sale, and all that it has shown."""

    def __init__(self, desk: Desk) -> None:
        self.pole = FakePole()
        self.seen: list[CustomerView] = []
        self.side = CustomerSide(self.pole, desk.jobs, desk.page)
        self.side.changed.connect(self.seen.append)
        self.side.follow(desk.page.flow)

    @property
    def steps(self) -> list[Showing]:
        return [view.showing for view in self.seen]


@pytest.fixture
def watched(desk: Desk) -> Watched:
    return Watched(desk)


# --- with a sale -----------------------------------------------------------------------------------------------------


def test_a_payer_is_greeted_asked_and_told_what_comes_back(desk: Desk, watched: Watched) -> None:
    desk.tender_of(DRIVER)
    desk.types("50000")
    desk.enter()
    desk.waits(lambda: watched.side.view.showing is Showing.CONFIRMED)
    due = Showing.DUE
    assert watched.steps[:3] == [Showing.WELCOME, due, Showing.WAIT]
    assert set(watched.steps[3:]) <= {due, Showing.ACCEPTED, Showing.CONFIRMED}
    view, total = watched.side.view, desk.shown_payment.total
    assert (view.total, view.tendered, view.change) == (total, 50_000, 50_000 - total)
    desk.waits(lambda: watched.pole.shown[-1:] == [view])


def test_neither_name_nor_number_of_the_payer_is_ever_handed_on(desk: Desk, watched: Watched) -> None:
    desk.pays(TRADER)
    desk.waits(lambda: watched.side.view.showing is Showing.CONFIRMED)
    told = repr(watched.seen)
    assert not any(each in told for each in (TRADER.nik, TRADER.kpj, TRADER.name, *TRADER.name.split()))


def test_months_and_programmes_are_those_of_the_bill(desk: Desk, watched: Watched) -> None:
    desk.bill_of(TRADER)
    desk.types("3")
    desk.waits(lambda: len(watched.side.view.months) == 3)
    found = desk.page.flow.found
    assert found is not None
    assert (watched.side.view.total, watched.side.view.programmes) == (found.bill.total, found.bill.programmes)


def test_the_next_payer_does_not_see_the_one_before(desk: Desk, watched: Watched) -> None:
    desk.pays(DRIVER)
    desk.types(TRADER.nik)
    desk.enter()
    desk.reaches(Stage.BILL)
    after = watched.steps[
        watched.steps.index(Showing.CONFIRMED if Showing.CONFIRMED in watched.steps else Showing.ACCEPTED) :
    ]
    assert WELCOME.showing in after
    assert watched.side.view.kind is None


def test_what_the_host_refuses_is_not_shown_as_paid(desk: Desk, watched: Watched) -> None:
    desk.parts.host.replies = [Refused("4042513", "wrong amount")]
    desk.pays(DRIVER)
    desk.waits(lambda: watched.side.view.showing is Showing.RETURNED)
    assert watched.side.view.total == desk.shown_payment.total


def test_esc_takes_the_sum_away_again(desk: Desk, watched: Watched) -> None:
    desk.bill_of(DRIVER)
    desk.page.flow.back()
    assert watched.side.view == WELCOME


# --- what is shown for long enough -----------------------------------------------------------------------------------


def test_a_payment_gives_way_to_thanks_and_these_to_the_greeting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.customer_side, "SHOWN_FOR", 30)
    monkeypatch.setattr(ui.customer_side, "THANKED_FOR", 20)
    watched = Watched(desk)
    desk.pays(DRIVER)
    desk.waits(lambda: watched.seen[-2:] == [THANKS, WELCOME])


def test_a_refusal_is_seen_even_after_the_thanks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.customer_side, "SHOWN_FOR", 30)
    watched = Watched(desk)
    desk.tender_of(DRIVER)
    desk.parts.host.hold()
    desk.enter()
    desk.waits(lambda: THANKS in watched.seen)
    desk.parts.host.replies = [Refused("4042513", "wrong amount")]
    desk.parts.host.let_go()
    desk.waits(lambda: Showing.RETURNED in watched.steps)


# --- nobody at work --------------------------------------------------------------------------------------------------


def test_a_locked_window_shows_payers_nothing_and_then_goes_on(desk: Desk, watched: Watched) -> None:
    desk.bill_of(DRIVER)
    due = watched.side.view
    watched.side.cover()
    assert watched.side.view == BLANK
    desk.page.flow.step_months(1)
    desk.waits(lambda: desk.page.flow.fresh)
    assert watched.side.view == BLANK
    watched.side.uncover()
    assert watched.side.view.showing is Showing.DUE
    assert watched.side.view.total > due.total


def test_whoever_logs_out_leaves_it_blank_whatever_their_page_still_does(desk: Desk, watched: Watched) -> None:
    present: list[bool] = []
    watched.side.present.connect(present.append)
    desk.bill_of(DRIVER)
    watched.side.leave()
    desk.page.flow.back()
    assert watched.side.view == BLANK
    assert present == [False]
    desk.waits(lambda: watched.pole.shown[-1:] == [BLANK])


# --- without a sale: a flow that stands still ------------------------------------------------------------------------


class StillFlow(QObject):
    """What ``CustomerSide`` reads of a ``SaleFlow``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage.TENDER
        self.found: Any = SimpleNamespace(bill=a_bill())
        self.after: Any = None
        self.unsure: CommitUncertain | None = None
        self.refusal: Refusal | None = None

    def bills(self, months: int) -> None:
        self.found = SimpleNamespace(bill=a_bill(months))
        self.changed.emit()


def following(jobs: Jobs, pole: FakePole | None) -> tuple[CustomerSide, StillFlow]:
    flow, side = StillFlow(), CustomerSide(pole, jobs)
    side.follow(cast(SaleFlow, flow))
    return side, flow


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "holding",
    [
        {"stage": Stage.COMMITTING},
        {"stage": Stage.CONSENT},
        {"unsure": CommitUncertain(Service.DATABASE, "no answer")},
        {"refusal": Refusal(Place.TENDER, Declined(Reason.MONTH_TAKEN))},
    ],
)
def test_while_there_is_nothing_to_do_for_the_payer_they_are_asked_to_wait(holding: dict[str, Any]) -> None:
    side, flow = following(InlineJobs(), None)
    for name, value in holding.items():
        setattr(flow, name, value)
    flow.changed.emit()
    assert side.view.showing is Showing.WAIT
    assert side.view.total == a_bill().total


@pytest.mark.usefixtures("qapp")
def test_a_slow_pole_is_shown_the_latest_and_not_all_that_was_meanwhile() -> None:
    jobs, pole = HeldJobs(), FakePole()
    _side, flow = following(jobs, pole)
    for months in (2, 3, 6, 12):
        flow.bills(months)
    assert len(jobs.held) == 1
    jobs.release()
    jobs.release()
    jobs.release()
    assert [len(view.months) for view in pole.shown] == [1, 12]


@pytest.mark.usefixtures("qapp")
def test_an_unplugged_pole_is_said_once_and_comes_back(log_watch: LogWatch, caplog: pytest.LogCaptureFixture) -> None:
    log_watch.expects("the pole shows nothing: tiang uji: no such device")
    pole, told = FakePole(), list[bool]()
    side, flow = following(InlineJobs(), pole)
    side.pole_seen.connect(told.append)
    pole.unplugged = True
    for months in (2, 3, 6):
        flow.bills(months)
    assert told == [False]
    assert len(caplog.records) == 1
    pole.unplugged = False
    flow.bills(12)
    assert told == [False, True]
    assert len(pole.shown[-1].months) == 12


def test_a_sale_goes_on_without_its_pole(desk: Desk, log_watch: LogWatch) -> None:
    log_watch.expects("the pole shows nothing")
    watched = Watched(desk)
    watched.pole.unplugged = True
    payment = desk.pays(DRIVER)
    desk.waits(lambda: watched.pole.tried > 1)
    assert desk.committed[0].id == payment.id
    assert watched.side.view.kind is TenderKind.CASH
    assert watched.side.view.change == Rupiah(0)


def test_a_bug_in_the_pole_is_shown_and_the_next_sum_is_told_all_the_same(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(desk)
    desk.waits(lambda: watched.pole.shown == [WELCOME])
    with monkeypatch.context() as broken, qtbot.captureExceptions() as shown:
        broken.setattr(watched.pole, "show", lambda view: 1 / 0)
        desk.bill_of(DRIVER)
        desk.waits(lambda: bool(shown))
    assert [kind for kind, _error, _trace in shown] == [ZeroDivisionError]
    desk.page.flow.back()
    desk.waits(lambda: watched.pole.shown[-1:] == [WELCOME] and len(watched.pole.shown) > 1)


@pytest.mark.usefixtures("qapp")
def test_the_printers_lamp_says_of_an_unplugged_pole_that_sales_go_on() -> None:
    bar = TopBar(Office("40115", "Kantor Pos Uji", "Jl. Contoh 1", "01", "Asia/Jakarta"))
    words = "pole shows nothing"
    assert words not in bar.printer.toolTip()
    mood = bar.printer.mood
    bar.show_pole(there=False)
    assert words in bar.printer.toolTip()
    assert words in bar.printer.accessibleName()
    assert bar.printer.mood is mood
    bar.show_pole(there=True)
    assert words not in bar.printer.toolTip()
    bar.deleteLater()
