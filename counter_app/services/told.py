"""What a journal tells, read from its first entry on: what became of each payment, reversal, refund and shift.

Reading is judging: an entry that follows from nothing before it, or that no rule allows, is named by what is wrong.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from counter_app.domain.approval import Deed, right_to_consent
from counter_app.domain.cash import TenderKind
from counter_app.domain.employment import STAFF_ACTS
from counter_app.domain.journal import Act
from counter_app.domain.payment import TRANSITIONS, PaymentState
from counter_app.domain.people import RIGHTS, Right, Role, subject_of
from counter_app.domain.reversal import REVERSAL_TRANSITIONS
from counter_app.services.told_cases import ToldCase, note_case
from counter_app.services.told_drawer import ToldDrawers, ToldShift
from counter_app.services.told_papers import ToldPapers
from counter_app.services.told_registrations import ToldRegistrations
from counter_app.services.told_retention import ToldRetention

Content = Mapping[str, Any]
"""What one entry says, as its canonical bytes hold it."""

Fault = str | None
"""What is wrong with an entry, in words an auditor can act on."""

Ways = Mapping[PaymentState, frozenset[PaymentState]]


@dataclass(slots=True)
class ToldRow:
    """A payment or a reversal: the entry that began it, its state since, and what the host calls it."""

    begun: Content
    ways: Ways
    state: PaymentState = PaymentState.ACCEPTED
    reference: str | None = None

    def move(self, state: PaymentState, reference: str | None) -> Fault:
        """Follow one entry from state to state; only the table's ways can have been taken."""
        if state not in self.ways[self.state]:
            return f"moves {self.begun['facts']['receipt']} from {self.state} to {state}, which no rule allows"
        self.state = state
        self.reference = reference if state is PaymentState.CONFIRMED else self.reference
        return None


_CONSENTED = MappingProxyType(
    {
        Act.CANCELLED: Deed.CANCEL,
        Act.REVERSAL_ASKED: Deed.REVERSE,
        Act.REVIEW_RESOLVED: Deed.RESOLVE_REVIEW,
        Act.OFFLINE_OVER_LIMIT: Deed.OVER_LIMIT,
        Act.PAID_DESPITE_DOUBT: Deed.PAY_DESPITE_DOUBT,
        Act.CLOCK_ACCEPTED: Deed.ACCEPT_CLOCK,
        Act.CASE_CLOSED: Deed.CLOSE_CASE,
        Act.CASH_DROPPED: Deed.MOVE_CASH,
        Act.CASH_PICKED_UP: Deed.MOVE_CASH,
        Act.DRAWER_OPENED: Deed.OPEN_DRAWER,
        Act.HANDOVER_DISPUTED: Deed.DISPUTE,
    }
)
"""Acts that need a second person, and the consent each of them spends."""

_CONSENTED_IF_NAMED = MappingProxyType(
    {
        Act.REPRINT: Deed.REPRINT,
        Act.REVEALED: Deed.REVEAL,
        Act.LIST_EXPORTED: Deed.EXPORT_FULL,
        Act.SHIFT_CLOSED: Deed.VARIANCE,
        Act.HANDOVER_WITHDRAWN: Deed.DISPUTE,
        Act.USER_ADDED: Deed.APPOINT,
        Act.ROLE_CHANGED: Deed.APPOINT,
        Act.RETIRED: Deed.APPOINT,
        Act.BROUGHT_BACK: Deed.APPOINT,
        Act.PIN_RESET: Deed.APPOINT,
    }
)
"""Acts that need one at times, or did not at first: where the entry names somebody, it was them."""


