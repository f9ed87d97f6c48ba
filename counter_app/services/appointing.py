"""Who comes, who goes, who becomes what: the consent it takes, and how somebody stands by the journals of the office.

The rule is ``people.takes_two``: an administrator alone, or two people who manage the staff. Where nobody else does, one
supervisor may do it alone, since an office could never get its second one otherwise; the entry says so.
"""

from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.employment import STAFF_ACTS, Employment, employment_of
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Fact, content_of
from counter_app.domain.people import LEADING, RIGHTS, Account, Actor, Right, Role, pin_mark, subject_of, takes_two
from counter_app.services.approvals import use
from counter_app.services.ports import Clock, UnitOfWork


def allowed_by(
    work: UnitOfWork, by: Actor, user_id: str, roles: tuple[Role, ...], consent: UUID | None, clock: Clock
) -> dict[str, Fact]:
    """What the entry says of who allowed it; nothing where one person may. Spends the ``consent``.

    ``roles``: what the person has and gets. Raises ``Declined`` with ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
    """
    if not takes_two(by, *roles):
        return {}
    if consent is None and not any(_could_consent(account, by) for account in work.accounts.all()):
        return {"alone": True}
    return {"approved_by": use(work, by.id, Deed.APPOINT, subject_of(user_id), consent, clock.now()).approved_by}


def known(work: UnitOfWork, user_id: str) -> Account:
    """Somebody's account. Raises ``Declined(PERSON_UNKNOWN)``."""
    account = work.accounts.get(user_id)
    if account is None:
        raise Declined(Reason.PERSON_UNKNOWN, user=user_id)
    return account


def employment(work: UnitOfWork, user_id: str) -> Employment | None:
    """How somebody stands by every journal of the office; ``None`` where none saw them come."""
    return employment_of(content_of(entry) for entry in work.journal.about(user_id, STAFF_ACTS))


def is_given(work: UnitOfWork, account: Account) -> bool:
    """Whether the PIN is one that somebody else gave them to begin with."""
    told = employment(work, account.actor.id)
    return told is not None and pin_mark(account.pin_hash) in told.given


def require_not_last(work: UnitOfWork, account: Account) -> None:
    """Raise ``Declined(PERSON_LAST)`` for the last supervisor, or administrator, who may work here."""
    role = account.actor.role
    if role not in LEADING:
        return
    others = (each for each in work.accounts.all() if each.active and each.actor.id != account.actor.id)
    if all(each.actor.role is not role for each in others):
        raise Declined(Reason.PERSON_LAST, user=account.actor.id, role=role.value)


def _could_consent(account: Account, by: Actor) -> bool:
    return account.active and account.actor.id != by.id and Right.MANAGE_USERS in RIGHTS[account.actor.role]
