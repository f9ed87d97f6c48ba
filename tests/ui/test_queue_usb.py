"""The queue on a USB stick, by hand: out of one counter's window, through another's, and its answers back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.queue_file import HostAnswer, ItemAnswer, QueuedItem
from counter_app.services.checkout import Sale
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.fake_host import ScriptedHost
from tests.helpers.queue_carrier import ScriptedCarrier
from tests.helpers.reply_host import posted
from tests.helpers.windows import bring_to_front
from ui.jobs import Jobs
from ui.pages.queue_usb import QueueUsb
from ui.translation import Language, Translation

CTRL = Qt.KeyboardModifier.ControlModifier


class SignedHost(ScriptedHost):
    """A host whose answers prove themselves, as ``carrier`` says."""

    carrier: ScriptedCarrier

    def carry(self, file_id: UUID, item: QueuedItem) -> HostAnswer | NoAnswer | Wait:
        return self.carrier.carry(file_id, item)

    def payment_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> HostReply:
        return self.carrier.payment_reply(file_id, told, since)

    def reversal_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> ReversalReply:
        return self.carrier.reversal_reply(file_id, told, since)


class Hands:
    """A clerk with a stick at one counter's window, then at another's."""

    def __init__(self, qtbot: QtBot, parts: TestCounter, stick: Path) -> None:
        self.bot, self.parts, self.stick, self.jobs = qtbot, parts, stick, Jobs()
        (parts.counter.settings.home / "secret").write_text("a secret of the office", "utf-8")
        self.host = SignedHost(parts.host.people, parts.clock)
        self.host.carrier = ScriptedCarrier()

    def window(self, counter_id: str = "L01", actor: Actor = CLERK) -> QueueUsb:
        counter = self.parts.counter
        office = replace(counter.office, counter_id=counter_id)
        settings = replace(counter.settings, office=office)
        page = QueueUsb(replace(counter, host=self.host, settings=settings, office=office), self.jobs, actor)
        self.bot.addWidget(page)
        return page

    def sell(self, person: int = 0) -> Payment:
        counter = self.parts.counter
        if counter.shifts.current() is None:
            counter.shifts.open(CLERK, Rupiah(200_000))
        found = counter.lookup.exact(CLERK, counter.lookup.parse(self.parts.host.people[person].nik))
        payment = counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)
        self.host.carrier.replies[payment.id] = posted(payment)
        return payment

    def state_of(self, payment: Payment) -> PaymentState:
        with self.parts.store.reading() as work:
            found = work.payments.get(payment.id)
        assert found is not None
        return found.state

    def reads(self, page: QueueUsb, words: str) -> None:
        self.bot.waitUntil(lambda: words in page.words.text() and page.out.isEnabled())


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, translation: Translation) -> Iterator[Hands]:
    translation.use(Language.INDONESIAN)
    home, stick = tmp_path / "home", tmp_path / "stick"
    home.mkdir()
    stick.mkdir()
    parts = a_counter(home, (a_participant(), a_participant(1)))
    hands = Hands(qtbot, parts, stick)
    yield hands
    hands.jobs.close()
    parts.store.close()


def test_a_stick_goes_round_by_three_buttons(hands: Hands) -> None:
    payment, here, there = hands.sell(), hands.window(), hands.window("02")
    changes: list[bool] = []
    here.changed.connect(lambda: changes.append(True))
    queue = hands.stick / "antrean.loket"
    here.write(queue)
    hands.reads(here, "antrean.loket: 1 butir, pembayaran Rp")
    assert hands.state_of(payment) is PaymentState.SENDING
    there.send(queue)
    hands.reads(there, "1 dibukukan, 0 ditolak, 0 belum jelas, 0 tanpa jawaban")
    (answers,) = hands.stick.glob("jawaban-antrean-*.loket")
    here.read(answers)
    hands.reads(here, "1 jawaban, 1 di antaranya")
    assert hands.state_of(payment) is PaymentState.CONFIRMED
    assert len(changes) == 2
    hands.bot.waitUntil(lambda: len(list(hands.stick.glob("*.txt"))) == 3)
    receipt = queue.with_suffix(".txt").read_text("utf-8")
    assert receipt.startswith("antrean.loket: 1 butir, pembayaran Rp")
    assert payment.payer.nik not in receipt


class SlowHost(SignedHost):
    """One that answers when it is let, and not before."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.begun, self.may = Event(), Event()

    def carry(self, file_id: UUID, item: QueuedItem) -> HostAnswer | NoAnswer | Wait:
        self.begun.set()
        self.may.wait(10)
        return super().carry(file_id, item)


