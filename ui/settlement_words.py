"""What is wrong with a settlement file, how books can differ, and where a case stands, in the reader's words."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.case import Case, CaseState, NoteKind
from counter_app.domain.reconciliation import Kind
from counter_app.domain.settlement_file import FileFault
from ui.translation import QT_TRANSLATE_NOOP
from ui.words import Mood

_FAULTS: Mapping[FileFault, str] = MappingProxyType(
    {
        FileFault.EMPTY: QT_TRANSLATE_NOOP("Settlement", "there is nothing in it."),
        FileFault.TOO_LARGE: QT_TRANSLATE_NOOP("Settlement", "it is larger than any settlement can be."),
        FileFault.TOO_MANY: QT_TRANSLATE_NOOP("Settlement", "it has more lines than any settlement can have."),
        FileFault.ENCODING: QT_TRANSLATE_NOOP("Settlement", "it is not written in UTF-8."),
        FileFault.SHAPE: QT_TRANSLATE_NOOP("Settlement", "this is neither the host's CSV nor its JSON."),
        FileFault.COLUMN_TWICE: QT_TRANSLATE_NOOP("Settlement", "this column is there twice."),
        FileFault.COLUMN_MISSING: QT_TRANSLATE_NOOP("Settlement", "this column is missing."),
        FileFault.COLUMN_UNKNOWN: QT_TRANSLATE_NOOP("Settlement", "there is no such column in a settlement."),
        FileFault.CELLS: QT_TRANSLATE_NOOP("Settlement", "the line has more or fewer cells than the first one."),
        FileFault.VALUE: QT_TRANSLATE_NOOP("Settlement", "this is no value for this column."),
        FileFault.OTHER_DAY: QT_TRANSLATE_NOOP("Settlement", "the file is about another day."),
        FileFault.COUNT: QT_TRANSLATE_NOOP("Settlement", "the lines are not as many as the file says."),
        FileFault.SUM: QT_TRANSLATE_NOOP("Settlement", "the lines do not add up to what the file says."),
        FileFault.NO_TOTAL: QT_TRANSLATE_NOOP(
            "Settlement", "the line with the totals is missing, so it may be cut off."
        ),
    }
)
_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ONLY_HERE: QT_TRANSLATE_NOOP("Settlement", "Only here"),
        Kind.ONLY_THERE: QT_TRANSLATE_NOOP("Settlement", "Only at the host"),
        Kind.TWICE: QT_TRANSLATE_NOOP("Settlement", "Twice at the host"),
        Kind.OTHER_AMOUNT: QT_TRANSLATE_NOOP("Settlement", "Other amount"),
        Kind.OTHER_DAY: QT_TRANSLATE_NOOP("Settlement", "Other day"),
        Kind.REVERSED_ON_ONE_SIDE: QT_TRANSLATE_NOOP("Settlement", "Reversed on one side"),
        Kind.OTHER_PARTICULARS: QT_TRANSLATE_NOOP("Settlement", "Other particulars"),
    }
)
_STATES: Mapping[CaseState, tuple[str, Mood]] = MappingProxyType(
    {
        CaseState.OPEN: (QT_TRANSLATE_NOOP("Settlement", "Open"), Mood.BAD),
        CaseState.ASSIGNED: (QT_TRANSLATE_NOOP("Settlement", "Being worked on"), Mood.WAIT),
        CaseState.PROPOSED: (QT_TRANSLATE_NOOP("Settlement", "Waits for a second person"), Mood.WAIT),
        CaseState.CLOSED: (QT_TRANSLATE_NOOP("Settlement", "Closed"), Mood.OK),
    }
)
_NOTES: Mapping[NoteKind, str] = MappingProxyType(
    {
        NoteKind.OPENED: QT_TRANSLATE_NOOP("Settlement", "found by a reckoning"),
        NoteKind.ASSIGNED: QT_TRANSLATE_NOOP("Settlement", "given to {words}"),
        NoteKind.NOTE: QT_TRANSLATE_NOOP("Settlement", "note: {words}"),
        NoteKind.PROPOSED: QT_TRANSLATE_NOOP("Settlement", "conclusion: {words}"),
        NoteKind.RETURNED: QT_TRANSLATE_NOOP("Settlement", "not convinced: {words}"),
        NoteKind.CLOSED: QT_TRANSLATE_NOOP("Settlement", "closed, with the consent of {words}"),
        NoteKind.GONE: QT_TRANSLATE_NOOP("Settlement", "a later reckoning did not find it any more"),
        NoteKind.BACK: QT_TRANSLATE_NOOP("Settlement", "a later reckoning found it again"),
    }
)


def file_fault_words(fault: str) -> str:
    """What is wrong with a file."""
    return _translated(_FAULTS[FileFault(fault)])


def kind_words(kind: Kind) -> str:
    """How the books differ."""
    return _translated(_KINDS[kind])


def case_words(case: Case) -> str:
    """Where the case stands."""
    return _translated(_STATES[case.state][0])


def case_mood(case: Case) -> Mood:
    """The mark before it."""
    return _STATES[case.state][1]


def note_words(kind: NoteKind, words: str) -> str:
    """A line of a case's history."""
    return _translated(_NOTES[kind]).format(words=words)


def _translated(words: str) -> str:
    return QCoreApplication.translate("Settlement", words)
