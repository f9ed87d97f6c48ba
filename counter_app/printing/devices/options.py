"""The options of a printer's address, behind its question mark."""

from collections.abc import Mapping
from urllib.parse import parse_qsl


def options_of(query: str, allowed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """``name=value`` by name; where it is left out, the first that is allowed. Raises ``ValueError`` for any other."""
    options = {name: values[0] for name, values in allowed.items()}
    given = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    if len(dict(given)) != len(given):
        raise ValueError(query)
    for name, value in given:
        if value not in allowed.get(name, ()):
            raise ValueError(f"{name}={value}")
        options[name] = value
    return options
