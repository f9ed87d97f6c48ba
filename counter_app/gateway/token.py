"""The access token: asked for with our private key, kept while it holds, renewed before it ends."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.outbox import NoAnswer
from counter_app.gateway import signing, wire
from counter_app.gateway.answers import Answer, Unheard, decoded, verified
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.replies import waiting
from counter_app.gateway.transport import Deadline, HttpCall, Transport, TransportFailure

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

log = logging.getLogger(__name__)

_USED_SHARE = 0.9
"""The share of a token's life after which it is renewed, so that it never ends under way."""

_LONGEST_LIFE = 24 * 3600
_LONGEST_TOKEN = 4096
_CLOCKS_APART = 300
"""Seconds that the two clocks may differ: SNAP's limit, and the freshness of a token reply, which has no nonce."""

_SECONDS_AHEAD = 2


class TokenSource:
    """One token for all threads. ``now`` gives the time as sent on the wire; lives are counted by ``monotonic``."""

    def __init__(
        self,
        options: SnapOptions,
        transport: Transport,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._options = options
        self._transport = transport
        self._now = now
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._key: RSAPrivateKey | None = None
        self._token = ""
        self._renew_at = 0.0

    def get(self, deadline: Deadline, refused: str = "") -> str:
        """A token other than ``refused``, the one that the host has just not accepted. Raises ``Unheard``."""
        if not self._lock.acquire(timeout=deadline.remaining()):
            raise Unheard(NoAnswer("no access token within the time"))
        try:
            if self._token in {"", refused} or self._monotonic() >= self._renew_at:
                self._renew(deadline)
            return self._token
        finally:
            self._lock.release()

    def _renew(self, deadline: Deadline) -> None:
        self._token = ""
        asked_at = self._monotonic()
        answer = self._ask_until_new(deadline)
        wait = waiting(answer, self._now())
        if wait is not None:
            raise Unheard(wait)
        if answer.case != wire.Case.DONE:
            raise Unheard(NoAnswer(f"no access token: {answer.code} {answer.words}", code=answer.code))
        reply = decoded(answer.body, wire.TokenReply, answer.code)
        token = reply.access_token
        if not (token.isascii() and token.isprintable() and 0 < len(token) <= _LONGEST_TOKEN):
            raise Unheard(NoAnswer("the access token is none", alarm=True, code=answer.code))
        self._check_clock(answer)
        self._renew_at = asked_at + _USED_SHARE * max(0, min(reply.expires_in, _LONGEST_LIFE))
        self._token = token

    def _ask_until_new(self, deadline: Deadline) -> Answer:
        """RSA signs the same second the same way, and the host takes a signature once.

        So where another process of ours asked in this second, the request is dated a second on.
        """
        answer = self._ask(deadline, ahead=0)
        for ahead in range(1, _SECONDS_AHEAD + 1):
            if answer.case != wire.Case.SIGNATURE:
                break
            answer = self._ask(deadline, ahead)
        return answer

    def _ask(self, deadline: Deadline, ahead: int) -> Answer:
        moment, client_key = self._now() + timedelta(seconds=ahead), self._options.client_key
        timestamp = moment.isoformat(timespec="seconds")
        headers = {
            "Content-Type": "application/json",
            "X-CLIENT-KEY": client_key,
            "X-TIMESTAMP": timestamp,
            "X-SIGNATURE": signing.sign_token_request(self._private_key(), client_key=client_key, timestamp=timestamp),
        }
        body = wire.encode(wire.TokenRequest(grant_type="client_credentials"))
        service = wire.ServiceCode.TOKEN
        try:
            reply = self._transport.request(HttpCall("POST", wire.PATHS[service], headers, body), deadline)
        except TransportFailure as failure:
            raise Unheard(NoAnswer(f"no access token: {failure.detail}", failure.alarm)) from None
        # No external id goes with a token request; the client key stands in its place in the reply's signature.
        return verified(reply, service, secret=self._options.client_secret, nonce=client_key)

    def _check_clock(self, answer: Answer) -> None:
        try:
            apart = abs((datetime.fromisoformat(answer.timestamp) - self._now()).total_seconds())
        except (ValueError, TypeError):
            raise Unheard(NoAnswer("the token reply has no time", alarm=True, code=answer.code)) from None
        if apart > _CLOCKS_APART:
            log.info("the host's clock and ours are %.0f s apart", apart)
            detail = f"the host's clock and ours are more than {_CLOCKS_APART} s apart"
            raise Unheard(NoAnswer(detail, alarm=True, code=answer.code))

    def _private_key(self) -> "RSAPrivateKey":
        if self._key is None:
            try:
                self._key = signing.load_private_key(self._options.private_key_path.read_bytes())
            except (OSError, ValueError) as error:
                detail = f"the private key {self._options.private_key_path} cannot be used: {type(error).__name__}"
                raise Unheard(NoAnswer(detail)) from None
        return self._key
