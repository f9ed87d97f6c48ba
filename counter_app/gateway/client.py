"""One signed exchange with the host: headers out, a verified answer back."""

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from counter_app.domain.outbox import NoAnswer
from counter_app.gateway import signing
from counter_app.gateway.answers import Answer, Unheard, verified
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.token import TokenSource
from counter_app.gateway.transport import Deadline, HttpCall, Transport, TransportFailure
from counter_app.gateway.wire import PATHS, ServiceCode

log = logging.getLogger(__name__)

_REMEMBERED = 64
"""How many signatures are remembered, so as not to use one twice: more than are made within a second."""


class SnapClient:
    """Signs, sends and verifies. ``now`` gives the office's local time with its offset."""

    def __init__(
        self, options: SnapOptions, transport: Transport, tokens: TokenSource, now: Callable[[], datetime]
    ) -> None:
        self._options = options
        self._transport = transport
        self._tokens = tokens
        self._now = now
        self._lock = threading.Lock()
        self._signed: deque[str] = deque(maxlen=_REMEMBERED)

    def call(
        self, service: ServiceCode, body: bytes, deadline: Deadline, new_id: Callable[[], str] | None = None
    ) -> Answer:
        """Send exactly ``body`` and return the host's verified answer. Raises ``Unheard``.

        ``new_id`` makes the external id of each request. A 401 renews the token and is tried once more; where no new
        token is to be had, the 401 stands.
        """
        new_id = new_external_id if new_id is None else new_id
        token = self._tokens.get(deadline)
        answer = self._exchange(service, body, token, deadline, new_id())
        if answer.status != 401:
            return answer
        try:
            token = self._tokens.get(deadline, refused=token)
        except Unheard:
            return answer
        return self._exchange(service, body, token, deadline, new_id())

    def _exchange(self, service: ServiceCode, body: bytes, token: str, deadline: Deadline, external_id: str) -> Answer:
        began = time.monotonic()
        call = HttpCall("POST", PATHS[service], self._headers(service, body, token, external_id), body)
        try:
            reply = self._transport.request(call, deadline)
            answer = verified(reply, service, secret=self._options.client_secret, nonce=external_id)
        except TransportFailure as failure:
            log.info("%s: %s", service.name, failure.detail)
            raise Unheard(NoAnswer(failure.detail, failure.alarm)) from None
        except Unheard as unheard:
            log.info("%s: %s", service.name, unheard.detail)
            raise
        log.debug("%s: %s in %.0f ms", service.name, answer.code, (time.monotonic() - began) * 1000)
        return answer

    def _headers(self, service: ServiceCode, body: bytes, token: str, external_id: str) -> dict[str, str]:
        timestamp, signature = self._signature(service, body, token)
        return {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {token}",
            "X-TIMESTAMP": timestamp,
            "X-SIGNATURE": signature,
            "X-PARTNER-ID": self._options.partner_id,
            "X-EXTERNAL-ID": external_id,
            "CHANNEL-ID": self._options.channel_id,
        }

    def _signature(self, service: ServiceCode, body: bytes, token: str) -> tuple[str, str]:
        """A timestamp and its signature. The host takes a signature once, and times end at the second: the same
        bytes sent again within a second are dated a second on.
        """
        moment, path = self._now(), PATHS[service]
        with self._lock:
            while True:
                timestamp = moment.isoformat(timespec="seconds")
                signature = signing.sign_request(
                    self._options.client_secret, method="POST", path=path, token=token, body=body, timestamp=timestamp
                )
                if signature not in self._signed:
                    self._signed.append(signature)
                    return timestamp, signature
                moment += timedelta(seconds=1)


def new_external_id() -> str:
    """36 digits that no other request has: the time in nanoseconds, then 17 at random for other processes."""
    return f"{time.time_ns() % 10**19:019}{secrets.randbelow(10**17):017}"
