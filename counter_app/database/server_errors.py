"""PostgreSQL's errors, sorted by its own codes: the environment's doing, a refusal, or a bug of ours.

The five characters of SQLSTATE are from PostgreSQL's manual, appendix A.
"""

from sqlalchemy.exc import DBAPIError

from counter_app.database.errors import DatabaseDamaged, ServerRefused
from counter_app.domain.errors import CommitUncertain, DiskFull, Service, Unavailable

_READ_ONLY = "25006"
_UNIQUE = "23505"
_FULL = "53100"
_CANCELLED = "57014"
_ENVIRONMENT = {
    "55P03": "another program of this counter holds it",
    "57014": "it took too long",
    "40001": "another counter was at the same rows",
    "40P01": "another counter was at the same rows",
    "53200": "the server is out of memory",
    "53300": "the server has too many connections",
    "53400": "a limit of the server is reached",
    "58030": "the server's disk reports an input/output error",
    "25P03": "the server gave up waiting for this program",
    "25P04": "it took too long",
}
_ENVIRONMENT_CLASSES = {"08": "the connection was lost", "57": "the server is being stopped or started"}
_DAMAGED = frozenset({"XX001", "XX002"})
_FOR_SOMEBODY = {
    "28": "does not let this counter in",
    "3D": "has no such database",
    "42501": "does not allow this counter what it needs",
}
_CLASS = 2


def is_servers(error: BaseException | None) -> bool:
    """Whether it was raised by the driver for PostgreSQL. Only that driver's errors have this attribute."""
    return hasattr(error, "sqlstate")


def sorted_server_error(error: BaseException, *, writing: bool) -> Exception | None:
    """The error to raise for the driver's ``error``, or ``None`` when it is a bug of ours."""
    code = code_of(error)
    if not code:
        return _without_code(error)
    if code == _FULL:
        return DiskFull(f"the server's disk is full ({_first_line(error)})")
    words = _ENVIRONMENT.get(code) or _ENVIRONMENT_CLASSES.get(code[:_CLASS])
    if words is None and code == _READ_ONLY and writing:
        words = "the server may only be read"
    if words is not None:
        return Unavailable(Service.DATABASE, f"{words} ({_first_line(error)})")
    if code in _DAMAGED:
        return DatabaseDamaged(f"The server's database is damaged ({_first_line(error)}). Call its administrator.")
    refusal = _FOR_SOMEBODY.get(code) or _FOR_SOMEBODY.get(code[:_CLASS])
    return None if refusal is None else ServerRefused(f"The server {refusal} ({_first_line(error)}).")


def uncertain(error: BaseException) -> CommitUncertain | None:
    """What a failed COMMIT is when nobody can know whether it happened: the server has not said no, it has gone."""
    code = code_of(error)
    if code == _CANCELLED or (code and code[:_CLASS] not in _ENVIRONMENT_CLASSES):
        return None
    return CommitUncertain(Service.DATABASE, f"the connection was lost during a commit ({_first_line(error)})")


def is_taken(error: DBAPIError) -> bool:
    """Whether the server refused a row because another transaction was first with one of its keys."""
    return error.orig is not None and code_of(error.orig) == _UNIQUE


def code_of(error: BaseException) -> str:
    """The SQLSTATE, or nothing where it was the driver that noticed."""
    return str(getattr(error, "sqlstate", None) or "")


def _without_code(error: BaseException) -> Exception | None:
    import psycopg

    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return Unavailable(Service.DATABASE, f"the server cannot be reached ({_first_line(error)})")
    return None


def _first_line(error: BaseException) -> str:
    """The rest may quote a row."""
    return str(error).strip().partition("\n")[0]
