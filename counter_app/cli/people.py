"""Asking for what a command was not told: at a terminal by a question, in a script from standard input."""

import sys
from getpass import getpass


class Unasked(Exception):
    """Something was not told, or not clearly; nothing was changed."""


def ask(option: str, question: str, given: str | None, default: str = "") -> str:
    """What was ``given``, or the answer to ``question``. Raises ``Unasked`` without a terminal."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        if default:
            return default
        raise Unasked(f"{option} is missing")
    hint = f" [{default}]" if default else ""
    sys.stderr.write(f"{question}{hint}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() or default


def ask_pin(of: str) -> str:
    """A PIN: typed unseen at a terminal, else the next line of standard input. It is never an option."""
    return ask_unseen(f"PIN of {of}")


def ask_new_pin(of: str) -> str:
    """A PIN to begin with; at a terminal it is typed twice, unseen. Raises ``Unasked`` when the two differ."""
    pin = ask_pin(of)
    if sys.stdin.isatty() and getpass("The same PIN again: ", stream=sys.stderr) != pin:
        raise Unasked(f"the two PINs of {of} differ; nothing was changed")
    return pin


def ask_unseen(what: str) -> str:
    """Something secret: typed unseen at a terminal, else the next line of standard input. It is never an option."""
    if sys.stdin.isatty():
        return getpass(f"{what}: ", stream=sys.stderr)
    return sys.stdin.readline().strip()


def ask_line(question: str) -> str:
    """The answer to a question that only now has one; empty when nobody answers any more."""
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
