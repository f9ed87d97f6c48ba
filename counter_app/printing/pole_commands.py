"""The bytes by which two lines get onto a pole, for the two families of command sets that poles understand.

``epson``: ESC/POS for customer displays (DM-D series and what follows it). ``cd5220``: the set of the CD5220, which most
other poles have as one of theirs. Either way a frame is whole in itself: it writes both lines, whatever stood there.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from counter_app.printing.pole_lines import COLUMNS, Lines

ESC, US, CLR, CR = b"\x1b", b"\x1f", b"\x0c", b"\r"
INITIALISE = ESC + b"@"
TABLES: Mapping[str, int] = MappingProxyType({"CP437": 0, "CP850": 2, "CP858": 19})
"""What ``ESC t`` calls each code page."""


def epson(lines: Lines, code_page: str) -> bytes:
    """``ESC @``, the code page, no cursor, all cleared, then each line from its first column (``US $``)."""
    ready = INITIALISE + ESC + b"t" + bytes([TABLES[code_page]]) + US + b"C\x00" + CLR
    placed = (US + b"$" + bytes([1, row]) + _encoded(line, code_page) for row, line in enumerate(lines, 1))
    return ready + b"".join(placed)


def cd5220(lines: Lines, _code_page: str) -> bytes:
    """``ESC @``, no cursor, then the upper and the lower line whole (``ESC Q A``, ``ESC Q B``).

    Which letters beyond ASCII such a pole has is its own affair, so there are none of them.
    """
    ready = INITIALISE + ESC + b"_\x00"
    placed = (
        ESC + b"Q" + row + _encoded(_plain(line), "ascii") + CR for row, line in zip((b"A", b"B"), lines, strict=True)
    )
    return ready + b"".join(placed)


COMMANDS: Mapping[str, Callable[[Lines, str], bytes]] = MappingProxyType({"epson": epson, "cd5220": cd5220})
"""By their names in the settings."""


def _encoded(line: str, code_page: str) -> bytes:
    if len(line) != COLUMNS:
        raise ValueError(f"a line of a pole has {COLUMNS} characters, not {len(line)}")
    return line.encode(code_page)


def _plain(line: str) -> str:
    """Letter for letter, so that the line stays as long as it is."""
    from anyascii import anyascii

    return "".join(char if char.isascii() else anyascii(char)[:1] or " " for char in line)
