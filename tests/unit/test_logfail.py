"""The log watch: what it lets through and what it complains about."""

import logging

from tests.helpers.logfail import LogWatch


def watched(*messages: str, level: int = logging.WARNING) -> LogWatch:
    """A watch that has seen these messages from a logger named ``host``."""
    watch = LogWatch()
    for message in messages:
        watch.handle(logging.LogRecord("host", level, __file__, 1, message, None, None))
    return watch


def test_a_warning_nobody_announced_is_complained_about() -> None:
    assert watched("line is down").complaints() == ["logged, but not expected: WARNING host: line is down"]


def test_an_announced_warning_passes() -> None:
    watch = watched("line is down")
    watch.expects("line is (down|slow)")
    assert watch.complaints() == []


def test_an_announced_warning_that_does_not_come_is_complained_about() -> None:
    watch = watched()
    watch.expects("line is down")
    assert watch.complaints() == ["expected in the log, but not there: line is down"]


def test_an_allowed_warning_may_come_or_not() -> None:
    came, stayed_away = watched("line is down"), watched()
    for watch in (came, stayed_away):
        watch.allows("line is down")
        assert watch.complaints() == []


def test_the_watch_on_every_test_sees_what_is_logged_anywhere(log_watch: LogWatch) -> None:
    log_watch.expects("WARNING loket.anywhere: till 3 is short")
    logging.getLogger("loket.anywhere").warning("till %d is short", 3)
