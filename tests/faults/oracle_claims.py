"""What is said of a paper: nothing is called delivered or printed that does not lie there whole."""

from collections.abc import Iterator

from counter_app.domain.print_job import Document, PrintState
from tests.faults.evidence import Evidence, Found, Harm
from tests.faults.oracle_paper import sheets

_CLAIMS = frozenset({PrintState.DELIVERED, PrintState.PRINTED})
_PAYERS = frozenset({Document.RECEIPT, Document.CONFIRMATION})


def always(seen: Evidence) -> Iterator[Found]:
    """A confirmation and a receipt are one paper: which of the two it says depends on when it was set."""
    whole = {(_kind(sheet.document), sheet.about, sheet.copy) for sheet in sheets(seen) if sheet.whole}
    for job in seen.jobs:
        about = seen.number(job.payment_id) if job.payment_id else str(job.shift_id or job.subject_id)
        if job.state in _CLAIMS and (_kind(job.document), about, job.copy) not in whole:
            yield Found(Harm.ORACLE, f"the {job.document} {about}, copy {job.copy}, is {job.state} and not on paper")


def _kind(document: Document) -> Document:
    return Document.RECEIPT if document in _PAYERS else document
