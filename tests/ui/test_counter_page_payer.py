"""Who is it? Numbers typed wrong, hosts that are away, names: each said at the field, and what was typed is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Reason, Service, Unavailable
from counter_app.domain.outbox import Refused
from counter_app.domain.participant import Protection
from tests.helpers.builders import a_participant
from tests.helpers.desk import DRIVER, NOBODY, TRADER, Desk, a_desk
from ui.sale_flow import Stage
from ui.widgets.big_text import BigAmount, ClampedName

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        yield desk


def big(desk: Desk, name: str) -> str:
    return desk.part(name, BigAmount).text


# --- wrong input keeps what was typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("32730255O8920002", "Character 9"),
        ("327302550892000", "here are 15"),
        ("3273023113900002", "311390"),
        ("9973025508920002", "99"),
        ("327302550892", "no participant"),
        ("12345", "5 digits"),
        (NOBODY, "no participant"),
    ],
    ids=["a letter", "15 digits", "impossible date", "unknown province", "unknown code", "too short", "not found"],
)
def test_what_is_wrong_with_a_number_is_said_at_the_field(desk: Desk, typed: str, said: str) -> None:
    desk.look_up(typed)
    desk.waits(lambda: said in desk.words("lookupHint"))
    assert desk.at(Stage.IDLE)
    assert said in desk.field("lookup").accessibleDescription()
    assert desk.field("lookup").text() == typed
    assert desk.sees_cursor_in("lookup")


def test_the_cursor_stands_on_the_letter_that_is_no_digit(desk: Desk) -> None:
    desk.look_up("32730255O8920002")
    assert desk.field("lookup").selectedText() == "O"
    desk.types("0")
    desk.enter()
    desk.reaches(Stage.BILL)


def test_nothing_typed_is_said_too(desk: Desk) -> None:
    desk.enter()
    assert "Nothing has been entered" in desk.words("lookupHint")
    desk.press(Qt.Key.Key_Escape)
    assert "Nothing has been entered" not in desk.words("lookupHint")


def test_already_paid_is_said_at_the_field(desk: Desk) -> None:
    desk.parts.host.refuses[DRIVER.nik] = Reason.ALREADY_PAID
    desk.look_up(DRIVER.nik)
    desk.waits(lambda: "already paid" in desk.words("lookupHint"))
    assert desk.field("lookup").text() == DRIVER.nik


def test_cash_short_is_said_at_the_amount_with_what_is_missing(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("5000")
    desk.enter()
    desk.waits(lambda: "Rp3.400" in desk.words("tenderError"))
    assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "5.000")
    assert desk.sees_cursor_in("amount")
    assert desk.committed == []
    desk.types("10000")
    assert not desk.words("tenderError")
    desk.enter()
    desk.reaches(Stage.DONE)


def test_an_empty_amount_is_no_payment(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.press(Qt.Key.Key_Backspace)
    desk.enter()
    assert desk.words("tenderError")
    assert desk.at(Stage.TENDER)


def test_letters_do_not_get_into_an_amount(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("x")
    assert desk.field("amount").text() == "8.400"


@pytest.mark.parametrize(
    ("status", "until", "said"),
    [
        (Protection.ACTIVE, date(2027, 1, 31), "Protected until 31 Jan 2027; Rp16.800 prolongs it."),
        (Protection.ACTIVE, date(2026, 11, 30), "Paid until 30 Nov 2026; Rp8.400 by then keeps the protection going."),
        (
            Protection.ACTIVE,
            date(2026, 10, 31),
            "Paid until 31 Oct 2026; protection ends on 31 Jan 2027, Rp8.400 keeps it.",
        ),
        (
            Protection.LAPSED,
            date(2026, 5, 31),
            "No protection since 1 Sep 2026; Rp8.400 regains it from today, without fine or arrears.",
        ),
        (Protection.NEW, None, "No contribution has been paid yet; Rp8.400 begins the protection."),
    ],
)
def test_the_card_says_how_the_protection_stands(
    qtbot: QtBot, tmp_path: Path, status: Protection, until: date | None, said: str
) -> None:
    with a_desk(qtbot, tmp_path, a_participant(3, status=status, protected_until=until)) as desk:
        desk.bill_of(a_participant(3))
        assert said in desk.all_words()


# --- the host is away --------------------------------------------------------------------------------------------------


def test_a_host_that_is_away_is_said_when_nobody_knows_the_number(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, known=False) as desk:
        desk.parts.host.away = True
        with qtbot.waitSignal(desk.page.host_seen, check_params_cb=lambda well: not well):
            desk.look_up(DRIVER.nik)
        assert "cannot be reached" in desk.words("lookupHint")
        assert desk.field("lookup").text() == DRIVER.nik


def test_local_data_is_said_to_be_local(desk: Desk) -> None:
    desk.parts.host.away = True
    desk.bill_of(DRIVER)
    assert "Local data as of 22 Nov 2026" in desk.all_words()


def test_what_host_and_tariff_disagree_about_is_named_with_both_amounts(desk: Desk) -> None:
    desk.parts.host.dearer = 1_000
    desk.bill_of(DRIVER)
    assert "JKK Nov 2026: the host bills Rp6.000, the local tariff says Rp5.000." in desk.words("difference")
    assert big(desk, "total") == "Rp9.400"


def test_an_older_answer_than_the_last_question_is_dropped(desk: Desk) -> None:
    desk.parts.host.hold()
    desk.look_up(TRADER.nik)
    desk.field("lookup").selectAll()
    desk.look_up(DRIVER.nik)
    desk.parts.host.let_go()
    desk.reaches(Stage.BILL)
    assert desk.page.flow.found is not None
    assert desk.page.flow.found.participant.name == DRIVER.name
    assert desk.parts.host.calls["inquire"] == 2


# --- names -------------------------------------------------------------------------------------------------------------


def test_a_name_lists_who_it_may_be_and_enter_takes_one(desk: Desk) -> None:
    desk.types("bud")
    desk.waits(lambda: desk.page.payer.names.count == 1)
    desk.enter()
    desk.reaches(Stage.BILL)
    assert desk.part("total", BigAmount).text == "Rp8.400"


def test_arrows_choose_among_the_names(qtbot: QtBot, tmp_path: Path) -> None:
    people = [a_participant(number, name=f"Siti {name}") for number, name in enumerate(("Aisyah", "Beti", "Citra"), 20)]
    with a_desk(qtbot, tmp_path, *people) as desk:
        desk.types("siti")
        desk.waits(lambda: desk.page.payer.names.count == 3)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Up)
        assert desk.sees_cursor_in("lookup")
        desk.enter()
        desk.reaches(Stage.BILL)
        assert desk.page.flow.found is not None
        assert desk.page.flow.found.participant.name == "Siti Beti"


def test_enter_before_the_list_is_there_takes_the_only_one(desk: Desk) -> None:
    desk.look_up("budi")
    desk.reaches(Stage.BILL)


def test_a_name_nobody_has_is_said(desk: Desk) -> None:
    desk.look_up("zzz")
    desk.waits(lambda: "Nobody of that name" in desk.words("lookupHint"))
    assert desk.field("lookup").text() == "zzz"


HOSTILE = "<img src='x'><b>Murod</b> \u202egnp.exe\u202c 🙂 =cmd() " + "panjang " * 40


def test_a_hostile_name_is_inert(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, a_participant(8, name=HOSTILE)) as desk:
        desk.bill_of(a_participant(8))
        name = desk.page.payer.card.findChild(ClampedName)
        assert name is not None
        assert name.accessibleName().startswith("<img src='x'><b>Murod</b>")
        assert "\u202e" not in name.accessibleName()
        assert "<" not in name.toolTip()
        assert name.height() < 80
        assert (desk.page.width(), desk.page.height()) == (1366, 704)
        desk.enter()
        desk.enter()
        desk.waits(lambda: "has taken it whole" in desk.words("printState"))


def test_no_number_is_shown_in_full_but_where_it_was_typed(desk: Desk) -> None:
    desk.types("siti")
    desk.waits(lambda: desk.page.payer.names.count == 1)
    shown = [desk.page.payer.names.model().index(0, 0).data(role) for role in (Qt.ItemDataRole.DisplayRole, 257)]
    desk.enter()
    desk.reaches(Stage.BILL)
    everything = "\n".join([desk.all_words(), *map(str, shown)])
    assert TRADER.nik not in everything
    assert TRADER.kpj not in everything
    assert "************0002" in everything


def test_a_number_is_masked_as_soon_as_it_belongs_to_somebody(desk: Desk) -> None:
    desk.bill_of(TRADER)
    assert desk.field("lookup").text() == "************0002"
    desk.press(Qt.Key.Key_F2)
    assert desk.field("lookup").text() == TRADER.nik
    desk.types(DRIVER.kpj)
    desk.enter()
    desk.waits(lambda: desk.field("lookup").text() == "*******0007")
    desk.press(Qt.Key.Key_Escape)
    assert desk.field("lookup").selectedText() == DRIVER.kpj


def test_a_name_typed_while_the_last_receipt_is_being_printed_is_looked_for(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.types("Siti")
    desk.page.flow.changed.emit()  # the printer is done, or the host has answered
    desk.waits(lambda: desk.page.payer.names.count == 1)


def test_between_two_payers_one_glance_tells_how_the_last_ones_stand(desk: Desk) -> None:
    last = desk.page.empty.last
    assert not last.isVisibleTo(desk.page)
    desk.parts.host.away = True
    desk.pays(DRIVER)
    desk.waits(lambda: desk.words("state") == "Not certain yet, do not repeat")
    desk.press(Qt.Key.Key_Escape)
    desk.waits(lambda: last.isVisibleTo(desk.page))
    words = [label.text() for label in last.findChildren(QLabel) if label.isVisibleTo(last)]
    assert words[1:] == ["Budi Santoso", "Rp8.400", "Not certain yet, do not repeat", "09:15"]


def test_a_database_that_is_away_says_nothing_about_the_last_payments(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable(Service.DATABASE, "locked by another program")

    desk.pays(DRIVER)
    desk.press(Qt.Key.Key_Escape)
    last = desk.page.empty.last
    desk.waits(lambda: last.isVisibleTo(desk.page))
    monkeypatch.setattr(desk.counter.overview, "day", away)
    desk.page.look_again()
    desk.waits(lambda: not last.isVisibleTo(desk.page))


def test_a_payment_the_host_refuses_shows_the_money_that_goes_back(desk: Desk) -> None:
    desk.parts.host.replies = [Refused("4042512", "no such bill")]
    desk.pays(DRIVER)
    desk.waits(lambda: desk.words("state") == "Refused, give the money back")
    assert big(desk, "given") == "Rp8.400"
    assert "Refused by the host" in desk.all_words()
    assert "Paid" not in desk.all_words().splitlines()
