"""An office invented from a seed, and its coverage counted the slow way: person by person, month by month."""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from counter_app.database.registration_tables import RegistrationRow
from counter_app.database.repositories.scope import table_of
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.coverage import NOBODY, Standing, Took
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.registration import Refusal, RegistrationState
from counter_app.domain.tariff import Sector
from tests.helpers.builders import (
    COUNTER_ID,
    NOW,
    OFFICE_ID,
    a_bill,
    a_participant,
    a_payment,
    a_posting,
    a_reversal,
    a_shift,
)

GRACE = 3
THIS_MONTH = Month(2026, 11)
ZONE = ZoneInfo("Asia/Jakarta")
_STATES = (*[PaymentState.CONFIRMED] * 8, PaymentState.ACCEPTED, PaymentState.UNKNOWN, PaymentState.REJECTED)
_UNDOINGS = (*[None] * 6, PaymentState.CONFIRMED, PaymentState.REJECTED, PaymentState.SENDING)


@dataclass(frozen=True, slots=True)
class Issued:
    """An application that was decided; ``nik`` is empty where its answers were erased."""

    nik: str
    state: RegistrationState
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class InventedOffice:
    """``undone``: how the reversal of a payment stands, where there is one."""

    people: Sequence[Participant]
    payments: Sequence[Payment]
    undone: dict[UUID, PaymentState]
    issued: Sequence[Issued]

    @property
    def counting(self) -> list[Payment]:
        took_effect = {PaymentState.CONFIRMED, PaymentState.REFUNDED}
        return [
            each
            for each in self.payments
            if each.state is PaymentState.CONFIRMED and self.undone.get(each.id) not in took_effect
        ]

    def sector(self, nik: str) -> Sector | None:
        return next((each.sector for each in self.people if each.nik == nik), None)


def invented(seed: int) -> InventedOffice:
    """The same office for the same seed: some payers are not participants, some months are paid ahead or left out."""
    dice = random.Random(seed)
    people = [_person(dice, index) for index in range(1, dice.randint(2, 9))]
    niks = [each.nik for each in people] + [a_participant(90).nik]
    payments: list[Payment] = []
    for nik in niks:
        month = THIS_MONTH + -dice.randint(6, 16)
        while month <= THIS_MONTH and dice.random() < 0.85:
            count = dice.choice((1, 1, 1, 2, 3))
            payments.append(_payment(dice, len(payments) + 1, nik, month, count))
            month = month + count + dice.choice((0, 0, 0, 1, 2, 3, 4, 5))
    confirmed = [each.id for each in payments if each.state is PaymentState.CONFIRMED]
    undone = {each: state for each in confirmed if (state := dice.choice(_UNDOINGS)) is not None}
    return InventedOffice(people, payments, undone, [_issued(dice, niks) for _ in range(dice.randint(0, 4))])


def stored(store: SqlStore, office: InventedOffice) -> None:
    """Put it into the books, as they hold it."""
    with store.writing() as work:
        work.participants.save(office.people, NOW)
        work.shifts.add(a_shift())
        for payment in office.payments:
            work.payments.add(payment)
            if payment.id in office.undone:
                work.reversals.add(a_reversal(payment, state=office.undone[payment.id]))
    with store.writer.begin() as connection:
        for each in office.issued:
            _apply(connection, each)


def slow_standing(office: InventedOffice, month: Month) -> dict[Sector, Standing]:
    """How everybody stands in ``month``, one after the other."""
    found = dict.fromkeys(Sector, NOBODY)
    for person in office.people:
        paid = [line.month for each in office.counting if each.payer.nik == person.nik for line in each.bill.lines]
        told = [Month.of(person.protected_until)] if person.protected_until is not None else []
        last = max(paid + told, default=None)
        behind = None if last is None else month - last
        assert person.sector is not None
        found[person.sector] += Standing(
            1,
            behind is not None and behind <= 0,
            behind is not None and 0 < behind <= GRACE,
            behind is not None and behind > GRACE,
        )
    return found


