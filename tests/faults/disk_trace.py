"""What a program did to its files and its printer, as ``strace`` saw it: from its text to events in their order."""

import ctypes
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic

CALLS = (
    "openat,close,read,write,pwrite64,lseek,ftruncate,truncate,fallocate,writev,pwritev,pwritev2,copy_file_range,"
    "sendfile,fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,dup,dup2,dup3,"
    "connect,sendto"
)
RECORDED = ("-f", "-xx", "-s", "4194304", "-e", f"trace={CALLS}", "-e", "signal=none")
"""Options under which everything is written down that a state of the disk is made of."""

UNHEARD_OF = frozenset(
    {"fallocate", "writev", "pwritev", "pwritev2", "copy_file_range", "sendfile", "sync_file_range", "dup", "dup2", "dup3"}
)  # fmt: skip
"""Calls that nothing here makes on a file of the home. One that does must be understood first."""

_ATTACHING = 10.0
_SET_TRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
"""Of ``prctl``, by the kernel's documentation of Yama."""

_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED = " <unfinished ...>\n"
_RESUMED = re.compile(r"^\d+ +<\.\.\. \w+ resumed>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One system call. ``texts`` are its byte strings in order, ``words`` what stands between them, split at commas.

    ``result`` is negative for one that failed.
    """

    verb: str
    texts: tuple[bytes, ...]
    words: tuple[str, ...]
    result: int

    def number(self, place: int) -> int:
        """The number in this place of the arguments."""
        return int(self.words[place].strip())

    def path(self, place: int = 0) -> Path:
        """The byte string in this place, as a path."""
        return Path(self.texts[place].decode())


def calls(file: Path) -> Iterator[Call]:
    """Every finished call of a trace, in the order in which they ended."""
    begun: dict[str, str] = {}
    with file.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            whole = _joined(line, begun)
            found = _LINE.match(whole)
            if found is None:
                continue
            assert '"...' not in whole, f"cut short: {whole[:200]}"
            texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(found[2]))
            yield Call(found[1], texts, tuple(_TEXT.sub("text", found[2]).split(",")), int(found[3]))


def _joined(line: str, begun: dict[str, str]) -> str:
    """A call during which another thread made one stands in two parts; the second completes it."""
    thread = line.split(" ", 1)[0]
    if line.endswith(_UNFINISHED):
        begun[thread] = line.removesuffix(_UNFINISHED)
        return ""
    if _RESUMED.search(line):
        return begun.pop(thread, "") + _RESUMED.sub("", line, count=1)
    return line


def attach(process: int, output: Path, *options: str) -> "subprocess.Popen[bytes]":
    """Let ``strace`` watch a process from now on, with these options; it ends when that process does."""
    command = ["strace", "-o", str(output), *options, "-p", str(process)]
    complaints = output.with_suffix(".complaints")
    with complaints.open("wb") as told:
        watcher = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
    until = monotonic() + _ATTACHING
    while "TracerPid:\t0\n" in Path(f"/proc/{process}/status").read_text(encoding="ascii"):
        assert watcher.poll() is None, complaints.read_text(encoding="utf-8")
        assert monotonic() < until, "strace does not attach"
    return watcher


def allow_any_tracer() -> None:
    """Where a process may be watched by its parents only, as Ubuntu has it: let this one be watched by a cousin."""
    ctypes.CDLL(None).prctl(_SET_TRACER, _ANYBODY, 0, 0, 0)


@cache
def missing() -> str:
    """Why no process can be watched on this machine; empty when it can."""
    program = shutil.which("strace")
    if program is None:
        return "there is no strace here"
    tried = subprocess.run([program, "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        return f"strace may not watch a process here ({tried.stderr.strip().splitlines()[-1:]})"
    return ""
