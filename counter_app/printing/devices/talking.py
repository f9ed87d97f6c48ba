"""A conversation with a printer over any line that goes both ways: before a job, after it, and in between jobs.

What is found out about a printer is remembered with its device, so that one that never answers costs a job no time.
"""

import math
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.printing.devices.status import (
    FORGET,
    QUESTIONS,
    WORKED_OFF,
    Heard,
    is_answer,
    may_pass,
    paper_was_there,
    question,
    status_of,
)

_LIKE_A_QUESTION = re.compile(rb"\x10\x04[\x01-\x08]")
_GLANCE = 0.05  # seconds between two looks at a printer that is at work
_SECONDS_A_BYTE = 0.001  # a slow printer's 50 mm/s, some 50 bytes a line


class Line(Protocol):
    """A way to a printer and back."""

    def send(self, data: bytes, deadline: float) -> None:
        """All of it, until ``deadline`` of the monotonic clock. Raises ``OSError``, also when time runs out."""
        ...

    def receive(self, seconds: float) -> bytes:
        """What has come, or comes first within ``seconds``; empty when nothing did. Raises ``OSError`` at the end."""
        ...


@dataclass(slots=True)
class Memory:
    """What is known of how a printer talks, and whose turn it is: it has one conversation at a time.

    ``answers``: how many of the questions it answers, the first ones; ``None`` before it was asked. ``works_off``:
    whether it says when it has worked everything off; ``None`` while it could not be asked. ``unanswered``: how often it
    was asked that and may answer yet, on a line that stays: what it says next may be about an earlier job.
    """

    answers: int | None = None
    works_off: bool | None = None
    unanswered: int = 0
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_silent(self) -> bool:
        return self.answers == 0

    @property
    def tells_all(self) -> bool:
        return self.answers == len(QUESTIONS)


