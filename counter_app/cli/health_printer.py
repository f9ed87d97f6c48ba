"""What ``doctor`` says of printers: the one that is set, how it stands, and what else there is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from counter_app.cli.health import Finding, Level
from counter_app.domain.printer import Form, PrinterStatus, Trouble
from counter_app.services.ports import PrinterFinder
from counter_app.settings import Settings

_REMEDIES: Mapping[Trouble, str] = MappingProxyType(
    {
        Trouble.OFF: "switch it on, look at cable and address",
        Trouble.NO_PAPER: "put paper in",
        Trouble.COVER_OPEN: "shut its cover",
        Trouble.HUNG: "switch it off and on again",
        Trouble.BROKE_OFF: "look at its cable, switch it off and on again",
        Trouble.PAUSED: "start its queue again on this computer",
        Trouble.FAULT: "switch it off, look for paper that jams, switch it on",
        Trouble.NOT_ALLOWED: "give this user the printer (README: Printers), end other programs that use it",
        Trouble.NO_ROOM: "make room on the disk",
        Trouble.UNKNOWN: "do as it says; counter-app printers lists what there is",
    }
)


def logo(settings: Settings) -> Iterator[Finding]:
    """Whether the office's own logo can be printed; an office need not have one."""
    from counter_app.printing.logo import LOGO_FILE, UnusableLogo, read_logo
    from counter_app.printing.profile import profile_of

    file = settings.home / LOGO_FILE
    if not file.exists():
        return
    try:
        logo = read_logo(file, profile_of(settings.printer).dots)
    except UnusableLogo as fault:
        words = f"{fault}; receipts are printed without it"
        yield Finding("logo", Level.WARN, words, "put a PNG there that is no larger than a logo, or take it away")
    else:
        yield Finding("logo", Level.OK, f"{logo.width} by {logo.height} dots, at the head of every receipt")


def printer(settings: Settings) -> Finding:
    """Which one is set, for what paper, and how it stands: as it says itself, or only that it can be reached."""
    from counter_app.bootstrap import printer_device
    from counter_app.printing.profile import profile_of

    device, profile = printer_device(settings), profile_of(settings.printer)
    paper = f"{profile.name}, {profile.columns} columns" if device.form is Form.ROLL else "pages"
    status = device.status()
    words = f"{settings.printer.device}, {paper}: {standing(status)}"
    if status.trouble is not None:
        return Finding("printer", Level.FAIL, words, _REMEDIES[status.trouble])
    if status.paper_low:
        return Finding("printer", Level.WARN, words, "have a new roll at hand")
    return Finding("printer", Level.OK, words)


def standing(status: PrinterStatus) -> str:
    """In words, and whose: nothing is claimed that the printer did not say."""
    if status.trouble is not None:
        words = status.trouble.value.replace("-", " ")
        return f"{words} ({status.detail})" if status.detail else words
    if status.paper_low:
        return "ready, its paper nears the end; it says so itself"
    return "ready, it says so itself" if status.told else "can be reached, says nothing of itself"


def others(settings: Settings, finder: PrinterFinder) -> Finding:
    """What else paper could come out of."""
    found = [each for each in finder.find() if each.url != settings.printer.device]
    words = "; ".join(f"{each.name}: {each.url}" for each in found)
    return Finding("printers", Level.OK, f"there is also {words}" if found else "no other is known to this computer")
