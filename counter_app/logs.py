"""The program's own log: one rotating file in the home, in which no identity number ever stands whole."""

import logging
import logging.handlers
import re
from pathlib import Path

from counter_app.domain.identity import mask, without_numbers
from counter_app.inert import one_record

MOST_BYTES = 2_000_000
OLDER_FILES = 5

_PHONE = re.compile(r"(?<![\w*-])(?:\+?62[ -]?|0)8\d{1,2}(?:[ -]?\d){6,10}(?!\d)")
"""Mobile numbers, and the free ones that begin alike, with or without their separators."""

_CHATTY = ("asyncio", "httpcore", "httpx", "h11", "PIL", "fontTools")


class RedactingFormatter(logging.Formatter):
    """Masks numbers in the finished text, message, arguments and traceback alike, and lets nothing in it pass for a line.

    Only what it writes itself begins a line; whatever a host, a file or a clerk said stands behind it, spelled out.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines, of one record."""
        return one_record(redacted(super().format(record)))


class LogFile(logging.handlers.RotatingFileHandler):
    """A log that cannot be written must not stop a sale, nor say on the terminal what it would have masked."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Drop the record."""


def redacted(text: str) -> str:
    """``text`` with all but the last four digits of every identity and telephone number hidden."""
    return _PHONE.sub(lambda found: mask(found[0]), without_numbers(text))


def mask_last_resort() -> None:
    """Mask also what Python writes to standard error when a program keeps no log."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(RedactingFormatter("counter-app: %(message)s"))


def start(folder: Path, name: str, level: str) -> LogFile:
    """Write what is logged from now on to ``folder/name.log``. Raises ``OSError`` when that cannot be.

    ``name`` is the running program's, as two programs cannot rotate one file. Handlers that a library put on
    the root by ``logging.basicConfig`` are taken off: they write unmasked.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = LogFile(folder / f"{name}.log", maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8")
    log.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for handler in [each for each in root.handlers if type(each) is logging.StreamHandler]:
        root.removeHandler(handler)
    root.addHandler(log)
    root.setLevel(level)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return log


def stop(log: LogFile) -> None:
    """Close the log and take it off the root."""
    logging.getLogger().removeHandler(log)
    log.close()
