"""What setting up a printer needs of printers and of the settings' file."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings


@dataclass(frozen=True, slots=True)
class PrinterSetNow:
    """``settings`` as the file has them; ``read``: all of the file, which tells whether somebody has changed it since."""

    settings: PrinterSettings
    read: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """A printer before anything is sent to it: what it takes, and how it stands."""

    form: Form
    status: PrinterStatus


class SettingsMoved(Exception):
    """Somebody has changed the settings' file since it was read, or it cannot be read any more. ``str`` says which."""


class PrinterBench(Protocol):
    """Any printer can be tried out on it; one becomes the counter's. An address is as the settings take it.

    Each method raises ``ValueError`` for an address that there is not, and ``Undelivered`` where something is sent.
    """

    def set_now(self) -> PrinterSetNow:
        """What the file says. Raises ``SettingsMoved`` where it cannot be read."""
        ...

    def look(self, device: str) -> Look: ...

    def print_slip(self, device: str, at: datetime) -> Certainty:
        """The test slip; on office paper, a sample."""
        ...

    def open_drawer(self, device: str, pin: DrawerPin) -> Certainty: ...

    def print_sample(self, at: datetime) -> Certainty:
        """A receipt of nobody, on the counter's printer as it is set now."""
        ...

    def keep(self, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        """Write them into the file, every other key as it was. Raises ``SettingsMoved`` or ``OSError``: nothing changed."""
        ...

    def put_back(self, kept: PrinterSetNow, before: PrinterSetNow) -> None:
        """The file to the byte as it was before ``kept``. Raises ``SettingsMoved`` or ``OSError``."""
        ...

    def use(self, settings: PrinterSettings) -> None:
        """From the next paper on, in this program; on the lane where papers are printed."""
        ...
