"""What ESC/POS printers answer when they are asked how they stand.

Questions, bits and the table by which answers are told apart are those of the manuals of Epson (TM-U220, TM-T88) and
Citizen (CT-S2000, appendix on the identification of what a printer sends), which agree. Every answer has bits that
never change; a byte in which one of them is wrong is no answer, and a missing one says nothing at all.
"""

from collections import deque
from collections.abc import Mapping

from counter_app.domain.printer import PrinterStatus, Trouble

PRINTER, OFFLINE, ERROR, ROLL = QUESTIONS = (1, 2, 3, 4)
"""What ``DLE EOT`` asks for: how it stands, why it is off line, what error, what of the paper."""

WORKED_OFF = b"\x1dr\x01"
"""``GS r 1``: of the paper too, but answered in its turn, when all that came before it has been worked off."""

FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""``DLE DC4 8``: drop what has come and is not printed yet. Control bytes only: whoever does not know it prints none."""

_NEAR_END, _PAPER_OUT = 0x0C, 0x60
_TURN_ANSWERS = {0x00, 0x03, 0x0C, 0x0F}
_TURN_PAPER_OUT = 0x0C
_XON, _XOFF = 0x11, 0x13


def question(n: int) -> bytes:
    """``DLE EOT n``: answered at once, whatever the printer is about. It must not stand within another command."""
    return bytes((0x10, 0x04, n))


def is_answer(n: int, byte: int) -> bool:
    """Whether ``byte`` can be the answer to question ``n``. Of the paper two bits say the same; they must agree."""
    if byte & 0x93 != 0x12:
        return False
    return n != ROLL or (byte & _NEAR_END in {0, _NEAR_END} and byte & _PAPER_OUT in {0, _PAPER_OUT})


def is_turn_answer(byte: int) -> bool:
    """Whether ``byte`` can be the answer to ``WORKED_OFF``."""
    return byte in _TURN_ANSWERS


def paper_was_there(byte: int) -> bool:
    """What the answer to ``WORKED_OFF`` says."""
    return not byte & _TURN_PAPER_OUT


def status_of(answers: Mapping[int, int]) -> PrinterStatus:
    """What the answers say, by question; those that are missing say nothing. The gravest trouble is the first one to
    be mended: a lid is open before the paper under it can be missed.
    """
    if not answers:
        return PrinterStatus()
    said = {name: bool(answers.get(n, 0) & bit) for name, n, bit in _SAID}
    told = ", ".join(name for name in said if said[name])
    trouble = next((trouble for name, trouble in _TROUBLES if said[name]), None)
    return PrinterStatus(told=True, trouble=trouble, paper_low=said["paper near its end"], detail=told)


def may_pass(answers: Mapping[int, int]) -> bool:
    """Whether what is the matter, if anything is, ends by itself: a hot head cools down, a key is let go."""
    said = {name for name, n, bit in _SAID if answers.get(n, 0) & bit}
    if "too hot" in said:
        said -= {"error"}
    return said <= {"off line", "too hot", "paper near its end"}


_SAID = (
    ("fault for good", ERROR, 0x20),
    ("cover open", OFFLINE, 0x04),
    ("paper out", ROLL, _PAPER_OUT),
    ("stopped without paper", OFFLINE, 0x20),
    ("blade stuck", ERROR, 0x08),
    ("mechanical error", ERROR, 0x04),
    ("too hot", ERROR, 0x40),
    ("error", OFFLINE, 0x40),
    ("off line", PRINTER, 0x08),
    ("paper near its end", ROLL, _NEAR_END),
)
"""What each bit says, by question; the gravest first."""

_TROUBLES = (
    ("fault for good", Trouble.FAULT),
    ("cover open", Trouble.COVER_OPEN),
    ("paper out", Trouble.NO_PAPER),
    ("stopped without paper", Trouble.NO_PAPER),
    ("blade stuck", Trouble.FAULT),
    ("mechanical error", Trouble.FAULT),
    ("too hot", Trouble.FAULT),
    ("error", Trouble.FAULT),
    ("off line", Trouble.OFF),
)


class Heard:
    """Bytes from a printer, told apart as they come.

    A printer may also report by itself (automatic status back): four bytes, of which the first cannot be mistaken for
    an answer. They are left out, and so are the marks of a line with XON/XOFF.
    """

    def __init__(self) -> None:
        self.at_once: deque[int] = deque()
        self.in_turn: deque[int] = deque()
        self.noise = False
        self._of_report = 0

    def take(self, data: bytes) -> None:
        for byte in data:
            if byte not in {_XON, _XOFF}:
                self._take(byte)

    def forget(self) -> None:
        """What was heard until now answers nothing that is asked from here on."""
        self.at_once.clear()
        self.in_turn.clear()
        self.noise = False

    def _take(self, byte: int) -> None:
        if self._of_report and not byte & 0x90:
            self._of_report -= 1
            return
        self.noise = self.noise or self._of_report > 0
        self._of_report = 0
        if byte & 0x93 == 0x10:
            self._of_report = 3
        elif byte & 0x93 == 0x12:
            self.at_once.append(byte)
        elif is_turn_answer(byte):
            self.in_turn.append(byte)
        else:
            self.noise = True
