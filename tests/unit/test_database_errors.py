"""The environment's errors, refusals and bugs are told apart by SQLite's own codes."""

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from counter_app.database.errors import DatabaseDamaged, DiskFailed, WrongKey, known_errors, sorted_out
from counter_app.domain.errors import DiskFull, Service, Unavailable


class DriverError(Exception):
    """An error as the driver raises it."""

    def __init__(self, code: int | None) -> None:
        super().__init__("as the driver says")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (5, "locked"),
        (517, "locked"),
        (6, "locked"),
        (7, "memory"),
        (10, "input/output"),
        (1034, "start the program again"),
        (13, "full"),
        (14, "opened"),
    ],
)
def test_what_the_environment_did_makes_the_database_unavailable(code: int, words: str) -> None:
    with pytest.raises(Unavailable) as raised, known_errors():
        raise OperationalError("INSERT", {}, DriverError(code))
    assert raised.value.service is Service.DATABASE
    assert words in raised.value.detail


def test_a_failing_disk_is_told_from_the_rest_because_it_must_not_be_tried_again() -> None:
    assert isinstance(sorted_out(DriverError(1034)), DiskFailed)
    assert not isinstance(sorted_out(DriverError(13)), DiskFailed)


@pytest.mark.parametrize("error", [DriverError(13), OSError("database or disk is full")])
def test_a_full_disk_is_told_from_the_rest_because_somebody_has_to_make_room(error: Exception) -> None:
    assert isinstance(sorted_out(error), DiskFull)
    assert not isinstance(sorted_out(DriverError(5)), DiskFull)


@pytest.mark.parametrize(("code", "refusal"), [(26, WrongKey), (11, DatabaseDamaged), (267, DatabaseDamaged)])
def test_a_file_that_cannot_be_believed_is_refused(code: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), known_errors():
        raise DBAPIError("SELECT", {}, DriverError(code))


@pytest.mark.parametrize("code", [1, 19, 20, None])
def test_everything_else_is_a_bug_and_comes_through(code: int | None) -> None:
    with pytest.raises(OperationalError), known_errors():
        raise OperationalError("SELECT", {}, DriverError(code))


def test_a_read_only_file_is_the_environments_doing_a_write_through_a_view_is_a_bug() -> None:
    assert isinstance(sorted_out(DriverError(8)), Unavailable)
    assert sorted_out(DriverError(8), writing=False) is None


def test_an_error_without_a_driver_behind_it_is_a_bug() -> None:
    with pytest.raises(DBAPIError), known_errors():
        raise DBAPIError("SELECT", {}, None)  # type: ignore[arg-type]
