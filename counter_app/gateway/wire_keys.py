"""What travels when a counter's key for receipts is enrolled (service 98)."""

from typing import Annotated

import msgspec

from counter_app.gateway.wire import Message, Text36

_STAMP = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\Z"
)
PublicKey = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class CounterKeyRequest(Message, frozen=True):
    """``public_key``: Ed25519, hexadecimal; ``valid_from``: since when the counter has it, to the second, with offset."""

    counter_id: Text36
    public_key: PublicKey
    valid_from: Annotated[str, msgspec.Meta(pattern=_STAMP)]


class CounterKeyRow(Message, frozen=True):
    """``valid_until`` is ``None`` for the counter's key of today; a retired one still proves what it signed before."""

    counter_id: Text36
    public_key: PublicKey
    valid_from: str
    valid_until: str | None


class CounterKeyReply(Message, frozen=True):
    """The keys of all the office's counters, those of today first, at most 500."""

    response_code: str
    response_message: str
    keys: list[CounterKeyRow]
