"""Registrations in the window: they go by themselves, behind the payments."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.registration import Registration, RegistrationState
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, a_counter
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.registrations import CONSENT, WOMAN, a_form
from ui.errands import AFTER_A_BUG, FORWARD_EVERY
from ui.jobs import Jobs, Lane
from ui.registration_errand import RegistrationErrands


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path / "home")
    yield office
    office.store.close()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def submit(office: RegisteringCounter, nik: str = WOMAN) -> Registration:
    return office.counter.day.registering.submit(CLERK, uuid4(), a_form(nik), CONSENT)


def test_what_was_submitted_goes_by_itself_one_after_the_other(
    office: RegisteringCounter, jobs: Jobs, qtbot: QtBot
) -> None:
    submitted = {submit(office).id, submit(office, "3173064504900012").id}
    owner, moved = QObject(), list[list[Registration]]()
    errands = RegistrationErrands(office.counter, jobs, owner)
    errands.moved.connect(moved.append)
    errands.start()
    qtbot.waitUntil(lambda: len(moved) == 2)
    assert {each.id for (each,) in moved} == submitted
    assert {each.state for (each,) in moved} == {RegistrationState.ISSUED}


def test_it_stands_back_while_a_payment_waits_for_the_lane(
    office: RegisteringCounter, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(office)
    monkeypatch.setattr(jobs, "waiting", lambda lane: lane is Lane.FORWARD)
    owner = QObject()
    RegistrationErrands(office.counter, jobs, owner).step()
    assert office.registrar.applied == {}


def test_it_outlives_a_bug_but_does_not_show_it_every_second(
    office: RegisteringCounter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, owner = InlineJobs(), QObject()
    errands = RegistrationErrands(office.counter, jobs, owner)
    with monkeypatch.context() as buggy:
        buggy.setattr(office.counter.day.registration_forwarder, "forward_batch", broken)
        with pytest.raises(RuntimeError):
            errands.start()
    QCoreApplication.processEvents()
    assert errands._timer.interval() == AFTER_A_BUG
    errands.step()
    assert jobs.lanes == [Lane.FORWARD, Lane.FORWARD]
    assert errands._timer.interval() == FORWARD_EVERY


def test_it_outlives_a_locked_database(
    office: RegisteringCounter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, owner = InlineJobs(), QObject()
    errands = RegistrationErrands(office.counter, jobs, owner)
    with monkeypatch.context() as locked:
        locked.setattr(office.counter.day.registration_forwarder, "forward_batch", away)
        errands.step()
    errands.step()
    assert jobs.lanes == [Lane.FORWARD, Lane.FORWARD]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("a bug")


def away(*_: object, **__: object) -> None:
    raise Unavailable(Service.DATABASE, "locked")


def test_at_a_host_that_registers_nobody_nothing_is_begun(tmp_path: Path, jobs: Jobs) -> None:
    office = a_counter(tmp_path / "home", [a_participant()])
    owner = QObject()
    errands = RegistrationErrands(office.counter, jobs, owner)
    errands.start()
    assert not errands._timer.isActive()
    office.store.close()
