"""Cursors of paged services: to the counter a text to give back, to the host a place in an order."""

import re

from counter_app.gateway.wire import Case
from counter_app.sandbox.host import Refused

_FORM = re.compile(r"[0-9]{1,18}")


def read_cursor(cursor: str) -> int:
    """The place a cursor stands for, 0 for the empty one. Raises ``Refused(BAD_FORMAT)``."""
    if not cursor:
        return 0
    if not _FORM.fullmatch(cursor):
        raise Refused(Case.BAD_FORMAT, "cursor")
    return int(cursor)
