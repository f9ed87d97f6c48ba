"""Payments as a list reads them: columns, not objects; by pages, by sums, or all of them one behind the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentRow, RefundRow
from counter_app.domain.closing_slip import Sum
from counter_app.domain.money import Rupiah
from counter_app.domain.report_list import Listed, ListSums, Wanted

_AT_A_TIME = 500
_BACK = and_(RefundRow.office_id == PaymentRow.office_id, RefundRow.payment_id == PaymentRow.id)


@dataclass(frozen=True, slots=True)
class SqlListings:
    """Implements ``services.ports.Listings``."""

    scope: Scope

    def page(self, wanted: Wanted, limit: int, before: int | None = None) -> Sequence[Listed]:
        statement = self._lines(wanted).order_by(PaymentRow.sequence.desc()).limit(limit)
        if before is not None:
            statement = statement.where(PaymentRow.sequence < before)
        return [_listed(row) for row in self.scope.session.execute(statement)]

    def sums(self, wanted: Wanted) -> ListSums:
        statement = (
            select(
                func.count(),
                func.coalesce(func.sum(PaymentRow.total), 0),
                func.coalesce(func.sum(PaymentRow.fee), 0),
                func.count(RefundRow.amount),
                func.coalesce(func.sum(RefundRow.amount), 0),
            )
            .select_from(PaymentRow)
            .outerjoin(RefundRow, _BACK)
            .where(*self._fitting(wanted))
        )
        count, total, fees, backs, back = self.scope.session.execute(statement).one()
        return ListSums(Sum(count, Rupiah(int(total))), Rupiah(int(fees)), Sum(backs, Rupiah(int(back))))

    def all(self, wanted: Wanted) -> Iterator[Listed]:
        ordered = self._lines(wanted).order_by(PaymentRow.sequence)
        # Closed even when whoever walks stops on the way: a server keeps its end of the walk open until then.
        with self.scope.session.execute(ordered, execution_options={"yield_per": _AT_A_TIME}) as rows:
            for row in rows:
                yield _listed(row)

    def _lines(self, wanted: Wanted) -> Select[*tuple[Any, ...]]:
        return (
            select(
                PaymentRow.sequence,
                PaymentRow.id,
                PaymentRow.receipt_number,
                PaymentRow.business_date,
                PaymentRow.accepted_at,
                PaymentRow.clerk_id,
                PaymentRow.payer_nik,
                PaymentRow.payer_kpj,
                PaymentRow.payer_name,
                PaymentRow.contribution,
                PaymentRow.fee,
                PaymentRow.total,
                PaymentRow.tender_kind,
                PaymentRow.tender_reference,
                PaymentRow.offline,
                PaymentRow.state,
                PaymentRow.host_reference,
                RefundRow.amount,
            )
            .outerjoin(RefundRow, _BACK)
            .where(*self._fitting(wanted))
        )

    def _fitting(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        yield PaymentRow.office_id == self.scope.office_id
        yield PaymentRow.counter_id == self.scope.counter_id
        yield PaymentRow.business_date.between(wanted.since, wanted.until)
        if wanted.clerk:
            yield PaymentRow.clerk_id == wanted.clerk
        if wanted.state is not None:
            yield PaymentRow.state == wanted.state
        if wanted.tender is not None:
            yield PaymentRow.tender_kind == wanted.tender
        if wanted.least is not None:
            yield PaymentRow.total >= wanted.least
        if wanted.most is not None:
            yield PaymentRow.total <= wanted.most
        if wanted.offline is not None:
            yield PaymentRow.offline.is_(wanted.offline)
        for word in wanted.text.split():
            yield or_(
                PaymentRow.receipt_number.icontains(word, autoescape=True),
                PaymentRow.payer_name.icontains(word, autoescape=True),
            )


def _listed(row: Row[Any]) -> Listed:
    columns: list[Any] = list(row)
    columns[-2:] = columns[-2] or "", Rupiah(columns[-1] or 0)
    return Listed(*columns)
