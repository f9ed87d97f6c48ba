"""Connections to the office's PostgreSQL server: every wait bounded, set for durability, and checked before use.

Many counters share the database. A write transaction begins by locking the counter's own row, so that the writers of
one counter (its window, its forwarder) queue, and the journal's chain cannot fork; no counter waits for another. It
also settles a COMMIT of which the answer was lost: the next transaction waits until the server has ended it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, QueuePool, bindparam, create_engine, event, make_url, select
from sqlalchemy.exc import DisconnectionError

from counter_app.database.errors import ServerRefused, SettingRefused, sorted_out
from counter_app.database.server_url import SCHEME, check_server_url, place_of
from counter_app.database.tables import CounterIdentityRow

OLDEST_SERVER = 15
"""The oldest major version that the program is tested on."""

CONNECT_SECONDS = 3
STATEMENT_MS = 5_000
LOCK_MS = 4_000
LONG_STATEMENT_MS = 60_000
"""For readers, who may walk through years; nobody waits for them."""

GRACE_MS = 3_000
"""How much longer than its own limit a server is waited for, before it counts as hung."""

POOL_SECONDS = 5.0
_READERS = 4
_SECOND_MS, _IDLE_WRITER, _IDLE_READER = 1_000, 10_000, 120_000
_NETWORK: Mapping[str, int] = {
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": 5 * _SECOND_MS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}
"""Seconds, but for ``tcp_user_timeout``: after which a server that is silent counts as gone."""

_SERVER_NETWORK = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
"""After which the server counts this machine as gone, and gives up the locks it held."""

_REQUIRED = {
    "synchronous_commit": ("on", "remote_apply"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "server_encoding": ("UTF8",),
}
_LOCK_COUNTER = (
    select(CounterIdentityRow.counter_id)
    .where(CounterIdentityRow.office_id == bindparam("office"), CounterIdentityRow.counter_id == bindparam("counter"))
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is and the password to it, if it asks for one."""

    url: str
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """The server and the database, in words for messages."""
        return place_of(self.url)

    @property
    def folder_of_sockets(self) -> bool:
        """Whether it is reached without a network, where there is nothing to keep alive."""
        return str(make_url(self.url).query.get("host", "")).startswith("/")


def writing_engine(server: Server, office_id: str, counter_id: str) -> Engine:
    """The engine for this counter's write transactions; connecting raises as ``connect`` does."""
    engine = _engine(server, connections=1)

    @event.listens_for(engine, "begin")
    def queue_behind_the_counter(connection: Connection) -> None:
        mine = {"office": office_id, "counter": counter_id}
        if connection.execute(_LOCK_COUNTER, mine).one_or_none() is None:
            raise ServerRefused(f"{server.place} knows no counter {counter_id} of office {office_id} any more.")

    return engine


def reading_engine(server: Server) -> Engine:
    """The engine for views, each of one moment; connecting raises as ``connect`` does."""
    return _engine(server, connections=_READERS, read_only=True)


def plain_engine(server: Server) -> Engine:
    """An engine for opening and migrating, which keeps no connection; connecting raises as ``connect`` does."""
    return create_engine(
        f"{SCHEME}://", creator=lambda: connect(server, patient=True), poolclass=NullPool, hide_parameters=True
    )


def connect(server: Server, *, read_only: bool = False, patient: bool = False) -> Any:
    """One checked driver connection; a ``patient`` one waits for a migration, however long it takes.

    Raises ``ServerRefused``, ``SettingRefused`` or ``Unavailable(DATABASE)``.
    """
    import psycopg

    from counter_app.database.server_patience import Patient

    try:
        connection = Patient.connect(**_parameters(server))
    except psycopg.Error as error:
        raise _refusal(server, error) from error
    try:
        _prepare(connection, read_only=read_only)
        if patient:
            connection.seconds = None
    except psycopg.Error as error:
        connection.close()
        raise sorted_out(error) or error from error
    except BaseException:
        connection.close()
        raise
    return connection


def _engine(server: Server, connections: int, *, read_only: bool = False) -> Engine:
    engine = create_engine(
        f"{SCHEME}://",
        creator=lambda: connect(server, read_only=read_only),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "checkout")
    def replace_what_the_server_ended(connection: Any, _record: object, _proxy: object) -> None:
        if _is_gone(connection):  # or the first sale after the server's restart would be refused
            raise DisconnectionError

    return engine


def _is_gone(connection: Any) -> bool:
    """Whether the server has ended a connection that lay idle. It costs no question: then it had no reason to speak."""
    if connection.closed:
        return True
    with DefaultSelector() as listening:
        listening.register(connection.fileno(), EVENT_READ)
        return bool(listening.select(0))


def _parameters(server: Server) -> dict[str, Any]:
    url = make_url(check_server_url(server.url))
    named = {**url.translate_connect_args(database="dbname", username="user"), **url.query}
    password = {"password": server.password} if server.password else {}
    network = {"connect_timeout": CONNECT_SECONDS} if server.folder_of_sockets else dict(_NETWORK)
    return {"application_name": "loket-counter", **network, **named, **password}


def _refusal(server: Server, error: Exception) -> Exception:
    """What the server says at the door has no code: who is not let in is told from who finds nobody by its words."""
    words = str(error).strip().partition("\n")[0]
    if any(sign in words for sign in ("FATAL:  password", "FATAL:  role", "FATAL:  database", "no pg_hba.conf entry")):
        return ServerRefused(f"{server.place} does not let this counter in ({words}).")
    return sorted_out(error) or error


def _prepare(connection: Any, *, read_only: bool) -> None:
    import psycopg

    major = connection.info.server_version // 10_000
    if major < OLDEST_SERVER:
        raise ServerRefused(f"The server is PostgreSQL {major}; this program needs {OLDEST_SERVER} or newer.")
    wanted = {
        "statement_timeout": str(LONG_STATEMENT_MS if read_only else STATEMENT_MS),
        "lock_timeout": str(LOCK_MS),
        "idle_in_transaction_session_timeout": str(_IDLE_READER if read_only else _IDLE_WRITER),
        "timezone": "UTC",
        **_SERVER_NETWORK,
    }
    connection.autocommit = True
    for name, value in wanted.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    for name, allowed in _REQUIRED.items():
        row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
        if row is None or row[0] not in allowed:
            raise SettingRefused(f"The server's setting {name} is {row and row[0]}, not {allowed[0]}.")
    connection.autocommit = False
    connection.read_only = read_only
    level = psycopg.IsolationLevel
    connection.isolation_level = level.REPEATABLE_READ if read_only else level.READ_COMMITTED
    connection.seconds = (int(wanted["statement_timeout"]) + GRACE_MS) / _SECOND_MS
