"""The words by which a worker consents, as delivered: the version on the first line, then what is read out."""

from functools import cache

from counter_app import resources
from counter_app.domain.registration import ConsentText

LONGEST_VERSION = 36
"""Characters that the host has room for."""


@cache
def consent_text() -> ConsentText:
    """Indonesian, as they are read to the worker. Raises ``RuntimeError`` for a file that is no such text."""
    file = resources.FOLDER / "consent.txt"
    version, _, words = file.read_text(encoding="utf-8").partition("\n")
    if not (0 < len(version.strip()) <= LONGEST_VERSION and words.strip()):
        raise RuntimeError(f"{file} does not begin with its version, or says nothing")
    return ConsentText(version.strip(), words.strip())
