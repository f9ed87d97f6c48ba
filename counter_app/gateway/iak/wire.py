"""What travels between counter and IAK: one address, three commands, one shape of answer.

Source: IAK's public postpaid API, product BPJSTK, checked 2026-05. Every request is signed with MD5 over the agent's
name, the API key and what the request is about: the provider's scheme, weak by today's measure and confined to this
module. Replies are not signed at all: only TLS says that they are IAK's.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

from counter_app.domain.money import LARGEST, Rupiah

PATH = "/api/v1/bill/check"
PRODUCT = "BPJSTK"

Said = int | float | str | None
"""IAK writes a number as ``16800``, ``16800.0`` or ``"16800"``, and what is not there as ``null`` or not at all."""


Shape = TypeVar("Shape", bound=msgspec.Struct)


class Absurd(ValueError):
    """IAK said, in good form, what cannot be so. The text says what and holds no personal data."""


class InquiryRequest(msgspec.Struct, frozen=True):
    """What do ``month`` months cost for the NIK ``hp``? ``ref_id`` is ours, letters and digits, never used before."""

    commands: str
    username: str
    code: str
    hp: str
    ref_id: str
    sign: str
    month: int


class PaymentRequest(msgspec.Struct, frozen=True):
    """Pay what the inquiry ``tr_id`` found; the amount is the inquiry's and not said again."""

    commands: str
    username: str
    tr_id: str
    sign: str


class StatusRequest(msgspec.Struct, frozen=True):
    """What became of the payment that began with the inquiry ``ref_id``?"""

    commands: str
    username: str
    ref_id: str
    sign: str


class Detail(msgspec.Struct, frozen=True):
    """BPJSTK's own part of an answer. Amounts are sums over all the months that were asked for."""

    kode_iuran: Said = None
    kode_program: Said = None
    jht: Said = None
    jkk: Said = None
    jkm: Said = None
    kantor_cabang: Said = None
    tgl_efektif: Said = None
    tgl_expired: Said = None


class Data(msgspec.Struct, frozen=True):
    """An answer, whatever was asked; a refusal holds little more than its code.

    ``desc`` is an empty text or list where there is nothing to describe. ``status`` comes with *checkstatus* only:
    0 not paid, 1 paid, 2 failed, 3 under way.
    """

    response_code: str
    message: Said = None
    tr_id: Said = None
    ref_id: Said = None
    code: Said = None
    hp: Said = None
    tr_name: Said = None
    nominal: Said = None
    admin: Said = None
    price: Said = None
    datetime: Said = None
    noref: Said = None
    status: Said = None
    desc: Detail | str | list[Any] | None = None

    @property
    def detail(self) -> Detail:
        """Raises ``Absurd`` where there is none."""
        if not isinstance(self.desc, Detail):
            raise Absurd("an answer without its description")
        return self.desc


class Reply(msgspec.Struct, frozen=True):
    data: Data


class Stored(msgspec.Struct, frozen=True):
    """What a payment's outbox item holds: ``send`` are the exact bytes for IAK, the rest is what only we know.

    IAK's request names neither our key nor our receipt, and its answer cannot echo them.
    """

    key: str
    receipt: str
    ref_id: str
    tr_id: str
    months: int
    send: str


class Signer:
    """Makes signed requests in the agent's name."""

    def __init__(self, username: str, api_key: str) -> None:
        self._username = username
        self._api_key = api_key

    def inquiry(self, nik: str, months: int, ref_id: str) -> bytes:
        sign = self._sign(ref_id)
        return encode(InquiryRequest("inq-pasca", self._username, PRODUCT, nik, ref_id, sign, months))

    def payment(self, tr_id: str) -> bytes:
        return encode(PaymentRequest("pay-pasca", self._username, tr_id, self._sign(tr_id)))

    def status(self, ref_id: str) -> bytes:
        return encode(StatusRequest("checkstatus", self._username, ref_id, self._sign("cs")))

    def _sign(self, about: str) -> str:
        text = f"{self._username}{self._api_key}{about}".encode()
        # Said not to be for security, for it gives none: else a system that forbids MD5 could not call IAK at all.
        return hashlib.md5(text, usedforsecurity=False).hexdigest()


def encode(message: msgspec.Struct) -> bytes:
    """Minified JSON."""
    return msgspec.json.encode(message)


def decode(body: bytes, shape: type[Shape]) -> Shape:
    """Read and check a message; what we do not know of it is passed over. Raises ``msgspec.DecodeError``."""
    return msgspec.json.decode(body, type=shape)


def text_of(said: Said) -> str:
    """What IAK says, as text: ``9732795`` and ``"9732795"`` name the same, and nothing is an empty text.

    Without NUL, which PostgreSQL cannot keep.
    """
    return "" if said is None else str(said).replace("\0", "").strip()


def rupiah(said: Said) -> Rupiah:
    """An amount, which must be whole, not negative and not beyond what can be written. Raises ``Absurd``."""
    text = text_of(said).removesuffix(".00").removesuffix(".0")
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > LARGEST:
        raise Absurd("an amount that is none")
    return Rupiah(int(text))
