"""What stops a sale at the last moment: said where it happened, what was typed kept, a second person where one may."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import CommitUncertain, Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.checkout import Checkout, Sale
from tests.helpers.counters import CLERK, PIN, TestCounter
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from tests.helpers.people import OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_fit import SIZES, cut_off, nameless, settle
from ui.sale_flow import Stage
from ui.translation import Language, Translation
from ui.widgets.consent_panel import ConsentPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        hire(desk.parts, SUPERVISOR, OTHER)
        yield desk


def sells(desk: Desk, person: Participant) -> Payment:
    """A payment made elsewhere."""
    counter = desk.counter
    sale = Sale.of(counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, person.nik), 1))
    return counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)


def in_doubt(desk: Desk, person: Participant) -> Payment:
    """A payment that may be posted or not; the host bills the month after it."""
    payment = sells(desk, person)
    desk.parts.host.away = True
    desk.counter.forwarder.forward(payment.id)
    desk.parts.host.away = False
    host = desk.parts.host
    until = payment.bill.months[-1].last_day
    host.people = [replace(each, protected_until=until) if each.nik == person.nik else each for each in host.people]
    return payment


def old_data(desk: Desk, days: float) -> None:
    """The line is gone, and the office's own data is that old."""
    desk.parts.clock.advance(days=days)
    desk.parts.host.away = True


def tender_with(desk: Desk, amount: str) -> None:
    desk.tender_of(DRIVER)
    desk.types(amount)
    desk.enter()


def consents(desk: Desk, supervisor: str = SUPERVISOR.id, pin: str = PIN) -> None:
    desk.types(supervisor)
    desk.enter()
    desk.types(pin)
    desk.enter()


# --- what nobody can allow -------------------------------------------------------------------------------------------


def test_a_month_that_is_taken_names_the_receipt_and_takes_no_money(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("10000")
    earlier = sells(desk, DRIVER)
    desk.enter()
    desk.waits(lambda: earlier.receipt_number in desk.words("tenderError"))
    for fact in (CLERK.id, "L01", "22 Nov 2026 09:15", "F3"):
        assert fact in desk.words("tenderError")
    assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "10.000")
    desk.enter()
    desk.enter()
    assert desk.at(Stage.TENDER)
    assert not desk.part("pay", QPushButton).isEnabled()
    assert [payment.id for payment in desk.committed] == [earlier.id]


def test_the_last_limit_without_the_host_stops_and_says_what_to_do(desk: Desk) -> None:
    old_data(desk, 15)
    tender_with(desk, "10000")
    desk.waits(lambda: "until the line is back" in desk.words("tenderError"))
    assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "10.000")
    assert not desk.part("pay", QPushButton).isEnabled()
    assert desk.committed == []


