"""Long work: how far it is reaches the window, Esc ends it between two steps, and the page keeps its own Esc."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Declined, Reason
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.windows import bring_to_front
from ui.jobs import Cancelled, Jobs, Lane, Progress
from ui.translation import Language, Translation
from ui.widgets.progress_line import ProgressLine

PATIENCE = 5.0


class Steps:
    """Work of ``total`` steps; each waits until the test lets it go on."""

    def __init__(self, total: int = 3) -> None:
        self.total = total
        self.go = threading.Semaphore(0)
        self.made = 0

    def __call__(self, progress: Progress, cancelled: Cancelled) -> int:
        while self.made < self.total and not cancelled():
            assert self.go.acquire(timeout=PATIENCE)
            self.made += 1
            progress(self.made, self.total)
        return self.made


class Sheet(QWidget):
    """A page with a field, a key of its own for Esc, and a line for long work."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.line = QLineEdit(), ProgressLine(appears=0)
        self.left = 0
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.line)

    def keyPressEvent(self, event: object) -> None:
        """Any key that nobody else took."""
        self.left += 1


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def sheet(qtbot: QtBot, translation: Translation) -> Sheet:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.show()
    bring_to_front(qtbot, sheet)
    sheet.field.setFocus()
    return sheet


def test_the_line_says_how_far_the_work_is(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    work, done = Steps(), list[int]()
    sheet.line.run(jobs, Lane.BACKGROUND, work, words="Mengambil", done=done.append)
    qtbot.waitUntil(sheet.line.isVisible)
    assert sheet.line.bar.maximum() == 0
    work.go.release()
    qtbot.waitUntil(lambda: sheet.line.bar.value() == 1)
    assert sheet.line.bar.maximum() == 3
    assert "1 dari 3" in sheet.line.accessibleName()
    work.go.release(2)
    qtbot.waitUntil(lambda: done == [3])
    assert not sheet.line.isVisible()
    assert not sheet.line.busy
    assert not sheet.line.cancelled


def test_esc_ends_the_work_between_two_steps_and_leaves_the_page_alone(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    work, done = Steps(), list[int]()
    sheet.line.run(jobs, Lane.BACKGROUND, work, words="Mengambil", done=done.append)
    qtbot.waitUntil(sheet.line.isVisible)
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert sheet.line.cancelled
    assert not sheet.line.stop.isEnabled()
    assert sheet.left == 0
    work.go.release()
    qtbot.waitUntil(lambda: done == [1])
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert sheet.left == 1


def test_a_click_ends_it_too_and_other_keys_are_the_pages(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    work, done = Steps(), list[int]()
    sheet.line.run(jobs, Lane.BACKGROUND, work, words="Mengambil", done=done.append)
    qtbot.waitUntil(sheet.line.isVisible)
    QTest.keyClicks(sheet.field, "17")
    QTest.mouseClick(sheet.line.stop, Qt.MouseButton.LeftButton)
    work.go.release()
    qtbot.waitUntil(lambda: done == [1])
    assert sheet.field.text() == "17"


def test_a_second_work_is_not_begun_while_one_is_under_way(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    work, done = Steps(1), list[int]()
    assert sheet.line.run(jobs, Lane.BACKGROUND, work, words="A", done=done.append) is not None
    assert sheet.line.run(jobs, Lane.BACKGROUND, work, words="B", done=done.append) is None
    work.go.release()
    qtbot.waitUntil(lambda: done == [1])


def test_a_refusal_is_told_and_the_line_is_free_again(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    refused: list[Exception] = []

    def refuses(progress: Progress, cancelled: Cancelled) -> None:
        raise Declined(Reason.NOT_ALLOWED)

    sheet.line.run(jobs, Lane.BACKGROUND, refuses, words="A", done=lambda _: None, failed=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1)
    assert not sheet.line.busy


def test_a_bug_leaves_no_line_behind(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    def breaks(progress: Progress, cancelled: Cancelled) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        sheet.line.run(jobs, Lane.BACKGROUND, breaks, words="A", done=lambda _: None)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert not sheet.line.busy


def test_what_is_over_at_once_shows_nothing(qtbot: QtBot, sheet: Sheet) -> None:
    jobs, done = InlineJobs(), list[str]()
    sheet.line.run(jobs, Lane.BACKGROUND, lambda _p, _c: "first", words="A", done=done.append)
    sheet.line.run(jobs, Lane.BACKGROUND, lambda _p, _c: "second", words="A", done=done.append)
    assert done == ["first", "second"]
    assert not sheet.line.isVisible()
    jobs.close()


def test_of_many_tellings_the_last_one_arrives(qtbot: QtBot, jobs: Jobs, sheet: Sheet) -> None:
    seen: list[tuple[int, int]] = []

    def many(progress: Progress, cancelled: Cancelled) -> str:
        for step in range(1, 20_001):
            progress(step, 20_000)
        return "done"

    done: list[str] = []
    jobs.run(Lane.BACKGROUND, many, progressed=lambda *far: seen.append(far), done=done.append, owner=sheet)
    qtbot.waitUntil(lambda: done == ["done"])
    assert seen[-1] == (20_000, 20_000)
    assert len(seen) < 2_000


def test_a_window_that_closes_ends_long_work(qtbot: QtBot, sheet: Sheet) -> None:
    jobs, begun, over = Jobs(), threading.Event(), threading.Event()

    def endless(progress: Progress, cancelled: Cancelled) -> None:
        begun.set()
        while not cancelled():
            progress(1, 0)
        over.set()

    jobs.run(Lane.BACKGROUND, endless, progressed=lambda *_: None, done=lambda _: None, owner=sheet)
    assert begun.wait(PATIENCE)
    jobs.close()
    assert over.is_set()


def test_the_count_is_written_as_people_here_write_it(sheet: Sheet, translation: Translation) -> None:
    sheet.line.show_progress(1_240, 20_000)
    assert "1.240 dari 20.000" in sheet.line.accessibleName()
    translation.use(Language.ENGLISH)
    sheet.line.retranslate()
    assert "1,240 of 20,000" in sheet.line.accessibleName()
