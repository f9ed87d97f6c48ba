"""Counters of one office on a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.database.unit_of_work import SqlStore
from tests.helpers.cut_line import CutLine
from tests.helpers.postgresql import Cluster, cluster, fresh_database, new_cluster, second_counter, server_store


@pytest.fixture
def url() -> str:
    """A database of its own that knows one counter."""
    return fresh_database()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[SqlStore]:
    """That counter's."""
    made = server_store(url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def neighbour(url: str, tmp_path: Path) -> Iterator[SqlStore]:
    """The counter next to it, on the same database."""
    made = second_counter(url, tmp_path / "02")
    yield made
    made.close()


@pytest.fixture
def line() -> Iterator[CutLine]:
    """A line to the server that can be cut."""
    made = CutLine(cluster().folder)
    yield made
    made.close()


@pytest.fixture(scope="module")
def own_cluster() -> Cluster:
    """A server that a module may stop, as nobody else uses it."""
    return new_cluster()
