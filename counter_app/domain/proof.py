"""What the code on a receipt says: the payment in one signed line that anyone can check without a line to the host.

``LK1:NUMBER*TOTAL*MONTHS*STATE*REFERENCE*PAYER*HEAD*TIME.SIGNATURE``

Every character belongs to the QR code's alphanumeric set (ISO/IEC 18004), which takes two thirds of the room that
bytes take: the modules of a narrow printer stay large enough to be scanned from creased paper. The signature is in
Base32 for the same reason (base64url saves characters but needs bytes). The fields stay readable, so that whoever
scans the code with a plain telephone can lay it beside the paper. What the alphabet lacks is written ``%XX``.
"""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_to_bytes

from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.receipt import Receipt, Wording

HEAD_LENGTH = 16
"""Hex digits of the journal's hash that a proof carries: 64 bits, enough to find the entry and to pin it down."""

REFERENCE_LENGTH = 40
"""The most characters a host's reference may take; a longer one is cut off, so that the code always fits the paper."""

LONGEST = 1_000
"""Characters; a longer text is not looked at."""

_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-")
_STATES = {wording.value.upper(): wording for wording in Wording}
_FORM = re.compile(
    r"LK1:(?P<number>[0-9A-Z%-]{1,90})"
    r"\*(?P<total>0|[1-9][0-9]{0,14})"
    r"\*(?P<first>[0-9]{6})-(?P<last>[0-9]{6})/(?P<count>[1-9][0-9]?)"
    rf"\*(?P<state>{'|'.join(_STATES)})"
    rf"\*(?P<reference>[0-9A-Z%-]{{0,{REFERENCE_LENGTH}}})"
    r"\*(?P<payer>[0-9]{4})"
    rf"\*(?P<head>[0-9A-F]{{{HEAD_LENGTH}}})"
    r"\*(?P<at>2[0-9]{7}T[0-9]{6}[+-][0-9]{4})"
    r"\.(?P<signature>[A-Z2-7]{103})"
)
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,15}-[0-9A-Za-z]{1,5}-[0-9]{6,12}")


class UnreadableProof(ValueError):
    """A text that no counter ever printed."""


@dataclass(frozen=True, slots=True)
class ReceiptProof:
    """What is signed. ``total`` in rupiah; ``first`` and ``last`` of the ``months`` paid (a count).

    ``payer``: the last four digits of the NIK. ``head``: the first ``HEAD_LENGTH`` hex digits of the hash of the
    journal entry that accepted the payment. ``at``: when it was accepted, to the second, in the office's zone.
    """

    number: str
    total: Rupiah
    first: Month
    last: Month
    months: int
    wording: Wording
    host_reference: str | None
    payer: str
    head: str
    at: datetime

    @property
    def statement(self) -> str:
        """The canonical form; its ASCII bytes are what is signed, its beginning says what kind of text it is."""
        fields = (
            escaped(self.number),
            str(self.total),
            f"{_digits(self.first)}-{_digits(self.last)}/{self.months}",
            self.wording.value.upper(),
            escaped(self.host_reference or ""),
            escaped(self.payer),
            self.head.upper(),
            self.at.strftime("%Y%m%dT%H%M%S%z"),
        )
        return f"LK1:{'*'.join(fields)}"

    @property
    def counter(self) -> tuple[str, str]:
        """Office and counter, as the receipt number names them: neither a sequence nor a counter holds a dash."""
        office_id, counter_id, _ = self.number.rsplit("-", 2)
        return office_id, counter_id


def proof_of(receipt: Receipt, journal_hash: str) -> ReceiptProof:
    """What a receipt proves. ``journal_hash``: hex hash of the journal entry that accepted the payment."""
    months = receipt.bill.months
    return ReceiptProof(
        number=receipt.number,
        total=receipt.total,
        first=months[0],
        last=months[-1],
        months=len(months),
        wording=receipt.wording,
        host_reference=_clipped(receipt.host_reference) if receipt.host_reference else None,
        payer=receipt.masked_nik[-4:],
        head=journal_hash[:HEAD_LENGTH],
        at=receipt.at.replace(microsecond=0),
    )


def signed_text(proof: ReceiptProof, signature: bytes) -> str:
    """What the code holds. ``signature``: 64 bytes of Ed25519 over the statement's ASCII bytes."""
    return f"{proof.statement}.{base32(signature)}"


def read_proof(text: str) -> tuple[ReceiptProof, bytes]:
    """Proof and signature of a text, by its form alone: who signed it is not asked here.

    Spaces and line breaks are passed over, as a text that was copied from a document has some. There is one way to
    write a proof; raises ``UnreadableProof`` for any other text.
    """
    if len(text) > LONGEST:
        raise UnreadableProof("too long")
    whole = "".join(text.split())
    match = _FORM.fullmatch(whole)
    if match is None:
        raise UnreadableProof("not of the form of a proof")
    try:
        proof = _proof(match)
        signature = base64.b32decode(match["signature"] + "=")
    except ValueError as error:
        raise UnreadableProof("its fields cannot be") from error
    if signed_text(proof, signature) != whole or not proof.first <= proof.last or not _is_inert(proof):
        raise UnreadableProof("written in another way than a counter writes it")
    return proof, signature


def _proof(match: re.Match[str]) -> ReceiptProof:
    proof = ReceiptProof(
        number=unescaped(match["number"]),
        total=Rupiah(int(match["total"])),
        first=_month(match["first"]),
        last=_month(match["last"]),
        months=int(match["count"]),
        wording=_STATES[match["state"]],
        host_reference=unescaped(match["reference"]) or None,
        payer=match["payer"],
        head=match["head"].lower(),
        at=datetime.strptime(match["at"], "%Y%m%dT%H%M%S%z"),
    )
    if not _NUMBER.fullmatch(proof.number):
        raise UnreadableProof("not a receipt number")
    return proof


def _is_inert(proof: ReceiptProof) -> bool:
    return (proof.host_reference or "").isprintable()


def _month(digits: str) -> Month:
    return Month(int(digits[:4]), int(digits[4:]))


def _digits(month: Month) -> str:
    return f"{month.year:04}{month.month:02}"


def base32(signature: bytes) -> str:
    """A signature in the code's alphabet."""
    return base64.b32encode(signature).decode("ascii").rstrip("=")


def escaped(text: str) -> str:
    """A field in the code's alphabet."""
    return "".join(character if character in _PLAIN else _coded(character) for character in text)


def _coded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))


def unescaped(text: str) -> str:
    """The field again. Raises ``ValueError`` for what ``escaped`` never wrote."""
    return unquote_to_bytes(text).decode()


def _clipped(reference: str) -> str:
    while len(escaped(reference)) > REFERENCE_LENGTH:
        reference = reference[:-1]
    return reference
