"""What makes a counter one for learning: the number of its office, and with it every number it ever gives out.

There is no switch that could be forgotten: an office is a training office by its id, so its receipt numbers, its journal
and its database (which knows whose it is) say so as well, and its name begins with the same word.
"""

OFFICE_ID = "LATIHAN"
"""No real office has this number."""
MARK = "LATIHAN"
"""Stands on every piece of paper of a training office, and before every code on it."""
WARNING = "LATIHAN - BUKAN BUKTI"
"""*For practice, no proof*: what a slip says in white on black, above and below; it fits the narrowest paper."""


def is_training(office_id: str) -> bool:
    """Whether the office of that number is one for learning."""
    return office_id.upper() == OFFICE_ID


def marked_name(name: str) -> bool:
    """Whether a name says that it is a training office's."""
    return name.upper().startswith(MARK)


def marked_code(text: str) -> str:
    """The text of a code as a training office prints it: no reader takes it for a real one."""
    return text if text.startswith(f"{MARK}:") else f"{MARK}:{text}"
