"""The host as its services see it: rules, ledger, clock and partner; and how a service refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Condition

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import Case
from counter_app.sandbox.clock import Clock, business_day
from counter_app.sandbox.ledger import Ledger
from counter_app.sandbox.mistold import Mistold
from counter_app.sandbox.rules import Rules

NO_FEE = Rupiah(0)

MESSAGES = {
    Case.DONE: "Successful",
    Case.IN_PROGRESS: "Request in progress",
    Case.BAD_FORMAT: "Invalid field format",
    Case.MANDATORY_FIELD: "Invalid mandatory field",
    Case.SIGNATURE: "Unauthorized: signature",
    Case.TOKEN: "Unauthorized: access token",
    Case.NOT_ALLOWED: "Not allowed",
    Case.NOT_FOUND: "Bill or participant not found",
    Case.WRONG_AMOUNT: "Invalid amount",
    Case.ALREADY_PAID: "Already paid",
    Case.OTHER_THAN_INQUIRED: "Does not match its inquiry",
    Case.BILL_EXPIRED: "Bill expired",
    Case.EXTERNAL_ID_USED: "X-EXTERNAL-ID used today",
    Case.KEY_REUSED: "Same key, other content",
    Case.SLOW_DOWN: "Too many requests",
    Case.GENERAL_ERROR: "General error",
    Case.TIMEOUT_UPSTREAM: "Timeout",
}


class Refused(Exception):
    """A request is not served. ``detail`` is for people; it never holds an identity number.

    ``retry_after``: seconds the caller is asked to wait, sent as ``Retry-After``.
    """

    def __init__(self, case: Case, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(case.value, detail)
        self.case = case
        self.detail = detail
        self.retry_after = retry_after

    @property
    def message(self) -> str:
        return f"{MESSAGES[self.case]}: {self.detail}" if self.detail else MESSAGES[self.case]


@dataclass(frozen=True, slots=True)
class Partner:
    """The one office this host knows, and how it proves who it is."""

    office_id: str
    client_key: str
    client_secret: str = field(repr=False)
    public_key: RSAPublicKey = field(repr=False)


class UnderWay:
    """Keys whose request is being served now: a second one meanwhile is told so."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._lock = Condition()

    @contextmanager
    def claim(self, key: str) -> Iterator[None]:
        """Hold ``key``. Raises ``Refused(IN_PROGRESS)`` while another holds it."""
        with self._lock:
            if key in self._keys:
                raise Refused(Case.IN_PROGRESS)
            self._keys.add(key)
            self._lock.notify_all()
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard(key)

    def holds(self, key: str) -> bool:
        with self._lock:
            return key in self._keys

    def wait_for(self, key: str, within: float) -> bool:
        """Wait until ``key`` is held, at most ``within`` seconds; whether it is."""
        with self._lock:
            return self._lock.wait_for(lambda: key in self._keys, within)


@dataclass(frozen=True, slots=True)
class Host:
    """All a service needs. ``fee`` rupiah a bill; a bill holds for ``bill_validity``; keys are kept ``keys_kept``."""

    rules: Rules
    ledger: Ledger
    partner: Partner
    clock: Clock
    fee: Rupiah = NO_FEE
    bill_validity: timedelta = timedelta(hours=24)
    registration_review: timedelta = timedelta(seconds=30)
    keys_kept: timedelta = timedelta(days=90)
    under_way: UnderWay = field(default_factory=UnderWay)
    mistold: Mistold = field(default_factory=Mistold)

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return business_day(self.clock())
