"""Is this receipt one of ours? Asked without a line, answered by the counters' public keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.proof import ReceiptProof, read_proof, signed_text
from counter_app.receipt_keys import check_signature
from counter_app.services.proofs import Finding, Proofs, examine
from tests.helpers.proofs import HEAD, PocketRing, SeedSigner, key_of, proven
from tests.helpers.receipts import AT, accepted, confirmed

OURS, THEIRS = SeedSigner(1), SeedSigner(2)
RING = PocketRing(key_of(OURS), key_of(THEIRS, counter="04"))
TEXT = proven(confirmed(), OURS)
PRINTABLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E)


def finding(text: str) -> Finding:
    return examine(text, RING.known(), check_signature).finding


def test_what_the_counter_signed_is_genuine_and_says_which_counter() -> None:
    verdict = Proofs(OURS, RING, check_signature).verify(TEXT)
    assert verdict.finding is Finding.GENUINE
    assert verdict.key == key_of(OURS)
    assert isinstance(verdict.proof, ReceiptProof)
    assert (verdict.proof.number, verdict.proof.total) == ("40111-03-000127", 289_600)


def test_the_same_receipt_is_proven_by_the_same_text() -> None:
    proofs = Proofs(OURS, RING, check_signature)
    assert proofs.text(confirmed(), HEAD) == proofs.text(confirmed(), HEAD) == TEXT
    assert proofs.text(accepted(), HEAD) != TEXT


@given(st.integers(0, len(TEXT) - 1), PRINTABLE)
def test_any_changed_character_makes_it_not_genuine(place: int, character: str) -> None:
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    assert (finding(changed) is Finding.GENUINE) == (changed == TEXT)


@given(st.integers(0, len(TEXT)), PRINTABLE)
def test_any_added_or_missing_character_makes_it_not_genuine(place: int, character: str) -> None:
    assert finding(TEXT[:place] + character + TEXT[place:]) is not Finding.GENUINE
    if place < len(TEXT):
        assert finding(TEXT[:place] + TEXT[place + 1 :]) is not Finding.GENUINE


@given(st.integers(0, 511))
def test_any_changed_bit_of_the_signature_is_found(bit: int) -> None:
    proof, signature = read_proof(TEXT)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8
    assert finding(signed_text(proof, bytes(changed))) is Finding.FORGED


@pytest.mark.parametrize(
    ("old", "new"), [("*289600*", "*28960*"), ("*BERHASIL*", "*DITERIMA*"), ("000127", "000128"), ("/3", "/9")]
)
def test_a_field_that_was_altered_is_a_forgery(old: str, new: str) -> None:
    assert old in TEXT
    assert finding(TEXT.replace(old, new)) is Finding.FORGED


def test_another_counters_key_proves_nothing_for_this_one() -> None:
    assert finding(proven(confirmed(), THEIRS)) is Finding.FORGED


def test_a_signature_taken_from_another_receipt_proves_nothing() -> None:
    _, signature = read_proof(TEXT)
    proof, _ = read_proof(proven(accepted(), OURS))
    assert finding(signed_text(proof, signature)) is Finding.FORGED


@pytest.mark.parametrize("number", ["40111-05-000127", "40112-03-000127"])
def test_a_counter_nobody_has_told_of_is_unknown_and_not_accused(number: str) -> None:
    verdict = examine(proven(replace(confirmed(), number=number), OURS), RING.known(), check_signature)
    assert (verdict.finding, verdict.key) == (Finding.UNKNOWN_COUNTER, None)


def test_nothing_is_genuine_where_no_key_is_known() -> None:
    assert examine(TEXT, (), check_signature).finding is Finding.UNKNOWN_COUNTER


@pytest.mark.parametrize("text", ["", "LK1:", "x" * 5_000, "[" + TEXT + "]"])
def test_what_no_counter_wrote_is_unreadable(text: str) -> None:
    assert finding(text) is Finding.UNREADABLE


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (AT.astimezone(UTC) + timedelta(seconds=1), Finding.GENUINE),
        (AT.astimezone(UTC), Finding.RETIRED_KEY),
        (datetime(2026, 11, 2, tzinfo=UTC), Finding.RETIRED_KEY),
    ],
)
def test_a_key_put_out_of_use_proves_what_it_signed_before(until: datetime, expected: Finding) -> None:
    ring = PocketRing(key_of(OURS, until=until))
    assert Proofs(OURS, ring, check_signature).verify(TEXT).finding is expected


def test_after_a_new_key_the_old_papers_and_new_copies_of_them_are_genuine() -> None:
    ring = PocketRing(key_of(OURS, until=AT + timedelta(days=1)), key_of(THEIRS))
    for signer in (OURS, THEIRS):
        assert examine(proven(confirmed(), signer), ring.known(), check_signature).finding is Finding.GENUINE


@pytest.mark.parametrize("public_key", [b"", bytes(31), bytes(32), b"\xff" * 32, bytes(33)])
def test_a_key_that_is_none_signs_nothing(public_key: bytes) -> None:
    assert not check_signature(public_key, b"message", bytes(64))
