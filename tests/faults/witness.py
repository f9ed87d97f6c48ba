"""Who stands beside the printer: notes the bytes of each job before it goes out, and what was then said of it."""

from dataclasses import dataclass
from hashlib import sha256

from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.services.ports import PrinterDevice
from tests.faults.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A ``PrinterDevice`` under eyes. ``asks``: whether it asks its printer anything."""

    real: PrinterDevice
    notebook: Notebook
    asks: bool

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def form(self) -> Form:
        return self.real.form

    def deliver(self, data: bytes, job: str) -> Certainty:
        self.notebook.note("handed over", bytes=print_of(data))
        known = self.real.deliver(data, job)
        self.notebook.note("seen off", bytes=print_of(data), known=known.value, asked=self.asks)
        return known

    def status(self) -> PrinterStatus:
        return self.real.status()


def print_of(data: bytes) -> str:
    """By which a paper's bytes are known again."""
    return sha256(data).hexdigest()
