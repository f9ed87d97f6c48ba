"""Where the paper's typeface lies. JetBrains Mono: every character is 0.6 of the size wide, like a printer's."""

from pathlib import Path

ADVANCE = 0.6
"""Width of a character in parts of the font size."""

_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REGULAR = _FONTS / "JetBrainsMono-Regular.ttf"
BOLD = _FONTS / "JetBrainsMono-Bold.ttf"
