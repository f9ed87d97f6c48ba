"""The QR code as a grid of modules, the same symbol for every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

QUIET = 4
"""Modules of white that the standard wants on each side (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """``rows`` of modules, true for black, without the quiet zone."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        return len(self.rows)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Black stretches as (row, first column, length): whole bars, so that no seams show between modules."""
        for index, row in enumerate(self.rows):
            start = None
            for column, black in enumerate((*row, False)):
                if black and start is None:
                    start = column
                elif not black and start is not None:
                    yield index, start, column - start
                    start = None


@lru_cache(maxsize=16)
def symbol(text: str) -> Symbol:
    """Level M: survives creases and a smudge on 15 percent of its face.

    A receipt is drawn several times, on paper and on the screen; its code is computed once.
    """
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    return Symbol(tuple(tuple(bool(module) for module in row) for row in code.matrix))


@lru_cache(maxsize=16)
def drawn_by_printer(text: str) -> Symbol:
    """The code that a printer draws by itself: plain firmware puts everything as bytes, which takes room.

    Which of the standard's masks it lays over it is not known; any can be read, and finding the best takes the time.
    """
    import segno

    code = segno.make_qr(text, error="m", mode="byte", mask=0, boost_error=False)
    return Symbol(tuple(tuple(bool(module) for module in row) for row in code.matrix))
