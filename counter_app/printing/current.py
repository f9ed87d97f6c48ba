"""The counter's printer as it is set now: a device and its paper, which another pair can take the place of at once."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from counter_app.domain.paper import Paper
from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.printing.devices import device_from_url
from counter_app.printing.logo import HomeLogo
from counter_app.printing.pages import PageSize
from counter_app.printing.profile import PrinterProfile, profile_of
from counter_app.printing.render import ReceiptPaper
from counter_app.services.ports import PrinterDevice


@dataclass(frozen=True, slots=True)
class _Pair:
    device: PrinterDevice
    paper: ReceiptPaper


class CurrentPrinter:
    """Both ``services.ports.PrinterDevice`` and ``PaperRenderer``, so that whoever has it need not be made anew.

    Device and paper change in one step, whatever the thread that looks. Papers are set and delivered on one lane; what
    calls ``use`` does so on the same one, so that no paper is set for one printer and delivered to another.
    """

    def __init__(self, device: PrinterDevice, paper: ReceiptPaper, logo: HomeLogo | None = None) -> None:
        self._logo = logo
        self.use(device, paper)

    def use(self, device: PrinterDevice, paper: ReceiptPaper) -> None:
        """From the next paper on, these; the logo stays the office's."""
        self._pair = _Pair(device, replace(paper, logo=self._logo))

    @property
    def paper(self) -> ReceiptPaper:
        """What its papers are set by."""
        return self._pair.paper

    @property
    def profile(self) -> PrinterProfile:
        """What kind of printer it is."""
        return self._pair.paper.profile

    @property
    def name(self) -> str:
        return self._pair.device.name

    @property
    def form(self) -> Form:
        return self._pair.device.form

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Raises ``Undelivered``."""
        return self._pair.device.deliver(data, job)

    def status(self) -> PrinterStatus:
        return self._pair.device.status()

    def txt(self, paper: Paper) -> str:
        return self._pair.paper.txt(paper)

    def escpos(self, paper: Paper) -> bytes:
        return self._pair.paper.escpos(paper)

    def pdf(self, paper: Paper) -> bytes:
        return self._pair.paper.pdf(paper)

    def page(self, paper: Paper) -> bytes:
        return self._pair.paper.page(paper)

    def png(self, paper: Paper) -> bytes:
        return self._pair.paper.png(paper)


def printer_of(
    settings: PrinterSettings, device: PrinterDevice | None = None, logo: HomeLogo | None = None
) -> CurrentPrinter:
    """The printer that is set; ``device`` takes the place of the one that the address names. Raises ``ValueError``."""
    return CurrentPrinter(device_from_url(settings.device) if device is None else device, paper_of(settings), logo)


def paper_of(settings: PrinterSettings) -> ReceiptPaper:
    """The paper of the printer that is set. Raises ``ValueError``."""
    size = parse_qs(urlsplit(settings.device).query).get("paper", [PageSize.A4.value])[-1]
    return ReceiptPaper(profile_of(settings), PageSize(size))
