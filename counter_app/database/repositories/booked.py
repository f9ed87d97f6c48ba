"""Payments and what became of their reversals, as a reckoning reads them: columns, not objects."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentRow, ReversalRow
from counter_app.domain.reconciliation import OwnReversal, OwnRow
from counter_app.domain.reversal import WITHOUT_EFFECT

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class SqlBooked:
    """Implements ``services.ports.Booked``."""

    scope: Scope

    def posted_on(self, day: date, zone: tzinfo) -> Sequence[OwnRow]:
        start = datetime(day.year, day.month, day.day, tzinfo=zone)
        of_counter = PaymentRow.counter_id == self.scope.counter_id
        posted = and_(of_counter, PaymentRow.posted_at >= start, PaymentRow.posted_at < start + timedelta(days=1))
        return list(self._rows(self._of_office().where(posted), zone))

    def named(self, payment_ids: Collection[UUID], zone: tzinfo) -> Sequence[OwnRow]:
        wanted = list(payment_ids)
        runs = [wanted[first : first + _AT_A_TIME] for first in range(0, len(wanted), _AT_A_TIME)]
        return [row for run in runs for row in self._rows(self._of_office().where(PaymentRow.id.in_(run)), zone)]

    def _of_office(self) -> Select[*tuple[Any, ...]]:
        # A reversal that may have an effect is the only one of its payment; those without one undid nothing.
        counting = and_(
            ReversalRow.office_id == PaymentRow.office_id,
            ReversalRow.payment_id == PaymentRow.id,
            ReversalRow.state.not_in(WITHOUT_EFFECT),
        )
        return (
            select(
                PaymentRow.id,
                PaymentRow.counter_id,
                PaymentRow.receipt_number,
                PaymentRow.business_date,
                PaymentRow.payer_nik,
                PaymentRow.payer_kpj,
                PaymentRow.total,
                PaymentRow.state,
                PaymentRow.posted_at,
                PaymentRow.host_reference,
                ReversalRow.state,
                ReversalRow.business_date,
                ReversalRow.host_reference,
            )
            .outerjoin(ReversalRow, counting)
            .where(PaymentRow.office_id == self.scope.office_id)
        )

    def _rows(self, statement: Select[*tuple[Any, ...]], zone: tzinfo) -> Iterator[OwnRow]:
        for row in self.scope.session.execute(statement):
            own, (posted_at, reference, undone, undone_on, undone_as) = row[:8], row[8:]
            key, counter, receipt, business_date, nik, kpj, total, state = own
            yield OwnRow(
                id=key,
                counter_id=counter,
                receipt_number=receipt,
                business_date=business_date,
                nik=nik,
                kpj=kpj,
                amount=total,
                state=state,
                posted_on=posted_at.astimezone(zone).date() if posted_at is not None else None,
                host_reference=reference,
                reversal=None if undone is None else OwnReversal(undone, undone_on, undone_as),
            )
