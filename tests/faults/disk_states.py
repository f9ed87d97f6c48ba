"""Every state in which a power cut may leave the files of a home: what was synced, and any part of what was not.

The rules are those that a file system may use against a program (as in the papers on ALICE and CrashMonkey): what was
written or cut to length is on the disk for certain only after that file was synced; a name that was made, moved or
removed only after its folder was; everything else may be there or not, in any order, and a write may be torn at
512 bytes. A sector itself is written whole or not at all.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.disk_trace import UNHEARD_OF, Call

SECTOR = 512
_SHARED_MEMORY = "-shm"
"""SQLite's index of its log: mapped into memory, made anew after every crash, and no part of what is kept."""


@dataclass(frozen=True, slots=True)
class Write:
    """Not synced yet: ``data`` at ``place`` of the file numbered ``file``."""

    file: int
    place: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """Not synced yet: the file has this ``length``."""

    file: int
    length: int


@dataclass(frozen=True, slots=True)
class Name:
    """Not synced yet: ``path`` leads to this file, or to ``None``. ``old``: the path that led there and does no more.

    A rename is one of these: either both of its names have changed or neither has.
    """

    path: Path
    file: int | None
    old: Path | None = None


Pending = Write | Cut | Name


@dataclass(frozen=True, slots=True)
class Keep:
    """What of the pending has reached the disk: these, by their places; of the one ``torn``, only its first sectors."""

    name: str
    kept: frozenset[int]
    torn: int | None = None
    sectors: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """The power goes here: ``calls`` were made, ``pending`` is on its way, the rest is on the disk."""

    number: int
    calls: int
    pending: tuple[Pending, ...]
    files: tuple[bytes, ...]
    names: dict[Path, int]

    def states(self, dice: random.Random) -> list[Keep]:
        """Ways in which it may end, the plainest first; those by chance from ``dice``."""
        return list(_ways(self.pending, dice))

    def after(self, keep: Keep) -> dict[Path, bytes]:
        """What the disk holds then."""
        touched = {each.file for each in self.pending if not isinstance(each, Name)}
        files, names = {number: bytearray(self.files[number]) for number in touched}, dict(self.names)
        for place, each in enumerate(self.pending):
            if place in keep.kept or place == keep.torn:
                _apply(each, files, names, keep.sectors if place == keep.torn else None)
        return {path: bytes(files.get(number, self.files[number])) for path, number in names.items()}


def _apply(each: Pending, files: Mapping[int, bytearray], names: dict[Path, int], sectors: int | None) -> None:
    if isinstance(each, Name):
        if each.old is not None:
            names.pop(each.old, None)
        if each.file is None:
            names.pop(each.path, None)
        else:
            names[each.path] = each.file
    elif isinstance(each, Cut):
        content = files[each.file]
        content[each.length :] = bytes(max(0, each.length - len(content)))
    else:
        content, data = files[each.file], each.data
        if sectors is not None:
            data = data[: sectors * SECTOR - each.place % SECTOR]
        content.extend(bytes(max(0, each.place - len(content))))
        content[each.place : each.place + len(data)] = data