def slow_took(office: InventedOffice, months: Sequence[Month]) -> Took:
    """What was paid, who was new and who came back, one payer after the other."""
    paid, amounts = defaultdict(set), Counter[Any]()
    new, regained = Counter[Any](), defaultdict(set)
    by_payer: dict[str, list[Payment]] = defaultdict(list)
    for payment in office.counting:
        by_payer[payment.payer.nik].append(payment)
        for line in payment.bill.lines:
            paid[line.month].add(payment.payer.nik)
            taken = Month.of(payment.business_date)
            amounts[taken, office.sector(payment.payer.nik), line.programme] += line.amount
    for nik, own in by_payer.items():
        own.sort(key=lambda each: min(line.month for line in each.bill.lines))
        for earlier, later in itertools.pairwise(own):
            gap = min(line.month for line in later.bill.lines) - max(line.month for line in earlier.bill.lines)
            if gap > GRACE:
                regained[Month.of(later.business_date)].add(nik)
    for nik in {*by_payer, *(each.nik for each in office.issued)} - {""}:
        if seen := _seen(office, nik, by_payer[nik]):
            new[min(seen), office.sector(nik)] += 1
    return Took(
        _by_sector(office, paid, months),
        {key: count for key, count in new.items() if key[0] in months},
        _by_sector(office, regained, months),
        {key: amount for key, amount in amounts.items() if key[0] in months},
    )


def _seen(office: InventedOffice, nik: str, payments: Sequence[Payment]) -> list[Month]:
    issued = [
        Month.of(each.decided_at.astimezone(ZONE).date())
        for each in office.issued
        if each.nik == nik and each.state is RegistrationState.ISSUED
    ]
    return issued + [Month.of(each.business_date) for each in payments]


def _by_sector(office: InventedOffice, niks: dict[Month, set[str]], months: Sequence[Month]) -> dict[Any, int]:
    return dict(Counter((month, office.sector(nik)) for month, own in niks.items() if month in months for nik in own))


def _person(dice: random.Random, index: int) -> Participant:
    until = dice.choice((None, *range(-7, 3)))
    return a_participant(
        index,
        sector=dice.choice(list(Sector)),
        protected_until=None if until is None else (THIS_MONTH + until).last_day,
    )


def _payment(dice: random.Random, number: int, nik: str, month: Month, count: int) -> Payment:
    state = dice.choice(_STATES)
    day = month.first_day + timedelta(days=dice.randint(0, 27))
    made = a_payment(number, bill=a_bill(count, first=month, fee=2_500), state=state, business_date=day)
    posting = a_posting(posted_at=datetime.combine(day, NOW.timetz())) if state is PaymentState.CONFIRMED else None
    return replace(made, payer=replace(made.payer, nik=nik), posting=posting)


def _issued(dice: random.Random, niks: Sequence[str]) -> Issued:
    month = THIS_MONTH + -dice.randint(0, 14)
    # Around the turn of a month in UTC, where the office's month is another one.
    at = datetime(month.year, month.month, 1, tzinfo=UTC) + timedelta(hours=dice.choice((-8, -6, 0, 300)))
    state = dice.choice((RegistrationState.ISSUED, RegistrationState.ISSUED, RegistrationState.REFUSED))
    return Issued(dice.choice((*niks, a_participant(91).nik, "")), state, at)


def _apply(connection: Connection, each: Issued) -> None:
    """An application from its draft to its end, through the states the database lets it take."""
    key, begun = uuid4(), each.decided_at - timedelta(minutes=9)
    own: dict[str, Any] = {"office_id": OFFICE_ID, "id": key, "counter_id": COUNTER_ID, "clerk_id": "1001"}
    table = table_of(RegistrationRow)
    answers = {"nik": each.nik, "form": "{}", "drafted_at": begun, "state": RegistrationState.DRAFT}
    connection.execute(table.insert().values(**own, **answers))
    consent = {"consent_at": begun, "consent_digest": "0" * 64, "consent_by": "1001", "submitted_at": begun}
    issued = each.state is RegistrationState.ISSUED
    number = f"{key.int % 10**11:011}"
    outcome = {"kpj": number, "payment_code": f"1{number}"} if issued else {"refusal": Refusal.OTHER}
    for step in (
        {"state": RegistrationState.SUBMITTED, **consent},
        {"state": RegistrationState.SENDING},
        {"state": each.state, "decided_at": each.decided_at, **outcome},
    ):
        connection.execute(table.update().where(table.c.id == key).values(**step))
