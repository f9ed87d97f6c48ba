"""What is said of a paper: nothing is called delivered or printed that does not lie there whole, byte by byte."""

from collections import Counter as Tally
from collections.abc import Iterator

from counter_app.domain.journal import Act
from counter_app.domain.print_job import Document, PrintState
from tests.faults.evidence import Evidence, Found, Harm
from tests.faults.oracle_paper import sheets
from tests.faults.witness import print_of

_CLAIMS = frozenset({PrintState.DELIVERED, PrintState.PRINTED})
_PAYERS = frozenset({Document.RECEIPT, Document.CONFIRMATION})


def always(seen: Evidence) -> Iterator[Found]:
    yield from _lies_there(seen)
    yield from _to_the_last_byte(seen)
    yield from _no_more_than_known(seen)


def kind(document: Document) -> Document:
    """A confirmation and a receipt are one paper: which of the two it says depends on when it was set."""
    return Document.RECEIPT if document in _PAYERS else document


def _lies_there(seen: Evidence) -> Iterator[Found]:
    whole = {(kind(sheet.document), sheet.about, sheet.copy) for sheet in sheets(seen) if sheet.whole}
    for job in seen.jobs:
        about = seen.number(job.payment_id) if job.payment_id else str(job.shift_id or job.subject_id)
        if job.state in _CLAIMS and (kind(job.document), about, job.copy) not in whole:
            yield Found(Harm.ORACLE, f"the {job.document} {about}, copy {job.copy}, is {job.state} and not on paper")


def _to_the_last_byte(seen: Evidence) -> Iterator[Found]:
    """The bytes on paper are those that were handed over; of what is called printed, all before the line ended."""
    there = Tally(print_of(piece.data) for piece in seen.pieces)
    at_once = Tally(print_of(piece.data) for piece in seen.pieces if not piece.late)
    for note in seen.notebook.of("seen off"):
        lies = at_once if note["known"] == PrintState.PRINTED else there
        if note["known"] == PrintState.SPOOLED:
            yield Found(Harm.ORACLE, "a job is SPOOLED, and no spooler has seen it")
        elif not lies[note["bytes"]]:
            yield Found(
                Harm.ORACLE, f"a job is called {note['known']}, and other bytes are on paper than were handed over"
            )
        if note["known"] == PrintState.PRINTED and not note["asked"]:
            yield Found(Harm.ORACLE, "a job is called PRINTED by a printer that nobody asked")


def _no_more_than_known(seen: Evidence) -> Iterator[Found]:
    """No more jobs are called so than the device knew to be, or a person said."""
    told = Tally(note["known"] for note in seen.notebook.of("seen off"))
    if not seen.notebook.of("handed over"):
        return
    answered = [each for each in seen.entries if each["act"] == Act.RECOVERY_ANSWERED and each["facts"]["printed"]]
    told[PrintState.DELIVERED.value] += len(answered)
    called = Tally(job.state.value for job in seen.jobs)
    for state in (PrintState.SPOOLED, PrintState.DELIVERED, PrintState.PRINTED):
        if called[state.value] > told[state.value]:
            words = f"{called[state.value]} jobs are {state}, the device knew it of {told[state.value]}"
            yield Found(Harm.ORACLE, words)
