"""The settings as the journal keeps them: every key with its value, and of what is secret only where it lies."""

from pathlib import Path

from counter_app.domain.journal import Fact
from counter_app.settings import Settings
from counter_app.settings_keys import KEYS


def facts_of(settings: Settings) -> dict[str, Fact]:
    """By dotted key. Files are told from the home where they lie in it; secrets are in files, and never among these."""
    return {str(key): _fact(getattr(getattr(settings, key.table), key.name), settings.home) for key in KEYS}


def _fact(value: object, home: Path) -> Fact:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Path):
        return str(value.relative_to(home) if value.is_relative_to(home) else value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
