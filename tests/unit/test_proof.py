"""The text in a receipt's code: one way to write it, and nothing else is read."""

import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.money import LARGEST, Rupiah
from counter_app.domain.months import Month
from counter_app.domain.proof import (
    LONGEST,
    REFERENCE_LENGTH,
    ReceiptProof,
    UnreadableProof,
    proof_of,
    read_proof,
    signed_text,
)
from counter_app.domain.receipt import Wording
from counter_app.printing.qr import symbol
from tests.helpers.proofs import HEAD, proven
from tests.helpers.receipts import accepted, by_qris, confirmed, rejected

QR_ALPHANUMERIC = set(string.digits + string.ascii_uppercase + " $%*+-./:")
SIGNATURE = bytes(range(64))
MONTHS = st.builds(Month, st.integers(1900, 9999), st.integers(1, 12))
REFERENCES = st.none() | st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x7E) | st.sampled_from("é陈 "), min_size=1, max_size=12
).filter(str.isprintable)


@st.composite
def proofs(draw: st.DrawFn) -> ReceiptProof:
    office = draw(st.from_regex(r"[0-9A-Za-z][0-9A-Za-z-]{0,15}", fullmatch=True))
    counter = draw(st.from_regex(r"[0-9A-Za-z]{1,5}", fullmatch=True))
    first, last = sorted(draw(st.tuples(MONTHS, MONTHS)))
    zone = timezone(timedelta(minutes=draw(st.integers(-720, 840))))
    at = datetime(2000, 1, 2, tzinfo=zone) + timedelta(seconds=draw(st.integers(0, 30 * 10**9)))
    reference = draw(REFERENCES)
    return ReceiptProof(
        number=f"{office}-{counter}-{draw(st.integers(1, 999_999_999)):06}",
        total=Rupiah(draw(st.integers(0, LARGEST))),
        first=first,
        last=last,
        months=draw(st.integers(1, 99)),
        wording=draw(st.sampled_from(Wording)),
        host_reference=reference,
        payer=f"{draw(st.integers(0, 9999)):04}",
        head=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        at=at,
    )


@given(proofs(), st.binary(min_size=64, max_size=64))
def test_what_is_written_is_read_again(proof: ReceiptProof, signature: bytes) -> None:
    text = signed_text(proof, signature)
    assume(len(proof.statement.split("*")[4]) <= REFERENCE_LENGTH)
    assert read_proof(text) == (proof, signature)
    assert set(text) <= QR_ALPHANUMERIC


def test_a_receipts_proof_says_what_the_paper_says() -> None:
    assert proof_of(confirmed(), HEAD).statement == (
        "LK1:40111-03-000127*289600*202611-202701/3*BERHASIL*BPU2026112200004711*0002*5F2C9F0C1A7D4F2B"
        "*20261122T091504+0700"
    )
    assert "*DITERIMA**0002*" in proof_of(accepted(), HEAD).statement
    assert proof_of(rejected(), HEAD).wording is Wording.REJECTED


def test_a_proof_holds_four_digits_of_the_payer_and_no_name() -> None:
    text = proven(confirmed())
    assert "SITI" not in text
    assert "4417" not in text, "the KPJ"


@pytest.mark.parametrize("receipt", [confirmed(), accepted(), by_qris(), rejected()])
def test_the_code_stays_below_the_size_that_a_narrow_printer_prints_coarsely(receipt: object) -> None:
    code = symbol(proven(receipt))  # type: ignore[arg-type] # a receipt
    assert code.side == 49, "version 8: 6 dots a module on 384 dots"


def test_the_longest_reference_is_cut_and_the_receipt_still_proven() -> None:
    endless = replace(confirmed(), host_reference="bpu/é" * 12)
    proof, _ = read_proof(proven(endless))
    assert proof.host_reference is not None
    assert endless.host_reference is not None
    assert endless.host_reference.startswith(proof.host_reference)
    assert 0 < len(proof.host_reference) < len(endless.host_reference)


def test_line_breaks_of_a_copied_text_are_passed_over() -> None:
    text = proven(confirmed())
    broken = "\n ".join(text[start : start + 32] for start in range(0, len(text), 32))
    assert read_proof(f" {broken}\r\n") == read_proof(text)


GOOD = signed_text(proof_of(confirmed(), HEAD), SIGNATURE)
HOSTILE = {
    "empty": "",
    "a web address": "https://example.invalid/?q=LK1:40111",
    "the old summary": "LOKET1|40111-03-000127|289600|2026-11..2027-01|berhasil|-|0002",
    "endless": "LK1:" + "A" * LONGEST,
    "small letters": GOOD.lower(),
    "another version": GOOD.replace("LK1:", "LK2:"),
    "no signature": GOOD.partition(".")[0],
    "a signature too long": GOOD + "A",
    "spare bits set": GOOD[:-1] + chr(ord(GOOD[-1]) + 1),
    "a thirteenth month": GOOD.replace("202611-", "202613-"),
    "months in the wrong order": GOOD.replace("202611-202701", "202701-202611"),
    "no such day": GOOD.replace("20261122T", "20261131T"),
    "no such hour": GOOD.replace("T091504", "T241504"),
    "leading zeros": GOOD.replace("*289600*", "*0289600*"),
    "a number of no counter": GOOD.replace("40111-03-000127", "40111000127"),
    "escaped without need": GOOD.replace("BPU", "%42PU"),
    "escaped in small letters": GOOD.replace("BPU", "%e9PU"),
    "half an escape": GOOD.replace("BPU", "BP%4"),
    "bytes that are no text": GOOD.replace("BPU", "%FF"),
    "a control byte": GOOD.replace("BPU", "%1B"),
    "a direction mark": GOOD.replace("BPU", "%E2%80%AE"),
    "digits of another script": GOOD.replace("0002", "٠٠٠٢"),
    "a NUL": GOOD.replace("*0002*", "*000\0*"),
    "a lone surrogate": GOOD.replace("*0002*", "*000\ud800*"),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_no_counter_wrote_is_not_read(text: str) -> None:
    assert read_proof(GOOD)
    with pytest.raises(UnreadableProof):
        read_proof(text)


@given(st.text(max_size=400) | st.text(sorted(QR_ALPHANUMERIC), max_size=400).map(lambda rest: f"LK1:{rest}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(UnreadableProof):
        read_proof(text)


def test_a_time_is_told_in_the_offices_zone() -> None:
    proof, _ = read_proof(proven(by_qris()))
    assert proof.at == datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
