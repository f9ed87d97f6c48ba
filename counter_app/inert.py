"""Somebody else's text on a terminal or in a log: what would move the cursor, hide or turn its neighbours is spelled out.

A name from the host may hold anything: an escape sequence that clears the screen, a mark that writes the rest of the
line from right to left, a line break behind which a second, invented log line stands.
"""

import json
import unicodedata

CONTINUED = "\n    | "
"""How a further line of one record begins: no record begins so."""


def spelled_out(text: str) -> str:
    """``text`` with every control, format and separating character but line breaks and tabs by its number, as JSON does."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each if _is_plain(each) else _by_number(each) for each in text)


def one_record(text: str) -> str:
    """The same, with every line but the first set off, so that none of them passes for a record of its own."""
    return spelled_out(text).replace("\n", CONTINUED)


def _by_number(character: str) -> str:
    return f"\\u{ord(character):04x}" if character.isascii() else json.dumps(character)[1:-1]


def _is_plain(character: str) -> bool:
    if character in "\n\t":
        return True
    category = unicodedata.category(character)
    return category[0] != "C" and category not in {"Zl", "Zp"}
