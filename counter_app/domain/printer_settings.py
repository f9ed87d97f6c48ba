"""What an office sets about its printer: which one, what kind it is, and in what it differs from its kind."""

from dataclasses import dataclass
from enum import StrEnum

COLUMNS = (32, 42, 48)
"""Characters on a line that a receipt is set in."""


class Cutter(StrEnum):
    """What the printer does at the end of a sheet. ``PARTIAL`` leaves a bridge of paper."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class QrKind(StrEnum):
    """How a code gets onto the paper: drawn by the printer from its text, sent as a picture, or left out."""

    NATIVE = "native"
    PICTURE = "picture"
    NONE = "none"


class DrawerPin(StrEnum):
    """The pin of the printer's drawer socket that the lock is wired to; ``NONE``: no drawer hangs on it."""

    PIN_2 = "pin-2"
    PIN_5 = "pin-5"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """``device``: an address as ``printing.devices`` reads it. ``profile``: the kind of printer, by name.

    What follows is in the place of what the profile says, unless it is empty, or 0: ``columns`` (of ``COLUMNS``),
    ``code_page``, ``cutter`` (a ``Cutter``), ``qr`` (a ``QrKind``), ``qr_dots`` (dots a side of one module) and
    ``drawer`` (a ``DrawerPin``).
    """

    device: str
    profile: str = "thermal-80"
    columns: int = 0
    code_page: str = ""
    cutter: str = ""
    qr: str = ""
    qr_dots: int = 0
    drawer: str = ""
