"""What every sheet has: the office at its head, lines in the middle, and where somebody signs."""

import re
from collections.abc import Iterator

from counter_app.domain.receipt import Office
from counter_app.printing.document import NO_BREAK, Align, Band, Block, Gap, Rule, Size, Text
from counter_app.printing.text import printable


def letterhead(office: Office, title: str, copy: int, *subtitles: str) -> Iterator[Block]:
    """Whose paper it is and what; ``SALINAN n`` on every copy after the first."""
    yield centred(printable(office.name), bold=True, size=Size.TALL)
    yield centred(_HOUSE_NUMBER.sub(NO_BREAK, printable(office.address)))
    yield Rule(heavy=True)
    yield centred(title, bold=True)
    yield from (centred(subtitle) for subtitle in subtitles)
    if copy > 0:
        yield Gap()
        yield Band(f"SALINAN {copy}")


def centred(text: str, *, bold: bool = False, size: Size = Size.NORMAL) -> Text:
    """A paragraph in the middle."""
    return Text(text, Align.CENTRE, bold, size)


def signature(whose: str) -> Iterator[Block]:
    """Room to sign, a line, and under it who signs."""
    yield from (Gap() for _ in range(_ROOM_TO_SIGN))
    yield Rule()
    yield centred(whose)


_ROOM_TO_SIGN = 3
"""Gaps: on paper a line of some 4 mm each."""
_HOUSE_NUMBER = re.compile(r" (?=\d+[A-Za-z]?,)")
"""The blank between a street and the number in it, which belong on one line."""
