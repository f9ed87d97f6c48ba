"""A shift closed in one go, for tests that are about something else: counted, revealed, and explained where it differs."""

from collections.abc import Callable
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import Counted, counted_of
from counter_app.domain.closing_slip import takings
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor
from counter_app.services.closing_act import Closing
from counter_app.services.closings import Closings
from counter_app.services.ports import Store

Consent = Callable[[Deed, UUID, Actor], UUID]
"""Somebody else's consent to one act of a person."""

REASON = "dihitung dua kali, tetap berbeda"


def close_shift(
    closings: Closings, store: Store, actor: Actor, cash: Rupiah, consent: Consent, shift_id: UUID | None = None
) -> Closing:
    """``cash`` rupiah in the drawer, and every slip of what was paid otherwise. Raises as ``Closings`` does."""
    with store.reading() as work:
        current = work.shifts.current()
    named = shift_id or (current.id if current else uuid4())
    closings.count(actor, named, counted_as_taken(store, named, cash))
    seen = closings.reveal(actor, named)
    if not seen.ways.has_variance:
        return closings.close(actor, named)
    approval = consent(Deed.VARIANCE, named, actor) if actor.id == seen.shift.clerk_id else None
    return closings.close(actor, named, reason=REASON, approval_id=approval)


def counted_as_taken(store: Store, shift_id: UUID, cash: Rupiah) -> Counted:
    """``cash`` rupiah, with the slips that the books have of the other means."""
    with store.reading() as work:
        taken = takings(work.payments.of_shift(shift_id))
    return counted_of(in_few_pieces(cash), {kind: each for kind, each in taken if kind is not TenderKind.CASH})
