"""SNAP signatures, for both ends of the wire.

Source: Bank Indonesia, *Standar Nasional Open API Pembayaran* (SNAP), technical and security standard:
symmetric HMAC-SHA512 signatures for services, asymmetric RSA-SHA256 for the access token.
The signature over replies is this host's own addition.
"""

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey


def sign_request(secret: str, *, method: str, path: str, token: str, body: bytes, timestamp: str) -> str:
    """``X-SIGNATURE`` of a service request; ``body`` are the exact bytes sent, ``path`` without host."""
    return _hmac(secret, f"{method}:{path}:{token}:{_digest(body)}:{timestamp}")


def sign_reply(secret: str, *, code: str, body: bytes, external_id: str, timestamp: str) -> str:
    """``X-SIGNATURE`` of a reply; ``code`` is the seven-digit ``responseCode``."""
    return _hmac(secret, f"{code}:{_digest(body)}:{external_id}:{timestamp}")


def same_signature(expected: str, given: str) -> bool:
    """Compare two signatures in constant time."""
    return hmac.compare_digest(expected.encode(), given.encode())


def load_private_key(pem: bytes) -> "RSAPrivateKey":
    """Read an unencrypted RSA private key. Raises ``ValueError`` for anything else."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, UnsupportedAlgorithm) as error:
        raise ValueError("the private key is encrypted or of an unknown kind") from error
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("the private key is not an RSA key")  # noqa: TRY004 - one kind of error for every unusable file
    return key


def sign_token_request(key: "RSAPrivateKey", *, client_key: str, timestamp: str) -> str:
    """``X-SIGNATURE`` of the access-token request."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    signed = key.sign(f"{client_key}|{timestamp}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return base64.b64encode(signed).decode()


def verify_token_request(key: "RSAPublicKey", *, client_key: str, timestamp: str, signature: str) -> bool:
    """Whether ``signature`` is the client's over its key and timestamp."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    try:
        raw = base64.b64decode(signature, validate=True)
        key.verify(raw, f"{client_key}|{timestamp}".encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _hmac(secret: str, text: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha512).digest()).decode()
