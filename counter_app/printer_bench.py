"""Printers tried out, and the counter's own changed: in ``settings.toml`` and in this program
(``services.ports.printer_setup.PrinterBench``).
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app.domain.printer import Certainty, Form
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.private_files import write_private
from counter_app.services.ports.printer_setup import Look, PrinterSetNow, SettingsMoved
from counter_app.settings import FILE_NAME, Settings
from counter_app.settings_file import SettingsError, parse
from counter_app.settings_writing import written

if TYPE_CHECKING:
    from counter_app.printing.current import CurrentPrinter

CHANGED = "changed"
"""Why the file was left alone: somebody has changed it since it was read."""


class HomeBench:
    """Of the counter in ``home``, whose papers come out of ``printer``."""

    def __init__(self, home: Path, office: Office, printer: "CurrentPrinter") -> None:
        self._home = home
        self._file = home / FILE_NAME
        self._office = office
        self._printer = printer

    def set_now(self) -> PrinterSetNow:
        """Raises ``SettingsMoved``."""
        content = self._content()
        return PrinterSetNow(self._parsed(content).printer, content)

    def look(self, device: str) -> Look:
        """Raises ``ValueError``."""
        from counter_app.printing.devices import device_from_url

        found = device_from_url(device)
        return Look(found.form, found.status())

    def print_slip(self, device: str, at: datetime) -> Certainty:
        """Raises ``ValueError`` or ``Undelivered``."""
        from counter_app.printing import sample, test_slip
        from counter_app.printing.current import paper_of
        from counter_app.printing.devices import device_from_url

        chosen, local = device_from_url(device), self._local(at)
        if chosen.form is Form.PAGE:
            paper = paper_of(PrinterSettings(device))
            return chosen.deliver(sample.sample(paper, chosen.form, self._office, local), sample.JOB)
        return chosen.deliver(test_slip.slip(self._office, local), test_slip.JOB)

    def open_drawer(self, device: str, pin: DrawerPin) -> Certainty:
        """Raises ``ValueError`` or ``Undelivered``."""
        from counter_app.printing import test_slip
        from counter_app.printing.devices import device_from_url

        return device_from_url(device).deliver(test_slip.drawer_pulse(pin), test_slip.JOB)

    def print_sample(self, at: datetime) -> Certainty:
        """Raises ``Undelivered``."""
        from counter_app.printing import sample

        printer = self._printer
        made = sample.sample(printer.paper, printer.form, self._office, self._local(at))
        return printer.deliver(made, sample.JOB)

    def keep(self, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        """Raises ``SettingsMoved`` or ``OSError``."""
        whole = replace(self._parsed(now.read), printer=settings)
        content = written(whole).encode()
        if self._parsed(content) != whole:
            raise SettingsMoved("the settings do not read back as they were written")
        self._write(content, over=now.read)
        return PrinterSetNow(settings, content)

    def put_back(self, kept: PrinterSetNow, before: PrinterSetNow) -> None:
        """Raises ``SettingsMoved`` or ``OSError``."""
        self._write(before.read, over=kept.read)

    def use(self, settings: PrinterSettings) -> None:
        """On the lane where papers are printed."""
        from counter_app.printing.current import paper_of
        from counter_app.printing.devices import device_from_url

        self._printer.use(device_from_url(settings.device), paper_of(settings))

    def _write(self, content: bytes, *, over: bytes) -> None:
        if self._content() != over:
            raise SettingsMoved(CHANGED)
        write_private(self._file, content, over=True)

    def _content(self) -> bytes:
        try:
            return self._file.read_bytes()
        except OSError as error:
            raise SettingsMoved(error.strerror or str(error)) from None

    def _parsed(self, content: bytes) -> Settings:
        try:
            return parse(content.decode("utf-8-sig"), self._home)
        except (SettingsError, UnicodeDecodeError) as error:
            raise SettingsMoved(str(error)) from None

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self._office.timezone))
