"""Who calls, is it fresh, is it signed: what every service request must show before anything is done.

Source of the checks: SNAP's security standard. A timestamp may be 300 seconds off; a signature is taken once;
an ``X-EXTERNAL-ID`` is taken once a day.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from counter_app.gateway.signing import same_signature, sign_request, verify_token_request
from counter_app.gateway.wire import PATHS, Case, ServiceCode
from counter_app.sandbox.clock import parse_stamp
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.tables import ExternalIdRow

TOKEN_LIFE = timedelta(seconds=900)
CLOCKS_APART = timedelta(seconds=300)
_EXTERNAL_ID = re.compile(r"[0-9]{1,36}")
_CHANNEL = re.compile(r"[!-~]{1,5}")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Knock:
    """A request as it came: header names in lower case, ``body`` the exact bytes."""

    service: ServiceCode
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """Raises ``Refused(MANDATORY_FIELD)`` when it is missing or empty."""
        value = self.headers.get(name.lower(), "")
        if not value:
            raise Refused(Case.MANDATORY_FIELD, name)
        return value


class FrontDoor:
    """Gives out tokens and lets requests in. Tokens and signatures are forgotten with the process."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._lock = Lock()
        self._tokens: dict[str, datetime] = {}
        self._signatures: dict[str, datetime] = {}

    def check_client(self, knock: Knock) -> None:
        """Raises ``Refused`` unless the client signed with its private key.

        The same signature may come again: two programs of one office that start in the same second make the same.
        """
        client_key, stamp = knock.header("X-CLIENT-KEY"), knock.header("X-TIMESTAMP")
        signature = knock.header("X-SIGNATURE")
        self._check_fresh(stamp)
        partner = self._host.partner
        known = same_signature(partner.client_key, client_key)
        if not known or not verify_token_request(
            partner.public_key, client_key=client_key, timestamp=stamp, signature=signature
        ):
            raise Refused(Case.SIGNATURE)

    def give_token(self) -> str:
        """A new access token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[token] = self._host.now() + TOKEN_LIFE
        return token

    def let_in(self, knock: Knock) -> None:
        """Raises ``Refused`` unless the request is the partner's, fresh, signed and new."""
        token = self._check_token(knock)
        stamp, signature, external_id = (knock.header(n) for n in ("X-TIMESTAMP", "X-SIGNATURE", "X-EXTERNAL-ID"))
        office, channel = knock.header("X-PARTNER-ID"), knock.header("CHANNEL-ID")
        self._check_fresh(stamp)
        expected = sign_request(
            self._host.partner.client_secret,
            method="POST",
            path=PATHS[knock.service],
            token=token,
            body=knock.body,
            timestamp=stamp,
        )
        if not same_signature(expected, signature):
            raise Refused(Case.SIGNATURE)
        if not _EXTERNAL_ID.fullmatch(external_id) or not _CHANNEL.fullmatch(channel):
            raise Refused(Case.BAD_FORMAT, "X-EXTERNAL-ID, CHANNEL-ID")
        if office != self._host.partner.office_id:
            raise Refused(Case.NOT_ALLOWED, "X-PARTNER-ID")
        self._take_signature(signature)
        self._take_external_id(external_id)

    def _check_token(self, knock: Knock) -> str:
        scheme, _, token = knock.headers.get("authorization", "").partition(" ")
        with self._lock:
            good_until = self._tokens.get(token)
        if scheme.lower() != "bearer" or good_until is None or good_until <= self._host.now():
            raise Refused(Case.TOKEN)
        return token

    def _check_fresh(self, stamp: str) -> None:
        if not _STAMP.fullmatch(stamp):
            raise Refused(Case.BAD_FORMAT, "X-TIMESTAMP")
        try:
            apart = abs(parse_stamp(stamp) - self._host.now())
        except ValueError:
            raise Refused(Case.BAD_FORMAT, "X-TIMESTAMP") from None
        if apart > CLOCKS_APART:
            raise Refused(Case.SIGNATURE, "X-TIMESTAMP is more than 300 seconds off")

    def _take_signature(self, signature: str) -> None:
        """A signature cannot come again once its timestamp is too old, so that is how long it is remembered."""
        now = self._host.now()
        with self._lock:
            if signature in self._signatures:
                raise Refused(Case.SIGNATURE, "X-SIGNATURE was used before")
            self._signatures[signature] = now + 2 * CLOCKS_APART
            self._forget(now)

    def _forget(self, now: datetime) -> None:
        """Both dictionaries grow in the order of time, so the old ones stand in front."""
        for kept in (self._signatures, self._tokens):
            for key in [key for key, until in _first(kept) if until < now]:
                del kept[key]

    def _take_external_id(self, external_id: str) -> None:
        try:
            with self._host.ledger.transaction() as session:
                taken = {"day": self._host.today(), "external_id": external_id}
                session.execute(insert(ExternalIdRow), [taken])
        except IntegrityError:
            raise Refused(Case.EXTERNAL_ID_USED) from None


def _first(kept: Mapping[str, datetime], count: int = 4) -> list[tuple[str, datetime]]:
    return [pair for pair, _ in zip(kept.items(), range(count), strict=False)]
