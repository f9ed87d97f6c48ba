"""What the host held of a counter's journal is asked of the office's server too, at every opening."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app.database.anchor_file import AnchorFile
from counter_app.database.errors import DatabaseBehind
from counter_app.database.server import Server
from counter_app.database.server_opening import open_server_store
from counter_app.domain.anchor import Anchor
from counter_app.domain.journal import GENESIS, Act, Entry, Fact
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.database import DATABASE, KEY, pay
from tests.helpers.postgresql import fresh_database, mark_in, needs_postgresql, server_store

pytestmark = needs_postgresql

AT = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


def reopen(url: str, folder: Path) -> None:
    anchor = AnchorFile(folder / DATABASE, lambda: KEY)
    open_server_store(Server(url), OFFICE_ID, COUNTER_ID, mark_in(folder), anchor=anchor).close()


def test_a_server_that_lost_what_the_host_holds_is_refused_until_it_is_answered_for(tmp_path: Path) -> None:
    url = fresh_database()
    memory = AnchorFile(tmp_path / DATABASE, lambda: KEY)
    store = server_store(url, tmp_path)
    pay(store)
    with store.reading() as work:
        own = work.journal.head()
    for held in (Anchor(0, GENESIS, AT), Anchor(1, own, AT)):
        memory.keep(held)
        reopen(url, tmp_path)
    for held, words in ((Anchor(1, "ab" * 32, AT), "has another"), (Anchor(2, "ab" * 32, AT), "does not have")):
        memory.keep(held)
        with pytest.raises(DatabaseBehind, match=words):
            reopen(url, tmp_path)
    with store.writing() as work:
        facts: dict[str, Fact] = {"host_sequence": 2, "host_head": "ab" * 32}
        work.journal.append(Entry(AT, "2001", Act.DATABASE_REALIGNED, COUNTER_ID, facts))
    reopen(url, tmp_path)
    store.close()
