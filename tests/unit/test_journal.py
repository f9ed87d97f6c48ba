"""The chain names the first entry that does not hold, whatever was done to it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.journal import GENESIS, Act, ChainedEntry, ChainFault, Entry, chain, first_fault

AT = datetime(2026, 11, 22, 2, 15, 4, 123456, tzinfo=UTC)


def a_chain(length: int) -> list[ChainedEntry]:
    entries: list[ChainedEntry] = []
    for seq in range(1, length + 1):
        entry = Entry(AT, "1001", Act.LOGIN, f"subject-{seq}", {"n": seq, "ok": True, "none": None})
        previous = entries[-1].hash if entries else GENESIS
        entries.append(chain(entry, office_id="40115", counter_id="01", seq=seq, previous=previous))
    return entries


def test_an_untouched_chain_holds() -> None:
    assert first_fault(a_chain(5)) is None
    assert first_fault([]) is None


def test_an_entry_says_who_where_when_and_what() -> None:
    content = json.loads(a_chain(1)[0].canonical)
    assert content == {
        "v": 1,
        "office": "40115",
        "counter": "01",
        "seq": 1,
        "at": "2026-11-22T02:15:04.123+00:00",
        "actor": "1001",
        "act": "login",
        "subject": "subject-1",
        "facts": {"n": 1, "ok": True, "none": None},
        "prev": GENESIS,
    }


@given(st.data())
def test_any_changed_byte_is_found_where_it_is(data: st.DataObject) -> None:
    entries = a_chain(4)
    at = data.draw(st.integers(0, 3))
    canonical = bytearray(entries[at].canonical)
    canonical[data.draw(st.integers(0, len(canonical) - 1))] ^= data.draw(st.integers(1, 255))
    entries[at] = replace(entries[at], canonical=bytes(canonical))
    assert first_fault(entries) == ChainFault(at + 1, "its bytes do not match its hash")


def removed(entries: list[ChainedEntry]) -> None:
    del entries[1]


def swapped(entries: list[ChainedEntry]) -> None:
    entries[1], entries[2] = entries[2], entries[1]


def renumbered(entries: list[ChainedEntry]) -> None:
    entries[1] = replace(entries[2], seq=2)


def rewritten(entries: list[ChainedEntry]) -> None:
    """A careful forger hashes anew what they changed; the next entry gives them away."""
    forged = Entry(AT, "1002", Act.LOGIN, "subject-2", {"n": 2})
    entries[1] = chain(forged, office_id="40115", counter_id="01", seq=2, previous=entries[0].hash)


def unreadable(entries: list[ChainedEntry]) -> None:
    canonical = b'{"prev": 1}'
    entries[1] = ChainedEntry(2, canonical, hashlib.sha256(canonical).hexdigest())


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (removed, ChainFault(2, "entry 2 is missing; entry 3 stands in its place")),
        (swapped, ChainFault(2, "entry 2 is missing; entry 3 stands in its place")),
        (renumbered, ChainFault(2, "its bytes say it is entry 3")),
        (rewritten, ChainFault(3, "it does not follow the entry before it")),
        (unreadable, ChainFault(2, "its bytes cannot be read")),
    ],
)
def test_the_first_bad_entry_is_named(damage: Callable[[list[ChainedEntry]], None], expected: ChainFault) -> None:
    entries = a_chain(4)
    damage(entries)
    assert first_fault(entries) == expected
