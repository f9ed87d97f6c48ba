"""The part of a statement's file that machines read: which entries it shows, signed with the counter's key.

It stands behind the pages as PDF comments, with the pages' own ending repeated after it, so that every reader shows
the pages and none minds. The signature covers every byte before it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counter_app.domain.statement import Statement, StatementLine

_BEGIN = b"%LOKET-STATEMENT-1\n"
_SIGNATURE = b"%SIGNATURE "
_PURPOSE = b"loket statement 1\n"
"""Keeps a statement's signature apart from a receipt's, which is over a text of another form."""

_ENDING = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(r"%(=|~) ([0-9]{1,15}) ([0-9a-f]{64})")

Listed = tuple[int, str]
"""An entry's number and its hash."""


class NoStatement(Exception):
    """The file holds no statement that can be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file says of itself; believed only as far as it was checked. ``message`` is what was signed."""

    heading: Mapping[str, Any]
    own: Sequence[Listed]
    about: Sequence[Listed]
    pages: bytes
    message: bytes
    signature: bytes

    @property
    def pages_hold(self) -> bool:
        """Whether the pages are those that the data were written for."""
        return self.heading.get("pages") == hashlib.sha256(self.pages).hexdigest()


def sealed(pages: bytes, statement: Statement, sign: Callable[[bytes], bytes]) -> bytes:
    """The pages with their data and their signature behind them; ``pages`` is a whole PDF."""
    ending = _ENDING.search(pages)
    assert ending is not None, "a PDF ends by naming the place of its table"
    told = pages if pages.endswith(b"\n") else pages + b"\n"
    heading = {
        "office": statement.office.id,
        "counter": statement.office.counter_id,
        "staff": statement.staff_number,
        "since": statement.since.isoformat(),
        "until": statement.until.isoformat(),
        "sequence": statement.head_seq,
        "head": statement.head,
        "pages": hashlib.sha256(told).hexdigest(),
    }
    told += _BEGIN + b"%" + json.dumps(heading, sort_keys=True).encode("ascii") + b"\n"
    told += _listed("=", statement.own) + _listed("~", statement.about)
    signature = sign(_message(told)).hex().encode("ascii")
    return told + _SIGNATURE + signature + b"\nstartxref\n" + ending[1] + b"\n%%EOF\n"


def unsealed(file: bytes) -> Seal:
    """Take a file apart. Raises ``NoStatement``."""
    pages, begin, rest = file.partition(_BEGIN)
    data, mark, end = rest.rpartition(_SIGNATURE)
    if not begin or not mark:
        raise NoStatement("this is no statement, or its data were removed: use the file as the counter wrote it")
    ending, signature = _ENDING.search(pages), end.partition(b"\n")
    if ending is None or signature[2] != b"startxref\n" + ending[1] + b"\n%%EOF\n":
        raise NoStatement("the end of the file was changed")
    try:
        first, *lines = data.decode("ascii").splitlines()
        heading = json.loads(first.removeprefix("%"))
        entries = [_read(line) for line in lines]
        seal = bytes.fromhex(signature[0].decode("ascii"))
        if not isinstance(heading, dict):
            raise NoStatement("the heading of its data was changed")
    except ValueError as error:
        raise NoStatement("its data cannot be read: they were changed") from error
    own = [(seq, own_hash) for kind, seq, own_hash in entries if kind == "="]
    about = [(seq, own_hash) for kind, seq, own_hash in entries if kind == "~"]
    return Seal(heading, own, about, pages, _message(pages + begin + data), seal)


def _message(told: bytes) -> bytes:
    return _PURPOSE + hashlib.sha256(told).hexdigest().encode("ascii")


def _listed(kind: str, lines: Iterable[StatementLine]) -> bytes:
    return "".join(f"%{kind} {line.seq} {line.hash}\n" for line in lines).encode("ascii")


def _read(line: str) -> tuple[str, int, str]:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        raise NoStatement(f"its data cannot be read at: {line[:80]}")
    return entry[1], int(entry[2]), entry[3]
