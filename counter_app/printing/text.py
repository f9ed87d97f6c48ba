"""Making text from outside inert and printable.

A name or a reference comes from the host and may hold anything. On paper it is letters and nothing else: no
control bytes, no direction marks, no character that the printer's code page lacks and would turn into ``?``.
"""

import codecs
import unicodedata
from functools import cache

CODE_PAGES = ("CP437", "CP850", "CP858")
"""The code pages a profile may pin. They agree on the repertoire, so the words never depend on the printer."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ASCII_PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))
_EMPTY = "-"


def printable(text: str) -> str:
    """One line of text that every offered code page has; ``-`` where nothing readable is left.

    Letters the code pages share stay (``é``, ``ñ``); other scripts and emoji are transliterated.
    """
    letters = inert(text)
    if not letters.isascii():
        known = repertoire()
        letters = "".join(char if char in known else _transliterated(char) for char in letters)
    return " ".join(letters.split()) or _EMPTY


def inert(text: str) -> str:
    """Text on one line without control characters, direction marks and other invisible code points."""
    if text.isascii() and text.isprintable():  # as most lines are, and a receipt has many
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if char.isspace() else char for char in composed)
    return " ".join("".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE).split())


@cache
def repertoire() -> frozenset[str]:
    """ASCII, and the letters that all code pages on offer have."""
    upper_half = bytes(range(0x80, 0x100))
    shared = frozenset.intersection(*(frozenset(codecs.decode(upper_half, page)) for page in CODE_PAGES))
    return _ASCII_PRINTABLE | frozenset(char for char in shared if char.isalpha() and char.isprintable())


def _transliterated(char: str) -> str:
    from anyascii import anyascii

    return "".join(letter for letter in anyascii(char) if letter in _ASCII_PRINTABLE)