def test_sending_anothers_queue_shows_how_far_it_is_and_stopped_keeps_what_was_answered(hands: Hands) -> None:
    payments = [hands.sell(), hands.sell(1)]
    queue = hands.stick / "antrean.loket"
    here = hands.window()
    here.write(queue)
    hands.reads(here, "antrean.loket: 2 butir")
    carrier, slow = hands.host.carrier, SlowHost(hands.parts.host.people, hands.parts.clock)
    slow.carrier = carrier
    hands.host = slow
    there = hands.window("02")
    there.show()
    there.send(queue)
    hands.bot.waitUntil(lambda: slow.begun.is_set() and there.line.isVisible())
    assert not there.through.isEnabled()
    there.line.stop.click()
    slow.may.set()
    hands.reads(there, "1 dibukukan, 0 ditolak, 0 belum jelas, 1 tanpa jawaban")
    assert not there.line.isVisible()
    (answers,) = hands.stick.glob("jawaban-antrean-*.loket")
    here.read(answers)
    hands.reads(here, "1 jawaban, 1 di antaranya")
    assert [hands.state_of(each) for each in payments].count(PaymentState.CONFIRMED) == 1


def test_nothing_to_send_leaves_no_file(hands: Hands) -> None:
    page = hands.window()
    page.write(hands.stick / "antrean.loket")
    hands.reads(page, "Tidak ada yang menunggu pusat")
    assert list(hands.stick.iterdir()) == []


def test_a_file_that_is_none_and_a_stick_that_is_gone_are_said_where_they_were_chosen(hands: Hands) -> None:
    payment, page = hands.sell(), hands.window()
    picture = hands.stick / "liburan.jpg"
    picture.write_bytes(b"\xff\xd8 a picture")
    page.send(picture)
    hands.reads(page, "Berkas ini tidak dapat dipakai")
    page.read(picture)
    hands.reads(page, "Berkas ini tidak dapat dipakai")
    page.write(hands.stick / "gone" / "antrean.loket")
    hands.reads(page, "Berkas tidak dapat dipakai: ")
    assert hands.state_of(payment) is PaymentState.ACCEPTED
    assert [each.name for each in hands.stick.iterdir()] == ["liburan.jpg"]


def test_each_button_has_its_key_and_asks_for_a_file_beside_the_window(hands: Hands) -> None:
    page = hands.window()
    for key in (Qt.Key.Key_S, Qt.Key.Key_O, Qt.Key.Key_B):
        page.show()
        bring_to_front(hands.bot, page)
        QTest.keyClick(page, key, CTRL)
        (dialog,) = page.findChildren(QFileDialog)
        saving = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        assert saving is (key is Qt.Key.Key_S)
        dialog.fileSelected.emit(str(hands.stick / "nothing.loket"))
        dialog.close()
        hands.bot.waitUntil(lambda: page.out.isEnabled() and not page.findChildren(QFileDialog))
    page._enable(yes=False)
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.findChildren(QFileDialog) == [], "not while it is at work"


def test_who_may_not_carry_the_queue_and_whose_host_does_not_sign_see_no_buttons(hands: Hands) -> None:
    page = QWidget()
    hands.bot.addWidget(page)
    column = QVBoxLayout(page)
    auditor = hands.window(actor=Actor("3001", "Ratna", Role.AUDITOR))
    unsigned = QueueUsb(hands.parts.counter, hands.jobs, CLERK)
    offered = hands.window()
    for usb in (offered, auditor, unsigned):
        column.addWidget(usb)
    page.show()
    assert [usb.isVisibleTo(page) for usb in (offered, auditor, unsigned)] == [True, False, False]
