"""``counter-app queue`` on two counters: a file out, a file back, and a receipt beside each."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from counter_app import demo_office, office_queue
from counter_app.bootstrap import open_store
from counter_app.cli import main
from counter_app.domain.payment import Payment, PaymentState
from counter_app.sandbox.people import SITI, TRADER
from counter_app.settings import Settings
from tests.helpers.sandbox import SandboxHost
from tests.helpers.two_counters import at_work, two_homes

Printed = pytest.CaptureFixture[str]


class Hands:
    """Somebody at the terminal of either counter, in a folder that is the stick."""

    def __init__(self, homes: tuple[Settings, Settings], stick: Path, patch: pytest.MonkeyPatch) -> None:
        self.homes = homes
        self.stick = stick
        self._patch = patch

    def queue(self, counter: int, *words: str) -> int:
        self._patch.setenv("COUNTER_HOME", str(self.homes[counter - 1].home))
        self._patch.setattr(sys, "stdin", io.StringIO(f"{demo_office.CLERK.pin}\n"))
        return main(["queue", *words, "--by", demo_office.CLERK.id])

    def sell(self) -> list[Payment]:
        with at_work(self.homes[0]) as here:
            return [here.sell(payer) for payer in (SITI, TRADER)]

    def states(self) -> set[PaymentState]:
        """Those of all payments of counter 01."""
        store = open_store(self.homes[0])
        with store.reading() as work:
            states = {payment.state for payment in work.payments.all()}
        store.close()
        return states

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.stick.glob(pattern))


@pytest.fixture
def hands(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.chdir(stick)
    return Hands(two_homes(sandbox, tmp_path), stick, monkeypatch)


def test_a_queue_goes_round_with_a_receipt_each_time(hands: Hands, capsys: Printed) -> None:
    payments = hands.sell()
    assert hands.queue(1, "export") == 0
    (queue,) = hands.files("antrean-01-*.loket")
    left = queue.with_suffix(".txt").read_text("utf-8")
    assert all(payment.receipt_number in left for payment in payments)
    assert "counter-app queue import" in left
    assert left.strip() in capsys.readouterr().out

    assert hands.queue(2, "import", str(queue)) == 0
    (answers,) = hands.files("jawaban-antrean-01-*.loket")
    sent = answers.with_suffix(".txt").read_text("utf-8")
    assert [line.split()[-1] for line in sent.splitlines() if line.startswith("payment ")] == ["posted", "posted"]
    digest = next(line.split()[-1] for line in left.splitlines() if line.startswith("SHA-256"))
    assert f"SHA-256 of the queue    {digest}" in sent, "both receipts name the same file"
    assert capsys.readouterr().err == ""

    assert hands.queue(1, "answers", str(answers)) == 0
    assert hands.states() == {PaymentState.CONFIRMED}
    (read,) = hands.files("jawaban-*-dibaca-*.txt")
    assert read.read_text("utf-8").count("CONFIRMED") == 2
    assert "not by this answer" not in read.read_text("utf-8")
    for receipt in hands.files("*.txt"):
        text = receipt.read_text("utf-8")
        assert not any(payer.nik in text or payer.name in text for payer in (SITI, TRADER))


def test_without_anything_to_send_no_file_is_left_on_the_stick(hands: Hands, capsys: Printed) -> None:
    assert hands.queue(1, "export") == 0
    assert "Nothing waits" in capsys.readouterr().out
    assert hands.files("*") == []


def test_a_stick_that_cannot_be_written_to_is_told_before_anything_is_taken(hands: Hands, capsys: Printed) -> None:
    hands.sell()
    assert hands.queue(1, "export", "--out", str(hands.stick / "no such folder" / "queue.loket")) == 3
    taken = hands.stick / "queue.loket"
    taken.write_bytes(b"something else")
    assert hands.queue(1, "export", "--out", str(taken)) == 3
    assert taken.read_bytes() == b"something else"
    assert hands.states() == {PaymentState.ACCEPTED}
    capsys.readouterr()


def test_what_was_refused_leaves_no_file_behind(hands: Hands, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = hands.stick / "holiday.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    assert hands.queue(2, "import", str(picture)) == 1
    assert hands.queue(1, "answers", str(picture)) == 1
    assert capsys.readouterr().err.count("This file cannot be used: it is no queue of a counter.") == 2
    monkeypatch.setattr(office_queue, "LARGEST", 4)
    assert hands.queue(2, "import", str(picture)) == 1
    assert "too large" in capsys.readouterr().err
    assert hands.queue(2, "import", "nothing.loket") == 3
    assert hands.files("*") == [picture]


def test_a_host_that_is_away_is_said_and_the_queue_can_be_sent_again(
    hands: Hands, capsys: Printed, sandbox: SandboxHost
) -> None:
    hands.sell()
    assert hands.queue(1, "export", "--out", "queue.loket") == 0
    sandbox.stop()
    assert hands.queue(2, "import", "queue.loket", "--out", "first.loket") == 0
    assert "2 of 2 have no answer; the same queue can be sent again" in capsys.readouterr().err
    sandbox.start()
    assert hands.queue(2, "import", "queue.loket", "--out", "second.loket") == 0
    assert hands.queue(1, "answers", "first.loket") == 0
    assert hands.queue(1, "answers", "second.loket") == 0
    assert hands.states() == {PaymentState.CONFIRMED}


def test_a_wrong_pin_carries_nothing_away(hands: Hands, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.sell()
    monkeypatch.setattr(demo_office, "CLERK", SimpleNamespace(id=demo_office.CLERK.id, pin="000000"))
    assert hands.queue(1, "export") == 1
    assert hands.files("*") == []
    assert "PIN is wrong" in capsys.readouterr().err
