"""The supervisor's page: what waits, what is unusual and why, who did what; questions with their entries, no verdicts."""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.patterns import Finding
from counter_app.domain.people import Actor
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import AUDITOR, OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act as KeyAct
from ui.oversight_words import GROUPS
from ui.pages.oversight import A_PAGE, HASH, OversightPage, Part

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(shell: Shell, person: Actor = AUDITOR) -> OversightPage:
    """Log in and go there by its key."""
    hire(shell.office, person)
    shell.type(person.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    if shell.window.desk is None:
        shell.press(Qt.Key.Key_J, modifier=ALT)
    shell.until(lambda: shell.window.desk is not None)
    shell.press(Qt.Key.Key_W, modifier=CTRL)
    page = shell.desk.pages[KeyAct.GO_TO_OVERSIGHT].widget
    assert isinstance(page, OversightPage)
    shell.until(lambda: page._reading is None)
    return page


def cells(page: OversightPage) -> list[list[str]]:
    model = page.model
    return [
        [model.item(row, column).text() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def to(shell: Shell, page: OversightPage, part: Part) -> None:
    shell.press(Qt.Key(Qt.Key.Key_0 + part), modifier=ALT)
    shell.until(lambda: page._reading is None and page.parts[part].isChecked())


def copies(shell: Shell, number: int = 4) -> None:
    with shell.office.store.writing() as work:
        for copy in range(number):
            facts: dict[str, Fact] = {"receipt": "R-1", "copy": copy + 1}
            work.journal.append(Entry(shell.office.clock.now(), CLERK.id, Act.REPRINT, "R-1", facts))


def test_where_nothing_waits_the_page_says_so(shell: Shell) -> None:
    page = opened(shell)
    assert page.words.text() == "Tidak ada yang menunggu."


def test_a_payment_whose_cash_is_not_back_leads_to_the_queue(shell: Shell) -> None:
    shell.office.counter.shifts.open(CLERK, Rupiah(0))
    payment = shell.sell()
    shell.office.host.replies = [Refused("4042519", "bill expired")]
    shell.office.counter.forwarder.forward(payment.id)
    page = opened(shell, SUPERVISOR)
    ((what, about, under, _since, amount),) = cells(page)
    assert "uang peserta masih di sini" in what
    assert (about, under, amount) == (payment.receipt_number, CLERK.id, format_rupiah(payment.total))
    shell.press(ENTER)
    queue = shell.desk.pages[KeyAct.GO_TO_QUEUE].widget
    shell.until(lambda: shell.window.pages.currentWidget() is queue)


def test_a_finding_says_why_it_is_shown_and_opens_its_entries(shell: Shell) -> None:
    copies(shell)
    page = opened(shell)
    to(shell, page, Part.UNUSUAL)
    ((who, words, entries),) = cells(page)
    assert who == f"{CLERK.id}\n{CLERK.name}"
    assert words.startswith("4 salinan struk")
    assert "Ditampilkan mulai 4" in words
    assert entries == "4"
    assert "bukan tuduhan" in page.about.text()
    shell.press(ENTER)
    shell.until(lambda: page._part is Part.ENTRIES and page.model.rowCount() == 4)
    assert all("Meminta salinan" in row[4] for row in cells(page))
    shell.press(ESC)
    shell.until(lambda: page._part is Part.UNUSUAL and page.model.rowCount() == 1)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is not page


def test_a_longer_period_is_chosen_by_a_key(shell: Shell) -> None:
    copies(shell)
    shell.office.clock.advance(3 * 86_400)
    page = opened(shell)
    to(shell, page, Part.UNUSUAL)
    assert cells(page) == []
    assert "Tidak ada yang melebihi kebiasaan" in page.words.text()
    shell.press(Qt.Key.Key_5, modifier=ALT)
    shell.until(lambda: page.model.rowCount() == 1)


def test_who_did_what_is_read_with_the_beginning_of_each_hash(shell: Shell) -> None:
    hire(shell.office, OTHER)
    page = opened(shell)
    to(shell, page, Part.ENTRIES)
    with shell.office.store.reading() as work:
        hashes = {str(entry.seq): entry.hash[:HASH] for entry in work.journal.chain()}
    rows = cells(page)
    assert {row[0]: row[1] for row in rows}.items() <= hashes.items()
    page.person.setCurrentIndex(page.person.findData(OTHER.id))
    page.person.activated.emit(page.person.currentIndex())
    shell.until(lambda: page._reading is None and page.model.rowCount() == 1)
    assert "Petugas ditambahkan" in cells(page)[0][4]
    page.group.setCurrentIndex(list(GROUPS).index("Payments"))
    page.group.activated.emit(page.group.currentIndex())
    shell.until(lambda: page._reading is None and page.model.rowCount() == 0)
    assert page.words.text() == "Tidak ada catatan yang cocok."


def test_older_entries_come_by_a_key_until_there_are_no_more(shell: Shell) -> None:
    copies(shell, A_PAGE + 5)
    page = opened(shell)
    to(shell, page, Part.ENTRIES)
    assert page.model.rowCount() == A_PAGE
    assert page.more.isVisible()
    shell.press(Qt.Key.Key_M, modifier=ALT)
    shell.until(lambda: page._reading is None and page.model.rowCount() > A_PAGE)
    assert not page.more.isVisible()
    numbers = [int(row[0]) for row in cells(page)]
    assert numbers == list(range(numbers[0], 0, -1))


def test_an_entry_that_was_changed_behind_the_journals_back_is_marked(shell: Shell) -> None:
    from dataclasses import replace

    page = opened(shell)
    to(shell, page, Part.ENTRIES)
    page._told = tuple(replace(each, holds=False) for each in page._told[:1])
    page._show()
    assert cells(page)[0][1] == "■ tidak cocok"


def test_every_act_belongs_to_a_group_that_can_be_chosen() -> None:
    """Those that are not shown apart are under ``Everything``; nothing is chosen that is no act."""
    groups = [acts for acts in GROUPS.values() if acts is not None]
    assert all(groups)
    assert GROUPS["Everything"] is None


class LongJournal:
    """One that is read until somebody stops it, for the period of one day; of any other nothing is unusual."""

    def __init__(self, real: Callable[..., Sequence[Finding] | None]) -> None:
        self._real = real
        self._patience = Event()
        self.stopped = 0

    def unusual(
        self,
        actor: Actor,
        since: date,
        until: date,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Sequence[Finding] | None:
        if since != until:
            return self._real(actor, since, until, progress, cancelled)
        progress(4_000, 0)
        while not cancelled():
            self._patience.wait(0.01)
        self.stopped += 1
        return None


def at_length(page: OversightPage, monkeypatch: pytest.MonkeyPatch) -> LongJournal:
    long = LongJournal(page._oversight.unusual)
    monkeypatch.setattr(page._oversight, "unusual", long.unusual)
    return long


def test_a_long_look_says_how_far_it_is_and_esc_stops_it_and_not_the_page(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(shell)
    page = opened(shell)
    long = at_length(page, monkeypatch)
    shell.press(Qt.Key.Key_2, modifier=ALT)
    shell.until(lambda: page.line.isVisible() and "4.000" in page.line.accessibleName())
    shell.press(ESC)
    shell.until(lambda: page._reading is None)
    assert long.stopped == 1
    assert shell.window.pages.currentWidget() is page
    assert not page.line.isVisible()
    assert cells(page) == []
    assert page.words.text() == "Dihentikan: belum semuanya diperiksa."


def test_a_longer_period_stops_the_look_that_is_under_way_and_follows_it(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(shell)
    page = opened(shell)
    long = at_length(page, monkeypatch)
    shell.press(Qt.Key.Key_2, modifier=ALT)
    shell.until(lambda: page.line.busy)
    shell.press(Qt.Key.Key_5, modifier=ALT)
    shell.until(lambda: page._reading is None and page.model.rowCount() == 1)
    assert long.stopped == 1


def test_what_waits_is_read_at_once_though_a_long_look_was_under_way(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(shell)
    long = at_length(page, monkeypatch)
    shell.press(Qt.Key.Key_2, modifier=ALT)
    shell.until(lambda: page.line.busy)
    to(shell, page, Part.WAITING)
    assert long.stopped == 1
    assert page.words.text() == "Tidak ada yang menunggu."
