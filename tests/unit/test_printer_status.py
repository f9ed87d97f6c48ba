"""What a printer says of itself is read strictly: what is no answer says nothing, least of all that there is paper."""

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.printing.devices.status import (
    ERROR,
    OFFLINE,
    PRINTER,
    QUESTIONS,
    ROLL,
    Heard,
    is_answer,
    is_turn_answer,
    may_pass,
    paper_was_there,
    question,
    status_of,
)
from counter_app.printing.devices.talking import InTrouble, Memory, Patience, Talk
from tests.helpers.firmware import FIXED, Firmware

WELL = dict.fromkeys(QUESTIONS, FIXED)


def bits(pattern: str) -> set[int]:
    """The bytes of a pattern as the manuals write it: ``0**1**10``."""
    shape = re.compile(pattern.replace("*", "[01]"))
    return {byte for byte in range(256) if shape.fullmatch(f"{byte:08b}")}


# --- bytes


def test_a_question_is_the_command_of_the_manual() -> None:
    assert [question(n) for n in QUESTIONS] == [b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"]


@pytest.mark.parametrize("n", [PRINTER, OFFLINE, ERROR])
def test_an_answer_has_every_fixed_bit(n: int) -> None:
    assert {byte for byte in range(256) if is_answer(n, byte)} == bits("0**1**10")


def test_of_the_paper_both_bits_say_the_same_or_nothing_was_said() -> None:
    assert {byte for byte in range(256) if is_answer(ROLL, byte)} == {0x12, 0x1E, 0x72, 0x7E}


def test_the_answer_in_turn_has_every_fixed_bit_and_says_the_same_twice() -> None:
    answers = {byte for byte in range(256) if is_turn_answer(byte)}
    assert answers == {0x00, 0x03, 0x0C, 0x0F}
    assert {byte for byte in answers if paper_was_there(byte)} == {0x00, 0x03}


def test_no_byte_is_both_kinds_of_answer() -> None:
    assert not [byte for byte in range(256) if is_turn_answer(byte) and any(is_answer(n, byte) for n in QUESTIONS)]


def test_a_missing_answer_is_never_paper_in_place() -> None:
    assert status_of({}) == PrinterStatus()
    assert status_of({PRINTER: FIXED}) == PrinterStatus(told=True)


@pytest.mark.parametrize(
    ("n", "bit", "trouble"),
    [
        (PRINTER, 0x08, Trouble.OFF),
        (OFFLINE, 0x04, Trouble.COVER_OPEN),
        (OFFLINE, 0x20, Trouble.NO_PAPER),
        (OFFLINE, 0x40, Trouble.FAULT),
        (ERROR, 0x04, Trouble.FAULT),
        (ERROR, 0x08, Trouble.FAULT),
        (ERROR, 0x20, Trouble.FAULT),
        (ERROR, 0x40, Trouble.FAULT),
        (ROLL, 0x60, Trouble.NO_PAPER),
        (ROLL, 0x0C, None),
        (OFFLINE, 0x08, None),
        (PRINTER, 0x04, None),
    ],
)
def test_each_bit_has_its_meaning(n: int, bit: int, trouble: Trouble | None) -> None:
    status = status_of({**WELL, n: FIXED | bit})
    assert (status.told, status.trouble) == (True, trouble)
    assert bool(status.detail) is (trouble is not None or n == ROLL)


def test_the_gravest_is_told_first() -> None:
    everything = {PRINTER: 0x1A, OFFLINE: 0x76, ERROR: 0x7E, ROLL: 0x7E}
    assert status_of(everything).trouble is Trouble.FAULT
    assert status_of({**everything, ERROR: 0x12}).trouble is Trouble.COVER_OPEN
    assert status_of({**everything, ERROR: 0x12, OFFLINE: 0x12}).trouble is Trouble.NO_PAPER
    assert status_of({**everything, ERROR: 0x12, OFFLINE: 0x12, ROLL: 0x1E}).trouble is Trouble.OFF


@pytest.mark.parametrize(
    ("answers", "passes"),
    [
        (WELL, True),
        ({**WELL, PRINTER: 0x1A, OFFLINE: 0x52, ERROR: 0x52}, True),
        ({**WELL, PRINTER: 0x1A}, True),
        ({**WELL, PRINTER: 0x1A, OFFLINE: 0x52}, False),
        ({**WELL, PRINTER: 0x1A, OFFLINE: 0x16}, False),
        ({**WELL, PRINTER: 0x1A, OFFLINE: 0x52, ERROR: 0x5A}, False),
        ({**WELL, ROLL: 0x72}, False),
    ],
    ids=["well", "too hot", "off line for no reason", "an error that nobody named", "cover", "blade, hot", "paper"],
)
def test_only_what_ends_by_itself_is_waited_for(answers: dict[int, int], passes: bool) -> None:
    assert may_pass(answers) is passes


# --- what is heard on the line

ANSWERS = st.sampled_from(sorted(bits("0**1**10")))
TURNS = st.sampled_from([0x00, 0x03, 0x0C, 0x0F])
REPORTS = st.builds(
    lambda first, others: bytes([first, *others]),
    st.sampled_from(sorted(bits("0**1**00"))),
    st.lists(st.sampled_from(sorted(bits("0**0****"))), min_size=3, max_size=3),
)
PIECES = st.one_of(ANSWERS, TURNS, REPORTS, st.sampled_from([0x11, 0x13]))


@given(st.lists(PIECES, max_size=20), st.integers(1, 7))
def test_answers_are_told_from_what_comes_unasked(pieces: list[int | bytes], step: int) -> None:
    stream = b"".join(piece if isinstance(piece, bytes) else bytes([piece]) for piece in pieces)
    heard = Heard()
    for at in range(0, len(stream), step):
        heard.take(stream[at : at + step])
    single = [piece for piece in pieces if isinstance(piece, int)]
    assert list(heard.at_once) == [byte for byte in single if byte in bits("0**1**10")]
    assert list(heard.in_turn) == [byte for byte in single if byte in {0x00, 0x03, 0x0C, 0x0F}]
    assert not heard.noise


@given(st.binary(max_size=40))
def test_no_bytes_whatever_are_taken_for_answers_that_they_are_not(data: bytes) -> None:
    heard = Heard()
    heard.take(data)
    assert set(heard.at_once) <= bits("0**1**10")
    assert set(heard.in_turn) <= {0x00, 0x03, 0x0C, 0x0F}


def test_a_report_that_breaks_off_is_noise() -> None:
    heard = Heard()
    heard.take(b"\x10\x00\x12")
    assert heard.noise


# --- a conversation


class ShortLine:
    """A line without length: what the printer says is there as soon as it was asked, or it never comes."""

    def __init__(self, printer: Firmware) -> None:
        self.printer = printer
        self.said = b""

    def send(self, data: bytes, deadline: float) -> None:
        self.said += self.printer.take(data)

    def receive(self, seconds: float) -> bytes:
        said, self.said = self.said, b""
        return said


QUICK = Patience(stranger=0.01, known=0.01, at_work=0.02)
STATES = ("cover_open", "paper_out", "near_end", "blade_stuck", "broken", "too_hot", "off_line")


@given(
    printer=st.builds(
        Firmware,
        answers=st.integers(0, 4),
        works_off=st.booleans(),
        in_turn_only=st.booleans(),
        reports=st.booleans(),
        garbles=st.none() | st.none() | st.binary(min_size=1, max_size=5),
        ignores=st.none() | st.none() | st.integers(1, 80),
    ),
    job=st.text("receipt ", min_size=1, max_size=60).map(str.encode),
    changes=st.lists(st.tuples(st.integers(0, 60), st.sampled_from(STATES)), max_size=2),
)
def test_whatever_a_printer_is_like_printed_is_only_said_of_what_is_on_paper(
    printer: Firmware, job: bytes, changes: list[tuple[int, str]]
) -> None:
    for count, state in changes:
        printer.after(count, **{state: True})
    line = ShortLine(printer)
    talk = Talk(line, Memory(), QUICK)
    certainty = None
    with contextlib.suppress(InTrouble):
        before = talk.ask()
        assert before.told or before.trouble is None
        line.send(job, 0.0)
        certainty = talk.see_off(job)
    if certainty is Certainty.PRINTED and printer.garbles is None:
        assert printer.paper == job
        assert not printer.stopped
    if printer.answers == 0:
        assert certainty is None


def test_a_conversation_with_a_printer_that_says_too_much_ends_in_time() -> None:
    class Endless(ShortLine):
        def receive(self, seconds: float) -> bytes:
            return b"\x11\x13"

    start = time.monotonic()
    assert Talk(Endless(Firmware()), Memory(), QUICK).ask() == PrinterStatus()
    assert time.monotonic() - start < 2


def test_bytes_of_a_picture_that_read_like_a_question_are_waited_out() -> None:
    line, memory = ShortLine(Firmware()), Memory()
    picture = b"\x1dv0\x00" + b"\x10\x04\x01" * 4
    talk = Talk(line, memory, QUICK)
    talk.ask()
    line.send(picture, 0.0)
    assert talk.see_off(picture) is Certainty.PRINTED


def test_paper_that_was_gone_when_the_job_was_over_is_told() -> None:
    class SaysSoInTurn(Firmware):
        def _in_turn(self) -> bytes:
            return b"\x0c" if self.paper else b"\x00"

    line = ShortLine(SaysSoInTurn())
    talk = Talk(line, Memory(), QUICK)
    talk.ask()
    line.send(b"receipt", 0.0)
    with pytest.raises(InTrouble) as said:
        talk.see_off(b"receipt")
    assert said.value.status.trouble is Trouble.NO_PAPER


def test_a_printer_that_answers_a_part_and_then_nothing_hangs() -> None:
    printer = Firmware(answers=2, ignores=3)
    line = ShortLine(printer)
    talk = Talk(line, Memory(), QUICK)
    talk.ask()
    line.send(b"receipt", 0.0)
    with pytest.raises(InTrouble) as said:
        talk.see_off(b"receipt")
    assert said.value.status == PrinterStatus(trouble=Trouble.HUNG, detail="it says nothing any more")


class ScriptedLine:
    """A printer that says these things, one whenever something is sent to it."""

    def __init__(self, *says: bytes) -> None:
        self.says = list(says)
        self.said = b""

    def send(self, data: bytes, deadline: float) -> None:
        self.said += self.says.pop(0)

    def receive(self, seconds: float) -> bytes:
        said, self.said = self.said, b""
        return said


WELL_AND_ABLE = (b"\x12", b"\x12", b"\x12", b"\x12", b"\x00")
"""What a printer says to the four questions, and to the one that is answered in turn."""


def seen_off(*says: bytes, job: bytes = b"receipt") -> Certainty | None:
    """What is known of a job after which a printer that was well before says these things."""
    line = ScriptedLine(*WELL_AND_ABLE, *says)
    talk = Talk(line, Memory(), QUICK)
    assert talk.ask() == PrinterStatus(told=True)
    certainty = talk.see_off(job)
    assert line.says == []
    return certainty


def test_worked_off_and_well_is_printed() -> None:
    assert seen_off(b"\x00", *[b"\x12"] * 4, *[b"\x12"] * 4) is Certainty.PRINTED


def test_worked_off_and_then_silent_is_delivered_and_no_more() -> None:
    assert seen_off(b"\x00", *[b"\x12"] * 4, *[b"\x12"] * 3, b"") is Certainty.DELIVERED


def test_worked_off_and_off_line_for_no_reason_is_delivered_and_no_more() -> None:
    assert seen_off(b"\x00", *[b"\x12"] * 4, b"\x1a", *[b"\x12"] * 3) is Certainty.DELIVERED


def test_after_an_answer_that_never_came_nothing_is_asked_that_it_could_be_taken_for() -> None:
    assert seen_off(b"", b"\x00") is Certainty.DELIVERED


def test_a_cover_that_was_opened_when_all_was_worked_off_is_told() -> None:
    with pytest.raises(InTrouble, match="cover open"):
        seen_off(b"\x00", *[b"\x12"] * 4, b"\x1a", b"\x16", *[b"\x12"] * 2)


def test_answers_to_a_picture_are_no_sign_that_a_printer_took_it() -> None:
    line = ShortLine(Firmware(works_off=False))
    talk = Talk(line, Memory(), QUICK)
    talk.ask()
    picture = b"\x1dv0\x00" + b"\x10\x04\x01" * 8
    line.send(picture, 0.0)
    assert talk.see_off(picture) is None


def test_nobody_waits_for_a_printer_that_has_said_what_is_the_matter() -> None:
    line = ShortLine(Firmware().after(3, cover_open=True))
    talk = Talk(line, Memory(), Patience(at_work=60.0))
    talk.ask()
    line.send(b"receipt", 0.0)
    start = time.monotonic()
    with pytest.raises(InTrouble, match="cover open"):
        talk.see_off(b"receipt")
    assert time.monotonic() - start < 10
