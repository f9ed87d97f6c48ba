"""One payer's way over the counter: lookup → bill → tender → commit → receipt. No widgets in here.

Every call into a service goes through ``jobs``; only reading a number (``Lookup.parse``) is done at once. What is
asked carries a ticket, and an answer to an older question than the last one is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Approval, Deed
from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import CommitUncertain, Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor
from counter_app.services.checkout import Sale
from counter_app.services.lookup import Found
from ui.after_sale import AfterSale
from ui.jobs import Jobs, Lane

T = TypeVar("T")

_DEEDS = {
    Reason.CLOCK_BACK: Deed.ACCEPT_CLOCK,
    Reason.PAYER_UNCERTAIN: Deed.PAY_DESPITE_DOUBT,
    Reason.OFFLINE_LIMIT: Deed.OVER_LIMIT,
}
"""The refusals that a second person can lift, and what they consent to by it."""


class Stage(StrEnum):
    """How far this payer has come. ``COMMITTING`` is the only one that cannot be left with Esc.

    ``CONSENT``: what was typed is kept, and a second person is asked.
    """

    IDLE = "idle"
    LOOKING_UP = "looking-up"
    BILL = "bill"
    TENDER = "tender"
    CONSENT = "consent"
    COMMITTING = "committing"
    DONE = "done"


class Place(StrEnum):
    """Where an error happened, and so where it is said."""

    LOOKUP = "lookup"
    BILL = "bill"
    TENDER = "tender"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that did not go, next to the field where it did not."""

    place: Place
    error: Declined | Unavailable


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk asks the bill for; ``programmes`` ``None``: what the participant is registered for."""

    months: int = 1
    programmes: tuple[Programme, ...] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a second person is asked for: the deed, and why it takes them."""

    deed: Deed
    why: Declined


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The money as it was typed; kept until the sale is stored, so that it can be tried again to the letter."""

    sale: Sale
    kind: TenderKind
    tendered: Rupiah
    reference: str


class SaleFlow(QObject):
    """The stages of a sale. ``changed`` says that any of the properties has; the page shows them all anew."""

    changed = Signal()
    host_seen = Signal(bool)
    printer_seen = Signal(object)
    queue_changed = Signal()
    _broke = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._broke.connect(self._commit_broke, Qt.ConnectionType.QueuedConnection)
        self._counter = counter
        self._jobs = jobs
        self._actor = actor
        self._ticket = 0
        self._number: LookupNumber | None = None
        self._advance_when_fresh = False
        self._billed_for = Wish()
        self.stage = Stage.IDLE
        self.found: Found | None = None
        self.sale: Sale | None = None
        self.wish = Wish()
        self.refusal: Refusal | None = None
        self.doubts: Sequence[Payment] = ()
        """Earlier payments of this payer that are not certain yet, the oldest first."""
        self.asked: Asked | None = None
        self.consenting = False
        """Whether a second person's PIN is being proved."""
        self.unsure: CommitUncertain | None = None
        """Set while nobody knows whether this sale is stored; it can then only be tried again."""
        self.after: AfterSale | None = None
        """What happens to the last payment, until the next payer is looked up."""
        self._attempt: _Attempt | None = None
        self._approvals: dict[Deed, UUID] = {}

    @property
    def fresh(self) -> bool:
        """Whether the bill shown is the one that was asked for last; only such a bill can be paid."""
        return self.sale is not None

    @property
    def is_held(self) -> bool:
        """Whether this payer cannot be left now: the answer to what is under way would come to nobody."""
        return self.stage is Stage.COMMITTING or self.consenting or self.unsure is not None

    @property
    def months_offered(self) -> tuple[int, ...]:
        return self._counter.tariff.months_offered

    # --- who -----------------------------------------------------------------------------------------------------

    def look_up(self, text: str) -> None:
        """Ask about a typed or scanned number. What is wrong with it is said at the lookup field."""
        if self.is_held:
            return
        self._forget()
        try:
            number = self._counter.lookup.parse(text)
        except Declined as declined:
            self._refuse(Place.LOOKUP, declined, Stage.IDLE)
            return
        self._begin(number)

    def choose(self, participant: Participant) -> None:
        """Ask about somebody out of the list of names."""
        if self.is_held:
            return
        self._forget()
        self._begin(LookupNumber(NumberKind.NIK, participant.nik))

    def lookup_edited(self) -> None:
        """The clerk is typing another number: a running lookup is no longer wanted, an old complaint no longer true."""
        if self.stage is Stage.LOOKING_UP:
            self._ticket += 1
            self.stage = Stage.IDLE
        elif self.refusal is None or self.refusal.place is not Place.LOOKUP:
            return
        self.refusal = None
        self.changed.emit()

    def _forget(self) -> None:
        self._ticket += 1
        if self.after is not None:
            self.after.leave()
        self._number, self.found, self.sale, self.refusal, self.after = None, None, None, None, None
        self.doubts, self.asked, self._attempt = (), None, None
        self._advance_when_fresh = False
        self.wish = Wish()

    def _begin(self, number: LookupNumber) -> None:
        self._number = number
        self.stage = Stage.LOOKING_UP
        self._ask(self.wish)

    # --- what is owed --------------------------------------------------------------------------------------------

    def set_months(self, months: int) -> None:
        """Bill for another number of months. The old bill stays on screen, but can no longer be paid."""
        if self.stage is not Stage.BILL or months == self.wish.months:
            return
        if months not in self.months_offered:
            offered = ", ".join(map(str, self.months_offered))
            self._refuse(Place.BILL, Declined(Reason.MONTHS_NOT_OFFERED, months=months, offered=offered), Stage.BILL)
            return
        self._rebill(Wish(months, self.wish.programmes))

    def step_months(self, by: int) -> None:
        """The next longer (1) or shorter (-1) period on offer."""
        offered = self.months_offered
        index = offered.index(self.wish.months) + by if self.wish.months in offered else 0
        if 0 <= index < len(offered):
            self.set_months(offered[index])

    def toggle(self, programme: Programme) -> None:
        """Take a programme in or out; what is mandatory for this payer stays."""
        if self.stage is not Stage.BILL or self.found is None or self.is_mandatory(programme):
            return
        chosen = frozenset(self.programmes) ^ {programme}
        self._rebill(Wish(self.wish.months, tuple(known for known in Programme if known in chosen)))

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes asked for, or those on the bill."""
        if self.wish.programmes is not None or self.found is None:
            return self.wish.programmes or ()
        return self.found.bill.programmes

    def is_mandatory(self, programme: Programme) -> bool:
        """Whether this payer must pay for it, by the tariff."""
        employer = self.found is not None and self.found.participant.employer
        return any(
            rule.mandatory or (employer and rule.mandatory_for_employers)
            for rule in self._counter.tariff.programmes
            if rule.programme is programme
        )

    def _rebill(self, wish: Wish) -> None:
        self.sale = None
        self.refusal = None
        self._ask(wish)

    def _ask(self, wish: Wish) -> None:
        number = self._number
        assert number is not None  # nobody is on screen without one
        self.wish = wish
        self._ticket += 1
        ticket = self._ticket
        self._jobs.submit(
            Lane.LOOKUP,
            lambda: self._counter.lookup.exact(self._actor, number, wish.months, wish.programmes),
            done=lambda found: self._billed(ticket, wish, found),
            failed=lambda error: self._not_billed(ticket, error),
            owner=self,
        )
        self.changed.emit()

    def _billed(self, ticket: int, wish: Wish, found: Found) -> None:
        self.host_seen.emit(found.local_as_of is None)
        if ticket != self._ticket:
            return
        self.found, self._billed_for = found, wish
        self._new_sale(found)
        self.stage = Stage.TENDER if self._advance_when_fresh else Stage.BILL
        self._advance_when_fresh = False
        self.changed.emit()

    def _not_billed(self, ticket: int, error: Exception) -> None:
        if isinstance(error, Unavailable) and error.service is Service.HOST:
            self.host_seen.emit(False)
        elif isinstance(error, Declined) and error.reason is not Reason.NIK_LENGTH:  # said here, the host was not asked
            self.host_seen.emit(error.reason is not Reason.NOT_FOUND_LOCALLY)
        if ticket != self._ticket or not isinstance(error, Declined | Unavailable):
            return
        self._advance_when_fresh = False
        if self.stage is Stage.LOOKING_UP or self.found is None:
            self.found = None
            self._refuse(Place.LOOKUP, error, Stage.IDLE)
            return
        # The bill on screen still holds for what it was asked for.
        self.wish = self._billed_for
        self._new_sale(self.found)
        self._refuse(Place.BILL, error, Stage.BILL)

    def _new_sale(self, found: Found) -> None:
        """Another key: no consent to an earlier one holds. Whether the payer has paid already is asked at once."""
        self.sale = sale = Sale.of(found)
        self._approvals = {}
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._counter.checkout.doubts(self._actor, sale),
            done=lambda doubts: self._doubted(sale, doubts),
            failed=lambda error: None,  # the database is away, as the commit will say
            owner=self,
        )

    def _doubted(self, sale: Sale, doubts: Sequence[Payment]) -> None:
        if sale is self.sale and doubts != self.doubts:
            self.doubts = doubts
            self.changed.emit()

    # --- the money -----------------------------------------------------------------------------------------------

    def advance(self) -> None:
        """From the bill to the tender; while a fresh bill is on its way, as soon as it is there."""
        if self.stage is not Stage.BILL:
            return
        if self.fresh:
            self.stage, self.refusal = Stage.TENDER, None
        else:
            self._advance_when_fresh = True
        self.changed.emit()

    def refuse_tender(self, error: Declined) -> None:
        """Something typed into the tender cannot be read."""
        self._refuse(Place.TENDER, error, self.stage)

    def tender_edited(self) -> None:
        """What was complained about is being mended."""
        if self.refusal is not None and self.refusal.place is Place.TENDER:
            self.refusal = None
            self.changed.emit()

    def pay(self, kind: TenderKind, tendered: Rupiah, reference: str = "") -> None:
        """Commit the sale. Anything but the first call for a sale that is on its way changes nothing."""
        if self.stage is not Stage.TENDER or self.sale is None:
            return
        sale = self.sale
        if kind is not TenderKind.CASH and self._is_identity(reference.strip(), sale.participant):
            self._refuse(Place.TENDER, Declined(Reason.REFERENCE_FORMAT), Stage.TENDER)
            return
        if self.unsure is None or self._attempt is None:
            self._attempt = _Attempt(sale, kind, tendered, reference)
        self._take(self._attempt)

    def _take(self, attempt: _Attempt) -> None:
        self.stage, self.refusal, self.asked = Stage.COMMITTING, None, None
        approvals = tuple(self._approvals.values())
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._watched(lambda: self._commit(attempt, approvals)),
            done=self._paid,
            failed=self._not_paid,
            owner=self,
        )
        self.changed.emit()

    def _is_identity(self, reference: str, payer: Participant) -> bool:
        """A card scanned into the wrong field: no reference, and nothing a journal may hold."""
        if reference in (payer.nik, payer.kpj, payer.payment_code):
            return True
        try:
            return self._counter.lookup.parse(reference).kind is NumberKind.NIK
        except Declined:
            return False

    def _commit(self, attempt: _Attempt, approvals: Sequence[UUID]) -> Payment:
        """On the journal lane."""
        commit = self._counter.checkout.commit
        return commit(self._actor, attempt.sale, attempt.kind, attempt.tendered, attempt.reference, approvals)

    def _watched(self, call: Callable[[], T]) -> T:
        """On the journal lane. A bug is shown as one, and the sale can be tried again."""
        try:
            return call()
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _paid(self, payment: Payment) -> None:
        after = AfterSale(self._counter, self._jobs, self._actor, payment, self)
        after.changed.connect(self.changed)
        after.host_seen.connect(self.host_seen)
        after.printer_seen.connect(self.printer_seen)
        after.queue_changed.connect(self.queue_changed)
        self.after, self.unsure, self._attempt = after, None, None
        self.stage = Stage.DONE
        self.queue_changed.emit()
        after.start()
        self.changed.emit()

    def _not_paid(self, error: Exception) -> None:
        if isinstance(error, Declined):
            self.unsure = None  # whoever is told what is wrong with a sale is told that it is not stored
            self._not_taken(error)
        elif isinstance(error, Unavailable):
            # The same sale can be tried again: its key is the idempotency key. While it may be stored, nothing less
            # is said, also when the database then is away altogether.
            self.unsure = error if isinstance(error, CommitUncertain) else self.unsure
            self._refuse(Place.TENDER, self.unsure or error, Stage.TENDER)

    def _not_taken(self, error: Declined) -> None:
        if error.reason is Reason.BILL_EXPIRED:
            self.stage, self.sale = Stage.BILL, None
            self.refusal = Refusal(Place.BILL, error)
            self._ask(self.wish)
        elif (deed := _deed_of(error)) is not None:
            self._approvals.pop(deed, None)
            self.asked = Asked(deed, error)
            self.stage = Stage.CONSENT
            self.changed.emit()
        else:
            self._refuse(Place.TENDER, error, Stage.TENDER)

    def _commit_broke(self) -> None:
        """A bug, which is shown as one. Whether the payment stands is unknown here; the same sale finds out."""
        self.consenting = False
        if self.stage is Stage.COMMITTING:
            self.stage = Stage.TENDER
        self.changed.emit()

    # --- the second person -----------------------------------------------------------------------------------------

    def consent(self, supervisor: str, pin: str) -> None:
        """A second person has typed their number and PIN; if they may, the same sale is tried again with it."""
        sale, asked = self.sale, self.asked
        if self.stage is not Stage.CONSENT or sale is None or asked is None or self.consenting:
            return
        self.consenting, self.refusal = True, None
        give = self._counter.approvals.give
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._watched(lambda: give(self._actor, asked.deed, sale.id, supervisor, pin)),
            done=self._consented,
            failed=self._not_consented,
            owner=self,
        )
        self.changed.emit()

    def _consented(self, approval: Approval) -> None:
        assert self._attempt is not None  # a second person is asked for because of it
        self.consenting = False
        self._approvals[approval.deed] = approval.id
        self._take(self._attempt)

    def _not_consented(self, error: Exception) -> None:
        assert isinstance(error, Declined | Unavailable)
        self.consenting = False
        self._refuse(Place.CONSENT, error, Stage.CONSENT)

    # --- and back ------------------------------------------------------------------------------------------------

    def back(self) -> None:
        """One step back: tender → bill → lookup. Money that is being taken is not given back by a key."""
        if self.is_held:
            return
        if self.stage is Stage.CONSENT and self.asked is not None:
            self.stage, self.refusal, self.asked = Stage.TENDER, Refusal(Place.TENDER, self.asked.why), None
        elif self.stage is Stage.TENDER:
            self.stage, self.refusal = Stage.BILL, None
        elif self.stage in (Stage.BILL, Stage.LOOKING_UP, Stage.DONE):
            self._forget()
            self.stage = Stage.IDLE
        elif self.refusal is not None and self.stage is Stage.IDLE:
            self.refusal = None
        else:
            return
        self.changed.emit()

    def _refuse(self, place: Place, error: Declined | Unavailable, stage: Stage) -> None:
        self.refusal = Refusal(place, error)
        self.stage = stage
        self.changed.emit()


def _deed_of(error: Declined) -> Deed | None:
    """What a second person would have to consent to; ``None`` where nobody can."""
    if error.reason is Reason.APPROVAL_SPENT:
        return Deed(str(error.facts["deed"]))
    return _DEEDS.get(error.reason)
