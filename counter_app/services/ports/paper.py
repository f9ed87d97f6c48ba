"""What puts words on paper."""

from collections.abc import Sequence
from typing import Protocol

from counter_app.domain.paper import Paper
from counter_app.domain.printer import Certainty, Form, FoundPrinter, PrinterStatus


class PaperRenderer(Protocol):
    """One receipt or slip, the same words and amounts in every form."""

    def txt(self, paper: Paper) -> str: ...

    def escpos(self, paper: Paper) -> bytes: ...

    def pdf(self, paper: Paper) -> bytes: ...

    def page(self, paper: Paper) -> bytes:
        """As PDF on office paper (A4 or A5), for a device of ``Form.PAGE``."""
        ...

    def png(self, paper: Paper) -> bytes: ...


class PrinterDevice(Protocol):
    """Something that puts bytes on paper. ``name`` is what the clerk reads of it."""

    @property
    def name(self) -> str: ...

    @property
    def form(self) -> Form:
        """What ``deliver`` takes: ESC/POS, or PDF."""
        ...

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Hand over one whole job, within seconds, and say what is known of it then.

        Raises ``Undelivered`` unless every byte was taken; nothing of it comes out later by itself.
        """
        ...

    def status(self) -> PrinterStatus:
        """How it stands now, within seconds; asks no more of it than that, and never raises."""
        ...


class PrinterFinder(Protocol):
    """Where paper could come out: looks, and sends nothing to any of what it finds. Never raises."""

    def find(self) -> Sequence[FoundPrinter]:
        """All that this computer knows of, within seconds; a kind that cannot be asked is left out (and logged)."""
        ...

    def at(self, host: str, port: int = 9100) -> FoundPrinter | None:
        """The printer at a given place of the network, if something listens there within seconds."""
        ...
