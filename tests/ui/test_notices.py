"""What everybody at the window has to know stands beneath the top bar until it no longer holds."""

import pytest

from counter_app.domain.anchor import JournalCut
from counter_app.domain.errors import Service, Unavailable, Untrusted
from counter_app.domain.outbox import NoAnswer
from counter_app.services.care import Room, Space
from tests.helpers.logfail import LogWatch
from tests.helpers.windows import ENTER, Shell
from ui.notices import Notices
from ui.translation import Language, Translation
from ui.widgets.notice_line import Notice, NoticeLine
from ui.words import Mood

FORGED = Untrusted("the signature of the reply 2002400 is not the host's")


def notices(shell: Shell) -> Notices:
    found = shell.window.findChild(Notices)
    assert found is not None
    return found


def look(shell: Shell) -> None:
    """Look after whatever look is under way, and wait until that is told."""
    health = notices(shell).health
    shell.until(lambda: not health._looking)
    with shell.bot.waitSignal(health.seen):
        health.look()


def leave(shell: Shell, monkeypatch: pytest.MonkeyPatch, space: Space) -> None:
    """So much is left on the disk, and somebody has looked."""
    monkeypatch.setattr(shell.office.counter.care, "space", lambda: space)
    look(shell)


def test_a_disk_with_room_and_a_host_that_signs_need_no_line(shell: Shell) -> None:
    shell.begin()
    look(shell)
    assert not shell.window.notice.isVisible()


def test_little_room_is_said_with_how_little_until_there_is_more(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(shell, monkeypatch, Space(Room.LITTLE, 512_000_000))
    assert "tinggal 512 MB" in shell.words(shell.window.notice)
    assert shell.window.notice.shown is Notice.DISK_LITTLE
    leave(shell, monkeypatch, Space(Room.ENOUGH, 5_000_000_000))
    assert not shell.window.notice.isVisible()


def test_a_full_disk_says_take_no_money_and_the_payment_says_the_same(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.begin()
    leave(shell, monkeypatch, Space(Room.NONE, 5_000_000))
    assert "Jangan terima uang" in shell.words(shell.window.notice)
    monkeypatch.setattr(shell.office.counter.care, "_disk", _Full())
    shell.until(lambda: shell.focused.objectName() == "lookup")
    shell.type(shell.office.host.people[0].nik)
    shell.press(ENTER)
    shell.until(lambda: shell.desk.counter.flow.stage == "bill")
    shell.press(ENTER)
    shell.press(ENTER)
    shell.until(lambda: "Penyimpanan komputer penuh" in shell.words(shell.desk.counter))
    with shell.office.store.reading() as work:
        assert list(work.payments.all()) == []


class _Full:
    """A disk with 5 MB left."""

    def free(self) -> int:
        return 5_000_000


def test_damage_and_another_journal_are_said_at_every_page(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.office.counter.care, "damage", lambda: "page 7")
    look(shell)
    assert shell.window.notice.accessibleName().startswith("Basis data rusak")

    def cut() -> None:
        raise JournalCut("entry 3 is another one")

    monkeypatch.setattr(shell.office.counter.care, "damage", lambda: None)
    monkeypatch.setattr(shell.office.counter.anchoring, "require_held", cut)
    look(shell)
    assert shell.window.notice.shown is Notice.OTHER_JOURNAL


def test_a_disk_that_cannot_be_asked_changes_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    log_watch.expects("cannot be told")

    def away() -> Space:
        raise OSError("stale handle")

    leave(shell, monkeypatch, Space(Room.LITTLE, 512_000_000))
    monkeypatch.setattr(shell.office.counter.care, "space", away)
    look(shell)
    assert shell.window.notice.shown is Notice.DISK_LITTLE


def test_a_false_host_is_no_host_that_is_away(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def false() -> None:
        raise FORGED

    monkeypatch.setattr(shell.office.host, "host_time", false)
    shell.window.findChild(Notices)
    background = shell.window._background
    assert background is not None
    background._host.look()
    shell.until(lambda: shell.window.notice.shown is Notice.UNTRUSTED)
    bar = shell.window.bar
    shell.until(lambda: bar.host.words == "tidak dipercaya")
    assert bar.host.mood is Mood.BAD
    with shell.office.store.reading() as work:
        assert sum(FORGED.detail.encode() in entry.canonical for entry in work.journal.chain()) == 1


def test_a_false_answer_about_a_payment_is_shown_too(shell: Shell) -> None:
    shell.begin()
    shell.office.host.replies = [NoAnswer("the signature is not the host's", alarm=True)] * 3
    shell.sell()
    shell.until(lambda: shell.window.notice.shown is Notice.UNTRUSTED)


def test_a_false_list_of_participants_is_journaled(shell: Shell) -> None:
    notices(shell).untrusted(FORGED)
    shell.until(lambda: shell.window.notice.shown is Notice.UNTRUSTED)


def test_a_list_that_merely_does_not_come_is_no_alarm(shell: Shell) -> None:
    notices(shell).untrusted(Unavailable(Service.HOST, "no line"))
    assert shell.office.counter.alarms.raised_at is None


def test_an_alarm_is_shown_for_a_while_and_the_journal_keeps_it(shell: Shell) -> None:
    notices(shell).untrusted(FORGED)
    shell.until(lambda: shell.window.notice.shown is Notice.UNTRUSTED)
    notices(shell)._calm.timeout.emit()
    notices(shell).look_for_alarm()
    assert shell.window.notice.shown is None


def test_an_alarm_that_cannot_be_journaled_is_logged(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    log_watch.expects("not in the journal")

    def away(*_: object) -> bool:
        raise Unavailable(Service.DATABASE, "locked")

    monkeypatch.setattr(shell.office.counter.alarms, "note", away)
    notices(shell).untrusted(FORGED)
    shell.until(lambda: not log_watch.complaints())


@pytest.mark.parametrize("language", Language)
def test_of_several_the_gravest_is_said_in_both_languages(
    shell: Shell, translation: Translation, language: Language
) -> None:
    translation.use(language)
    line: NoticeLine = shell.window.notice
    said = set()
    for notice in reversed(Notice):
        line.show_notice(notice, True, 512)
        assert line.shown is notice
        said.add(line.accessibleName())
    assert len(said) == len(Notice)
    for notice in Notice:
        line.show_notice(notice, False)
    assert not line.isVisible()
