"""What a PostgreSQL server reports: the environment's doing, somebody's to mend, or a bug; and what it leaves open."""

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from counter_app.database.errors import DatabaseDamaged, ServerRefused, commit_errors, known_errors, sorted_out
from counter_app.domain.errors import CommitUncertain, DiskFull, Service, Unavailable


def reported(code: str) -> psycopg.Error:
    """An error of the server, by its code."""
    return psycopg.errors.lookup(code)("in the server's words\nDETAIL: the row of a payer")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("55P03", "another program of this counter"),
        ("57014", "too long"),
        ("40001", "another counter"),
        ("40P01", "another counter"),
        ("53200", "memory"),
        ("53300", "connections"),
        ("58030", "input/output"),
        ("57P01", "stopped or started"),
        ("57P03", "stopped or started"),
        ("08006", "connection was lost"),
        ("25P03", "gave up waiting"),
        ("25006", "only be read"),
    ],
)
def test_what_the_servers_environment_did_makes_the_database_unavailable(code: str, words: str) -> None:
    with pytest.raises(Unavailable) as raised, known_errors():
        raise OperationalError("INSERT", {}, reported(code))
    assert raised.value.service is Service.DATABASE
    assert words in raised.value.detail
    assert "payer" not in raised.value.detail


def test_a_full_disk_of_the_server_is_said_to_be_one() -> None:
    assert isinstance(sorted_out(reported("53100")), DiskFull)


@pytest.mark.parametrize("code", ["XX001", "XX002"])
def test_damage_is_the_administrators(code: str) -> None:
    assert isinstance(sorted_out(reported(code)), DatabaseDamaged)


@pytest.mark.parametrize("code", ["28P01", "28000", "3D000", "42501"])
def test_who_is_not_let_in_is_not_told_to_try_again(code: str) -> None:
    assert isinstance(sorted_out(reported(code)), ServerRefused)


@pytest.mark.parametrize("code", ["23505", "42P01", "22001", "42601"])
def test_everything_else_is_a_bug(code: str) -> None:
    assert sorted_out(reported(code)) is None


def test_a_write_through_a_view_is_a_bug() -> None:
    assert sorted_out(reported("25006"), writing=False) is None


def test_an_error_of_the_driver_itself_is_the_line_unless_it_is_a_bug() -> None:
    assert isinstance(sorted_out(psycopg.OperationalError("server closed the connection")), Unavailable)
    assert isinstance(sorted_out(psycopg.InterfaceError("the connection is closed")), Unavailable)
    assert sorted_out(psycopg.ProgrammingError("the query has 2 placeholders")) is None


@pytest.mark.parametrize("error", [psycopg.OperationalError("closed"), reported("57P01"), reported("08006")])
def test_a_commit_the_server_did_not_refuse_is_uncertain(error: psycopg.Error) -> None:
    with pytest.raises(CommitUncertain), known_errors(), commit_errors():
        raise OperationalError("COMMIT", {}, error)


@pytest.mark.parametrize("code", ["40001", "40P01", "53100", "55P03", "57014"])
def test_a_commit_the_server_refused_did_not_happen(code: str) -> None:
    with pytest.raises(Unavailable) as raised, known_errors(), commit_errors():
        raise OperationalError("COMMIT", {}, reported(code))
    assert not isinstance(raised.value, CommitUncertain)
