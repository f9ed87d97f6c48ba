"""What puts words on paper."""

from typing import Protocol

from counter_app.domain.paper import Paper


class PaperRenderer(Protocol):
    """One receipt or slip, the same words and amounts in every form."""

    def txt(self, paper: Paper) -> str: ...

    def escpos(self, paper: Paper) -> bytes: ...

    def pdf(self, paper: Paper) -> bytes: ...

    def png(self, paper: Paper, scale: int = 2) -> bytes: ...


class PrinterDevice(Protocol):
    """Something that puts bytes on paper. ``name`` is what the clerk reads of it."""

    @property
    def name(self) -> str: ...

    def deliver(self, data: bytes, job: str) -> None:
        """Hand over one whole job. Raises ``Undelivered`` unless every byte was taken, within seconds."""
        ...

    def check(self) -> None:
        """Raise ``Unavailable(PRINTER)`` when a job could not be delivered now."""
        ...
