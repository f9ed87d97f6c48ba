"""Writing ``settings.toml``: every key with its words, those left at their default commented out."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from counter_app.settings import Settings
from counter_app.settings_keys import KEYS, TABLES, WORDS
from counter_app.settings_rules import REQUIRED, Key

_WIDTH = 100
_HEAD = (
    "# Settings of one counter. Lines that begin with # are not read; a key that is left out has the value shown.\n"
    "# After a change: counter-app doctor\n"
)


def written(settings: Settings) -> str:
    """The file that reads back as ``settings``. Paths below the home are written from there."""
    tables = ("\n".join([f"# {WORDS[table]}", f"[{table}]", *_keys(settings, table)]) for table in TABLES)
    return _HEAD + "".join(f"\n{table}\n" for table in tables)


def _keys(settings: Settings, table: str) -> Iterator[str]:
    for key in KEYS:
        if key.table == table:
            for sentence in (key.words, f"Allowed: {key.rule.allowed}."):
                yield from textwrap.wrap(sentence, _WIDTH, initial_indent="# ", subsequent_indent="#   ")
            yield _line(key, getattr(getattr(settings, table), key.name), settings.home)


def _line(key: Key, value: object, home: Path) -> str:
    line = f"{key.name} = {_toml(value, home)}"
    return line if key.default is REQUIRED or value != key.default else f"# {line}"


def _toml(value: object, home: Path) -> str:
    """A value as TOML writes it. JSON's strings are TOML's, but for DEL, which must not stand there bare."""
    if isinstance(value, Path):
        value = str(value.relative_to(home) if value.is_relative_to(home) else value)
    return json.dumps("" if value is None else value, ensure_ascii=False).replace("\x7f", "\\u007f")
