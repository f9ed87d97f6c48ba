"""What the code on a registration slip says: how the application stands, in one signed line.

``LD1:OFFICE*COUNTER*NUMBER*STATE*PAYER*CARD*HEAD*TIME.SIGNATURE``

The alphabet, the signature and the way of checking are a receipt's (``domain/proof.py``); what it begins with keeps the
one from being taken for the other. Of NIK and KPJ it holds the last four digits: enough to lay it beside a card.
"""

import base64
import re
from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.proof import HEAD_LENGTH, LONGEST, UnreadableProof, base32, escaped, unescaped
from counter_app.domain.registration_slip import RegistrationSlip, RegistrationStanding

PREFIX = "LD1:"
_STATES = {standing.value.upper(): standing for standing in RegistrationStanding}
_FORM = re.compile(
    r"LD1:(?P<office>[0-9A-Z%-]{1,48})"
    r"\*(?P<counter>[0-9A-Z%]{1,15})"
    r"\*(?P<number>D-[0-9A-F]{4}-[0-9A-F]{4})"
    rf"\*(?P<state>{'|'.join(_STATES)})"
    r"\*(?P<payer>[0-9]{4})"
    r"\*(?P<card>(?:[0-9]{4})?)"
    rf"\*(?P<head>[0-9A-F]{{{HEAD_LENGTH}}})"
    r"\*(?P<at>2[0-9]{7}T[0-9]{6}[+-][0-9]{4})"
    r"\.(?P<signature>[A-Z2-7]{103})"
)
_OFFICE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,15}")
_COUNTER = re.compile(r"[0-9A-Za-z]{1,5}")


@dataclass(frozen=True, slots=True)
class RegistrationProof:
    """What is signed. ``number``: the application's. ``payer``, ``card``: the last four digits of NIK and KPJ, the latter
    empty until the card is issued. ``head``: the first ``HEAD_LENGTH`` hex digits of the hash of the journal entry by
    which the application counts; ``at``: when that was, to the second, in the office's zone.
    """

    office_id: str
    counter_id: str
    number: str
    standing: RegistrationStanding
    payer: str
    card: str
    head: str
    at: datetime

    @property
    def statement(self) -> str:
        """The canonical form; its ASCII bytes are what is signed."""
        fields = (
            escaped(self.office_id),
            escaped(self.counter_id),
            self.number,
            self.standing.value.upper(),
            self.payer,
            self.card,
            self.head.upper(),
            self.at.strftime("%Y%m%dT%H%M%S%z"),
        )
        return f"{PREFIX}{'*'.join(fields)}"

    @property
    def counter(self) -> tuple[str, str]:
        """Office and counter, whose key signed it."""
        return self.office_id, self.counter_id


def registration_proof(slip: RegistrationSlip, journal_hash: str) -> RegistrationProof:
    """What a slip proves. ``journal_hash``: hex hash of the entry by which the application counts."""
    return RegistrationProof(
        office_id=slip.office.id,
        counter_id=slip.office.counter_id,
        number=slip.number,
        standing=slip.standing,
        payer=slip.masked_nik[-4:],
        card=slip.kpj[-4:],
        head=journal_hash[:HEAD_LENGTH],
        at=slip.at.replace(microsecond=0),
    )


def signed_slip(proof: RegistrationProof, signature: bytes) -> str:
    """What the code holds. ``signature``: 64 bytes of Ed25519 over the statement's ASCII bytes."""
    return f"{proof.statement}.{base32(signature)}"


def read_registration_proof(text: str) -> tuple[RegistrationProof, bytes]:
    """Proof and signature of a text, by its form alone, as ``read_proof`` does. Raises ``UnreadableProof``."""
    if len(text) > LONGEST:
        raise UnreadableProof("too long")
    whole = "".join(text.split())
    match = _FORM.fullmatch(whole)
    if match is None:
        raise UnreadableProof("not of the form of a registration's proof")
    try:
        proof = _proof(match)
        signature = base64.b32decode(match["signature"] + "=")
    except ValueError as error:
        raise UnreadableProof("its fields cannot be") from error
    possible = _OFFICE.fullmatch(proof.office_id) and _COUNTER.fullmatch(proof.counter_id)
    if signed_slip(proof, signature) != whole or not possible:
        raise UnreadableProof("written in another way than a counter writes it")
    return proof, signature


def _proof(match: re.Match[str]) -> RegistrationProof:
    return RegistrationProof(
        office_id=unescaped(match["office"]),
        counter_id=unescaped(match["counter"]),
        number=match["number"],
        standing=_STATES[match["state"]],
        payer=match["payer"],
        card=match["card"],
        head=match["head"].lower(),
        at=datetime.strptime(match["at"], "%Y%m%dT%H%M%S%z"),
    )
