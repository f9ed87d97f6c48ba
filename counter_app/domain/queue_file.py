"""Files that carry a queue to another counter of the office and the host's answers back.

A file is one heading in plain words, bound to what follows, and content that only counters of the same office can read.
The heading says what has to be known to refuse a file before it is opened; nothing in it is about a payer.
"""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah

VERSION = 1
LIFE = timedelta(days=7)
"""How long after it was made a queue file may still be sent. A host forgets a key after 90 days, and what was posted
under a forgotten key would be posted anew: a stick that turns up in a drawer must not do that."""
CLOCKS_APART = timedelta(days=1)
"""How far the clocks of two counters may differ; one of them has had no line to set it by."""

_MAGIC = b"LOKET-QUEUE\n"
_LONGEST_HEADING = 1000

Value = TypeVar("Value")


class Content(StrEnum):
    """Which way a file goes."""

    QUEUE = "queue"
    ANSWERS = "answers"


class Kind(StrEnum):
    """What the host is asked to do."""

    PAYMENT = "payment"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Heading:
    """``file_id`` names the queue, also on its answers. ``counter_id`` is the counter whose queue it is, ``carried_by``
    the one that sent it (empty on the queue itself). ``at``: when the file was made, UTC.
    """

    content: Content
    file_id: UUID
    office_id: str
    counter_id: str
    at: datetime
    carried_by: str = ""


@dataclass(frozen=True, slots=True)
class QueuedItem:
    """One request: ``key`` is its idempotency key, ``body`` the exact bytes the host is sent, ``amount`` rupiah."""

    kind: Kind
    key: UUID
    body: bytes = field(repr=False)
    receipt_number: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """An answer as it came, with all that shows it is the host's, and an answer to this very request."""

    status: int
    body: bytes = field(repr=False)
    timestamp: str
    signature: str
    external_id: str


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What the host answered about one item."""

    key: UUID
    answer: HostAnswer


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file taken apart. ``front`` are the heading's bytes, which the seal is over as well."""

    heading: Heading
    front: bytes
    sealed: bytes = field(repr=False)


def unusable(what: str) -> Declined:
    """The refusal of a file; ``what`` goes on after *This file cannot be used:*."""
    return Declined(Reason.QUEUE_FILE, what=what)


def front_of(heading: Heading) -> bytes:
    """The bytes a file begins with."""
    told = {
        "v": VERSION,
        "content": heading.content.value,
        "file": str(heading.file_id),
        "office": heading.office_id,
        "counter": heading.counter_id,
        "at": heading.at.isoformat(),
        "carried_by": heading.carried_by,
    }
    return _MAGIC + _json(told) + b"\n"


def envelope(file: bytes) -> Envelope:
    """Take a file apart; nothing in it is believed before its seal is broken. Raises ``Declined(QUEUE_FILE)``."""
    if not file.startswith(_MAGIC):
        raise unusable("it is no queue of a counter")
    line, end, sealed = file[len(_MAGIC) :].partition(b"\n")
    if not end or len(line) > _LONGEST_HEADING:
        raise unusable("it is damaged")
    told = _read(line, json.loads)
    if not isinstance(told, dict) or told.get("v") != VERSION:
        raise unusable("another version of this program made it")
    return Envelope(_read(told, _heading), _MAGIC + line + end, sealed)


def items_content(items: Iterable[QueuedItem]) -> bytes:
    """What is sealed in a queue file."""
    rows = [[item.kind.value, str(item.key), _text(item.body), item.receipt_number, item.amount] for item in items]
    return _json(rows)


def items_of(content: bytes) -> tuple[QueuedItem, ...]:
    """Read what ``items_content`` wrote. Raises ``Declined(QUEUE_FILE)``."""
    return _read(content, lambda content: tuple(_item(*row) for row in json.loads(content)))


def answers_content(answers: Iterable[ItemAnswer]) -> bytes:
    """What is sealed in a file of answers."""
    rows = []
    for each in answers:
        told = each.answer
        rows.append([str(each.key), told.status, _text(told.body), told.timestamp, told.signature, told.external_id])
    return _json(rows)


def answers_of(content: bytes) -> tuple[ItemAnswer, ...]:
    """Read what ``answers_content`` wrote. Raises ``Declined(QUEUE_FILE)``."""
    return _read(content, lambda content: tuple(_answer(*row) for row in json.loads(content)))


def require_fresh(heading: Heading, now: datetime) -> None:
    """Raise ``Declined(QUEUE_FILE)`` for a queue that is too old to be sent, or of a time that has not come yet."""
    age = now - heading.at
    if age > LIFE:
        raise unusable(f"it is older than {LIFE.days} days and must not be sent any more")
    if age < -CLOCKS_APART:
        raise unusable("it is dated in the future")


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode("ascii")


def _read(given: Any, how: Callable[[Any], Value]) -> Value:
    try:
        return how(given)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise unusable("it is damaged") from None


def _heading(told: dict[str, Any]) -> Heading:
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return Heading(
        Content(told["content"]),
        UUID(told["file"]),
        str(told["office"]),
        str(told["counter"]),
        at,
        str(told["carried_by"]),
    )


def _item(kind: str, key: str, body: str, receipt_number: str, amount: int) -> QueuedItem:
    return QueuedItem(
        Kind(kind), UUID(key), base64.b64decode(body, validate=True), str(receipt_number), Rupiah(int(amount))
    )


def _answer(key: str, status: int, body: str, timestamp: str, signature: str, external_id: str) -> ItemAnswer:
    if not f"{timestamp}{signature}{external_id}".isascii():
        raise ValueError("no headers")
    told = HostAnswer(
        int(status), base64.b64decode(body, validate=True), str(timestamp), str(signature), str(external_id)
    )
    return ItemAnswer(UUID(key), told)
