"""A registration with its first payment takes a practised clerk less than two minutes: its keys are counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from counter_app.consent_file import consent_text
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.windows import ENTER, Shell
from tests.ui.test_registration_page import Registrar
from ui.sale_flow import Stage

SECONDS = 120
A_KEY = 60 / 200
"""Seconds: forty words of five keys a minute, which is an ordinary typist's pace."""
A_WORD_ALOUD = 60 / 150
"""Seconds: consent is read out at the pace of calm speech."""
MOST_KEYS = 200
"""A whole form, its slip and its first payment take 182, and there is a tenth to spare."""


class KeysCounted(QObject):
    """Every key that reaches the window, once."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.keys += event.type() == QEvent.Type.KeyPress and watched is QApplication.focusWidget()
        return False


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path, patience=0.2)
    yield office
    office.store.close()


@pytest.fixture
def counted(qapp: QApplication) -> Iterator[KeysCounted]:
    counted = KeysCounted()
    qapp.installEventFilter(counted)
    yield counted
    qapp.removeEventFilter(counted)


def test_registering_and_the_first_payment_take_less_than_two_minutes(
    shell: Shell, office: RegisteringCounter, counted: KeysCounted
) -> None:
    registrar = Registrar(shell, office)
    counted.keys = 0
    registrar.register()
    registrar.issued()
    registrar.key(Qt.Key.Key_Return)
    flow = shell.desk.counter.flow
    shell.until(lambda: flow.stage is Stage.BILL and flow.fresh)
    shell.press(ENTER, ENTER)
    shell.until(lambda: flow.stage is Stage.DONE)
    assert 150 < counted.keys < MOST_KEYS
    aloud = len(consent_text().words.split()) * A_WORD_ALOUD
    assert counted.keys * A_KEY + aloud < SECONDS
