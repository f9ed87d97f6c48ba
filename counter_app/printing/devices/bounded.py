"""Calls into a system that may never come back."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_Result = TypeVar("_Result")


def begun(call: Callable[[], _Result]) -> "Future[_Result]":
    """What ``call`` will return or raise. It runs on a thread of its own, which can only be left behind if it hangs: it
    ends with the call, or with the program.
    """
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it was asked for
            future.set_exception(error)

    threading.Thread(target=run, name="a call that may hang", daemon=True).start()
    return future


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """What ``call`` returns or raises; ``TimeoutError`` when it has done neither in time."""
    return begun(call).result(seconds)
