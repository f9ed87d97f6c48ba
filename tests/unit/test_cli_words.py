"""Every reason has its sentence, with the facts it carries."""

import json
import re
from pathlib import Path

import pytest

import counter_app
from counter_app.cli.output import complain, say, say_json
from counter_app.cli.words import SENTENCES, sentence
from counter_app.domain.errors import Declined, DiskFull, Reason, Service, Unavailable, Untrusted

FACTS: dict[Reason, dict[str, str | int]] = {
    Reason.NOT_DIGITS: {"position": 9},
    Reason.NUMBER_LENGTH: {"typed": 9},
    Reason.NIK_LENGTH: {"typed": 15, "expected": 16},
    Reason.NIK_PROVINCE: {"code": "00"},
    Reason.NIK_DATE: {"typed": "321592"},
    Reason.PERIOD_WITHOUT_TARIFF: {"month": "2015-06"},
    Reason.MONTHS_NOT_OFFERED: {"months": 4, "offered": "1, 2, 3, 6, 12"},
    Reason.PROGRAMME_MANDATORY: {"programme": "JKK"},
    Reason.PROGRAMME_UNKNOWN: {"allowed": "JKK, JKM, JHT"},
    Reason.SECTOR_UNKNOWN: {"allowed": "transport, other"},
    Reason.LOGIN_WRONG: {"left": 4},
    Reason.USER_EXISTS: {"user": "1001"},
    Reason.LOGIN_LOCKED: {"minutes": 30},
    Reason.PIN_TOO_SHORT: {"least": 6},
    Reason.PERSON_UNKNOWN: {"user": "1001"},
    Reason.PERSON_IS_SELF: {"user": "1001"},
    Reason.PERSON_LAST: {"user": "9001", "role": "supervisor"},
    Reason.PERSON_HAS_SHIFT: {"user": "1001"},
    Reason.NOT_ALLOWED: {"right": "sell", "role": "auditor"},
    Reason.SHIFT_ALREADY_OPEN: {"clerk": "1001"},
    Reason.SHIFT_OF_ANOTHER: {"clerk": "1001"},
    Reason.DRAWER_SHORT: {"amount": 50_000},
    Reason.MOVED_ALREADY: {"amount": 50_000},
    Reason.HANDOVER_WAITING: {"giver": "1001", "receiver": "1002"},
    Reason.HANDOVER_OF_ANOTHER: {"giver": "1001", "receiver": "1002"},
    Reason.HANDOVER_RECEIVER: {"user": "3001"},
    Reason.PRINTER_NOT_THERE: {"host": "192.168.1.50", "port": 9100},
    Reason.CASH_SHORT: {"missing": 39_600},
    Reason.KEY_REUSED: {"receipt": "40115-01-000001"},
    Reason.ILLEGAL_TRANSITION: {"old": "CONFIRMED", "new": "CANCELLED"},
    Reason.HOST_REFUSED: {"code": "4002401"},
    Reason.APPROVAL_NEEDED: {"deed": "reverse"},
    Reason.WORDS_MISSING: {"least": 4},
    Reason.TOO_MANY_LETTERS: {"asked": 412, "most": 200},
    Reason.OFFLINE_LIMIT: {"limit": "count"},
    Reason.OFFLINE_STOPPED: {"limit": "count"},
    Reason.MONTH_TAKEN: {
        "month": "2026-11",
        "receipt": "40115-01-000001",
        "clerk": "1001",
        "counter": "02",
        "at": "22 Nov 09.15",
    },
    Reason.PAYER_UNCERTAIN: {"receipt": "40115-01-000001"},
    Reason.CLOCK_BACK: {"last": "23 Nov 09.15"},
    Reason.ALREADY_SENT: {"receipt": "40115-01-000001"},
    Reason.NOT_REVERSIBLE: {"receipt": "40115-01-000001", "state": "REJECTED"},
    Reason.REVERSAL_UNDER_WAY: {"receipt": "40115-01-000001"},
    Reason.REVERSAL_TOO_LATE: {"receipt": "40115-01-000001", "day": "21 Nov 2026"},
    Reason.HOST_CANNOT: {"what": "reversal"},
    Reason.REFUND_NOT_DUE: {"receipt": "40115-01-000001"},
    Reason.MONEY_IS_BACK: {"receipt": "40115-01-000001", "at": "2026-11-22 09:15", "clerk": "1001"},
    Reason.HOST_CONTRADICTS: {"receipt": "40115-01-000001"},
    Reason.NOT_IN_REVIEW: {"receipt": "40115-01-000001"},
    Reason.NOT_ASKED: {"receipt": "40115-01-000001"},
    Reason.QUEUE_FILE: {"what": "it is damaged"},
    Reason.SETTLEMENT_FILE: {"file_fault": "value", "row": 4, "column": "amount"},
    Reason.CASE_MOVED: {"state": "CLOSED"},
    Reason.CASE_OWNER: {"user": "1001"},
    Reason.CASE_PROPOSER: {"user": "9001"},
    Reason.TEXT_LENGTH: {"most": 100},
    Reason.SEX_UNKNOWN: {"allowed": "female, male"},
    Reason.AGE_TOO_LOW: {"age": 14, "least": 15},
    Reason.AGE_TOO_HIGH: {"age": 65, "most": 64},
    Reason.SECTOR_DIFFERS: {"sector": "transport"},
    Reason.PERIOD_PAST: {"month": "2026-11"},
    Reason.PERIOD_FAR: {"month": "2027-11"},
    Reason.HEIRS_TOO_MANY: {"most": 10},
    Reason.REGISTRATION_OPEN: {"number": "D-9F3A-61C2"},
    Reason.REGISTRATION_MOVED: {"number": "D-9F3A-61C2", "state": "PENDING"},
    Reason.LIST_FILE: {"what": "empty"},
    Reason.LIST_TWICE: {"line": 2},
    Reason.LIST_FAULTY: {"rows": 3},
    Reason.RECEIPT_NOT_FOUND: {"number": "40115-01-000009"},
}


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Reason)


