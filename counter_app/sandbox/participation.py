"""One participation: finding it, its state on a day, and the bill it owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from counter_app.domain.bill import Bill, BillLine, Programme
from counter_app.domain.errors import Declined
from counter_app.domain.identity import KPJ_LENGTH, NIK_LENGTH, PAYMENT_CODE_LENGTH
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Protection
from counter_app.domain.tariff import Payer, Sector, Tariff, first_month_due, parse_programmes
from counter_app.gateway.wire import Adjustment, BillDetail, Case, Money
from counter_app.sandbox.host import Refused
from counter_app.sandbox.tables import ParticipantRow

CREDIT_ID = "credit-pp50-2025"
CREDIT_BASIS = "PP 50/2025, kelebihan iuran dikreditkan"
LENGTHS = {"NIK": NIK_LENGTH, "KPJ": KPJ_LENGTH, "CODE": PAYMENT_CODE_LENGTH}
_COLUMNS = {"NIK": ParticipantRow.nik, "KPJ": ParticipantRow.kpj, "CODE": ParticipantRow.payment_code}


@dataclass(frozen=True, slots=True)
class HostBill:
    """A bill as the host sends it; ``credit_used`` rupiah of the payer's credit are in it."""

    details: tuple[BillDetail, ...]
    months: tuple[Month, ...]
    contribution: Rupiah
    credit_used: Rupiah


def find(session: Session, number: str, kind: str | None = None) -> ParticipantRow:
    """The participant with this NIK, KPJ or payment code (``None``: told by its length).

    The row stays locked where the database can lock rows. Raises ``Refused(NOT_FOUND)``.
    """
    kinds = [kind] if kind else [name for name, length in LENGTHS.items() if length == len(number)]
    for name in kinds:
        match: ColumnElement[bool] = _COLUMNS[name] == number
        found = session.scalars(select(ParticipantRow).where(match).with_for_update()).one_or_none()
        if found is not None:
            return found
    raise Refused(Case.NOT_FOUND)


def protection(row: ParticipantRow, today: date, tariff: Tariff) -> Protection:
    """Active until ``grace_months`` months are unpaid (BPJS Ketenagakerjaan: three)."""
    if row.protected_until is None:
        return Protection.NEW
    unpaid = Month.of(today) - Month.of(row.protected_until)
    return Protection.LAPSED if unpaid > tariff.grace_months else Protection.ACTIVE


def own_programmes(row: ParticipantRow) -> tuple[Programme, ...]:
    """The programmes this participant is in."""
    return parse_programmes(row.programmes.split(","))


def due(row: ParticipantRow, day: date, tariff: Tariff) -> Month:
    """The month a payment made on ``day`` begins with."""
    return first_month_due(row.protected_until, day, tariff.grace_months)


def quote(row: ParticipantRow, tariff: Tariff, programmes: Sequence[Programme], first: Month, count: int) -> Bill:
    """The tariff's bill, without credit. Raises ``Refused(NOT_ALLOWED)`` where a programme must not be left out."""
    payer = Payer(Rupiah(row.income), Sector(row.sector), row.government_paid, row.employer)
    try:
        return tariff.quote(payer, programmes, first, count)
    except Declined as declined:
        raise Refused(Case.NOT_ALLOWED, declined.reason.value) from declined


def bill_for(bill: Bill, tariff: Tariff, credit: Rupiah) -> HostBill:
    """``bill`` less what of ``credit`` it can take, as the wire shows it."""
    names = {rule.programme: rule.name for rule in tariff.programmes}
    left = credit
    details = []
    for line in bill.lines:
        used = Rupiah(min(left, line.amount))
        left = Rupiah(left - used)
        details.append(_detail(line, names[line.programme], used))
    used_in_all = Rupiah(credit - left)
    return HostBill(tuple(details), bill.months, Rupiah(bill.contribution - used_in_all), used_in_all)


def _detail(line: BillLine, name: str, credit: Rupiah) -> BillDetail:
    amount = Money.of(Rupiah(line.amount - credit))
    return BillDetail(line.programme.value, name, str(line.month), amount, _adjustment(line, credit))


def _adjustment(line: BillLine, credit: Rupiah) -> Adjustment | None:
    """A line has one adjustment on the wire: with credit in it, that names the credit and holds the relief too."""
    relief = line.relief.reduction if line.relief else 0
    if credit:
        return Adjustment(CREDIT_ID, CREDIT_BASIS, Money.of(Rupiah(relief + credit)))
    if line.relief:
        return Adjustment(line.relief.id, line.relief.legal_basis, Money.of(line.relief.reduction))
    return None