@dataclass(slots=True)
class Told:
    """What has been told so far, by the ids of payments, reversals, shifts and consents; refunds by their payment's.

    ``roles``: of everybody whom this journal saw come, by staff number; ``gone``: those who may not work here now.
    """

    payments: dict[str, ToldRow] = field(default_factory=dict)
    reversals: dict[str, ToldRow] = field(default_factory=dict)
    refunds: dict[str, Content] = field(default_factory=dict)
    drawers: ToldDrawers = field(default_factory=ToldDrawers)
    cases: dict[str, ToldCase] = field(default_factory=dict)
    reckonings: list[Content] = field(default_factory=list)
    registrations: ToldRegistrations = field(default_factory=ToldRegistrations)
    retention: ToldRetention = field(default_factory=ToldRetention)
    papers: ToldPapers = field(default_factory=ToldPapers)
    roles: dict[str, Role] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    given: dict[str, Content] = field(default_factory=dict)
    consents: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    @property
    def shifts(self) -> dict[str, ToldShift]:
        return self.drawers.shifts

    def note(self, content: Content) -> Fault:
        """Take in the next entry, which is known to hold in its chain."""
        deed = _CONSENTED.get(content["act"])
        if deed is None and content["facts"].get("approved_by"):
            deed = _CONSENTED_IF_NAMED.get(content["act"])
        consented = self._consented(content, deed) if deed else None
        if content["act"] in STAFF_ACTS:
            self._staffed(content)
        self.retention.note(content)
        self.papers.note(content)
        if content["act"] == Act.RECONCILED:
            self.reckonings.append(content)
        return consented or note_case(self.cases, content) or self.registrations.note(content) or self._read(content)

    def _staffed(self, content: Content) -> None:
        """Who is what, and who is there, as far as this journal saw it."""
        person = content["subject"]
        match content["act"]:
            case Act.USER_ADDED | Act.ROLE_CHANGED:
                self.roles[person] = Role(content["facts"]["role"])
            case Act.RETIRED:
                self.gone.add(person)
            case Act.BROUGHT_BACK:
                self.gone.discard(person)

    def _read(self, content: Content) -> Fault:
        """What each act means for the books; those that are not here change no state."""
        match content["act"]:
            case Act.APPROVED:
                return self._approved(content)
            case Act.PAYMENT_ACCEPTED:
                return self._accepted(content)
            case Act.REVERSAL_ASKED:
                return self._reversal_asked(content)
            case Act.ATTEMPT | Act.REVERSAL_ATTEMPT:
                return self._tried(content)
            case Act.OUTCOME | Act.REVERSAL_OUTCOME | Act.REVIEW_RESOLVED:
                return self._became(content)
            case Act.CANCELLED | Act.REFUNDED | Act.REVERSAL_PAID_OUT:
                return self._paid_back(content)
        return self.drawers.note(content) or self._in_anothers_place(content)

    def _in_anothers_place(self, content: Content) -> Fault:
        """A drawer is closed, or a hand-over taken back, by whoever it is about, or by somebody who may consent to it."""
        role = self.roles.get(content["actor"])
        match content["act"]:
            case Act.SHIFT_CLOSED:
                own = self.shifts[content["subject"]].opened["actor"]
            case Act.HANDOVER_WITHDRAWN:
                own = content["facts"]["giver"]
            case _:
                return None
        alone = own != content["actor"] and role is not None and Right.APPROVE not in RIGHTS[role]
        return f"lets {content['actor']} act for {own}, who came here as {role}" if alone else None

    def _consented(self, content: Content, deed: Deed) -> Fault:
        """Two people did it: somebody else had allowed this act, to this person, and not for another time."""
        facts, subject = content["facts"], content["subject"]
        about = facts["payment"] if content["act"] == Act.REVERSAL_ASKED else subject
        if deed is Deed.APPOINT:
            about = str(subject_of(subject))
        consent = (deed.value, about, content["actor"], facts["approved_by"])
        if facts["approved_by"] == content["actor"] or self.consents[consent] < 1:
            return f"names {facts['approved_by']}, who had not allowed it"
        self.consents[consent] -= 1
        return None

    def _approved(self, content: Content) -> Fault:
        facts, by = content["facts"], content["actor"]
        self.given[facts["approval"]] = content
        self.consents[facts["deed"], content["subject"], facts["asked_by"], by] += 1
        role = self.roles.get(by)
        if role is not None and right_to_consent(Deed(facts["deed"])) not in RIGHTS[role]:
            return f"lets {by} consent, who came here as {role}"
        return f"lets {by} consent, who did not work here then" if by in self.gone else None

    def _accepted(self, content: Content) -> Fault:
        self.payments[content["subject"]] = ToldRow(content, TRANSITIONS)
        facts = content["facts"]
        in_cash = facts["tender"] == TenderKind.CASH.value
        shift = self.shifts.get(facts["shift"])
        if shift is not None and not in_cash:
            shift.take(facts["tender"], facts["total"])
        return self._moved_cash(content, facts["total"] if in_cash else 0)

    def _moved_cash(self, content: Content, amount: int) -> Fault:
        """Into (or, negative, out of) the drawer of a shift: an open one, of whoever moves it. One from before this
        journal is nobody's here.
        """
        receipt, shift = content["facts"]["receipt"], self.shifts.get(content["facts"]["shift"])
        if shift is None:
            return None
        shift.cash += amount
        if shift.opened["actor"] != content["actor"]:
            return f"moves money of {receipt} in the drawer of {shift.opened['actor']}"
        if shift.revealed and not shift.closed:
            return f"moves money of {receipt} in a drawer whose sum was shown"
        return f"moves money of {receipt} in a shift that was closed" if shift.closed else None

    def _reversal_asked(self, content: Content) -> Fault:
        payment = self.payments.get(content["facts"]["payment"])
        if payment is None or payment.begun["facts"]["total"] != content["facts"]["amount"]:
            return "undoes a payment that no entry accepted, or not the whole of it"
        self.reversals[content["subject"]] = ToldRow(content, REVERSAL_TRANSITIONS)
        return None

    def _tried(self, content: Content) -> Fault:
        row = self._row(content)
        if row is None:
            return "tells of a payment that no entry accepted"
        # A later attempt is made in the state that the first one led to.
        return row.move(PaymentState.SENDING, None) if row.state is PaymentState.ACCEPTED else None

    def _became(self, content: Content) -> Fault:
        row = self._row(content)
        if row is None:
            return "tells of a payment that no entry accepted"
        facts = content["facts"]
        reference = facts["reference"] if content["act"] == Act.REVIEW_RESOLVED else facts.get("words")
        return row.move(PaymentState(facts["state"]), reference)

    def _paid_back(self, content: Content) -> Fault:
        row, facts = self._row(content), content["facts"]
        if row is None:
            return "gives back money that no entry accepted"
        if facts["payment"] in self.refunds:
            return f"gives the money of {facts['receipt']} back a second time"
        whole = self.payments[facts["payment"]].begun["facts"]["total"]
        if facts["amount"] != whole:
            return f"gives back {facts['amount']} of the {whole} of {facts['receipt']}"
        self.refunds[facts["payment"]] = content
        odd = self._moved_cash(content, -facts["amount"] if facts["in_cash"] else 0)
        return row.move(PaymentState(facts["state"]), None) or odd

    def _row(self, content: Content) -> ToldRow | None:
        return self.payments.get(content["subject"]) or self.reversals.get(content["subject"])
