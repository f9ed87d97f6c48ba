"""Language and colours as they were last chosen at the counter, kept for the next start.

They are a clerk's choice, not the office's: ``settings.toml`` says how a counter begins, this file how it was left.
Whatever else stands in it, by accident or on purpose, is ignored.
"""

import json
import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ui.theme import Theme
from ui.translation import Language

log = logging.getLogger(__name__)

FILE_NAME = "window.json"
LONGEST = 1_000
"""Bytes; what is longer was not written here."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Chosen:
    """``None``: not chosen yet, so the settings decide."""

    language: Language | None = None
    theme: Theme | None = None


def read(home: Path) -> Chosen:
    """What was chosen last; what cannot be understood is left out, and logged."""
    file = home / FILE_NAME
    try:
        with file.open("rb") as opened:
            text = opened.read(LONGEST + 1)
        values = json.loads(text) if len(text) <= LONGEST else None
    except FileNotFoundError:
        return Chosen()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("%s is ignored: %s", FILE_NAME, type(error).__name__)
        return Chosen()
    if not isinstance(values, dict):
        log.warning("%s is ignored: it is not what was written", FILE_NAME)
        return Chosen()
    return Chosen(_one_of(Language, values.get("language")), _one_of(Theme, values.get("theme")))


def write(home: Path, chosen: Chosen) -> None:
    """Keep it, whole or not at all; a disk that refuses is logged, for the counter works without."""
    file = home / FILE_NAME
    draft = file.with_suffix(".new")
    try:
        draft.write_text(json.dumps({"language": chosen.language, "theme": chosen.theme}) + "\n", encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        log.warning("%s cannot be kept: %s", FILE_NAME, error)


def _one_of(kind: type[Choice], value: object) -> Choice | None:
    found = next((choice for choice in kind if choice.value == value), None)
    if found is None and value is not None:
        log.warning("%s is ignored: there is no such %s", FILE_NAME, kind.__name__.lower())
    return found
