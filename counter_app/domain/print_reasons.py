"""Why a paper is copied once more, or is not needed any more: the ordinary reasons by a word, any other as typed."""

from enum import StrEnum


class CopyReason(StrEnum):
    """Why one more copy is made."""

    HALF_OUT = "half-out"
    LOST = "paper-lost"
    UNREADABLE = "paper-unreadable"
    PAYER_ASKS = "payer-asks"
    FOR_THE_FILE = "for-the-file"


class NotNeeded(StrEnum):
    """Why a paper that did not come out, or not whole, need not come out any more."""

    ON_PAPER = "on-paper"
    OVERTAKEN = "overtaken"
    NOBODY_WAITS = "nobody-waits"


def is_typed(reason: str) -> bool:
    """Whether somebody wrote it in words of their own, and did not take one from the list."""
    return reason not in set(CopyReason) | set(NotNeeded)
