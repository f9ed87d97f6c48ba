"""The office's logo: a PNG in the home, made into a printer's dots once and kept.

Whatever is the matter with the file, the receipt goes out: without it, and ``doctor`` says so.
"""

import logging
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from counter_app.printing.document import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

LOGO_FILE = "logo.png"
HIGHEST = 200
"""Dots; 25 mm of paper."""

_MOST_BYTES = 1_000_000
_MOST_SIDE = 4_000
_MOST_PIXELS = 4_000_000
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_SIZES = slice(16, 24)
_WHITE = 255


class UnusableLogo(ValueError):
    """A file that gives no logo, and why."""


class HomeLogo:
    """The logo of one home, read when it is first printed; another file counts from the next start on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._made: dict[int, Picture | None] = {}
        self._making = Lock()

    def on(self, dots: int) -> Picture | None:
        """As it stands on paper ``dots`` wide; ``None`` where there is none, or none that can be used."""
        with self._making:
            if dots not in self._made:
                self._made[dots] = self._read(dots)
            return self._made[dots]

    def _read(self, dots: int) -> Picture | None:
        if not self._file.exists():
            return None
        try:
            return read_logo(self._file, dots)
        except UnusableLogo as fault:
            log.warning("receipts are printed without the logo: %s", fault)
            return None


def read_logo(file: Path, dots: int) -> Picture:
    """The picture in ``file``, no wider than ``dots`` and no higher than ``HIGHEST``, its greys as black dots.

    Raises ``UnusableLogo`` for what cannot be read, is no PNG, or is larger than a logo can be.
    """
    from PIL import Image, ImageOps

    data = _checked(file)
    too_large = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as opened:
            # Its head may be followed by another one; what is unpacked goes by the last.
            ink = ImageOps.invert(_grey(opened)) if opened.size == _size(data) else None
    except (OSError, ValueError, SyntaxError, *too_large) as broken:
        raise UnusableLogo(f"{file}: it cannot be read as a PNG to its end") from broken
    if ink is None:
        raise UnusableLogo(f"{file}: it says two sizes")
    ink.thumbnail((dots, HIGHEST), Image.Resampling.BOX)
    black = ink.convert("1")
    whole = Image.new("1", (-(-black.width // 8) * 8, black.height), 0)
    whole.paste(black, ((whole.width - black.width) // 2, 0))
    if whole.getbbox() is None:
        raise UnusableLogo(f"{file}: it is white all over")
    return Picture(whole.width, whole.height, whole.tobytes())


def _checked(file: Path) -> bytes:
    """Its bytes, once its own head says that they are a picture of a size that is harmless to unpack."""
    if not file.is_file():  # a pipe would be read for ever
        raise UnusableLogo(f"{file}: no file")
    try:
        with file.open("rb") as source:
            data = source.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UnusableLogo(str(error)) from error
    if len(data) > _MOST_BYTES:
        raise UnusableLogo(f"{file}: larger than {_MOST_BYTES} bytes")
    if not data.startswith(_PNG) or len(data) < _SIZES.stop:
        raise UnusableLogo(f"{file}: no PNG")
    width, height = _size(data)
    if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE and width * height <= _MOST_PIXELS):
        raise UnusableLogo(f"{file}: {width} by {height} pixels are too many for a logo")
    return data


def _size(data: bytes) -> tuple[int, int]:
    """Width and height by the head of a PNG."""
    sizes = data[_SIZES]
    return int.from_bytes(sizes[:4], "big"), int.from_bytes(sizes[4:], "big")


def _grey(picture: "Image") -> "Image":
    """On white paper, where it lets the paper through."""
    from PIL import Image

    coloured = picture.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, (_WHITE, _WHITE, _WHITE, _WHITE))
    return Image.alpha_composite(paper, coloured).convert("L")
