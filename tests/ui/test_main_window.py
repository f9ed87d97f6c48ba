"""What stays the same above every page: lamps, keys, language, colours, the lock, and the way from page to page."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import resources
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from counter_app.domain.printer import Trouble
from tests.helpers.builders import a_participant, a_payment, a_print_job, a_shift
from tests.helpers.counters import CLERK, PIN
from tests.helpers.windows import ENTER, ESC, Shell
from ui import keys
from ui.errands import Arrivals
from ui.idle import IdleWatch
from ui.keys import KEYS, PLACES, WAYS, Act, Place, key_of, key_words
from ui.pages.open_shift import OpenShiftPage
from ui.theme import Appearance
from ui.translation import Language, Translation
from ui.words import Mood

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_lamps_say_in_words_and_shape_how_things_stand(shell: Shell) -> None:
    bar = shell.window.bar
    shell.until(lambda: bar.host.mood is Mood.OK and bar.printer.mood is Mood.OK and bar.queue.mood is Mood.OK)
    assert [lamp.words for lamp in (bar.host, bar.printer, bar.queue)] == ["terhubung", "siap", "0 menunggu"]
    assert bar.host.accessibleName() == "Pusat: terhubung"


def test_before_anything_was_asked_no_lamp_claims_to_know(shell: Shell) -> None:
    bar = shell.window.bar
    bar.show_queue(None)
    assert (bar.queue.mood, bar.queue.words) == (Mood.OFF, "–")


def test_a_host_that_goes_away_turns_its_lamp_and_the_queue_tells_what_waits(shell: Shell) -> None:
    shell.begin()
    shell.office.host.away = True
    shell.sell()
    bar = shell.window.bar
    shell.until(lambda: bar.host.mood is Mood.BAD)
    shell.until(lambda: bar.queue.words == "1 dari 1 belum pasti")
    assert bar.host.words == "tidak terhubung"
    assert bar.queue.mood is Mood.WAIT


def test_what_waits_is_forwarded_without_anybody_asking(shell: Shell) -> None:
    shell.begin()
    payment = shell.sell()
    shell.until(lambda: shell.state_of(payment) is PaymentState.CONFIRMED)
    shell.until(lambda: shell.window.bar.queue.words == "0 menunggu")


def test_a_printer_without_paper_turns_its_lamp(shell: Shell) -> None:
    shell.until(lambda: shell.window.bar.printer.mood is Mood.OK)
    job = a_print_job(a_payment().id, state=PrintState.FAILED, trouble=Trouble.COVER_OPEN)
    shell.begin().journal.printer_seen.emit(job)
    assert (shell.window.bar.printer.mood, shell.window.bar.printer.words) == (Mood.BAD, "tutup terbuka")


def test_participants_arrive_in_the_background(shell: Shell) -> None:
    store = shell.office.store
    people = shell.office.host.people

    def all_here() -> bool:
        with store.reading() as work:
            return work.participants.count() == len(people)

    shell.until(all_here)
    shell.until(lambda: "Peserta" not in shell.words(shell.window.bar))


def test_progress_is_told_discreetly(shell: Shell) -> None:
    shell.window.bar.show_progress(400, 1000)
    assert "Peserta 400/1000" in shell.words(shell.window.bar)
    shell.window.bar.show_progress(0, 0)
    assert "Peserta" not in shell.words(shell.window.bar)


def test_function_keys_lead_from_page_to_page(shell: Shell) -> None:
    desk = shell.begin()
    for key, page in (
        (Qt.Key.Key_F3, desk.journal),
        (Qt.Key.Key_F2, desk.counter),
        (Qt.Key.Key_F10, desk.close),
        (Qt.Key.Key_F3, desk.journal),
    ):
        shell.press(key)
        assert shell.window.pages.currentWidget() is page


def test_the_buttons_do_what_the_keys_do(shell: Shell) -> None:
    desk = shell.begin()
    bar = shell.window.bar
    for act, page in (
        (Act.GO_TO_JOURNAL, desk.journal),
        (Act.CLOSE_SHIFT, desk.close),
        (Act.GO_TO_COUNTER, desk.counter),
    ):
        button = bar.ways[act]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert shell.window.pages.currentWidget() is page
        assert button.isChecked()


def test_without_anybody_at_work_no_key_leads_anywhere(shell: Shell) -> None:
    shell.press(Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F10)
    shell.press(Qt.Key.Key_L, modifier=CTRL)
    shell.press(Qt.Key.Key_Q, modifier=CTRL)
    assert shell.window.pages.currentWidget() is shell.window.log_in
    assert not shell.window.is_locked


def test_ctrl_l_hides_everything_until_the_pin_of_whoever_is_at_work(shell: Shell) -> None:
    desk = shell.begin()
    shell.until(lambda: shell.focused.objectName() == "lookup")
    shell.type("Siti")
    field = shell.focused
    shell.press(Qt.Key.Key_L, modifier=CTRL)
    assert shell.window.is_locked
    assert not desk.counter.isVisible()
    assert "Dewi Lestari" in shell.words(desk.lock)
    shell.press(Qt.Key.Key_F3)
    assert shell.focused is desk.lock.pin
    shell.type("111111")
    shell.press(ENTER)
    shell.until(lambda: "Ini bukan PIN Dewi Lestari. Sisa percobaan: 4." in shell.words(desk.lock))
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: not shell.window.is_locked)
    assert shell.focused is field
    assert shell.window.pages.currentWidget() is desk.counter


def test_the_lock_wants_a_pin_and_no_empty_enter(shell: Shell) -> None:
    desk = shell.begin()
    QTest.mouseClick(shell.window.bar.lock, Qt.MouseButton.LeftButton)
    shell.press(ENTER)
    assert shell.window.is_locked
    assert shell.focused is desk.lock.pin


def test_too_many_wrong_pins_at_the_lock_are_said_in_the_log_ins_words(shell: Shell) -> None:
    desk = shell.begin()
    shell.window.lock()
    for left in (4, 3, 2, 1):
        shell.type("111111")
        shell.press(ENTER)
        shell.until(lambda left=left: f"Sisa percobaan: {left}." in shell.words(desk.lock))  # type: ignore[misc]
    shell.type("111111")
    shell.press(ENTER)
    shell.until(lambda: "Masuk ditutup" in shell.words(desk.lock))


def test_a_payment_goes_on_beneath_the_lock(shell: Shell) -> None:
    shell.begin()
    shell.window.lock()
    payment = shell.sell()
    shell.until(lambda: str(payment.id) in shell.office.host.posted)
    assert shell.window.is_locked


def test_an_idle_window_locks_itself(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    watch = IdleWatch(qapp, 0.002, owner)
    with qtbot.waitSignal(watch.idle, timeout=5_000):
        watch.start()


def test_a_key_keeps_the_window_awake(qtbot: QtBot) -> None:
    owner, touched = QObject(), QObject()
    watch = IdleWatch(touched, 1, owner)
    watch.start()
    timer = watch.findChildren(QObject)[0]
    before = timer.property("remainingTime")
    qtbot.waitUntil(lambda: timer.property("remainingTime") < before)
    now = timer.property("remainingTime")
    QApplication.sendEvent(touched, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert timer.property("remainingTime") > now
    watch.stop()
    assert not timer.property("active")


def test_a_machine_that_slept_wakes_up_locked_and_swallows_the_first_key(qtbot: QtBot) -> None:
    seconds = [0.0]
    watched = QObject()
    watch = IdleWatch(watched, 5, watched, now=lambda: seconds[0])
    locked: list[None] = []
    watch.idle.connect(lambda: locked.append(None))
    watch.start()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    seconds[0] += 299
    assert not watch.eventFilter(watched, key)
    seconds[0] += 8 * 3600
    assert watch.eventFilter(watched, key)
    assert not watch.eventFilter(watched, key)
    assert len(locked) == 1


def test_idleness_locks_whoever_works_and_sends_away_whoever_only_logged_in(shell: Shell) -> None:
    shell.log_in()
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    shell.window._idle.idle.emit()
    assert shell.window.pages.currentWidget() is shell.window.log_in
    shell.begin()
    shell.window._idle.idle.emit()
    assert shell.window.is_locked


def test_logging_out_leaves_the_shift_open_and_forgets_the_person(shell: Shell) -> None:
    shell.begin()
    shell.press(Qt.Key.Key_Q, modifier=CTRL)
    assert shell.window.desk is None
    assert shell.focused is shell.window.log_in.staff
    assert shell.office.counter.shifts.current() is not None
    assert not shell.window.bar.ways[Act.GO_TO_JOURNAL].isVisible()
    shell.begin()
    assert shell.window.pages.currentWidget() is shell.desk.counter


def test_whoever_logs_out_while_the_float_is_stored_does_not_come_back_in_by_it(shell: Shell) -> None:
    shell.log_in()
    shell.until(lambda: shell.window._opening is not None)
    page = shell.window._opening
    assert isinstance(page, OpenShiftPage)
    shell.window.log_out()
    page.opened.emit(a_shift(clerk_id=CLERK.id))
    assert shell.window.desk is None
    assert shell.window.pages.currentWidget() is shell.window.log_in


def test_f1_lists_every_key_and_gives_the_cursor_back(shell: Shell) -> None:
    shell.begin()
    shell.until(lambda: shell.focused.objectName() == "lookup")
    field = shell.focused
    shell.press(Qt.Key.Key_F1)
    listed = shell.words(shell.window.keys)
    pages = shell.desk.pages
    there = [key for key in KEYS if (key.act if key.act in WAYS else PLACES.get(key.place, Act.GO_TO_COUNTER)) in pages]
    assert [key.shown for key in there if key.shown not in listed or key_words(key) not in listed] == []
    shell.type("99")
    shell.press(Qt.Key.Key_Tab)
    assert shell.window.keys.hasFocus()
    shell.press(ESC)
    assert not shell.window.keys.isVisible()
    assert shell.focused is field
    assert field.property("text") == ""


def test_a_click_or_another_page_puts_the_keys_away(shell: Shell) -> None:
    shell.begin()
    shell.press(Qt.Key.Key_F1)
    shell.window.resize(1200, 700)
    QTest.mouseClick(shell.window.keys, Qt.MouseButton.LeftButton)
    assert not shell.window.keys.isVisible()
    shell.press(Qt.Key.Key_F1)
    shell.press(Qt.Key.Key_F3)
    assert not shell.window.keys.isVisible()
    assert shell.window.pages.currentWidget() is shell.desk.journal


def test_every_key_of_the_window_is_bound_once_and_in_one_table() -> None:
    bound = [key.sequence for key in KEYS if key.sequence and key.place is not Place.JOURNAL]
    assert len(bound) == len(set(bound))
    assert {key_of(act).act for act in Act} == set(Act)


def test_every_key_on_the_list_is_either_bound_or_read_by_its_page() -> None:
    assert [key.act for key in KEYS if bool(key.sequence) == bool(key.pressed)] == []
    months = key_of(Act.CHOOSE_MONTHS).shown.split()
    assert tuple(map(int, months)) == resources.tariff().months_offered


def test_the_pages_know_no_key_that_is_not_on_the_list() -> None:
    """What a page reads, it reads from the table: no other file of pages and widgets names a key but the fields."""
    named = {
        file.name
        for file in sorted(Path(keys.__file__).parent.glob("pages/*.py"))
        if re.search(r"Qt\.Key\.Key_(?!Escape)", file.read_text(encoding="utf-8"))
    }
    assert named == set()


def test_no_page_has_a_key_of_its_own_that_leads_elsewhere() -> None:
    """Two shortcuts of one key on one window: Qt calls neither."""
    everywhere = {key.sequence for key in KEYS if key.place is Place.EVERYWHERE and key.sequence}
    folder = Path(keys.__file__).parent
    own = {
        (file.name, sequence)
        for file in sorted([*folder.glob("pages/*.py"), *folder.glob("widgets/*.py")])
        for sequence in re.findall(r'"((?:Ctrl|Alt|Shift)\+[^"]+|F\d+)"', file.read_text(encoding="utf-8"))
    }
    assert own
    assert {each for each in own if each[1] in everywhere} == set()


def test_the_language_changes_on_every_page_while_they_are_open(shell: Shell, translation: Translation) -> None:
    desk = shell.begin()
    shell.press(Qt.Key.Key_F9)
    assert translation.language is Language.ENGLISH
    shell.until(lambda: shell.window.bar.host.accessibleName() == "Host: connected")
    assert desk.close.card.title.text() == "Close the counter"
    assert desk.lock.card.title.text() == "Locked"
    assert desk.journal.title.text() == "Journal of 22 November 2026"
    QTest.mouseClick(shell.window.bar.language, Qt.MouseButton.LeftButton)
    shell.until(lambda: desk.close.card.title.text() == "Tutup loket")


def test_the_language_keeps_what_was_typed_and_what_is_wrong(shell: Shell) -> None:
    shell.log_in("111111")
    shell.until(lambda: "Sisa percobaan" in shell.words())
    shell.press(Qt.Key.Key_F9)
    shell.until(lambda: "Tries left: 4" in shell.words())
    assert shell.window.log_in.staff.text()


def test_light_and_dark_change_while_the_window_is_open(shell: Shell, appearance: Appearance) -> None:
    before = shell.window.grab().toImage().pixelColor(5, 300)
    shell.press(Qt.Key.Key_F11)
    assert appearance.is_dark
    assert shell.window.grab().toImage().pixelColor(5, 300).lightness() < before.lightness()
    QTest.mouseClick(shell.window.bar.theme, Qt.MouseButton.LeftButton)
    assert not appearance.is_dark


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off_at_1366_by_768(shell: Shell, translation: Translation, language: Language) -> None:
    translation.use(language)
    desk = shell.begin()
    shell.window.resize(1366, 768)
    shell.window.bar.show_queue(None)
    for page in (desk.journal, desk.close):
        shell.window.pages.setCurrentWidget(page)
        hint = shell.window.minimumSizeHint()
        assert (hint.width() <= 1366, hint.height() <= 768) == (True, True)


def test_a_participant_list_arrives_in_pages(shell: Shell) -> None:
    arrivals = shell.window.findChild(Arrivals)
    assert arrivals is not None
    with shell.bot.waitSignal(arrivals.rested):
        pass
    shell.office.host.people.extend(a_participant(index) for index in range(1, 6))
    arrivals.begin()
    shell.until(lambda: shell.office.host.calls["participants"] >= 3)
