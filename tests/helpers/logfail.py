"""A log record nobody expected fails the test.

A warning in the log is how a program says that something went wrong which it could live with. A test either says
that it wants one, or there must be none::

    def test_garbage_from_the_host_is_logged(log_watch: LogWatch) -> None:
        log_watch.expects("unreadable answer")  # must come
        log_watch.allows("try again")  # may come
"""

import logging
import re

WATCHED = logging.WARNING


class LogWatch(logging.Handler):
    """Keeps every record of WARNING and above, from any thread, and compares them with what the test announced.

    Patterns are regular expressions, searched for in ``logger name: message``.
    """

    def __init__(self) -> None:
        super().__init__(WATCHED)
        self._seen: list[str] = []
        self._expected: list[str] = []
        self._allowed: list[str] = []

    def expects(self, pattern: str) -> None:
        """This must be logged before the test ends, and may be."""
        self._expected.append(pattern)

    def allows(self, pattern: str) -> None:
        """This may be logged: what a race decides."""
        self._allowed.append(pattern)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self._seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self) -> list[str]:
        """What was logged unannounced, and what was announced but not logged."""
        seen = list(self._seen)
        announced = [*self._expected, *self._allowed]
        unexpected = [line for line in seen if not any(re.search(pattern, line) for pattern in announced)]
        missing = [pattern for pattern in self._expected if not any(re.search(pattern, line) for line in seen)]
        return [f"logged, but not expected: {line}" for line in unexpected] + [
            f"expected in the log, but not there: {pattern}" for pattern in missing
        ]
