"""The code on a registration slip: read back to the letter, and never taken for a receipt's."""

import re
from dataclasses import replace

import pytest

from counter_app.domain.proof import UnreadableProof, read_proof
from counter_app.domain.registration_proof import RegistrationProof, read_registration_proof, registration_proof
from counter_app.domain.registration_slip import RegistrationSlip, RegistrationStanding
from counter_app.receipt_keys import check_signature
from counter_app.services.proofs import Finding, examine
from tests.helpers.proofs import HEAD, SeedSigner, key_of
from tests.helpers.receipts import OFFICE
from tests.helpers.registration_slips import issued, received, refused, signed

KEYS = (key_of(SeedSigner()),)


def finding(text: str) -> Finding:
    return examine(text, KEYS, check_signature).finding


@pytest.mark.parametrize("slip", [received(), issued(), refused()], ids=lambda slip: slip.standing)
def test_what_is_written_is_read_again(slip: RegistrationSlip) -> None:
    proof, _ = read_registration_proof(signed(slip).proof)
    assert proof == registration_proof(slip, HEAD)
    assert proof.standing is slip.standing


def test_it_holds_four_digits_of_nik_and_kpj_and_no_name() -> None:
    text = issued().proof
    assert "*0011*1234*" in text
    assert "22000001234" not in text
    assert "RATNA" not in text


def test_an_office_of_any_name_is_read_again() -> None:
    office = replace(OFFICE, id="Pos-a1", counter_id="b2")
    proof, _ = read_registration_proof(signed(replace(received(), office=office)).proof)
    assert proof.counter == ("Pos-a1", "b2")


def test_what_the_counter_signed_is_genuine() -> None:
    verdict = examine(issued().proof, KEYS, check_signature)
    assert verdict.finding is Finding.GENUINE
    assert isinstance(verdict.proof, RegistrationProof)
    assert verdict.proof.standing is RegistrationStanding.ISSUED


@pytest.mark.parametrize(
    ("old", "new"), [("*RECEIVED*", "*ISSUED*"), ("*0011*", "*0012*"), ("D-9F3A", "D-9F3B"), ("**", "*1234*")]
)
def test_a_field_that_was_altered_is_a_forgery(old: str, new: str) -> None:
    assert finding(received().proof.replace(old, new)) is Finding.FORGED


@pytest.mark.parametrize(
    "text",
    [
        "LD1:",
        issued().proof.lower(),
        issued().proof[:-1],
        issued().proof.replace("LD1:", "LK1:"),
        issued().proof.replace("LD1:40111", "LD1:4%30111"),
        "LD1:" + "A" * 2_000,
        "LD1:D-9F3A-61C2*22000001234",
    ],
)
def test_what_no_counter_wrote_is_unreadable(text: str) -> None:
    assert finding(text) is Finding.UNREADABLE


def test_neither_kind_is_read_as_the_other() -> None:
    with pytest.raises(UnreadableProof):
        read_proof(issued().proof)


def test_a_key_of_another_counter_proves_nothing() -> None:
    slip = signed(replace(issued(), office=replace(OFFICE, counter_id="09")))
    assert finding(slip.proof) is Finding.UNKNOWN_COUNTER


def test_the_code_is_no_larger_than_a_receipts() -> None:
    assert len(issued().proof) <= 218


def test_a_moment_that_never_was_is_no_proof() -> None:
    text = received().proof
    day = re.search(r"\*(\d{8})T", text)
    assert day is not None
    with pytest.raises(UnreadableProof, match="cannot be"):
        read_registration_proof(text.replace(day[1], "20261399"))
