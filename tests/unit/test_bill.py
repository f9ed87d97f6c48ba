"""A bill's sums, its order, and where host and tariff disagree."""

from dataclasses import replace

from counter_app.domain.bill import Bill, BillDifference, BillSource, Programme, Relief, Why, differences, explained
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from tests.helpers.builders import a_bill, a_line

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
JKK, JKM, JHT = Programme.JKK, Programme.JKM, Programme.JHT


def of_host(*lines: tuple[Programme, Month, int]) -> Bill:
    made = tuple(a_line(programme, month, full=Rupiah(full), relief=None, why=None) for programme, month, full in lines)
    return Bill(made, Rupiah(0), BillSource.HOST)


def test_a_bill_adds_up_with_its_fee() -> None:
    bill = a_bill(3, fee=3_500)
    assert bill.contribution == 3 * 8_400
    assert bill.total == 3 * 8_400 + 3_500
    assert sum(bill.subtotal(programme) for programme in Programme) == bill.contribution
    assert bill.months == (NOVEMBER, DECEMBER, Month(2027, 1))
    assert bill.programmes == (JKK, JKM)


def test_a_relief_is_named_once_with_all_it_gave() -> None:
    other = Relief("credit-pp50-2025", "PP 50/2025", Rupiah(1_000))
    bill = a_bill(2)
    bill = replace(bill, lines=(*bill.lines, a_line(month=Month(2027, 1), relief=other)))
    assert bill.reliefs == (Relief("pp50-2025-other", "PP 50/2025", Rupiah(16_800)), other)


def test_the_hosts_bill_takes_its_why_from_the_tariff_where_the_full_amounts_agree() -> None:
    host = of_host((JKK, NOVEMBER, 10_000), (JKM, NOVEMBER, 7_000), (JHT, NOVEMBER, 20_000))
    local = Bill((a_line(JKK, NOVEMBER), a_line(JKM, NOVEMBER)), Rupiah(0), BillSource.TARIFF)
    told = explained(replace(host, fee=Rupiah(3_500), inquiry_id="INQ-9"), local)
    assert [line.why for line in told.lines] == [Why(10, Rupiah(1_000_000), "PP 44/2015, Lampiran II"), None, None]
    assert (told.total, told.inquiry_id, told.source) == (host.total + 3_500, "INQ-9", BillSource.HOST)


def test_bills_that_agree_differ_in_nothing() -> None:
    assert differences(a_bill(2), a_bill(2, fee=3_500)) == ()


def test_each_line_that_differs_is_named_with_both_amounts() -> None:
    host = of_host((JKK, DECEMBER, 10_000), (JKM, NOVEMBER, 6_800), (JKK, NOVEMBER, 10_000))
    local = of_host((JKK, NOVEMBER, 5_000), (JKM, NOVEMBER, 6_800), (JHT, NOVEMBER, 20_000))
    assert differences(host, local) == (
        BillDifference(JKK, NOVEMBER, host=Rupiah(10_000), local=Rupiah(5_000)),
        BillDifference(JHT, NOVEMBER, host=None, local=Rupiah(20_000)),
        BillDifference(JKK, DECEMBER, host=Rupiah(10_000), local=None),
    )
