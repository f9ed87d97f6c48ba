"""When a paper takes a second person: what the services decline then, and the consent that is given in its place."""

from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.people import Actor
from counter_app.services.approvals import Approvals

ABOUT_CONSENT = frozenset(
    {
        Reason.APPROVAL_NEEDED,
        Reason.APPROVAL_BY_SELF,
        Reason.APPROVAL_SPENT,
        Reason.LOGIN_WRONG,
        Reason.LOGIN_LOCKED,
        Reason.NOT_ALLOWED,
        Reason.WORDS_MISSING,
    }
)
"""A copy takes somebody else, or who was asked did not prove it."""

Typed = tuple[str, str, str]
"""A supervisor's staff number and PIN, as they were typed just now, and why one more copy is made."""


def asks_for_consent(error: Declined | Unavailable | None) -> bool:
    """Whether a second person can lift this refusal."""
    return isinstance(error, Declined) and error.reason in ABOUT_CONSENT


def consent_to_copy(approvals: Approvals, actor: Actor, subject: UUID, typed: Typed | None) -> UUID | None:
    """On a lane: the consent to one more copy, where somebody typed for one. Raises as ``Approvals.give``."""
    return approvals.give(actor, Deed.REPRINT, subject, *typed[:2]).id if typed else None


def why_of(typed: Typed | None) -> str:
    """The reason that was typed with it; the first copy has none."""
    return typed[2] if typed else ""
