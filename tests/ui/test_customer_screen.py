"""The payer's monitor: large, calm, in words, nothing of anybody; and only ever on a monitor that is not the clerk's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counter_app.domain.bill import Programme
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.customer_view import BLANK, THANKS, WELCOME, CustomerView, Showing, asked, paid
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.receipt import Office
from counter_app.domain.training import MARK
from tests.helpers.builders import a_bill, a_payment
from tests.helpers.counters import PIN
from tests.helpers.windows import ENTER, Shell
from tests.ui.test_fit import cut_off, settle
from ui.customer_screen import CustomerScreen
from ui.customer_side import CustomerSide
from ui.keys import Act
from ui.second_screen import OFF
from ui.theme import Appearance, Theme
from ui.widgets.big_text import BigAmount

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

OFFICE = Office("40115", "Kantor Pos Bandung Asia Afrika", "Jl. Asia Afrika 49", "01", "Asia/Jakarta")
TRAINING = Office("LATIHAN", "LATIHAN Kantor Pos", "Jl. Contoh 1", "01", "Asia/Jakarta")
BILL = a_bill(3)
TRILLION = Rupiah(10**12)
HUGE = CustomerView(
    Showing.ACCEPTED, a_bill(12).months, tuple(Programme), TRILLION, TenderKind.CASH, Rupiah(2 * TRILLION), TRILLION
)


def of(state: PaymentState, kind: TenderKind = TenderKind.CASH, over: int = 24_800) -> CustomerView:
    return paid(a_payment(bill=BILL, tender=Tender(kind, Rupiah(BILL.total + over), "QR-1234"), state=state))


VIEWS = {
    "blank": BLANK,
    "welcome": WELCOME,
    "due": asked(BILL, waits=False),
    "wait": asked(BILL, waits=True),
    "accepted": of(PaymentState.SENDING),
    "confirmed": of(PaymentState.CONFIRMED),
    "exact": of(PaymentState.CONFIRMED, over=0),
    "qris": of(PaymentState.CONFIRMED, TenderKind.QRIS, 0),
    "examined": of(PaymentState.REVIEW),
    "returned": of(PaymentState.REJECTED),
    "thanks": THANKS,
    "huge": HUGE,
    "many words": replace(HUGE, total=Rupiah(987_878_787), tendered=Rupiah(2_000_000_000), change=Rupiah(987_878_787)),
}


@pytest.fixture
def screen(qapp: QApplication, appearance: Appearance) -> Iterator[CustomerScreen]:
    yield from a_screen(OFFICE)


def a_screen(office: Office) -> Iterator[CustomerScreen]:
    clerks = QWidget()
    yield CustomerScreen(clerks, office)
    clerks.deleteLater()


def reads(screen: QWidget) -> list[str]:
    """All words and amounts on it."""
    words = [each.text() for each in screen.findChildren(QLabel) if each.isVisibleTo(screen)]
    return words + [each.text for each in screen.findChildren(BigAmount) if each.isVisibleTo(screen)]


def shown(screen: CustomerScreen, view: CustomerView) -> list[str]:
    screen.show_view(view)
    screen.show()
    settle()
    return reads(screen)


# --- what stands there -----------------------------------------------------------------------------------------------


def test_before_the_money_the_total_is_what_counts(screen: CustomerScreen) -> None:
    screen.resize(1366, 768)
    words = shown(screen, VIEWS["due"])
    assert screen.amount.text == "Rp25.200"
    assert {"Kantor Pos Bandung Asia Afrika", "TOTAL", "Silakan dibayar"} <= set(words)
    assert "Iuran BPJS Ketenagakerjaan, 3 bulan: Nov\u00a02026\u00a0- Jan\u00a02027" in words
    assert "JKK Kecelakaan Kerja  ·  JKM Kematian" in words
    assert "dua puluh lima ribu dua ratus rupiah" in words


def test_after_cash_the_change_is_what_counts(screen: CustomerScreen) -> None:
    screen.resize(1366, 768)
    words = shown(screen, VIEWS["accepted"])
    assert screen.amount.text == "Rp24.800"
    assert {"TOTAL", "Rp25.200", "DIBAYAR", "Rp50.000", "UANG KEMBALI"} <= set(words)
    assert "dua puluh empat ribu delapan ratus rupiah" in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("confirmed", "dua puluh empat ribu delapan ratus rupiah"),
        ("exact", "dua puluh lima ribu dua ratus rupiah"),
        ("returned", "dua puluh lima ribu dua ratus rupiah"),
    ],
)
def test_what_counts_is_said_in_words(screen: CustomerScreen, name: str, said: str) -> None:
    for height, there in ((768, [said]), (600, []), (768, [said])):
        screen.resize(1024, height)
        words = shown(screen, VIEWS[name])
        assert [each for each in words if each.endswith(" rupiah")] == there


@pytest.mark.parametrize(
    ("name", "state", "caption"),
    [
        ("wait", "Mohon tunggu", "TOTAL"),
        ("accepted", "Diterima, menunggu konfirmasi pusat", "UANG KEMBALI"),
        ("confirmed", "Berhasil, terkonfirmasi oleh pusat", "UANG KEMBALI"),
        ("exact", "Berhasil, terkonfirmasi oleh pusat", "UANG PAS, TANPA KEMBALIAN"),
        ("qris", "Berhasil, terkonfirmasi oleh pusat", "DIBAYAR DENGAN QRIS"),
        ("examined", "Diterima, sedang diperiksa", "UANG KEMBALI"),
        ("returned", "Tidak terbayar, uang Anda dikembalikan", "UANG ANDA DIKEMBALIKAN"),
    ],
)
def test_every_state_is_said_in_words(screen: CustomerScreen, name: str, state: str, caption: str) -> None:
    words = shown(screen, VIEWS[name])
    assert state in words
    assert caption in words


def test_only_what_is_posted_is_called_successful(screen: CustomerScreen) -> None:
    for name, view in VIEWS.items():
        told = " ".join(shown(screen, view))
        assert ("Berhasil" in told) == (name in {"confirmed", "exact", "qris"}), name


def test_between_two_payers_there_is_nothing_of_either(screen: CustomerScreen) -> None:
    shown(screen, VIEWS["confirmed"])
    assert shown(screen, WELCOME) == ["Kantor Pos Bandung Asia Afrika", "Selamat datang"]
    assert shown(screen, THANKS)[1:] == ["Terima kasih", "Selamat bekerja, selamat sampai di rumah."]
    assert shown(screen, BLANK) == []


def test_in_training_the_mark_stands_above_everything_even_above_nothing(
    qapp: QApplication, appearance: Appearance
) -> None:
    for screen in a_screen(TRAINING):
        for view in VIEWS.values():
            assert MARK in shown(screen, view)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("size", [(1024, 600), (1024, 768), (1366, 768), (1920, 1080)])
def test_every_view_fits_every_monitor(
    qapp: QApplication, appearance: Appearance, size: tuple[int, int], theme: Theme
) -> None:
    if theme is Theme.DARK:
        appearance.toggle()
    for office in (OFFICE, TRAINING):
        for screen in a_screen(office):
            screen.resize(*size)
            for name, view in VIEWS.items():
                shown(screen, view)
                assert (screen.width(), screen.height()) == size, name
                assert cut_off(screen) == [], name


# --- where it stands -------------------------------------------------------------------------------------------------


def test_with_one_monitor_there_is_no_such_window(screen: CustomerScreen) -> None:
    screen.stand_by(at_work=True)
    assert not screen.isVisible()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What ``tests.helpers.two_monitors`` has seen, on a desktop that really has two."""
    folder = tmp_path_factory.mktemp("monitors")
    told = subprocess.run(
        [sys.executable, "-m", "tests.helpers.two_monitors", str(folder)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screens.json'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    seen: dict[str, list[object]] = json.loads(told.stdout)
    return seen


LEFT, RIGHT, NOWHERE = [True, 0, 1366], [True, 1366, 1024], [False, 0, 0]


@pytest.mark.parametrize(
    ("event", "place"),
    [
        ("nobody at work", NOWHERE),
        ("at work", RIGHT),
        ("the clerk's window is dragged over", LEFT),
        ("and back", RIGHT),
        ("unplugged", NOWHERE),
        ("plugged in", RIGHT),
        ("logged out", NOWHERE),
        ("plugged in while nobody is at work", NOWHERE),
        ("named in the settings", RIGHT),
        ("the clerk's own named in the settings", NOWHERE),
        ("switched off in the settings", NOWHERE),
    ],
)
def test_it_fills_the_other_monitor_while_there_is_one(
    story: dict[str, list[object]], event: str, place: list[object]
) -> None:
    assert story[event] == place


def test_switched_off_it_never_comes(qapp: QApplication, appearance: Appearance) -> None:
    screens = QApplication.screens()
    screen = CustomerScreen(QWidget(), OFFICE, OFF, lambda: [*screens, *screens])
    assert not screen.appear()


def customer(shell: Shell) -> CustomerSide:
    side = shell.window.findChild(CustomerSide)
    assert side is not None
    return side


# --- in the window ---------------------------------------------------------------------------------------------------


def test_locked_and_logged_out_it_is_blank(shell: Shell) -> None:
    screen = shell.window.findChild(CustomerScreen)
    assert screen is not None
    shell.begin()
    assert "Selamat datang" in reads(screen)
    shell.type(shell.office.host.people[0].nik)
    shell.press(ENTER)
    shell.until(lambda: customer(shell).view.showing is Showing.DUE)
    assert screen.amount.text.startswith("Rp")
    shell.window.lock()
    assert reads(screen) == []
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: not shell.window.is_locked)
    assert screen.amount.isVisibleTo(screen)
    shell.window.log_out()
    assert reads(screen) == []
    assert customer(shell).view == BLANK


def test_on_another_page_the_payer_keeps_their_sum(shell: Shell) -> None:
    shell.begin()
    shell.type(shell.office.host.people[0].nik)
    shell.press(ENTER)
    shell.until(lambda: customer(shell).view.showing is Showing.DUE)
    shell.window.go(Act.GO_TO_QUEUE)
    assert customer(shell).view.showing is Showing.DUE
