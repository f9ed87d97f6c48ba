"""Registrations in the window: they go by themselves, behind the payments."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from counter_app.domain.registration import Registration, RegistrationState
from tests.helpers.counters import CLERK
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.registrations import CONSENT, WOMAN, a_form
from ui.forwarding import FORWARD_EVERY, SOON, registrations_forwarding
from ui.jobs import Jobs, Lane


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
    errands = registrations_forwarding(office.counter, jobs, owner)
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
    registrations_forwarding(office.counter, jobs, owner).step()
    assert office.registrar.applied == {}


def test_two_that_look_at_the_lane_once_a_second_in_the_same_moment_change_turns(
    office: RegisteringCounter, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(office)
    taken = [True, True, True]
    monkeypatch.setattr(jobs, "waiting", lambda _lane: bool(taken) and taken.pop())
    owner, moved = QObject(), list[object]()
    forwarding = registrations_forwarding(office.counter, jobs, owner)
    forwarding.moved.connect(moved.append)
    forwarding.step()
    assert forwarding._timer.interval() == SOON
    qtbot.waitUntil(lambda: len(moved) == 1)
    assert forwarding._timer.interval() == FORWARD_EVERY
