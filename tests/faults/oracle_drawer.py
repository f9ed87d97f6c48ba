"""The drawers' own story: movements as noted, Z numbers without a gap, closes and hand-overs that happened or did not."""

from collections.abc import Iterator
from uuid import UUID

from counter_app.domain.closing_count import read_sums
from counter_app.domain.handover import HandoverState
from counter_app.domain.journal import Act
from counter_app.domain.print_job import Document
from tests.faults.evidence import Entry, Evidence, Found, Harm


def always(seen: Evidence) -> Iterator[Found]:
    yield from _moved(seen)
    yield from _closed(seen)
    yield from _handed_over(seen)
    yield from _read_so_far(seen)
    still_open = [each for each, shift in seen.shifts.items() if shift is not None and shift.closed_at is None]
    if len(still_open) > 1:
        yield Found(Harm.DOUBLED, f"{len(still_open)} shifts are open at one counter")


def _moved(seen: Evidence) -> Iterator[Found]:
    """What was moved is stored once, as it was noted; nothing else is."""
    began = {note["id"]: note for note in seen.notebook.of("moving")}
    rows = {str(each.id): each for each in seen.drawer.movements}
    for note in seen.notebook.of("moved"):
        if note["id"] not in rows:
            yield Found(Harm.LOST, f"cash was moved ({note['id']}) and nothing of it is in the database")
    for key, row in rows.items():
        if key not in began:
            yield Found(Harm.DOUBLED, f"the movement {key} was made by nobody")
        elif began[key]["adds"] != row.into_drawer or began[key]["shift"] != str(row.shift_id):
            yield Found(Harm.ORACLE, f"the movement {key} is stored as {row.into_drawer}, noted {began[key]}")


def _closed(seen: Evidence) -> Iterator[Found]:
    """A close has happened, with row, entry, number and Z report, or nothing of it is there."""
    entries = [entry for entry in seen.entries if entry["act"] == Act.SHIFT_CLOSED]
    numbers = [entry["facts"]["z"] for entry in entries]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Found(Harm.ORACLE, f"the Z numbers are {numbers}")
    told = [entry["subject"] for entry in entries]
    stored = [str(each) for each, shift in seen.shifts.items() if shift is not None and shift.closed_at is not None]
    numbered = [str(close.shift_id) for close in seen.drawer.closes]
    on_paper = {str(job.shift_id) for job in seen.jobs if job.document is Document.CLOSING}
    if not sorted(told) == sorted(stored) == sorted(numbered) == sorted(on_paper):
        yield Found(Harm.LOST, f"closed half-way: told {told}, stored {stored}, numbered {numbered}, paper {on_paper}")
    for entry in entries:
        yield from _balanced(seen, entry)


def _balanced(seen: Evidence, entry: Entry) -> Iterator[Found]:
    """The count is one that was made, and a difference stands there with its reason."""
    facts, subject = entry["facts"], entry["subject"]
    made = [note["amount"] for note in seen.notebook.of("counting") if note["shift"] == subject]
    if facts["counted"] not in made:
        yield Found(Harm.ORACLE, f"the close {facts['z']} says {facts['counted']} was counted, the notes {made}")
    if facts["variance"] != facts["counted"] - facts["expected"]:
        yield Found(Harm.LOST, f"the close {facts['z']} hides a difference: {facts}")
    if facts["variance"] and not ("reason" in facts and ("approved_by" in facts or "clerk" in facts)):
        yield Found(Harm.ORACLE, f"the close {facts['z']} differs, and nobody was told why")
    handed = facts["counted"] if "handed_to" in facts else 0
    if facts["deposit"] != facts["counted"] - facts["stays"] - handed and not handed:
        yield Found(Harm.LOST, f"the close {facts['z']} pays in {facts['deposit']}")


def _handed_over(seen: Evidence) -> Iterator[Found]:
    """The giver's drawer is closed by the offer; only the receiver's shift follows, with what was noted as taken."""
    taken = {note["id"]: note["amount"] for note in seen.notebook.of("taking over")}
    for each in seen.drawer.handovers:
        giver = seen.shifts.get(each.shift_id)
        if giver is None or giver.closed_at is None:
            yield Found(Harm.DOUBLED, f"the drawer {each.id} was handed over, and its old shift is open")
        if each.state not in {HandoverState.ACCEPTED, HandoverState.DISPUTED} or each.next_shift_id is None:
            continue
        follows = seen.shifts.get(each.next_shift_id)
        if follows is None or (follows.clerk_id, follows.float_amount) != (each.receiver_id, taken.get(str(each.id))):
            yield Found(Harm.LOST, f"the drawer {each.id} was taken over by {follows}, noted was {taken}")
    yield from _opened(seen)


def _opened(seen: Evidence) -> Iterator[Found]:
    """While a drawer is between two clerks, nobody else opens the counter."""
    waiting = ""
    for entry in seen.entries:
        if entry["act"] == Act.HANDOVER_OFFERED:
            waiting = entry["subject"]
        elif entry["act"] in {Act.HANDOVER_ACCEPTED, Act.HANDOVER_DISPUTED, Act.HANDOVER_WITHDRAWN}:
            waiting = ""
        elif entry["act"] == Act.SHIFT_OPENED and waiting:
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: a shift began while {waiting} waited")


def _read_so_far(seen: Evidence) -> Iterator[Found]:
    """An X report says what was taken until then, and a clerk's not what the drawer must hold."""
    totals = {str(payment.id): payment.total for payment in seen.payments}
    taken: dict[str, int] = {}
    for entry in seen.entries:
        facts = entry["facts"]
        if entry["act"] == Act.PAYMENT_ACCEPTED:
            taken[facts["shift"]] = taken.get(facts["shift"], 0) + totals.get(entry["subject"], 0)
        elif entry["act"] == Act.X_REPORTED:
            said = sum(each.amount for each in read_sums(facts["takings"]).values())
            if said != taken.get(facts["shift"], 0):
                yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: an X report of {said}, taken were {taken}")
            if "drawer" in facts:
                yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: a clerk was told what the drawer must hold")


def added(seen: Evidence, shift_id: UUID) -> int:
    """What went into a drawer without a payer by the notes, less what went out; rupiah, as far as it is stored."""
    stored = {str(each.id) for each in seen.drawer.movements}
    notes = [note for note in seen.notebook.of("moving") if note["shift"] == str(shift_id) and note["id"] in stored]
    return sum(int(note["adds"]) for note in notes)


def begun_with(seen: Evidence, shift_id: UUID) -> int | None:
    """The float of a drawer that was taken over, by the notes; ``None`` for one that began from the vault."""
    of = [str(each.id) for each in seen.drawer.handovers if each.next_shift_id == shift_id]
    taken = [note["amount"] for note in seen.notebook.of("taking over") if note["id"] in of]
    return int(taken[-1]) if taken else None
