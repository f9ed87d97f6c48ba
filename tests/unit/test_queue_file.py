"""A queue on a stick: what can be read of it, and what is refused before anything is believed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.queue_file import (
    CLOCKS_APART,
    LIFE,
    Content,
    Heading,
    HostAnswer,
    ItemAnswer,
    Kind,
    QueuedItem,
    answers_content,
    answers_of,
    envelope,
    front_of,
    items_content,
    items_of,
    require_fresh,
)

NOW = datetime(2026, 11, 22, 2, 15, 4, 123456, tzinfo=UTC)
FILE = UUID("f0000000-0000-4000-8000-000000000001")
KEY = UUID("a0000000-0000-4000-8000-000000000001")
HEADING = Heading(Content.QUEUE, FILE, "40115", "01", NOW)
ITEM = QueuedItem(Kind.REVERSAL, KEY, b'{"name":"\xc3\xa9\x00"}', "40115-01-000007", Rupiah(16_800))
ANSWER = ItemAnswer(KEY, HostAnswer(404, b'{"responseCode":"4042512"}', "2026-11-22T09:15:04+07:00", "c2ln", "1" * 36))


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(Declined) as declined:
        what()
    assert declined.value.reason is Reason.QUEUE_FILE
    return str(declined.value.facts["what"])


def test_a_file_is_read_as_it_was_written() -> None:
    whole = envelope(front_of(HEADING) + b"sealed\nbytes")
    assert (whole.heading, whole.front, whole.sealed) == (HEADING, front_of(HEADING), b"sealed\nbytes")
    assert items_of(items_content([ITEM, ITEM])) == (ITEM, ITEM)
    assert answers_of(answers_content([ANSWER])) == (ANSWER,)


def test_nothing_that_is_sealed_shows_in_a_log_line() -> None:
    assert "name" not in repr(ITEM)
    assert "responseCode" not in repr(ANSWER)
    assert "secret" not in repr(envelope(front_of(HEADING) + b"secret"))


@pytest.mark.parametrize(
    ("file", "what"),
    [
        (b"", "it is no queue of a counter"),
        (b"PK\x03\x04 a picture", "it is no queue of a counter"),
        (b"LOKET-QUEUE\n", "it is damaged"),
        (b"LOKET-QUEUE\n" + b"x" * 2000 + b"\n", "it is damaged"),
        (b"LOKET-QUEUE\n\xff\n", "it is damaged"),
        (b"LOKET-QUEUE\n" + b"[" * 900 + b"\n", "it is damaged"),
        (b"LOKET-QUEUE\n[1]\n", "another version of this program made it"),
        (b'LOKET-QUEUE\n{"v":2}\n', "another version of this program made it"),
        (b'LOKET-QUEUE\n{"v":1}\n', "it is damaged"),
        (front_of(HEADING).replace(b"+00:00", b""), "it is damaged"),
        (front_of(HEADING).replace(b'"queue"', b'"music"'), "it is damaged"),
    ],
)
def test_what_is_no_file_of_a_counter_is_refused(file: bytes, what: str) -> None:
    assert refused(lambda: envelope(file)) == what


@pytest.mark.parametrize("content", [b"", b"{}[", b"7", b'[["payment"]]', b'[["cake","x","eA==","r",1]]'])
def test_items_that_make_no_sense_are_refused(content: bytes) -> None:
    assert refused(lambda: items_of(content)) == "it is damaged"


def test_answers_that_make_no_sense_are_refused() -> None:
    strange = answers_content([ANSWER]).replace(b'"c2ln"', b'"\\ud800"')
    assert refused(lambda: answers_of(strange)) == "it is damaged"
    assert refused(lambda: answers_of(b'[["x",1]]')) == "it is damaged"


def test_a_file_is_sent_within_its_week_and_not_after_nor_before_its_time() -> None:
    require_fresh(HEADING, NOW + LIFE)
    require_fresh(HEADING, NOW - CLOCKS_APART)
    second = timedelta(seconds=1)
    assert "older than 7 days" in refused(lambda: require_fresh(HEADING, NOW + LIFE + second))
    assert "future" in refused(lambda: require_fresh(HEADING, NOW - CLOCKS_APART - second))
