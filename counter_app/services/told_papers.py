"""What the journal tells of papers, held against how their jobs stand: none is out, or not needed, that nobody told of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counter_app.domain.journal import Act
from counter_app.domain.print_job import OUT, Document, PrintState
from counter_app.services.ports import UnitOfWork

Content = Mapping[str, Any]

Paper = tuple[str, str, int]
"""The id of what it is about, the document, the copy."""


@dataclass(slots=True)
class ToldPapers:
    """How often the journal says of a paper that it was asked for as a copy, is out, or is not needed."""

    copied: Counter[Paper] = field(default_factory=Counter)
    out: Counter[Paper] = field(default_factory=Counter)
    dismissed: Counter[Paper] = field(default_factory=Counter)

    def note(self, content: Content) -> None:
        """Take one entry of the journal."""
        match content["act"]:
            case Act.PRINTED:
                self.out[_paper(content)] += 1
            case Act.RECOVERY_ANSWERED if content["facts"]["printed"]:
                self.out[_paper(content)] += 1
            case Act.PRINT_DISMISSED:
                self.dismissed[_paper(content)] += 1
            case Act.REPRINT | Act.SLIP_ASKED if content["facts"].get("copy"):
                self.copied[_paper(content)] += 1


def papers_fault(work: UnitOfWork, told: ToldPapers) -> str | None:
    """The first paper that is stored otherwise than told."""
    stored = ToldPapers()
    for each in work.prints.standings():
        paper = (str(each.subject), each.document.value, each.copy)
        stored.copied[paper] += each.copy > 0
        stored.out[paper] += each.state in OUT
        stored.dismissed[paper] += each.state is PrintState.DISMISSED
    for what, kept, noted in (
        ("asked for", stored.copied, told.copied),
        ("handed over", stored.out, told.out),
        ("not needed", stored.dismissed, told.dismissed),
    ):
        odd = sorted((kept - noted).keys() | (noted - kept).keys())
        if odd:
            about, document, copy = odd[0]
            return f"{document} of {about}, copy {copy}: {what} {kept[odd[0]]} times, the journal says {noted[odd[0]]}"
    return None


def _paper(content: Content) -> Paper:
    """Entries of before there were slips name no document."""
    facts = content["facts"]
    return content["subject"], facts.get("document", Document.RECEIPT.value), facts.get("copy", 0)
