"""Who was let in: five wrong PINs shut somebody out, whatever is restarted and whatever the clock says."""

from collections.abc import Iterator

from counter_app.domain.lock_out import WRONG_PINS_ALLOWED
from tests.faults.evidence import Evidence, Found, Harm


def always(seen: Evidence) -> Iterator[Found]:
    """A try counts once it is certain that it was made; one during which the program died may count or not."""
    begun = ended = 0
    for note in seen.notebook.of("guessing", "guessed", "auditor"):
        begun += note["what"] == "guessing"
        ended += note["what"] == "guessed"
        if note["what"] != "auditor":
            continue
        if ended >= WRONG_PINS_ALLOWED and note["let_in"]:
            yield Found(Harm.ORACLE, f"after {ended} wrong PINs somebody was let in")
        if begun < WRONG_PINS_ALLOWED and not note["let_in"]:
            yield Found(Harm.ORACLE, f"after {begun} wrong PINs the right one was refused: {note['reason']}")
        if note["let_in"]:
            begun = ended = 0
