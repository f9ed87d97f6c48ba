"""Who may what, through the window: nobody sees a page that is not theirs, and no key does what a role lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from counter_app.domain.errors import Declined
from counter_app.domain.journal import Act as JournalAct
from counter_app.domain.journal import content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.people import RIGHTS, Actor, Right, Role
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import ADMINISTRATOR, AUDITOR, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from tests.who_may_what import FILE, document, pages_of
from ui.desk import Desk
from ui.jobs import Lane
from ui.keys import KEYS, WAYS, Act, Key, key_of

PEOPLE = {Role.CLERK: CLERK, Role.SUPERVISOR: SUPERVISOR, Role.AUDITOR: AUDITOR, Role.ADMINISTRATOR: ADMINISTRATOR}
LEAVE = frozenset({Act.LOCK, Act.LOG_OUT, Act.SHOW_KEYS, Act.SWITCH_LANGUAGE, Act.SWITCH_THEME})
"""Keys that everybody has; they would only end the round."""

OWN_SHIFT = frozenset({Act.CLOSE_SHIFT, Act.GO_TO_DRAWER})
"""Where whatever keys are pressed may well close one's own shift, as one may."""

TAKES = {
    JournalAct.PAYMENT_ACCEPTED: Right.SELL,
    JournalAct.SHIFT_OPENED: Right.OPEN_SHIFT,
    JournalAct.SHIFT_CLOSED: Right.OPEN_SHIFT,
    JournalAct.REPRINT: Right.REPRINT,
    JournalAct.REVEALED: Right.REVEAL,
    JournalAct.CANCELLED: Right.CANCEL,
    JournalAct.REVERSAL_ASKED: Right.ASK_REVERSAL,
    JournalAct.REFUNDED: Right.RETURN_CASH,
    JournalAct.RECALL_CONTACTED: Right.RETURN_CASH,
    JournalAct.RECALL_LISTED: Right.RETURN_CASH,
    JournalAct.REVIEW_RESOLVED: Right.RESOLVE_REVIEW,
    JournalAct.QUEUE_EXPORTED: Right.CARRY_QUEUE,
    JournalAct.USER_ADDED: Right.ADD_USER,
    JournalAct.ROLE_CHANGED: Right.MANAGE_USERS,
    JournalAct.PIN_RESET: Right.MANAGE_USERS,
    JournalAct.RETIRED: Right.MANAGE_USERS,
    JournalAct.DRAWER_OPENED: Right.OPEN_DRAWER,
    JournalAct.CASH_DROPPED: Right.MOVE_CASH,
    JournalAct.CASH_PICKED_UP: Right.MOVE_CASH,
    JournalAct.REGISTRATION_DRAFTED: Right.REGISTER,
    JournalAct.RECONCILED: Right.RECONCILE,
    JournalAct.CASE_ASSIGNED: Right.WORK_CASES,
}
"""What an entry under somebody's number takes."""


@dataclass
class Watch:
    """What the services were asked and refused, while somebody pressed keys."""

    refused: list[tuple[str, Right]] = field(default_factory=list)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch, require = Watch(), Actor.require

    def watched(actor: Actor, right: Right) -> None:
        try:
            require(actor, right)
        except Declined:
            watch.refused.append((actor.id, right))
            raise

    monkeypatch.setattr(Actor, "require", watched)
    return watch


def at_work(shell: Shell, role: Role) -> Desk:
    """With a payment in the journal, in the open shift of the clerk."""
    if role is Role.CLERK:
        shell.begin()
        shell.sell()
        return shell.desk
    person = PEOPLE[role]
    hire(shell.office, person)
    shell.office.counter.shifts.open(CLERK, Rupiah(50_000))
    shell.sell()
    shell.type(person.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    if role is Role.SUPERVISOR:
        shell.press(Qt.Key.Key_J, modifier=Qt.KeyboardModifier.AltModifier)
    shell.until(lambda: shell.window.desk is not None)
    return shell.desk


def press(shell: Shell, key: Key) -> None:
    """As the table has it; what opens is shut again."""
    if key.sequence:
        QTest.keySequence(shell.focused, QKeySequence(key.sequence))
    for each in key.pressed:
        if each != ESC:
            shell.press(each)
    for window in QApplication.topLevelWidgets():  # where a file would go: nobody chooses, and Enter is not for it
        if isinstance(window, QFileDialog) and window.isVisible():
            window.reject()


def by(shell: Shell, person: Actor) -> Iterator[JournalAct]:
    with shell.office.store.reading() as work:
        for entry in work.journal.chain():
            content = content_of(entry)
            if content["actor"] == person.id:
                yield JournalAct(content["act"])


def test_the_table_of_who_may_what_is_the_codes() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "run: python -m tests.who_may_what"


@pytest.mark.parametrize("role", Role)
def test_a_role_sees_its_pages_and_no_key_leads_to_another(shell: Shell, role: Role) -> None:
    desk = at_work(shell, role)
    counts = {Act.GO_TO_COUNTER} if role is Role.SUPERVISOR else set()  # for a shift of one's own, which is the clerk's
    theirs = pages_of(role) - counts
    assert theirs - desk.pages.keys() <= {Act.GO_TO_DRAWER, Act.CLOSE_SHIFT}
    assert desk.pages.keys() <= theirs | {Act.CLOSE_SHIFT, Act.GO_TO_DRAWER}
    for way in sorted(WAYS):
        before = shell.window.pages.currentWidget()
        QTest.keySequence(shell.focused, QKeySequence(key_of(way).sequence))
        after = shell.window.pages.currentWidget()
        assert after is (desk.pages[way].widget if way in desk.pages else before), way


@pytest.mark.timeout(480)  # a thousand keys, each with a page that is read anew
@pytest.mark.parametrize("role", Role)
def test_whatever_key_is_pressed_on_whatever_page_nothing_happens_that_the_role_lacks(
    shell: Shell, watch: Watch, role: Role
) -> None:
    desk, person = at_work(shell, role), PEOPLE[role]
    before = len(list(by(shell, person)))
    for way in desk.pages.keys() - (OWN_SHIFT if role is Role.CLERK else frozenset()):
        for key in KEYS:
            if key.act in LEAVE | WAYS:
                continue
            shell.window.go(way)
            settle(shell)  # what a page shows, and so where its cursor is, comes from a lane
            press(shell, key)
            assert shell.window.desk is desk, f"{key.act} on {way} ended somebody's work"
    settle(shell)
    assert [right for who, right in watch.refused if who == person.id] == []
    done = [TAKES[act] for act in list(by(shell, person))[before:] if act in TAKES]
    assert set(done) <= RIGHTS[role]


def settle(shell: Shell) -> None:
    """Until the lanes have done what was asked of them. It happens a thousand times, so nothing here looks at a clock."""
    loop = QEventLoop()
    lanes = [Lane.JOURNAL, Lane.BACKGROUND, Lane.JOURNAL]

    def next_lane(_done: object = None) -> None:
        if lanes:
            shell.jobs.submit(lanes.pop(), _nothing, done=next_lane, failed=None, owner=shell.window)
        else:
            loop.quit()

    next_lane()
    loop.exec()


def _nothing() -> None:
    """What a lane does when it is only asked whether it has come so far."""
