"""What can be wrong with a settlement file, in English."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.settlement_file import FileFault

FILE_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        FileFault.EMPTY: "there is nothing in it",
        FileFault.TOO_LARGE: "it is larger than any settlement can be",
        FileFault.TOO_MANY: "it has more lines than any settlement can have",
        FileFault.ENCODING: "it is not UTF-8",
        FileFault.SHAPE: "this is neither the host's CSV nor its JSON",
        FileFault.COLUMN_TWICE: "this column is there twice",
        FileFault.COLUMN_MISSING: "this column is missing",
        FileFault.COLUMN_UNKNOWN: "a settlement has no such column",
        FileFault.CELLS: "the line has more or fewer cells than the first one",
        FileFault.VALUE: "this is no value for this column",
        FileFault.OTHER_DAY: "it is about another day",
        FileFault.COUNT: "the lines are not as many as the file says",
        FileFault.SUM: "the lines do not add up to what the file says",
        FileFault.NO_TOTAL: "the line with the totals is missing",
    }
)
