"""The address of the office's PostgreSQL server, as it may stand in the settings."""

from urllib.parse import parse_qs, urlsplit

SCHEME = "postgresql+psycopg"
EXAMPLE = f"{SCHEME}://NAME@HOST/DATABASE?sslmode=verify-full&sslrootcert=FILE"

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PROVEN = frozenset({"verify-full", "verify-ca"})
_SECRETS = frozenset({"password", "passfile", "sslpassword"})


def check_server_url(url: str) -> str:
    """The address itself. Raises ``ValueError`` with what is wrong.

    A password in it would stand in settings, logs and process lists; over a network only TLS with a certificate that
    is checked will do: every row is somebody's personal data.
    """
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ValueError(str(error)) from None
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme != SCHEME or not port_is_fine or not parts.path.strip("/"):
        raise ValueError(f"must look like {EXAMPLE}")
    if not parts.username:
        raise ValueError("names nobody to log in as")
    if parts.password is not None or _SECRETS & asked.keys():
        raise ValueError("must not hold a password: put it into database.password_file")
    if not _is_local(asked.get("host", parts.hostname or "")) and asked.get("sslmode") not in _PROVEN:
        raise ValueError("reaches over the network, so it must end in ?sslmode=verify-full (and sslrootcert=FILE)")
    return url


def place_of(url: str) -> str:
    """Where that is, in words without any secret: the server and the database on it."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    host = asked.get("host", [parts.hostname or "this machine"])[-1]
    return f"{parts.path.strip('/')} on {host}"


def _is_local(host: str) -> bool:
    return not host or host.startswith("/") or host in _LOOPBACK
