"""The slip by which a printer is got to know: what is seen on it tells the profile (``domain.printer_seen``).

Of the printer nothing is taken for granted but what the cheapest has: ESC/POS, 32 columns, 384 dots. Every part begins
with a reset of its own, so that one which a printer does not understand does not spoil the next.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.printer_settings import Cutter, DrawerPin, QrKind
from counter_app.domain.receipt import Office
from counter_app.printing import escpos, escpos_library
from counter_app.printing.document import Band, Block, Document, Gap, Rule, Size, Text
from counter_app.printing.parts import centred
from counter_app.printing.profile import THERMAL_58, PrinterProfile
from counter_app.printing.text import CODE_PAGES, printable, repertoire
from counter_app.printing.words import moment_text

if TYPE_CHECKING:
    from PIL.Image import Image

JOB = "uji-printer"
RULER = "".join(
    f"{mark:.>{mark - before}}" for before, mark in ((0, 8), (8, 16), (16, 24), (24, 32), (32, 42), (42, 48))
)
RULER += "".join(f"{mark:.>8}" for mark in (56, 64))
"""Each number ends in the column that it names; a printer begins a new line after its last column."""
CODE_LENGTH = 218
"""Characters, as many as the code on a receipt has: smaller ones can be read where that one cannot."""
TRIAL_CUT = Cutter.PARTIAL
STRIP = (384, 48)
"""Dots."""

_NARROW = replace(THERMAL_58, cutter=Cutter.NONE, feed_lines=0)
_MARKS = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING RING ABOVE}": "o",
    "\N{COMBINING CEDILLA}": ",",
}
_UNMARKED = {
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN CAPITAL LETTER AE}": "AE",
    "\N{LATIN SMALL LETTER F WITH HOOK}": "f",
    "\N{MICRO SIGN}": "u",
    "\N{FEMININE ORDINAL INDICATOR}": "a_",
    "\N{MASCULINE ORDINAL INDICATOR}": "o_",
}


def slip(office: Office, at: datetime) -> bytes:
    """All of it, to the blade; ``at`` is aware, in any zone."""
    return b"".join(sections(office, at))


def sections(office: Office, at: datetime) -> Iterator[bytes]:
    """Its parts in their order, each readable by itself: head, ruler, letters, styles, codes, strip, blade."""
    name = printable(office.name)
    yield _part(
        name,
        centred("UJI PRINTER", bold=True, size=Size.BIG),
        centred(name),
        centred(moment_text(at, office.timezone)),
        Rule(heavy=True),
    )
    yield _part(name, Text("1 PENGGARIS: angka terakhir di baris pertama?", bold=True)) + RULER.encode() + b"\n"
    for number, page in enumerate(CODE_PAGES, 1):
        yield _part(name, *_letters(number), profile=replace(_NARROW, code_page=page))
    yield _part(name, Rule(), Text("Biasa"), Text("Tebal", bold=True), Text("Besar", size=Size.BIG), Band("TERBALIK"))
    yield _part(name, Gap(), Text("3 KODE: yang mana terbaca?", bold=True), centred("A"))
    yield code("A", QrKind.NATIVE)
    yield _part(name, centred("B"))
    yield code("B", QrKind.PICTURE)
    yield _part(name, Gap(), Text("GAMBAR: pita utuh, tanpa garis putus?")) + _picture()
    yield _part(name, Text("4 PISAU: terpotong putus, sebagian, tidak?", bold=True), Rule(heavy=True))
    yield _blade()


def code(letter: str, kind: QrKind) -> bytes:
    """One of the two codes, as large as the one on a receipt."""
    from counter_app.printing.document import Qr

    return escpos.encode(Document("", "", (Qr(code_text(letter)),)), replace(_NARROW, qr=kind))


def code_text(letter: str) -> str:
    """What a reader shows for the code with this letter; no proof, whoever reads it."""
    return f"UJI PRINTER KODE {letter}: ".ljust(CODE_LENGTH, letter)


def drawer_pulse(pin: DrawerPin) -> bytes:
    """What opens a drawer on this pin, and prints nothing; nothing at all for ``NONE``."""
    printer = escpos_library.dummy(THERMAL_58.dots)
    if pin is not DrawerPin.NONE:
        printer.cashdraw(int(pin.value.removeprefix("pin-")))
    collected: bytes = printer.output
    return collected


def described(letter: str) -> str:
    """A letter in ASCII, which every printer has right: ``e'`` for e with an acute accent."""
    if letter in _UNMARKED:
        return _UNMARKED[letter]
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] + _MARKS[parts[1]]


def letters() -> list[str]:
    """What a receipt may hold beside ASCII, in the order of the alphabet."""
    return sorted(filter(lambda letter: not letter.isascii(), repertoire()), key=lambda each: (described(each), each))


def _part(author: str, *blocks: Block, profile: PrinterProfile = _NARROW) -> bytes:
    return escpos.encode(Document("", author, blocks), profile)


def _letters(number: int) -> Iterator[Block]:
    if number == 1:
        yield Gap()
        yield Text("2 HURUF: tabel mana yang benar? Kiri dan kanan tanda = harus sama.", bold=True)
        yield Text("#=pagar $=dolar @=et \\=miring ~=ombak |=tegak [=kurung")
    yield Text(f"Tabel {number} ({CODE_PAGES[number - 1]}), di bawahnya dua garis:")
    yield Text(" ".join(f"{letter}={described(letter)}" for letter in letters()))
    yield Rule()
    yield Rule(heavy=True)


def _picture() -> bytes:
    printer = escpos_library.dummy(THERMAL_58.dots)
    printer.image(_strip())
    collected: bytes = printer.output
    return collected


def _strip() -> "Image":
    """A frame, and in it a stair of ever denser stripes: a head with dead dots shows white lines through it."""
    from PIL import Image

    width, height = STRIP
    strip = Image.new("1", STRIP, 0)
    strip.paste(1, (2, 2, width - 2, height - 2))
    for column in range(8, width - 8):
        if column % (2 + (width - column) // 48) == 0:
            strip.paste(0, (column, 8, column + 1, height - 8))
    return strip


def _blade() -> bytes:
    from counter_app.printing.document import Cut

    return _part("", Cut(), profile=replace(THERMAL_58, cutter=TRIAL_CUT))
