"""What a power cut may leave: the rules by which recorded calls become states of a disk."""

import random
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults import disk_trace
from tests.faults.disk_states import SECTOR, Disk, Keep, Moment
from tests.faults.disk_trace import Call, calls

HOME = Path("/home/counter")
FILE, OTHER = HOME / "books", HOME / "books.new"
OPENED = Call("openat", (bytes(FILE),), ("AT_FDCWD", " text", " O_RDWR|O_CREAT"), 3)
FOLDER = Call("openat", (bytes(HOME),), ("AT_FDCWD", " text", " O_RDONLY"), 9)


def written(text: bytes, place: int, result: int | None = None) -> Call:
    return Call(
        "pwrite64", (text,), ("3", " text", f" {len(text)}", f" {place}"), len(text) if result is None else result
    )


def synced(descriptor: int = 3, result: int = 0) -> Call:
    return Call("fsync", (), (str(descriptor),), result)


def moments(trace: Iterable[Call], before: bytes | None = b"old") -> list[Moment]:
    return list(Disk(HOME, {} if before is None else {FILE: before}).moments(trace))


def left(moment: Moment) -> dict[str, bytes | None]:
    """What each way of the moment leaves of the file."""
    return {keep.name: moment.after(keep).get(FILE) for keep in moment.states(random.Random(1))}


def test_what_was_synced_is_there_whatever_happens() -> None:
    *_, last = moments([OPENED, written(b"new", 0), synced()])
    assert last.pending == ()
    assert left(last) == {"nothing": b"new"}


def test_what_was_not_synced_may_be_there_or_not_and_in_any_order() -> None:
    (last,) = moments([OPENED, written(b"a", 0), written(b"b", 1), written(b"c", 2)])
    found = left(last)
    assert found["nothing"] == b"old"
    assert found["everything"] == b"abc"
    assert found["without 1"] == b"alc"
    assert found["from 1"] == b"obc"
    assert found["up to 1"] == b"abd"
    assert found["only 2"] == b"olc"


def test_a_write_is_torn_at_sectors_only() -> None:
    (last,) = moments([OPENED, written(b"x" * 3 * SECTOR, 0)], before=bytes(3 * SECTOR))
    torn = {content for name, content in left(last).items() if name.startswith("torn")}
    assert torn <= {b"x" * n * SECTOR + bytes((3 - n) * SECTOR) for n in (1, 2)}
    assert torn


def test_what_lies_beyond_a_write_that_is_missing_is_zeros() -> None:
    (last,) = moments([OPENED, written(b"a", 0), written(b"z", 5)], before=b"")
    assert left(last)["only 1"] == b"\0\0\0\0\0z"


def test_a_new_file_needs_its_folder_synced_too() -> None:
    *_, before_folder, last = moments([FOLDER, OPENED, written(b"new", 0), synced(), synced(9)], before=None)
    assert left(before_folder)["nothing"] is None
    assert left(last) == {"nothing": b"new"}


def test_a_rename_has_happened_whole_or_not_at_all() -> None:
    new = Call("openat", (bytes(OTHER),), ("AT_FDCWD", " text", " O_RDWR|O_CREAT"), 3)
    renamed = Call("rename", (bytes(OTHER), bytes(FILE)), ("text", " text"), 0)
    *_, last = moments([FOLDER, new, written(b"new", 0), synced(), synced(9), renamed])
    assert [last.after(keep) for keep in last.states(random.Random(1))[:2]] == [
        {FILE: b"old", OTHER: b"new"},
        {FILE: b"new"},
    ]


def test_a_sync_that_failed_keeps_nothing_and_the_next_one_does_not_make_good_for_it() -> None:
    """The system may drop what it could not write, say so once, and then succeed."""
    *_, last = moments([OPENED, written(b"a", 0), synced(result=-1), written(b"c", 2), synced()])
    assert left(last)["nothing"] == b"olc"
    assert left(last)["everything"] == b"alc"


def test_what_is_written_again_after_a_failed_sync_is_kept_by_the_next() -> None:
    *_, last = moments([OPENED, written(b"a", 0), synced(result=-1), written(b"b", 0), synced()])
    assert left(last) == {"nothing": b"bld"}


def test_a_write_that_failed_never_happened() -> None:
    (last,) = moments([OPENED, written(b"new", 0, result=-1)])
    assert last.pending == ()


def test_a_file_cut_short_may_still_be_long() -> None:
    (last,) = moments([OPENED, Call("ftruncate", (), ("3", " 1"), 0)])
    assert left(last)["nothing"] == b"old"
    assert left(last)["everything"] == b"o"


def test_a_call_that_nobody_has_thought_of_is_not_passed_over() -> None:
    with pytest.raises(AssertionError, match="copy_file_range"):
        moments([OPENED, Call("copy_file_range", (), ("3", " NULL", " 4"), 9)])


def test_a_power_cut_is_tried_before_each_sync_and_at_the_end() -> None:
    trace = [OPENED, written(b"a", 0), synced(), synced(), written(b"b", 0), synced()]
    assert [moment.calls for moment in moments(trace)] == [2, 5, 6]


def test_the_same_dice_find_the_same_states() -> None:
    (last,) = moments([OPENED, *(written(b"x" * 2_000, place) for place in range(0, 20_000, 2_000))])
    first, again = (last.states(random.Random(7)) for _ in range(2))
    assert first == again
    assert len({keep.name for keep in first}) == len(first)
    assert Keep("nothing", frozenset()) in first


@pytest.mark.skipif(sys.platform != "linux", reason="strace watches Linux")
def test_a_trace_is_read_as_the_program_wrote_it(tmp_path: Path) -> None:
    text = b'a, "b" \\ (c) = 5\n\0'.hex()
    hexed = "".join(f"\\x{text[place : place + 2]}" for place in range(0, len(text), 2))
    trace = tmp_path / "trace"
    trace.write_text(
        f'7 pwrite64(5, "{hexed}", 18, 4096) = 18\n'
        "7 fsync(5)                         = -1 EIO (Input/output error) (INJECTED)\n"
        "7 +++ exited with 0 +++\n",
        encoding="ascii",
    )
    first, second = calls(trace)
    assert first == Call("pwrite64", (b'a, "b" \\ (c) = 5\n\0',), ("5", " text", " 18", " 4096"), 18)
    assert (second.verb, second.result, second.number(0)) == ("fsync", -1, 5)


def test_a_call_that_another_thread_came_into_is_read_whole(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    trace.write_text(
        '7 write(5, "\\x61\\x62", 2 <unfinished ...>\n'
        "8 fsync(6)   = 0\n"
        "7 <... write resumed>)          = 2\n"
        "8 close(6 <unfinished ...>\n"
        "7 close(5 <unfinished ...>\n"
        "7 <... close resumed>)  = 0\n",
        encoding="ascii",
    )
    assert [(call.verb, call.texts, call.number(0), call.result) for call in calls(trace)] == [
        ("fsync", (), 6, 0),
        ("write", (b"ab",), 5, 2),
        ("close", (), 5, 0),
    ]


def test_a_machine_that_cannot_watch_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    disk_trace.missing.cache_clear()
    try:
        assert "no strace" in disk_trace.missing()
    finally:
        disk_trace.missing.cache_clear()
