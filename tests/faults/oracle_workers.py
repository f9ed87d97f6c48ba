"""New workers: each application that was told to count is kept, and the host has it once."""

from collections import Counter as Tally
from collections.abc import Iterator

from counter_app.domain.journal import Act
from counter_app.domain.registration import ON_ITS_WAY, RegistrationState
from tests.faults.evidence import Evidence, Found, Harm


def always(seen: Evidence) -> Iterator[Found]:
    yield from _kept(seen)
    yield from _sent(seen)


def _kept(seen: Evidence) -> Iterator[Found]:
    rows = {str(each.id): each for each in seen.registrations}
    begun = {note["id"] for note in seen.notebook.of("registering")}
    for note in seen.notebook.of("registered"):
        if note["id"] not in rows or rows[note["id"]].submitted_at is None:
            yield Found(Harm.LOST, f"an application was taken ({note['id']}) and is not in the database")
    for key in rows.keys() - begun:
        yield Found(Harm.DOUBLED, f"the application {key} was made by nobody")
    told = {each.key: each for each in seen.registered}
    for key, row in rows.items():
        issued = row.state is RegistrationState.ISSUED
        if issued and (key not in told or row.issue is None or told[key].kpj != row.issue.kpj):
            yield Found(Harm.LOST, f"{row.number} has a card that the host did not issue")


def _sent(seen: Evidence) -> Iterator[Found]:
    """The host has each once, and none that was not tried."""
    rows = {str(each.id) for each in seen.registrations}
    tried = {entry["subject"] for entry in seen.entries if entry["act"] == Act.REGISTRATION_ATTEMPT}
    for each in seen.registered:
        if each.key not in rows:
            yield Found(Harm.DOUBLED, f"the host has an application {each.key} that is not here")
        elif each.key not in tried:
            yield Found(Harm.ORACLE, f"the host has {each.key}, and no attempt of it was committed")
    for nik, times in Tally(each.nik for each in seen.registered).items():
        if times > 1:
            yield Found(Harm.DOUBLED, f"the host has {times} applications of one worker ({nik[:6]}…)")


def at_rest(seen: Evidence) -> Iterator[Found]:
    """Everything is decided, and host and counter agree about it."""
    told = {each.key: each.state for each in seen.registered}
    for row in seen.registrations:
        if row.state in ON_ITS_WAY:
            yield Found(Harm.STUCK, f"the application {row.number} is still {row.state}")
        elif row.state is RegistrationState.REFUSED:
            yield Found(Harm.ORACLE, f"the application {row.number} was refused: {row.refusal}")
        if told.get(str(row.id)) == "ACCEPTED" and row.state is not RegistrationState.ISSUED:
            yield Found(Harm.LOST, f"the host registered {row.number}, which is {row.state} here")
