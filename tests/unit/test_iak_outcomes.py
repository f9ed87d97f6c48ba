"""What each of IAK's codes means for a payment, and that nothing else is an outcome."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.outbox import AlreadyPaid, HostReply, NoAnswer, NotKnown, Posted, Refused, Wait
from counter_app.gateway.iak import wire
from counter_app.gateway.iak.outcomes import DEPOSIT_WORDS, Ours, payment_outcome, status_outcome

EXCHANGES = Path(__file__).resolve().parents[1] / "data" / "iak"
OURS = Ours("6f6c1c9a-0000-4000-8000-000000000001", "40115-01-000001", "REF", "9920348", 1)
LISTED = {"00", "01", "04", "07", "17", "34", "37", "42"}


def read(told: dict[str, Any]) -> wire.Data:
    return wire.decode(json.dumps({"data": told}).encode(), wire.Reply).data


def recorded(name: str, **changes: Any) -> wire.Data:
    told = json.loads((EXCHANGES / f"{name}.json").read_text(encoding="utf-8"))["data"]
    desc = changes.pop("desc", {})
    return read(told | changes | {"desc": told["desc"] | desc if isinstance(desc, dict) else desc})


def bare(code: str, **named: Any) -> wire.Data:
    return read({"response_code": code, "message": "WORDS", **named})


@pytest.mark.parametrize(
    ("outcome", "name"), [(payment_outcome, "payment"), (status_outcome, "status"), (payment_outcome, "status")]
)
def test_a_posting_names_our_key_amount_payer_and_receipt(outcome: Any, name: str) -> None:
    reply = outcome(recorded(name), OURS)
    assert isinstance(reply, Posted)
    assert (reply.key, reply.amount, reply.customer_no) == (OURS.key, 20_300, "1271215712960003")
    assert reply.receipt_number == OURS.receipt
    assert reply.posting.host_reference == "160962"
    assert reply.posting.posted_at == datetime(2022, 5, 13, 17, 8, 9, tzinfo=UTC)
    assert (reply.posting.coverage_from, reply.posting.coverage_to) == (date(2022, 5, 11), date(2022, 6, 11))


@pytest.mark.parametrize("noref", [None, "", "  "])
def test_a_posting_without_a_reference_of_the_biller_has_iaks(noref: str | None) -> None:
    reply = payment_outcome(recorded("payment", noref=noref), OURS)
    assert isinstance(reply, Posted)
    assert reply.posting.host_reference == "IAK 9920348"


@pytest.mark.parametrize("changes", [{"ref_id": "OTHER"}, {"tr_id": 1}, {"ref_id": "", "tr_id": ""}])
def test_a_posting_of_another_inquiry_is_another_key(changes: dict[str, Any]) -> None:
    reply = payment_outcome(recorded("payment", **changes), OURS)
    assert isinstance(reply, Posted)
    assert reply.key != OURS.key


@pytest.mark.parametrize(
    "changes",
    [
        {"datetime": ""},  # an inquiry is answered with 00 as well
        {"datetime": "20229914000809"},
        {"datetime": "2022-05-14 00:08"},
        {"price": "20.300"},
        {"code": "PLNPOSTPAID"},
        {"status": 0},
        {"status": "2"},
        {"status": 3},
        {"desc": ""},
        {"desc": {"tgl_efektif": "soon"}},
        {"noref": "a\x1bb"},
        {"noref": "9" * 65},
    ],
)
def test_a_posting_that_makes_no_sense_is_no_answer_and_an_alarm(changes: dict[str, Any]) -> None:
    reply = payment_outcome(recorded("payment", **changes), OURS)
    assert isinstance(reply, NoAnswer)
    assert (reply.alarm, reply.code) == (True, "00")


@pytest.mark.parametrize("code", ["04", "07", "37"])
@pytest.mark.parametrize("outcome", [payment_outcome, status_outcome])
def test_only_these_codes_refuse_a_payment_for_good(outcome: Any, code: str) -> None:
    assert outcome(bare(code), OURS) == Refused(code, "WORDS")
    assert outcome(bare(code, ref_id="REF", tr_id=9_920_348), OURS) == Refused(code, "WORDS")


@pytest.mark.parametrize("code", ["01", "34"])
@pytest.mark.parametrize("outcome", [payment_outcome, status_outcome])
def test_already_paid_is_left_to_who_knows_whether_we_tried_before(outcome: Any, code: str) -> None:
    assert outcome(bare(code), OURS) == AlreadyPaid(code, "WORDS")


def test_a_deposit_that_is_too_low_waits_and_says_whose_it_is() -> None:
    assert payment_outcome(bare("17"), OURS) == Wait("17", DEPOSIT_WORDS)
    assert "deposit" in DEPOSIT_WORDS


@pytest.mark.parametrize("code", ["42", "17"])
def test_what_iak_never_took_is_sent_again(code: str) -> None:
    assert status_outcome(bare(code), OURS) == NotKnown(code)


@pytest.mark.parametrize("code", [*sorted({f"{number:02}" for number in range(210)} - LISTED), "", "0", "000", "XX"])
@pytest.mark.parametrize("outcome", [payment_outcome, status_outcome])
def test_every_other_code_is_pending_and_asked_about(outcome: Any, code: str) -> None:
    reply: HostReply = outcome(bare(code), OURS)
    assert isinstance(reply, NoAnswer)
    assert (reply.code, reply.alarm) == (code, False)


def test_a_payment_request_that_was_not_received_is_odd_in_answer_to_one() -> None:
    assert isinstance(payment_outcome(bare("42"), OURS), NoAnswer)


@pytest.mark.parametrize("named", [{"ref_id": "OTHER"}, {"tr_id": 1}])
@pytest.mark.parametrize("code", sorted(LISTED - {"00"}))
@pytest.mark.parametrize("outcome", [payment_outcome, status_outcome])
def test_a_refusal_of_another_payment_refuses_nothing(outcome: Any, code: str, named: dict[str, Any]) -> None:
    reply: HostReply = outcome(bare(code, **named), OURS)
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


@pytest.mark.parametrize("desc", ["", [], None])
def test_a_refusal_is_read_however_its_empty_fields_are_written(desc: Any) -> None:
    told = {"message": None, "tr_id": None, "ref_id": None, "hp": 1271215712960003, "price": None, "noref": None}
    assert payment_outcome(read({"response_code": "07", "desc": desc, **told}), OURS) == Refused("07", "")


def test_words_from_outside_are_made_harmless() -> None:
    told = read({"response_code": "07", "message": "FAILED\x1b[2J\n" + 300 * "x"})
    reply = payment_outcome(told, OURS)
    assert isinstance(reply, Refused)
    assert reply.words.isprintable()
    assert len(reply.words) <= 200
