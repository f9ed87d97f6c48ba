"""A day of many payments, put into a store by columns, for what is measured."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import insert

from counter_app.database.repositories.payment_rows import row_of
from counter_app.database.tables import PaymentRow
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.payment import PaymentState
from counter_app.domain.reconciliation import OwnRow
from tests.helpers.builders import a_payment, a_posting, a_shift
from tests.helpers.settlements import DAY, posted

_AT = datetime.combine(DAY, time(2, 15, 4), UTC)


def store_many(store: SqlStore, count: int) -> Sequence[OwnRow]:
    """``count`` confirmed payments of ``DAY``, without their bills' lines, which no reckoning reads."""
    rows = [posted(number) for number in range(1, count + 1)]
    payment = a_payment(state=PaymentState.CONFIRMED, posting=a_posting(posted_at=_AT))
    example = row_of(payment, 1)
    columns = {column.name: getattr(example, column.key) for column in PaymentRow.__table__.columns}
    with store.writing() as work:
        work.shifts.add(a_shift())
    with store.writer.begin() as connection:
        connection.execute(insert(PaymentRow), [columns | _own(row, place) for place, row in enumerate(rows, 1)])
    return rows


def _own(row: OwnRow, sequence: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "sequence": sequence,
        "receipt_number": row.receipt_number,
        "payer_nik": row.nik,
        "payer_kpj": row.kpj,
        "contribution": row.amount,
        "fee": 0,
        "total": row.amount,
        "tendered": row.amount,
        "change_given": 0,
        "host_reference": row.host_reference,
    }
