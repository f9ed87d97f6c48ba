"""What goes to the terminal, or to whoever reads it in its place: always UTF-8, never a traceback."""

import io
import json
import sys
from collections.abc import Sequence

from counter_app.inert import spelled_out


def prepare() -> None:
    """Write UTF-8 whatever the console or pipe is set to; what it cannot take is escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """One line, or several, of the answer. It may name a payer as the host does: nothing in it moves the cursor."""
    sys.stdout.write(f"{spelled_out(text)}\n")


def say_json(value: object) -> None:
    """The answer for programs."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def complain(text: str) -> None:
    """What is wrong, beside the answer. It may quote a file, a host or a journal: nothing in it moves the cursor."""
    sys.stderr.write(f"counter-app: {spelled_out(text)}\n")


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """``rows`` in columns two spaces apart; the columns in ``right`` are flush right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
