"""What ``doctor`` says of alarms: what the journal holds against whoever answered in the host's name of late."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.cli.health import Finding, Level
from counter_app.clock import SystemClock
from counter_app.domain.journal import Act, content_of

if TYPE_CHECKING:
    from counter_app.database.unit_of_work import SqlStore

OF_LATE = timedelta(days=7)


def alarms(store: "SqlStore") -> Finding:
    """How many alarms about the host the last week has in the journal, and the last of them."""
    since = SystemClock().now() - OF_LATE
    with store.reading() as work:
        told = [content_of(entry) for entry in work.journal.chain() if Act.HOST_ALARM.encode() in entry.canonical]
    late = [each for each in told if each["act"] == Act.HOST_ALARM and datetime.fromisoformat(each["at"]) >= since]
    if not late:
        return Finding("alarms", Level.OK, f"none about the host in {OF_LATE.days} days")
    last = late[-1]
    words = f"{len(late)} about the host in {OF_LATE.days} days, the last at {last['at']}: {last['facts']['what']}"
    return Finding("alarms", Level.WARN, words, "look at the line, the pins and the keys; tell whoever runs the host")
