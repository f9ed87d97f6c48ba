"""What ``doctor`` says of what lets others believe this counter: the key for receipts, and the journal's anchor."""

from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.bootstrap import anchor_file
from counter_app.cli.health import Finding, Level
from counter_app.clock import SystemClock
from counter_app.domain.errors import Unavailable
from counter_app.domain.journal import Act
from counter_app.receipt_keys import RING_FILE, FileKeyRing, HomeSigner
from counter_app.settings import Settings

if TYPE_CHECKING:
    from counter_app.database.unit_of_work import SqlStore

ANCHOR_OLD = timedelta(days=3)
"""Over a weekend nobody opens the window that anchors."""


def anchor(settings: Settings) -> Finding:
    """When the host was last given the journal's head. That it holds another journal is found at opening."""
    if settings.host.adapter == "iak":
        return Finding("anchor", Level.OK, "this host keeps no heads of journals")
    try:
        held = anchor_file(settings).read()
    except Unavailable as away:
        return Finding("anchor", Level.FAIL, away.detail, "give this user the file, or remove it")
    if held is None or held.sequence == 0:
        return Finding("anchor", Level.WARN, "the host holds nothing of the journal yet", "counter-app anchor")
    words = f"the host holds journal entry {held.sequence} since {held.at.isoformat(timespec='seconds')}"
    if SystemClock().now() - held.at > ANCHOR_OLD:
        return Finding("anchor", Level.WARN, words, "counter-app anchor, or leave the window open")
    return Finding("anchor", Level.OK, words)


def receipt_key(settings: Settings, store: "SqlStore") -> Finding:
    """Whether this counter can sign, whether that is known here and at the host, and how many keys can be checked."""
    try:
        own = HomeSigner(settings.home).public_key()
        known = FileKeyRing(settings.home / RING_FILE).known()
    except Unavailable as away:
        return Finding("receipt key", Level.FAIL, away.detail, "receipts are printed without their code until then")
    counters = len({(key.office_id, key.counter_id) for key in known})
    words = f"{own.hex()[:16]}…, in {RING_FILE} keys: {len(known)}, counters: {counters}"
    if own not in {key.public_key for key in known}:
        return Finding("receipt key", Level.WARN, f"{words}, this one is not", "open the window once")
    with store.reading() as work:
        enrolled = work.journal.first(Act.COUNTER_KEY_ENROLLED, own.hex())
    if enrolled is None and settings.host.adapter != "iak":
        return Finding("receipt key", Level.WARN, f"{words}; the host has not got it", "open the window with a line")
    return Finding("receipt key", Level.OK, words)
