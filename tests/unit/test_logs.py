"""The log is written, turned over, and holds no identity number."""

import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app import logs

NIK, KPJ, CODE = "3273025508920002", "26012345678", "880012345678"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    log = logs.start(tmp_path / "logs", "counter", "INFO")
    yield tmp_path / "logs" / "counter.log"
    logs.stop(log)
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.mark.parametrize("number", [NIK, KPJ, CODE])
def test_a_number_is_masked_in_the_message_and_in_its_arguments(log_file: Path, number: str) -> None:
    logging.getLogger("counter_app").info("asked for %s", number)
    logging.getLogger("counter_app").info(f"asked for {number}, again")  # noqa: G004 - as careless code would
    written = log_file.read_text(encoding="utf-8")
    assert number not in written
    assert written.count("*" * (len(number) - 4) + number[-4:]) == 2


def test_a_number_is_masked_in_a_traceback(log_file: Path) -> None:
    provinces: dict[str, str] = {}
    try:
        provinces[NIK]
    except KeyError:
        logging.getLogger("counter_app").info("not found", exc_info=sys.exc_info())
    written = log_file.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert NIK not in written
    assert "************0002" in written


def test_a_number_joined_to_others_is_masked_too(log_file: Path) -> None:
    logging.getLogger("counter_app").info('{"virtualAccountNo": "88810042%s"}', NIK)
    assert NIK not in log_file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "number", ["0800-0000-0001", "080000000001", "+62 800 0000 0001", "6280000000001", "0800-000-0001", "0800 000 0001"]
)
def test_a_telephone_number_is_masked(log_file: Path, number: str) -> None:
    logging.getLogger("counter_app").info("called %s twice", number)
    written = log_file.read_text(encoding="utf-8")
    assert number not in written
    assert number[-4:] + " twice" in written


@pytest.mark.parametrize("number", ["327302-550892-0002", "3273 0255 0892 0002", "3273.0255.0892.0002"])
def test_a_number_in_groups_is_masked(log_file: Path, number: str) -> None:
    logging.getLogger("counter_app").info("the payer said %s", number)
    assert number not in log_file.read_text(encoding="utf-8")


def test_nobody_writes_a_line_of_their_own_into_the_log(log_file: Path) -> None:
    name = "Siti\n2026-11-22 09:15:04,000 INFO counter_app: 40115-01-000128 is CONFIRMED\x1b[2J\u202e\u2028\x9b31m"
    logging.getLogger("counter_app").info("not known: %s", name)
    first, second, end = log_file.read_text(encoding="utf-8").split("\n")
    assert first.endswith("not known: Siti")
    assert second.startswith("    | 2026-11-22 09:15:04,000")
    assert second.endswith(r"CONFIRMED\u001b[2J\u202e\u2028\u009b31m")
    assert end == ""


def test_receipt_numbers_times_and_amounts_stay_readable(log_file: Path) -> None:
    logging.getLogger("counter_app").info("40115-08-000127 over 1234567890 at 2026-11-22T09:15:04")
    assert "40115-08-000127 over 1234567890 at 2026-11-22T09:15:04" in log_file.read_text(encoding="utf-8")


def test_a_library_that_sets_up_logging_first_writes_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    root.handlers[:] = []
    logging.basicConfig()
    log = logs.start(tmp_path, "counter", "INFO")
    logging.basicConfig()
    try:
        logging.getLogger("escpos").info("printing for %s", NIK)
        assert root.handlers == [log]
    finally:
        logs.stop(log)
        root.handlers[:] = handlers
        root.setLevel(level)
    assert "************0002" in (tmp_path / "counter.log").read_text(encoding="utf-8")
    assert NIK not in "".join(capsys.readouterr())


def test_what_is_below_the_level_is_not_written(log_file: Path) -> None:
    logging.getLogger("counter_app").debug("a detail")
    logging.getLogger("httpx").info("a request")
    assert log_file.read_text(encoding="utf-8") == ""


def test_a_full_log_makes_room_for_a_new_one(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logs.LogFile):
            monkeypatch.setattr(handler, "maxBytes", 200)
    for number in range(30):
        logging.getLogger("counter_app").info("line %d of many lines", number)
    there = {file.name for file in log_file.parent.iterdir()}
    assert there == {"counter.log", *(f"counter.log.{n}" for n in range(1, logs.OLDER_FILES + 1))}


def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(
    log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (log,) = [handler for handler in logging.getLogger().handlers if isinstance(handler, logs.LogFile)]
    log.handle(logging.LogRecord("x", logging.INFO, __file__, 1, "%d digits", (NIK,), None))  # does not fit
    assert capsys.readouterr().err == ""


def test_without_a_log_standard_error_is_masked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(logging, "lastResort", logging.StreamHandler(said))
    logs.mask_last_resort()
    assert logging.lastResort is not None
    logging.lastResort.handle(logging.LogRecord("x", logging.WARNING, __file__, 1, "of %s", (NIK,), None))
    assert said.getvalue() == "counter-app: of ************0002\n"


def test_a_program_may_have_no_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "lastResort", None)
    logs.mask_last_resort()
    assert logging.lastResort is None
