"""A power cut: the window in a process of its own is killed between commit and print, and asks when it opens again."""

import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintState
from counter_app.sandbox.people import SITI
from counter_app.sandbox.process import SandboxProcess
from ui.demo.clerk import DemoStuck
from ui.demo.clock import DemoClock
from ui.demo.day import LONG, Day

DARK_FOR = timedelta(minutes=12)
"""Longer than what the dead process had leased stays leased."""
UNTIL_KILLED, COME_BACK = "--until-killed", "--come-back"
_A_SALE, _AN_EVENING = 150.0, 240.0
"""Seconds: far more than either takes, from the start of its process on, also on a machine with other work."""
_COMMITTED = "committed "


def sell_until_killed(day: Day) -> None:
    """In the process that will be killed: commit a payment whose receipt waits for a host that does not answer."""
    day.log_in()
    day.clerk.wait(lambda: day.clerk.seen("lookup") is not None, "the counter page")
    day.look_up(SITI.nik)
    day.to_the_tender()
    before = day.numbers()
    day.clerk.press(Qt.Key.Key_Return)
    day.clerk.wait(lambda: len(day.numbers()) > len(before), "the commit")
    day.clerk.picture("committed-not-printed-and-the-power-goes")
    (number,) = set(day.numbers()) - set(before)
    sys.stdout.write(f"{_COMMITTED}{number} {day.told}\n")
    sys.stdout.flush()
    day.clerk.wait(lambda: False, "being killed", LONG)


@dataclass(frozen=True, slots=True)
class Left:
    """What one process of the day leaves to the next: what was taken and given back so far (rupiah), what was wrong,
    the number of a receipt that was taken offline; then ``cut``, the number of the power cut's, what its payer was
    ``told`` to pay, and when the lights are on again (``at``, ISO 8601).
    """

    taken: int
    returned: int
    faults: tuple[str, ...]
    offline: str
    cut: str = ""
    told: int = 0
    at: str = ""

    def written(self) -> str:
        """As ``read`` reads it."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Left":
        """Raises ``ValueError``, ``TypeError`` for what nobody wrote."""
        facts = json.loads(text)
        return cls(**{**facts, "faults": tuple(facts["faults"])})


def cut_the_power(out: Path, clock: DemoClock, sandbox: SandboxProcess, left: Left) -> Left:
    """Let another process sell until it says that it has committed, and kill it there.

    Raises ``DemoStuck`` when it does not come so far.
    """
    sandbox.set_faults("slow-drip=1:payment x1")
    command = [*program(), "demo", "--out", str(out), UNTIL_KILLED, clock.now().isoformat()]
    # The interpreter is ours and so are the options: nothing here comes from outside.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        said = _first_line(process)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    if not said.startswith(_COMMITTED):
        raise DemoStuck("the process that was to be killed sold nothing")
    sandbox.stop()
    clock.skip(DARK_FOR)
    sandbox.start(clock.now())
    number, told = said.removeprefix(_COMMITTED).split()
    return replace(left, cut=number, told=int(told))


def come_back(out: Path, clock: DemoClock, left: Left) -> int:
    """Have a new process recover and end the day. Returns its exit code; raises ``DemoStuck`` when it does not end."""
    written = replace(left, at=clock.now().isoformat()).written()
    try:
        ended = subprocess.run(  # noqa: S603 - as above
            [*program(), "demo", "--out", str(out), COME_BACK, written], check=False, timeout=_AN_EVENING
        )
    except subprocess.TimeoutExpired:
        raise DemoStuck("the evening does not end") from None
    return ended.returncode


def recover(day: Day, left: Left) -> None:
    """The window asks what only the clerk can see: nothing came out, and the money is in the drawer."""
    clerk = day.clerk
    payment = day.payment(left.cut)
    day.taken, day.returned, day.told = Rupiah(left.taken), Rupiah(left.returned), Rupiah(left.told)
    day.faults += left.faults
    day.log_in()
    day.shift = day.counter.shifts.current()
    clerk.wait(lambda: clerk.seen("recoveryPage") is not None, "to be asked about the payment")
    clerk.wait(day.is_now(payment, PaymentState.CONFIRMED), "the host to say what it has posted", LONG)
    clerk.wait(clerk.sees_paper, "the paper that is asked about")
    clerk.picture("recovery-was-it-printed")
    asked = clerk.words("recovery-question")
    clerk.press(Qt.Key.Key_N)
    clerk.wait(lambda: clerk.words("recovery-question") != asked, "the next question")
    clerk.picture("recovery-is-the-cash-there")
    clerk.press(Qt.Key.Key_Y)
    clerk.wait(lambda: clerk.seen("lookup") is not None, "the counter page")
    clerk.picture("recovered")
    _expect_the_original(day, payment)


def _expect_the_original(day: Day, payment: Payment) -> None:
    """Nothing was on paper, so what comes out now is no copy."""
    jobs = [(job.copy, job.state) for job in day.papers(payment.id, Document.RECEIPT)]
    if jobs != [(0, PrintState.DELIVERED)]:
        day.faults.append(f"{payment.receipt_number} should have one original on paper, not {jobs}")
    day.take_down(payment)


def program() -> list[str]:
    """How this program is started once more."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]


def _first_line(process: "subprocess.Popen[str]") -> str:
    """Wait for it, but never for ever: the reader is a thread that a dead process ends."""
    said: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        said.append(process.stdout.readline())

    reader = threading.Thread(target=read, name="demo committed line", daemon=True)
    reader.start()
    reader.join(_A_SALE)
    return said[0] if said else ""
