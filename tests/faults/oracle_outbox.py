"""The papers' way through the outbox: none is forgotten, each stands as it lies there, and none comes unasked or too early."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from counter_app.domain.journal import Act
from counter_app.domain.print_job import OUT, STUCK, Document, PrintJob, PrintState
from tests.faults.evidence import Entry, Evidence, Found, Harm
from tests.faults.oracle_claims import kind
from tests.faults.oracle_journal import AUDITOR
from tests.faults.oracle_paper import sheets

FRESH = timedelta(minutes=10)
SLACK = timedelta(seconds=30)
"""What the books and the device may take between a look at the clock and the entry about it."""
_ORIGINALS: Mapping[Act, Document] = {
    Act.SHIFT_CLOSED: Document.CLOSING, Act.CASH_DROPPED: Document.CASH_MOVEMENT, Act.CASH_PICKED_UP: Document.CASH_MOVEMENT,
    Act.HANDOVER_OFFERED: Document.HANDOVER, Act.X_REPORTED: Document.X_REPORT, Act.RECALL_LISTED: Document.RECALL,
}  # fmt: skip
_WAITS = frozenset({PrintState.QUEUED, PrintState.HELD})
_AT_REST = OUT | STUCK | {PrintState.DISMISSED}


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper that was begun: in the life that began at ``since``, in which these ids had been ``wanted`` by then, one
    after the other; empty, where the program did by itself what it does. ``seq``, ``at``: the journal's entry about it.
    """

    job: PrintJob
    seq: int
    at: datetime
    since: datetime
    wanted: Sequence[str]

    def was_fresh(self, then: datetime, leeway: timedelta) -> bool:
        """Whether it was asked for in this life, and not long before ``then``."""
        asked = self.job.requested_at
        return asked >= self.since and -SLACK <= then - asked <= FRESH + leeway


def always(seen: Evidence) -> Iterator[Found]:
    yield from _has_its_job(seen)
    yield from _stands_as_it_lies(seen)
    yield from _answered_for(seen)
    begun = list(_begun(seen))
    yield from _unasked(begun)
    yield from _too_early(begun)


def at_rest(seen: Evidence) -> Iterator[Found]:
    """Each is out, held, failed or dismissed."""
    for job in seen.jobs:
        if job.state not in _AT_REST:
            yield Found(Harm.STUCK, f"the {job.document} {about(seen, job)} is {job.state} at rest")


def about(seen: Evidence, job: PrintJob) -> str:
    """A receipt's number, or the id of what it is about."""
    return seen.number(job.payment_id) if job.payment_id else str(job.shift_id or job.subject_id)


def _has_its_job(seen: Evidence) -> Iterator[Found]:
    """Whatever is committed with a paper has it: one original, whatever became of that."""
    have = Tally((job.document, about(seen, job)) for job in seen.jobs if job.copy == 0)
    want = Tally((Document.RECEIPT, payment.receipt_number) for payment in seen.payments)
    want.update((Document.REFUND, seen.number(refund.payment_id)) for refund in seen.refunds)
    want.update((Document.REVERSAL, reversal.receipt_number) for reversal in seen.reversals)
    want.update((_ORIGINALS[each["act"]], each["subject"]) for each in seen.entries if each["act"] in _ORIGINALS)
    for (document, of), count in want.items():
        if have[document, of] != count:
            yield Found(
                Harm.LOST, f"the {document} {of} has {have[document, of]} originals among the jobs, not {count}"
            )


def _stands_as_it_lies(seen: Evidence) -> Iterator[Found]:
    """What waits, waits whole: nothing of it is on paper. Where there are several originals, one of them may be."""
    there = {(kind(sheet.document), sheet.about, sheet.copy) for sheet in sheets(seen) if sheet.about}
    states: dict[tuple[Document, str, int], set[PrintState]] = {}
    for job in seen.jobs:
        states.setdefault((kind(job.document), about(seen, job), job.copy), set()).add(job.state)
    for key in sorted(there & states.keys()):
        if states[key] <= _WAITS:
            yield Found(Harm.ORACLE, f"the {key[0]} {key[1]}, copy {key[2]}, is on paper, and waits as if it were not")


