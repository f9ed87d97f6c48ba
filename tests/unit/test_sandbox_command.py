"""The command line of the sandbox."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app.sandbox.command import DEFAULT_DIR, add_arguments, run


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def test_nothing_needs_to_be_said() -> None:
    args = parse()
    assert (args.port, args.dir, args.database_url, args.faults) == (0, DEFAULT_DIR, "", "")
    assert (args.participants, args.seed, args.plain_http, args.verbose, args.now) == (1000, 1, False, False, None)


def test_the_time_is_taken_with_its_zone() -> None:
    assert parse("--now", "2026-02-03T09:00:00+07:00").now == datetime(2026, 2, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--faults", "explode"), "allowed: already-paid"),
        (("--now", "tomorrow"), "write 2026-11-22T09:15:04\\+07:00"),
        (("--now", "2026-02-03T09:00:00"), "write 2026"),
        (("--participants", "0"), "from 1 to 200000"),
        (("--participants", "many"), "from 1 to 200000"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(*words)
    assert re.search(says, capsys.readouterr().err)


def test_a_database_that_cannot_be_had_is_said_and_not_traced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(parse("--dir", str(tmp_path), "--database-url", "nonsense")) == 1
    assert capsys.readouterr().err.startswith("sandbox host: ")
