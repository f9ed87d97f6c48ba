"""From bytes off the wire to an answer that can be believed: shape, code and signature checked."""

import logging
import re
from dataclasses import dataclass, field
from typing import TypeVar

from counter_app.domain.errors import Service, Unavailable, Untrusted
from counter_app.domain.identity import without_numbers
from counter_app.domain.outbox import NoAnswer, Wait
from counter_app.gateway import signing, wire
from counter_app.gateway.transport import HttpReply

log = logging.getLogger(__name__)

UNREADABLE = (ValueError, RecursionError)
"""What msgspec raises for bad JSON, bad UTF-8, a wrong shape, and JSON nested without end."""

_CODE = re.compile(r"[0-9]{7}")
_WORDS_LENGTH = 200

Shape = TypeVar("Shape")


class Unheard(Exception):
    """There is no answer to go by; ``reply`` is what that means for a payment."""

    def __init__(self, reply: NoAnswer | Wait) -> None:
        super().__init__(reply)
        self.reply = reply

    @property
    def unavailable(self) -> Unavailable:
        """What to raise where no payment is at stake."""
        alarm = isinstance(self.reply, NoAnswer) and self.reply.alarm
        return Untrusted(self.detail) if alarm else Unavailable(Service.HOST, self.detail)

    @property
    def detail(self) -> str:
        """One line for the log and for ``doctor``."""
        if isinstance(self.reply, NoAnswer):
            return self.reply.detail
        return f"the host answered {self.reply.code}: {self.reply.words}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that is the host's own, to this very request.

    ``code``: the seven digits; ``words``: the host's message, one printable line of at most 200 characters, numbers masked;
    ``timestamp``: the host's time as it wrote it; ``retry_after``: that header as it came (it is not signed);
    ``signature`` and ``external_id``: what shows to whoever keeps the answer that it is the host's, and to what.
    """

    status: int
    code: str
    words: str
    timestamp: str
    body: bytes = field(repr=False)
    retry_after: str = ""
    signature: str = field(default="", repr=False)
    external_id: str = ""

    @property
    def case(self) -> str:
        """HTTP status and case, without the service between them, as in ``wire.Case``."""
        return self.code[:3] + self.code[5:]


def verified(reply: HttpReply, service: wire.ServiceCode, *, secret: str, nonce: str) -> Answer:
    """Check a reply and unpack it. ``nonce`` is what its signature must name: the request's external id.

    A reply recorded earlier carries another external id and does not verify. Raises ``Unheard``, with an alarm.
    """
    head = decoded(reply.body, wire.Refusal, f"HTTP {reply.status}")
    code, timestamp = head.response_code, reply.headers.get("x-timestamp", "")
    if not _CODE.fullmatch(code):
        raise _alarm(f"HTTP {reply.status} with a response code that is none")
    expected = signing.sign_reply(secret, code=code, body=reply.body, external_id=nonce, timestamp=timestamp)
    signature = reply.headers.get("x-signature", "")
    if not signing.same_signature(expected, signature):
        raise _alarm(f"the signature of the reply {code} is not the host's", code)
    if code[:3] != str(reply.status) or code[3:5] != f"{service.value:02}":
        raise _alarm(f"the reply {code} does not belong to {service.name} with HTTP {reply.status}", code)
    words, retry_after = one_line(head.response_message), reply.headers.get("retry-after", "")
    return Answer(reply.status, code, words, timestamp, reply.body, retry_after, signature, nonce)


def decoded(body: bytes, shape: type[Shape], code: str) -> Shape:
    """Read a body as ``shape``. Raises ``Unheard`` with an alarm that names ``code``, never the content."""
    try:
        return wire.decode(body, shape)
    except UNREADABLE:
        detail = f"the reply {code} cannot be read as {shape.__name__}"
        raise _alarm(detail, code if _CODE.fullmatch(code) else "") from None


def one_line(text: str) -> str:
    """Text from outside, made harmless for a journal, a log line or a label: printable, not endless, no whole number.

    Masked before it is cut, or the beginning of a number at the end would be too short to be known for one.
    """
    printable = "".join(character for character in text[: 2 * _WORDS_LENGTH] if character.isprintable())
    return without_numbers(printable)[:_WORDS_LENGTH]


def _alarm(detail: str, code: str = "") -> Unheard:
    return Unheard(NoAnswer(detail, alarm=True, code=code))