def _answered_for(seen: Evidence) -> Iterator[Found]:
    """Nobody's paper is put away but by somebody who may, with a reason, and nothing that was not noted then."""
    told = Tally(_paper(each) for each in seen.entries if each["act"] == Act.PRINT_DISMISSED)
    stored = Tally(
        (job.document.value, str(job.payment_id or job.shift_id or job.subject_id), job.copy)
        for job in seen.jobs
        if job.state is PrintState.DISMISSED
    )
    if told != stored:
        yield Found(Harm.LOST, f"dismissed are {dict(stored)}, the journal has {dict(told)}")
    reasons = {note["reason"] for note in seen.notebook.of("dismissing")}
    for entry in seen.entries:
        if entry["act"] != Act.PRINT_DISMISSED:
            continue
        if entry["actor"] not in seen.clerks - {AUDITOR} or entry["facts"]["reason"] not in reasons:
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: a paper was dismissed by nobody or for no reason")


def _unasked(begun: list[Begun]) -> Iterator[Found]:
    """What is stale comes by somebody's word only, however long the printer was away."""
    for each in begun:
        if str(each.job.id) not in each.wanted[-1:] and not each.was_fresh(each.at, SLACK):
            words = f"the {each.job.document} of {each.job.requested_at:%H:%M:%S}, copy {each.job.copy}"
            yield Found(Harm.ORACLE, f"journal entry {each.seq}: {words}, came by itself at {each.at:%H:%M:%S}")


def _too_early(begun: list[Begun]) -> Iterator[Found]:
    """Of what one person waits for, nothing goes before what they had wanted earlier, as long as that is fresh."""
    for place, early in enumerate(begun):
        for late in begun[place + 1 :]:
            same = (late.since, late.job.requested_by) == (early.since, early.job.requested_by)
            if same and _overtaken(late, early) and late.was_fresh(early.at, -SLACK):
                yield Found(
                    Harm.ORACLE, f"journal entry {early.seq}: a paper went before one of {late.job.requested_at}"
                )


def _overtaken(late: Begun, early: Begun) -> bool:
    """Whether ``early`` was asked for after ``late``, which somebody wanted by then, and came out before it."""
    return late.job.requested_at < early.job.requested_at and str(late.job.id) in early.wanted


def _begun(seen: Evidence) -> Iterator[Begun]:
    """In the journal's order; but what has several originals is left out: which of them it was is not told."""
    jobs: dict[tuple[str, str, int], list[PrintJob]] = {}
    for job in seen.jobs:
        subject = str(job.payment_id or job.shift_id or job.subject_id)
        jobs.setdefault((job.document.value, subject, job.copy), []).append(job)
    for entry in seen.entries:
        if entry["act"] != Act.PRINT_BEGUN or len(found := jobs.get(_paper(entry), [])) != 1:
            continue
        since, wanted = _words(seen, entry["seq"])
        yield Begun(found[0], entry["seq"], datetime.fromisoformat(entry["at"]), since, wanted)


def _words(seen: Evidence, seq: int) -> tuple[datetime, Sequence[str]]:
    """Since when the life ran in which the entry ``seq`` was written, and what was wanted in it by then."""
    places = {each: number for number, each in enumerate(seen.hashes, start=1)}
    since, wanted = datetime.min.replace(tzinfo=UTC), list[str]()
    for note in seen.notebook.of("life", "wants"):
        if places.get(note["head"], 0) >= seq:
            break
        if note["what"] == "wants":
            wanted.append(note["job"])
        else:
            since, wanted = datetime.fromisoformat(note["since"]), []
    return since, wanted


def _paper(entry: Entry) -> tuple[str, str, int]:
    facts = entry["facts"]
    return facts["document"], entry["subject"], facts["copy"]