def _ways(pending: Sequence[Pending], dice: random.Random) -> Iterator[Keep]:
    everything = frozenset(range(len(pending)))
    yield Keep("nothing", frozenset())
    if not pending:
        return
    yield Keep("everything", everything)
    for place, each in enumerate(pending):
        yield Keep(f"without {place}", everything - {place})
        yield Keep(f"only {place}", frozenset({place}))
        yield Keep(f"up to {place}", frozenset(range(place + 1)))
        yield Keep(f"from {place}", frozenset(range(place, len(pending))))
        if isinstance(each, Write) and (whole := _sectors(each)) > 1:
            for sectors in sorted({1, whole // 2, dice.randrange(1, whole)}):
                yield Keep(f"torn {place} at {sectors}", frozenset(range(place)), place, sectors)
                yield Keep(f"torn {place} of all at {sectors}", everything - {place}, place, sectors)
    for number in range(len(pending)):
        yield Keep(f"chance {number}", frozenset(each for each in everything if dice.random() < 0.5))


def _sectors(write: Write) -> int:
    return -(-(write.place % SECTOR + len(write.data)) // SECTOR)


@dataclass(slots=True)
class _Open:
    file: int
    place: int = 0
    appending: bool = False


@dataclass(slots=True)
class Disk:
    """Follows a program's calls below ``home``, from what the files were ``before``.

    ``lossless``: names of files that are the harness's own and lose nothing.
    """

    home: Path
    before: dict[Path, bytes]
    lossless: Callable[[Path], bool] = field(default=lambda _path: False)
    _files: dict[int, bytearray] = field(default_factory=dict)
    _synced: list[bytes] = field(default_factory=list)
    _names: dict[Path, int] = field(default_factory=dict)
    _kept_names: dict[Path, int] = field(default_factory=dict)
    _pending: list[Pending] = field(default_factory=list)
    _given_up: list[Pending] = field(default_factory=list)
    _open: dict[int, _Open] = field(default_factory=dict)
    _folders: dict[int, Path] = field(default_factory=dict)
    _moments: int = 0

    def __post_init__(self) -> None:
        for path, content in self.before.items():
            self._names[path] = self._file(content)
        self._kept_names = dict(self._names)

    def moments(self, trace: Iterable[Call]) -> Iterator[Moment]:
        """The power goes right before each sync that has something to bring to the disk, and at the very end.

        Nothing is on the disk for certain between two of these that is not so at the later one, and the later one
        has more to answer for: more was said, sent and printed by then.
        """
        number = 0
        for number, call in enumerate(trace):
            if call.verb in {"fsync", "fdatasync"} and self._pending and self._ours(call):
                yield self._moment(number)
            self._follow(call)
        yield self._moment(number + 1)

    def now(self) -> dict[Path, bytes]:
        """What the program itself would read: the files as they are while the power is on."""
        return {path: bytes(self._files[number]) for path, number in self._names.items()}

    def _moment(self, number: int) -> Moment:
        self._moments += 1
        pending = (*self._given_up, *self._pending)
        return Moment(self._moments, number, pending, tuple(self._synced), dict(self._kept_names))

    def _ours(self, call: Call) -> bool:
        return call.result >= 0 and (call.number(0) in self._open or call.number(0) in self._folders)

    # --- one call after the other -------------------------------------------------------------------------

    def _follow(self, call: Call) -> None:
        if call.result < 0:
            if call.verb in {"fsync", "fdatasync"} and call.number(0) in self._open:
                self._give_up(self._open[call.number(0)].file)
            return
        if call.verb in UNHEARD_OF:
            assert call.number(0) not in self._open, f"{call.verb} is not understood"
            return
        step = getattr(self, f"_{call.verb}", None)
        if step is not None:
            step(call)

    def _openat(self, call: Call) -> None:
        path, flags = call.path(), call.words[2]
        self._open.pop(call.result, None)
        self._folders.pop(call.result, None)
        if not path.is_relative_to(self.home) or path.name.endswith(_SHARED_MEMORY):
            return
        if path not in self._names and "O_CREAT" not in flags:
            self._folders[call.result] = path
            return
        if path not in self._names:
            self._names[path] = self._file(b"")
            self._later(Name(path, self._names[path]))
        file = self._names[path]
        self._open[call.result] = _Open(file, appending="O_APPEND" in flags)
        if "O_TRUNC" in flags:
            self._cut(file, 0)

    def _close(self, call: Call) -> None:
        self._open.pop(call.number(0), None)
        self._folders.pop(call.number(0), None)

    def _read(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            opened.place += call.result

    def _lseek(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            opened.place = call.result

    def _write(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            if opened.appending:
                opened.place = len(self._files[opened.file])
            self._later(Write(opened.file, opened.place, call.texts[0][: call.result]))
            opened.place += call.result

    def _pwrite64(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            self._later(Write(opened.file, call.number(3), call.texts[0][: call.result]))

    def _ftruncate(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            self._cut(opened.file, call.number(1))

    def _truncate(self, call: Call) -> None:
        if call.path() in self._names:
            self._cut(self._names[call.path()], call.number(1))

    def _unlink(self, call: Call) -> None:
        if call.texts and self._names.pop(path := call.path(), None) is not None:
            self._later(Name(path, None))

    _unlinkat = _unlink

    def _rename(self, call: Call) -> None:
        old, new = call.path(0), call.path(1)
        if old in self._names:
            self._names[new] = self._names.pop(old)
            self._later(Name(new, self._names[new], old))

    _renameat = _renameat2 = _rename

    def _link(self, call: Call) -> None:
        old, new = call.path(0), call.path(1)
        if old in self._names:
            self._names[new] = self._names[old]
            self._later(Name(new, self._names[new]))

    _linkat = _link

    def _fsync(self, call: Call) -> None:
        if opened := self._open.get(call.number(0)):
            self._sync_file(opened.file)
        elif folder := self._folders.get(call.number(0)):
            for each in self._taken(lambda each: isinstance(each, Name) and each.path.parent == folder):
                _apply(each, {}, self._kept_names, None)

    _fdatasync = _fsync

    # --- how ----------------------------------------------------------------------------------------------

    def _file(self, content: bytes) -> int:
        self._files[len(self._synced)] = bytearray(content)
        self._synced.append(content)
        return len(self._synced) - 1

    def _cut(self, file: int, length: int) -> None:
        self._later(Cut(file, length))

    def _later(self, each: Pending) -> None:
        """It is so for the program; the disk may know it one day. The harness's own files know at once."""
        self._pending.append(each)
        if isinstance(each, Name):
            if self.lossless(each.path):
                _apply(self._pending.pop(), {}, self._kept_names, None)
            return
        _apply(each, self._files, {}, None)
        if any(number == each.file and self.lossless(path) for path, number in self._names.items()):
            self._sync_file(each.file)

    def _sync_file(self, file: int) -> None:
        content = bytearray(self._synced[file])
        reached = self._taken(lambda each: not isinstance(each, Name) and each.file == file)
        for each in reached:
            _apply(each, {file: content}, {}, None)
        self._synced[file] = bytes(content)
        self._given_up = [old for old in self._given_up if not any(_covers(each, old) for each in reached)]

    def _give_up(self, file: int) -> None:
        """A sync that failed is told once: the system may drop what it could not write, and the next sync succeeds."""
        self._given_up += self._taken(lambda each: not isinstance(each, Name) and each.file == file)

    def _taken(self, wanted: Callable[[Pending], bool]) -> list[Pending]:
        taken = [each for each in self._pending if wanted(each)]
        self._pending = [each for each in self._pending if not wanted(each)]
        return taken


def _covers(new: Pending, old: Pending) -> bool:
    """What was written since stands where the old would have stood."""
    if not (isinstance(new, Write) and isinstance(old, Write)) or new.file != old.file:
        return isinstance(new, Cut) and isinstance(old, Write | Cut) and new.file == old.file
    return new.place < old.place + len(old.data) and old.place < new.place + len(new.data)


def fingerprint(state: dict[Path, bytes]) -> str:
    """Two states of one fingerprint are the same."""
    told = hashlib.sha256()
    for path, content in sorted(state.items()):
        told.update(f"{path}\0{len(content)}\0".encode() + content)
    return told.hexdigest()
