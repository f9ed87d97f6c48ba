"""What the host says it holds is believed only if it can be a head of this counter's journal."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from counter_app.domain.anchor import Anchor
from counter_app.domain.errors import Unavailable
from counter_app.gateway.answers import Answer
from counter_app.gateway.wire import encode
from counter_app.gateway.wire_anchor import held, request

HEAD = "5f" * 32


def answer(code: str = "2009600", **changed: Any) -> Answer:
    said = {
        "responseCode": code,
        "responseMessage": "Successful",
        "counterId": "01",
        "sequence": 12,
        "head": HEAD,
        "anchoredAt": "2026-11-22T09:15:04+07:00",
    } | changed
    return Answer(int(code[:3]), code, "said", "2026-11-22T09:15:04+07:00", json.dumps(said).encode())


def test_what_is_told() -> None:
    told = json.loads(encode(request("01", 12, HEAD, date(2026, 11, 22))))
    assert told == {"counterId": "01", "sequence": 12, "head": HEAD, "businessDate": "2026-11-22"}


@pytest.mark.parametrize("code", ["2009600", "4099601"])
def test_a_refusal_says_what_is_held_just_as_well(code: str) -> None:
    assert held(answer(code), "01") == Anchor(12, HEAD, datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    "changed",
    [
        {"counterId": "02"},
        {"sequence": -1},
        {"sequence": 2**53},
        {"sequence": 10**30},
        {"head": "Z" * 64},
        {"head": HEAD + "\n"},
        {"anchoredAt": "2026-11-22T09:15:04"},
        {"anchoredAt": "yesterday"},
        {"sequence": "twelve"},
    ],
)
def test_what_makes_no_sense_is_no_answer(changed: dict[str, Any]) -> None:
    with pytest.raises(Unavailable):
        held(answer(**changed), "01")


@pytest.mark.parametrize("code", ["4099600", "5009600", "4039601", "2029600"])
def test_any_other_case_is_no_answer(code: str) -> None:
    with pytest.raises(Unavailable, match=code):
        held(answer(code), "01")
