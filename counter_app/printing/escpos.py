"""Document → ESC/POS bytes.

The same document and profile always give the same bytes. Whatever may differ between printers or between two
jobs is set at the start: reset, no Chinese double bytes (a factory setting of many printers), American
character variant, one pinned code page. The cut is sent as bytes, because the library leaves it out for
printers its database believes to have no blade.
"""

from typing import TYPE_CHECKING

from counter_app.domain.printer_settings import Cutter, QrKind
from counter_app.printing import escpos_library
from counter_app.printing.document import Cut, Document, Gap, LayoutError, Picture, Qr, Rule, Size
from counter_app.printing.flow import Line, Row, lines
from counter_app.printing.profile import PrinterProfile
from counter_app.printing.qr import QUIET, Symbol, drawn_by_printer, symbol

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

_LEAVE_DOUBLE_BYTES = b"\x1c."
_AMERICAN_VARIANT = b"\x1bR\x00"
_CUTS = {Cutter.FULL: b"\x1dV\x00", Cutter.PARTIAL: b"\x1dV\x01", Cutter.NONE: b""}
_RULE, _HEAVY_RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}", "\N{BOX DRAWINGS DOUBLE HORIZONTAL}"
_LEAST_QR_DOTS = 3


def encode(document: Document, profile: PrinterProfile) -> bytes:
    """Bytes for one sheet. Raises ``LayoutError`` before there are any when the document does not fit."""
    rows = lines(document, profile.columns)
    printer = escpos_library.dummy(profile.dots)
    _pin(printer, profile)
    for row in rows:
        _print(printer, row, profile)
    return bytes(printer.output)


def _pin(printer: "Dummy", profile: PrinterProfile) -> None:
    printer.hw("INIT")
    _send(printer, _LEAVE_DOUBLE_BYTES + _AMERICAN_VARIANT)
    printer.charcode(profile.code_page)


def _send(printer: "Dummy", command: bytes) -> None:
    printer._raw(command)  # noqa: SLF001 - the library's one door for commands it has no method for


def _print(printer: "Dummy", row: Row, profile: PrinterProfile) -> None:
    match row:
        case Line():
            _print_line(printer, row, profile)
        case Rule():
            _text(printer, (_HEAVY_RULE if row.heavy else _RULE) * profile.columns, profile)
        case Gap():
            _text(printer, "", profile)
        case Qr() if profile.qr is QrKind.NONE:
            pass
        case Picture():
            printer.image(_strip(row, profile.dots))
        case Qr():
            _print_qr(printer, row.text, profile)
        case Cut():
            printer.print_and_feed(profile.feed_lines)
            _send(printer, _CUTS[profile.cutter])


def _print_line(printer: "Dummy", line: Line, profile: PrinterProfile) -> None:
    styled = line.bold or line.inverse or line.size is not Size.NORMAL
    if styled:
        width, height = line.size.value
        printer.set(bold=line.bold, invert=line.inverse, custom_size=True, width=width, height=height)
    _text(printer, line.text, profile)
    if styled:
        printer.set(bold=False, invert=False, custom_size=True, width=1, height=1)


def _text(printer: "Dummy", text: str, profile: PrinterProfile) -> None:
    """``text()`` of the library would let control bytes through and put ``?`` for what it lacks, at twice the time."""
    try:
        letters = text.encode(profile.code_page)
    except UnicodeEncodeError:
        letters = b""
    if not text.isprintable() or bool(text) != bool(letters):
        raise LayoutError(f"not printable in {profile.code_page}: {text!a}")
    _send(printer, letters + b"\n")


def _print_qr(printer: "Dummy", text: str, profile: PrinterProfile) -> None:
    side = (drawn_by_printer(text) if profile.native_qr else symbol(text)).side
    dots = min(profile.qr_dots, profile.dots // (side + 2 * QUIET))
    if dots < _LEAST_QR_DOTS:
        raise LayoutError(f"a QR code of {side} modules does not fit {profile.dots} dots")
    if profile.native_qr:
        from escpos.constants import QR_ECLEVEL_M

        printer.set(align="center")
        printer.qr(text, ec=QR_ECLEVEL_M, size=dots, native=True)
        printer.set(align="left")
    else:
        printer.image(_picture(symbol(text), dots, profile.dots))


def _strip(picture: Picture, paper: int) -> "Image":
    """The picture in the middle of a white strip as wide as the paper: not every printer centres by itself."""
    from PIL import Image

    if picture.width > paper:
        raise LayoutError(f"a picture of {picture.width} dots does not fit {paper}")
    strip = Image.new("1", (paper, picture.height), 1)
    ink = Image.frombytes("1", (picture.width, picture.height), picture.bits)
    strip.paste(0, ((paper - picture.width) // 2, 0), ink)
    return strip


def _picture(code: Symbol, module: int, paper: int) -> "Image":
    """The code in the middle of a white strip as wide as the paper, in dots."""
    from PIL import Image

    side = code.side * module
    left = (paper - side) // 2
    strip = Image.new("1", (paper, side + 2 * QUIET * module), 1)
    for row, column, length in code.runs():
        top = (row + QUIET) * module
        strip.paste(0, (left + column * module, top, left + (column + length) * module, top + module))
    return strip
