"""Bringing in python-escpos 3.1 without what its import does to the rest of the process.

Importing ``escpos.capabilities`` calls ``logging.basicConfig``, obeys two environment variables (one names a
folder of pickles to load) and makes a temporary folder that nobody removes. It also takes a third of a second,
so it happens on the printer's lane, at the first receipt or at ``load()``.
"""

import logging
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from escpos.printer import Dummy

_SWITCHES = ("ESCPOS_CAPABILITIES_PICKLE_DIR", "ESCPOS_CAPABILITIES_FILE")
_IMPORTING = threading.Lock()


def load() -> None:
    """Import the library now. Safe to call from any thread, any number of times."""
    with _IMPORTING:
        if "escpos.capabilities" in sys.modules:
            return
        with _environment_without(_SWITCHES), _root_logger_kept():
            import escpos.capabilities
        shutil.rmtree(escpos.capabilities.pickle_dir, ignore_errors=True)


def dummy(dots: int) -> "Dummy":
    """A printer that only collects bytes; ``dots``: the printable width, which pictures must not exceed."""
    load()
    from escpos.capabilities import Profile
    from escpos.printer import Dummy

    profile = Profile()
    media: Mapping[str, Any] = {"dpi": 203, "width": {"mm": "Unknown", "pixels": dots}}
    profile.profile_data = {**profile.profile_data, "media": media}
    return Dummy(profile=profile)


@contextmanager
def _environment_without(names: tuple[str, ...]) -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)


@contextmanager
def _root_logger_kept() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        yield
    finally:
        for handler in [handler for handler in root.handlers if handler not in before]:
            root.removeHandler(handler)
