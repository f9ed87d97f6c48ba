"""What a printer says late, of an earlier job, is never taken for what it says of this one."""

from collections import deque
from collections.abc import Callable

from counter_app.domain.printer import Certainty
from counter_app.printing.devices.status import WORKED_OFF
from counter_app.printing.devices.talking import Memory, Patience, Talk

WELL, IN_TURN = b"\x12", b"\x00"
HASTY = Patience(stranger=0.05, known=0.05, at_work=0.05)


class SlowPrinter:
    """A line that stays: answers at once how it stands, and works off one job only when ``works`` is called."""

    def __init__(self) -> None:
        self.said: deque[bytes] = deque()
        self.waiting = 0
        self.idle = True
        self.on_question: Callable[[], None] = lambda: None

    def send(self, data: bytes, _deadline: float) -> None:
        if data == WORKED_OFF:
            self.waiting += 1
            self.on_question()
            if self.idle:
                self.works()
        elif data.startswith(b"\x10\x04"):
            self.said.append(WELL)

    def receive(self, _seconds: float) -> bytes:
        return self.said.popleft() if self.said else b""

    def works(self) -> None:
        """One more job is on paper."""
        self.waiting -= 1
        self.said.append(IN_TURN)


def test_an_answer_to_the_job_before_does_not_make_this_one_printed() -> None:
    printer, memory = SlowPrinter(), Memory()
    assert Talk(printer, memory, HASTY).ask().trouble is None
    assert Talk(printer, memory, HASTY).see_off(b"first") is Certainty.PRINTED
    printer.idle = False
    slow = b"second, which takes longer than anybody waits"
    assert Talk(printer, memory, HASTY).see_off(slow) is Certainty.DELIVERED
    printer.on_question = printer.works  # only now is the second on paper, and the third has just come
    assert Talk(printer, memory, HASTY).see_off(b"third") is Certainty.DELIVERED
    assert printer.waiting == 1


def test_once_it_has_nothing_left_to_say_its_word_counts_again() -> None:
    printer, memory = SlowPrinter(), Memory()
    Talk(printer, memory, HASTY).ask()
    printer.idle = False
    assert Talk(printer, memory, HASTY).see_off(b"first") is Certainty.DELIVERED
    printer.works()
    printer.idle = True
    assert Talk(printer, memory, HASTY).ask(anew=True).trouble is None
    assert Talk(printer, memory, HASTY).see_off(b"second") is Certainty.PRINTED
