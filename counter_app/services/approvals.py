"""A second person's consent: their PIN, typed then and there, for one act and no other."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from counter_app.domain.approval import Approval, Deed, right_to_consent
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import RIGHTS, Actor
from counter_app.services.ports import Clock, Store, UnitOfWork

ACTOR = "system:approvals"
"""In whose name a refusal stands when nobody has proved who they are."""


class Proof(Protocol):
    """What says who somebody is: ``LogIn``."""

    def prove(self, user_id: str, pin: str) -> Actor: ...


class Approvals:
    """Works without the host: what proves a supervisor is here."""

    def __init__(self, store: Store, log_in: Proof, clock: Clock) -> None:
        self._store = store
        self._log_in = log_in
        self._clock = clock

    def give(self, actor: Actor, deed: Deed, subject: UUID, supervisor_id: str, pin: str) -> Approval:
        """Consent to one act of ``actor``: ``subject`` is what it is done to, a payment, a reversal or a sale.

        Good once, for ``GOOD_FOR``. Raises ``Declined`` with ``APPROVAL_BY_SELF``, ``NOT_ALLOWED`` or as
        ``LogIn.prove`` does; that nobody consented is journaled as well.
        """
        try:
            second = self._log_in.prove(supervisor_id, pin)
        except Declined as refused:
            self._refused(ACTOR, actor, deed, subject, refused.reason)
            raise
        try:
            _require_second(second, actor, deed)
        except Declined as refused:
            self._refused(second.id, actor, deed, subject, refused.reason)
            raise
        approval = Approval(uuid4(), deed, subject, actor.id, second.id, self._clock.now())
        with self._store.writing() as work:
            work.approvals.add(approval)
            work.journal.append(
                Entry(
                    approval.given_at, second.id, Act.APPROVED, str(subject), _facts(deed, actor, approval=approval.id)
                )
            )
        return approval

    def _refused(self, by: str, actor: Actor, deed: Deed, subject: UUID, reason: Reason) -> None:
        facts = _facts(deed, actor, reason=reason.value)
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), by, Act.APPROVAL_REFUSED, str(subject), facts))


def _require_second(second: Actor, actor: Actor, deed: Deed) -> None:
    if second.id == actor.id:
        raise Declined(Reason.APPROVAL_BY_SELF)
    second.require(right_to_consent(deed))


def use(
    work: UnitOfWork, asked_by: str, deed: Deed, subject: UUID, approval_id: UUID | None, now: datetime
) -> Approval:
    """Spend a consent inside the transaction of the act it allows, so that neither is stored without the other.

    Raises ``Declined`` with ``APPROVAL_NEEDED`` (none was given) or ``APPROVAL_SPENT`` (used, too old, for something
    else, or of somebody who may not consent any more; or who asked has gone since).
    """
    if approval_id is None:
        raise Declined(Reason.APPROVAL_NEEDED, deed=deed.value)
    approval = work.approvals.get(approval_id)
    covered = approval is not None and approval.covers(deed, subject, asked_by, now)
    if approval is None or not (covered and _still_there(work, approval) and work.approvals.use(approval_id, now)):
        raise Declined(Reason.APPROVAL_SPENT, deed=deed.value)
    return approval


def _still_there(work: UnitOfWork, approval: Approval) -> bool:
    """Neither of the two was retired meanwhile, and the second one may still consent. Who is on no list is not judged."""
    asked, second = work.accounts.get(approval.asked_by), work.accounts.get(approval.approved_by)
    may = second is None or (second.active and right_to_consent(approval.deed) in RIGHTS[second.actor.role])
    return may and (asked is None or asked.active)


def one_for(
    work: UnitOfWork, asked_by: str, deed: Deed, subject: UUID, approvals: Collection[UUID], now: datetime
) -> UUID | None:
    """Which of several consents to try for this act: one that holds, else any that was given for its deed."""
    known = [approval for approval in map(work.approvals.get, approvals) if approval and approval.deed is deed]
    known.sort(key=lambda approval: not approval.covers(deed, subject, asked_by, now))
    return known[0].id if known else None


def _facts(deed: Deed, actor: Actor, **more: object) -> dict[str, Fact]:
    return {"deed": deed.value, "asked_by": actor.id, **{name: str(value) for name, value in more.items()}}
