"""A second person's consent to one act: bound to it, good once, and only for minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from counter_app.domain.people import Right

GOOD_FOR = timedelta(minutes=5)
"""From the typed PIN to the act. Longer, and it could be an act nobody is looking at any more."""


class Deed(StrEnum):
    """What needs a second person. The subject is what it is done to: a payment, a sale before it is one, a shift, a
    cash movement, a case, or whatever else has an id.
    """

    REVERSE = "reverse"
    CANCEL = "cancel"
    RESOLVE_REVIEW = "resolve-review"
    OVER_LIMIT = "over-limit"
    PAY_DESPITE_DOUBT = "pay-despite-doubt"
    ACCEPT_CLOCK = "accept-clock"
    REPRINT = "reprint"
    REVEAL = "reveal"
    OPEN_DRAWER = "open-drawer"
    MOVE_CASH = "move-cash"
    DISPUTE = "dispute"
    VARIANCE = "variance"
    CLOSE_CASE = "close-case"
    EXPORT_FULL = "export-full"
    APPOINT = "appoint"


def right_to_consent(deed: Deed) -> Right:
    """What a second person must have: to a deed about who works here, whoever manages that; to any other, a supervisor."""
    return Right.MANAGE_USERS if deed is Deed.APPOINT else Right.APPROVE


@dataclass(frozen=True, slots=True)
class Approval:
    """``given_at`` and ``used_at`` (``None`` until the act) are UTC."""

    id: UUID
    deed: Deed
    subject: UUID
    asked_by: str
    approved_by: str
    given_at: datetime
    used_at: datetime | None = None

    def covers(self, deed: Deed, subject: UUID, asked_by: str, now: datetime) -> bool:
        """Whether it is for this act, by this person, unused, and still good. A clock set back makes it no younger."""
        bound = (self.deed, self.subject, self.asked_by) == (deed, subject, asked_by)
        return bound and self.used_at is None and abs(now - self.given_at) <= GOOD_FOR
