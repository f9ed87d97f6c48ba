"""What a key of ``settings.toml`` may hold, and how it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from counter_app.domain.printer_settings import COLUMNS

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Rule:
    """``read`` makes the value out of what TOML gave and the home; it raises ``ValueError`` for all but ``allowed``."""

    allowed: str
    read: Callable[[object, Path], object]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``words`` explain it to whoever edits the file."""

    table: str
    name: str
    words: str
    rule: Rule
    default: object = REQUIRED

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def text(pattern: str, allowed: str) -> Rule:
    """Text of this form, without blanks around it."""
    form = re.compile(pattern)

    def read(value: object, _home: Path) -> object:
        if not (isinstance(value, str) and form.fullmatch(value) and value == value.strip()):
            raise ValueError(allowed)
        return value

    return Rule(allowed, read)


def choice(*allowed: str, words: str = "") -> Rule:
    """One of these; ``words`` say what the empty one among them means."""

    def read(value: object, _home: Path) -> object:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(value)
        return value

    named = ", ".join(each for each in allowed if each)
    return Rule(f"{named}; {words}" if words else named, read)


def number(least: float, most: float, unit: str) -> Rule:
    """A number in these bounds."""

    def read(value: object, _home: Path) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(value)
        return float(value)

    return Rule(f"{least:g} to {most:g} {unit}", read)


def whole(least: int, most: int, unit: str) -> Rule:
    """A whole number in these bounds."""

    def read(value: object, _home: Path) -> object:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(value)
        return value

    return Rule(f"whole numbers from {least} to {most} {unit}", read)


def _a_file(value: object, home: Path) -> object:
    if not (isinstance(value, str) and value.strip() and "\0" not in value):
        raise ValueError(value)
    return home / Path(value).expanduser()


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def timezone(value: object, _home: Path) -> object:
    """An IANA zone that this machine knows."""
    try:
        return ZoneInfo(_string(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(value) from None


def device(value: object, _home: Path) -> object:
    """The address of a printer."""
    from counter_app.printing.devices import device_from_url

    device_from_url(_string(value))
    return value


def pole(value: object, _home: Path) -> object:
    """The address of a pole, or nothing."""
    from counter_app.printing.pole import port_of

    if value != "":
        port_of(_string(value))
    return value


def columns(value: object, _home: Path) -> object:
    """A number of columns that a receipt can be set in, or 0."""
    if type(value) is not int or value not in (0, *COLUMNS):
        raise ValueError(value)
    return value


def pins(value: object, _home: Path) -> object:
    """Pins of authorities."""
    from counter_app.gateway.pinning import is_pin

    if not isinstance(value, list) or not all(is_pin(_string(each)) for each in value):
        raise ValueError(value)
    return tuple(value)


def server(value: object, _home: Path) -> object:
    """The address of a PostgreSQL server, or nothing."""
    from counter_app.database.server_url import check_server_url

    return value if value == "" else check_server_url(_string(value))


FOLDER = Rule("the path of a folder, from this folder or absolute", _a_file)
FILE = Rule("the path of a file, from this folder or absolute", _a_file)
