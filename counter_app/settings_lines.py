"""On which line of a TOML text a key stands; the standard library's reader does not tell."""

import re

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\"'. ]+?)\s*=")


def line_of(text: str, table: str, name: str | None = None) -> int | None:
    """The 1-based line of ``table``'s head or of its key ``name``; the table's where the key is not found.

    ``None`` when neither is there. Written for files that people write: one key a line.
    """
    current, head = "", None
    for number, line in enumerate(text.split("\n"), 1):
        if match := _TABLE.fullmatch(line):
            current = _bare(match[1])
            head = head or (number if current == table else None)
        elif match := _KEY.match(line):
            path = f"{current}.{_bare(match[1])}" if current else _bare(match[1])
            if name is not None and path == f"{table}.{name}":
                return number
            head = head or (number if path == table or path.startswith(f"{table}.") else None)
    return head


def _bare(key: str) -> str:
    return re.sub(r"[\"' ]", "", key)
