"""What can be wrong with a settlement file. Each fault has its words in ``ui.settlement_words`` and ``cli.words``."""

from enum import StrEnum

from counter_app.domain.errors import Declined, Reason


class FileFault(StrEnum):
    """Why a settlement file is not used. ``docs/settlement-file.md`` says what is right."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    ENCODING = "encoding"
    SHAPE = "shape"
    COLUMN_TWICE = "column-twice"
    COLUMN_MISSING = "column-missing"
    COLUMN_UNKNOWN = "column-unknown"
    CELLS = "cells"
    VALUE = "value"
    OTHER_DAY = "other-day"
    COUNT = "count"
    SUM = "sum"
    NO_TOTAL = "no-total"


def unusable(fault: FileFault, row: int = 0, column: str = "-") -> Declined:
    """The error for a fault. ``row`` counts a CSV's lines or a JSON's postings from 1; 0: the file as a whole."""
    return Declined(Reason.SETTLEMENT_FILE, row=row, column=column, file_fault=fault.value)
