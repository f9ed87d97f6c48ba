"""The pulse that opens the drawer, through the printer it hangs on (``services.ports.DrawerKick``)."""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.printer import Form
from counter_app.domain.printer_settings import DrawerPin
from counter_app.services.ports import PrinterDevice

CONNECTORS = {DrawerPin.PIN_2: 2, DrawerPin.PIN_5: 5}
"""The pin of the printer's drawer socket that the lock is wired to; 5 is for a second drawer as a rule."""
JOB = "laci"
_DOTS = 384


@dataclass(frozen=True, slots=True)
class PrinterKick:
    """A drawer on the cable of a printer that takes ESC/POS."""

    device: PrinterDevice
    pin: Callable[[], DrawerPin] = lambda: DrawerPin.PIN_2

    @property
    def is_there(self) -> bool:
        """Not where the settings say so, and not where a spooler or a folder takes what is printed."""
        return self.device.form is Form.ROLL and self.pin() is not DrawerPin.NONE

    def kick(self) -> None:
        """Send the pulse alone: nothing comes out on paper. Raises ``Undelivered``."""
        self.device.deliver(pulse(self.pin()), JOB)


def pulse(pin: DrawerPin = DrawerPin.PIN_2) -> bytes:
    """``ESC p``: the bytes that open the drawer. Where none is set, the usual pin is tried."""
    from counter_app.printing.escpos_library import dummy

    printer = dummy(_DOTS)
    printer.cashdraw(CONNECTORS.get(pin, CONNECTORS[DrawerPin.PIN_2]))
    collected: bytes = printer.output
    return collected