@pytest.mark.parametrize("reason", list(Reason))
def test_a_sentence_uses_the_facts_its_reason_carries(reason: Reason) -> None:
    facts = FACTS.get(reason, {})
    said = sentence(Declined(reason, **facts))
    assert set(re.findall(r"{(\w+)}", SENTENCES[reason])) == set(facts)
    assert said[0].isupper() or said[0].isdigit() or reason is Reason.CASH_SHORT
    assert said.endswith(".")
    assert "{" not in said


def test_missing_cash_is_said_in_rupiah() -> None:
    assert sentence(Declined(Reason.CASH_SHORT, missing=39_600)) == "Rp39.600 are missing."


@pytest.mark.parametrize("service", list(Service))
def test_what_is_away_is_said_with_its_detail(service: Service) -> None:
    assert sentence(Unavailable(service, "time ran out")).endswith("(time ran out)")


@pytest.mark.parametrize("error", [DiskFull("4 MB are left"), Untrusted("the signature is not the host's")])
def test_a_full_disk_and_a_false_host_are_not_merely_away(error: Unavailable) -> None:
    said = sentence(error)
    assert said.endswith(f"({error.detail})")
    assert said != sentence(Unavailable(error.service, error.detail))


def test_every_reason_is_given_somewhere() -> None:
    """A reason that nothing raises would be a sentence that nobody can ever read."""
    package = Path(counter_app.__file__).parent
    sources = [file for file in package.rglob("*.py") if file.name not in {"errors.py", "words.py"}]
    program = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in program] == []


def test_what_is_quoted_in_a_complaint_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    complain("line 1\nname \x1b[2J\x9b1m\u202e – é")
    assert capsys.readouterr().err == "counter-app: line 1\nname \\u001b[2J\\u009b1m\\u202e – é\n"


def test_nor_can_what_is_quoted_in_an_answer_and_json_stays_json(capsys: pytest.CaptureFixture[str]) -> None:
    name = "Siti\x1b[2J\x9b\x7f\u202e\u2028 – é 🙂 \U000e0041"
    say(f"for {name}")
    shown = capsys.readouterr().out
    assert shown == "for Siti\\u001b[2J\\u009b\\u007f\\u202e\\u2028 – é 🙂 \\udb40\\udc41\n"
    say_json({"name": name})
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"name": name}
    assert not set(shown) & set("\x1b\x9b\x7f\u202e\u2028\U000e0041")