class InTrouble(Exception):
    """The printer says that something is the matter."""

    def __init__(self, status: PrinterStatus) -> None:
        super().__init__(status.detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for an answer of a printer nobody has heard yet, of one that answers, and until a job is worked off, to
    which its length adds.
    """

    stranger: float = 0.3
    known: float = 1.0
    at_work: float = 8.0


class Talk:
    """One conversation, as long as the line is up."""

    def __init__(self, line: Line, memory: Memory, patience: Patience) -> None:
        self._line = line
        self._memory = memory
        self._patience = patience
        self._heard = Heard()
        self._lost = False

    def ask(self, *, anew: bool = False) -> PrinterStatus:
        """How it stands. What it is known not to answer is not asked, unless ``anew``.

        A printer that has answered everything before and now says nothing hangs. Raises ``OSError``.
        """
        memory = self._memory
        expected = len(QUESTIONS) if anew or memory.answers is None else memory.answers
        answers = self._round(self._patience.known if memory.tells_all else self._patience.stranger, expected)
        if memory.tells_all and len(answers) < expected:
            return PrinterStatus(trouble=Trouble.HUNG, detail="it answered before, and now it does not")
        memory.answers = len(answers)
        status = status_of(answers)
        if answers and status.trouble is None and (anew or memory.works_off is None):
            memory.works_off = self._works_off() or bool(memory.works_off)
        return status

    def see_off(self, data: bytes) -> Certainty | None:
        """What the printer says after it was sent ``data``; ``None``: it is none that would tell.

        Raises ``InTrouble``, and ``OSError`` when the line fails.
        """
        memory = self._memory
        # Where the job holds bytes that read like a question, answers cannot be told apart before it is worked off.
        watched = memory.tells_all and not _LIKE_A_QUESTION.search(data)
        if not (watched or memory.works_off):
            return None
        deadline = time.monotonic() + self._patience.at_work + len(data) * _SECONDS_A_BYTE
        self._hush()
        if memory.works_off:
            self._ask_in_turn(deadline)
        taken = self._watch(deadline) if watched else None
        if memory.works_off and self._await_turn(deadline):
            if not paper_was_there(self._heard.in_turn[0]):
                raise InTrouble(PrinterStatus(told=True, trouble=Trouble.NO_PAPER, detail="paper out"))
            return self._last_look()
        if taken is None:
            raise InTrouble(PrinterStatus(trouble=Trouble.HUNG, detail="it says nothing any more"))
        return taken

    def forget(self) -> None:
        """Ask it to drop what it has not printed, as far as it knows how to; nobody waits for that."""
        if not self._memory.is_silent:
            self._line.send(FORGET, time.monotonic() + self._patience.stranger)

    def _watch(self, deadline: float) -> Certainty | None:
        """Look at it while it works. An answer to what was asked behind the job shows that all of the job was taken."""
        taken = None
        while not self._lost:
            answers = self._round(math.inf, until=deadline)
            status = status_of(answers)
            if len(answers) == len(QUESTIONS):
                taken = Certainty.DELIVERED
            if status.trouble is not None and not may_pass(answers):
                raise InTrouble(status)
            if status.trouble is None and not self._memory.works_off:
                break
            if self._await_turn(min(deadline, time.monotonic() + _GLANCE)):
                break
            if time.monotonic() >= deadline:
                if status.trouble is not None:
                    raise InTrouble(status)
                break
        return taken

    def _last_look(self) -> Certainty:
        """It has worked everything off: was there anything the matter?"""
        self._hush()
        if self._lost or self._memory.unanswered or not self._memory.tells_all:
            return Certainty.DELIVERED
        answers = self._round(self._patience.known)
        status = status_of(answers)
        if status.trouble is not None and not may_pass(answers):
            raise InTrouble(status)
        well = len(answers) == len(QUESTIONS) and status.trouble is None
        return Certainty.PRINTED if well else Certainty.DELIVERED

    def _round(self, seconds: float, expected: int = len(QUESTIONS), until: float = math.inf) -> Mapping[int, int]:
        """The answers to the first questions, each waited for ``seconds`` and not beyond ``until``, up to the first
        that is missing or none: after that, nothing that comes can be told to belong to a question.
        """
        answers: dict[int, int] = {}
        for n in QUESTIONS[:expected]:
            byte = None if self._lost else self._answer(n, min(time.monotonic() + seconds, until))
            if byte is None:
                self._lost = True
                break
            answers[n] = byte
        return answers

    def _answer(self, n: int, deadline: float) -> int | None:
        """One at a time, or it would not be known which of them was not answered."""
        self._heard.take(self._line.receive(0.0))
        self._heard.at_once.clear()
        self._line.send(question(n), deadline)
        while not self._heard.at_once and not self._heard.noise:
            if self._heard.in_turn:
                # What it prints is over, so it has no reason left to be slow.
                deadline = min(deadline, time.monotonic() + self._patience.known)
            if not self._listen(deadline):
                return None
        byte = None if self._heard.noise else self._heard.at_once.popleft()
        return byte if byte is not None and is_answer(n, byte) else None

    def _works_off(self) -> bool:
        self._hush()
        self._ask_in_turn(time.monotonic() + self._patience.stranger)
        answered = self._await_turn(time.monotonic() + self._patience.stranger)
        if answered:  # at once: it has nothing left to work off
            self._memory.unanswered = 0
            self._heard.forget()
        return answered

    def _ask_in_turn(self, deadline: float) -> None:
        self._memory.unanswered += 1
        self._line.send(WORKED_OFF, deadline)

    def _await_turn(self, deadline: float) -> bool:
        """Whether it has said that everything before the question was worked off."""
        while not self._heard.in_turn and not self._heard.noise:
            if not self._listen(deadline):
                break
        return bool(self._heard.in_turn) and not self._heard.noise

    def _listen(self, deadline: float) -> bool:
        """Take in what comes next; ``False`` when nothing did in time, and when time is over whatever comes."""
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        came = self._line.receive(left)
        self._heard.take(came)
        return bool(came)

    def _hush(self) -> None:
        """Nothing that was said before a question answers it."""
        self._heard.take(self._line.receive(0.0))
        self._memory.unanswered = max(0, self._memory.unanswered - len(self._heard.in_turn))
        self._heard.forget()
