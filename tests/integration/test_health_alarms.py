"""Doctor's line about whoever answered in the host's name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.cli.health import Level
from counter_app.cli.health_alarms import OF_LATE, alarms
from counter_app.clock import SystemClock
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.journal import Act, Entry
from tests.helpers.database import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


def tell(store: SqlStore, what: str, ago: timedelta, act: Act = Act.HOST_ALARM) -> None:
    with store.writing() as work:
        work.journal.append(Entry(SystemClock().now() - ago, "system:gateway", act, "host/x", {"what": what}))


def test_a_host_that_was_always_the_host_is_well(store: SqlStore) -> None:
    assert alarms(store).level is Level.OK


def test_alarms_of_the_week_are_counted_and_the_last_one_is_told(store: SqlStore) -> None:
    tell(store, "long ago", OF_LATE + timedelta(days=1))
    tell(store, "the signature is not the host's", timedelta(days=2))
    tell(store, "certificate verify failed", timedelta(hours=1))
    tell(store, "a word about host.alarm", timedelta(minutes=1), Act.REPRINT)
    found = alarms(store)
    assert found.level is Level.WARN
    assert found.words.startswith("2 about the host in 7 days")
    assert found.words.endswith("certificate verify failed")
    assert "pins" in found.remedy


def test_what_is_older_than_a_week_is_history(store: SqlStore) -> None:
    tell(store, "long ago", OF_LATE + timedelta(hours=1))
    assert alarms(store).level is Level.OK
