"""What goes on by itself must go on: through a database that is away, a host that is away, and impatience."""

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.printer import PrinterStatus, Trouble
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import HeldJobs, InlineJobs
from tests.helpers.logfail import LogWatch
from tests.helpers.windows import Shell
from ui.errands import Arrivals
from ui.forwarding import AFTER_A_BUG, FORWARD_EVERY, payments_forwarding
from ui.jobs import Lane
from ui.watches import host_watch, printer_watch, queue_watch

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def owner() -> QObject:
    return QObject()


def away(*_: object, **__: object) -> None:
    raise Unavailable(Service.DATABASE, "locked by another program")


def test_a_look_asked_for_during_a_look_is_made_after_it(office: TestCounter, owner: QObject) -> None:
    jobs = HeldJobs()
    watch = host_watch(office.counter, jobs, owner)
    seen: list[bool] = []
    watch.seen.connect(seen.append)
    watch.look()
    watch.look()
    watch.look()
    assert len(jobs.held) == 1
    office.host.away = True
    jobs.release()
    assert len(jobs.held) == 1
    office.host.away = False
    jobs.release()
    assert (seen, jobs.held) == ([False, True], [])


def test_the_printer_is_asked_off_the_windows_thread(office: TestCounter, owner: QObject) -> None:
    jobs = InlineJobs()
    watch = printer_watch(office.counter, jobs, owner)
    seen: list[PrinterStatus | None] = []
    watch.seen.connect(seen.append)
    watch.start()
    office.printer.broken = True
    watch.look()
    assert [status.trouble for status in seen if status] == [None, Trouble.NO_PAPER]
    assert set(jobs.lanes) == {Lane.BACKGROUND}


def test_a_queue_that_cannot_be_read_is_not_called_empty(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.counter.overview, "queue", away)
    watch = queue_watch(office.counter, InlineJobs(), owner)
    seen: list[object] = []
    watch.seen.connect(seen.append)
    watch.look()
    assert seen == [None]


def test_forwarding_outlives_a_locked_database(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = InlineJobs()
    forwarding = payments_forwarding(office.counter, jobs, owner)
    with monkeypatch.context() as locked:
        locked.setattr(office.counter.forwarder, "forward_batch", away)
        forwarding.step()
    forwarding.step()
    assert jobs.lanes == [Lane.FORWARD, Lane.FORWARD]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("a bug")


def test_forwarding_outlives_a_bug_but_does_not_show_it_every_second(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = InlineJobs()
    forwarding = payments_forwarding(office.counter, jobs, owner)
    with monkeypatch.context() as buggy:
        buggy.setattr(office.counter.forwarder, "forward_batch", broken)
        with pytest.raises(RuntimeError):
            forwarding.start()
    QCoreApplication.processEvents()
    assert forwarding._timer.interval() == AFTER_A_BUG
    forwarding.step()
    assert jobs.lanes == [Lane.FORWARD, Lane.FORWARD]
    assert forwarding._timer.interval() == FORWARD_EVERY


def test_participants_come_again_after_a_bug(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals = Arrivals(office.counter, InlineJobs(), owner)
    with monkeypatch.context() as buggy:
        buggy.setattr(office.counter.sync, "run", broken)
        with pytest.raises(RuntimeError):
            arrivals.begin()
    QCoreApplication.processEvents()
    arrivals.begin()
    with office.store.reading() as work:
        assert work.participants.count() == len(office.host.people)


def test_a_lamp_that_met_a_bug_says_that_it_cannot_tell_and_looks_again(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = queue_watch(office.counter, InlineJobs(), owner)
    seen: list[object] = []
    watch.seen.connect(seen.append)
    watch.look()
    with monkeypatch.context() as buggy:
        buggy.setattr(office.counter.overview, "queue", broken)
        with pytest.raises(RuntimeError):
            watch.look()
    QCoreApplication.processEvents()
    watch.look()
    assert [each is None for each in seen] == [False, True, False]


def test_forwarding_takes_one_step_at_a_time(office: TestCounter, owner: QObject) -> None:
    jobs = HeldJobs()
    forwarding = payments_forwarding(office.counter, jobs, owner)
    forwarding.start()
    forwarding.step()
    assert len(jobs.held) == 1


def test_participants_rest_when_the_host_goes_away_and_come_when_it_is_back(
    office: TestCounter, owner: QObject
) -> None:
    arrivals = Arrivals(office.counter, InlineJobs(), owner)
    rested: list[None] = []
    arrivals.rested.connect(lambda: rested.append(None))
    office.host.away = True
    arrivals.start()
    office.host.away = False
    arrivals.begin()
    assert len(rested) == 2
    with office.store.reading() as work:
        assert work.participants.count() == len(office.host.people)


def test_a_start_that_cannot_hold_old_papers_goes_on_and_says_so(
    shell: Shell, log_watch: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_watch.expects("papers of an earlier run could not be held")
    background = shell.window._background
    assert background is not None
    monkeypatch.setattr(shell.office.counter.printing, "recover", away)
    background.start()
    shell.until(lambda: shell.window.bar.host.words == "terhubung")
    shell.begin()


def test_papers_of_an_earlier_run_are_held_once_the_database_is_back(
    shell: Shell, log_watch: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_watch.expects("papers of an earlier run could not be held")
    background = shell.window._background
    assert background is not None
    tries: list[str] = []

    def away_at_first() -> None:
        tries.append("again")
        if len(tries) == 1:
            away()

    monkeypatch.setattr("ui.background.RECOVER_AGAIN", 10)
    monkeypatch.setattr(shell.office.counter.printing, "recover", away_at_first)
    background.start()
    shell.until(lambda: len(tries) == 2)


def test_a_journal_that_cannot_be_read_says_so_and_comes_back(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = shell.begin().journal
    shell.sell()
    with monkeypatch.context() as locked:
        locked.setattr(shell.office.counter.overview, "of_day", away)
        journal.show()
        shell.window.pages.setCurrentWidget(journal)
        journal.start()
        shell.until(lambda: "Jurnal tidak dapat dibaca" in shell.words(journal))
    journal.refresh()
    shell.until(lambda: journal.stack.currentWidget() is journal.table)
