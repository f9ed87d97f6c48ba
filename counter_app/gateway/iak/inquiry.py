"""From IAK's answer to an inquiry to a participant and a bill that can be charged. Pure: no line, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from counter_app.domain.bill import Bill, BillSource, Programme
from counter_app.domain.identity import PAYMENT_CODE_LENGTH
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.participant import Participant
from counter_app.domain.tariff import Tariff
from counter_app.gateway.iak import wire
from counter_app.gateway.iak.coverage import coverage
from counter_app.gateway.iak.itemising import itemised
from counter_app.gateway.iak.wire import Absurd
from counter_app.services.ports import Inquiry

ZONE = "Asia/Jakarta"
"""Where IAK's days begin and its clock stands: it names no zone, and wants inquiry and payment on the same day."""

_NAME_LENGTH = 300
_AHEAD = 12
"""Months. A protection that begins further ahead, or further behind than the grace, does not say what is paid for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, to hold the answer against. ``at`` is aware."""

    nik: str
    months: int
    ref_id: str
    at: datetime


def inquiry(data: wire.Data, asked: Asked, tariff: Tariff) -> Inquiry:
    """IAK's answer to ``asked``. Raises ``Absurd`` when it is about somebody else or does not add up.

    IAK tells neither how a participation stands nor what it is reckoned from: those stay ``None`` but for what
    follows from the amounts.
    """
    if tuple(map(wire.text_of, (data.code, data.hp, data.ref_id))) != (wire.PRODUCT, asked.nik, asked.ref_id):
        raise Absurd("the answer belongs to another inquiry")
    today = asked.at.astimezone(ZoneInfo(ZONE)).date()
    months = run_of(_first_month(data.detail, asked.months, today, tariff.grace_months), asked.months)
    lines = itemised(_sums(data), months, tariff)
    expires_at = datetime.combine(today + timedelta(days=1), time(), ZoneInfo(ZONE))
    bill = Bill(lines.lines, wire.rupiah(data.admin), BillSource.HOST, inquiry_id(data), expires_at)
    if bill.total != wire.rupiah(data.price):
        raise Absurd(f"nominal and admin make {bill.total}, the price says {wire.rupiah(data.price)}")
    code = wire.text_of(data.detail.kode_iuran)
    participant = Participant(
        nik=asked.nik,
        kpj="",
        payment_code=code if len(code) == PAYMENT_CODE_LENGTH and code.isascii() and code.isdigit() else "",
        name=wire.text_of(data.tr_name)[:_NAME_LENGTH],
        status=None,
        sector=lines.sector,
        income_basis=lines.basis,
        programmes=bill.programmes,
        branch_office=wire.text_of(data.detail.kantor_cabang)[:_NAME_LENGTH],
        protected_until=None,
    )
    return Inquiry(participant, bill)


def inquiry_id(data: wire.Data) -> str:
    """Both of an inquiry's names in one: ours, by which a status is asked, and IAK's, by which it is paid."""
    tr_id = wire.text_of(data.tr_id)
    if not (tr_id.isascii() and tr_id.isalnum()):
        raise Absurd("an inquiry without a number of its own")
    return f"{wire.text_of(data.ref_id)}:{tr_id}"


def names_of(inquiry_id: str | None) -> tuple[str, str] | None:
    """``(ref_id, tr_id)`` of a bill of IAK's; ``None`` for a bill that somebody else has made."""
    ref_id, colon, tr_id = (inquiry_id or "").partition(":")
    return (ref_id, tr_id) if colon and ref_id.isalnum() and tr_id.isalnum() else None


def _sums(data: wire.Data) -> dict[Programme, Rupiah]:
    """What each programme costs over all months, in printing order; those that cost nothing are not in the bill."""
    detail = data.detail
    told = {Programme.JKK: detail.jkk, Programme.JKM: detail.jkm, Programme.JHT: detail.jht}
    sums = {programme: amount for programme, said in told.items() if (amount := wire.rupiah(said or 0))}
    named = {code.strip() for code in wire.text_of(detail.kode_program).split(",")}
    if not sums or named != {programme.value for programme in sums}:
        raise Absurd("the programmes named are not those with an amount")
    if sum(sums.values()) != wire.rupiah(data.nominal):
        raise Absurd("the programmes' amounts do not make the nominal")
    return sums


def _first_month(detail: wire.Detail, months: int, today: date, grace_months: int) -> Month:
    """Where the protection begins, if IAK says so and it can be; else this month, as for all who owe no arrears."""
    current = Month.of(today)
    try:
        begins = Month.of(coverage(detail.tgl_efektif, detail.tgl_expired, months)[0])
    except (Absurd, ValueError):
        return current
    return begins if -grace_months < begins - current <= _AHEAD else current
