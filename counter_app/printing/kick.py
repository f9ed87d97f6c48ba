"""The pulse that opens the drawer, through the printer it hangs on (``services.ports.DrawerKick``)."""

from dataclasses import dataclass

from counter_app.services.ports import PrinterDevice

CONNECTOR = 2
"""The pin of the printer's drawer socket that the lock is wired to; the other one (5) is for a second drawer."""
JOB = "laci"
_DOTS = 384


@dataclass(frozen=True, slots=True)
class PrinterKick:
    """A drawer on the cable of a printer that takes ESC/POS."""

    device: PrinterDevice

    def kick(self) -> None:
        """Send the pulse alone: nothing comes out on paper. Raises ``Undelivered``."""
        self.device.deliver(pulse(), JOB)


def pulse() -> bytes:
    """``ESC p``: the bytes that open the drawer."""
    from counter_app.printing.escpos_library import dummy

    printer = dummy(_DOTS)
    printer.cashdraw(CONNECTOR)
    collected: bytes = printer.output
    return collected
