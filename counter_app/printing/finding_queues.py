"""The queues that this computer's spooler has: CUPS, or Windows' own."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from counter_app.domain.printer import FoundPrinter, PrinterKind

CUPS_PORT = 631
_ANSWER_WITHIN = 3.0  # seconds
_NO_QUEUES = 0x0406
_OFFICE_PAPER = "iso_a4_210x297mm"
_RAW = "raw"

_NO_PRINTERS = {"PORTPROMPT:", "SHRFAX:", "NUL:", "XPSPORT:", "FILE:"}
"""Ports of Windows' queues behind which nothing prints: they ask for a file's name, or fax."""


def cups_queues(host: str = "localhost", port: int = CUPS_PORT) -> Iterator[FoundPrinter]:
    """All queues of a spooler. One that knows A4 and has a driver is given pages. Raises ``OSError`` without CUPS."""
    import asyncio

    place = "" if (host, port) == ("localhost", CUPS_PORT) else f"@{host}:{port}"
    for queue in asyncio.run(_asked(host, port)):
        name = str(queue["printer-name"])
        words = str(queue.get("printer-info") or name)
        named = name if words == name else f"{words} ({name})"
        yield FoundPrinter(f"cups://{quote(name, safe='')}{place}{_form(queue)}", named, PrinterKind.CUPS)


async def _asked(host: str, port: int) -> list[Mapping[str, Any]]:
    """CUPS-Get-Printers. Raises ``OSError``."""
    import asyncio

    import aiohttp
    from pyipp import IPP, IPPError
    from pyipp.enums import IppOperation

    from counter_app.printing.devices.ipp_answers import session

    wanted = ["printer-name", "printer-info", "printer-make-and-model", "media-supported"]
    try:
        async with (
            asyncio.timeout(_ANSWER_WITHIN),
            session() as bounded,
            IPP(host, "/", port=port, session=bounded) as spooler,
        ):
            about = {"operation-attributes-tag": {"requested-attributes": wanted}}
            answer = await spooler.execute(IppOperation.CUPS_GET_PRINTERS, about)
    except IPPError as error:
        if {"status-code": _NO_QUEUES} in error.args:
            return []
        raise OSError(f"CUPS at {host}:{port}: {error}") from error
    except (aiohttp.ClientError, ValueError) as error:
        raise OSError(f"what is at {host}:{port} is no CUPS: {error}") from error
    return [queue for queue in answer["printers"] if queue.get("printer-name")]


def _form(queue: Mapping[str, Any]) -> str:
    """How the address says which form the queue is given; a raw queue passes on what it gets."""
    if _RAW in str(queue.get("printer-make-and-model", _RAW)).lower():
        return ""
    media = queue.get("media-supported", [])
    return "?paper=a4" if _OFFICE_PAPER in (media if isinstance(media, list) else [media]) else ""


def windows_queues() -> Iterator[FoundPrinter]:
    """The queues of this computer, and those it is connected to. Raises ``OSError``."""
    import win32print  # type: ignore[import-untyped]

    flags = win32print.PRINTER_ENUM_LOCAL | win32print.PRINTER_ENUM_CONNECTIONS
    try:
        queues = win32print.EnumPrinters(flags, None, 5)  # 5: from the registry, so that no server is waited for
    except win32print.error as error:
        raise OSError(f"the spooler: {error}") from error
    for queue in queues:
        if queue["pPortName"].upper() not in _NO_PRINTERS:
            name = queue["pPrinterName"]
            yield FoundPrinter(f"windows:{quote(name, safe=' ')}", name, PrinterKind.WINDOWS)
