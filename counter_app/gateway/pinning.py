"""Which authorities may vouch for the host: those whose public key the settings pin, and no others.

A pin is base64 of SHA-256 over an authority's SubjectPublicKeyInfo (as in RFC 7469), so it outlives the renewal of the
certificate. The authority is pinned and not the host: the host may change its key every month. None but pinned ones are
ever given to the TLS library, so the handshake itself fails for whatever another one signed, before a byte is sent.
One pin is in use; another one, whose key the host's operator keeps in a safe, is for the day the first is lost.
"""

import base64
import hashlib
import ssl
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

PIN_BYTES = 32


class NotPinned(Exception):
    """A file of authorities holds one that the settings do not pin. The text names its pin."""


def pins_of(ca_path: Path) -> tuple[str, ...]:
    """The pins of the authorities in a PEM file. Raises ``OSError``, or ``ValueError`` when it holds none."""
    return tuple(_pin(each) for each in _authorities(ca_path.read_bytes()))


def trust(context: ssl.SSLContext, ca_path: Path, pins: Collection[str]) -> None:
    """Let ``context`` trust the authorities in a PEM file, which must all be among ``pins`` where there are any.

    The file is read once: what was checked is what is trusted. Raises ``NotPinned``, ``OSError`` or ``ValueError``.
    """
    pem = ca_path.read_bytes()
    authorities = _authorities(pem)
    for pin in map(_pin, authorities):
        if pins and pin not in pins:
            raise NotPinned(pin)
    context.load_verify_locations(cadata=pem.decode("ascii", "replace"))


def is_pin(text: str) -> bool:
    """Whether it can be a pin: 32 bytes in base64, as ``pins_of`` writes them."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return False
    return len(raw) == PIN_BYTES and base64.b64encode(raw).decode() == text


def _authorities(pem: bytes) -> "Sequence[Certificate]":
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(pem)


def _pin(certificate: "Certificate") -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
