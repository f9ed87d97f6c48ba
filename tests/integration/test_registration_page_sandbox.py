"""The registration page against the real host: over TLS, signed, with faults on the wire."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import demo_office
from counter_app.bootstrap import build
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.people import Actor
from counter_app.domain.registration import Registration, RegistrationState
from tests.helpers.clocks import MORNING, ManualClock
from tests.helpers.registrations import EXAMINED, WOMAN, a_form
from tests.helpers.sandbox import SandboxHost
from tests.helpers.windows import bring_to_front
from ui.jobs import Jobs
from ui.pages.registration import RegistrationPage
from ui.registration_flow import View

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


class Registrar:
    """The page on a desk of its own, at the sandbox host."""

    def __init__(self, qtbot: QtBot, home: Path, sandbox: SandboxHost, clock: ManualClock) -> None:
        self._bot = qtbot
        settings = demo_office.create(home, Path(sandbox.settings.private_key_path).parent)
        clerk = demo_office.CLERK
        self.counter = build(settings, clock=clock)
        self.actor = Actor(clerk.id, clerk.name, clerk.role)
        self.jobs = Jobs()
        self.page = RegistrationPage(self.counter, self.jobs, self.actor)
        qtbot.addWidget(self.page)
        self.page.show()
        bring_to_front(qtbot, self.page)
        self.page.start()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def sees(self, there: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(there()), timeout=10_000)

    def register(self, nik: str) -> None:
        """A form that is filled in, the words, and Enter."""
        self.page.form.put(a_form(nik))
        self.page.flow.typed(self.page.form.form())
        self.page.flow.check()
        self.sees(lambda: self.page.flow.view is View.SUMMARY)
        self.key(Qt.Key.Key_S)
        self.key(Qt.Key.Key_Return)
        self.sees(lambda: self.page.flow.view is View.OUTCOME)

    def reaches(self, state: RegistrationState) -> Registration:
        self.sees(lambda: self.page.flow.registration is not None and self.page.flow.registration.state is state)
        assert self.page.flow.registration is not None
        return self.page.flow.registration


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


@pytest.fixture
def registrar(qtbot: QtBot, tmp_path: Path, sandbox: SandboxHost, clock: ManualClock) -> Iterator[Registrar]:
    sandbox.reset(MORNING)
    registrar = Registrar(qtbot, tmp_path / "home", sandbox, clock)
    yield registrar
    registrar.jobs.close()
    registrar.counter.close()


def test_a_worker_gets_the_kpj_from_the_host_and_is_found_by_it_at_once(registrar: Registrar) -> None:
    registrar.register(WOMAN)
    issue = registrar.reaches(RegistrationState.ISSUED).issue
    assert issue is not None
    assert registrar.page.outcome.kpj.text.replace(" ", "") == issue.kpj
    found = registrar.counter.lookup.exact(registrar.actor, LookupNumber(NumberKind.KPJ, issue.kpj), 1)
    assert found.participant.nik == WOMAN


def test_an_answer_that_is_lost_registers_nobody_twice(
    registrar: Registrar, sandbox: SandboxHost, clock: ManualClock
) -> None:
    sandbox.faults("drop-after-commit:registration x1")
    registrar.register(WOMAN)
    registrar.reaches(RegistrationState.UNKNOWN)
    assert not registrar.page.outcome.pay_is_due
    clock.advance(minutes=2)
    registrar.key(Qt.Key.Key_T)
    registrar.reaches(RegistrationState.ISSUED)


def test_what_the_host_examines_can_be_asked_about_by_a_key(registrar: Registrar) -> None:
    registrar.register(EXAMINED)
    registrar.reaches(RegistrationState.PENDING)
    assert registrar.page.flow.is_under_way
