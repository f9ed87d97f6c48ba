"""From ``resources/patterns.json`` to the thresholds of ``domain.patterns``, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from counter_app.domain.patterns import Share, Thresholds
from counter_app.resources import FOLDER


class PatternFileError(ValueError):
    """The thresholds cannot be used; the text names the file and what is wrong in it."""


@cache
def thresholds() -> Thresholds:
    """The thresholds as delivered. Raises ``PatternFileError``."""
    file = FOLDER / "patterns.json"
    try:
        return thresholds_of(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PatternFileError(f"{file}: {error!r}") from error


def thresholds_of(content: Mapping[str, Any]) -> Thresholds:
    """Every threshold and nothing else, whole numbers above zero. Raises ``ValueError`` or ``TypeError``."""
    names = {field.name for field in fields(Thresholds)}
    if content.keys() != names:
        raise ValueError(f"not the thresholds there are: {sorted(content.keys() ^ names)}")
    return Thresholds(**{name: _read(name, value) for name, value in content.items()})


def _read(name: str, value: Any) -> Any:
    if name in ("cancelled", "reversed", "copied"):
        return Share(_number(value["least"]), _number(value["per_hundred"]))
    return _number(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"no whole number above zero: {value!r}")
    return value