def test_what_nobody_can_allow_may_be_tried_again_from_the_bill(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    earlier = sells(desk, DRIVER)
    desk.enter()
    desk.waits(lambda: bool(desk.words("tenderError")))
    desk.press(Qt.Key.Key_Escape)
    desk.enter()
    assert desk.words("tenderError") == ""
    assert desk.part("pay", QPushButton).isEnabled()
    desk.enter()
    desk.waits(lambda: earlier.receipt_number in desk.words("tenderError"))


# --- what a second person can ------------------------------------------------------------------------------------------


def test_a_payment_over_a_limit_asks_a_supervisor_in_the_place_of_the_money(desk: Desk) -> None:
    old_data(desk, 8)
    tender_with(desk, "10000")
    desk.reaches(Stage.CONSENT)
    assert desk.sees_cursor_in("supervisor")
    assert "Age of the data" in desk.all_words()
    assert not desk.page.tender.isVisible()
    consents(desk)
    desk.reaches(Stage.DONE)
    assert desk.shown_payment.tender.tendered == 10_000
    with desk.parts.store.reading() as work:
        assert work.journal.last(Act.OFFLINE_OVER_LIMIT, str(desk.shown_payment.id)) is not None


def test_a_clock_that_was_set_back_is_accepted_by_a_supervisor(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.parts.clock.set(desk.parts.clock.now().replace(hour=0))
    desk.enter()
    desk.reaches(Stage.CONSENT)
    assert "22 Nov 2026 09:15" in desk.all_words()
    consents(desk)
    desk.reaches(Stage.DONE)


def test_a_payer_in_doubt_is_warned_about_at_the_bill_already(desk: Desk) -> None:
    earlier = in_doubt(desk, DRIVER)
    desk.bill_of(DRIVER)
    desk.waits(lambda: earlier.receipt_number in desk.words("doubt"))
    desk.enter()
    desk.enter()
    desk.reaches(Stage.CONSENT)
    consents(desk)
    desk.reaches(Stage.DONE)
    assert desk.words("doubt") == ""
    assert len(desk.committed) == 2


def test_another_payer_is_not_in_doubt(desk: Desk) -> None:
    earlier = in_doubt(desk, DRIVER)
    desk.bill_of(DRIVER)
    desk.waits(lambda: earlier.receipt_number in desk.words("doubt"))
    desk.press(Qt.Key.Key_Escape)
    desk.bill_of(TRADER)
    assert desk.words("doubt") == ""
    desk.enter()
    desk.enter()
    desk.reaches(Stage.DONE)


def test_a_wrong_pin_keeps_everything_and_counts_a_try(desk: Desk) -> None:
    old_data(desk, 8)
    tender_with(desk, "20000")
    desk.reaches(Stage.CONSENT)
    consents(desk, pin="111111")
    desk.waits(lambda: "Tries left: 4" in desk.words("approval-error"))
    assert desk.field("supervisor").text() == SUPERVISOR.id
    assert desk.field("supervisor-pin").text() == ""
    desk.waits(lambda: desk.sees_cursor_in("supervisor-pin"))
    assert desk.committed == []
    desk.types(PIN)
    desk.enter()
    desk.reaches(Stage.DONE)
    assert desk.shown_payment.tender.tendered == 20_000


@pytest.mark.parametrize(("who", "said"), [(CLERK.id, "their own act"), (OTHER.id, "does not allow")])
def test_neither_the_clerk_nor_another_clerk_can_consent(desk: Desk, who: str, said: str) -> None:
    old_data(desk, 8)
    tender_with(desk, "10000")
    desk.reaches(Stage.CONSENT)
    consents(desk, supervisor=who)
    desk.waits(lambda: said in desk.words("approval-error"))
    assert (desk.stage, desk.committed) == (Stage.CONSENT, [])


def test_two_reasons_take_two_consents_which_are_handed_in_together(desk: Desk) -> None:
    earlier = in_doubt(desk, DRIVER)
    with desk.parts.store.writing() as work:
        work.participants.save(desk.parts.host.people, desk.parts.clock.now())
    old_data(desk, 1.5)  # not old, but the payment in doubt is
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    first = desk.page.flow.asked
    consents(desk)
    desk.waits(lambda: desk.at(Stage.CONSENT) and desk.page.flow.asked not in (None, first))
    assert desk.field("supervisor").text() == SUPERVISOR.id
    assert desk.field("supervisor-pin").text() == ""
    desk.waits(lambda: desk.sees_cursor_in("supervisor-pin"))
    desk.types(PIN)
    desk.enter()
    desk.reaches(Stage.DONE)
    assert first is not None
    assert first.deed is Deed.PAY_DESPITE_DOUBT
    assert len(desk.committed) == 2
    assert earlier.id in {payment.id for payment in desk.committed}


def test_esc_goes_back_to_the_money_as_it_was_typed(desk: Desk) -> None:
    old_data(desk, 8)
    tender_with(desk, "20000")
    desk.reaches(Stage.CONSENT)
    desk.types(SUPERVISOR.id)
    desk.press(Qt.Key.Key_Escape)
    assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "20.000")
    assert "A supervisor can allow" in desk.words("tenderError")
    desk.enter()
    desk.reaches(Stage.CONSENT)
    desk.part("consent-leave", QPushButton).click()
    assert desk.at(Stage.TENDER)


def test_a_consent_that_has_grown_old_is_asked_for_again(desk: Desk) -> None:
    in_doubt(desk, DRIVER)
    with desk.parts.store.writing() as work:
        work.participants.save(desk.parts.host.people, desk.parts.clock.now())
    old_data(desk, 1.5)  # not old, but the payment in doubt is
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    first = desk.page.flow.asked
    consents(desk)
    desk.waits(lambda: desk.at(Stage.CONSENT) and desk.page.flow.asked not in (None, first))
    desk.parts.clock.advance(minutes=6)
    desk.waits(lambda: desk.sees_cursor_in("supervisor-pin"))
    desk.types(PIN)
    desk.enter()
    desk.waits(lambda: desk.at(Stage.CONSENT) and "no longer holds" in desk.all_words())
    desk.waits(lambda: desk.sees_cursor_in("supervisor-pin"))
    desk.types(PIN)
    desk.enter()
    desk.reaches(Stage.DONE)


def test_a_consent_to_one_sale_is_none_to_the_next_bill(desk: Desk) -> None:
    old_data(desk, 8)
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    consents(desk)
    desk.reaches(Stage.DONE)
    desk.tender_of(TRADER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    assert desk.field("supervisor-pin").text() == ""


def test_while_a_pin_is_proved_nothing_is_done_twice_and_nobody_is_left(desk: Desk, qtbot: QtBot) -> None:
    old_data(desk, 8)
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    flow = desk.page.flow
    flow.consent(SUPERVISOR.id, PIN)
    assert flow.consenting
    flow.consent(SUPERVISOR.id, PIN)
    flow.back()
    flow.look_up(TRADER.nik)
    desk.reaches(Stage.DONE)
    assert desk.shown_payment.payer.nik == DRIVER.nik
    assert len(desk.committed) == 1


def test_a_bug_while_a_pin_is_proved_is_shown_and_it_can_be_typed_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_data(desk, 8)
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)

    def broken(*_asked: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as patched, qtbot.captureExceptions() as shown:
        patched.setattr(type(desk.counter.approvals), "give", broken)
        consents(desk)
        desk.waits(lambda: bool(shown) and not desk.page.flow.consenting)
    desk.page.consent.form.start()
    desk.types(PIN)
    desk.enter()
    desk.reaches(Stage.DONE)


def test_the_language_changes_around_what_is_asked(desk: Desk) -> None:
    old_data(desk, 8)
    desk.tender_of(DRIVER)
    desk.enter()
    desk.reaches(Stage.CONSENT)
    consents(desk, pin="111111")
    desk.waits(lambda: "Tries left" in desk.words("approval-error"))
    panel = desk.page.findChild(ConsentPanel)
    assert panel is not None
    panel.retranslate()
    assert "Tries left" in desk.words("approval-error")
    assert desk.field("supervisor").text() == SUPERVISOR.id


# --- what nobody knows -------------------------------------------------------------------------------------------------


class Uncertain:
    """A checkout whose database goes away while it commits: ``stored`` says whether it had stored; then ``faults``."""

    def __init__(self, checkout: Checkout, faults: list[Exception], *, stored: bool) -> None:
        self._checkout = checkout
        self._faults = faults
        self._stored = stored
        self.sales: list[Sale] = []

    def commit(self, actor: Any, sale: Sale, *rest: Any) -> Payment:
        self.sales.append(sale)
        if self._stored or not self._faults:
            payment = self._checkout.commit(actor, sale, *rest)
        if self._faults:
            raise self._faults.pop(0)
        return payment

    def doubts(self, actor: Any, sale: Sale) -> Sequence[Payment]:
        return self._checkout.doubts(actor, sale)


GONE = "the server closed the connection"


@pytest.mark.parametrize("stored", [True, False])
def test_a_commit_nobody_knows_of_is_asked_about_and_taken_once(qtbot: QtBot, tmp_path: Path, stored: bool) -> None:
    fakes: list[Uncertain] = []

    def uncertain(parts: TestCounter) -> dict[str, Any]:
        faults: list[Exception] = [
            CommitUncertain(Service.DATABASE, GONE),
            Unavailable(Service.DATABASE, "still away"),
        ]
        fakes.append(Uncertain(parts.counter.checkout, faults, stored=stored))
        return {"checkout": fakes[0]}

    with a_desk(qtbot, tmp_path, change=uncertain) as desk:
        tender_with(desk, "20000")
        desk.waits(lambda: "not known whether" in desk.words("tenderError"))
        assert desk.sees_cursor_in("pay")
        assert desk.field("amount").text() == "20.000"
        assert not desk.field("amount").isEnabled()
        desk.press(Qt.Key.Key_Escape)
        desk.press(Qt.Key.Key_F6)
        desk.page.flow.look_up(TRADER.nik)
        assert desk.at(Stage.TENDER)
        desk.enter()
        desk.waits(lambda: len(fakes[0].sales) == 2 and desk.at(Stage.TENDER))
        assert "not known whether" in desk.words("tenderError")  # still: the first try may be stored
        desk.enter()
        desk.reaches(Stage.DONE)
        (payment,) = desk.committed
        assert (payment.tender.tendered, payment.tender.kind) == (20_000, TenderKind.CASH)
        assert [sale.id for sale in fakes[0].sales] == [payment.id] * 3
        desk.waits(lambda: len(desk.parts.printer.papers) == 1)
        assert desk.page.flow.unsure is None
        desk.pays(TRADER)


def test_a_sale_that_is_refused_after_all_is_known_not_to_be_stored(qtbot: QtBot, tmp_path: Path) -> None:
    def uncertain(parts: TestCounter) -> dict[str, Any]:
        faults: list[Exception] = [CommitUncertain(Service.DATABASE, GONE), Declined(Reason.SHIFT_NOT_OPEN)]
        return {"checkout": Uncertain(parts.counter.checkout, faults, stored=False)}

    with a_desk(qtbot, tmp_path, change=uncertain) as desk:
        tender_with(desk, "20000")
        desk.waits(lambda: "not known whether" in desk.words("tenderError"))
        desk.enter()
        desk.waits(lambda: "not open" in desk.words("tenderError"))
        assert desk.field("amount").isEnabled()
        desk.press(Qt.Key.Key_Escape)
        assert desk.at(Stage.BILL)


def test_a_doubt_that_cannot_be_read_is_left_to_the_commit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_asked: object) -> None:
        raise Unavailable(Service.DATABASE, "locked")

    monkeypatch.setattr(type(desk.counter.checkout), "doubts", away)
    desk.bill_of(DRIVER)
    assert desk.words("doubt") == ""
    desk.enter()
    desk.enter()
    desk.reaches(Stage.DONE)
    desk.waits(lambda: desk.committed[0].state is PaymentState.CONFIRMED)


# --- on the smallest screen --------------------------------------------------------------------------------------------


def refusals(shell: Shell) -> Iterator[str]:
    """Leads through them in the whole window; yields each state's name."""
    office = shell.office
    hire(office, SUPERVISOR)
    office.host.people = [DRIVER]
    with office.store.writing() as work:
        work.participants.save([DRIVER], office.clock.now())
    flow = shell.begin().counter.flow
    office.clock.advance(days=8)
    office.host.away = True
    shell.type(DRIVER.nik)
    shell.press(ENTER)
    shell.until(lambda: flow.stage is Stage.BILL)
    shell.press(ENTER)
    shell.type("10000")
    shell.press(ENTER)
    shell.until(lambda: flow.stage is Stage.CONSENT)
    yield "asked"
    shell.type(SUPERVISOR.id)
    shell.press(ENTER)
    shell.type("111111")
    shell.press(ENTER)
    shell.until(lambda: flow.refusal is not None)
    yield "wrong-pin"
    shell.press(ESC)
    yield "back-at-the-money"
    office.clock.advance(days=8)
    shell.press(ENTER)
    shell.until(lambda: flow.stage is Stage.BILL and flow.fresh)
    yield "expired"
    shell.press(ENTER)
    shell.press(ENTER)
    shell.until(lambda: flow.stage is Stage.TENDER and flow.refusal is not None)
    yield "stopped"


@pytest.mark.parametrize("language", Language)
def test_every_refusal_fits_both_screens(shell: Shell, translation: Translation, language: Language) -> None:
    translation.use(language)
    faults = []
    for state in refusals(shell):
        for width, height in SIZES:
            shell.window.resize(width, height)
            settle()
            faults += [f"{state} at {width}×{height}: {fault}" for fault in cut_off(shell.window)]
        faults += [f"{state}: no name for {widget}" for widget in nameless(shell.window)]
    assert "\n".join(faults) == ""
