"""What F1 lists of the reminders and of the reckoning is what those pages read."""

import pytest

from ui.case_doing import CaseDoing
from ui.keys import Act, key_of
from ui.pages import reckoning_case, reminders, reminders_pane


@pytest.mark.parametrize(
    ("act", "read"),
    [
        (Act.REMIND_FIND, reminders.FIND),
        (Act.REMIND_MARK, reminders.MARK),
        (Act.REMIND_ALL, reminders.ALL),
        (Act.REMIND_LETTER, reminders_pane.LETTER),
        (Act.REMIND_MESSAGE, reminders_pane.MESSAGE),
        (Act.REMIND_NOTE, reminders_pane.NOTE),
        (Act.CASE_ASSIGN, reckoning_case.KEYS[CaseDoing.ASSIGN]),
        (Act.CASE_NOTE, reckoning_case.KEYS[CaseDoing.NOTE]),
        (Act.CASE_PROPOSE, reckoning_case.KEYS[CaseDoing.PROPOSE]),
        (Act.CASE_CLOSE, reckoning_case.KEYS[CaseDoing.CLOSE]),
        (Act.CASE_GIVE_BACK, reckoning_case.KEYS[CaseDoing.GIVE_BACK]),
    ],
)
def test_a_page_reads_the_key_that_is_listed(act: Act, read: str) -> None:
    assert key_of(act).shown == read
