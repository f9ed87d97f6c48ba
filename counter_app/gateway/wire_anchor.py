"""Between a journal's head and service 96. Pure: no line, no clock."""

import re
from datetime import date

from counter_app.domain.anchor import Anchor
from counter_app.domain.errors import Service, Unavailable
from counter_app.gateway.answers import Answer, Unheard, decoded
from counter_app.gateway.messages import utc
from counter_app.gateway.wire import AnchorReply, AnchorRequest, Case

_HEAD = re.compile(r"[0-9a-f]{64}")


def request(counter_id: str, sequence: int, head: str, business_date: date) -> AnchorRequest:
    """Tell of a head."""
    return AnchorRequest(counter_id, sequence, head, business_date.isoformat())


def held(answer: Answer, counter_id: str) -> Anchor:
    """What the host holds, whether it took what it was told or refused it. Raises ``Unavailable(HOST)``."""
    if answer.case not in {Case.DONE, Case.KEY_REUSED}:
        raise Unavailable(Service.HOST, f"the host answered {answer.code}: {answer.words}")
    try:
        reply = decoded(answer.body, AnchorReply, answer.code)
        at = utc(reply.anchored_at)
    except Unheard as unheard:
        raise Unavailable(Service.HOST, unheard.detail) from None
    except ValueError:
        raise _absurd() from None
    if reply.counter_id != counter_id or reply.sequence < 0 or _HEAD.fullmatch(reply.head) is None:
        raise _absurd()
    return Anchor(reply.sequence, reply.head, at)


def _absurd() -> Unavailable:
    return Unavailable(Service.HOST, "what it holds of the journal makes no sense")
