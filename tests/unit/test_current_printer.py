"""Another printer counts at once: whoever prints has the one that is set now."""

from dataclasses import dataclass, field

import pytest

from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.printing.current import CurrentPrinter, paper_of, printer_of
from counter_app.printing.pages import PageSize
from counter_app.printing.profile import THERMAL_58, THERMAL_80
from counter_app.printing.render import ReceiptPaper
from counter_app.services.ports import PaperRenderer, PrinterDevice
from tests.helpers.receipts import accepted


@dataclass(slots=True)
class Noting:
    """A device that notes what it is given."""

    name: str
    form: Form = Form.ROLL
    trouble: Trouble | None = None
    taken: list[str] = field(default_factory=list)

    def deliver(self, data: bytes, job: str) -> Certainty:
        self.taken.append(job)
        return Certainty.PRINTED

    def status(self) -> PrinterStatus:
        return PrinterStatus(told=True, trouble=self.trouble)


def test_what_is_printed_next_goes_to_the_printer_that_was_just_chosen() -> None:
    old, new = Noting("old"), Noting("new", Form.PAGE, Trouble.NO_PAPER)
    printer = CurrentPrinter(old, ReceiptPaper(THERMAL_80))
    device: PrinterDevice = printer
    paper: PaperRenderer = printer
    assert device.deliver(b"x", "1") is Certainty.PRINTED
    assert (device.name, device.form, device.status().trouble) == ("old", Form.ROLL, None)
    wide = paper.escpos(accepted())

    printer.use(new, ReceiptPaper(THERMAL_58))
    device.deliver(b"y", "2")
    assert (old.taken, new.taken) == (["1"], ["2"])
    assert (device.name, device.form, device.status().trouble) == ("new", Form.PAGE, Trouble.NO_PAPER)
    assert paper.escpos(accepted()) != wide
    assert paper.escpos(accepted()) == ReceiptPaper(THERMAL_58).escpos(accepted())
    assert printer.profile is THERMAL_58


def test_every_form_of_a_paper_is_the_one_of_the_printer_that_is_set() -> None:
    printer, alone = printer_of(PrinterSettings("file:///nowhere", "thermal-58")), ReceiptPaper(THERMAL_58)
    receipt = accepted()
    assert printer.txt(receipt) == alone.txt(receipt)
    assert printer.pdf(receipt) == alone.pdf(receipt)
    assert printer.page(receipt) == alone.page(receipt)
    assert printer.png(receipt) == alone.png(receipt)


def test_a_device_that_is_handed_in_takes_the_place_of_the_one_that_is_set() -> None:
    printer = printer_of(PrinterSettings("tcp://10.0.0.9"), Noting("fake"))
    assert printer.name == "fake"


def test_the_size_of_a_page_stands_in_the_address() -> None:
    assert paper_of(PrinterSettings("cups://Kantor?paper=a5")).page_size is PageSize.A5
    assert paper_of(PrinterSettings("tcp://10.0.0.9")).page_size is PageSize.A4
    with pytest.raises(ValueError, match="a3"):
        paper_of(PrinterSettings("cups://Kantor?paper=a3"))
