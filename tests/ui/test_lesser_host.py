"""A host that does not tell everything and cannot be asked for its time: the window says no more than it knows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.outbox import NoAnswer
from counter_app.domain.payment import PaymentState
from counter_app.services.ports import Abilities
from tests.helpers.builders import a_participant
from tests.helpers.counters import TestCounter
from tests.helpers.desk import DRIVER, a_desk
from tests.helpers.windows import Shell
from ui.jobs import Jobs
from ui.sale_flow import Stage
from ui.theme import Appearance
from ui.translation import Translation
from ui.widgets.participant_card import ParticipantCard
from ui.words import Mood

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

LESSER = Abilities(sync=False, echo=False, reversal=False, registration=False, offline=False)


def test_what_the_host_does_not_tell_of_a_payer_is_left_open(qtbot: QtBot, tmp_path: Path) -> None:
    person = a_participant(4)
    with a_desk(qtbot, tmp_path, person) as desk:
        desk.bill_of(person)
        found = desk.page.flow.found
        assert found is not None
        assert "Rp1.000.000 a month" in desk.all_words()
        untold = a_participant(4, status=None, sector=None, income_basis=None, protected_until=None)
        card = desk.page.payer.card
        assert isinstance(card, ParticipantCard)
        card.show_found(replace(found, participant=untold))
        assert "a month" not in desk.all_words()
        assert "No contribution has been paid yet" not in desk.all_words()
        assert desk.at(Stage.BILL)


def test_a_host_that_must_bill_and_is_away_is_said_and_nothing_is_billed(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path) as desk:
        desk.parts.host.abilities = LESSER
        desk.parts.host.away = True
        with qtbot.waitSignal(desk.page.host_seen, check_params_cb=lambda well: not well):
            desk.look_up(DRIVER.nik)
        assert "cannot be reached" in desk.words("lookupHint")
        assert desk.at(Stage.IDLE)


@pytest.fixture
def lesser_shell(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, appearance: Appearance, translation: Translation
) -> Iterator[Shell]:
    office.host.abilities = LESSER
    jobs = Jobs()
    yield Shell(qtbot, qapp, office, jobs, appearance, translation)
    jobs.close()


def test_a_host_without_an_echo_is_known_by_what_it_answers(lesser_shell: Shell) -> None:
    shell, host, lamp = lesser_shell, lesser_shell.office.host, lesser_shell.window.bar.host
    shell.begin()
    assert lamp.mood is Mood.OFF
    payment = shell.sell()
    shell.until(lambda: shell.state_of(payment) is PaymentState.CONFIRMED)
    shell.until(lambda: lamp.mood is Mood.OK)
    host.replies = [NoAnswer("reset by peer")]
    host.people.append(a_participant(3))
    waiting = shell.sell(a_participant(3), months=2)
    shell.until(lambda: shell.state_of(waiting) is PaymentState.UNKNOWN)
    assert (host.calls["host_time"], host.calls["participants"]) == (0, 0)
