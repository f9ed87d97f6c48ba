"""Signatures, external ids, and the words of a host."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from counter_app.gateway.answers import one_line
from counter_app.gateway.client import new_external_id
from counter_app.gateway.signing import (
    load_private_key,
    same_signature,
    sign_reply,
    sign_request,
    sign_token_request,
    verify_token_request,
)

EXPECTED_REQUEST = "qvUk2wbyeyYV5oJYpH0l4EKwd9iTjR/UNiZNuR6ML5QfKo4hDX4Pabv22EeADvFI0meL+EeOIBK8PbBURx/DmA=="
EXPECTED_REPLY = "OG92FiHfXIlxpfMk6ToQoZ2oFva2ZYC+J8hg+egqRKAw1eJ4C+z5pr8NgziGAuIo+dE9MPXxu7N/DddfsZznUg=="
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, lock: KeySerializationEncryption) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def test_a_request_is_signed_as_the_standard_writes_it() -> None:
    """Both expected values come from the openssl program: HMAC-SHA512 over METHOD:PATH:TOKEN:sha256(body):time."""
    signature = sign_request(
        "secret", method="POST", path="/p", token="t", body=b"{}", timestamp="2026-11-22T09:15:04+07:00"
    )
    assert signature == EXPECTED_REQUEST


def test_a_reply_is_signed_over_code_body_id_and_time() -> None:
    signature = sign_reply("secret", code="2002500", body=b"{}", external_id="1", timestamp="2026-11-22T09:15:04+07:00")
    assert signature == EXPECTED_REPLY


def test_a_token_request_verifies_with_the_public_key_and_not_otherwise() -> None:
    signature = sign_token_request(load_private_key(pem(RSA, NoEncryption())), client_key="loket", timestamp="now")
    public = RSA.public_key()
    assert verify_token_request(public, client_key="loket", timestamp="now", signature=signature)
    assert not verify_token_request(public, client_key="loket", timestamp="then", signature=signature)
    assert not verify_token_request(public, client_key="loket", timestamp="now", signature="not base64!")
    assert not verify_token_request(public, client_key="loket", timestamp="now", signature="AAAA")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing",
        pem(RSA, BestAvailableEncryption(b"word")),
        pem(ec.generate_private_key(ec.SECP256R1()), NoEncryption()),
    ],
    ids=["nothing at all", "no key", "a locked one", "one of a curve"],
)
def test_only_an_open_rsa_key_is_taken(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_private_key(content)


def test_signatures_with_odd_characters_are_compared_and_not_choked_on() -> None:
    assert same_signature("é", "é")
    assert not same_signature("abc", "é")


def test_no_external_id_comes_twice_however_many_threads_ask() -> None:
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda _: new_external_id(), range(20_000)))
    assert len(set(ids)) == len(ids)
    assert all(len(external_id) == 36 and external_id.isdigit() for external_id in ids)


def test_the_words_of_a_host_are_one_short_printable_line() -> None:
    assert one_line("Already\r\n paid\x1b[2J\u202e") == "Already paid[2J"
    assert len(one_line("x" * 10_000)) == 200


def test_a_host_that_names_the_payer_does_not_bring_the_number_into_journal_or_label() -> None:
    assert one_line("NIK 3273025508920002 not found") == "NIK ************0002 not found"
    assert "3273025508" not in one_line("x" * 190 + "3273025508920002")
