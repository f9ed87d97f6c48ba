"""What a printer can be known to have done, and what can be the matter with it."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a printer has to be given. ``ROLL``: ESC/POS bytes. ``PAGE``: a PDF of sheets of office paper."""

    ROLL = "roll"
    PAGE = "page"


class Certainty(StrEnum):
    """What is known of a job that was handed over whole: never more is claimed.

    ``SPOOLED``: the computer's spooler has it. ``DELIVERED``: the device took every byte. ``PRINTED``: the device was
    asked afterwards, and said that it has worked everything off with paper in place.
    """

    SPOOLED = "SPOOLED"
    DELIVERED = "DELIVERED"
    PRINTED = "PRINTED"


class Trouble(StrEnum):
    """What is the matter, as far as it can be told from here; each has words and a remedy for the clerk."""

    OFF = "off"
    """Nothing answers: switched off, not plugged in, another address."""
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    HUNG = "hung"
    """It takes no bytes, or says nothing, until time ran out."""
    BROKE_OFF = "broke-off"
    """The connection ended before the job did: unplugged, reset, hung up."""
    PAUSED = "paused"
    """Its queue on this computer was stopped by somebody."""
    FAULT = "fault"
    """The printer tells of an error of its own: blade, head, temperature."""
    NOT_ALLOWED = "not-allowed"
    """This computer does not let the program use it: rights, driver, another program has it."""
    NO_ROOM = "no-room"
    """The disk, or the spooler's, has no room."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer stands. ``told``: the printer itself said so; otherwise it is only known to be reachable.

    ``trouble`` is the gravest there is, ``None`` when a job can go. ``paper_low``: the roll nears its end.
    """

    told: bool = False
    trouble: Trouble | None = None
    paper_low: bool = False
    detail: str = ""


class PrinterKind(StrEnum):
    """By what a printer hangs on this computer; the value stands in tables and files."""

    USB = "usb"
    SERIAL = "serial"
    CUPS = "cups"
    WINDOWS = "windows"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """Something that bytes for paper can be sent to, as far as can be told without sending any.

    ``url`` is what the settings take for it; ``name`` is what it, or this computer, calls it: a product, a queue.
    """

    url: str
    name: str
    kind: PrinterKind
