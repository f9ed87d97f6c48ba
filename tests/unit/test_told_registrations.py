"""What a journal tells of applications: what no rule allows is named."""

from uuid import uuid4

import pytest

from counter_app.domain.journal import Act
from counter_app.services.told_registrations import ToldRegistrations

KEY = str(uuid4())
DRAFTED, CONSENTED = Act.REGISTRATION_DRAFTED, Act.REGISTRATION_CONSENTED
SUBMITTED, ATTEMPT, WITHDRAWN = Act.REGISTRATION_SUBMITTED, Act.REGISTRATION_ATTEMPT, Act.REGISTRATION_WITHDRAWN
OUTCOME, PAID = Act.REGISTRATION_OUTCOME, Act.REGISTRATION_PAID


def an_entry(act: Act, actor: str = "1001", **facts: object) -> dict[str, object]:
    return {"act": act.value, "actor": actor, "subject": KEY, "facts": {"number": "D-1"} | facts}


def faults(*entries: dict[str, object]) -> list[str]:
    told = ToldRegistrations()
    return [fault for fault in (told.note(entry) for entry in entries) if fault]


SENT = (an_entry(DRAFTED), an_entry(CONSENTED), an_entry(SUBMITTED), an_entry(ATTEMPT))
ISSUED = (*SENT, an_entry(OUTCOME, state="ISSUED"))


@pytest.mark.parametrize(
    "entries",
    [
        (an_entry(DRAFTED), an_entry(WITHDRAWN)),
        (*SENT, an_entry(OUTCOME, state="UNKNOWN"), an_entry(ATTEMPT), an_entry(OUTCOME, state="REFUSED")),
        (*ISSUED, an_entry(PAID, payment="p")),
        (*SENT[1:], an_entry(OUTCOME, state="PENDING"), an_entry(OUTCOME, state="ISSUED")),
        (*SENT, {**an_entry(PAID), "act": "registration.newer-than-this"}),
        ({"act": "payment.accepted", "actor": "1001", "subject": "x", "facts": {}},),
    ],
    ids=["withdrawn", "sent again", "paid", "off a list", "of a newer program", "about something else"],
)
def test_what_the_rules_allow_is_followed(entries: tuple[dict[str, object], ...]) -> None:
    assert faults(*entries) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ((an_entry(SUBMITTED),), "that no entry began"),
        ((an_entry(DRAFTED), an_entry(SUBMITTED)), "to which nobody had recorded consent"),
        ((an_entry(CONSENTED, "1002"), an_entry(SUBMITTED)), "to which nobody had recorded consent"),
        ((*SENT, an_entry(WITHDRAWN)), "from SENDING to WITHDRAWN"),
        ((*ISSUED, an_entry(ATTEMPT)), "sends registration D-1, which is ISSUED"),
        ((*ISSUED, an_entry(OUTCOME, state="REFUSED")), "from ISSUED to REFUSED"),
        ((*SENT, an_entry(PAID, payment="p")), "which has none to name"),
        ((*ISSUED, an_entry(PAID, payment="p"), an_entry(PAID, payment="q")), "which has none to name"),
    ],
)
def test_what_no_rule_allows_is_named(entries: tuple[dict[str, object], ...], fault: str) -> None:
    (told,) = faults(*entries)
    assert fault in told
