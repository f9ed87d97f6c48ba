"""What the gateway can be told, and what it refuses before anything is sent."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app.gateway.options import SnapOptions

GOOD = SnapOptions(
    base_url="https://host.example:8443",
    client_key="loket",
    client_secret="not for print",
    private_key_path=Path("client.pem"),
    ca_path=Path("ca.pem"),
    partner_id="40115",
    channel_id="L01",
    timezone="Asia/Jakarta",
)


def test_the_secret_is_not_shown() -> None:
    assert "not for print" not in repr(GOOD)


@pytest.mark.parametrize(
    ("url", "ca_path"),
    [
        ("https://host.example", Path("ca.pem")),
        ("https://host.example/", Path("ca.pem")),
        ("https://127.0.0.1:8443", Path("ca.pem")),
        ("http://127.0.0.1:8080", None),
        ("http://127.8.8.8", None),
        ("http://[::1]:8080", None),
        ("http://localhost:8080", None),
    ],
)
def test_https_anywhere_and_plain_http_on_this_machine(url: str, ca_path: Path | None) -> None:
    assert replace(GOOD, base_url=url, ca_path=ca_path).base_url == url


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"base_url": "http://host.example"}, "plain http is accepted for this machine only"),
        ({"base_url": "http://127.0.0.1.host.example"}, "plain http"),
        ({"base_url": "http://localhost.host.example"}, "plain http"),
        ({"base_url": "http://192.168.1.10"}, "plain http"),
        ({"ca_path": None}, "needs the file of the authority"),
        ({"base_url": "https://host.example/api"}, "must end after its name and port"),
        ({"base_url": "https://host.example?x=1"}, "must end after its name and port"),
        ({"base_url": "https://clerk:pin@host.example"}, "hold no login"),
        ({"base_url": "ftp://host.example"}, "must read https://"),
        ({"base_url": "host.example"}, "must read https://"),
        ({"base_url": "https://"}, "must read https://"),
        ({"base_url": "https://host.example:99999"}, "must read https://"),
        ({"client_key": ""}, "client_key"),
        ({"client_key": "a\nb"}, "client_key"),
        ({"client_secret": ""}, "client_secret"),
        ({"partner_id": "x" * 37}, "partner_id must not be longer than 36"),
        ({"partner_id": "kantor pos é"}, "partner_id"),
        ({"channel_id": "L00001"}, "channel_id must not be longer than 5"),
        ({"channel_id": " L01"}, "channel_id"),
        ({"timezone": "Jakarta"}, "not an IANA name"),
        ({"timezone": "../etc/passwd"}, "not an IANA name"),
        ({"connect_timeout": 0.0}, "connect_timeout must be above 0"),
        ({"payment_timeout": 121.0}, "at most 120 seconds"),
        ({"lookup_timeout": float("nan")}, "lookup_timeout"),
    ],
)
def test_what_cannot_work_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(GOOD, **changed)


def test_a_login_in_the_address_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(ValueError, match="hold no login") as refused:
        replace(GOOD, base_url="https://clerk:pin@host.example")
    assert "pin" not in str(refused.value)
