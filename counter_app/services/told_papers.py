"""What the journal tells of papers, held against how their jobs stand: none is out, or not needed, that nobody told of,
none is gone, and none that may have come out half way can be printed again without a mark.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from counter_app.domain.journal import Act
from counter_app.domain.print_job import OUT, Document, PrintState
from counter_app.services.ports import UnitOfWork

Content = Mapping[str, Any]

Paper = tuple[str, str, int]
"""The id of what it is about, the document, the copy."""

_ORIGINALS: Mapping[str, Document] = MappingProxyType(
    {
        Act.PAYMENT_ACCEPTED.value: Document.RECEIPT,
        Act.SHIFT_CLOSED.value: Document.CLOSING,
        Act.CASH_DROPPED.value: Document.CASH_MOVEMENT,
        Act.CASH_PICKED_UP.value: Document.CASH_MOVEMENT,
        Act.X_REPORTED.value: Document.X_REPORT,
        Act.RECALL_LISTED.value: Document.RECALL,
    }
)
"""Acts that are committed with one paper about their subject, and the only ones that are."""
_COUNTED = frozenset(_ORIGINALS.values())


@dataclass(slots=True)
class ToldPapers:
    """How often the journal says of a paper that it was asked for, is out, is not needed, or may be half out.

    ``made``: originals, of the documents that come with an act of their own. ``tried``: whatever was begun to be printed.
    """

    made: Counter[Paper] = field(default_factory=Counter)
    tried: set[Paper] = field(default_factory=set)
    partly: Counter[Paper] = field(default_factory=Counter)
    copied: Counter[Paper] = field(default_factory=Counter)
    out: Counter[Paper] = field(default_factory=Counter)
    dismissed: Counter[Paper] = field(default_factory=Counter)

    def note(self, content: Content) -> None:
        """Take one entry of the journal."""
        match content["act"]:
            case act if act in _ORIGINALS:
                self.made[content["subject"], _ORIGINALS[act].value, 0] += 1
            case Act.PRINT_BEGUN:
                self.tried.add(_paper(content))
            case Act.PRINT_FAILED:
                self.tried.add(_paper(content))
                self.partly[_paper(content)] += bool(content["facts"].get("partly"))
            case Act.PRINTED:
                self.out[_paper(content)] += 1
            case Act.RECOVERY_ANSWERED if content["facts"]["printed"]:
                self.out[_paper(content)] += 1
                self.partly[_paper(content)] -= 1
            case Act.PRINT_DISMISSED:
                self.dismissed[_paper(content)] += 1
                self.partly[_paper(content)] -= content["facts"]["was"] == PrintState.FAILED
            case Act.REPRINT | Act.SLIP_ASKED if content["facts"].get("copy"):
                self.copied[_paper(content)] += 1


def papers_fault(work: UnitOfWork, told: ToldPapers) -> str | None:
    """The first paper that is stored otherwise than told."""
    stored = ToldPapers()
    for each in work.prints.standings():
        paper = (str(each.subject), each.document.value, each.copy)
        stored.tried.add(paper)
        stored.made[paper] += each.copy == 0 and each.document in _COUNTED
        stored.partly[paper] += each.state is PrintState.FAILED
        stored.copied[paper] += each.copy > 0
        stored.out[paper] += each.state in OUT
        stored.dismissed[paper] += each.state is PrintState.DISMISSED
    if gone := sorted(told.tried - stored.tried):
        return f"{_words(gone[0])}: it was being printed, and is not among the papers"
    if half_out := sorted((told.partly - stored.partly).keys()):
        return f"{_words(half_out[0])}: it may be half out, and is not stored so"
    for what, kept, noted in (
        ("made", stored.made, told.made),
        ("asked for", stored.copied, told.copied),
        ("handed over", stored.out, told.out),
        ("not needed", stored.dismissed, told.dismissed),
    ):
        odd = sorted((kept - noted).keys() | (noted - kept).keys())
        if odd:
            return f"{_words(odd[0])}: {what} {kept[odd[0]]} times, the journal says {noted[odd[0]]}"
    return None


def _words(paper: Paper) -> str:
    about, document, copy = paper
    return f"{document} of {about}, copy {copy}"


def _paper(content: Content) -> Paper:
    """Entries of before there were slips name no document."""
    facts = content["facts"]
    return content["subject"], facts.get("document", Document.RECEIPT.value), facts.get("copy", 0)
