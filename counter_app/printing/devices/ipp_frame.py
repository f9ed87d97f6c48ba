"""Whether bytes are an IPP message whose lengths all hold (RFC 8010, 3.1): walked, and not understood."""

_HEAD = 8
_END = 0x03
_GROUPS = frozenset({0x01, 0x02, 0x04, 0x05})
"""Delimiters that can stand in an answer to what is asked here; the first value tag is 0x10."""
_FIRST_VALUE = 0x10
_LONGEST = 0x7FFF
_OF_FIXED_LENGTH = {0x21: 4, 0x22: 1, 0x23: 4, 0x31: 11, 0x32: 9, 0x33: 8}
"""Integer, boolean, enum, date, resolution, range."""
_WITH_LANGUAGE = frozenset({0x35, 0x36})


def is_whole(message: bytes) -> bool:
    """Whether every attribute ends within ``message``, at the place where the next one begins, up to the end mark."""
    try:
        return _ends(message)
    except IndexError:
        return False


def _ends(message: bytes) -> bool:
    at = _HEAD
    while message[at] != _END:
        if message[at] in _GROUPS:
            at += 1
        after = _after(message, at)
        if after is None:
            return False
        at = after
    return True


def _after(message: bytes, at: int) -> int | None:
    """Where the attribute at ``at`` ends; ``None`` for what is none. Raises ``IndexError`` at the end of all bytes."""
    tag = message[at]
    name = _length(message, at + 1)
    value_at = at + 5 + name
    value = _length(message, at + 3 + name)
    if tag < _FIRST_VALUE or max(name, value) > _LONGEST or _OF_FIXED_LENGTH.get(tag, value) != value:
        return None
    if tag in _WITH_LANGUAGE:
        language = _length(message, value_at)
        if language > _LONGEST or 4 + language + _length(message, value_at + 2 + language) != value:
            return None
    return value_at + value


def _length(message: bytes, at: int) -> int:
    return message[at] << 8 | message[at + 1]
