"""Proofs on receipts and registration slips: signed when the paper is made, checked by whoever holds the counters' public keys.

A proof is made of the committed row and of the journal entry that accepted the payment, and Ed25519 signs the same
text the same way: every piece of paper about a payment in a given state carries the same code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.counter_key import CounterKey
from counter_app.domain.proof import ReceiptProof, UnreadableProof, proof_of, read_proof, signed_text
from counter_app.domain.receipt import Receipt
from counter_app.domain.registration_proof import (
    PREFIX,
    RegistrationProof,
    read_registration_proof,
    registration_proof,
    signed_slip,
)
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.training import MARK, is_training, marked_code
from counter_app.services.ports import KeyRing, ReceiptSigner, SignatureCheck


class Finding(StrEnum):
    """What a check found. ``UNKNOWN_COUNTER`` is no accusation: the key may not have arrived here yet.

    ``TRAINING``: made by somebody who was learning; nothing was paid, whoever signed it.
    """

    GENUINE = "genuine"
    RETIRED_KEY = "retired-key"
    UNKNOWN_COUNTER = "unknown-counter"
    FORGED = "forged"
    UNREADABLE = "unreadable"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``proof``: what the text says, believed only when ``finding`` is ``GENUINE``; ``key``: whose signature it bears."""

    finding: Finding
    proof: ReceiptProof | RegistrationProof | None = None
    key: CounterKey | None = None


def examine(text: str, keys: Sequence[CounterKey], check: SignatureCheck) -> Verdict:
    """Whether a counter signed ``text``, as far as ``keys`` can tell. Any text may be given."""
    if text.strip().startswith(f"{MARK}:"):
        return Verdict(Finding.TRAINING)
    try:
        proof, signature = _read(text)
    except UnreadableProof:
        return Verdict(Finding.UNREADABLE)
    if is_training(proof.counter[0]):
        return Verdict(Finding.TRAINING)
    own = [key for key in keys if (key.office_id, key.counter_id) == proof.counter]
    if not own:
        return Verdict(Finding.UNKNOWN_COUNTER, proof)
    message = proof.statement.encode("ascii")
    signer = next((key for key in own if check(key.public_key, message, signature)), None)
    if signer is None:
        return Verdict(Finding.FORGED, proof)
    if signer.retired_by(proof.at):
        return Verdict(Finding.RETIRED_KEY, proof, signer)
    return Verdict(Finding.GENUINE, proof, signer)


def _read(text: str) -> tuple[ReceiptProof | RegistrationProof, bytes]:
    return read_registration_proof(text) if text.strip().startswith(PREFIX) else read_proof(text)


class Proofs:
    """Signs with this counter's key, and checks with all that are known here."""

    def __init__(self, signer: ReceiptSigner, ring: KeyRing, check: SignatureCheck) -> None:
        self._signer = signer
        self._ring = ring
        self._check = check

    def text(self, receipt: Receipt, journal_hash: str) -> str:
        """The signed text for a receipt's code. ``journal_hash``: of the entry that accepted the payment."""
        proof = proof_of(receipt, journal_hash)
        if not receipt.office.is_training:
            return signed_text(proof, self._signer.sign(proof.statement.encode("ascii")))
        # The mark is signed too: taken off, what is left was signed by nobody.
        return marked_code(signed_text(proof, self._signer.sign(marked_code(proof.statement).encode("ascii"))))

    def slip_text(self, slip: RegistrationSlip, journal_hash: str) -> str:
        """The signed text for a registration slip's code. ``journal_hash``: of the entry by which it counts."""
        proof = registration_proof(slip, journal_hash)
        if not slip.office.is_training:
            return signed_slip(proof, self._signer.sign(proof.statement.encode("ascii")))
        return marked_code(signed_slip(proof, self._signer.sign(marked_code(proof.statement).encode("ascii"))))

    def verify(self, text: str) -> Verdict:
        """Whether a text is a counter's, without a line. Raises ``Unavailable`` when the keys cannot be read."""
        return examine(text, self._ring.known(), self._check)
